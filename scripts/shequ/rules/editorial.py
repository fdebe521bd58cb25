"""Family 6: texts are in the language they say, typed as print wants it, and nothing but text.

In: `Catalogue`. Out: SQ611–SQ618.
What a source prints (`printed`, aliases, titles, terms) keeps its own punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from shequ.diagnostics import Diagnostic, Span
from shequ.records import Catalogue
from shequ.rules.nodes import TextNode, TextRole, locate, texts
from shequ.rules.registry import rule

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_OWN: tuple[TextRole, ...] = ("prose", "name")
_ANY: tuple[TextRole, ...] = ("prose", "name", "alias", "verbatim", "byline", "url")
_HAS_HAN = re.compile(f"[{_HAN}\U00020000-\U0003ffff]")
# A Latin word of four letters or more that is no acronym: a name in another language, not KTV, App or 5G.
_LATIN_WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]*")
# Han, Chinese punctuation and full-width forms do not belong in English.
_NOT_ENGLISH = re.compile(f"[{_HAN}\u3000-\u3003\u3008-\u3011\uff01-\uff5e]")
# A half-width mark with Han before it, and Han or the end behind it; brackets with Han outside or inside.
_HALF_WIDTH = re.compile(
    f"(?<=[{_HAN}])[,;!?](?=[{_HAN}]|$)|(?<=[{_HAN}])[:.](?=[{_HAN}]|$)|(?<=[{_HAN}])\\((?=[{_HAN}])|(?<=[{_HAN}])\\)(?=[{_HAN}]|$)"
    f'|(?<=[{_HAN}])"|"(?=[{_HAN}])'
)
_SPACE = re.compile(f"(?<=[{_HAN}，。、；：！？）」』”])[ \\t\u3000]+(?=[{_HAN}（「『“])")
# Characters that exist only in traditional writing and are frequent in reports.
TRADITIONAL = (
    "們個來這國學會時說對為與開關長門問間見車東馬魚鳥龍鄉鎮區縣廣場業務黨總體實現點線經濟發電腦網絡產權農"
    "機構應當從進過還運動員聯單雙眾報導書記轉變勞歷屆協議組織紀檢監責規劃設備環衛醫療養歲萬億幾歡樂興義讓"
    "請謝調訪談話語詞課題類別團結"
)
_MARKUP = re.compile(
    r"</?[A-Za-z!][^<>]{0,200}>|<(?:script|img|svg|iframe|a|style)\b|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,6});|\{\{|\{%|\{#|"
    r"(?<!\*)\*\*(?!\*)[^*\n]+\*\*(?!\*)|`|~~|!?\[[^\]]{0,200}\]\([^)]{0,400}\)|^\s{0,3}#{1,6} |^\s{0,3}> ",
    re.MULTILINE,
)
_SCHEME = re.compile(r"\b(?:javascript|vbscript|file):(?=\S)|\bdata:[a-z]+/[a-z]", re.IGNORECASE)
# Joiners and selectors of emoji, and the line break of a block scalar.
_ALLOWED = frozenset("\n\t\u200d\ufe0f\ufe0e")


@rule("SQ611")
def check_english(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Communities, mechanisms and practices that are more than a name must have an English summary."""
    for id_, community in catalogue.communities.items():
        if not community.summary.en:
            yield _missing(catalogue.locate("communities", id_, ("summary",)), id_)
    for id_, mechanism in catalogue.mechanisms.items():
        if not mechanism.summary.en:
            yield _missing(catalogue.locate("mechanisms", id_, ("summary",)), id_)
    for id_, entry in catalogue.practices.items():
        summary = entry.record.summary
        if summary and not summary.en and entry.record.detail != "name-only":
            yield _missing(catalogue.locate("communities", entry.community, (*entry.path, "summary")), id_)


@rule("SQ612")
def check_language(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """`zh` must hold Chinese and `en` English; figures, signs and acronyms pass as either in a name."""
    for text in texts(catalogue):
        is_wrong = not _is_chinese(text) if text.lang == "zh" else _NOT_ENGLISH.search(text.value)
        if text.lang and is_wrong:
            yield _finding(catalogue, "SQ612", text, text.value[:30], lang=text.lang)


@rule("SQ613")
def check_punctuation(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Between Chinese characters punctuation must be full-width."""
    yield from _search(catalogue, "SQ613", _HALF_WIDTH.search, _OWN, lang="zh")


@rule("SQ614")
def check_traditional(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Our own words must be in simplified characters."""
    pattern = re.compile(f"[{TRADITIONAL}]")
    yield from _search(catalogue, "SQ614", pattern.search, _OWN, lang="zh")


@rule("SQ615")
def check_markup(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A text must hold no HTML, Markdown or template marks: it is shown as it stands."""
    yield from _search(catalogue, "SQ615", _MARKUP.search, _ANY)


@rule("SQ616")
def check_links(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A link must be a complete http or https address, and no text may hold one that runs something."""
    for text in texts(catalogue):
        if text.role == "url" and not _is_web_address(text.value):
            yield _finding(catalogue, "SQ616", text, text.value[:60])
        elif text.role != "url" and (match := _SCHEME.search(text.value)):
            yield _finding(catalogue, "SQ616", text, match[0])


@rule("SQ617")
def check_hidden_characters(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A text must hold no character that cannot be seen or is private to one machine."""
    for text in texts(catalogue):
        hidden = next((c for c in text.value if not c.isprintable() and _is_hidden(c)), None)
        if hidden or "\ufffd" in text.value:
            yield _finding(catalogue, "SQ617", text, f"U+{ord(hidden or chr(0xFFFD)):04X}")


@rule("SQ618")
def check_spaces(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """No space may stand between Chinese characters; a line broken in YAML leaves one."""
    for text in texts(catalogue):
        if text.role in _OWN and text.lang == "zh" and (match := _SPACE.search(text.value)):
            around = text.value[max(0, match.start() - 4) : match.end() + 4]
            yield _finding(catalogue, "SQ618", text, around)


def _search(
    catalogue: Catalogue,
    code: str,
    find: Callable[[str], re.Match[str] | None],
    roles: tuple[TextRole, ...],
    lang: str = "",
) -> Iterator[Diagnostic]:
    """One finding for each text of some roles in which `find` finds something."""
    for text in texts(catalogue):
        if text.role in roles and lang in ("", text.lang) and (match := find(text.value)):
            yield _finding(catalogue, code, text, _shown(text.value, match))


def _shown(text: str, match: re.Match[str]) -> str:
    """What was found with a little of what stands around it."""
    return text[max(0, match.start() - 6) : match.end() + 6].replace("\n", " ")


def _finding(catalogue: Catalogue, code: str, text: TextNode, found: str, **facts: str) -> Diagnostic:
    return Diagnostic(code, locate(catalogue, text.node), {"found": found, **facts})


def _missing(at: Span, id_: str) -> Diagnostic:
    return Diagnostic("SQ611", at, {"id": id_})


def _is_chinese(text: TextNode) -> bool:
    if _HAS_HAN.search(text.value) or text.role not in _OWN:
        return True
    words = _LATIN_WORD.findall(text.value)
    return text.role == "name" and not any(len(word) > 3 for word in words)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s|@", parts.netloc)


def _is_hidden(char: str) -> bool:
    """Control, format, surrogate and private-use characters."""
    return char not in _ALLOWED and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
