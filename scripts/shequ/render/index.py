"""Who refers to whom, found in one pass over the catalogue, so that no page has to look through all of it.

In: a `Catalogue` and what `derive` computes. Out: `Index`, lookups only. Nothing is worded here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from shequ.derive import (
    Contradiction,
    Derived,
    Evidence,
    derived_values,
    evidence,
    find_contradictions,
    mechanism_evidence,
)
from shequ.model import Community, Locator, Note, Practice, walk
from shequ.model.practice import Link
from shequ.place import split_chain
from shequ.records import Catalogue, Figure
from shequ.remember import once_per_catalogue
from shequ.sums import note_for

K = TypeVar("K")
V = TypeVar("V")


# How closely a source tells of a practice, the fullest first.
DETAILS = ("full", "partial", "name-only")


@dataclass(frozen=True)
class Mention:
    """Something that rests on a paragraph: `what` is the field of the record, `id` the practice or place."""

    what: str
    community: str
    practice: str | None
    record: object


def collect(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, each once, in order."""
    found: dict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


class Index:
    """Every lookup a page needs; each is made once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def _links(self, field: str) -> dict[str, tuple[str, ...]]:
        """Of every practice: those that name it in `field`."""
        return collect(
            (self.catalogue.resolve_id(entry.community, link.id), entry.id)
            for entry in self.catalogue.practices.values()
            for link in _ties(entry.record, field)
        )

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The practices that are part of a practice."""
        return self._links("part_of")

    @cached_property
    def instances(self) -> Mapping[str, tuple[str, ...]]:
        """The practices counted among a practice's instances."""
        return self._links("instance_of")

    @cached_property
    def spread(self) -> Mapping[str, tuple[str, ...]]:
        """The practices derived from a practice."""
        return self._links("derived_from")

    @cached_property
    def practices_by_place(self) -> Mapping[str, tuple[str, ...]]:
        """Practices of other entries that are carried out in a place."""
        return collect(
            (str(coverage.place), entry.id)
            for entry in self.catalogue.practices.values()
            for coverage in entry.record.carried_out_in
            if coverage.place and coverage.place != entry.community
        )

    @cached_property
    def practices_by_mechanism(self) -> Mapping[str, tuple[str, ...]]:
        """Practices by mechanism."""
        entries = self.catalogue.practices.values()
        return collect((str(m), entry.id) for entry in entries for m in entry.record.mechanisms)

    @cached_property
    def fullest_by_mechanism(self) -> Mapping[str, tuple[str, ...]]:
        """The same with what is told in full first, names only last."""
        known = self.catalogue.practices

        def rank(id_: str) -> int:
            return DETAILS.index(known[id_].record.detail)

        return {m: tuple(sorted(ids, key=rank)) for m, ids in self.practices_by_mechanism.items()}

    @cached_property
    def practices_by_problem(self) -> Mapping[str, tuple[str, ...]]:
        """Practices by problem."""
        entries = self.catalogue.practices.values()
        return collect((str(p), entry.id) for entry in entries for p in entry.record.problems)

    @cached_property
    def mechanisms_by_problem(self) -> Mapping[str, tuple[str, ...]]:
        """Mechanisms that say they answer a problem."""
        mechanisms = self.catalogue.mechanisms.items()
        return collect((str(p), id_) for id_, record in mechanisms for p in record.problems)

    @cached_property
    def tables_by_mechanism(self) -> Mapping[str, tuple[str, ...]]:
        """Comparison tables whose rows are chosen by a mechanism."""
        return collect((str(m), id_) for id_, t in self.catalogue.tables.items() for m in t.rows.mechanisms)

    @cached_property
    def tables_by_problem(self) -> Mapping[str, tuple[str, ...]]:
        """Comparison tables whose rows are chosen by a problem."""
        return collect((str(p), id_) for id_, t in self.catalogue.tables.items() for p in t.rows.problems)

    @cached_property
    def narrower_mechanisms(self) -> Mapping[str, tuple[str, ...]]:
        """Mechanisms below a mechanism."""
        mechanisms = self.catalogue.mechanisms.items()
        return collect((str(record.broader), id_) for id_, record in mechanisms if record.broader)

    @cached_property
    def places_inside(self) -> Mapping[str, tuple[str, ...]]:
        """The entries that lie directly in a place."""
        communities = self.catalogue.communities.items()
        return collect((str(within.id), id_) for id_, record in communities for within in record.within)

    @cached_property
    def headings_of_regions(self) -> Mapping[str, str]:
        """The regions with a heading in the list of places, each with its anchor there."""
        found: dict[str, str] = {}
        for id_ in self.catalogue.communities:
            above, _ = split_chain(self.catalogue, id_)
            regions = [step for step in above if step in self.catalogue.vocabularies.regions]
            if above and above[-1] in regions:
                found[above[-1]] = self.county_anchor(above)
            found.update((region, region) for region in regions[:1])
        return found

    @staticmethod
    def county_anchor(above: tuple[str, ...]) -> str:
        """The anchor of a county's heading in the list of places, from the way down to it."""
        return f"in-{above[-1]}" if above else "in-no-region"

    @cached_property
    def figures_of_place(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures about a place itself."""
        return _figures((f.community, f) for f in self.catalogue.figures.values() if f.practice is None)

    @cached_property
    def figures_of_practice(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures of a practice."""
        return _figures((f.practice, f) for f in self.catalogue.figures.values() if f.practice)

    @cached_property
    def figures_by_metric(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures by metric."""
        return _figures((str(f.record.metric), f) for f in self.catalogue.figures.values())

    @cached_property
    def figures_by_source(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures by source."""
        return _figures((f.source, f) for f in self.catalogue.figures.values())

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every contradiction once."""
        return tuple(find_contradictions(self.catalogue))

    @cached_property
    def contradictions_by_figure(self) -> Mapping[str, tuple[Contradiction, ...]]:
        """The contradictions a figure takes part in."""
        return collect((id_, found) for found in self.contradictions for id_ in found.about)

    @cached_property
    def contradictions_by_community(self) -> Mapping[str, tuple[Contradiction, ...]]:
        """The contradictions an entry's figures take part in."""
        return collect((id_.split("/")[0], found) for found in self.contradictions for id_ in found.about)

    @cached_property
    def clashes(self) -> tuple[tuple[Contradiction, ...], ...]:
        """Contradictions by the figures they are about: two findings on the same figures are one clash."""
        groups: dict[frozenset[str], list[Contradiction]] = {}
        for found in self.contradictions:
            groups.setdefault(frozenset(found.about), []).append(found)
        return tuple(tuple(group) for group in groups.values())

    @cached_property
    def clashes_by_figure(self) -> Mapping[str, tuple[tuple[Contradiction, ...], ...]]:
        """The clashes a figure takes part in."""
        return collect((id_, group) for group in self.clashes for id_ in group[0].about)

    @cached_property
    def clashes_by_community(self) -> Mapping[str, tuple[tuple[Contradiction, ...], ...]]:
        """The clashes an entry's figures take part in."""
        return collect((id_.split("/")[0], group) for group in self.clashes for id_ in group[0].about)

    def note_of(self, contradiction: Contradiction) -> Note | None:
        """The note that explains a contradiction."""
        return note_for(self.catalogue, contradiction)

    @cached_property
    def cautions_by_figure(self) -> Mapping[str, tuple[Note, ...]]:
        """The cautions about a figure."""
        return collect(
            (self.catalogue.resolve_id(id_, about), note)
            for id_, record in self.catalogue.communities.items()
            for note in record.notes
            if note.kind == "caution"
            for about in note.about
        )

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """Every derived value once."""
        return tuple(derived_values(self.catalogue))

    @cached_property
    def derived_by_subject(self) -> Mapping[str, tuple[Derived, ...]]:
        """Derived values by community, or `<community>/<practice>`."""
        return collect((value.subject, value) for value in self.derived)

    @cached_property
    def derived_by_input(self) -> Mapping[str, tuple[Derived, ...]]:
        """Derived values by the figures they are computed from."""
        return collect((id_, value) for value in self.derived for id_ in value.inputs)

    @cached_property
    def derived_by_metric(self) -> Mapping[str, tuple[Derived, ...]]:
        """Derived values by metric."""
        return collect((value.metric, value) for value in self.derived)

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """The evidence level of every practice."""
        return {id_: evidence(self.catalogue, id_) for id_ in self.catalogue.practices}

    @cached_property
    def evidence_of_mechanism(self) -> Mapping[str, Evidence]:
        """The evidence level of every mechanism."""
        return {id_: mechanism_evidence(self.catalogue, id_) for id_ in self.catalogue.mechanisms}

    @cached_property
    def mentions_by_source(self) -> Mapping[str, Mapping[int, tuple[Mention, ...]]]:
        """By source, then paragraph: everything in the entries that rests on it, except figures."""
        found: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for id_, record in self.catalogue.communities.items():
            for (source, paragraph), mention in self._mentions(id_, record):
                found[source][paragraph].append(mention)
        return {
            source: {number: tuple(mentions) for number, mentions in paragraphs.items()}
            for source, paragraphs in found.items()
        }

    def _mentions(self, community: str, record: Community) -> Iterable[tuple[tuple[str, int], Mention]]:
        owners: list[tuple[str | None, object]] = [(None, record)]
        owners += [(f"{community}/{practice.id}", practice) for practice in record.practices]
        for practice, owner in owners:
            for what, part, at in _parts_with_places(owner):
                key = (self.catalogue.source_at(community, at), at.paragraph)
                yield key, Mention(what, community, practice, part)


def _ties(practice: Practice, field: str) -> tuple[Link, ...]:
    ties: tuple[Link, ...] = getattr(practice, field)
    return ties


def _figures(pairs: Iterable[tuple[str, Figure]]) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for key, figure in pairs:
        found[key].append(figure)
    return {key: tuple(figures) for key, figures in found.items()}


# Parts of a record that are owners themselves or have lists of their own.
_ELSEWHERE = frozenset({"practices", "observations"})


def _parts_with_places(owner: object) -> Iterable[tuple[str, object, Locator]]:
    """The fields of a record, each item of a list by itself, with every place named in it."""
    for name, field in type(owner).model_fields.items():  # type: ignore[attr-defined]
        value = getattr(owner, name)
        if name in _ELSEWHERE or value is None:
            continue
        many = isinstance(value, tuple) and not isinstance(value, Locator)
        for part in value if many else (value,):
            for at in dict.fromkeys(found for _, found in walk(part) if isinstance(found, Locator)):
                yield field.alias or name, part, at


index_of = once_per_catalogue(Index)
"""The lookups of a catalogue, the same for its editions."""
