"""JSON Schemas for editors and forms, generated from the models with the vocabularies' ids as choices.

In: `Catalogue` (for its vocabularies). Out: `{file name: bytes}`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from shequ.exports.contract import Dataset
from shequ.fieldbook import describe_field, load_fields
from shequ.messages import LANGUAGES
from shequ.model import VOCABULARY_MODELS, Community, Mechanism, RetiredIds, Source, Table, Terms
from shequ.records import Catalogue

_RECORDS: dict[str, type[BaseModel]] = {
    "community": Community,
    "mechanism": Mechanism,
    "source": Source,
    "table": Table,
    "retired": RetiredIds,
    "vocabulary": Terms,
    **VOCABULARY_MODELS,
}
# Too many to list as choices; the reference check covers them.
_UNLISTED = ("regions",)


def schema_files(catalogue: Catalogue) -> dict[str, bytes]:
    """One schema a record, and the schema of the export."""
    files = {f"{name}.schema.json": _dump(_schema(model, catalogue)) for name, model in _RECORDS.items()}
    files["dataset.schema.json"] = _dump(Dataset.model_json_schema(by_alias=True, mode="serialization"))
    return files


def stale_schemas(catalogue: Catalogue, root: Path) -> list[str]:
    """Names of the schema files below `root` that are missing or differ from what would be written."""
    return [
        name
        for name, content in schema_files(catalogue).items()
        if not (root / "schema" / name).is_file() or (root / "schema" / name).read_bytes() != content
    ]


class _Generator(GenerateJsonSchema):
    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def generate(self, schema: Any, mode: Any = "validation") -> dict[str, Any]:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}


def _schema(model: type[BaseModel], catalogue: Catalogue) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    for record in (schema, *schema.get("$defs", {}).values()):
        _describe(record)
    _fill(schema, catalogue)
    return schema


def _describe(record: dict[str, Any]) -> None:
    """Give every field of a record that entries are made of its meaning, as an editor shows it."""
    title = record.get("title", "")
    if title in load_fields():
        for key, field in record.get("properties", {}).items():
            told = (describe_field(title, key, lang) for lang in LANGUAGES)
            field["description"] = " / ".join(told)


def _fill(node: Any, catalogue: Catalogue) -> None:
    """Turn targets into choices, and let numbers stand where YAML writes them without quotes."""
    if isinstance(node, list):
        for item in node:
            _fill(item, catalogue)
    if not isinstance(node, dict):
        return
    target = str(node.pop("x-target", ""))
    if target.startswith("vocabulary:"):
        name = target.removeprefix("vocabulary:")
        if name not in _UNLISTED:
            node["enum"] = list(catalogue.vocabularies.table(name))
    elif target == "source":
        node["enum"] = list(catalogue.sources)
    elif target == "mechanism":
        node["enum"] = list(catalogue.mechanisms)
    for item in list(node.values()):
        _fill(item, catalogue)


def _dump(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
