"""Comparison tables as plain rows: one question, places or practices down, figures and qualities across.

In: a table record and the catalogue. Out: `TableView`, with a verdict for each column of figures.
Nothing is worded or formatted here; a page, a CSV and an XLSX are made from the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shequ.derive import Derived, comparability, derived_values, reasons_apart, why_not_derived
from shequ.messages import translate
from shequ.model import Column, Text
from shequ.records import Catalogue, Figure
from shequ.selection import PLACE_FIELDS, Selected, practices_with, select_rows
from shequ.tables.say import is_asked, say_actors, say_place, say_practice
from shequ.tables.view import CellView, ColumnView, Phrase, RowView, TableView

__all__ = ["CellView", "ColumnView", "Phrase", "RowView", "TableView", "build_table"]

# What we classify a practice under; where it has none, no source is silent.
OURS = ("mechanisms", "problems")
DerivedBySubject = Mapping[str, tuple[Derived, ...]]


def build_table(catalogue: Catalogue, table_id: str) -> TableView:
    """One preset table. Raises `KeyError` for an unknown id."""
    record = catalogue.tables[table_id]
    derived = _by_subject(catalogue)
    rows = tuple(
        RowView(
            row.community,
            row.practice,
            tuple(_cell(catalogue, column, row, derived) for column in record.columns),
        )
        for row in select_rows(catalogue, record)
    )
    columns = (
        _column(catalogue, column, [row.cells[number] for row in rows])
        for number, column in enumerate(record.columns)
    )
    return TableView(table_id, record, tuple(columns), rows)


def _by_subject(catalogue: Catalogue) -> DerivedBySubject:
    found: dict[str, tuple[Derived, ...]] = {}
    for value in derived_values(catalogue):
        found[value.subject] = (*found.get(value.subject, ()), value)
    return found


def _column(catalogue: Catalogue, column: Column, cells: Sequence[CellView]) -> ColumnView:
    if column.metric is None:
        zh, en = _labels(column.label, _head(catalogue, column))
        return ColumnView("field", zh, en, field=column.field or "roles")
    metric = catalogue.vocabularies.metrics[column.metric]
    zh, en = _labels(column.label, (metric.pref_label.zh, metric.pref_label.en))
    # A place's own figure stands in the row of each of its practices and is one figure still.
    figures = list({tuple(f.id for f in cell.figures): cell.figures for cell in cells}.values())
    if metric.formula:
        apart = _derived_apart(catalogue, [value for cell in cells for value in cell.derived])
        return ColumnView("derived", zh, en, metric.units[0], column.metric, apart=apart)
    units = {f.unit for found in figures for f in found if f.unit}
    unit = metric.units[0] if not units else units.pop() if len(units) == 1 else None
    verdict = comparability(catalogue, [f for found in figures for f in found])
    apart = reasons_apart(catalogue, figures)
    return ColumnView("figure", zh, en, unit, column.metric, verdict=verdict, apart=apart)


def _derived_apart(catalogue: Catalogue, values: Sequence[Derived]) -> Mapping[str, tuple[str, ...]]:
    """Computed values are set apart by what sets apart the figures that went into them."""
    subjects: dict[str, dict[str, Derived]] = {}
    for value in values:
        subjects.setdefault(value.subject, {})[value.id] = value
    sides = [
        reasons_apart(
            catalogue, [[catalogue.figures[v.inputs[n]] for v in of.values()] for of in subjects.values()]
        )
        for n in (0, 1)
    ]
    found = {v.id: [r for n in (0, 1) for r in sides[n].get(v.inputs[n], ())] for v in values}
    return {id_: tuple(dict.fromkeys(reasons)) for id_, reasons in found.items() if reasons}


def _labels(own: Text | None, default: tuple[str, str]) -> tuple[str, str]:
    return (own.zh, own.en or default[1]) if own else default


def _head(catalogue: Catalogue, column: Column) -> tuple[str, str]:
    if column.field:
        return translate(f"table.{column.field}", "zh"), translate(f"table.{column.field}", "en")
    labels = [catalogue.vocabularies.roles[role].pref_label for role in column.roles]
    return "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)


def _cell(catalogue: Catalogue, column: Column, row: Selected, derived: DerivedBySubject) -> CellView:
    if column.metric:
        return _metric_cell(catalogue, column, row, derived)
    if column.field in PLACE_FIELDS:
        return _words(say_place(catalogue, str(column.field), row.community))
    return _practice_cell(catalogue, column, row)


def _metric_cell(catalogue: Catalogue, column: Column, row: Selected, derived: DerivedBySubject) -> CellView:
    figures = _figures_of(catalogue, column, row)
    if not catalogue.vocabularies.metrics[str(column.metric)].formula:
        found = tuple(figure for figure in figures if figure.record.metric == column.metric)
        return CellView("figures", figures=found) if found else CellView("not-reported")
    subjects = dict.fromkeys(figure.practice or figure.community for figure in figures)
    values = tuple(v for s in subjects for v in derived.get(s, ()) if v.metric == column.metric)
    if values:
        return CellView("derived", derived=values)
    reason, lacks = why_not_derived(catalogue, str(column.metric), figures)
    return CellView("not-computable", reason=reason, lacks=lacks)


def _figures_of(catalogue: Catalogue, column: Column, row: Selected) -> Sequence[Figure]:
    """The figures a column of a row may show: of the practice, of the place itself, or all of its file."""
    if column.of == "place":
        return catalogue.figures_of(row.community)
    if row.practice:
        return catalogue.figures_of(row.community, row.practice)
    return catalogue.figures_in(row.community)


def _practice_cell(catalogue: Catalogue, column: Column, row: Selected) -> CellView:
    if row.practice:
        entries = [catalogue.practices[row.practice]]
    else:
        entries = practices_with(catalogue, row.community, column.mechanism)
    asked = [entry for entry in entries if is_asked(entry.record, column.field or "")]
    if not asked:
        return CellView("not-applicable")
    if column.field == "figures":
        figures = tuple(f for e in asked for f in catalogue.figures_of(e.community, e.id))
        return CellView("figures", figures=figures) if figures else CellView("not-reported")
    if column.field:
        words = tuple(phrase for e in asked for phrase in say_practice(catalogue, column.field, e))
    else:
        words = tuple(phrase for e in asked for phrase in say_actors(catalogue, column.roles, e))
    if not words and column.field in OURS:
        return CellView("not-applicable")
    if not words and all(entry.record.detail == "name-only" for entry in asked):
        return CellView("not-reported", reason="name-only")
    return _words(words)


def _words(words: tuple[Phrase, ...]) -> CellView:
    return CellView("words", words=words) if words else CellView("not-reported")
