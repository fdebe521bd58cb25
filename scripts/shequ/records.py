"""All records of a catalogue, joined: figures with reading, unit, source and period; practices with their place.

In: validated records and their documents. Out: `Catalogue`, the one thing that rules, pages and exports read.
Nothing is judged here: a reference that leads nowhere stays a string, an unreadable figure has no quantity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from shequ.dates import DateError, DateRange, parse_date
from shequ.diagnostics import Span
from shequ.model import (
    Community,
    Dating,
    Locator,
    Mechanism,
    Name,
    Observation,
    Path,
    Practice,
    Retired,
    Source,
    Table,
)
from shequ.quantity import Interval, Quantity, QuantityError, parse_quantity
from shequ.source_text import Document
from shequ.vocabulary import Vocabularies

Key = tuple[str, str]  # kind of record, id


@dataclass(frozen=True)
class Reading:
    """What a figure says in numbers, read strictly: None is unbounded, an open bound is not reached."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    qualifier: str


@dataclass(frozen=True)
class ResolvedPeriod:
    """A period with its dates, read from the words against the source's own date."""

    type: str
    printed: str
    start: str | None
    end: str | None
    basis: str
    uncertain: bool


@dataclass(frozen=True)
class Figure:
    """One observation with everything that follows from its place in the catalogue.

    `id` is `<community>/<observation>`; `practice` is `<community>/<practice>`, None where it is about the place.
    """

    id: str
    community: str
    practice: str | None
    record: Observation
    path: Path
    quantity: Quantity | None
    reading: Reading
    unit: str | None
    kind: str
    voice: str
    source: str
    paragraph: int
    period: ResolvedPeriod | None

    @property
    def strict(self) -> Interval | None:
        """The interval for derived values; None where the text says only about how much, or no number."""
        if self.record.low is not None or self.record.high is not None:
            return Interval(
                self.reading.low, self.reading.high, self.reading.low_open, self.reading.high_open
            )
        if self.quantity is not None:
            return self.quantity.strict
        return Interval.exactly(self.reading.value) if self.reading.value is not None else None

    @property
    def conventional(self) -> Interval | None:
        """The interval for consistency checks, as a reader of such reports takes the words."""
        return self.quantity.conventional if self.quantity is not None else self.strict


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
            reading=_read_bounds(record, quantity),
            unit=unit,
            kind=record.kind or (metric.kind if metric else "stock"),
            voice=voice,
            source=source,
            paragraph=record.at.paragraph,
            period=self._resolve_period(record, source),
        )

    def _resolve_period(self, record: Observation, source: str) -> ResolvedPeriod | None:
        period = record.period
        if period is None:
            return None
        if period.start or period.end:
            given = (period.start, period.end, period.basis)
            return ResolvedPeriod(period.type, period.printed, *given, uncertain=False)
        found, basis = read_date(period.printed, self.written(source))
        start, end = (found.not_before.isoformat(), found.not_after.isoformat()) if found else (None, None)
        return ResolvedPeriod(
            period.type,
            period.printed,
            None if period.type == "by" else start,
            None if period.type == "cumulative-since" else end,
            "inferred" if period.basis == "inferred" else basis,
            uncertain=bool(found and found.uncertain),
        )


def read_date(printed: str, written: DateRange | None) -> tuple[DateRange | None, str]:
    """The days a printed date may mean, and whether it says so itself or they follow from when it was written.

    Returns (None, "stated") for words that name no day.
    """
    for against, basis in ((None, "stated"), (written, "resolved")):
        try:
            return parse_date(printed, against), basis
        except DateError:
            continue
    return None, "stated"


def read_printed(record: Observation) -> Quantity | None:
    """The quantity a figure prints; None where its value type has no number, or the words cannot be read."""
    if record.value_type in ("universal", "none", "worded"):
        return None
    printed = record.printed.removeprefix("第") if record.value_type == "ordinal" else record.printed
    try:
        return parse_quantity(printed)
    except QuantityError:
        return None


def read_dating(dating: Dating) -> DateRange | None:
    """The range of a source's date; None where it gives none."""
    try:
        if dating.date:
            return _read_iso(dating.date)
        if dating.not_before and dating.not_after:
            first, last = _read_iso(dating.not_before), _read_iso(dating.not_after)
            return DateRange(first.not_before, last.not_after, uncertain=True)
    except DateError:
        return None
    return None


def _read_iso(date: str) -> DateRange:
    return parse_date(f"{date}年" if len(date) == 4 else date)


def _read_bounds(record: Observation, quantity: Quantity | None) -> Reading:
    """Explicit values first, then what the words say, then what all and none mean."""
    if record.value is not None or record.low is not None or record.high is not None:
        point = record.low is None and record.high is None
        low, high = (record.value, record.value) if point else (record.low, record.high)
        qualifier = quantity.qualifier.value if quantity else "exact" if point else "range"
        return Reading(record.value, low, high, low_open=False, high_open=False, qualifier=qualifier)
    if quantity is not None:
        strict = quantity.strict or Interval.everything()
        return Reading(
            quantity.value,
            strict.low,
            strict.high,
            strict.low_open,
            strict.high_open,
            quantity.qualifier.value,
        )
    if record.value_type == "none":
        return Reading(Decimal(0), Decimal(0), Decimal(0), low_open=False, high_open=False, qualifier="none")
    qualifier = {"universal": "all", "worded": "worded"}.get(record.value_type, "unread")
    return Reading(None, None, None, low_open=False, high_open=False, qualifier=qualifier)
