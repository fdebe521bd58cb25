"""The pages of places, one each.

In: an `Edition`. Out: `Page`s. Figures of a practice stand on the practice's own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.derive import SELF, answered_questions, completeness
from shequ.model import Community, Note
from shequ.model.community import Settlement
from shequ.page import Page
from shequ.place import chain_of
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.citation import cite, view_origin
from shequ.render.clash import view_clashes
from shequ.render.course import view_milestones
from shequ.render.edition import Edition
from shequ.render.figure import (
    FigureView,
    Mark,
    view_figures,
)
from shequ.render.figure_card import Row
from shequ.render.footnote import build_grid
from shequ.render.namesake import view_namesakes
from shequ.render.outline import build_tree, view_practices
from shequ.render.statement import place_of, view_claim, view_honour

SECTION = "communities/index.html"


@dataclass(frozen=True)
class Support:
    """How well an entry is supported, in counts. `own` are the figures of the place itself.

    `silent` names the questions that no practice of the place answers.
    """

    figures: int
    own: int
    self_reported: str
    contradictions: int
    answered: int
    asked: int
    silent: str
    levels: tuple[tuple[str, str], ...]


def render_communities(edition: Edition) -> Iterator[Page]:
    """Every place."""
    for id_, record in edition.catalogue.communities.items():
        yield _render_community(edition, id_, record)


def _render_community(edition: Edition, id_: str, record: Community) -> Page:
    wording = edition.wording
    chain = crumbs(edition, id_)
    where = next((link.text for link in reversed(chain)), "")
    index = edition.index
    return edition.page(
        "community",
        Target("community", id_),
        wording.t("site.page_title", name=wording.plain(record.name), place=where)
        if where
        else wording.plain(record.name),
        wording.plain(record.summary),
        section=SECTION,
        edit=("communities", id_),
        heading=wording.plain(record.name),
        summary=wording.words(record.summary),
        chain=chain,
        marks=tuple(place_marks(edition, record)),
        support=measure_support(edition, id_),
        facts=tuple(_facts(edition, record)),
        grid=build_grid(
            edition,
            index.figures_of_place.get(id_, ()),
            index.derived_by_subject.get(id_, ()),
            record.sources,
        ),
        tree=build_tree(edition, id_),
        total_practices=len(record.practices),
        visiting=view_practices(edition, index.practices_by_place.get(id_, ())),
        course=tuple(view_milestones(edition, id_, record.milestones)),
        contradictions=view_clashes(edition, index.clashes_by_community.get(id_, ())),
        cautions=tuple(_caution(edition, id_, note) for note in record.notes if note.kind == "caution"),
        claims=tuple(view_claim(edition, id_, claim) for claim in record.claims),
        honours=tuple(view_honour(edition, id_, honour) for honour in record.honours),
        inside=tuple(edition.to_place(place) for place in index.places_inside.get(id_, ())),
        stubs=tuple(
            (
                f"place-{s.id}",
                wording.words(s.name),
                wording.label("levels", s.level),
                place_of(edition, id_, s.at),
            )
            for s in record.places
        ),
        omissions=tuple(
            (
                wording.t(f"enum.omission.{o.kind}"),
                o.count,
                wording.words(o.why) if o.why else "",
                place_of(edition, id_, o.at),
            )
            for o in record.omissions
        ),
        terms=tuple((term.zh, wording.t(f"enum.term_kind.{term.kind}")) for term in record.terms),
        namesakes=tuple(view_namesakes(edition, id_)),
        left_out=tuple(_left_out(edition, record)),
        origins=tuple(view_origin(edition, source) for source in record.sources),
        citation=cite(edition, wording.plain(record.name), id_, record.sources),
    )


def _left_out(edition: Edition, record: Community) -> Iterator[tuple[Link, int]]:
    """Of each source that says less than one would ask: where that is listed, and how much it is."""
    for source in record.sources:
        known = edition.catalogue.sources.get(source)
        if known and known.unknown:
            yield (
                Link(edition.wording.plain(known.title), Target("source", source, "unknown")),
                len(known.unknown),
            )


def _caution(edition: Edition, community: str, note: Note) -> tuple[str, tuple[FigureView, ...]]:
    """A caution, and the figures it is about."""
    ids = (edition.catalogue.resolve_id(community, about) for about in note.about)
    known = (edition.catalogue.figures[id_] for id_ in ids if id_ in edition.catalogue.figures)
    return edition.wording.words(note), view_figures(edition, known)


def crumbs(edition: Edition, place: str) -> tuple[Link, ...]:
    """The way down to a place, without the place itself."""
    return tuple(edition.to_place(id_) for id_ in chain_of(edition.catalogue, place)[:-1])


def measure_support(edition: Edition, community: str) -> Support:
    """Counts over one entry."""
    figures = edition.catalogue.figures_in(community)
    answered, asked = completeness(edition.catalogue, community)
    answers = answered_questions(edition.catalogue, community)
    silent = [edition.wording.t(f"community.question.{q}") for q, count in answers.items() if not count]
    levels: dict[str, int] = {}
    for practice in edition.catalogue.communities[community].practices:
        level = edition.index.evidence[f"{community}/{practice.id}"].level
        levels[level] = levels.get(level, 0) + 1
    return Support(
        figures=len(figures),
        own=sum(figure.practice is None for figure in figures),
        self_reported=share_self_reported(edition, figures),
        contradictions=len(edition.index.clashes_by_community.get(community, ())),
        answered=answered,
        asked=asked,
        silent=edition.wording.join(silent) if asked else "",
        levels=tuple((level, edition.wording.count(count)) for level, count in sorted(levels.items())),
    )


def share_self_reported(edition: Edition, figures: tuple[Figure, ...]) -> str:
    """The share of figures in the implementer's own voice."""
    return edition.wording.percent(sum(f.voice == SELF for f in figures), len(figures))


def place_marks(edition: Edition, record: Community) -> Iterator[Mark]:
    """Tags for what a place is."""
    wording = edition.wording
    yield Mark(wording.label("levels", record.level))
    for settlement in record.settlement:
        kind = Target("list", "communities", f"settlement-{settlement.is_}")
        yield Mark(wording.label("settlement-types", settlement.is_), target=kind)
    yield Mark(wording.t("community.source_count", count=len(record.sources)))


def _facts(edition: Edition, record: Community) -> Iterator[Row]:
    wording = edition.wording
    t = wording.t
    if record.aliases:
        yield Row(t("page.list.aliases"), (Link(wording.join(list(record.aliases))),))
    if wording.lang != "en":
        yield Row(t("page.list.name_english"), (Link(record.name.en),))
    for within in record.within:
        basis = t(f"enum.basis.{within.basis}")
        said = t("community.basis_from", basis=basis, source=within.from_) if within.from_ else basis
        yield Row(t("page.community.located_in"), (edition.to_place(within.id), Link(said)))
    if record.settlement:
        kinds = tuple(_settlement(edition, settlement) for settlement in record.settlement)
        yield Row(t("page.list.settlement"), kinds)


def _settlement(edition: Edition, settlement: Settlement) -> Link:
    """A kind of settlement with what says so; it leads to all places of that kind."""
    wording = edition.wording
    basis = wording.t(f"enum.basis.{settlement.basis}")
    label = wording.label("settlement-types", settlement.is_)
    text = wording.t("community.settlement", kind=label, basis=basis)
    return Link(text, Target("list", "communities", f"settlement-{settlement.is_}"))
