"""The pages of practices, one each.

In: an `Edition`. Out: `Page`s. A practice of which only the name is known has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.derive import Evidence
from shequ.model import Locator, Practice, Statement
from shequ.model.practice import Coverage
from shequ.page import Page
from shequ.records import PracticeEntry
from shequ.render.address import Link, Target
from shequ.render.clash import view_clashes
from shequ.render.community import crumbs, view_source
from shequ.render.edition import Edition
from shequ.render.figure_card import Row
from shequ.render.footnote import build_grid
from shequ.render.outline import kind_marks, say_actor, status_mark, view_practices
from shequ.render.statement import view_claim, view_honour, view_milestone

SECTION = "practices/index.html"
QUESTIONS = ("needs", "cost", "side_effects", "resistance", "failure")
RANK = ("E0", "E1", "E2", "E3", "E4", "E5")
# How many practices with the same mechanism elsewhere a page names.
OTHERS = 8


@dataclass(frozen=True)
class EvidenceView:
    """A level with its name, as dots, its reason and the step that would raise it."""

    level: str
    name: str
    dots: int
    empty: int
    reason: str
    next: str | None


def render_practices(edition: Edition) -> Iterator[Page]:
    """Every practice."""
    for entry in edition.catalogue.practices.values():
        yield _render_practice(edition, entry)


def view_evidence(edition: Edition, found: Evidence) -> EvidenceView:
    """An evidence level in words."""
    t, rank = edition.wording.t, RANK.index(found.level)
    return EvidenceView(
        level=found.level,
        name=t(f"enum.evidence.{found.level}"),
        dots=rank,
        empty=len(RANK) - 1 - rank,
        reason=t(found.reason_key, **found.facts),
        next=t(found.next_key, **found.facts) if found.next_key else None,
    )


def _render_practice(edition: Edition, entry: PracticeEntry) -> Page:
    wording, record, index = edition.wording, entry.record, edition.index
    place = edition.to_place(entry.community)
    name = wording.plain(record.name)
    lead = wording.words(record.summary) if record.summary else wording.t("page.practice.name_only")
    figures = index.figures_of_practice.get(entry.id, ())
    clashes = dict.fromkeys(c for f in figures for c in index.clashes_by_figure.get(f.id, ()))
    sources = tuple(
        dict.fromkeys([*(_source(edition, entry, at) for at in record.at), *(f.source for f in figures)])
    )
    return edition.page(
        "practice",
        Target("practice", entry.id),
        wording.t("site.page_title", name=name, place=place.text),
        wording.plain(record.summary) if record.summary else wording.t("page.practice.name_only"),
        section=SECTION,
        edit=("communities", entry.community),
        heading=name,
        chain=(*crumbs(edition, entry.community), place),
        lead=lead,
        status=status_mark(edition, record.status.is_),
        marks=tuple(kind_marks(edition, record)),
        mechanisms=tuple(edition.to_mechanism(m) for m in record.mechanisms),
        problems=tuple(edition.to_problem(p) for p in record.problems),
        evidence=view_evidence(edition, index.evidence[entry.id]),
        facts=tuple(_facts(edition, entry)),
        steps=_statements(edition, entry, record.steps),
        actors=tuple(_actors(edition, entry)),
        milestones=tuple(view_milestone(edition, entry.community, m) for m in record.milestones),
        grid=build_grid(edition, figures, index.derived_by_subject.get(entry.id, ()), sources),
        contradictions=view_clashes(edition, clashes),
        answers=tuple(_answers(edition, entry)),
        unanswered=tuple(wording.t(f"enum.unanswered.{q}") for q in record.unanswered),
        claims=tuple(view_claim(edition, entry.community, claim) for claim in record.claims),
        honours=tuple(view_honour(edition, entry.community, honour) for honour in record.honours),
        evaluations=tuple(_evaluations(edition, record)),
        ties=tuple(_ties(edition, entry)),
        parts=view_practices(edition, index.parts.get(entry.id, ())),
        others=view_practices(edition, _others(edition, entry)),
        places=tuple(dict.fromkeys(_at(edition, entry, at) for at in record.at)),
        sources=tuple(view_source(edition, source) for source in sources),
    )


def _source(edition: Edition, entry: PracticeEntry, at: Locator) -> str:
    return edition.catalogue.source_at(entry.community, at)


def _at(edition: Edition, entry: PracticeEntry, at: Locator) -> Link:
    return edition.to_source(_source(edition, entry, at), at.paragraph)


def _statements(
    edition: Edition, entry: PracticeEntry, found: tuple[Statement, ...]
) -> tuple[tuple[str, Link], ...]:
    return tuple((edition.wording.words(s), _at(edition, entry, s.at)) for s in found)


def _facts(edition: Edition, entry: PracticeEntry) -> Iterator[Row]:
    wording, record = edition.wording, entry.record
    t = wording.t
    status = status_mark(edition, record.status.is_)
    said = [_at(edition, entry, record.status.at)] if record.status.at else []
    hint = [Link(status.hint)] if status.hint else []
    yield Row(t("page.list.status"), (Link(status.text), *hint, *said))
    for key, moment in (("started", record.started), ("ended", record.ended)):
        if moment:
            when = wording.quote(moment.printed) + (f" {moment.date}" if moment.date else "")
            yield Row(t(f"page.practice.{key}"), (Link(when), _at(edition, entry, moment.at)))
    for occasion in record.schedule:
        what = [Link(wording.words(occasion.what))] if occasion.what else []
        times = (Link(wording.quote(occasion.printed)), *what, _at(edition, entry, occasion.at))
        yield Row(t("page.practice.schedule"), times)
    for coverage in record.carried_out_in:
        yield Row(t("page.practice.carried_out_in"), tuple(_coverage(edition, entry, coverage)))
    yield Row(t("page.list.detail"), (Link(t(f"enum.detail.{record.detail}")),))
    if record.aliases:
        yield Row(t("page.list.aliases"), (Link(wording.join(list(record.aliases))),))
    if wording.lang != "en":
        yield Row(t("page.list.name_english"), (Link(record.name.en),))


def _coverage(edition: Edition, entry: PracticeEntry, coverage: Coverage) -> Iterator[Link]:
    wording = edition.wording
    if coverage.place:
        yield edition.to_place(coverage.place)
    else:
        unit = wording.label("levels", coverage.unit) if coverage.unit else ""
        numbers = [_number(edition, entry, value) for value in (coverage.count, coverage.of)]
        if coverage.extent == "n":
            yield Link(wording.t("practice.coverage_n", count=numbers[0], unit=unit))
        else:
            yield Link(
                wording.t(
                    "practice.coverage", extent=wording.t(f"enum.coverage.{coverage.extent}"), unit=unit
                )
            )
        if numbers[1]:
            yield Link(wording.t("practice.coverage_of", count=numbers[1]))
    if coverage.at:
        yield _at(edition, entry, coverage.at)


def _number(edition: Edition, entry: PracticeEntry, value: str | int | None) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else edition.wording.count(value)
    figure = edition.catalogue.figures.get(edition.catalogue.resolve_id(entry.community, value))
    return edition.wording.figure(figure).number if figure else ""


def _actors(edition: Edition, entry: PracticeEntry) -> Iterator[Row]:
    roles = dict.fromkeys(actor.role for actor in entry.record.actors)
    for role in roles:
        named = [a for a in entry.record.actors if a.role == role]
        items = [link for a in named for link in (say_actor(edition, a), _at(edition, entry, a.at))]
        yield Row(edition.wording.label("roles", role), tuple(items))


def _answers(edition: Edition, entry: PracticeEntry) -> Iterator[tuple[str, tuple[tuple[str, Link], ...]]]:
    for question in QUESTIONS:
        found = _statements(edition, entry, getattr(entry.record, question))
        if found:
            yield edition.wording.t(f"enum.unanswered.{question}"), found


def _evaluations(edition: Edition, record: Practice) -> Iterator[tuple[Row, ...]]:
    wording = edition.wording
    t = wording.t
    for evaluation in record.evaluations:
        independent = "independent" if evaluation.independent else "not_independent"
        yield (
            Row(t("practice.design"), (Link(t(f"enum.evaluation_design.{evaluation.design}")),)),
            Row(
                t("practice.evaluator"),
                (Link(wording.words(evaluation.evaluator)), Link(t(f"practice.{independent}"))),
            ),
            Row(t("practice.finding"), (Link(wording.words(evaluation.finding)),)),
            Row(t("page.figure.source"), (edition.to_source(evaluation.source),)),
        )


def _ties(edition: Edition, entry: PracticeEntry) -> Iterator[Row]:
    """Ties to other practices, both ways."""
    t, record, index = edition.wording.t, entry.record, edition.index
    for field in ("part_of", "instance_of", "derived_from"):
        for link in getattr(record, field):
            other = edition.catalogue.resolve_id(entry.community, link.id)
            basis = Link(t("practice.tie_basis", basis=t(f"enum.basis.{link.basis}")))
            said = [_at(edition, entry, link.at)] if link.at else []
            yield Row(t(f"page.practice.{field}"), (*_with_place(edition, entry, other), basis, *said))
    for key, ids in (("instances", index.instances), ("spread_to", index.spread)):
        for other in ids.get(entry.id, ()):
            yield Row(t(f"page.practice.{key}"), _with_place(edition, entry, other))


def _with_place(edition: Edition, entry: PracticeEntry, other: str) -> tuple[Link, ...]:
    """A practice, and its place where that is another one."""
    place = other.split("/", maxsplit=1)[0]
    return (edition.to_practice(other), *(() if place == entry.community else (edition.to_place(place),)))


def _others(edition: Edition, entry: PracticeEntry) -> list[str]:
    """Practices of other places that share a mechanism with this one."""
    found: dict[str, None] = {}
    for mechanism in entry.record.mechanisms:
        for other in edition.index.practices_by_mechanism.get(mechanism, ()):
            if len(found) >= OTHERS:
                return list(found)
            if other.split("/")[0] != entry.community:
                found[other] = None
    return list(found)
