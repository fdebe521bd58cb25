"""Comparison tables as rows: which are chosen, what stands in a cell, and why a figure stands apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from catalogues import BASE, lay_out

from shequ.catalogue import load, read
from shequ.model import Rows, Table
from shequ.model.table import PlaceField, PracticeField
from shequ.records import Catalogue
from shequ.selection import select_rows
from shequ.tables import CellView, TableView, build_table

ROOT = Path(__file__).parents[2] / "catalogue"
HEARING = "liuan-hetao/residents-hearing"
GRIDS = "liuan-hetao/grid-system"
SELF = "liuan-meiyuan/self-management"
NAME = "liuan-meiyuan/residents-hearing"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The hand-made catalogue, with a slogan that has a mechanism."""
    file = "communities/yunling/liuan-hetao.yml"
    slogan = (
        "  - {id: slogan, kind: slogan, name: {zh: 件件有着落, en: Every matter settled}, detail: name-only,"
        " mechanisms: [deliberation], status: {is: unknown}, at: [¶7]}\n"
    )
    text = (BASE / file).read_text("utf-8").replace("relations:\n", f"{slogan}relations:\n", 1)
    catalogue, _ = read(lay_out(tmp_path_factory.mktemp("base") / "c", {file: text}))
    assert "liuan-hetao/slogan" in catalogue.practices
    return catalogue


def table(*columns: dict[str, Any], **rows: Any) -> Table:
    """A table of these columns and rows."""
    question = {"title": {"zh": "表", "en": "Table"}, "question": {"zh": "多少？"}}
    return Table.model_validate({**question, "rows": rows, "columns": columns or [{"field": "county"}]})


def build(catalogue: Catalogue, record: Table) -> TableView:
    """Its rows."""
    return build_table(Catalogue(**{**vars_of(catalogue), "tables": {"t": record}}), "t")


def vars_of(catalogue: Catalogue) -> dict[str, Any]:
    """What a catalogue was made from."""
    return {name: getattr(catalogue, name) for name in Catalogue.__dataclass_fields__}


def cell(catalogue: Catalogue, column: dict[str, Any], row: str, **rows: Any) -> CellView:
    """One cell of the row of a place or practice."""
    view = build(catalogue, table(column, **rows))
    return next(r.cells[0] for r in view.rows if row in (r.practice, r.community))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"of": "practices"}, [GRIDS, HEARING, SELF, NAME]),
        ({"of": "practices", "mechanisms": ["deliberation"]}, [HEARING]),
        ({"of": "practices", "problems": ["unanswered-requests"]}, [HEARING]),
        (
            {"of": "practices", "mechanisms": ["grid-management"], "problems": ["unanswered-requests"]},
            [GRIDS, HEARING],
        ),
        ({"of": "practices", "metrics": ["fee-collection-rate"]}, [SELF]),
        ({"of": "practices", "status": ["unknown"]}, [NAME]),
        ({"of": "practices", "detail": ["full", "name-only"]}, [HEARING, NAME]),
        ({"of": "practices", "mechanisms": ["deliberation"], "detail": ["partial"]}, []),
        ({"of": "practices", "places": ["liuan-meiyuan"]}, [SELF, NAME]),
        ({"places": ["liuan-meiyuan", "liuan-hetao"]}, ["liuan-meiyuan", "liuan-hetao"]),
        ({"places": ["liuan-meiyuan", "nowhere"]}, ["liuan-meiyuan"]),
        ({"metrics": ["households"]}, ["liuan-hetao", "liuan-meiyuan"]),
        ({"metrics": ["grids"]}, ["liuan-hetao"]),
        ({"mechanisms": ["deliberation"]}, ["liuan-hetao"]),
        ({"status": ["unknown"]}, ["liuan-meiyuan"]),
    ],
)
def test_rows_are_chosen(base: Catalogue, rows: dict[str, Any], expected: list[str]) -> None:
    """Any of mechanisms, problems and metrics is enough; the others narrow; slogans never come."""
    assert [row.practice or row.community for row in select_rows(base, table(**rows))] == expected


def test_without_rows_a_table_has_the_places_its_columns_speak_of(base: Catalogue) -> None:
    """A figure or a practice in one of the columns brings a place in; its kind of settlement does not."""
    found = select_rows(base, table({"metric": "grids"}, {"field": "settlement"}))
    assert [row.community for row in found] == ["liuan-hetao"]
    assert table().rows == Rows()


def test_silence_no_meaning_and_no_result_are_told_apart(base: Catalogue) -> None:
    """Not reported, not applicable and not computable are three things, the last with its reason."""
    lead = {"field": "lead", "mechanism": "deliberation"}
    both = {"places": ["liuan-hetao", "liuan-meiyuan"]}
    assert cell(base, lead, "liuan-hetao", **both).words[0].zh == "社区党组织"
    assert cell(base, lead, "liuan-meiyuan", **both).kind == "not-applicable"
    assert cell(base, {"metric": "grids"}, "liuan-meiyuan", **both).kind == "not-reported"
    assert cell(base, {"field": "schedule"}, GRIDS, of="practices").kind == "not-reported"
    assert cell(base, {"field": "unanswered"}, SELF, of="practices").kind == "not-applicable"
    assert cell(base, {"field": "mechanisms"}, SELF, of="practices").kind == "not-applicable"
    name_only = cell(base, {"field": "summary"}, NAME, of="practices")
    assert (name_only.kind, name_only.reason) == ("not-reported", "name-only")


