"""The list of places, by region.

In: an `Edition`. Out: one `Page`. A place's own page is made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.community import SECTION, crumbs, place_marks
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.locality import group_by_province


@dataclass(frozen=True)
class PlaceLine:
    """A place as the list shows it."""

    link: Link
    crumb: str
    marks: tuple[Mark, ...]
    summary: str
    facts: tuple[str, ...]


def render_community_list(edition: Edition) -> Iterator[Page]:
    """The page."""
    t = edition.wording.t
    groups = [
        (
            region or "no-region",
            edition.to_place(region).text if region else t("page.communities.no_region"),
            ids,
        )
        for region, ids in group_by_province(edition).items()
    ]
    yield edition.page(
        "communities",
        Target("list", "communities"),
        t("page.communities.title"),
        t("page.communities.lead"),
        section=SECTION,
        lead=t("page.communities.lead"),
        total=len(edition.catalogue.communities),
        groups=tuple(
            (anchor, name, tuple(view_place(edition, id_) for id_ in ids)) for anchor, name, ids in groups
        ),
    )


def view_place(edition: Edition, id_: str) -> PlaceLine:
    """One place for a list."""
    record, wording = edition.catalogue.communities[id_], edition.wording
    figures = edition.catalogue.figures_in(id_)
    facts = [
        wording.t("community.practice_count", count=len(record.practices)),
        wording.t("community.figure_count", count=len(figures)),
    ]
    return PlaceLine(
        link=edition.to_place(id_),
        crumb=" › ".join(link.text for link in crumbs(edition, id_)),
        marks=tuple(place_marks(edition, record)),
        summary=wording.words(record.summary),
        facts=tuple(facts),
    )
