"""Every reference, place in a source and text of a catalogue, with where it stands: what rules walk over.

In: `Catalogue`. Out: `Node` and `TextNode` values. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from shequ.diagnostics import Span
from shequ.model import Locator, Path, Reference, walk
from shequ.records import Catalogue
from shequ.remember import once_per_catalogue

# prose: our own words · name: what we call a thing · alias, verbatim: as a source prints it · byline · url
TextRole = Literal["prose", "name", "alias", "verbatim", "byline", "url"]
_NAMES = frozenset({"name", "pref_label", "host"})
_ALIASES = frozenset({"aliases", "alt_labels", "title", "subtitle", "terms"})
_VERBATIM = frozenset(
    {"printed", "by", "year", "one_of", "since", "until", "classifiers", "authority", "from"}
)


@dataclass(frozen=True, slots=True)
class Node:
    """A leaf of a record. `kind` and `id` are those `Catalogue.locate` wants."""

    kind: str
    id: str
    path: Path
    value: Any

    def keys(self) -> list[str]:
        """The path without the numbers of list items."""
        return [part for part in self.path if isinstance(part, str)]


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text, in which language, and as what it stands there."""

    node: Node
    role: TextRole
    lang: Literal["zh", "en", ""]

    @property
    def value(self) -> str:
        """The text itself."""
        return str(self.node.value)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What one walk over a catalogue found."""

    nodes: tuple[Node, ...]
    texts: tuple[TextNode, ...]


@once_per_catalogue
def _walk(catalogue: Catalogue) -> _Walk:
    leaves = tuple(_leaves(catalogue))
    return _Walk(leaves, tuple(_texts(leaves)))


def nodes(catalogue: Catalogue) -> tuple[Node, ...]:
    """All leaves."""
    return _walk(catalogue).nodes


def references(catalogue: Catalogue) -> Iterator[tuple[Node, Reference]]:
    """Every string that must name something."""
    for node in nodes(catalogue):
        if isinstance(node.value, Reference):
            yield node, node.value


def locators(catalogue: Catalogue) -> Iterator[tuple[Node, Locator]]:
    """Every place in a source."""
    for node in nodes(catalogue):
        if isinstance(node.value, Locator):
            yield node, node.value


def texts(catalogue: Catalogue) -> tuple[TextNode, ...]:
    """Every text that a reader will see, with its role."""
    return _walk(catalogue).texts


def locate(catalogue: Catalogue, node: Node) -> Span:
    """Where a node stands."""
    return catalogue.locate(node.kind, node.id, node.path)


def _texts(leaves: tuple[Node, ...]) -> Iterator[TextNode]:
    for node in leaves:
        if type(node.value) is str and (role := _role(node)):
            last = node.keys()[-1]
            yield TextNode(node, role, "zh" if last == "zh" else "en" if last == "en" else "")


def _leaves(catalogue: Catalogue) -> Iterator[Node]:
    for kind in ("communities", "sources", "mechanisms", "tables"):
        for id_, record in getattr(catalogue, kind).items():
            yield from _of(kind, id_, record)
    for field in fields(catalogue.vocabularies):
        yield from _of(
            "vocabularies", field.name.replace("_", "-"), getattr(catalogue.vocabularies, field.name)
        )
    yield from _of("retired", "retired", catalogue.retired)


def _of(kind: str, id_: str, record: Any) -> Iterator[Node]:
    for path, value in walk(record):
        if isinstance(value, str | Locator):
            yield Node(kind, id_, path, value)


def _role(node: Node) -> TextRole | None:
    keys = node.keys()
    key = keys[-1] if keys else ""
    if "bylines" in keys[:1]:
        return "byline" if key == "name" else None
    if key in ("zh", "en"):
        holder = keys[-2] if len(keys) > 1 else ""
        if holder in _ALIASES:
            return "name" if key == "en" or node.kind == "tables" else "alias"
        return "name" if holder in _NAMES or "members" in keys[1:2] else "prose"
    if key in _ALIASES:
        return "alias"
    if key in _VERBATIM:
        return "verbatim"
    return "url" if key == "url" else None
