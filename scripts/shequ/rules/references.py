"""Family 3: what is named exists, and sources are listed where they are used.

In: `Catalogue`. Out: SQ301, SQ305 for references, SQ307, SQ308. Terms are `terms`' business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shequ.diagnostics import Diagnostic
from shequ.model import Text
from shequ.records import Catalogue
from shequ.rules.nodes import Node, locate, locators, references
from shequ.rules.registry import rule
from shequ.rules.suggestion import NONE, labels, labels_of, suggest

# What the message calls the thing a reference must name.
_CALLED = {
    "source": "来源 source",
    "mechanism": "机制 mechanism",
    "place": "地方 place",
    "practice": "做法 practice",
    "observation": "观测值 observation",
}


@rule("SQ301", "SQ305")
def check_references(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A reference must name a record that exists and has not been retired."""
    former = former_ids(catalogue)
    known = {target: _known(catalogue, target) for target in _CALLED}
    advice = _Advice(known)
    for node, reference in references(catalogue):
        if reference.target not in known:
            continue
        community = node.id if node.kind == "communities" else ""
        local = reference.target in ("practice", "observation") and "/" not in reference
        wanted = f"{community}/{reference}" if local else str(reference)
        unread = reference.target == "place" and "regions" in catalogue.known_ids
        if unread or wanted in known[reference.target] or _is_lost(catalogue, wanted):
            continue
        if reference in former:
            facts = {"value": reference, "now": former[reference]}
            yield Diagnostic("SQ305", locate(catalogue, node), facts)
            continue
        suggestion = advice.of(reference, reference.target, community if local else "")
        facts = _unknown(reference, _CALLED[reference.target], suggestion)
        yield Diagnostic("SQ301", locate(catalogue, node), facts)


@rule("SQ301")
def check_plain_references(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Namesakes and successors of retired ids must exist."""
    known = {
        **_known(catalogue, "place"),
        **_known(catalogue, "practice"),
        **_known(catalogue, "mechanism"),
        **_known(catalogue, "source"),
        **labels(catalogue.tables),
    }
    advice = _Advice({"record": known})
    for node, value in _plain_references(catalogue):
        if value not in known and not _is_lost(catalogue, value) and value not in catalogue.retired:
            facts = _unknown(value, "记录 record", advice.of(value, "record"))
            yield Diagnostic("SQ301", locate(catalogue, node), facts)


@rule("SQ307")
def check_sources_listed(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A place in a source must lie in a source that the entry lists."""
    for node, locator in locators(catalogue):
        if locator.source is None:
            continue
        listed = catalogue.communities[node.id].sources if node.kind == "communities" else (node.id,)
        if locator.source not in listed:
            facts = {"value": str(locator), "source": locator.source, "listed": "、".join(listed)}
            yield Diagnostic("SQ307", locate(catalogue, node), facts)
    for node, reference in references(catalogue):
        community = catalogue.communities.get(node.id) if node.kind == "communities" else None
        is_evaluation = "evaluations" in node.path and reference.target == "source"
        if community and is_evaluation and reference not in community.sources:
            facts = {"value": reference, "source": reference, "listed": "、".join(community.sources)}
            yield Diagnostic("SQ307", locate(catalogue, node), facts)


@rule("SQ308")
def check_sources_used(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A source must be listed by an entry, and a listed source must be used in it."""
    if catalogue.known_ids:
        return  # what uses the source may be among the parts that could not be read
    used: dict[str, set[str]] = {id_: set() for id_ in catalogue.communities}
    for node, locator in locators(catalogue):
        if node.kind == "communities":
            used[node.id].add(catalogue.source_at(node.id, locator))
    for node, reference in references(catalogue):
        if node.kind == "communities" and "evaluations" in node.path and reference.target == "source":
            used[node.id].add(reference)
    listed = {source for record in catalogue.communities.values() for source in record.sources}
    for id_ in catalogue.sources:
        if id_ not in listed:
            yield Diagnostic(
                "SQ308", catalogue.locate("sources", id_), {"source": id_, "where": "communities/"}
            )
    for id_, record in catalogue.communities.items():
        for number, source in enumerate(record.sources):
            if source in catalogue.sources and source not in used[id_]:
                at = catalogue.locate("communities", id_, ("sources", number))
                yield Diagnostic("SQ308", at, {"source": source, "where": id_})


def former_ids(catalogue: Catalogue) -> dict[str, str]:
    """Every id that is gone, and what stands in its place now."""
    former = {id_: "、".join(record.to) or "（没有后继 none）" for id_, record in catalogue.retired.items()}
    for id_, community in catalogue.communities.items():
        former |= dict.fromkeys(community.former_ids, id_)
    return former


def _plain_references(catalogue: Catalogue) -> Iterator[tuple[Node, str]]:
    """References that may lead to records of any kind."""
    for id_, record in catalogue.retired.items():
        for number, value in enumerate(record.to):
            yield Node("retired", "retired", (id_, "to", number), value), value
    for id_, namesake in catalogue.vocabularies.namesakes.items():
        for number, value in enumerate(namesake.items):
            yield Node("vocabularies", "namesakes", (id_, "items", number), value), value


def _known(catalogue: Catalogue, target: str) -> Mapping[str, list[str]]:
    """Everything of one kind, by the id that names it from anywhere, with its labels."""
    if target == "source":
        return labels(catalogue.sources)
    if target == "mechanism":
        return labels(catalogue.mechanisms)
    if target == "practice":
        return {id_: labels_of(entry.record) for id_, entry in catalogue.practices.items()}
    if target == "observation":
        return {
            id_: _figure_labels(figure.record.label, figure.record.printed)
            for id_, figure in catalogue.figures.items()
        }
    stubs = {stub.id: [stub.name.zh] for record in catalogue.communities.values() for stub in record.places}
    return {**labels(catalogue.vocabularies.regions), **stubs, **labels(catalogue.communities)}


def _figure_labels(label: Text | None, printed: str) -> list[str]:
    return [label.zh] if label else [printed]


class _Advice:
    """What may have been meant, worked out once for each wrong id, whoever names it and however often."""

    def __init__(self, known: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._known = known
        self._own: dict[str, Mapping[str, Mapping[str, list[str]]]] = {}
        self._given: dict[tuple[str, str, str], str] = {}

    def of(self, value: str, target: str, community: str = "") -> str:
        """The id nearest to `value`, with its label; the short ids of `community` come first."""
        key = (value, target, community)
        if key not in self._given:
            known = self._by_community(target).get(community, {}) if community else self._known[target]
            near = suggest(value, known)
            self._given[key] = self.of(value, target) if community and near == NONE else near
        return self._given[key]

    def _by_community(self, target: str) -> Mapping[str, Mapping[str, list[str]]]:
        """Of each community: its own records by their short ids."""
        if target not in self._own:
            groups: dict[str, dict[str, list[str]]] = defaultdict(dict)
            for id_, names in self._known[target].items():
                community, _, short = id_.partition("/")
                groups[community][short] = names
            self._own[target] = groups
        return self._own[target]


def _unknown(value: str, called: str, suggestion: str) -> dict[str, str]:
    """The facts of a reference that leads nowhere."""
    return {"value": value, "target": called, "suggestion": suggestion}


def _is_lost(catalogue: Catalogue, wanted: str) -> bool:
    """Whether it was there, but too faulty to keep; that fault has been told already."""
    return not catalogue.known_ids.isdisjoint((wanted, *wanted.split("/")))
