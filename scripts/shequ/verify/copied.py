"""Words copied from a source: runs of our own prose that stand in a text.

In: `Catalogue` and the runs of all texts. Out: SQ524 at each scalar.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from shequ.diagnostics import Diagnostic
from shequ.model import Path, walk
from shequ.records import Catalogue
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
_EXEMPT_FIELDS = ("publisher", "producer", "bylines", "copy")


def find_copied(catalogue: Catalogue, grams: Set[str]) -> Iterator[Diagnostic]:
    """Scalars of our own prose that share a long run with a text."""
    kinds = {
        "communities": catalogue.communities,
        "sources": catalogue.sources,
        "mechanisms": catalogue.mechanisms,
        "tables": catalogue.tables,
    }
    for kind, records in kinds.items():
        for id_, record in records.items():
            for path, value in walk(record):
                if not isinstance(value, str) or _is_exempt(path):
                    continue
                text = squeeze(value)
                run = next(
                    (
                        text[i : i + COPIED]
                        for i in range(len(text) - COPIED + 1)
                        if text[i : i + COPIED] in grams
                    ),
                    "",
                )
                if run:
                    yield Diagnostic(
                        "SQ524", catalogue.locate(kind, id_, path), {"run": run, "length": str(COPIED)}
                    )


def _is_exempt(path: Path) -> bool:
    return bool(_EXEMPT.intersection(str(p) for p in path)) or str(path[0]) in _EXEMPT_FIELDS
