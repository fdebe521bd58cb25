"""Search documents: what each record is found by, and where it leads."""

from __future__ import annotations

from typing import Any

import pytest

from shequ.codebook import Lang
from shequ.model import Community, Level, Mechanism, Metric, Region, Source, StatusTerm, Table, Term, Unit
from shequ.records import Catalogue
from shequ.search.documents import build_documents
from shequ.search.index import Anchor, SearchDocument, build_search_files
from shequ.vocabulary import Vocabularies


def name(zh: str) -> dict[str, str]:
    """A name in both languages."""
    return {"zh": zh, "en": f"en {zh}"}


def make_practice(**changes: Any) -> dict[str, Any]:
    """A practice of the east compound, with one of everything that is searched."""
    practice = {
        "id": "talk-day",
        "name": name("恳谈日"),
        "aliases": ["民情日"],
        "detail": "full",
        "summary": {"zh": "当面听取诉求", "en": "Hearing requests"},
        "steps": [{"zh": "逐件登记", "at": "¶1"}],
        "status": {"is": "running"},
        "mechanisms": ["deliberation"],
        "problems": ["wires"],
        "carried_out_in": [{"place": "south-yard"}],
        "observations": [{"id": "times", "metric": "meetings", "printed": "6场次", "at": "¶1"}],
        "at": ["¶1"],
    }
    return practice | changes


def make_catalogue(**changes: Any) -> Catalogue:
    """Two places, one inside the other inside a region, with one of each kind of record."""
    east = {
        "sources": ["daily"],
        "name": name("东苑小区"),
        "aliases": ["东苑"],
        "level": "compound",
        "within": [{"id": "lake", "basis": "stated"}],
        "summary": {"zh": "安置小区"},
        "places": [{"id": "south-yard", "name": {"zh": "南院"}, "level": "compound", "at": "¶1"}],
        "practices": [make_practice()],
        "omissions": [{"at": "¶1", "kind": "other", "count": 1, "why": {"zh": "插图说明"}}],
    }
    lake = {
        "sources": ["daily"],
        "name": name("大湖社区"),
        "level": "community",
        "within": [{"id": "r-1", "basis": "stated"}],
        "summary": {"zh": "湖边的社区"},
    }
    source = {
        "title": {"zh": "湖边来信"},
        "kind": "news-report",
        "publisher": {"name": {"zh": "示例日报"}, "type": "newspaper"},
        "published": {"date": "2020-05", "basis": "stated"},
        "default_voice": "implementer",
        "extent": "full",
    }
    region = {"level": "county", "code": "330402", "within": "r-0", "pref_label": name("示例区")}
    province = {"level": "province", "code": "330000", "pref_label": name("示例省")}
    meetings = {
        "pref_label": name("会议"),
        "definition": {"zh": "开会的次数"},
        "kind": "output",
        "units": ["times"],
    }
    words = Vocabularies(
        levels={
            level: Level.model_validate({"pref_label": name(level), "rank": rank})
            for rank, level in enumerate(("province", "county", "community", "compound"), 1)
        },
        regions={"r-1": Region.model_validate(region), "r-0": Region.model_validate(province)},
        problems={"wires": Term.model_validate({"pref_label": name("飞线充电"), "alt_labels": ["乱拉电线"]})},
        metrics={
            "meetings": Metric.model_validate({**meetings, "comparable": True}),
            "tally": Metric.model_validate({**meetings, "comparable": False}),
        },
        statuses={"running": StatusTerm.model_validate({"pref_label": name("运行"), "group": "running"})},
        units={"times": Unit.model_validate({"pref_label": name("次"), "dimension": "event"})},
    )
    deliberation = {"name": name("议事协商"), "definition": {"zh": "商量着办"}, "summary": {"zh": "坐下来谈"}}
    table = {"title": name("会议对比"), "question": {"zh": "多久开一次"}, "columns": [{"metric": "meetings"}]}
    records: dict[str, Any] = {
        "communities": {"east": Community.model_validate(east), "lake": Community.model_validate(lake)},
        "sources": {"daily": Source.model_validate(source)},
        "mechanisms": {"deliberation": Mechanism.model_validate(deliberation)},
        "tables": {"meetings": Table.model_validate(table)},
        "vocabularies": words,
    }
    return Catalogue(**{**records, **changes})


@pytest.fixture(scope="module")
def documents() -> dict[tuple[str, str], SearchDocument]:
    """All documents of the catalogue, by kind and id."""
    return {(d.kind, d.id): d for d in build_documents(make_catalogue())}


