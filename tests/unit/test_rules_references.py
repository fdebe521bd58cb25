"""References: the nearest id by id and by label, whole cycles, names compared bare."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.model import Community, Namesake
from shequ.records import Catalogue
from shequ.rules.hierarchy import find_cycles
from shequ.rules.namesakes import check_namesakes, normalise_name
from shequ.rules.references import check_references
from shequ.rules.suggestion import NONE, accepted, nearest, suggest
from shequ.vocabulary import Vocabularies

ACTORS = {
    "property-company": ["物业企业", "Property company", "物业公司", "物业"],
    "property-manager": ["物业经理", "Property manager"],
    "residents": ["居民", "Residents"],
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("物业", "property-company"),
        ("物业公司", "property-company"),
        ("property-compny", "property-company"),
        ("Property manager", "property-manager"),
        ("小区物业经理", "property-manager"),
        ("居民们", "residents"),
        ("zzz", None),
        ("", None),
    ],
)
def test_nearest_by_id_and_label(written: str, meant: str | None) -> None:
    """Authors who write a Chinese or English label, or misspell an id, are told the id."""
    assert nearest(written, ACTORS) == meant


def test_suggestion_shows_the_label() -> None:
    """The offered id comes with its label; where nothing is near there is a dash, not an empty place."""
    assert suggest("物业", ACTORS) == "property-company（物业企业）"
    assert suggest("zzz", ACTORS) == NONE
    assert accepted([]) == NONE
    assert accepted([str(n) for n in range(20)]).endswith("… (+8)")


def test_cycles_are_whole_and_told_once() -> None:
    """Each cycle starts at its smallest member and comes back to it."""
    edges = {"c": ["a"], "a": ["b"], "b": ["c", "d"], "d": ["d"], "e": ["a"]}
    assert sorted(find_cycles(edges)) == [["a", "b", "c", "a"], ["d", "d"]]
    assert find_cycles({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == []


def test_long_chain_ends() -> None:
    """A chain of ten thousand links neither overflows nor stalls."""
    edges = {f"n{i:05}": [f"n{i + 1:05}"] for i in range(10_000)}
    assert find_cycles(edges) == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_a_cycle_is_found_wherever_there_is_one(edges: dict[str, list[str]]) -> None:
    """What is found is a walk along edges, and something is found exactly where the edges do not end."""
    found = find_cycles(edges)
    for cycle in found:
        assert cycle[0] == cycle[-1]
        assert all(end in edges.get(start, ()) for start, end in pairwise(cycle))
    left = dict(edges)
    while loose := [node for node in left if not any(end in left for end in left[node])]:
        for node in loose:
            del left[node]
    assert bool(found) is bool(left)


def test_names_are_compared_bare() -> None:
    """Quotation marks, middle dots, width and spaces do not make two names of one."""
    assert normalise_name("“1433·红色物业”") == normalise_name("１４３３ 红色物业")
    assert normalise_name("恳谈会") != normalise_name("恳谈日")


def namesakes(count: int, part_of: str = "", **vocabularies: Any) -> Catalogue:
    """A catalogue of so many communities, each with a practice of the same name."""
    model = Community.model_validate(
        {
            "sources": ["s"],
            "name": {"zh": "甲", "en": "A"},
            "level": "community",
            "summary": {"zh": "甲", "en": "A"},
            "practices": [
                {
                    "id": "talk",
                    "name": {"zh": "恳谈会", "en": "Talk"},
                    "detail": "name-only",
                    "status": {"is": "unknown"},
                    "at": ["¶1"],
                    "part_of": [{"id": part_of, "basis": "stated"}] if part_of else [],
                }
            ],
        }
    )
    communities = {
        f"c-{n}": model.model_copy(update={"name": model.name.model_copy(update={"zh": f"第{n}社区"})})
        for n in range(count)
    }
    return Catalogue(communities=communities, vocabularies=Vocabularies(**vocabularies))


def record(*items: str) -> Namesake:
    """A record of things that are not one."""
    return Namesake.model_validate(
        {"items": list(items), "verdict": "different", "why": {"zh": "两处", "en": "Two places"}}
    )


def test_namesakes_told_apart_in_one_record_cost_little() -> None:
    """Thousands of things of one name, told apart by one record, are settled in seconds."""
    count = 5_000
    catalogue = namesakes(count, namesakes={"talk": record(*(f"c-{n}/talk" for n in range(count)))})
    started = time.perf_counter()
    assert list(check_namesakes(catalogue)) == []
    assert time.perf_counter() - started < 10  # it was minutes, and gigabytes


def test_namesakes_are_settled_pair_by_pair() -> None:
    """Two records that share a thing settle neither of the others with each other."""
    pairs = {"ab": record("c-0/talk", "c-1/talk"), "bc": record("c-1/talk", "c-2/talk")}
    found = list(check_namesakes(namesakes(3, namesakes=pairs)))
    assert [(one.facts["id"], one.facts["other"]) for one in found] == [("c-2/talk", "c-0/talk")]
    pairs["ac"] = record("c-0/talk", "c-2/talk")
    assert list(check_namesakes(namesakes(3, namesakes=pairs))) == []


def test_one_unknown_id_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What many entries name in vain is compared with the known ids once, not for each of them."""
    asked: list[str] = []
    monkeypatch.setattr("shequ.rules.references.suggest", lambda value, known: asked.append(value) or NONE)
    found = [one for one in check_references(namesakes(300)) if one.facts["target"].endswith("source")]
    assert len(found) == 300
    assert asked == ["s"]


def test_a_short_id_of_the_same_entry_is_offered_first() -> None:
    """A misspelt practice is looked for in its own entry before the others."""
    found = [
        one.facts for one in check_references(namesakes(3, part_of="tolk")) if "做法" in one.facts["target"]
    ]
    assert [facts["suggestion"] for facts in found] == ["talk（恳谈会）"] * 3
    elsewhere = check_references(namesakes(3, part_of="c-2/tolk"))
    assert "c-2/talk（恳谈会）" in [one.facts["suggestion"] for one in elsewhere]


@pytest.mark.parametrize(
    ("written", "meant"), [("deliberatoin", "deliberation"), ("deliberate-it-all", None)]
)
def test_an_id_of_quite_another_length_is_not_meant(written: str, meant: str | None) -> None:
    """A misspelling changes a few letters; ids of another length are not compared."""
    assert nearest(written, {"deliberation": [], "grid-management": []}) == meant
