"""Family 3: what bears one name is told apart, or tied together.

In: `Catalogue`. Out: SQ306. Names that are only similar are for a reviewer to see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from shequ.diagnostics import Diagnostic
from shequ.model import Path
from shequ.records import Catalogue
from shequ.rules.registry import rule

# Quotation marks, middle dots, hyphens and spaces: two writers of one name seldom agree on them.
_NOISE = re.compile("[\\s“”\"‘’'「」『』《》〈〉【】·•・‧∙\\-—–]")
_TIES = ("part_of", "instance_of", "derived_from")


@dataclass(frozen=True)
class _Named:
    """A thing and one of its names. A label of ours (`is_local` false) is not what anybody calls it."""

    id: str
    community: str
    path: Path
    name: str
    is_local: bool = True


@rule("SQ306")
def check_namesakes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Two practices, or two places, of one name must be tied to each other or told apart in namesakes.yml."""
    if "namesakes" in catalogue.known_ids:
        return  # the file could not be read; what it tells apart is unknown
    settled = _Settled(_told_apart(catalogue), _tied(catalogue))
    for things in (_practices(catalogue), _places(catalogue)):
        for group in _by_name(things):
            yield from _unsettled(catalogue, group, settled)


@dataclass(frozen=True)
class _Settled:
    """Of each id: the records of namesakes.yml that name it, and the ids that are tied to it."""

    records: Mapping[str, frozenset[int]]
    tied: Mapping[str, Set[str]]

    def signature(self, thing: _Named) -> tuple[frozenset[int], bool]:
        """All that matters of a thing but its ties."""
        return self.records.get(thing.id, frozenset()), thing.is_local


def normalise_name(name: str) -> str:
    """A name without what differs between spellings: width, quotation marks, middle dots, spaces, case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _by_name(things: Iterable[_Named]) -> Iterator[list[_Named]]:
    """Groups of two or more different things with one name, each thing once."""
    groups: dict[str, dict[str, _Named]] = defaultdict(dict)
    for thing in things:
        groups[normalise_name(thing.name)].setdefault(thing.id, thing)
    return (list(group.values()) for group in groups.values() if len(group) > 1)


def _unsettled(catalogue: Catalogue, group: list[_Named], settled: _Settled) -> Iterator[Diagnostic]:
    """One finding for each thing that some earlier one of its name is not told apart from.

    Earlier things are kept by what tells them apart, so that a thousand in one record are looked at as one.
    """
    earlier: dict[tuple[frozenset[int], bool], list[_Named]] = {}
    for thing in group:
        first = _first_unsettled(thing, earlier, settled)
        earlier.setdefault(settled.signature(thing), []).append(thing)
        if first is not None:
            related = catalogue.locate("communities", first.community, first.path)
            facts = {"name": thing.name, "id": thing.id, "other": first.id}
            at = catalogue.locate("communities", thing.community, thing.path)
            yield Diagnostic("SQ306", at, facts, (related,))


def _first_unsettled(
    thing: _Named, earlier: Mapping[tuple[frozenset[int], bool], list[_Named]], settled: _Settled
) -> _Named | None:
    records, is_local = settled.signature(thing)
    tied = settled.tied.get(thing.id, frozenset())
    for (others, other_is_local), things in earlier.items():
        if (is_local or other_is_local) and records.isdisjoint(others):
            for other in things:
                if other.id not in tied:
                    return other
    return None


def _practices(catalogue: Catalogue) -> Iterator[_Named]:
    for id_, entry in catalogue.practices.items():
        record, path = entry.record, entry.path
        yield _Named(id_, entry.community, (*path, "name", "zh"), record.name.zh, record.name.local)
        for number, alias in enumerate(record.aliases):
            yield _Named(id_, entry.community, (*path, "aliases", number), alias)


def _places(catalogue: Catalogue) -> Iterator[_Named]:
    for id_, community in catalogue.communities.items():
        yield _Named(id_, id_, ("name", "zh"), community.name.zh)
        for number, alias in enumerate(community.aliases):
            yield _Named(id_, id_, ("aliases", number), alias)
    for id_, community in catalogue.communities.items():
        for number, stub in enumerate(community.places):
            yield _Named(stub.id, id_, ("places", number, "name", "zh"), stub.name.zh)


def _told_apart(catalogue: Catalogue) -> dict[str, frozenset[int]]:
    """The records of namesakes.yml that name an id; two ids of one record are told apart."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, namesake in enumerate(catalogue.vocabularies.namesakes.values()):
        for id_ in namesake.items:
            found[id_].add(number)
    return {id_: frozenset(numbers) for id_, numbers in found.items()}


def _tied(catalogue: Catalogue) -> dict[str, set[str]]:
    """The practices that a practice names, or that name it, as whole, as kind or as origin."""
    found: dict[str, set[str]] = defaultdict(set)
    for id_, entry in catalogue.practices.items():
        for key in _TIES:
            for link in getattr(entry.record, key):
                other = catalogue.resolve_id(entry.community, link.id)
                found[id_].add(other)
                found[other].add(id_)
    return found
