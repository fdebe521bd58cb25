"""The data-quality page: where the catalogue stands firm and where it is thin, in counts.

In: an `Edition`. Out: one `Page`. Honours and claims raise nothing here either: they are counted as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shequ.codebook import load_codes
from shequ.derive import GROUPS, source_grade
from shequ.model.practice import QUESTIONS
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.chart import Bar, Chart, draw_bars
from shequ.render.clash import view_clashes
from shequ.render.community import measure_support, share_self_reported
from shequ.render.edition import Edition
from shequ.render.index import DETAILS
from shequ.render.namesake import view_namesakes
from shequ.render.practice import RANK
from shequ.rules import check

# The counts that a picture shows at a glance.
DRAWN = ("by_voice", "by_evidence", "by_status", "by_detail")


@dataclass(frozen=True)
class Count:
    """One line of a count: what, how many, which share of all."""

    label: str
    count: int
    share: str


@dataclass(frozen=True)
class Breakdown:
    """Counts of one kind: as a table, and as a drawing where a picture says more."""

    key: str
    name: str
    counts: tuple[Count, ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class EntryLine:
    """One entry's support in numbers."""

    link: Link
    practices: int
    figures: int
    self_reported: str
    contradictions: int
    answered: int
    asked: int


def render_quality(edition: Edition) -> Iterator[Page]:
    """The page."""
    wording, catalogue, index = edition.wording, edition.catalogue, edition.index
    t = wording.t
    figures = tuple(catalogue.figures.values())
    yield edition.page(
        "quality",
        Target("quality"),
        t("page.data_quality.title"),
        t("page.data_quality.lead"),
        section="data-quality.html",
        lead=t("page.data_quality.lead"),
        total=len(figures),
        self_reported=share_self_reported(edition, figures),
        contradictions=view_clashes(edition, index.clashes),
        breakdowns=tuple(
            _draw(
                edition, Breakdown(key, t(f"page.data_quality.{key}"), tuple(counts)), is_drawn=key in DRAWN
            )
            for key, prefix, values, order in _breakdowns(edition)
            if (counts := _count(edition, prefix, values, order))
        ),
        codes=len(load_codes()),
        findings=tuple(_findings(edition)),
        no_period=sum(f.period is None for f in figures),
        no_definition=sum(f.record.counts is None for f in figures),
        entries=tuple(_entry(edition, id_) for id_ in catalogue.communities),
        unanswered=_draw(
            edition,
            Breakdown("unanswered", t("quality.unanswered"), tuple(_unanswered(edition))),
            is_drawn=True,
        ),
        unknown=tuple(
            (edition.to_source(id_), tuple(wording.words(text) for text in record.unknown))
            for id_, record in catalogue.sources.items()
            if record.unknown
        ),
        namesakes=tuple(view_namesakes(edition)),
        claims=_sum(edition, "claims"),
        honours=_sum(edition, "honours"),
        verified=sum(id_ in catalogue.ledgers for id_ in catalogue.sources),
        sources=len(catalogue.sources),
    )


def _findings(edition: Edition) -> Iterator[tuple[Link, str, int]]:
    """What the checks still say of the catalogue: code, title, how often."""
    codes = load_codes()
    found = Counter(diagnostic.code for diagnostic in check(edition.catalogue))
    for code, count in sorted(found.items()):
        yield Link(code, Target("check", code.lower())), codes[code].title[edition.wording.lang], count


def _draw(edition: Edition, breakdown: Breakdown, *, is_drawn: bool) -> Breakdown:
    """The same with a drawing."""
    if not is_drawn or not breakdown.counts:
        return breakdown
    t = edition.wording.t
    bars = [
        Bar(c.label, t("quality.bar", count=edition.wording.count(c.count), share=c.share), c.count)
        for c in breakdown.counts
    ]
    return replace(breakdown, chart=draw_bars("", t(f"quality.key_{breakdown.key}"), bars))


def _breakdowns(edition: Edition) -> Iterator[tuple[str, str, list[str], Iterable[str] | None]]:
    """Each count: its key, where its labels are, the values to count, and their order where they have one."""
    catalogue = edition.catalogue
    figures, practices = catalogue.figures.values(), catalogue.practices.values()
    statuses: list[str] = [
        edition.catalogue.vocabularies.statuses[p.record.status.is_].group for p in practices
    ]
    grades = [source_grade(catalogue, figure.id) for figure in figures]
    levels = [edition.index.evidence[id_].level for id_ in catalogue.practices]
    yield "by_voice", "enum.voice.", [figure.voice for figure in figures], None
    yield "by_grade", "enum.grade.", [grade[0] for grade in grades], "ABCDEF"
    yield "by_corroboration", "enum.corroboration.", [grade[1] for grade in grades], "12346"
    yield "by_qualifier", "enum.qualifier_name.", [figure.reading.qualifier for figure in figures], None
    yield "by_evidence", "enum.evidence.", levels, RANK
    yield "by_status", "tally.group_", statuses, GROUPS
    yield "by_detail", "enum.detail.", [practice.record.detail for practice in practices], DETAILS
    yield "omissions", "enum.omission.", list(_omissions(edition)), None


def _count(edition: Edition, prefix: str, values: list[str], order: Iterable[str] | None) -> list[Count]:
    """Counts by value: every one of the order given, else those that occur, the largest first."""
    found, t = Counter(values), edition.wording.t
    keys = list(order) if order else sorted(found, key=lambda key: (-found[key], key))
    coded = prefix in ("enum.grade.", "enum.evidence.", "enum.corroboration.")
    labels = {
        key: t("quality.coded", code=key, label=t(prefix + key)) if coded else t(prefix + key) for key in keys
    }
    return [
        Count(labels[k], found[k], edition.wording.percent(found[k], len(values))) for k in keys if values
    ]


def _omissions(edition: Edition) -> Iterator[str]:
    for record in edition.catalogue.communities.values():
        for omission in record.omissions:
            yield from [omission.kind] * max(omission.count, 1)


def _entry(edition: Edition, id_: str) -> EntryLine:
    support = measure_support(edition, id_)
    return EntryLine(
        link=edition.to_place(id_),
        practices=len(edition.catalogue.communities[id_].practices),
        figures=support.figures,
        self_reported=support.self_reported,
        contradictions=support.contradictions,
        answered=support.answered,
        asked=support.asked,
    )


def _unanswered(edition: Edition) -> Iterator[Count]:
    """Of each question: how many of the practices it is asked of have no answer."""
    asked = [p.record for p in edition.catalogue.practices.values() if p.record.is_asked]
    for question in QUESTIONS:
        silent = sum(not getattr(record, question) for record in asked)
        share = edition.wording.percent(silent, len(asked))
        yield Count(edition.wording.t(f"enum.unanswered.{question}"), silent, share)


def _sum(edition: Edition, field: str) -> int:
    owners = (
        *edition.catalogue.communities.values(),
        *(p.record for p in edition.catalogue.practices.values()),
    )
    return sum(len(getattr(owner, field)) for owner in owners)
