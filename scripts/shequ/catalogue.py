"""The one way in: a folder of YAML becomes a `Catalogue` and everything there is to say about it.

In: the path of a catalogue. Out: `(Catalogue, diagnostics)`, whatever the folder holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel

from shequ.diagnostics import Diagnostic, Span
from shequ.model import (
    PLAIN_VOCABULARIES,
    VOCABULARY_MODELS,
    Community,
    Mechanism,
    RetiredIds,
    Source,
    Table,
    Terms,
)
from shequ.model.base import ID_PATTERN
from shequ.records import Catalogue, Key
from shequ.rules import check
from shequ.shape import validate
from shequ.source_text import Document, load_file, read_inside
from shequ.vocabulary import Vocabularies

# Kind of record by folder, with the depth of its files below it.
_FOLDERS: Mapping[str, tuple[type[BaseModel], int]] = {
    "communities": (Community, 2),
    "mechanisms": (Mechanism, 1),
    "sources": (Source, 1),
    "tables": (Table, 1),
}
# Without a file of namesakes nothing is told apart, which is where every catalogue begins.
_REQUIRED = sorted({*PLAIN_VOCABULARIES, *VOCABULARY_MODELS} - {"namesakes"})
_SUMS = {f"SQ{number}" for number in (*range(402, 413), 414)}
_GENERATED = {"schema": ".schema.json", "verified": ".json"}


@dataclass
class _Reading:
    """What has been read so far."""

    root: FilePath
    records: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in _FOLDERS})
    vocabularies: dict[str, Any] = field(default_factory=dict)
    retired: dict[str, Any] = field(default_factory=dict)
    ledgers: dict[str, Any] = field(default_factory=dict)
    documents: dict[Key, Document] = field(default_factory=dict)
    lost_ids: set[str] = field(default_factory=set)
    unfilled: set[Span] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def load(root: FilePath) -> tuple[Catalogue, list[Diagnostic]]:
    """Read, validate and check the catalogue at `root`; the findings come in order.

    Never raises for what the folder holds; a root that is no folder is a finding.
    """
    reading = _read(root)
    catalogue = _assemble(reading)
    hidden = {(d.at.file, d.at.line) for d in reading.diagnostics if d.code == "SQ010"}
    # A hidden character in the file is in the text too: it is told once, as the file's.
    # Where a part has still to be filled in, that is all there is to say of the place.
    # Without units and metrics no two numbers can be compared.
    blind = not {"units", "metrics"} <= reading.vocabularies.keys()
    found = [
        d
        for d in check(catalogue)
        if d.at not in reading.unfilled
        and (d.code != "SQ617" or (d.at.file, d.at.line) not in hidden)
        and not (blind and d.code in _SUMS)
    ]
    return catalogue, sorted({*reading.diagnostics, *found}, key=Diagnostic.sort_key)


def read(root: FilePath) -> tuple[Catalogue, list[Diagnostic]]:
    """Read and validate without the semantic rules."""
    reading = _read(root)
    return _assemble(reading), reading.diagnostics


def _read(root: FilePath) -> _Reading:
    reading = _Reading(root)
    if not root.is_dir():
        reading.diagnostics.append(Diagnostic("SQ111", Span(root.name), {"file": root.name}))
    for file in _files(root):
        _read_file(reading, file)
    _miss_vocabularies(reading)
    return reading


def _miss_vocabularies(reading: _Reading) -> None:
    """Say once that a vocabulary is not there, and not again of each of its terms."""
    for name in _REQUIRED if reading.root.is_dir() else ():
        if ("vocabularies", name) not in reading.documents and name not in reading.lost_ids:
            place = f"vocabularies/{name}.yml"
            reading.diagnostics.append(Diagnostic("SQ114", Span(place), {"file": place}))
            reading.lost_ids.add(name)


def _files(root: FilePath) -> Iterator[FilePath]:
    """Every file below `root` in a fixed order, without what starts with a dot."""
    found = (p for p in root.rglob("*") if p.is_file() or p.is_symlink())
    yield from sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts))


def _read_file(reading: _Reading, file: FilePath) -> None:
    place = file.relative_to(reading.root)
    folder = place.parts[0]
    if folder in _GENERATED and len(place.parts) == 2 and place.name.endswith(_GENERATED[folder]):
        if folder == "verified":
            _read_ledger(reading, file)
        return
    model = _model_for(place)
    if model is None:
        reading.diagnostics.append(Diagnostic("SQ111", Span(str(place)), {"file": str(place)}))
        return
    if not re.fullmatch(ID_PATTERN, file.stem):
        reading.diagnostics.append(Diagnostic("SQ112", Span(str(place)), {"value": file.stem}))
        return
    document, findings = load_file(file, reading.root)
    reading.diagnostics.extend(findings)
    if document is None:
        reading.lost_ids.add(file.stem)
        return
    _keep(reading, folder if len(place.parts) > 1 else "retired", file.stem, model, document)


def _model_for(place: FilePath) -> type[BaseModel] | None:
    folder, depth = place.parts[0], len(place.parts) - 1
    if place.suffix != ".yml":
        return None
    if folder in _FOLDERS and depth == _FOLDERS[folder][1]:
        return _FOLDERS[folder][0]
    if folder == "vocabularies" and depth == 1:
        return VOCABULARY_MODELS.get(place.stem, Terms if place.stem in PLAIN_VOCABULARIES else None)
    return RetiredIds if str(place) == "retired.yml" else None


def _keep(reading: _Reading, folder: str, id_: str, model: type[BaseModel], document: Document) -> None:
    shaped = validate(model, document)
    reading.diagnostics.extend(shaped.diagnostics)
    reading.lost_ids |= shaped.lost_ids
    reading.unfilled |= shaped.unfilled
    key = (folder, id_)
    if key in reading.documents:
        facts = {"id": id_, "other": reading.documents[key].file}
        reading.diagnostics.append(Diagnostic("SQ302", Span(document.file, 1, 1), facts))
        return
    reading.documents[key] = shaped.document
    if shaped.record is None:
        reading.lost_ids.add(id_)
    elif folder == "vocabularies":
        reading.lost_ids |= _terms(document) - _terms(shaped.document)
        reading.vocabularies[id_.replace("-", "_")] = shaped.record.root  # type: ignore[attr-defined]
    elif folder == "retired":
        reading.retired = shaped.record.root  # type: ignore[attr-defined]
    else:
        reading.records[folder][id_] = shaped.record


def _terms(document: Document) -> set[str]:
    """The ids of a vocabulary: the keys of its file."""
    return set(document.data) if isinstance(document.data, dict) else set()


def _read_ledger(reading: _Reading, file: FilePath) -> None:
    data, findings = read_inside(file, reading.root)
    reading.diagnostics.extend(findings)
    if data is None:
        return
    try:
        ledger = json.loads(data)
    except (ValueError, RecursionError):
        ledger = None
    if isinstance(ledger, dict):
        reading.ledgers[file.stem] = ledger
    else:
        place = str(file.relative_to(reading.root))
        reading.diagnostics.append(Diagnostic("SQ113", Span(place), {"file": place}))


def _assemble(reading: _Reading) -> Catalogue:
    return Catalogue(
        communities=reading.records["communities"],
        sources=reading.records["sources"],
        mechanisms=reading.records["mechanisms"],
        tables=reading.records["tables"],
        vocabularies=Vocabularies(**reading.vocabularies),
        retired=reading.retired,
        ledgers=reading.ledgers,
        documents=reading.documents,
        known_ids=frozenset(reading.lost_ids),
    )
