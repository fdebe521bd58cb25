"""Families 3 and 6: articles on mechanisms rest on practices of theirs, and flows lead somewhere.

In: `Catalogue`. Out: SQ302 and SQ311–SQ315, SQ619. A practice that does not exist is `references`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shequ.diagnostics import Diagnostic, Span
from shequ.model import Flow, Lane, Path, Step
from shequ.quantity import Token, scan
from shequ.quantity.qualifier import Qualifier
from shequ.records import Catalogue
from shequ.rules.nodes import TextNode, locate, references, texts
from shequ.rules.registry import rule
from shequ.rules.suggestion import suggest

# A number in digits, with what stands inside it.
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)
# 一 and 两 are how Chinese says "a" and "both"; 三方 counts parties that are named beside it.
_WORDS_FOR = {1: "一", 2: "两"}
_PARTIES = "方"


@rule("SQ311")
def check_cited_practices(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A practice cited in an article must have its mechanism, or be part or whole of one that has it."""
    if catalogue.known_ids:
        return  # what ties the practice to the mechanism may be among the parts that could not be read
    related = {id_: related_practices(catalogue, id_) for id_ in catalogue.mechanisms}
    for node, reference in references(catalogue):
        if node.kind != "mechanisms" or reference.target != "practice":
            continue
        entry = catalogue.practices.get(reference)
        if entry is not None and reference not in related[node.id]:
            facts = {
                "value": str(reference),
                "mechanism": node.id,
                "has": "、".join(entry.record.mechanisms) or "—",
            }
            yield Diagnostic("SQ311", locate(catalogue, node), facts)


