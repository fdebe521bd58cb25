"""The pages of practices, one each.

In: an `Edition`. Out: `Page`s. A practice of which only the name is known has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from shequ.derive import Evidence, set_aside
from shequ.model import Locator, Practice, Statement
from shequ.model.practice import QUESTIONS
from shequ.page import Page
from shequ.place import county_of
from shequ.records import PracticeEntry
from shequ.render.address import Link, Target
from shequ.render.citation import Origin, cite, view_origin
from shequ.render.clash import view_clashes
from shequ.render.community import crumbs, share_self_reported
from shequ.render.course import view_course, view_coverage
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.figure_card import Row
from shequ.render.footnote import build_grid
from shequ.render.index import DETAILS
from shequ.render.outline import kind_marks, say_actor, status_mark, view_practices
from shequ.render.statement import view_claim, view_honour

SECTION = "practices/index.html"
RANK = ("E0", "E1", "E2", "E3", "E4", "E5")
# How many practices with the same mechanism elsewhere a page names.
OTHERS = 6


@dataclass(frozen=True)
class EvidenceView:
    """A level with its name, as dots, its reason and the step that would raise it."""

    level: str
    name: str
    dots: int
    empty: int
    reason: str
    next: str | None


@dataclass(frozen=True)
class Other:
    """A practice elsewhere with the same mechanism: where, in which county, how far it has come."""

    link: Link
    place: Link
    county: str
    status: Mark
    evidence: str


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
    figures = index.figures_of_practice.get(entry.id, ())
    clashes = dict.fromkeys(c for f in figures for c in index.clashes_by_figure.get(f.id, ()))
    origins = tuple(_origins(edition, entry))
    sources = [str(o.link.target.id) for o in origins if o.link.target]
    parts = index.parts.get(entry.id, ())
    bare = [p for p in parts if edition.catalogue.practices[p].record.detail == "name-only"]
    return edition.page(
        "practice",
        Target("practice", entry.id),
        wording.t("site.page_title", name=name, place=place.text),
        wording.plain(record.summary) if record.summary else wording.t("page.practice.name_only"),
        section=SECTION,
        edit=("communities", entry.community),
        heading=name,
        chain=(*crumbs(edition, entry.community), place),
        summary=wording.words(record.summary) if record.summary else None,
        is_name_only=record.detail == "name-only",
        status=status_mark(edition, record.status.is_),
        status_at=_at(edition, entry, record.status.at) if record.status.at else None,
        marks=tuple(kind_marks(edition, record)),
        mechanisms=tuple(edition.to_mechanism(m) for m in record.mechanisms),
        evidence=view_evidence(edition, index.evidence[entry.id]),
        counted=_say_counted(edition, entry, len(figures)),
        self_reported=share_self_reported(edition, figures),
        course=tuple(view_course(edition, entry)),
        facts=tuple(_facts(edition, entry)),
        steps=_statements(edition, entry, record.steps),
        actors=tuple(_actors(edition, entry)),
        grid=build_grid(edition, figures, index.derived_by_subject.get(entry.id, ()), sources),
        contradictions=view_clashes(edition, clashes),
        answers=tuple(_answers(edition, entry)),
        unanswered=tuple(wording.t(f"enum.unanswered.{q}") for q in record.unanswered),
        claims=tuple(view_claim(edition, entry.community, claim) for claim in record.claims),
        honours=tuple(view_honour(edition, entry.community, honour) for honour in record.honours),
        evaluations=tuple(_evaluations(edition, record)),
        ties=tuple(_ties(edition, entry)),
        parts=view_practices(edition, (p for p in parts if p not in bare)),
        bare_parts=tuple(edition.to_practice(p) for p in bare),
        others=tuple(_view_other(edition, id_) for id_ in _others(edition, entry)),
        origins=origins,
        citation=cite(edition, name, entry.id, sources),
    )


def _origins(edition: Edition, entry: PracticeEntry) -> Iterator[Origin]:
    """The sources of a practice, each with the paragraphs it rests on."""
    places: dict[str, list[Link]] = {}
    for at in entry.record.at:
        places.setdefault(_source(edition, entry, at), []).append(_at(edition, entry, at))
    for figure in edition.index.figures_of_practice.get(entry.id, ()):
        places.setdefault(figure.source, [])
    for source, found in places.items():
        yield view_origin(edition, source, found)


def _say_counted(edition: Edition, entry: PracticeEntry, total: int) -> str:
    """How many of the page's figures its level counts, and why not the others; '' where it counts all."""
    t, aside = edition.wording.t, set_aside(edition.catalogue, entry.id)
    if not aside:
        return ""
    reasons = [t("practice.set_aside", reason=t(f"practice.aside.{k}"), count=n) for k, n in aside.items()]
    counted = total - sum(aside.values())
    return t(
        "practice.counted", total=total, counted=counted, reasons=edition.wording.join(reasons, "clause")
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
    yield from view_coverage(edition, entry)
    if record.problems:
        yield Row(t("page.practice.problems"), tuple(edition.to_problem(p) for p in record.problems))
    if record.aliases:
        yield Row(t("page.list.aliases"), (Link(wording.join(list(record.aliases))),))
    if wording.lang != "en":
        yield Row(t("page.list.name_english"), (Link(record.name.en),))


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
    """Practices of other places that share a mechanism with this one: what is told in full first."""
    lists = (edition.index.fullest_by_mechanism.get(m, ()) for m in entry.record.mechanisms)
    elsewhere = ((id_ for id_ in ids if id_.split("/", maxsplit=1)[0] != entry.community) for ids in lists)
    # A few of each are enough: the first of all stand among the first of each.
    found = dict.fromkeys(id_ for ids in elsewhere for id_ in islice(ids, OTHERS))
    known = edition.catalogue.practices
    return sorted(found, key=lambda id_: DETAILS.index(known[id_].record.detail))[:OTHERS]


def _view_other(edition: Edition, id_: str) -> Other:
    entry = edition.catalogue.practices[id_]
    county = county_of(edition.catalogue, entry.community)
    outside = county is not None and county != entry.community
    return Other(
        link=edition.to_practice(id_),
        place=edition.to_place(entry.community),
        county=edition.to_place(county).text if county and outside else "",
        status=status_mark(edition, entry.record.status.is_),
        evidence=edition.index.evidence[id_].level,
    )
