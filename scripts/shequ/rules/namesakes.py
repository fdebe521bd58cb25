"""Family 3: what bears one name is told apart, or tied together.

In: `Catalogue`. Out: SQ306. Names that are only similar are for a reviewer to see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

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
    settled = _told_apart(catalogue) | _tied(catalogue)
    for things in (_practices(catalogue), _places(catalogue)):
        for group in _by_name(things):
            yield from _unsettled(catalogue, group, settled)


def normalise_name(name: str) -> str:
    """A name without what differs between spellings: width, quotation marks, middle dots, spaces, case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _by_name(things: Iterable[_Named]) -> Iterator[list[_Named]]:
    """Groups of two or more different things with one name, each thing once."""
    groups: dict[str, dict[str, _Named]] = defaultdict(dict)
    for thing in things:
        groups[normalise_name(thing.name)].setdefault(thing.id, thing)
    return (list(group.values()) for group in groups.values() if len(group) > 1)


def _unsettled(
    catalogue: Catalogue, group: list[_Named], settled: set[frozenset[str]]
) -> Iterator[Diagnostic]:
    """One finding for each thing that some earlier one of its name is not told apart from."""
    told: set[str] = set()
    for first, second in combinations(group, 2):
        ours = not first.is_local and not second.is_local
        if ours or second.id in told or frozenset((first.id, second.id)) in settled:
            continue
        told.add(second.id)
        related = catalogue.locate("communities", first.community, first.path)
        facts = {"name": second.name, "id": second.id, "other": first.id}
        at = catalogue.locate("communities", second.community, second.path)
        yield Diagnostic("SQ306", at, facts, (related,))


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


def _told_apart(catalogue: Catalogue) -> set[frozenset[str]]:
    """The pairs that one record of namesakes.yml names together."""
    return {
        frozenset(pair)
        for namesake in catalogue.vocabularies.namesakes.values()
        for pair in combinations(namesake.items, 2)
    }


def _tied(catalogue: Catalogue) -> set[frozenset[str]]:
    """The pairs of practices of which one names the other as whole, as kind or as origin."""
    return {
        frozenset((id_, catalogue.resolve_id(entry.community, link.id)))
        for id_, entry in catalogue.practices.items()
        for key in _TIES
        for link in getattr(entry.record, key)
    }
