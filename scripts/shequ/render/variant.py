"""The places side by side: one row for each practice with a mechanism, computed from the records.

In: an `Edition` and a mechanism. Out: rows, and the practices of which only the name is known.
What a practice does that is its own is the article's; every other cell is the entry's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shequ.model import Mechanism
from shequ.model.practice import LEADING
from shequ.records import Figure, PracticeEntry
from shequ.render.address import Link
from shequ.render.article import Cite, Notes
from shequ.render.course import say_schedule, say_start
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, Mark, view_figures
from shequ.render.outline import kind_marks, say_actor, status_mark

# The figures that tell most come first; the rest are on the practice's own page.
_ORDER = ("outcome", "output", "activity", "input", "stock")
SHOWN = 3


@dataclass(frozen=True)
class Row:
    """One practice. `own` is None where the article has no line for it; `more` counts figures left out."""

    cite: Cite | None
    practice: Link
    place: Link
    marks: tuple[Mark, ...]
    own: str | None
    leads: tuple[Link, ...]
    schedule: str
    status: Mark
    started: str
    figures: tuple[FigureView, ...]
    more: int
    level: str


def list_variants(edition: Edition, id_: str, record: Mechanism, notes: Notes) -> tuple[Row, ...]:
    """The practices with a line of their own, then the others that are more than a name."""
    lines = {str(v.practice): v for v in record.variants if v.practice in edition.catalogue.practices}
    rest = [p for p in _instances(edition, id_) if p.id not in lines and p.record.detail != "name-only"]
    authored = [
        _view(edition, edition.catalogue.practices[p], edition.wording.words(line), notes.cite(p))
        for p, line in lines.items()
    ]
    return (*authored, *(_view(edition, entry, None, None) for entry in rest))


def list_silent_columns(rows: Iterable[Row]) -> tuple[str, ...]:
    """The columns in which no practice has anything: they are named below the table and not drawn."""
    found = list(rows)
    columns = ("leads", "schedule", "started", "figures")
    return tuple(name for name in columns if not any(getattr(row, name) for row in found))


def list_bare_names(edition: Edition, id_: str, record: Mechanism) -> tuple[tuple[Link, Link], ...]:
    """The practices with a mechanism of which a source gives only the name, with their places."""
    lines = {variant.practice for variant in record.variants}
    return tuple(
        (edition.to_practice(entry.id), edition.to_place(entry.community))
        for entry in _instances(edition, id_)
        if entry.record.detail == "name-only" and entry.id not in lines
    )


def _instances(edition: Edition, id_: str) -> Iterable[PracticeEntry]:
    return edition.catalogue.instances.get(id_, ())


def _view(edition: Edition, entry: PracticeEntry, own: str | None, cite: Cite | None) -> Row:
    record = entry.record
    figures = sorted(edition.index.figures_of_practice.get(entry.id, ()), key=_rank)
    leads = (say_actor(edition, actor) for actor in record.actors if actor.role in LEADING)
    return Row(
        cite=cite,
        practice=edition.to_practice(entry.id),
        place=edition.to_place(entry.community),
        marks=tuple(kind_marks(edition, record)),
        own=own,
        leads=tuple(dict.fromkeys(leads)),
        schedule=say_schedule(edition, record),
        status=status_mark(edition, record.status.is_),
        started=say_start(edition, entry),
        figures=view_figures(edition, figures[:SHOWN]),
        more=max(len(figures) - SHOWN, 0),
        level=edition.index.evidence[entry.id].level,
    )


def _rank(figure: Figure) -> int:
    return _ORDER.index(figure.kind)
