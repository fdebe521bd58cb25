"""Words copied from a source: runs of our own prose that stand in a text.

In: `Catalogue` and the runs of all texts. Out: SQ524 at each scalar.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from shequ.diagnostics import Diagnostic
from shequ.model import Locator
from shequ.records import Catalogue
from shequ.rules.nodes import Node, locate, nodes
from shequ.transcript import squeeze

# Runs this long in common with a text are copied words (design, rule 9).
COPIED = 13
# Titles, names and what is printed may repeat a text's words.
_EXEMPT = {
    "name",
    "aliases",
    "terms",
    "printed",
    "title",
    "subtitle",
    "one_of",
    "by",
    "alt_labels",
    "pref_label",
}
_EXEMPT_FIELDS = (["publisher"], ["producer"], ["bylines"], ["copy"])


def find_copied(catalogue: Catalogue, grams: Set[str]) -> Iterator[Diagnostic]:
    """Scalars of our own prose that share a long run with a text."""
    for node in nodes(catalogue):
        if isinstance(node.value, Locator) or _is_exempt(node):
            continue
        if run := _find_run(node.value, grams):
            yield Diagnostic("SQ524", locate(catalogue, node), {"run": run, "length": str(COPIED)})
    for entry in catalogue.practices.values():
        # A label of ours is no name, and in our own words.
        if not entry.record.name.local and (run := _find_run(entry.record.name.zh, grams)):
            at = catalogue.locate("communities", entry.community, (*entry.path, "name", "zh"))
            yield Diagnostic("SQ524", at, {"run": run, "length": str(COPIED)})


def _find_run(value: str, grams: Set[str]) -> str:
    text = squeeze(value)
    runs = (text[i : i + COPIED] for i in range(len(text) - COPIED + 1))
    return next((run for run in runs if run in grams), "")


def _is_exempt(node: Node) -> bool:
    keys = node.keys()
    # Of a vocabulary and of retired ids the first key is an id.
    named = keys[1:] if node.kind in ("vocabularies", "retired") else keys
    return bool(_EXEMPT.intersection(named)) or named[:1] in _EXEMPT_FIELDS
