"""What stands below a comparison table: accounts side by side, sources, what is missing.

In: an `Edition` and a `TableView`. Out: frozen views for `page/table.html.jinja`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.derive import SELF
from shequ.place import county_of
from shequ.records import Figure
from shequ.render.address import Link
from shequ.render.clash import ClashView, view_clashes
from shequ.render.dating import say_days
from shequ.render.edition import Edition
from shequ.render.figure import NOTHING_TO_COMPARE
from shequ.render.figure_card import say_dating
from shequ.render.table_cell import CellDerived, CellFigure, Cells
from shequ.tables import ColumnView, TableView


@dataclass(frozen=True)
class Account:
    """What one figure says of itself: the things that must be stated and alike before it is compared."""

    place: Link
    figure: CellFigure
    definition: str
    statistic: str
    level: str
    period: str


@dataclass(frozen=True)
class Note:
    """A column whose figures cannot be compared, or are computed; why, and each one's account."""

    anchor: str
    label: str
    reasons: str
    is_refused: bool
    accounts: tuple[Account, ...]
    computed: tuple[tuple[Link, CellDerived], ...]


@dataclass(frozen=True)
class SourceNote:
    """A numbered source: title, publisher, date, kind."""

    anchor: str
    link: Link
    publisher: str
    date: str
    kind: str


def list_notes(edition: Edition, table: TableView, cells: Cells) -> Iterator[Note]:
    """A note for each column of figures of which there are two, and for each column of computed ones."""
    for number, column in enumerate(table.columns, 1):
        if column.kind == "field":
            continue
        pairs = [(row.community, row.cells[number - 1]) for row in table.rows]
        figures = {f.id: f for _, cell in pairs for f in cell.figures}
        computed = {v.id: (place, v) for place, cell in pairs for v in cell.derived}
        if computed or (column.verdict and not NOTHING_TO_COMPARE & set(column.verdict.reasons)):
            yield Note(
                anchor=f"c-{number}",
                label=edition.wording.plain(column),
                reasons=_reasons(edition, column),
                is_refused=not column.verdict.comparable if column.verdict else bool(column.apart),
                accounts=tuple(_account(edition, cells, column, number, f) for f in figures.values()),
                computed=tuple(
                    (edition.to_place(place), cells.derived(value, column, number))
                    for place, value in computed.values()
                ),
            )


def list_sources(edition: Edition, numbers: dict[str, int]) -> Iterator[SourceNote]:
    """The sources by their numbers."""
    for id_, number in numbers.items():
        record = edition.catalogue.sources[id_]
        dating = record.published or record.written
        date = say_dating(edition, dating.date, dating.not_before, dating.not_after) if dating else ""
        yield SourceNote(
            anchor=f"s-{number}",
            link=edition.to_source(id_),
            publisher=edition.wording.plain(record.publisher.name),
            date=date or edition.wording.t("enum.mark.not-stated"),
            kind=edition.wording.t(f"enum.source_kind.{record.kind}"),
        )


def number_sources(table: TableView) -> dict[str, int]:
    """The sources of everything that stands in a table, numbered by their first appearance."""
    found: dict[str, None] = {}
    for cell in table.cells:
        found |= dict.fromkeys(figure.source for figure in cell.figures)
        found |= dict.fromkeys(phrase.at[0] for phrase in cell.words if phrase.at)
    return {source: number for number, source in enumerate(found, 1)}


def list_gaps(edition: Edition, table: TableView) -> Iterator[str]:
    """Of each column with a silent source: in how many rows nothing is reported."""
    for number, column in enumerate(table.columns):
        silent = sum(row.cells[number].kind == "not-reported" for row in table.rows)
        if silent:
            facts = {"column": edition.wording.plain(column), "count": silent, "rows": len(table.rows)}
            yield edition.wording.t("table.gap", **facts)


def list_clashes(edition: Edition, table: TableView) -> tuple[ClashView, ...]:
    """What does not fit among figures of the table."""
    by_figure = edition.index.clashes_by_figure
    return view_clashes(edition, dict.fromkeys(c for f in table.figures for c in by_figure.get(f.id, ())))


def count_self_reported(table: TableView) -> int:
    """How many figures of the table the implementer reports of itself."""
    return sum(figure.voice == SELF for figure in table.figures)


def count_counties(edition: Edition, table: TableView) -> int:
    """In how many counties the rows lie."""
    return len({county_of(edition.catalogue, row.community) for row in table.rows} - {None})


def _reasons(edition: Edition, column: ColumnView) -> str:
    """Everything that differs or is not stated anywhere in the column, in the order of weight."""
    t = edition.wording.t
    if column.verdict:
        return edition.wording.join([t(key) for key in column.verdict.keys])
    found = dict.fromkeys(reason for reasons in column.apart.values() for reason in reasons)
    return edition.wording.join([t(f"enum.verdict.{reason}") for reason in found])


def _account(edition: Edition, cells: Cells, column: ColumnView, number: int, figure: Figure) -> Account:
    wording, record = edition.wording, figure.record
    period = ""
    if figure.period:
        days = say_days(wording, figure.period)
        printed = wording.quote(figure.period.printed)
        words = wording.t("dating.told", printed=printed, days=days) if days else printed
        period = wording.t(
            "figure.period", type=wording.t(f"enum.period.{figure.period.type}"), printed=words
        )
    return Account(
        place=edition.to_practice(figure.practice) if figure.practice else edition.to_place(figure.community),
        figure=cells.figure(figure, column, number),
        definition=wording.words(record.counts) if record.counts else "",
        statistic="" if record.statistic == "unclear" else wording.t(f"enum.statistic.{record.statistic}"),
        level=wording.label("levels", edition.catalogue.communities[figure.community].level),
        period=period,
    )
