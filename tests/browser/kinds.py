"""One page of every kind the site has, picked from the catalogue it was built from.

In: a `Catalogue`. Out: paths by the name of their kind. `KINDS` is what the real site must have;
`RARE` are looked at on the site of `valid/hard-facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shequ.derive import find_contradictions
from shequ.model import Practice
from shequ.records import Catalogue

LISTS = ("communities", "practices", "mechanisms", "problems", "metrics", "sources", "compare", "checks")
KINDS = (
    "home",
    *(f"list-{name}" for name in LISTS),
    "community",
    "practice-full",
    "practice-partial",
    "mechanism",
    "problem-answered",
    "problem-unanswered",
    "metric",
    "metric-derived",
    "source",
    "table",
    "data-quality",
    "check",
    "fields",
    "contributing",
    "hand-written",
    "about",
)
RARE = (
    "community",
    "community-in-conflict",
    "practice-name-only",
    "practice-partial",
    "source",
    "data-quality",
)


def pick_pages(catalogue: Catalogue) -> dict[str, str]:
    """The path of one page for each kind; a kind of which the catalogue has none is missing."""
    found: dict[str, str] = {}
    for kind, path in _list_pages(catalogue):
        found.setdefault(kind, path)
    return found


def _list_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    yield "home", "index.html"
    yield from ((f"list-{name}", f"{name}/index.html") for name in LISTS)
    clashes = {found.community for found in find_contradictions(catalogue)}
    for id_ in sorted(catalogue.communities, key=lambda id_: -len(catalogue.figures_of(id_))):
        yield f"community{'-in-conflict' if id_ in clashes else ''}", f"communities/{id_}.html"
    for id_, entry in _richest_first(catalogue):
        yield f"practice-{entry.detail}", f"practices/{id_}.html"
    yield from (("mechanism", f"mechanisms/{id_}.html") for id_ in _used(catalogue, "mechanisms"))
    answered = _used(catalogue, "problems")
    for id_ in catalogue.vocabularies.problems:
        yield f"problem-{'answered' if id_ in answered else 'unanswered'}", f"problems/{id_}.html"
    observed = {figure.record.metric for figure in catalogue.figures.values()}
    for id_, metric in catalogue.vocabularies.metrics.items():
        if metric.comparable and (metric.formula or id_ in observed):
            yield f"metric{'-derived' if metric.formula else ''}", f"metrics/{id_}.html"
    yield from (("source", f"sources/{id_}.html") for id_ in catalogue.sources)
    yield from (("table", f"compare/{id_}.html") for id_ in catalogue.tables)
    yield "data-quality", "data-quality.html"
    yield "check", "checks/sq402.html"
    yield "fields", "contributing/fields.html"
    yield "contributing", "contributing/index.html"
    yield "hand-written", "contributing/figures.html"
    yield "about", "about.html"


def _richest_first(catalogue: Catalogue) -> Iterable[tuple[str, Practice]]:
    practices = sorted(catalogue.practices.items(), key=lambda item: -len(item[1].record.observations))
    return ((id_, entry.record) for id_, entry in practices)


def _used(catalogue: Catalogue, field: str) -> set[str]:
    return {id_ for entry in catalogue.practices.values() for id_ in getattr(entry.record, field)}
