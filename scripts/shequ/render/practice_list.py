"""The list of practices, by place.

In: an `Edition`. Out: one `Page`. A practice's own page is made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.page import Page
from shequ.render.address import Target
from shequ.render.edition import Edition
from shequ.render.outline import view_practices
from shequ.render.practice import SECTION


def render_practice_list(edition: Edition) -> Iterator[Page]:
    """The page."""
    t = edition.wording.t
    groups = [
        (
            f"place-{id_}",
            edition.to_place(id_),
            view_practices(edition, (f"{id_}/{p.id}" for p in record.practices)),
        )
        for id_, record in edition.catalogue.communities.items()
        if record.practices
    ]
    yield edition.page(
        "practices",
        Target("list", "practices"),
        t("page.practices.title"),
        t("page.practices.lead"),
        section=SECTION,
        lead=t("page.practices.lead"),
        total=len(edition.catalogue.practices),
        groups=tuple(groups),
    )
