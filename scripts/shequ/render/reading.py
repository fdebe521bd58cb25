"""How a figure is to be read, shown on one of the catalogue's own.

In: an `Edition`. Out: the figure that shows most, taken apart. Nothing of it is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.records import Figure
from shequ.render.address import Link
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, view_derived, view_figure

# Readings whose word before the number says which way it is open.
OPEN = frozenset({"and-more", "more-than", "at-least", "nearly", "less-than", "at-most"})


@dataclass(frozen=True)
class Part:
    """One part of a figure: what it is called, what it is here, what to make of it."""

    label: str
    items: tuple[Link, ...]
    hint: str


@dataclass(frozen=True)
class Example:
    """A figure and its parts."""

    view: FigureView
    parts: tuple[Part, ...]


def pick_example(edition: Edition) -> Figure | None:
    """Of the figures with a qualifier and a period that on which most derived values rest."""
    derived = edition.index.derived_by_input
    figures = [f for f in edition.catalogue.figures.values() if _shows_all(edition, f)]
    return max(figures, key=lambda f: len(derived.get(f.id, ())), default=None)


def explain_figure(edition: Edition, figure: Figure) -> Example:
    """A figure taken apart."""
    return Example(view_figure(edition, figure), tuple(_parts(edition, figure)))


def _shows_all(edition: Edition, figure: Figure) -> bool:
    is_open = figure.reading.value is not None and figure.reading.qualifier in OPEN
    is_plain = figure.record.realm == "actual" and figure.id not in edition.index.contradictions_by_figure
    return is_open and is_plain and figure.period is not None


def _parts(edition: Edition, figure: Figure) -> Iterator[Part]:
    t, view = edition.wording.t, view_figure(edition, figure)
    found = {
        "value": (Link(view.shown.inline, view.home),),
        "printed": (Link(edition.wording.quote(figure.record.printed)),),
        "period": (Link(view.period),),
        "voice": (Link(t(f"enum.voice.{figure.voice}")),),
        "place": (view.source, view.place),
    }
    for key, items in found.items():
        yield Part(t(f"home.read_{key}"), items, t(f"home.read_{key}_hint"))
    for value in edition.index.derived_by_input.get(figure.id, ())[:1]:
        derived = view_derived(edition, value)
        said = t("figure.named", label=derived.metric.text, value=derived.shown.inline)
        yield Part(t("home.read_derived"), (Link(said, derived.home),), derived.formula)
