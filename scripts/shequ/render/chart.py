"""Charts, drawn at build as SVG from declarative Vega-Lite specifications.

In: labels in words and numbers that were computed elsewhere. Out: `Chart`s; equal for equal input.
A chart never stands alone: its page says the same in words or a table, so the drawing is hidden from readers
of the text. Colours are the design's own variables, so that a drawing follows the colour scheme and print.
No text is measured (fonts differ between machines): every position is fixed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json import dumps, loads
from typing import Any, Literal
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup

from shequ.render.typeset import measure

Tone = Literal["told", "calc", "clash", "prep", "run", "quiet"]
# The drawing's own pixels; a narrow screen shrinks it to four fifths at most.
WIDTH, ROW, TEXT = 440, 46, 14
# A reader's font may be this much wider than the common faces, and there is room between two texts.
SPARE = 1.15
_LEFT, _RIGHT, _TOP = 2, 2, 2
_COLOURS: Mapping[str, str] = {
    "told": "var(--sq-muted)",
    "calc": "var(--sq-azurite)",
    "clash": "var(--sq-vermilion)",
    "prep": "var(--sq-ochre)",
    "run": "var(--sq-jade)",
    "quiet": "var(--sq-line)",
}
# The least of a width that is still seen; its amount stands beside it in words.
_LEAST = 3 / WIDTH
# Drawn lines stand below their words.
_BELOW: dict[str, Any] = {"yOffset": 11}
_VERSION = "v5.21"
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Bar:
    """A share of a whole: what, how much of it, and the same in words."""

    label: str
    said: str
    size: float
    tone: Tone = "told"


@dataclass(frozen=True)
class Range:
    """A value as far as it is known. None is a bound that nobody gives.

    `about` is a number that is only near the truth: it has no bounds.
    """

    label: str
    said: str
    low: float | None
    high: float | None
    about: float | None = None
    tone: Tone = "told"

    @property
    def form(self) -> Literal["about", "above", "below", "point", "range"]:
        """How it is drawn."""
        if self.high is None:
            return "about" if self.low is None else "above"
        if self.low is None:
            return "below"
        return "point" if self.low == self.high else "range"

    @property
    def at(self) -> float | None:
        """Where its mark stands: the number, or the only end that is given."""
        return next((v for v in (self.about, self.low, self.high) if v is not None), None)


@dataclass(frozen=True)
class Chart:
    """A drawing with how to read it, and a title where no heading says it; `svg` is ready markup."""

    title: str
    key: str
    svg: Markup


def draw_bars(title: str, key: str, bars: Sequence[Bar]) -> Chart:
    """Amounts of one whole or of one kind, each on a line of its own, from nought."""
    most = max((b.size for b in bars), default=0) or 1
    rows = [
        {
            "row": i,
            "label": _fit(b.label, b.said),
            "said": b.said,
            "size": max(b.size, _LEAST * most) if b.size else 0,
            "tone": _COLOURS[b.tone],
        }
        for i, b in enumerate(bars)
    ]
    layers = [
        _mark("bar", {"height": 10} | _BELOW, _across("size", 0, most, x2=True) | _colour()),
        *_words(),
    ]
    return Chart(title, key, _draw(rows, layers))


def draw_ranges(title: str, key: str, ranges: Sequence[Range]) -> Chart:
    """Values side by side on one scale from nought: a dot is one number, a bar what the words allow.

    An arrow points on from the only end that is given, a ring is a number that is only near.
    """
    known = [v for r in ranges for v in (r.low, r.high, r.about) if v is not None]
    most = max(known, default=0) * 1.12 or 1
    rows = [
        {
            "row": i,
            "label": _fit(r.label, r.said),
            "said": r.said,
            "tone": _COLOURS[r.tone],
            "form": r.form,
            "low": r.low,
            "high": r.high,
            "at": r.at,
            "most": most,
        }
        for i, r in enumerate(ranges)
    ]
    rail, bar, dot = (
        {"strokeWidth": 1, "color": _COLOURS["quiet"]},
        {"height": 8, "opacity": 0.75},
        {"size": 90, "opacity": 1},
    )
    forms: Mapping[str, Mapping[str, Any]] = {
        "point": {"filled": True},
        "about": {"filled": False, "strokeWidth": 2},
        "above": {"filled": True, "shape": "triangle-right"},
        "below": {"filled": True, "shape": "triangle-left"},
    }
    span = _across("low", 0, most) | {"x2": {"field": "high"}} | _colour()
    layers = [
        _mark("rule", rail | _BELOW, _across("most", 0, most, x2=True)),
        _mark("bar", bar | _BELOW, span, "datum.form == 'range'"),
        *(
            _mark(
                "point",
                {**dot, **look, **_BELOW},
                _across("at", 0, most) | _colour(),
                f"datum.form == '{form}'",
            )
            for form, look in forms.items()
        ),
        *_words(),
    ]
    return Chart(title, key, _draw(rows, layers))


def _fit(label: str, said: str) -> str:
    """A label cut where it would run into the amount beside it; the page has it in full in words."""
    room = (WIDTH / TEXT - measure(said)) / SPARE - measure("…")
    if measure(label) * SPARE + measure(said) < WIDTH / TEXT:
        return label
    while label and measure(label) > room:
        label = label[:-1]
    return f"{label.rstrip()}…"


def _mark(
    kind: str, look: Mapping[str, Any], encoding: Mapping[str, Any], only: str | None = None
) -> dict[str, Any]:
    mark = {"mark": {"type": kind, **look}, "encoding": {"y": _down(), **encoding}}
    return mark | ({"transform": [{"filter": only}]} if only else {})


def _words() -> list[dict[str, Any]]:
    """The line of words above each drawn one: the label on the left, the amount on the right."""
    left = _mark(
        "text",
        {"align": "left", "x": 0, "yOffset": -10, "fontSize": TEXT, "color": "var(--sq-ink)"},
        {"text": {"field": "label"}},
    )
    right = _mark(
        "text",
        {"align": "right", "x": WIDTH, "yOffset": -10, "fontSize": TEXT, "color": "var(--sq-muted)"},
        {"text": {"field": "said"}},
    )
    return [left, right]


def _down() -> dict[str, Any]:
    return {"field": "row", "type": "ordinal", "axis": None}


def _across(field: str, low: float, high: float, *, x2: bool = False) -> dict[str, Any]:
    x = {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low, high], "nice": False},
    }
    return {"x": x} | ({"x2": {"datum": low}} if x2 else {})


def _colour() -> dict[str, Any]:
    return {"color": {"field": "tone", "type": "nominal", "scale": None}}


def _draw(rows: Sequence[Mapping[str, Any]], layers: Sequence[Mapping[str, Any]]) -> Markup:
    spec = {
        "data": {"values": list(rows)},
        "width": WIDTH,
        "height": {"step": ROW},
        "autosize": {"type": "none"},
        "padding": {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": 0},
        "layer": list(layers),
        "config": {
            "aria": False,
            "background": None,
            "font": "inherit",
            "view": {"stroke": None},
            "scale": {"bandPaddingInner": 0, "bandPaddingOuter": 0},
        },
    }
    return _render(dumps(spec, ensure_ascii=False, sort_keys=True))


@cache
def _render(spec: str) -> Markup:
    """The SVG of a specification, less what a stand-alone drawing needs; nothing outside is asked for."""
    svg = vl_convert.vegalite_to_svg(loads(spec), vl_version=_VERSION, allowed_base_urls=[])
    root = ElementTree.fromstring(svg)  # noqa: S314  made by the library just now
    for element in root.iter():
        kept = {
            k: v for k, v in element.attrib.items() if k != "class" and not k.startswith(("aria-", "role"))
        }
        element.attrib.clear()
        element.attrib.update(kept)
    del root.attrib["version"]
    root.set("class", "sq-drawing")
    root.set("aria-hidden", "true")
    ElementTree.register_namespace("", _SVG)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704  text is escaped by the writer
