"""Family 3: the columns of a comparison table say what they show, and something is shown.

In: `Catalogue`. Out: SQ309, SQ316. Whether what they name exists is `references`' and `terms`' business.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.diagnostics import Diagnostic
from shequ.model import Column, Rows
from shequ.records import Catalogue
from shequ.rules.registry import rule
from shequ.selection import PLACE_FIELDS, select_rows


@rule("SQ309")
def check_columns(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A column must name one of metric, field and roles; in a table of places, whose practices it means."""
    for id_, table in catalogue.tables.items():
        for number, column in enumerate(table.columns):
            given = [key for key in ("metric", "field", "roles", "mechanism") if getattr(column, key)]
            given += ["of"] if column.of != "row" else []
            if given not in _accepted(table.rows, column):
                facts = {"given": "、".join(given) or "—", "rows": table.rows.of}
                yield Diagnostic("SQ309", catalogue.locate("tables", id_, ("columns", number)), facts)


@rule("SQ316")
def check_rows(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A table must have a row: something in the catalogue must be what its `rows` ask for."""
    if catalogue.known_ids:
        return  # what would be a row may be among the parts that could not be read
    for id_, table in catalogue.tables.items():
        asked = table.rows.model_dump(exclude_defaults=True)
        if not select_rows(catalogue, table) and catalogue.communities:
            facts = {"asked": "；".join(f"{key}: {_say(value)}" for key, value in asked.items()) or "—"}
            yield Diagnostic("SQ316", catalogue.locate("tables", id_, ("rows",)), facts)


def _accepted(rows: Rows, column: Column) -> list[list[str]]:
    """The keys a column may give together."""
    if column.metric:
        return [["metric"], ["metric", "of"]]
    if column.field in PLACE_FIELDS:
        return [["field"]]
    said = "field" if column.field else "roles"
    return [[said] if rows.of == "practices" else [said, "mechanism"]]


def _say(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
