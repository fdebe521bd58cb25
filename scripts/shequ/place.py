"""Where a place lies: the chain upward through `within`, over entries and regions.

In: a `Catalogue` and a place. Out: ids, nearest first. A broken or circular chain simply ends.
"""

from __future__ import annotations

from shequ.records import Catalogue

# The rank of a county or district in `levels.yml`, where 1 is a province.
COUNTY_RANK = 3


def places_above(catalogue: Catalogue, place: str) -> list[str]:
    """Every place that `place` lies in, nearest first, each once; a place may lie in several."""
    above: dict[str, None] = {}
    level = _parents(catalogue, place)
    while level:
        fresh = [parent for parent in level if parent not in above and parent != place]
        above.update(dict.fromkeys(fresh))
        level = [grand for parent in fresh for grand in _parents(catalogue, parent)]
    return list(above)


def county_of(catalogue: Catalogue, place: str) -> str | None:
    """The county or district a place is or lies in; None where the chain does not reach one."""
    candidates = [place, *places_above(catalogue, place)]
    return next((p for p in candidates if _rank(catalogue, p) == COUNTY_RANK), None)


def chain_of(catalogue: Catalogue, place: str) -> list[str]:
    """One way down to a place, from the top, ending in the place itself.

    Of several places of one level that it lies in, the nearest and first named stands for them.
    """
    own = _rank(catalogue, place)
    levels: dict[int, str] = {}
    for above in places_above(catalogue, place):
        rank = _rank(catalogue, above)
        if rank is not None and (own is None or rank < own):
            levels.setdefault(rank, above)
    return [*(levels[rank] for rank in sorted(levels)), place]


def split_chain(catalogue: Catalogue, place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The way down to a place: as far as its county, and what lies between that and the place itself."""
    chain = chain_of(catalogue, place)
    county = county_of(catalogue, place)
    regions = catalogue.vocabularies.regions
    cut = chain.index(county) + 1 if county in chain else sum(step in regions for step in chain[:-1])
    return tuple(chain[:cut]), tuple(chain[cut:-1])


def names_of(catalogue: Catalogue, place: str) -> tuple[str, ...]:
    """A place's own names in Chinese, and a region's in English too; none for an unknown one."""
    if (community := catalogue.communities.get(place)) is not None:
        return (community.name.zh, *community.aliases)
    if (region := catalogue.vocabularies.regions.get(place)) is not None:
        return (region.pref_label.zh, region.pref_label.en)
    stub = catalogue.stub(place)
    return (stub.name.zh,) if stub else ()


def _parents(catalogue: Catalogue, place: str) -> list[str]:
    community, region = catalogue.communities.get(place), catalogue.vocabularies.regions.get(place)
    if community is not None:
        return [str(within.id) for within in community.within]
    if region is not None:
        return [region.within] if region.within else []
    return [catalogue.stubs[place]] if place in catalogue.stubs else []


def _rank(catalogue: Catalogue, place: str) -> int | None:
    community, region = catalogue.communities.get(place), catalogue.vocabularies.regions.get(place)
    record = community or region or catalogue.stub(place)
    level = catalogue.vocabularies.levels.get(record.level) if record else None
    return level.rank if level else None