def test_a_practice_shows_its_own_figures_and_its_places_only_where_asked(base: Catalogue) -> None:
    """`of: place` brings the place's own figures into the row of a practice, and no practice's."""
    own = cell(base, {"metric": "grids"}, GRIDS, of="practices")
    assert [figure.id for figure in own.figures] == ["liuan-hetao/grids"]
    assert cell(base, {"metric": "households"}, GRIDS, of="practices").kind == "not-reported"
    place = cell(base, {"metric": "households", "of": "place"}, GRIDS, of="practices")
    assert [figure.record.printed for figure in place.figures] == ["1850户"]
    assert (
        cell(base, {"metric": "grids", "of": "place"}, "liuan-hetao", places=["liuan-hetao"]).kind
        == "not-reported"
    )
    everything = cell(base, {"field": "figures"}, GRIDS, of="practices")
    assert len(everything.figures) == 3


def test_words_come_with_their_paragraph_and_English(base: Catalogue) -> None:
    """Steps in order, actors once, each with where it stands; a status with its group."""
    steps = cell(base, {"field": "steps"}, HEARING, of="practices").words
    assert [(word.zh, word.en, word.at) for word in steps] == [
        ("收集居民提出的事项。", None, ("liuan-2021", 6)),
        ("当场答复或说明进展。", None, ("liuan-2021", 7)),
    ]
    (status,) = cell(base, {"field": "status"}, HEARING, of="practices").words
    assert (status.status, status.at) == ("running", ("liuan-2021", 6))
    (who,) = cell(base, {"roles": ["beneficiary"]}, HEARING, of="practices").words
    assert who.en


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The project's own catalogue."""
    return load(ROOT)[0]


def test_a_figure_says_why_it_stands_apart(real: Catalogue) -> None:
    """What differs comes first, then what its own source leaves open, then what the others leave open."""
    view = build_table(real, "grids")
    (column,) = (c for c in view.columns if c.metric == "households")
    assert not column.verdict.comparable
    of_place = {id_.split("/")[0]: reasons for id_, reasons in column.apart.items()}
    each, total = of_place["jingchuan-urban"], of_place["fengxian-lishuiwan"]
    assert each[0] == total[0] == "statistic-differs"
    assert "definition-not-stated" in total
    assert "definition-not-stated" not in each
    assert each[-1] == "others-not-stated"


def test_a_figure_of_the_place_is_not_compared_with_itself(real: Catalogue) -> None:
    """Shown in the rows of several practices it is one figure; one figure alone is set apart from nothing."""
    view = build_table(real, "parking")
    (column,) = (c for c in view.columns if c.metric == "cars")
    shown = [row.cells[view.columns.index(column)].figures for row in view.rows]
    assert sum(map(bool, shown)) > 1
    assert column.verdict.reasons == ("single-figure",)
    assert not column.apart


def test_a_lacking_quotient_says_what_it_lacks(real: Catalogue) -> None:
    """A ceiling for each is no total; a missing figure is named."""
    view = build_table(real, "grids")
    number = [c.metric for c in view.columns].index("households-per-grid")
    found = {row.community: row.cells[number] for row in view.rows}
    assert (found["jingchuan-urban"].reason, found["jingchuan-urban"].lacks) == ("not-plain", ("households",))
    assert (found["nanhu-xiangcheng"].reason, found["nanhu-xiangcheng"].lacks) == ("missing", ("households",))
    assert found["fengxian-lishuiwan"].kind == "derived"


GUIDE = ROOT.parent / "docs" / "contributing" / "table.md"


def test_the_guide_shows_a_table_that_works(tmp_path: Path) -> None:
    """The example passes the checks over the hand-made catalogue, and most of its cells are filled."""
    (block,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    catalogue, found = load(lay_out(tmp_path / "c", {"tables/hearings.yml": block}))
    assert found == []
    view = build_table(catalogue, "hearings")
    assert [row.practice for row in view.rows] == [HEARING]
    assert all(cell.is_filled for cell in view.cells)


def test_the_guide_names_every_key() -> None:
    """Every field, every key of rows and every group of status stands in the guide."""
    text = GUIDE.read_text("utf-8")
    groups = get_args(get_args(Rows.model_fields["status"].annotation)[0])
    names = [*get_args(PlaceField), *get_args(PracticeField), *Rows.model_fields, *groups]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


TABLES = sorted(file.stem for file in (ROOT / "tables").glob("*.yml"))


def test_the_nine_questions_are_there() -> None:
    """One table for each question that officials ask."""
    assert (
        sorted(
            [
                "basics",
                "grids",
                "property",
                "deliberation",
                "parking",
                "mutual-aid",
                "hubs",
                "digital",
                "pending",
            ]
        )
        == TABLES
    )


@pytest.mark.parametrize("id_", TABLES)
def test_every_column_of_every_table_says_something(real: Catalogue, id_: str) -> None:
    """A table has rows, and no column without a single filled cell."""
    view = build_table(real, id_)
    assert len(view.rows) > 4
    for number, column in enumerate(view.columns):
        assert any(row.cells[number].is_filled for row in view.rows), column.zh


def test_what_is_pending_is_neither_running_nor_done(real: Catalogue) -> None:
    """Every practice whose status is among the prepared stands in the table, and no other."""
    statuses = real.vocabularies.statuses
    prepared = [
        id_
        for id_, entry in real.practices.items()
        if statuses[entry.record.status.is_].group == "prepared" and entry.record.kind != "slogan"
    ]
    assert [row.practice for row in build_table(real, "pending").rows] == prepared
