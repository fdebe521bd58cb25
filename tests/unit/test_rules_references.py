"""References: the nearest id by id and by label, whole cycles, names compared bare."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.rules.hierarchy import find_cycles
from shequ.rules.namesakes import normalise_name
from shequ.rules.suggestion import NONE, accepted, nearest, suggest

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
