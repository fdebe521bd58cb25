"""A document against its model: every fault of shape at once, and as much of the record as can be kept.

In: a `Document` and a model. Out: the record without its faulty parts, and family-1 findings at their lines.
Faulty parts are cut and the rest is validated again, so that one typo does not hide eleven other findings.
"""

from __future__ import annotations

import copy
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shequ.diagnostics import Diagnostic, Span
from shequ.draft import Draft, ids_in, paths_in
from shequ.keys import keys_at
from shequ.model import Path
from shequ.source_text import MAX_ALIKE, Document

R = TypeVar("R", bound=BaseModel)
# What `shequ new` writes where the contributor must.
PLACEHOLDER = "待填"
# Stands for a reference that could not be read; it is a known id, so that nobody looks for it.
UNREADABLE = "unreadable"
_ROUNDS = 20
_CODES = {
    "extra_forbidden": "SQ101",
    "missing": "SQ102",
    "union_tag_not_found": "SQ102",
    "literal_error": "SQ104",
    "union_tag_invalid": "SQ104",
    "string_pattern_mismatch": "SQ105",
    "value_error": "SQ106",
    "string_too_short": "SQ107",
    "too_short": "SQ107",
    "string_too_long": "SQ108",
    "greater_than_equal": "SQ109",
    "less_than_equal": "SQ109",
    "decimal_max_digits": "SQ109",
    "decimal_max_places": "SQ109",
    "decimal_whole_digits": "SQ109",
}
# Required parts whose lack must not hide what else is wrong; None is a text made up of its place.
_STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("zh", "en", "name", "pref_label", "title", "summary", "definition")),
    **dict.fromkeys(("level", "type"), UNREADABLE),
    "publisher": {"name": {"zh": "（缺）", "en": "(missing)"}, "type": UNREADABLE},
    "sources": [UNREADABLE],
}
_TOP = "顶层 top level"
_BOUNDS = ("pattern", "min_length", "max_length", "ge", "le", "max_digits", "decimal_places", "whole_digits")
# What a wrong type should have been, as the reader of the message calls it.
_EXPECTED = {
    "string_type": "文字 text",
    "int_parsing": "整数 a whole number",
    "int_type": "整数 a whole number",
    "decimal_parsing": "数字 a number",
    "decimal_type": "数字 a number",
    "finite_number": "数字 a number",
    "bool_parsing": "true / false",
    "bool_type": "true / false",
    "tuple_type": "列表 a list (- …)",
    "list_type": "列表 a list (- …)",
    "dict_type": "键值 a mapping (key: value)",
    "model_type": "键值 a mapping (key: value)",
    "model_attributes_type": "键值 a mapping (key: value)",
}


@dataclass(frozen=True)
class Shaped(Generic[R]):
    """A validated record (None where nothing could be kept) and the document it now stands for.

    `unfilled` are the places whose parts a contributor has still to fill in: nothing else need be said there.
    """

    record: R | None
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    lost_ids: frozenset[str]
    unfilled: frozenset[Span]


def validate(model: type[R], document: Document) -> Shaped[R]:
    """Validate `document` against `model`; never raises for bad data."""
    work = _Work(model, Draft(document))
    work.cut_placeholders()
    record: R | None = None
    for _ in range(_ROUNDS):
        try:
            record = model.model_validate(work.draft.data)
            break
        except ValidationError as error:
            if not work.cut_faults(error):
                break
    lost = work.draft.lost_ids if record else {*work.draft.lost_ids, *ids_in(document.data)}
    if work.found:
        lost = {*lost, UNREADABLE}
    return Shaped(
        record, work.draft.reduced(), tuple(work.report()), frozenset(lost), frozenset(work.unfilled)
    )


@dataclass
class _Work:
    """One validation under way. `told` has the places that were told of, and all that hold them."""

    model: type[BaseModel]
    draft: Draft
    found: list[Diagnostic] = field(default_factory=list)
    told: set[Path] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    stood_in: set[Path] = field(default_factory=set)
    unfilled: set[Span] = field(default_factory=set)

    def cut_placeholders(self) -> None:
        """Report and cut every scalar that still holds what `shequ new` wrote."""
        paths = [p for p in paths_in(self.draft.data) if str(self.draft.get(p)).startswith(PLACEHOLDER)]
        for path in reversed(paths):
            facts = {"key": _dotted(path), "value": str(self.draft.get(path))}
            self.found.append(Diagnostic("SQ110", self.draft.locate(path), facts))
            self.told.update(_prefixes(self.draft.original(path)))
            self.unfilled |= {self.draft.locate(path[:depth]) for depth in range(1, len(path))}
        for path in reversed(paths):
            self.draft.cut(path)

    def cut_faults(self, error: ValidationError) -> bool:
        """Report one round of errors and mend or cut what they name; False where nothing is left to cut."""
        reported: set[Path] = set()
        cuts: set[Path] = set()
        for path, missing, details in _one_per_place(self.draft.data, error):
            target = self.draft.original((*path, missing) if missing else path)
            if target in reported:
                continue  # another branch of a union, less far into it
            if target not in self.told:  # what we cut ourselves is missing now: that is not told again
                self._tell(path, missing, details)
                self.told.update(_prefixes(target))
            reported.update(_prefixes(target))
            if missing in _STAND_INS and target not in self.stood_in:
                place = f"{self.draft.document.file}:{_dotted(target)}"
                self.draft.put((*path, missing), _stand_in(missing, place))
                self.stood_in.add(target)
            elif not path:
                return False
            else:
                cuts.add(path)
        for path in sorted(cuts, key=_latest_first, reverse=True):
            self.draft.cut(path)
        return True

    def report(self) -> list[Diagnostic]:
        """What was found; of a code that goes on and on, how many more there are."""
        more = {code: count - MAX_ALIKE for code, count in self.counts.items() if count > MAX_ALIKE}
        file = Span(self.draft.document.file)
        return self.found + [
            Diagnostic("SQ115", file, {"count": f"{count:,}", "code": code}) for code, count in more.items()
        ]

    def _tell(self, path: Path, missing: str, details: ErrorDetails) -> None:
        code = _code(details)
        self.counts[code] += 1
        if self.counts[code] <= MAX_ALIKE:
            self.found.append(_diagnose(self.model, self.draft, path, missing, details))


