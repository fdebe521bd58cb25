"""Family 4, the sums: every contradiction needs its note, and every such note its contradiction.

In: `Catalogue`. Out: SQ402–SQ412, SQ414. The sums themselves are done in `sums`.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.diagnostics import Diagnostic, Span
from shequ.records import Catalogue
from shequ.rules.registry import rule
from shequ.sums import find_contradictions, judge_relations, note_for

# Words that serve both languages: a fact is filled into either.
_READINGS = {
    "strict": "按字面也不成立 even read literally",
    "conventional": "按通常读法不成立 in the conventional reading only",
}
_BASES = {"text": "原文如此 by the text", "assumed": "我们的假定 as we assume"}
_MIXED = {
    "subject": "地方 place",
    "period": "期间 period",
    "realm": "实际或计划 realm",
    "statistic": "统计方式 statistic",
    "unit": "单位 unit",
}


@rule("SQ402", "SQ403", "SQ404", "SQ405", "SQ406", "SQ407", "SQ408", "SQ409", "SQ410", "SQ411")
def check_sums(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Figures that cannot all be true must have a note of kind contradiction about exactly them."""
    for found in find_contradictions(catalogue):
        if note_for(catalogue, found) is not None:
            continue
        facts = {
            **found.facts,
            "about": ", ".join(_short(found.community, id_) for id_ in found.about),
            "reading": _READINGS[found.reading],
        }
        if "basis" in facts:
            facts["basis"] = _BASES[facts["basis"]]
        at = catalogue.locate("communities", found.community, found.relation)
        yield Diagnostic(found.code, at, facts, _places(catalogue, found.about))


@rule("SQ412")
def check_notes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A note of kind contradiction must be about exactly the figures of one."""
    clashing = {frozenset(found.about) for found in find_contradictions(catalogue)}
    for community, record in catalogue.communities.items():
        for number, note in enumerate(record.notes):
            named = frozenset(catalogue.resolve_id(community, id_) for id_ in note.about)
            known = named <= catalogue.figures.keys()
            if note.kind != "contradiction" or named in clashing or not known:
                continue
            shared = (about for about in clashing if about & named)
            nearest = max(shared, key=lambda about: (len(about & named), sorted(about)), default=frozenset())
            about = sorted(_short(community, id_) for id_ in nearest)
            facts = {"about": ", ".join(note.about), "nearest": ", ".join(about) or "—"}
            yield Diagnostic("SQ412", catalogue.locate("communities", community, ("notes", number)), facts)


@rule("SQ414")
def check_mixtures(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A relation must join figures of one place, of periods that fit, and of one kind of thing."""
    for judgement in judge_relations(catalogue):
        if judgement.mixed is None:
            continue
        facts = {
            "type": judgement.type,
            "what": _MIXED[judgement.mixed.what],
            "first": _short(judgement.community, judgement.mixed.figures[0]),
            "second": _short(judgement.community, judgement.mixed.figures[1]),
        }
        at = catalogue.locate("communities", judgement.community, judgement.path)
        yield Diagnostic("SQ414", at, facts, _places(catalogue, judgement.mixed.figures))


def _short(community: str, id_: str) -> str:
    """A figure's id as an author writes it in `community`'s file."""
    return id_.removeprefix(f"{community}/")


def _places(catalogue: Catalogue, ids: tuple[str, ...]) -> tuple[Span, ...]:
    figures = [catalogue.figures[id_] for id_ in ids]
    return tuple(catalogue.locate("communities", figure.community, figure.path) for figure in figures)