@rule("SQ312")
def check_variants(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A practice must have one variant at most: one line of the comparison."""
    for id_, mechanism in catalogue.mechanisms.items():
        lines = [(variant.practice, ("variants", n)) for n, variant in enumerate(mechanism.variants)]
        for value, first, again in _repeated(lines):
            at, other = (catalogue.locate("mechanisms", id_, path) for path in (again, first))
            yield Diagnostic("SQ312", at, {"value": str(value), "line": str(other.line)}, (other,))


@rule("SQ302", "SQ313", "SQ314", "SQ315")
def check_flows(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The steps of a flow must have ids of their own, lie in its lanes, lead to its steps, and be led to."""
    for id_, mechanism in catalogue.mechanisms.items():
        if mechanism.flow is not None:
            found = list(_FlowCheck(catalogue, id_, mechanism.flow).broken())
            yield from found or _FlowCheck(catalogue, id_, mechanism.flow).idle()


@rule("SQ619")
def check_typed_figures(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """An article must not type a figure in; one that is part of a local name it cites is a name."""
    # Where an entry that it cites could not be read, its names are not known, and the article waits.
    cited = _communities_cited(catalogue)
    known = [id_ for id_, places in cited.items() if places <= catalogue.communities.keys()]
    names = {id_: _names_of(catalogue, id_, cited[id_]) for id_ in known}
    for text in texts(catalogue):
        if text.node.kind == "mechanisms" and text.node.id in names and text.role == "prose":
            found = next(find_typed_figures(text, names[text.node.id]), None)
            if found:
                yield Diagnostic("SQ619", locate(catalogue, text.node), {"found": found})


def related_practices(catalogue: Catalogue, mechanism: str) -> set[str]:
    """The practices with a mechanism or a narrower one, their parts and their wholes."""
    kinds = catalogue.narrower.get(mechanism, frozenset((mechanism,)))
    carriers = {id_ for kind in kinds for id_ in (e.id for e in catalogue.instances.get(kind, ()))}
    wholes = {whole for id_ in carriers for whole in catalogue.wholes[id_]}
    parts = {id_ for id_, above in catalogue.wholes.items() if not carriers.isdisjoint(above)}
    return carriers | wholes | parts


def find_typed_figures(text: TextNode, names: Sequence[str]) -> Iterator[str]:
    """The quantities of a text that stand in none of `names`: numerals in Chinese, digits in English."""
    known = {run for name in names for run in _DIGITS.findall(name)}
    if text.lang == "en":
        yield from (run for run in _DIGITS.findall(text.value) if run not in known)
        return
    told = [re.escape(name) for name in names if name in text.value]
    taken = [found.span() for name in told for found in re.finditer(name, text.value)]
    for token in scan(text.value):
        is_name = token.text in known or any(a <= token.start and token.end <= b for a, b in taken)
        if token.kind == "quantity" and not is_name and not _is_wording(token):
            yield token.text


def _is_wording(token: Token) -> bool:
    """Whether a numeral counts nothing: one thing, both sides, the parties to a matter."""
    quantity = token.quantity
    if quantity is None or quantity.qualifier is not Qualifier.EXACT or _DIGITS.search(token.text):
        return False
    word = _WORDS_FOR.get(int(quantity.value)) if quantity.value in _WORDS_FOR else None
    return bool(word and word in token.text) or quantity.classifier == _PARTIES


def _communities_cited(catalogue: Catalogue) -> dict[str, set[str]]:
    """Of every mechanism: the communities whose practices it cites."""
    cited: dict[str, set[str]] = {id_: set() for id_ in catalogue.mechanisms}
    for node, reference in references(catalogue):
        if node.kind == "mechanisms" and reference.target == "practice":
            cited[node.id].add(reference.split("/")[0])
    return cited


def _names_of(catalogue: Catalogue, mechanism: str, communities: set[str]) -> tuple[str, ...]:
    """What a mechanism, and the places it cites, call things: names, aliases, declared terms."""
    record = catalogue.mechanisms[mechanism]
    found = [record.name.zh, record.name.en, *record.aliases]
    for community in (
        catalogue.communities[id_] for id_ in sorted(communities & catalogue.communities.keys())
    ):
        found += [
            community.name.zh,
            community.name.en,
            *community.aliases,
            *(term.zh for term in community.terms),
        ]
        for practice in community.practices:
            found += [practice.name.zh, practice.name.en, *practice.aliases]
    return tuple(found)


def _repeated(lines: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, Path, Path]]:
    """Every value that stands a second time, with the place of the first and its own."""
    seen: dict[str, Path] = {}
    for value, path in lines:
        if value in seen:
            yield value, seen[value], path
        seen.setdefault(value, path)


@dataclass(frozen=True)
class _FlowCheck:
    """One flow under examination."""

    catalogue: Catalogue
    mechanism: str
    flow: Flow

    def broken(self) -> Iterator[Diagnostic]:
        """Ids given twice; lanes and steps that are named and not there."""
        lanes = {lane.id: [lane.name.zh] for lane in self.flow.lanes}
        steps = {step.id: [step.zh] for step in self.flow.steps}
        yield from self._twice("lanes", self.flow.lanes)
        yield from self._twice("steps", self.flow.steps)
        for number, step in enumerate(self.flow.steps):
            if step.lane not in lanes:
                yield self._unknown(("steps", number, "lane"), step.lane, lanes, "lanes")
            for turn, way in enumerate(step.next):
                if way.to not in steps:
                    yield self._unknown(("steps", number, "next", turn, "to"), way.to, steps, "steps")

    def idle(self) -> Iterator[Diagnostic]:
        """Steps that nothing leads to, lanes in which nothing happens."""
        reached, waiting = set(), [self.flow.steps[0].id]
        onward = {step.id: [way.to for way in step.next] for step in self.flow.steps}
        while waiting:
            step_id = waiting.pop()
            if step_id not in reached:
                reached.add(step_id)
                waiting += onward[step_id]
        first = self.flow.steps[0].id
        for number, step in enumerate(self.flow.steps):
            if step.id not in reached:
                facts = {"id": step.id, "first": first}
                yield Diagnostic("SQ314", self._at(("steps", number, "id")), facts)
        used = {step.lane for step in self.flow.steps}
        for number, lane in enumerate(self.flow.lanes):
            if lane.id not in used:
                yield Diagnostic("SQ315", self._at(("lanes", number, "id")), {"id": lane.id})

    def _twice(self, key: str, items: Sequence[Lane | Step]) -> Iterator[Diagnostic]:
        lines: list[tuple[str, Path]] = [(item.id, (key, number, "id")) for number, item in enumerate(items)]
        for value, first, again in _repeated(lines):
            other = self._at(first)
            facts = {"id": value, "other": f"{other.file}:{other.line}"}
            yield Diagnostic("SQ302", self._at(again), facts, (other,))

    def _unknown(self, path: Path, value: str, known: dict[str, list[str]], key: str) -> Diagnostic:
        facts = {
            "value": value,
            "key": key,
            "suggestion": suggest(value, known),
            "accepted": "、".join(known),
        }
        return Diagnostic("SQ313", self._at(path), facts)

    def _at(self, path: Path) -> Span:
        return self.catalogue.locate("mechanisms", self.mechanism, ("flow", *path))