def test_every_record_with_a_page_has_a_document(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """Kind, id and address of each; a tally that is never compared has no page and no document."""
    assert {(kind, id_, d.url) for (kind, id_), d in documents.items()} == {
        ("community", "east", "communities/east.html"),
        ("community", "lake", "communities/lake.html"),
        ("practice", "east/talk-day", "practices/east/talk-day.html"),
        ("mechanism", "deliberation", "mechanisms/deliberation.html"),
        ("problem", "wires", "problems/wires.html"),
        ("metric", "meetings", "metrics/meetings.html"),
        ("source", "daily", "sources/daily.html"),
        ("page", "compare/meetings", "compare/meetings.html"),
    }


def test_context_of_a_practice_is_its_place(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """From the top down, the place last; of a place where it lies, of a source its publisher and date."""
    assert documents["practice", "east/talk-day"].context == "示例省 › 示例区 › 大湖社区 › 东苑小区"
    assert documents["community", "east"].context == "示例省 › 示例区 › 大湖社区"
    assert documents["source", "daily"].context == "示例日报 2020-05"
    assert documents["metric", "meetings"].context == "次"


def test_practice_is_found_by_every_place_it_has(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """Its own, those above with their other names, and where else it is carried out; each once."""
    place = documents["practice", "east/talk-day"].place
    assert {"东苑小区", "东苑", "大湖社区", "示例区", "示例省", "en 示例区", "南院"} <= set(place)
    assert len(place) == len(set(place))


def test_practice_is_found_by_residents_words(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """Names of its problems and mechanisms, what it says, its figures as printed and what they measure."""
    body = documents["practice", "east/talk-day"].body
    assert {"飞线充电", "乱拉电线", "议事协商", "当面听取诉求", "逐件登记", "6场次", "会议", "运行"} <= set(
        body
    )
    assert "Hearing requests" not in body


def test_names_in_english_are_aliases(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """A reader may know only the English name."""
    assert documents["practice", "east/talk-day"].aliases == ("民情日", "en 恳谈日")
    assert documents["problem", "wires"].aliases == ("乱拉电线", "en 飞线充电")


def test_community_says_its_practices_by_name_only(documents: dict[tuple[str, str], SearchDocument]) -> None:
    """A practice's own words lead to the practice, not to its place; what was left out leads nowhere."""
    body = documents["community", "east"].body
    assert "恳谈日" in body
    assert not {"逐件登记", "插图说明"} & set(body)


def test_places_in_a_circle_end() -> None:
    """Two places that each claim to lie in the other are the rules' business; the search survives them."""
    places = make_catalogue().communities
    upside_down = places["lake"].within[0].model_copy(update={"id": "east"})
    communities = {**places, "lake": places["lake"].model_copy(update={"within": (upside_down,)})}
    found = {d.id: d for d in build_documents(make_catalogue(communities=communities))}
    assert (found["east"].context, found["lake"].context) == ("大湖社区", "")
    assert found["east"].place == ("东苑小区", "东苑", "大湖社区")


def test_ids_that_name_nothing_are_passed_over() -> None:
    """A catalogue with findings can still be indexed."""
    found = build_documents(make_catalogue(vocabularies=Vocabularies(), mechanisms={}))
    assert [d.id for d in found] == ["east", "lake", "east/talk-day", "daily", "compare/meetings"]


def test_documents_can_be_indexed() -> None:
    """What is made here is what the index takes."""
    files = build_search_files(build_documents(make_catalogue()), {})
    assert "恳谈日".encode() in files["search/index.js"]


def test_figures_are_places_on_the_page() -> None:
    """Each figure of a practice by what it measures and how it is printed, in the edition's language."""
    labels: dict[Lang, str] = {"zh": "会议", "en": "en 会议"}
    for lang, label in labels.items():
        found = {d.id: d for d in build_documents(make_catalogue(), lang)}
        assert found["east/talk-day"].anchors == (Anchor("f-times", label, "6场次"),)
        assert found["east"].anchors == ()


def test_english_documents_are_in_english() -> None:
    """Titles, places and what is said; Chinese names are found too, and Chinese where no English is."""
    found = {(d.kind, d.id): d for d in build_documents(make_catalogue(), "en")}
    practice = found["practice", "east/talk-day"]
    assert (practice.title, practice.aliases) == ("en 恳谈日", ("恳谈日", "民情日"))
    assert practice.context == "en 示例省 › en 示例区 › en 大湖社区 › en 东苑小区"
    assert {"en 东苑小区", "东苑小区", "东苑", "en 示例区", "南院"} <= set(practice.place)
    assert {"Hearing requests", "逐件登记", "6场次", "en 飞线充电", "乱拉电线"} <= set(practice.body)
    assert "当面听取诉求" not in practice.body
    assert found["metric", "meetings"].context == "en 次"
    assert found.keys() == {(d.kind, d.id) for d in build_documents(make_catalogue())}
