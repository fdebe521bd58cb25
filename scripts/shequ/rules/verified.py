"""Family 5: what was compared with its text is still what stands here.

In: `Catalogue` with its ledgers. Out: SQ501, SQ502, SQ516. Comparing is `verify`'s, which writes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.diagnostics import Diagnostic, Span
from shequ.ledger import observations_digest
from shequ.records import Catalogue
from shequ.rules.registry import rule

_COMMAND = "shequ verify-sources --texts <DIR>"


@rule("SQ501", "SQ502")
def check_ledgers(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A source with a text must have been verified, and nothing printed from it may have changed since."""
    if catalogue.known_ids:
        return  # a part that could not be read would count as changed
    for id_, source in catalogue.sources.items():
        facts = {"source": id_, "text": source.text or "—", "command": _COMMAND}
        ledger = catalogue.ledgers.get(id_)
        if ledger is None:
            if source.text:
                yield Diagnostic("SQ502", catalogue.locate("sources", id_, ("text",)), facts)
        elif ledger.get("observations_sha256") != observations_digest(catalogue, id_):
            yield Diagnostic("SQ501", catalogue.locate("sources", id_, ("text",)), facts)


@rule("SQ516")
def check_ledger_sources(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A ledger must belong to a source."""
    for id_ in catalogue.ledgers:
        if id_ not in catalogue.sources and id_ not in catalogue.known_ids:
            yield Diagnostic("SQ516", Span(f"verified/{id_}.json"), {"source": id_})
