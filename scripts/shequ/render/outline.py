"""Practices in short, and the tree they make: a line each, nested by what is part of what.

In: an `Edition` and practice ids. Out: lines and nodes for `macro/practice.jinja`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.model import Practice
from shequ.model.practice import Actor
from shequ.records import PracticeEntry
from shequ.render.address import Link
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, Mark, view_figures

# Tone of a status tag by the group the vocabulary puts it under.
TONES = {"running": "run", "prepared": "prep", "finished": "end", "unknown": "name"}
LEADING = ("lead", "organiser")
# How many of a practice's figures its line shows.
SHOWN_FIGURES = 3


@dataclass(frozen=True)
class PracticeLine:
    """A practice as lists show it: its first figures, and `more` where there are others."""

    id: str
    link: Link
    place: Link
    status: Mark
    marks: tuple[Mark, ...]
    mechanisms: tuple[Link, ...]
    summary: str | None
    facts: tuple[str, ...]
    figures: tuple[FigureView, ...]
    more: str | None
    evidence: str


@dataclass(frozen=True)
class Node:
    """A practice in a tree. `is_reference` where its own place in the tree is elsewhere."""

    line: PracticeLine
    is_reference: bool
    children: tuple[Node, ...] = ()


def view_practice(edition: Edition, id_: str) -> PracticeLine:
    """One practice. Raises `KeyError` for an unknown id."""
    entry = edition.catalogue.practices[id_]
    record = entry.record
    figures = edition.index.figures_of_practice.get(id_, ())
    rest = len(figures) - SHOWN_FIGURES
    return PracticeLine(
        id=id_,
        link=edition.to_practice(id_),
        place=edition.to_place(entry.community),
        status=status_mark(edition, record.status.is_),
        marks=tuple(kind_marks(edition, record)),
        mechanisms=tuple(edition.to_mechanism(m) for m in record.mechanisms),
        summary=edition.wording.words(record.summary) if record.summary else None,
        facts=tuple(_facts(edition, entry)),
        figures=view_figures(edition, figures[:SHOWN_FIGURES]),
        more=edition.wording.t("practice.more_figures", count=rest) if rest > 0 else None,
        evidence=edition.index.evidence[id_].level,
    )


def view_practices(edition: Edition, ids: Iterable[str]) -> tuple[PracticeLine, ...]:
    """Several practices in the order given."""
    return tuple(view_practice(edition, id_) for id_ in ids)


def build_tree(edition: Edition, community: str) -> tuple[Node, ...]:
    """The practices of one entry, each once in full; what belongs elsewhere stands as a reference."""
    record = edition.catalogue.communities[community]
    own = [f"{community}/{practice.id}" for practice in record.practices]
    homes = {id_: _home(edition, id_, set(own)) for id_ in own}
    roots = [id_ for id_ in own if homes[id_] is None]
    seen: set[str] = set()
    nodes = [_grow(edition, id_, homes, seen) for id_ in roots]
    # What only parts of each other reach stands by itself rather than nowhere.
    nodes += [_grow(edition, id_, homes, seen) for id_ in own if id_ not in seen]
    return tuple(nodes)


def status_mark(edition: Edition, status: str) -> Mark:
    """The tag of a status, with its definition."""
    term = edition.catalogue.vocabularies.statuses.get(status)
    if term is None:
        return Mark(status, "name")
    hint = edition.wording.plain(term.definition) if term.definition else ""
    return Mark(edition.wording.plain(term.pref_label), TONES[term.group], hint)


def kind_marks(edition: Edition, record: Practice) -> Iterator[Mark]:
    """Tags for what a practice is, and how much of it a source tells."""
    t = edition.wording.t
    if record.kind != "practice":
        yield Mark(t(f"enum.practice_kind.{record.kind}"))
    if not record.name.local:
        yield Mark(t("enum.mark.ours"), "name", t("enum.mark_hint.ours"))
    if record.detail == "name-only":
        yield Mark(t("enum.detail.name-only"), "name", t("page.practice.name_only"))
    elif record.detail == "partial":
        yield Mark(t("page.practice.partial_tag"), "name", t("page.practice.partial"))


def say_actor(edition: Edition, actor: Actor) -> Link:
    """Who takes part: a place, or a kind of body or person."""
    if actor.place:
        return edition.to_place(actor.place)
    return Link(edition.wording.label("actors", actor.actor or ""))


def _facts(edition: Edition, entry: PracticeEntry) -> Iterator[str]:
    wording, record = edition.wording, entry.record
    if record.started:
        yield wording.t("practice.since", printed=record.started.printed)
    if record.schedule:
        times = list(dict.fromkeys(occasion.printed for occasion in record.schedule))
        yield wording.join(times)
    leads = [say_actor(edition, a).text for a in record.actors if a.role in LEADING]
    if leads:
        yield wording.t("practice.led_by", names=wording.join(list(dict.fromkeys(leads))))


def _home(edition: Edition, id_: str, own: set[str]) -> str | None:
    """The practice below which another stands in its own entry: the first of its wholes that is there."""
    entry = edition.catalogue.practices[id_]
    wholes = (edition.catalogue.resolve_id(entry.community, link.id) for link in entry.record.part_of)
    return next((whole for whole in wholes if whole in own and whole != id_), None)


def _grow(edition: Edition, id_: str, homes: dict[str, str | None], seen: set[str]) -> Node:
    seen.add(id_)
    children = []
    for part in edition.index.parts.get(id_, ()):
        if homes.get(part) == id_ and part not in seen:
            children.append(_grow(edition, part, homes, seen))
        elif part in edition.catalogue.practices and part != id_:
            children.append(Node(view_practice(edition, part), is_reference=True))
    return Node(view_practice(edition, id_), is_reference=False, children=tuple(children))
