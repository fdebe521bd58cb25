"""The grid of figures of a page, and the numbered notes that stand for their cards on paper.

In: an `Edition`, the figures and computed values of a page, the sources as the page numbers them.
Out: a `Grid`. On a screen every figure has its card; in print its number leads to one line at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shequ.derive import Derived, source_grade
from shequ.records import Figure
from shequ.render.edition import Edition
from shequ.render.figure import DerivedView, FigureView, say_period, view_derived, view_figure
from shequ.render.figure_card import Row, build_card, date_of


@dataclass(frozen=True)
class Tile:
    """A figure with its card and the number of its note."""

    number: int
    view: FigureView
    card: tuple[Row, ...]


@dataclass(frozen=True)
class DerivedTile:
    """A computed value and the number of its note."""

    number: int
    view: DerivedView


@dataclass(frozen=True)
class Grid:
    """The figures of a page. `notes` are in the order of their numbers, `key` what holds for all of them."""

    tiles: tuple[Tile, ...] = ()
    derived: tuple[DerivedTile, ...] = ()
    notes: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


def build_grid(
    edition: Edition, figures: Sequence[Figure], derived: Sequence[Derived], sources: Sequence[str]
) -> Grid:
    """The figures of a page that is their home, then what was computed from them."""
    tiles = [
        Tile(number, view_figure(edition, figure), build_card(edition, figure))
        for number, figure in enumerate(figures, 1)
    ]
    values = [
        DerivedTile(number, view_derived(edition, value))
        for number, value in enumerate(derived, len(tiles) + 1)
    ]
    origins = {figure.source: _origin(edition, figure.source, sources) for figure in figures}
    notes = [_note(edition, figure, origins) for figure in figures]
    notes += [_computed(edition, tile.view) for tile in values]
    key = [*(origins.values() if len(origins) == 1 else ()), *_key(edition, figures)]
    return Grid(tuple(tiles), tuple(values), tuple(notes), tuple(key))


def _origin(edition: Edition, source: str, sources: Sequence[str]) -> str:
    """A source by its number on the page, with its date."""
    number = str(sources.index(source) + 1) if source in sources else source
    return edition.wording.t("note.source", number=number, date=date_of(edition, source))


def _note(edition: Edition, figure: Figure, origins: Mapping[str, str]) -> str:
    """A card in one line: printed form, period, source and paragraph, grade, contradiction.

    Where all figures of a page have one source, the head of the notes names it.
    """
    t = edition.wording.t
    place = t("note.place", paragraph=figure.paragraph)
    if len(origins) > 1:
        place = t("note.place_in", source=origins[figure.source], paragraph=figure.paragraph)
    parts = [
        edition.wording.quote(figure.record.printed),
        say_period(edition, figure),
        place,
        source_grade(edition.catalogue, figure.id),
    ]
    if figure.id in edition.index.clashes_by_figure:
        parts.append(t("enum.mark.contradicted"))
    return edition.wording.join([part for part in parts if part], "clause")


def _computed(edition: Edition, view: DerivedView) -> str:
    return edition.wording.t("note.computed", worked=view.worked, formula=view.formula)


def _key(edition: Edition, figures: Iterable[Figure]) -> Iterable[str]:
    """What the grades of a page mean, each once."""
    t = edition.wording.t
    for grade in sorted({source_grade(edition.catalogue, figure.id) for figure in figures}):
        reliability, corroboration = t(f"enum.grade.{grade[0]}"), t(f"enum.corroboration.{grade[1]}")
        yield t("figure.grade", grade=grade, reliability=reliability, corroboration=corroboration)
