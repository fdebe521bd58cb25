"""All records of a catalogue, joined: figures under their community, practices under their full ids.

In: validated records and their documents. Out: `Catalogue`, the one thing that rules, pages and exports read.
Nothing is judged here: a reference that leads nowhere stays a string.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from shequ.dates import DateRange
from shequ.diagnostics import Span
from shequ.figure import Figure, ResolvedPeriod, read_bounds, read_dating, read_printed, resolve_period
from shequ.model import (
    Community,
    Locator,
    Mechanism,
    Name,
    Observation,
    Path,
    PlaceStub,
    Practice,
    Retired,
    Source,
    Table,
)
from shequ.source_text import Document
from shequ.vocabulary import Vocabularies

__all__ = ["Catalogue", "Figure", "Key", "PracticeEntry", "ResolvedPeriod"]

Key = tuple[str, str]  # kind of record, id


@dataclass(frozen=True)
class PracticeEntry:
    """A practice and where it is written. `id` is `<community>/<practice>`."""

    id: str
    community: str
    record: Practice
    path: Path


@dataclass(frozen=True)
class Catalogue:
    """Everything that was read, by id. `known_ids` also holds ids of parts too faulty to keep."""

    communities: Mapping[str, Community] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    mechanisms: Mapping[str, Mechanism] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    vocabularies: Vocabularies = field(default_factory=Vocabularies)
    retired: Mapping[str, Retired] = field(default_factory=dict)
    ledgers: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    documents: Mapping[Key, Document] = field(default_factory=dict)
    known_ids: frozenset[str] = frozenset()

    def locate(self, kind: str, id_: str, path: Path = ()) -> Span:
        """Where a part of a record stands."""
        document = self.documents.get((kind, id_))
        return document.locate(path) if document else Span(f"{kind}/{id_}")

    @cached_property
    def practices(self) -> Mapping[str, PracticeEntry]:
        """All practices by `<community>/<practice>`."""
        return {
            f"{community}/{practice.id}": PracticeEntry(
                f"{community}/{practice.id}", community, practice, ("practices", number)
            )
            for community, record in self.communities.items()
            for number, practice in enumerate(record.practices)
        }

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """All observations by `<community>/<observation>`."""
        return {figure.id: figure for figure in self._resolve_figures()}

    @cached_property
    def stubs(self) -> Mapping[str, str]:
        """Places that are only named, by id: the community whose entry names them."""
        return {stub.id: id_ for id_, record in self.communities.items() for stub in record.places}

    @cached_property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """Of every source: the communities whose entries rest on it."""
        found: dict[str, list[str]] = {}
        for id_, record in self.communities.items():
            for source in dict.fromkeys(record.sources):
                found.setdefault(source, []).append(id_)
        return {source: tuple(ids) for source, ids in found.items()}

    def stub(self, id_: str) -> PlaceStub | None:
        """A place that is only named; None for anything else."""
        owner = self.communities.get(self.stubs.get(id_, ""))
        return next((stub for stub in owner.places if stub.id == id_), None) if owner else None

    def figures_in(self, community: str) -> tuple[Figure, ...]:
        """All figures written in one community's file."""
        return self._by_community.get(community, ())

    def figures_of(self, community: str, practice: str | None = None) -> list[Figure]:
        """The figures of one community (of the place itself) or of one of its practices, as written."""
        return [f for f in self.figures_in(community) if f.practice == practice]

    @cached_property
    def _by_community(self) -> Mapping[str, tuple[Figure, ...]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            found.setdefault(figure.community, []).append(figure)
        return {id_: tuple(figures) for id_, figures in found.items()}

    @cached_property
    def instances(self) -> Mapping[str, tuple[PracticeEntry, ...]]:
        """Of every mechanism: the practices that have it."""
        found: dict[str, list[PracticeEntry]] = {}
        for entry in self.practices.values():
            for mechanism in entry.record.mechanisms:
                found.setdefault(mechanism, []).append(entry)
        return {mechanism: tuple(entries) for mechanism, entries in found.items()}

    @cached_property
    def narrower(self) -> Mapping[str, frozenset[str]]:
        """Of every mechanism: itself and all that are narrower, however many steps below."""
        found: dict[str, set[str]] = {id_: {id_} for id_ in self.mechanisms}
        above = {id_: [m.broader] if m.broader else [] for id_, m in self.mechanisms.items()}
        for id_ in self.mechanisms:
            for broader in _climb(id_, above):
                found.setdefault(broader, {broader}).add(id_)
        return {id_: frozenset(kinds) for id_, kinds in found.items()}

    @cached_property
    def wholes(self) -> Mapping[str, tuple[str, ...]]:
        """Of every practice: what it is part of, and what that is part of, the nearest first."""
        above = {
            id_: [self.resolve_id(entry.community, link.id) for link in entry.record.part_of]
            for id_, entry in self.practices.items()
        }
        return {id_: tuple(_climb(id_, above)) for id_ in self.practices}

    def resolve_id(self, community: str, reference: str) -> str:
        """`<community>/<id>` of a practice or observation named in `community`'s file."""
        return reference if "/" in reference else f"{community}/{reference}"

    def source_at(self, community: str, at: Locator) -> str:
        """The source a locator of `community`'s file points into."""
        return at.source or self.communities[community].sources[0]

    def place_name(self, id_: str) -> Name | None:
        """The name of a community or a region; None for anything else."""
        if id_ in self.communities:
            return self.communities[id_].name
        region = self.vocabularies.regions.get(id_)
        return region.pref_label if region else None

    def written(self, source: str) -> DateRange | None:
        """When a source was written, else when it was published; None where neither is known."""
        record = self.sources.get(source)
        dating = record and (record.written or record.published)
        return read_dating(dating) if dating else None

    def _resolve_figures(self) -> Iterator[Figure]:
        for community, record in self.communities.items():
            for number, observation in enumerate(record.observations):
                yield self._resolve(community, None, observation, ("observations", number))
            for place, practice in enumerate(record.practices):
                for number, observation in enumerate(practice.observations):
                    path = ("practices", place, "observations", number)
                    yield self._resolve(community, f"{community}/{practice.id}", observation, path)

    def _resolve(self, community: str, practice: str | None, record: Observation, path: Path) -> Figure:
        source = self.source_at(community, record.at)
        quantity = read_printed(record)
        metric = self.vocabularies.metrics.get(record.metric)
        unit = record.unit or self.vocabularies.unit_of(
            record.metric, quantity.classifier if quantity else ""
        )
        if unit is None and metric and not (quantity and quantity.classifier):
            unit = metric.units[0]
        voice = record.voice or (
            self.sources[source].default_voice if source in self.sources else "implementer"
        )
        return Figure(
            id=f"{community}/{record.id}",
            community=community,
            practice=practice,
            record=record,
            path=path,
            quantity=quantity,
            reading=read_bounds(record, quantity),
            unit=unit,
            kind=record.kind or (metric.kind if metric else "stock"),
            voice=voice,
            source=source,
            paragraph=record.at.paragraph,
            period=resolve_period(record, self.written(source)),
        )


def _climb(start: str, above: Mapping[str, list[str]]) -> Iterator[str]:
    """All that lies above `start`, level by level, each once; a circle ends where it began."""
    seen, waiting = {start}, list(above.get(start, ()))
    while waiting:
        node = waiting.pop(0)
        if node not in seen:
            seen.add(node)
            yield node
            waiting += above.get(node, ())
