"""The list of mechanisms, as an outline: the broader with the narrower below it, articles first.

In: an `Edition`. Out: one `Page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from shequ.derive import Standing, standing
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.edition import Edition
from shequ.render.outline import TONES
from shequ.render.practice import EvidenceView, view_evidence


@dataclass(frozen=True)
class GroupCount:
    """Practices whose status is of one group: how many come before them in the bar, how many there are."""

    label: str
    start: int
    count: int
    tone: str


@dataclass(frozen=True)
class MechanismLine:
    """One mechanism: its definition, what is counted of it, and what lies below it."""

    anchor: str
    link: Link
    definition: str
    is_article: bool
    evidence: EvidenceView | None
    reach: str
    practices: int
    statuses: tuple[GroupCount, ...]
    children: tuple[MechanismLine, ...]


def render_list(edition: Edition, section: str) -> Page:
    """Families of mechanisms: first those with an article, then those that are only defined."""
    t = edition.wording.t
    families = [
        _view(edition, id_, frozenset())
        for id_, record in edition.catalogue.mechanisms.items()
        if record.broader not in edition.catalogue.mechanisms
    ]
    groups = (
        ("articles", [line for line in families if _has_article(line)]),
        ("defined", [line for line in families if not _has_article(line)]),
    )
    return edition.page(
        "mechanisms",
        Target("list", "mechanisms"),
        t("page.mechanisms.title"),
        t("page.mechanisms.lead"),
        section=section,
        lead=t("page.mechanisms.lead"),
        groups=tuple(
            (key, t(f"article.list.{key}"), tuple(lines), sum(map(_size, lines)))
            for key, lines in groups
            if lines
        ),
    )


def view_statuses(edition: Edition, found: Standing) -> tuple[GroupCount, ...]:
    """How many practices stand at each stage, empty groups included."""
    starts = accumulate(found.statuses.values(), initial=0)
    return tuple(
        GroupCount(edition.wording.t(f"article.group.{group}"), start, count, TONES[group])
        for start, (group, count) in zip(starts, found.statuses.items(), strict=False)
    )


def _view(edition: Edition, id_: str, above: frozenset[str]) -> MechanismLine:
    record, found = edition.catalogue.mechanisms[id_], standing(edition.catalogue, id_)
    t, line = edition.wording.t, above | {id_}
    counts = [t(f"article.reach.{name}", count=getattr(found, name)) for name in ("practices", "places")]
    below = [m for m in edition.index.narrower_mechanisms.get(id_, ()) if m not in line]
    evidence = edition.index.evidence_of_mechanism[id_]
    return MechanismLine(
        anchor=f"mechanism-{id_}",
        link=edition.to_mechanism(id_),
        definition=edition.wording.words(record.definition),
        is_article=record.is_article,
        evidence=view_evidence(edition, evidence) if found.practices else None,
        reach=edition.wording.join(counts, "dot") if found.practices else t("tally.none"),
        practices=found.practices,
        statuses=view_statuses(edition, found),
        children=tuple(_view(edition, m, line) for m in below),
    )


def _has_article(line: MechanismLine) -> bool:
    return line.is_article or any(_has_article(child) for child in line.children)


def _size(line: MechanismLine) -> int:
    return 1 + sum(_size(child) for child in line.children)
