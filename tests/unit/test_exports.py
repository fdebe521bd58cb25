"""The export contract, its schema, and files that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from catalogues import BASE, lay_out

from shequ.catalogue import load, read
from shequ.exports.csv import disarm, table_csv
from shequ.exports.dataset import build_dataset, dump_dataset
from shequ.exports.schema import schema_files, stale_schemas
from shequ.records import Catalogue
from shequ.tables import build_table

ROOT = Path(__file__).parents[2] / "catalogue"
# The list of collections, in its order.
COLLECTIONS = (
    "communities practices observations claims honours terms omissions relations contradictions derived"
    " sources mechanisms problems metrics namesakes"
)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The project's own catalogue, which must be clean."""
    catalogue, found = load(ROOT)
    assert found == []
    return catalogue


@pytest.fixture(scope="module")
def document(real: Catalogue) -> dict[str, Any]:
    """The export as another program reads it."""
    parsed: dict[str, Any] = json.loads(dump_dataset(build_dataset(real)))
    return parsed


def test_every_collection_is_there(document: dict[str, Any]) -> None:
    """The document has the collections of the contract and says what it is."""
    assert [k for k, v in document.items() if isinstance(v, list)] == COLLECTIONS.split()
    assert document["schema"] == "shequ-dataset-1"


def test_the_export_obeys_its_schema(real: Catalogue, document: dict[str, Any]) -> None:
    """What is exported validates against the schema that is published beside it."""
    schema = json.loads(schema_files(real)["dataset.schema.json"])
    jsonschema.validate(document, schema)


def test_decimals_are_strings_and_bounds_are_exact(document: dict[str, Any]) -> None:
    """Numbers leave as strings, with open ends told; what is not stated is null."""
    here = [row for row in document["observations"] if row["community"] == "nanhu-xiangcheng"]
    rows = {row["id"].split("/")[1]: row for row in here}
    residents = rows["residents"]
    assert (residents["printed"], residents["value"], residents["low"], residents["high"]) == (
        "2万余人",
        "20000",
        "20000",
        None,
    )
    assert residents["low_open"] is True
    assert (rows["young-people"]["value"], rows["young-people"]["low"], rows["young-people"]["high"]) == (
        None,
        "3000",
        "4000",
    )
    assert rows["area"]["value"] == "8.5"
    assert rows["area"]["period"] is None
    assert rows["parking-fee-rate"]["shares_numeral_with"] == "nanhu-xiangcheng/property-fee-rate"


def test_every_reference_of_the_export_resolves(document: dict[str, Any]) -> None:
    """Ids named in rows are ids of rows."""
    ids = {
        key: {row["id"] for row in document[key]}
        for key in ("communities", "practices", "observations", "sources")
    }
    for row in document["practices"]:
        assert {link["id"] for key in ("part_of", "instance_of", "derived_from") for link in row[key]} <= ids[
            "practices"
        ]
    for row in document["observations"]:
        assert row["community"] in ids["communities"]
        assert row["practice"] is None or row["practice"] in ids["practices"]
        assert row["source"] in ids["sources"]
    for row in document["derived"]:
        assert set(row["inputs"]) <= ids["observations"]


def test_two_exports_are_equal_byte_for_byte() -> None:
    """Reading the same files twice gives the same bytes."""
    first, second = (dump_dataset(build_dataset(load(ROOT)[0])) for _ in range(2))
    assert first == second


def test_editor_schemas_are_fresh_and_list_the_vocabularies() -> None:
    """The committed schemas are what the model gives; a vocabulary's ids are choices."""
    catalogue, _ = read(ROOT)
    assert stale_schemas(catalogue, ROOT) == []
    schema = json.loads((ROOT / "schema" / "community.schema.json").read_text("utf-8"))
    assert schema["properties"]["level"]["enum"] == list(catalogue.vocabularies.levels)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """A cell that a spreadsheet would run is told to be text."""
    assert disarm(cell) == "'" + cell


def test_a_table_as_csv_carries_its_sources(real: Catalogue) -> None:
    """The CSV opens in Excel (BOM), says the question, the figures as printed, sources and licence."""
    raw = table_csv(real, build_table(real, "grids"))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    flat = [cell for row in rows for cell in row]
    assert "12 个" in flat
    assert "97人" in flat
    assert "多于 20,000 人" in flat
    assert any("嘉兴日报" in cell for cell in flat)
    assert "CC-BY-4.0" in flat


def test_hostile_names_stay_text_in_csv(tmp_path: Path) -> None:
    """A name that is a formula reaches no cell as one."""
    entry = (BASE / "communities/yunling/liuan-hetao.yml").read_text("utf-8")
    hostile = entry.replace("zh: 河套社区,", 'zh: "=cmd|calc!A1 河套",')
    catalogue, _ = read(lay_out(tmp_path / "c", {"communities/yunling/liuan-hetao.yml": hostile}))
    (table,) = catalogue.tables
    rows = csv.reader(io.StringIO(table_csv(catalogue, build_table(catalogue, table)).decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


class _Editor(yaml.CSafeLoader):
    """YAML as a language server types it: YAML 1.2, where dates are strings."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
MODELINE = "# yaml-language-server: $schema="
AUTHORED = sorted(f for f in ROOT.rglob("*.yml") if f.name != "retired.yml")


@pytest.mark.parametrize("file", AUTHORED, ids=lambda f: f.name)
def test_an_editor_finds_the_schema_and_nothing_wrong(file: Path) -> None:
    """The modeline of every authored file leads to its schema, and the file obeys it as editors read it."""
    text = file.read_text("utf-8")
    first = text.splitlines()[0]
    assert first.startswith(MODELINE)
    schema = json.loads((file.parent / first.removeprefix(MODELINE)).read_text("utf-8"))
    jsonschema.validate(yaml.load(text, Loader=_Editor), schema)
