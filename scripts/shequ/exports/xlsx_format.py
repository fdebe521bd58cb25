"""How the cells of a workbook look: formats by name, widths of columns.

In: a workbook in the making, a column. Out: formats and widths. What stands in a cell is `xlsx`'s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shequ.tables import ColumnView

# Widths of columns in characters, by what they hold.
WIDTHS = {
    "summary": 36,
    "steps": 44,
    "milestones": 26,
    "needs": 26,
    "figures": 28,
    "practice": 30,
    "roles": 22,
}
NARROW, USUAL, WIDE = 14, 18, 24
AZURITE, MUTED, WASH, LINE = "#1A5A78", "#6B737C", "#F3F0E9", "#E3DFD6"
Look = dict[str, Any]
_CELL: Look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}


def add_formats(file: Any) -> dict[str, Any]:
    """Every format of the workbook by its name."""
    computed = {"font_color": AZURITE, "italic": True}
    looks: dict[str, Look] = {
        "head": {"bold": True, "bg_color": WASH, "bottom": 2, "valign": "bottom"},
        "head_en": {"bg_color": WASH, "font_color": MUTED},
        "name": {"bold": True},
        "text": {},
        "right": {"align": "right"},
        "none": {"font_color": MUTED},
        "none_right": {"font_color": MUTED, "align": "right"},
        "derived": {**computed, "align": "right"},
        **dict(_numbers("told", {})),
        **dict(_numbers("computed", computed)),
    }
    plain: dict[str, Look] = {"title": {"bold": True, "font_size": 16}, "plain": {"text_wrap": False}}
    cells = {name: {**_CELL, **look} for name, look in looks.items()}
    return {name: file.add_format(look) for name, look in (plain | cells).items()}


def width_of(column: ColumnView) -> int:
    """The width of a column in characters."""
    if column.kind != "field":
        return NARROW
    return WIDTHS.get(column.field or "", USUAL)


def _numbers(name: str, look: Look) -> Iterator[tuple[str, Look]]:
    """A look for numbers: with and without fractions, alone and set apart."""
    for apart, suffix in (("", ""), (" ≠", '" ≠"')):
        yield f"{name}{apart}", {**look, "num_format": f"#,##0.####{suffix}"}
        yield f"{name}{apart} whole", {**look, "num_format": f"#,##0{suffix}"}
