"""What `verify-sources` vouches for, as one hash, which the check that nothing changed since computes again.

In: a catalogue and the id of a source. Out: the digest of everything printed that was compared with the text.
No file is read or written here, and prose of our own is not part of it: rewording a summary voids nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from shequ.model import Community, Locator, Observation, Source
from shequ.records import Catalogue

# Names whose numerals need no figure of their own, wherever they stand in an entry.
_NAMES = ("name", "aliases", "terms")
# Fields that are compared with the text, or say how.
_COMPARED: tuple[str, ...] = (
    "printed",
    "nth",
    "value_type",
    "every",
    "day",
    "times",
    "is_",
    "by",
    "year",
    "one_of",
)
_COMPARED += ("since", "until")


def observations_digest(catalogue: Catalogue, source_id: str) -> str:
    """The SHA-256, in hex, of what the entries print from a source; independent of order and of wording.

    An unknown source has the digest of nothing.
    """
    rows = [row for id_ in catalogue.citing.get(source_id, ()) for row in _rows(catalogue, id_, source_id)]
    rows += _own(catalogue.sources.get(source_id))
    # Two equal omissions leave out twice as much; of anything else, to say it twice says no more.
    omitted = [_canonical(row) for row in rows if row[1] == "Omission"]
    others = {_canonical(row) for row in rows if row[1] != "Omission"}
    return hashlib.sha256("\n".join(sorted([*omitted, *others])).encode()).hexdigest()


def _rows(catalogue: Catalogue, id_: str, source_id: str) -> list[list[Any]]:
    community = catalogue.communities[id_]
    return [*_printed(community, community.sources[0], source_id), *_names(id_, community)]


def _printed(record: BaseModel, default: str, source_id: str, owner: str = "") -> Iterator[list[Any]]:
    """Every part with a place in the source, with what it prints there.

    A part without a place of its own (a period) belongs to the one that holds it.
    """
    owner = f"{owner}/{getattr(record, 'id', '')}"
    at = getattr(record, "at", None)
    for place in at if isinstance(at, tuple) and not isinstance(at, Locator) else [at]:
        if isinstance(place, Locator) and (place.source or default) == source_id:
            yield [owner, type(record).__name__, place.paragraph, _compared(record)]
    if isinstance(record, Observation):
        # What another source prints again, without words of its own, is what is printed here.
        first = record.at.source or default
        for other in record.also_at:
            if other.printed is None and first != source_id == (other.at.source or default):
                yield [owner, "again", other.at.paragraph, record.printed]
    for name in type(record).model_fields:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else [value]:
            if isinstance(part, BaseModel):
                yield from _printed(part, default, source_id, owner)


def _compared(record: BaseModel) -> dict[str, Any]:
    facts = {name: getattr(record, name) for name in _COMPARED if getattr(record, name, None) is not None}
    if isinstance(record, Observation):
        facts["period"] = record.period.printed if record.period else None
        facts["shares"] = record.shares_numeral_with
    if type(record).__name__ == "Omission":
        facts |= {"kind": getattr(record, "kind", ""), "count": getattr(record, "count", 0)}
    return facts


def _names(id_: str, community: Community) -> Iterator[list[Any]]:
    """The names of an entry and of its parts: they explain numerals in every source the entry has."""
    for record in (community, *community.practices, *community.places, *community.honours):
        for field in _NAMES:
            for value in _texts(getattr(record, field, None)):
                yield ["name", id_, value]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from _texts(getattr(value, "zh", None))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _own(source: Source | None) -> Iterator[list[Any]]:
    """What the record of the source itself takes from its text."""
    if source is None:
        return
    yield ["source", source.text, source.extent, source.title.zh]
    yield ["furniture", sorted(at.paragraph for at in source.furniture)]
    yield ["captions", sorted(at.paragraph for at in source.captions)]


def _canonical(row: list[Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