def _prefixes(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path) + 1))


def _one_per_place(data: Any, error: ValidationError) -> list[tuple[Path, str, ErrorDetails]]:
    """Path, missing key and details of each error, the deepest first; of a union's branches the aptest."""
    best: dict[tuple[Path, str], ErrorDetails] = {}
    for details in error.errors(include_url=False):
        last = details["loc"][-1] if details["type"] == "missing" else ""
        missing = last if isinstance(last, str) else ""
        place = (_existing_path(data, details["loc"]), missing)
        if place not in best or _aptness(details) < _aptness(best[place]):
            best[place] = details
    ordered = sorted(best.items(), key=lambda item: -len(item[0][0]) - bool(item[0][1]))
    return [(path, missing, details) for (path, missing), details in ordered]


def _aptness(details: ErrorDetails) -> int:
    """How far from the point an error is: one that a value of another type gives says least."""
    kind = details["type"]
    return 3 if kind.endswith("_type") else 2 if kind.endswith("_parsing") else int(kind == "literal_error")


def _stand_in(key: str, place: str) -> Any:
    """What takes the place of a required part, so that the rest of the record can be looked at."""
    text = {"zh": f"（缺）{place}", "en": f"(missing) {place}"}
    return copy.deepcopy(_STAND_INS[key]) or text.get(key, text)


def _code(details: ErrorDetails) -> str:
    code = _CODES.get(details["type"], "SQ103")
    if code == "SQ106" and str(details.get("ctx", {}).get("error")) != "locator":
        return "SQ116"  # the other strings that are read, and not only matched, are dates
    return "SQ107" if code == "SQ103" and details["input"] is None else code


def _diagnose(
    model: type[BaseModel], draft: Draft, path: Path, missing: str, details: ErrorDetails
) -> Diagnostic:
    code = _code(details)
    context = details.get("ctx", {})
    facts = {
        "key": missing or (str(path[-1]) if path else ""),
        "where": _dotted(draft.original(path)) or _TOP,
        "value": _shown(details["input"]),
        "accepted": "",
        "suggestion": "",
    }
    if details["input"] is None and code == "SQ107":
        accepted = ["1"]
    elif code == "SQ101":
        accepted = keys_at(model, draft.data, path[:-1])
        facts["where"] = _dotted(draft.original(path[:-1])) or _TOP
    elif code == "SQ104":
        accepted = _quoted(str(context.get("expected") or context.get("expected_tags") or ""))
        if "discriminator" in context:
            path = (*path, "type")
            facts |= {"key": "type", "value": str(context.get("tag", ""))}
    elif code == "SQ102":
        accepted = []
        facts["key"] = missing or str(context.get("discriminator", "")).strip("'")
    else:
        accepted = [str(context[b]) for b in _BOUNDS if b in context]
        accepted = accepted or [_EXPECTED.get(details["type"], details["msg"])]
    facts["accepted"] = "、".join(accepted)
    facts["suggestion"] = _nearest(facts["key"] if code == "SQ101" else facts["value"], accepted)
    return Diagnostic(code, draft.locate(path), facts)


def _existing_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """The part of a pydantic location that exists in the data.

    Union branches put names of their own into a location; they are skipped, also where a relation has a field
    of the same name as its type.
    """
    here: Any = data
    path: list[int | str] = []
    tagged = False
    for part in loc:
        is_mapping = isinstance(here, dict)
        if is_mapping and not tagged and here.get("type") == part:
            tagged = True
        elif (isinstance(here, list) and isinstance(part, int) and part < len(here)) or (
            is_mapping and part in here
        ):
            here = here[part]  # type: ignore[index]
            tagged = False
            path.append(part)
    return tuple(path)


def _latest_first(path: Path) -> tuple[tuple[int, int, str], ...]:
    """A key that, reversed, puts deeper and later parts first: cutting one moves none of the others."""
    return tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in path)


def _quoted(expected: str) -> list[str]:
    """The values in pydantic's `'a', 'b' or 'c'`."""
    return expected.split("'")[1::2]


def _nearest(value: str, accepted: list[str]) -> str:
    return next(iter(difflib.get_close_matches(value, accepted, n=1, cutoff=0.6)), "—")


def _dotted(path: Path) -> str:
    return ".".join(str(p) for p in path)


def _shown(value: Any) -> str:
    """A value as a message shows it, cut to one short line."""
    text = "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
