"""A document against its model: every fault of shape at once, and as much of the record as can be kept.

In: a `Document` and a model. Out: the record without its faulty parts, and family-1 findings at their lines.
Faulty parts are cut and the rest is validated again, so that one typo does not hide eleven other findings.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from shequ.diagnostics import Diagnostic
from shequ.draft import Draft, ids_in, paths_in
from shequ.model import Path
from shequ.source_text import Document

R = TypeVar("R", bound=BaseModel)
# What `shequ new` writes where the contributor must.
PLACEHOLDER = "待填"
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
}
# What a wrong type should have been, as the reader of the message calls it.
_EXPECTED = {
    "string_type": "文字 text",
    "int_parsing": "整数 a whole number",
    "int_type": "整数 a whole number",
    "decimal_parsing": "数字 a number",
    "decimal_type": "数字 a number",
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
    """A validated record (None where nothing could be kept) and the document it now stands for."""

    record: R | None
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    lost_ids: frozenset[str]


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
    return Shaped(record, work.draft.reduced(), tuple(work.found.values()), frozenset(lost))


@dataclass
class _Work:
    """One validation under way. `found` is keyed by the place in the file, so that one fault is told once."""

    model: type[BaseModel]
    draft: Draft
    found: dict[Path, Diagnostic] = field(default_factory=dict)

    def cut_placeholders(self) -> None:
        """Report and cut every scalar that still holds what `shequ new` wrote."""
        paths = [p for p in paths_in(self.draft.data) if str(self.draft.get(p)).startswith(PLACEHOLDER)]
        for path in reversed(paths):
            facts = {"key": _dotted(path), "value": str(self.draft.get(path))}
            self.found[self.draft.original(path)] = Diagnostic("SQ110", self.draft.locate(path), facts)
        for path in reversed(paths):
            self.draft.cut(path)

    def cut_faults(self, error: ValidationError) -> bool:
        """Report one round of errors and cut what they name; False where nothing is left to cut."""
        cuts: dict[Path, None] = {}
        for details in error.errors(include_url=False):
            path, rest = _split_location(self.draft.data, details["loc"])
            self._report(path, rest, details)
            cuts[path] = None
        if () in cuts:
            return False
        for path in sorted(cuts, key=_latest_first, reverse=True):
            self.draft.cut(path)
        return True

    def _report(self, path: Path, rest: str, details: ErrorDetails) -> None:
        """A part that we cut ourselves is missing now; that is not reported again."""
        target = self.draft.original((*path, rest) if rest else path)
        if not any(known[: len(target)] == target for known in self.found):
            self.found[target] = _diagnose(self.model, self.draft, path, rest, details)


def _diagnose(
    model: type[BaseModel], draft: Draft, path: Path, rest: str, details: ErrorDetails
) -> Diagnostic:
    code = _CODES.get(details["type"], "SQ103")
    context = details.get("ctx", {})
    facts = {
        "key": rest or (str(path[-1]) if path else ""),
        "where": _dotted(draft.original(path)) or "顶层 top level",
        "value": _shown(details["input"]),
        "accepted": "",
        "suggestion": "",
    }
    if code == "SQ101":
        accepted = [name for name, _ in _fields(_model_at(model, path[:-1]))]
        facts["where"] = _dotted(draft.original(path[:-1])) or "顶层 top level"
    elif code == "SQ104":
        accepted = _quoted(str(context.get("expected") or context.get("expected_tags") or ""))
        if "discriminator" in context:
            path = (*path, "type")
            facts |= {"key": "type", "value": str(context.get("tag", ""))}
    elif code == "SQ102":
        accepted = []
        facts["key"] = rest or str(context.get("discriminator", "")).strip("'")
    else:
        bounds = ("pattern", "min_length", "max_length", "ge", "le")
        accepted = [str(context[b]) for b in bounds if b in context] or [_EXPECTED.get(details["type"], "")]
    facts["accepted"] = "、".join(accepted)
    facts["suggestion"] = _nearest(facts["key"] if code == "SQ101" else facts["value"], accepted)
    return Diagnostic(code, draft.locate(path), facts)


def _split_location(data: Any, loc: tuple[int | str, ...]) -> tuple[Path, str]:
    """The part of a pydantic location that exists in the data, and the first key beyond it.

    Union branches put names of their own into a location; they are skipped.
    """
    here, path, rest = data, [], ""
    for part in loc:
        inside = isinstance(here, list) and isinstance(part, int) and part < len(here)
        if inside or (isinstance(here, dict) and part in here):
            here = here[part]
            path.append(part)
            rest = ""
        elif isinstance(part, str) and not rest:
            rest = part
    return tuple(path), rest


def _latest_first(path: Path) -> tuple[tuple[int, int, str], ...]:
    """A key that, reversed, puts deeper and later parts first: cutting one moves none of the others."""
    return tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in path)


def _fields(model: type[BaseModel] | None) -> list[tuple[str, FieldInfo]]:
    if model is None:
        return []
    return [(info.alias or name, info) for name, info in model.model_fields.items()]


def _model_at(model: type[BaseModel] | None, path: Path) -> type[BaseModel] | None:
    """The model class that governs the mapping at `path`."""
    for part in path:
        if model is None:
            return None
        if issubclass(model, RootModel):
            model = _inner_model(model.model_fields["root"].annotation)
        elif isinstance(part, str):
            model = _inner_model(dict(_fields(model)).get(part))
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, FieldInfo):
        annotation = annotation.annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for arg in get_args(annotation) if (m := _inner_model(arg))), None)


def _quoted(expected: str) -> list[str]:
    """The values in pydantic's `'a', 'b' or 'c'`."""
    return expected.split("'")[1::2]


def _nearest(value: str, accepted: list[str]) -> str:
    return next(iter(difflib.get_close_matches(value, accepted, n=1, cutoff=0.6)), "")


def _dotted(path: Path) -> str:
    return ".".join(str(p) for p in path)


def _shown(value: Any) -> str:
    """A value as a message shows it, cut to one short line."""
    text = "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
