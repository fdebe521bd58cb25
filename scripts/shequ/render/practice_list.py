"""The list of practices: by how far they have got, by mechanism, and place by place, folded.

In: an `Edition`. Out: one `Page`. It stays small as the catalogue grows: past `LISTED` practices with content
a place stands with its counts only and leads to its own tree; a stage names its first `STAGED`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.answer import list_stages
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.locality import group_by_county, group_by_province, name_county
from shequ.render.outline import BareName, is_bare, status_mark, view_bare
from shequ.render.practice import SECTION

LISTED, STAGED = 500, 40


@dataclass(frozen=True)
class OutlineLine:
    """A practice in one line: name, what it is and how far it has got where that is told, mechanisms."""

    link: Link
    marks: tuple[Mark, ...]
    mechanisms: tuple[Link, ...]


@dataclass(frozen=True)
class PlaceGroup:
    """The practices of one place; those that are a name and nothing more come last, in one line."""

    anchor: str
    place: Link
    county: str
    counts: str
    lines: tuple[OutlineLine, ...]
    names: tuple[BareName, ...]


def render_practice_list(edition: Edition) -> Iterator[Page]:
    """The page."""
    t, practices = edition.wording.t, edition.catalogue.practices
    told = [id_ for id_, entry in practices.items() if entry.record.detail != "name-only"]
    yield edition.page(
        "practices",
        Target("list", "practices"),
        t("page.practices.title"),
        t("page.practices.lead"),
        section=SECTION,
        lead=t("page.practices.lead"),
        total=t("outline.total", count=len(practices), names=len(practices) - len(told)),
        stages=list_stages(edition, list(practices), STAGED),
        mechanisms=tuple(_list_mechanisms(edition)),
        without_mechanism=sum(not practices[id_].record.mechanisms for id_ in told),
        provinces=tuple(_list_provinces(edition, is_full=len(told) <= LISTED)),
    )


def _list_mechanisms(edition: Edition) -> Iterator[tuple[Link, int]]:
    """Mechanisms with how many practices have them, the most used first."""
    found = edition.index.practices_by_mechanism
    known = [id_ for id_ in edition.catalogue.mechanisms if id_ in found]
    for id_ in sorted(known, key=lambda id_: -len(found[id_])):
        yield edition.to_mechanism(id_), len(found[id_])


def _list_provinces(edition: Edition, *, is_full: bool) -> Iterator[tuple[str, str, tuple[PlaceGroup, ...]]]:
    """Anchor, name and places of each province, county by county."""
    t, communities = edition.wording.t, edition.catalogue.communities
    for region, ids in group_by_province(edition).items():
        counties = group_by_county(edition, (id_ for id_ in ids if communities[id_].practices))
        groups = [
            _view_group(edition, id_, is_full=is_full) for places in counties.values() for id_ in places
        ]
        name = edition.to_place(region).text if region else t("page.communities.no_region")
        if groups:
            yield region or "no-region", name, tuple(groups)


def _view_group(edition: Edition, place: str, *, is_full: bool) -> PlaceGroup:
    own = [f"{place}/{practice.id}" for practice in edition.catalogue.communities[place].practices]
    bare = [id_ for id_ in own if is_bare(edition, id_)]
    told = [id_ for id_ in own if id_ not in set(bare)]
    t = edition.wording.t
    names = sum(edition.catalogue.practices[id_].record.detail == "name-only" for id_ in own)
    parts = [t("outline.practices", count=len(own)), *([t("outline.names", count=names)] if names else [])]
    return PlaceGroup(
        anchor=f"place-{place}",
        place=edition.to_place(place),
        county=name_county(edition, place),
        counts=edition.wording.join(parts, "dot"),
        lines=tuple(_view_line(edition, id_) for id_ in told) if is_full else (),
        names=tuple(view_bare(edition, id_) for id_ in bare) if is_full else (),
    )


def _view_line(edition: Edition, id_: str) -> OutlineLine:
    record = edition.catalogue.practices[id_].record
    marks = (
        [] if record.kind == "practice" else [Mark(edition.wording.t(f"enum.practice_kind.{record.kind}"))]
    )
    if record.status.is_ != "unknown":
        marks.insert(0, replace(status_mark(edition, record.status.is_), hint=""))
    return OutlineLine(
        link=edition.to_practice(id_),
        marks=tuple(marks),
        mechanisms=tuple(edition.to_mechanism(m) for m in record.mechanisms),
    )
