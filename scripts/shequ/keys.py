"""The keys that a record may have at one of its places, for telling what was meant by an unknown one.

In: a model, plain data and a path into it. Out: names of keys. Nothing is validated here.
"""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from shequ.model import Path


def keys_at(model: type[BaseModel], data: Any, path: Path) -> list[str]:
    """The keys of the mapping at `path` of `data`, as its model names them; none where it has no model."""
    return [name for name, _ in _fields(_model_at(model, data, path))]


def _fields(model: type[BaseModel] | None) -> list[tuple[str, FieldInfo]]:
    if model is None:
        return []
    return [(info.alias or name, info) for name, info in model.model_fields.items()]


def _model_at(model: type[BaseModel], data: Any, path: Path) -> type[BaseModel] | None:
    """The model class that governs the mapping at `path` of `data`; of relations, that of its type."""
    models = [model]
    for part in path:
        if isinstance(part, str) and (holder := _tagged(models, data)):
            is_root = issubclass(holder, RootModel)
            field_of = holder.model_fields["root"] if is_root else dict(_fields(holder)).get(part)
            models = _inner_models(field_of.annotation) if field_of else []
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
    return _tagged(models, data)


def _tagged(models: list[type[BaseModel]], data: Any) -> type[BaseModel] | None:
    """The model that `data` is of by its type, else the first."""
    tag = data.get("type") if isinstance(data, dict) else None
    for model in models:
        own = model.model_fields.get("type")
        if own and tag in get_args(own.annotation):
            return model
    return next(iter(models), None)


def _inner_models(annotation: Any) -> list[type[BaseModel]]:
    """Every model inside an annotation, in order."""
    if isinstance(annotation, FieldInfo):
        annotation = annotation.annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _inner_models(argument)]
