"""Practices in short, and the tree they make: a line each, nested by what is part of what.

In: an `Edition` and practice ids. Out: lines and nodes for `macro/practice.jinja`. A tree never grows deeper
than a phone can show, and practices of which only the name is told share a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from shequ.model import Practice
from shequ.model.practice import LEADING, Actor
from shequ.records import PracticeEntry
from shequ.render.address import Link
from shequ.render.course import say_schedule, say_start
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, Mark, view_figures

# Tone of a status tag by the group the vocabulary puts it under.
TONES = {"running": "run", "prepared": "prep", "finished": "end", "unknown": "name"}
# How many of a practice's figures its line shows.
SHOWN_FIGURES = 2
# What is part of a practice at this depth stands after it instead of below it.
MAX_DEPTH = 5


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
class BareName:
    """A practice by its name only; its status where that is known, its place where that is another one."""

    id: str
    link: Link
    status: Mark | None
    place: Link | None = None


@dataclass(frozen=True)
class Node:
    """A branch of a tree: a practice, a line of bare names, or one of parts that stand elsewhere.

    `parts` says how many a practice has; `under` names its whole where it stands beside that, not below.
    """

    kind: Literal["practice", "elsewhere", "names"]
    line: PracticeLine | None = None
    names: tuple[BareName, ...] = ()
    children: tuple[Node, ...] = ()
    parts: str | None = None
    is_umbrella: bool = False
    under: Link | None = None


@dataclass(frozen=True)
class _Trunk:
    """What growing a tree looks up: under which practice each stands, and which stand already."""

    edition: Edition
    homes: dict[str, str | None]
    seen: set[str] = field(default_factory=set)


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
    """The practices of one entry, each once; a part that stands elsewhere is named where it belongs."""
    record = edition.catalogue.communities[community]
    own = [f"{community}/{practice.id}" for practice in record.practices]
    trunk = _Trunk(edition, {id_: _home(edition, id_, set(own)) for id_ in own})
    nodes = _grow_all(trunk, [id_ for id_ in own if trunk.homes[id_] is None], 1)
    # What only parts of each other reach stands by itself rather than nowhere.
    nodes += [node for id_ in own if id_ not in trunk.seen for node in _grow(trunk, id_, 1)]
    return tuple(nodes)


def is_bare(edition: Edition, id_: str) -> bool:
    """Whether a practice is a name and nothing more: no content, no figure, no parts."""
    index = edition.index
    told = edition.catalogue.practices[id_].record.detail != "name-only"
    return not (told or id_ in index.figures_of_practice or id_ in index.parts)


def view_bare(edition: Edition, id_: str) -> BareName:
    """A practice of which only the name is told."""
    status = edition.catalogue.practices[id_].record.status.is_
    mark = None if status == "unknown" else status_mark(edition, status)
    return BareName(id_, edition.to_practice(id_), mark)


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
        yield wording.t("practice.since", printed=say_start(edition, entry))
    if record.schedule:
        yield say_schedule(edition, record)
    others = (a for a in record.actors if a.role in LEADING and a.place != entry.community)
    leads = [say_actor(edition, actor).text for actor in others]
    if leads:
        yield wording.t("practice.led_by", names=wording.join(list(dict.fromkeys(leads))))


def _home(edition: Edition, id_: str, own: set[str]) -> str | None:
    """The practice below which another stands in its own entry: the first of its wholes that is there."""
    entry = edition.catalogue.practices[id_]
    wholes = (edition.catalogue.resolve_id(entry.community, link.id) for link in entry.record.part_of)
    return next((whole for whole in wholes if whole in own and whole != id_), None)


def _grow_all(trunk: _Trunk, ids: Iterable[str], depth: int) -> list[Node]:
    """Practices with what is part of them; the bare names among them in one line at the end."""
    nodes: list[Node] = []
    bare: list[BareName] = []
    for id_ in ids:
        if is_bare(trunk.edition, id_):
            trunk.seen.add(id_)
            bare.append(view_bare(trunk.edition, id_))
        else:
            nodes += _grow(trunk, id_, depth)
    return [*nodes, Node("names", names=tuple(bare))] if bare else nodes


def _grow(trunk: _Trunk, id_: str, depth: int) -> list[Node]:
    """A practice with its parts below it, or after it where the tree is deep enough."""
    edition = trunk.edition
    trunk.seen.add(id_)
    parts = [p for p in edition.index.parts.get(id_, ()) if p in edition.catalogue.practices and p != id_]
    own = [p for p in parts if trunk.homes.get(p) == id_ and p not in trunk.seen]
    below = _grow_all(trunk, own, depth + 1)
    if elsewhere := tuple(_refer(edition, p, id_) for p in parts if p not in own):
        below.append(Node("elsewhere", names=elsewhere))
    node = Node(
        "practice",
        view_practice(edition, id_),
        parts=edition.wording.t("outline.parts", count=len(parts)) if parts else None,
        is_umbrella=edition.catalogue.practices[id_].record.kind == "umbrella",
    )
    if depth < MAX_DEPTH:
        return [replace(node, children=tuple(below))]
    return [node, *(replace(b, under=b.under or edition.to_practice(id_)) for b in below)]


def _refer(edition: Edition, part: str, whole: str) -> BareName:
    """A part that stands elsewhere in this tree, or on another place's page."""
    place = edition.catalogue.practices[part].community
    other = None if whole.startswith(f"{place}/") else edition.to_place(place)
    return replace(view_bare(edition, part), place=other)
