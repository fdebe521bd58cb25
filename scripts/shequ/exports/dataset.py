"""The catalogue as one document of the export contract.

In: `Catalogue` and what `derive` computes of it. Out: `Dataset`, and its bytes. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from shequ import __version__, derive
from shequ.exports.contract import (
    DATA_LICENCE,
    ClaimRow,
    CommunityRow,
    ContradictionRow,
    Dataset,
    DerivedRow,
    HonourRow,
    MetricRow,
    NamedTermRow,
    NamesakeRow,
    ObservationRow,
    OmissionRow,
    PeriodRow,
    SettlementRow,
    SourceRow,
    TermRow,
    WithinRow,
)
from shequ.exports.mechanism import mechanism_row
from shequ.exports.plain import all_words, format_decimal, maybe, place, placed, plain, statement, words
from shequ.exports.practice import moment_row, practice_row
from shequ.records import Catalogue, Figure
from shequ.sums import note_for

SCHEMA = "shequ-dataset-1"


def build_dataset(catalogue: Catalogue) -> Dataset:
    """Every record of the catalogue as a row, in the order of ids and of the entries."""
    view = _View(catalogue)
    return Dataset(
        schema_=SCHEMA,
        version=__version__,
        licence=DATA_LICENCE,
        communities=[view.community(id_) for id_ in catalogue.communities],
        practices=[practice_row(catalogue, entry) for entry in catalogue.practices.values()],
        observations=[view.observation(figure) for figure in catalogue.figures.values()],
        claims=list(view.claims()),
        honours=list(view.honours()),
        terms=list(view.terms()),
        omissions=list(view.omissions()),
        relations=list(view.relations()),
        contradictions=[view.contradiction(c) for c in derive.find_contradictions(catalogue)],
        derived=[_derived(value) for value in derive.derived_values(catalogue)],
        sources=[view.source(id_) for id_ in catalogue.sources],
        mechanisms=[mechanism_row(catalogue, id_) for id_ in catalogue.mechanisms],
        problems=[_term(id_, record) for id_, record in catalogue.vocabularies.problems.items()],
        metrics=[_metric(id_, record) for id_, record in catalogue.vocabularies.metrics.items()],
        namesakes=[
            NamesakeRow(id=id_, items=record.items, verdict=record.verdict, why=words(record.why))
            for id_, record in catalogue.vocabularies.namesakes.items()
        ],
    )


def dump_dataset(dataset: Dataset) -> bytes:
    """The document as UTF-8 JSON, one row a line apart, ending in a newline."""
    return (dataset.model_dump_json(by_alias=True, indent=1) + "\n").encode()


def _derived(value: derive.Derived) -> DerivedRow:
    interval = value.interval
    return DerivedRow(
        metric=value.metric,
        subject=value.subject,
        low=format_decimal(interval.low),
        high=format_decimal(interval.high),
        low_open=interval.low_open,
        high_open=interval.high_open,
        unit=value.unit,
        formula=value.formula,
        inputs=list(value.inputs),
        rounded=value.rounded,
    )


def _term(id_: str, record: Any) -> TermRow:
    return TermRow(
        id=id_,
        label=words(record.pref_label),
        alt_labels=list(record.alt_labels),
        definition=maybe(record.definition),
    )


def _metric(id_: str, record: Any) -> MetricRow:
    return MetricRow(
        **_term(id_, record).model_dump(),
        kind=record.kind,
        units=list(record.units),
        denominator=maybe(record.denominator),
        direction=record.direction,
        comparable=record.comparable,
        formula=plain(record.formula) if record.formula else None,
    )


class _View:
    """One pass over the catalogue; holds what rows of several kinds need."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def community(self, id_: str) -> CommunityRow:
        record = self.catalogue.communities[id_]
        types = self.catalogue.vocabularies.settlement_types
        return CommunityRow(
            id=id_,
            name=words(record.name),
            aliases=list(record.aliases),
            former_ids=list(record.former_ids),
            level=record.level,
            within=[
                WithinRow(id=w.id, name=maybe(self.catalogue.place_name(w.id)), basis=w.basis)
                for w in record.within
            ],
            settlement=[
                SettlementRow(id=s.is_, label=words(types[s.is_].pref_label), basis=s.basis)
                for s in record.settlement
            ],
            summary=words(record.summary),
            sources=list(record.sources),
            places=[placed(self.catalogue, id_, stub, stub.at) for stub in record.places],
            milestones=[moment_row(self.catalogue, id_, m) for m in record.milestones],
        )

    def observation(self, figure: Figure) -> ObservationRow:
        record, reading = figure.record, figure.reading
        shared = record.shares_numeral_with
        return ObservationRow(
            id=figure.id,
            community=figure.community,
            practice=figure.practice,
            metric=record.metric,
            label=maybe(record.label),
            counts=maybe(record.counts),
            kind=figure.kind,
            value_type=record.value_type,
            printed=record.printed,
            value=format_decimal(reading.value),
            low=format_decimal(reading.low),
            high=format_decimal(reading.high),
            low_open=reading.low_open,
            high_open=reading.high_open,
            qualifier=reading.qualifier,
            unit=figure.unit,
            statistic=record.statistic,
            each_of=self.qualified(figure, record.each_of),
            per=record.per,
            scope=plain(record.scope) if record.scope else None,
            breakdown=dict(record.breakdown),
            of=self.qualified(figure, record.of),
            realm=record.realm,
            period=PeriodRow(**vars(figure.period)) if figure.period else None,
            role=self.qualified(figure, record.role),
            voice=figure.voice,
            speaker=maybe(record.speaker),
            shares_numeral_with=self.catalogue.resolve_id(figure.community, shared) if shared else None,
            source=figure.source,
            paragraph=figure.paragraph,
            also_at=[placed(self.catalogue, figure.community, other, other.at) for other in record.also_at],
            source_grade=derive.source_grade(self.catalogue, figure.id),
        )

    def qualified(self, figure: Figure, part: BaseModel | None) -> dict[str, object] | None:
        """A part that names observations, with their full ids."""
        if part is None:
            return None
        row: dict[str, object] = plain(part)
        names = {"count", "numerator", "denominator", "for"}
        return {
            key: self.catalogue.resolve_id(figure.community, value)
            if key in names and isinstance(value, str)
            else value
            for key, value in row.items()
        }

    def claims(self) -> Iterator[ClaimRow]:
        for home, practice, claim in self._each("claims"):
            said = statement(self.catalogue, home, claim)
            default = self.catalogue.sources[said.source].default_voice
            yield ClaimRow(
                **said.model_dump(),
                community=home,
                practice=practice,
                kind=claim.kind,
                voice=claim.voice or default,
            )

    def honours(self) -> Iterator[HonourRow]:
        for home, practice, honour in self._each("honours"):
            yield HonourRow(
                community=home,
                practice=practice,
                name=words(honour.name),
                by=honour.by,
                year=honour.year,
                one_of=honour.one_of,
                **place(self.catalogue, home, honour.at),
            )

    def _each(self, field: str) -> Iterator[tuple[str, str | None, Any]]:
        """Items of a field of the place itself, then of its practices."""
        for home, record in self.catalogue.communities.items():
            yield from ((home, None, item) for item in getattr(record, field))
            for practice in record.practices:
                yield from ((home, f"{home}/{practice.id}", item) for item in getattr(practice, field))

    def terms(self) -> Iterator[NamedTermRow]:
        for home, record in self.catalogue.communities.items():
            yield from (NamedTermRow(community=home, zh=term.zh, kind=term.kind) for term in record.terms)

    def omissions(self) -> Iterator[OmissionRow]:
        for home, record in self.catalogue.communities.items():
            for omission in record.omissions:
                yield OmissionRow(
                    kind=omission.kind,
                    count=omission.count,
                    why=maybe(omission.why),
                    **place(self.catalogue, home, omission.at),
                )

    def relations(self) -> Iterator[dict[str, object]]:
        for home, record in self.catalogue.communities.items():
            for relation in record.relations:
                yield {"community": home, **self._full_ids(home, plain(relation))}

    def _full_ids(self, home: str, relation: Mapping[str, Any]) -> dict[str, object]:
        own = {"id", "type", "basis", "exhaustive", "since", "until", "at"}
        return {
            key: value
            if key in own
            else [self.catalogue.resolve_id(home, v) for v in value]
            if isinstance(value, list)
            else self.catalogue.resolve_id(home, value)
            for key, value in relation.items()
        }

    def contradiction(self, found: derive.Contradiction) -> ContradictionRow:
        note = note_for(self.catalogue, found)
        return ContradictionRow(code=found.code, about=list(found.about), note=maybe(note))

    def source(self, id_: str) -> SourceRow:
        record = self.catalogue.sources[id_]
        return SourceRow(
            id=id_,
            title=words(record.title),
            subtitle=maybe(record.subtitle),
            text=record.text,
            kind=record.kind,
            publisher=plain(record.publisher),
            producer=plain(record.producer) if record.producer else None,
            bylines=[plain(b) for b in record.bylines],
            published=plain(record.published) if record.published else None,
            written=plain(record.written) if record.written else None,
            default_voice=record.default_voice,
            independent_voice=record.independent_voice,
            host=plain(record.copy_) if record.copy_ else None,
            extent=record.extent,
            doubts=all_words(record.doubts),
            unknown=all_words(record.unknown),
            furniture=[at.paragraph for at in record.furniture],
        )
