"""The list of places: provinces as tiles, by kind of place, then province by province, county by county.

In: an `Edition`. Out: one `Page`. A place's own page is made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.page import Page
from shequ.place import split_chain
from shequ.render.address import Link, Target
from shequ.render.community import SECTION, place_marks
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.index import collect
from shequ.render.locality import group_by_county, group_by_province, name_county
from shequ.render.tile_grid import count_empty, count_provinces, draw_tiles


@dataclass(frozen=True)
class PlaceLine:
    """A place as the list shows it. `path` is what lies between its county and the place itself."""

    link: Link
    path: str
    marks: tuple[Mark, ...]
    summary: str
    facts: str


@dataclass(frozen=True)
class CountyGroup:
    """The places of one county; its name begins with its city, so that namesakes are told apart."""

    anchor: str
    name: str
    lines: tuple[PlaceLine, ...]


@dataclass(frozen=True)
class KindGroup:
    """The places of one kind of settlement, each with its county."""

    anchor: str
    label: str
    definition: str
    places: tuple[tuple[Link, str], ...]


def render_community_list(edition: Edition) -> Iterator[Page]:
    """The page."""
    t, tiles = edition.wording.t, draw_tiles(edition)
    yield edition.page(
        "communities",
        Target("list", "communities"),
        t("page.communities.title"),
        t("page.communities.lead"),
        section=SECTION,
        lead=t("page.communities.lead"),
        total=len(edition.catalogue.communities),
        tiles=tiles,
        provinces=count_provinces(edition),
        empty=count_empty(tiles),
        groups=tuple(_list_provinces(edition)),
        kinds=tuple(list_kinds(edition)),
    )


def _list_provinces(edition: Edition) -> Iterator[tuple[str, str, int, tuple[CountyGroup, ...]]]:
    """Anchor, name, number of places and counties of each province."""
    for region, ids in group_by_province(edition).items():
        place = edition.to_place(region) if region else None
        name = place.text if place else edition.wording.t("page.communities.no_region")
        yield region or "no-region", name, len(ids), tuple(_list_counties(edition, ids, name))


def _list_counties(edition: Edition, ids: Iterable[str], province: str) -> Iterator[CountyGroup]:
    for above, places in group_by_county(edition, ids).items():
        names = [edition.to_place(step).text for step in above[1:]]
        yield CountyGroup(
            anchor=edition.index.county_anchor(above),
            name=" › ".join(names) or province,
            lines=tuple(view_place(edition, id_) for id_ in places),
        )


def list_kinds(edition: Edition) -> Iterator[KindGroup]:
    """Kinds of settlement in the order of the vocabulary, those without a place left out."""
    communities = edition.catalogue.communities.items()
    places = collect((str(s.is_), id_) for id_, record in communities for s in record.settlement)
    for kind, term in edition.catalogue.vocabularies.table("settlement-types").items():
        if kind in places:
            yield KindGroup(
                anchor=f"settlement-{kind}",
                label=edition.wording.plain(term.pref_label),
                definition=edition.wording.words(term.definition) if term.definition else "",
                places=tuple((edition.to_place(id_), name_county(edition, id_)) for id_ in places[kind]),
            )


def view_place(edition: Edition, id_: str) -> PlaceLine:
    """One place for a list."""
    record, wording = edition.catalogue.communities[id_], edition.wording
    _, below = split_chain(edition.catalogue, id_)
    practices, figures = len(record.practices), len(edition.catalogue.figures_in(id_))
    facts = [
        wording.t("community.practice_count", count=wording.count(practices)),
        wording.t("community.figure_count", count=wording.count(figures)),
    ]
    return PlaceLine(
        link=edition.to_place(id_),
        path=" › ".join(edition.to_place(step).text for step in below),
        marks=tuple(place_marks(edition, record)),
        summary=wording.words(record.summary),
        facts=wording.join(facts, "dot"),
    )
