"""Comparison tables as plain rows: one question, places down, figures and qualities across.

In: a table record and the catalogue. Out: `TableView`, with a verdict for each column of figures.
Nothing is worded or formatted here; a CSV and a page are made from the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shequ.derive import Derived, Verdict, comparability, derived_values
from shequ.messages import translate
from shequ.model import Name, Practice, Table, Text
from shequ.model.vocabulary import Column
from shequ.records import Catalogue, Figure, PracticeEntry

DerivedByPlace = Mapping[tuple[str, str], tuple[Derived, ...]]
CellKind = Literal["figures", "derived", "words", "not-reported", "not-computable"]


@dataclass(frozen=True)
class Phrase:
    """Words of a qualitative cell: a label in both languages, and the practice it is said of."""

    zh: str
    en: str
    practice: str | None = None


@dataclass(frozen=True)
class CellView:
    """What one place has in one column; a silent source and a quotient without its inputs are told apart."""

    kind: CellKind
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    words: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class ColumnView:
    """A column's head: its label in both languages, the unit of its figures, whether they may be compared."""

    kind: Literal["figure", "derived", "field"]
    zh: str
    en: str
    unit: str | None = None
    metric: str | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class RowView:
    """One place."""

    community: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class TableView:
    """A whole table."""

    id: str
    record: Table
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


def build_table(catalogue: Catalogue, table_id: str) -> TableView:
    """The rows of one preset table. Raises `KeyError` for an unknown id.

    Without rows of its own a table has every place that holds at least one of its columns.
    """
    record = catalogue.tables[table_id]
    derived = _by_place(catalogue)
    places = record.rows or tuple(catalogue.communities)
    rows = [
        RowView(place, tuple(_cell(catalogue, column, place, derived) for column in record.columns))
        for place in places
        if place in catalogue.communities
    ]
    if not record.rows:
        rows = [row for row in rows if any(c.kind in ("figures", "derived", "words") for c in row.cells)]
    columns = [
        _column(catalogue, column, [r.cells[i] for r in rows]) for i, column in enumerate(record.columns)
    ]
    return TableView(table_id, record, tuple(columns), tuple(rows))


def _by_place(catalogue: Catalogue) -> DerivedByPlace:
    found: dict[tuple[str, str], tuple[Derived, ...]] = {}
    for value in derived_values(catalogue):
        place = value.subject.split("/")[0]
        found[value.metric, place] = (*found.get((value.metric, place), ()), value)
    return found


def _column(catalogue: Catalogue, column: Column, cells: list[CellView]) -> ColumnView:
    if column.metric is None:
        zh, en = _labels(column.label, _head(column.field or "practice"))
        return ColumnView("field", zh, en)
    metric = catalogue.vocabularies.metrics[column.metric]
    zh, en = _labels(column.label, (metric.pref_label.zh, metric.pref_label.en))
    kind: Literal["figure", "derived"] = "derived" if metric.formula else "figure"
    figures = [figure for cell in cells for figure in cell.figures]
    units = {f.unit for f in figures if f.unit}
    unit = metric.units[0] if metric.formula or not units else units.pop() if len(units) == 1 else None
    verdict = comparability(catalogue, figures) if kind == "figure" else None
    return ColumnView(kind, zh, en, unit, column.metric, verdict)


def _labels(own: Text | None, default: tuple[str, str]) -> tuple[str, str]:
    return (own.zh, own.en or default[1]) if own else default


def _head(field: str) -> tuple[str, str]:
    key = f"table.{field}"
    return translate(key, "zh"), translate(key, "en")


def _cell(catalogue: Catalogue, column: Column, place: str, derived: DerivedByPlace) -> CellView:
    if column.metric is None:
        return _field_cell(catalogue, column, place)
    if catalogue.vocabularies.metrics[column.metric].formula:
        values = derived.get((column.metric, place))
        return CellView("derived", derived=values) if values else CellView("not-computable")
    figures = tuple(f for f in catalogue.figures_in(place) if f.record.metric == column.metric)
    return CellView("figures", figures=figures) if figures else CellView("not-reported")


def _field_cell(catalogue: Catalogue, column: Column, place: str) -> CellView:
    record = catalogue.communities[place]
    if column.field == "settlement":
        types = catalogue.vocabularies.settlement_types
        words = [_phrase(types[s.is_].pref_label) for s in record.settlement if s.is_ in types]
    elif column.field == "within":
        names = (catalogue.place_name(w.id) for w in record.within)
        words = [_phrase(name) for name in names if name]
    else:
        entries = [
            PracticeEntry(f"{place}/{p.id}", place, p, ("practices", i))
            for i, p in enumerate(record.practices)
            if column.mechanism is None or column.mechanism in p.mechanisms
        ]
        if not entries:
            return CellView("not-reported")
        words = [w for entry in entries for w in _say(catalogue, column.field or "practice", entry)]
    return CellView("words", words=tuple(words)) if words else CellView("not-reported")


def _say(catalogue: Catalogue, field: str, entry: PracticeEntry) -> list[Phrase]:
    """What one practice has to say in a qualitative column."""
    record, tables = entry.record, catalogue.vocabularies
    if field == "lead":
        return [_phrase(name, entry.id) for name in _leads(catalogue, entry.record)]
    if field == "schedule":
        return [Phrase(o.printed, o.printed, entry.id) for o in record.schedule]
    if field == "started":
        return [Phrase(record.started.printed, record.started.printed, entry.id)] if record.started else []
    if field == "status":
        return [_phrase(tables.statuses[record.status.is_].pref_label, entry.id)]
    if field == "detail":
        key = f"enum.detail.{record.detail}"
        return [Phrase(translate(key, "zh"), translate(key, "en"), entry.id)]
    status = tables.statuses[record.status.is_].pref_label
    return [Phrase(f"{record.name.zh}（{status.zh}）", f"{record.name.en} ({status.en})", entry.id)]


def _leads(catalogue: Catalogue, record: Practice) -> list[Name]:
    """Who leads or organises: places by name, kinds of actor by label."""
    actors = catalogue.vocabularies.actors
    names: list[Name | None] = []
    for actor in record.actors:
        if actor.role in ("lead", "organiser"):
            known = actors.get(actor.actor or "")
            label = known.pref_label if known else None
            names.append(catalogue.place_name(actor.place) if actor.place else label)
    return [name for name in names if name is not None]


def _phrase(name: Name, practice: str | None = None) -> Phrase:
    return Phrase(name.zh, name.en, practice)
