"""The provinces of China as a grid of tiles: one tile each, roughly where it lies; no boundary is drawn.

In: an `Edition`. Out: `Tile`s and counts by province. What is said about places is not here.
"""

from __future__ import annotations

from dataclasses import dataclass

from shequ.render.address import Target
from shequ.render.edition import Edition
from shequ.render.locality import group_by_province

# Rows from north to south, seven columns from west to east; codes of GB/T 2260, 0 for no tile.
_ROWS = (
    (0, 0, 0, 0, 0, 0, 23),
    (65, 0, 0, 15, 11, 21, 22),
    (0, 62, 64, 14, 13, 12, 0),
    (0, 63, 61, 41, 37, 0, 0),
    (54, 51, 50, 42, 34, 32, 31),
    (0, 53, 52, 43, 36, 33, 0),
    (0, 0, 45, 44, 35, 71, 0),
    (0, 0, 46, 82, 81, 0, 0),
)
POSITIONS = {
    f"{code}0000": (column, row)
    for row, codes in enumerate(_ROWS, 1)
    for column, code in enumerate(codes, 1)
    if code
}


@dataclass(frozen=True)
class Tile:
    """A province on the grid, with how many entries it has; one without leads nowhere."""

    name: str
    column: int
    row: int
    count: int
    target: Target | None


@dataclass(frozen=True)
class ProvinceCount:
    """A province that has entries, and what they hold."""

    name: str
    target: Target
    places: int
    practices: int
    figures: int


def draw_tiles(edition: Edition) -> tuple[Tile, ...]:
    """Every province-level division, in reading order."""
    regions = edition.catalogue.vocabularies.regions
    counts = {regions[id_].code: (id_, len(ids)) for id_, ids in group_by_province(edition).items() if id_}
    return tuple(
        Tile(
            name=edition.wording.t(f"tile.{code}"),
            column=column,
            row=row,
            count=counts[code][1] if code in counts else 0,
            target=Target("list", "communities", counts[code][0]) if code in counts else None,
        )
        for code, (column, row) in POSITIONS.items()
    )


def count_provinces(edition: Edition) -> tuple[ProvinceCount, ...]:
    """The provinces with entries, wherever they stand on the grid."""
    catalogue = edition.catalogue
    return tuple(
        ProvinceCount(
            name=edition.to_place(region).text if region else edition.wording.t("page.communities.no_region"),
            target=Target("list", "communities", region or "no-region"),
            places=len(ids),
            practices=sum(len(catalogue.communities[id_].practices) for id_ in ids),
            figures=sum(len(catalogue.figures_in(id_)) for id_ in ids),
        )
        for region, ids in group_by_province(edition).items()
    )


def count_empty(tiles: tuple[Tile, ...]) -> int:
    """How many province-level divisions have no entry yet."""
    return sum(not tile.count for tile in tiles)
