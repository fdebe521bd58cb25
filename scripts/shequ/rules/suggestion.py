"""Which id an author may have meant, by the ids and by the labels people use for them.

In: what was written and the ids with their labels. Out: one id with its label, or a dash. No rule lives here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

NONE = "—"
_SHOWN = 12
_ALIKE = 0.6
# A slip of the pen leaves a word about as long as it was; comparing only those keeps a long list cheap.
_SLIP = 3

Labels = Mapping[str, Sequence[str]]


def labels_of(record: BaseModel) -> list[str]:
    """The Chinese label, then the English one, then the other names of a record."""
    name: Any = (
        getattr(record, "name", None) or getattr(record, "pref_label", None) or getattr(record, "title", None)
    )
    others = [*getattr(record, "aliases", ()), *getattr(record, "alt_labels", ())]
    return [label for label in (getattr(name, "zh", None), getattr(name, "en", None), *others) if label]


def labels(table: Mapping[str, BaseModel]) -> dict[str, list[str]]:
    """The labels of every record of a table."""
    return {id_: labels_of(record) for id_, record in table.items()}


def suggest(value: str, known: Labels) -> str:
    """The id nearest to `value`, with its first label; a dash where none is near."""
    found = nearest(value, known)
    if found is None:
        return NONE
    return f"{found}（{known[found][0]}）" if known[found] else found


def nearest(value: str, known: Labels) -> str | None:
    """An equal label, else an id alike, else a label that holds or is held by `value`, else one alike."""
    wanted = value.strip().casefold()
    if not wanted:
        return None
    by_label = [(label.casefold(), id_) for id_, names in known.items() for label in names]
    equal = next((id_ for label, id_ in by_label if label == wanted), None)
    if equal:
        return equal
    if close := _alike(wanted, known):
        return close
    within = [
        (abs(len(label) - len(wanted)), id_)
        for label, id_ in by_label
        if min(len(label), len(wanted)) > 1 and (wanted in label or label in wanted)
    ]
    if within:
        return min(within)[1]
    alike = _alike(wanted, (label for label, _ in by_label))
    return next((id_ for label, id_ in by_label if label == alike), None)


def _alike(wanted: str, words: Iterable[str]) -> str | None:
    """The word most like `wanted` among those of about its length."""
    near = [word for word in words if abs(len(word) - len(wanted)) <= _SLIP]
    return next(iter(difflib.get_close_matches(wanted, near, n=1, cutoff=_ALIKE)), None)


def accepted(ids: Iterable[str]) -> str:
    """The first ids of a list, and how many more there are."""
    every = list(ids)
    mark = ", " if all(id_.isascii() for id_ in every) else "、"
    more = f"{mark}… (+{len(every) - _SHOWN})" if len(every) > _SHOWN else ""
    return mark.join(every[:_SHOWN]) + more if every else NONE
