"""Whether a paragraph supports a status: what is running needs a word of continuing, a pilot one of trial.

In: `Catalogue`, a source and its transcript. Out: SQ527, and SQ529 for paragraphs that do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.diagnostics import Diagnostic, Span
from shequ.model import Locator
from shequ.records import Catalogue
from shequ.transcript import Transcript

# Words of continuing (design, section 4), and of trial.
_CONTINUING = """
每天 每日 每周 每月 每年 每季 每逢 常态化 目前 现有 定期 不定期 经常 一直 坚持 长期 连续 持续 不断 日常
常年 循环 雷打不动 累计 仍 如今 现在
"""
_TRIAL = "试点 试行 先行先试 试运行"
NEEDED = {"running": tuple(_CONTINUING.split()), "pilot": tuple(_TRIAL.split())}


def check_status_words(catalogue: Catalogue, source: str, transcript: Transcript) -> Iterator[Diagnostic]:
    """The paragraph a status stands on must hold one of the words the status needs."""
    for community in catalogue.citing.get(source, ()):
        for index, practice in enumerate(catalogue.communities[community].practices):
            status = practice.status
            words = NEEDED.get(status.is_)
            at = status.at or practice.at[0]
            if words is None or catalogue.source_at(community, at) != source:
                continue
            span = catalogue.locate("communities", community, ("practices", index, "status"))
            paragraph = transcript.paragraphs.get(at.paragraph)
            if paragraph is None:
                yield no_paragraph(source, transcript, span, at)
            elif not any(word in paragraph.text for word in words):
                facts = {"status": status.is_, "paragraph": str(at.paragraph), "words": "、".join(words)}
                yield Diagnostic("SQ527", span, facts)


def no_paragraph(source: str, transcript: Transcript, span: Span, at: Locator) -> Diagnostic:
    """The finding for a place that the transcript does not have."""
    last = str(max(transcript.paragraphs, default=0))
    return Diagnostic("SQ529", span, {"paragraph": str(at.paragraph), "last": last, "source": source})
