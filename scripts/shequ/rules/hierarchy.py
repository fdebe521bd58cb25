"""Family 3: chains come to an end, and places lie in larger places.

In: `Catalogue`. Out: SQ303, SQ304. A link that leads nowhere is `references`' business and ends a chain here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise

from shequ.diagnostics import Diagnostic
from shequ.model import Path
from shequ.records import Catalogue
from shequ.rules.registry import rule

# What `Catalogue.locate` wants; it is asked only where there is something to report.
_Place = tuple[str, str, Path]


@dataclass
class _Graph:
    """Who points to whom under one key, and where each pointer stands."""

    edges: dict[str, list[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], _Place] = field(default_factory=dict)

    def add(self, start: str, end: str, at: _Place) -> None:
        """Note that `start` names `end` at a place."""
        self.edges.setdefault(start, []).append(end)
        self.places.setdefault((start, end), at)


@rule("SQ303")
def check_cycles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Nothing may lie in, be part of, be counted among, or come from itself, however many steps away."""
    for key, graph in _graphs(catalogue):
        for cycle in find_cycles(graph.edges):
            spans = [catalogue.locate(*graph.places[pair]) for pair in pairwise(cycle)]
            first = min(spans)
            related = tuple(span for span in sorted(set(spans)) if span != first)
            yield Diagnostic("SQ303", first, {"key": key, "cycle": " → ".join(cycle)}, related)


@rule("SQ304")
def check_levels(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A place must lie in one of a higher level; levels of one rank are peers and do not hold each other."""
    ranks = {id_: level.rank for id_, level in catalogue.vocabularies.levels.items()}
    levels = _levels(catalogue)
    for start, end, at in _within(catalogue):
        low, high = levels.get(start, ""), levels.get(end, "")
        if low in ranks and high in ranks and ranks[high] >= ranks[low]:
            own, above = (catalogue.vocabularies.levels[level].pref_label for level in (low, high))
            facts = {"id": start, "level": f"{own.zh} {own.en}", "above": end}
            facts["above_level"] = f"{above.zh} {above.en}"
            yield Diagnostic("SQ304", catalogue.locate(*at), facts)


def find_cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Every cycle that a walk along `edges` meets, each once, from its smallest member back to it.

    Linear in nodes and edges; of several cycles through one edge one may stand for the others.
    """
    cycles: dict[tuple[str, ...], list[str]] = {}
    done: set[str] = set()
    for start in sorted(edges):
        trail: dict[str, None] = {}
        stack = [(start, iter(sorted(edges.get(start, ()))))] if start not in done else []
        while stack:
            node, following = stack[-1]
            trail[node] = None
            step = next(following, None)
            if step is None:
                done.add(node)
                trail.pop(node)
                stack.pop()
            elif step in trail:
                loop = list(trail)[list(trail).index(step) :]
                turn = loop.index(min(loop))
                loop = loop[turn:] + loop[:turn]
                cycles[tuple(loop)] = [*loop, loop[0]]
            elif step not in done:
                stack.append((step, iter(sorted(edges.get(step, ())))))
    return list(cycles.values())


def _graphs(catalogue: Catalogue) -> Iterator[tuple[str, _Graph]]:
    within = _Graph()
    for start, end, at in _within(catalogue):
        within.add(start, end, at)
    yield "within", within
    for key in ("part_of", "instance_of", "derived_from"):
        yield key, _practice_graph(catalogue, key)
    mechanisms = _Graph()
    for id_, mechanism in catalogue.mechanisms.items():
        if mechanism.broader:
            mechanisms.add(id_, mechanism.broader, ("mechanisms", id_, ("broader",)))
    yield "broader", mechanisms
    for vocabulary in fields(catalogue.vocabularies):
        yield "broader", _term_graph(catalogue, vocabulary.name.replace("_", "-"))
    yield "formula", _formula_graph(catalogue)


def _practice_graph(catalogue: Catalogue, key: str) -> _Graph:
    graph = _Graph()
    for id_, entry in catalogue.practices.items():
        for number, link in enumerate(getattr(entry.record, key)):
            path = (*entry.path, key, number, "id")
            at = ("communities", entry.community, path)
            graph.add(id_, catalogue.resolve_id(entry.community, link.id), at)
    return graph


def _term_graph(catalogue: Catalogue, name: str) -> _Graph:
    graph = _Graph()
    for id_, term in catalogue.vocabularies.table(name).items():
        if broader := getattr(term, "broader", None):
            graph.add(id_, broader, ("vocabularies", name, (id_, "broader")))
    return graph


def _formula_graph(catalogue: Catalogue) -> _Graph:
    graph = _Graph()
    for id_, metric in catalogue.vocabularies.metrics.items():
        for key in ("numerator", "denominator") if metric.formula else ():
            at = ("vocabularies", "metrics", (id_, "formula", key))
            graph.add(id_, getattr(metric.formula, key), at)
    return graph


def _within(catalogue: Catalogue) -> Iterator[tuple[str, str, _Place]]:
    """Every step up from a community or a region."""
    for id_, community in catalogue.communities.items():
        for number, above in enumerate(community.within):
            path: Path = ("within", number, "id")
            yield id_, above.id, ("communities", id_, path)
    for id_, region in catalogue.vocabularies.regions.items():
        if region.within:
            yield id_, region.within, ("vocabularies", "regions", (id_, "within"))


def _levels(catalogue: Catalogue) -> dict[str, str]:
    stubs = {stub.id: stub.level for record in catalogue.communities.values() for stub in record.places}
    regions = {id_: region.level for id_, region in catalogue.vocabularies.regions.items()}
    return {**stubs, **regions, **{id_: record.level for id_, record in catalogue.communities.items()}}
