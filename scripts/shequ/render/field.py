"""The reference of fields, generated from the model: every record, its fields, what each accepts.

In: an `Edition` for its words; records come from `model`, their meaning from `fieldbook`. Out: one `Page`.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shequ.fieldbook import describe_field, describe_record
from shequ.model import Community, Mechanism, Source, Table
from shequ.model.base import Locator
from shequ.model.base import Target as ReferenceTarget
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.edition import Edition

ROOTS: tuple[type[BaseModel], ...] = (Community, Source, Mechanism, Table)


@dataclass(frozen=True)
class FieldLine:
    """One field: its key, what it accepts, whether it must be there."""

    key: str
    text: str
    accepts: str
    values: tuple[str, ...]
    parts: tuple[Link, ...]
    is_required: bool


@dataclass(frozen=True)
class RecordLine:
    """One record: what it is, and its fields."""

    anchor: str
    name: str
    text: str
    fields: tuple[FieldLine, ...]


def render_fields(edition: Edition) -> Iterator[Page]:
    """The page."""
    t = edition.wording.t
    yield edition.page(
        "fields",
        Target("fields"),
        t("page.contribute.field_reference"),
        t("field.lead"),
        section="contributing/fields.html",
        lead=t("field.lead"),
        records=tuple(_record(edition, model) for model in reach_records(ROOTS)),
    )


def reach_records(roots: tuple[type[BaseModel], ...]) -> list[type[BaseModel]]:
    """The records that entries are made of, each once, in the order in which a reader meets them."""
    found: dict[type[BaseModel], None] = {}
    waiting = list(roots)
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            waiting += [part for field in model.model_fields.values() for part in _models(field.annotation)]
    return list(found)


def _record(edition: Edition, model: type[BaseModel]) -> RecordLine:
    name, lang = model.__name__, edition.wording.lang
    fields = (_field(edition, name, field.alias or key, field) for key, field in model.model_fields.items())
    return RecordLine(_anchor(model), name, describe_record(name, lang), tuple(fields))


def _field(edition: Edition, record: str, key: str, field: FieldInfo) -> FieldLine:
    annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    kinds = list(
        dict.fromkeys(edition.wording.t(f"field.{kind}", **facts) for kind, facts in _kinds(annotation))
    )
    return FieldLine(
        key=key,
        text=describe_field(record, key, edition.wording.lang),
        accepts=edition.wording.join(kinds),
        values=tuple(dict.fromkeys(_values(annotation))),
        parts=tuple(
            Link(model.__name__, Target("fields", anchor=_anchor(model))) for model in _models(annotation)
        ),
        is_required=field.is_required(),
    )


def _anchor(model: type[BaseModel]) -> str:
    return f"record-{model.__name__.lower()}"


def _kinds(annotation: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """What an annotation accepts, as message keys with their facts."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        named = [m for m in arguments[1:] if isinstance(m, ReferenceTarget)]
        if named:
            yield "reference", {"target": named[0].name.removeprefix("vocabulary:")}
        else:
            yield from _kinds(arguments[0])
    elif origin in (Union, types.UnionType):
        for argument in arguments:
            yield from _kinds(argument)
    elif origin in (tuple, list):
        yield "list", {}
        yield from (found for argument in arguments[:1] for found in _kinds(argument))
    elif origin is dict:
        yield "mapping", {}
    elif origin is Literal:
        yield "choice", {}
    elif annotation is Locator:
        yield "locator", {}
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield "record", {}
    elif annotation in (bool, int, str):
        yield annotation.__name__, {}
    elif annotation is not type(None):
        yield "decimal", {}


def _values(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(value) for value in get_args(annotation))
        return
    for argument in get_args(annotation):
        yield from _values(argument)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from _models(argument)
