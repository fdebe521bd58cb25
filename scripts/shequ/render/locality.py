"""Where a place lies, in short: the county that tells namesakes apart, and places in the order of a map.

In: an `Edition` and ids of places. Out: links and groups of ids. What is said about a place is not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shequ.place import chain_of, county_of, split_chain
from shequ.render.edition import Edition


def name_county(edition: Edition, place: str) -> str:
    """The county a place lies in; of a county and what lies above one the next place up, or ''."""
    chain = chain_of(edition.catalogue, place)[:-1]
    county = county_of(edition.catalogue, place)
    above = county if county in chain else (chain[-1] if chain else None)
    return edition.to_place(above).text if above else ""


def group_by_province(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Places by the highest region they lie in; '' for those whose chain reaches none."""
    found: dict[str, list[str]] = {}
    for id_ in edition.catalogue.communities:
        found.setdefault(province_of(edition, id_), []).append(id_)
    return {region: tuple(ids) for region, ids in sorted(found.items(), key=lambda pair: pair[0] or "~")}


def province_of(edition: Edition, place: str) -> str:
    """The highest region a place lies in, or ''."""
    regions = edition.catalogue.vocabularies.regions
    return next((step for step in chain_of(edition.catalogue, place) if step in regions), "")


def group_by_county(edition: Edition, places: Iterable[str]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Places by the way down to their county, in the order of their chains, a county's own entry first."""
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
    for id_ in places:
        above, below = split_chain(edition.catalogue, id_)
        path = () if id_ in above else (*below, id_)
        found.setdefault(above, []).append((path, id_))
    return {above: tuple(id_ for _, id_ in sorted(ids)) for above, ids in sorted(found.items())}
