"""Questions an official would bring to the five founding texts, each answered from the export alone.

Where the honest answer is that no source says, that is the answer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shequ.catalogue import load
from shequ.exports.dataset import build_dataset, dump_dataset

Row = dict[str, Any]
NOT_YET = {"proposed", "under-discussion", "decided", "planned", "preparing", "built-not-open"}
DONE = {"completed", "running"}


@pytest.fixture(scope="module")
def data() -> dict[str, list[Row]]:
    """The export, as a researcher downloads it."""
    catalogue, found = load(Path(__file__).parents[2] / "catalogue")
    assert found == []
    document: dict[str, list[Row]] = json.loads(dump_dataset(build_dataset(catalogue)))
    return document


def practices(data: dict[str, list[Row]], **having: str) -> dict[str, Row]:
    """Practices by id whose list fields hold the values given."""
    return {p["id"]: p for p in data["practices"] if all(v in p[k] for k, v in having.items())}


def figures(data: dict[str, list[Row]], metric: str) -> dict[str, Row]:
    """Figures of one metric by id."""
    return {o["id"]: o for o in data["observations"] if o["metric"] == metric}


def test_which_places_hear_residents_on_a_fixed_day(data: dict[str, list[Row]]) -> None:
    """Xiangcheng on the 16th, Jingchuan on the 15th; nobody else names a day."""
    days = {
        (p["community"], s["day"])
        for p in practices(data, mechanisms="fixed-day-hearing").values()
        for s in p["schedule"]
        if s["day"]
    }
    assert days == {("nanhu-xiangcheng", 16), ("jingchuan-urban", 15)}


def test_what_was_done_about_parking_and_what_is_finished(data: dict[str, list[Row]]) -> None:
    """Plans at one compound, at different stages; no source tells of one that is finished or running."""
    found = practices(data, problems="parking-shortage")
    assert not {id_ for id_, p in found.items() if p["status"] in DONE}
    assert {id_: found[id_]["status"] for id_ in found if found[id_]["status"] in NOT_YET} == {
        "zhenhai-jinyi/garage-repair": "decided",
        "zhenhai-jinyi/parking-extension": "under-discussion",
    }


def test_what_was_done_about_cables_run_to_charge_bicycles(data: dict[str, list[Row]]) -> None:
    """A shed in Fengxian is built; Jingchuan has put 240 charging points into 16 compounds so far."""
    found = practices(data, problems="unsafe-charging")
    assert found["fengxian-xinyuan-first/bicycle-shed"]["status"] == "completed"
    here = [o for o in data["observations"] if o["practice"] == "jingchuan-urban/charging-and-parking"]
    values = {o["metric"]: (o["value"], o["unit"]) for o in here}
    assert values["chargers"] == ("240", "charger")
    assert values["compounds-with-chargers"] == ("16", "compound")


def test_how_the_models_of_red_property_differ(data: dict[str, list[Row]]) -> None:
    """Four practices bear the name, in four places at different levels; they are told apart, not merged."""
    named = {id_: p for id_, p in practices(data).items() if "红色物业" in [p["name"]["zh"], *p["aliases"]]}
    told_apart = next(n for n in data["namesakes"] if n["id"] == "red-property")
    assert told_apart["verdict"] == "different"
    assert set(told_apart["items"]) >= {
        "nanhu-xiangcheng/red-property-1433",
        "jingchuan-urban/red-property",
        "xingning-fuxing/red-property",
        "xingning-xincheng/red-property",
    }
    levels = {c["id"]: c["level"] for c in data["communities"]}
    assert {levels[named[id_]["community"]] for id_ in named} >= {"community", "street"}
    # What the three teams and the rest of 1433 consist of, no source says.
    assert named["nanhu-xiangcheng/red-property-1433"]["detail"] == "partial"
    assert named["nanhu-xiangcheng/red-property-1433"]["steps"] == []


def test_what_a_resolution_rate_means_and_whether_it_adds_up(data: dict[str, list[Row]]) -> None:
    """Zhenhai's 88.78% does not follow from its figures, which do not add up; each finding has its note."""
    (rate,) = (o for o in data["observations"] if o["printed"] == "88.78%")
    about = [c for c in data["contradictions"] if rate["id"] in c["about"]]
    assert {c["code"] for c in about} == {"SQ406", "SQ407"}
    here = [c for c in data["contradictions"] if c["about"][0].startswith("zhenhai/")]
    assert {c["code"] for c in here} == {"SQ402", "SQ405", "SQ406", "SQ407"}
    assert all(c["note"] for c in data["contradictions"])
    assert rate["of"] is None or "value" not in rate["of"]


def test_whether_the_reach_of_an_account_is_a_share_of_residents(data: dict[str, list[Row]]) -> None:
    """859 people over households: the units differ, so it is a share of neither."""
    (found,) = (c for c in data["contradictions"] if c["code"] == "SQ408")
    assert {o["printed"] for o in data["observations"] if o["id"] in found["about"]} == {"859人", "70%"}


def test_who_has_a_figure_for_the_property_fee_collection_rate(data: dict[str, list[Row]]) -> None:
    """Only Xiangcheng: at least 90%, one numeral for two fees; of what, and from what, no source says."""
    (rate,) = figures(data, "property-fee-collection-rate").values()
    assert rate["community"] == "nanhu-xiangcheng"
    assert (rate["low"], rate["low_open"], rate["high"], rate["qualifier"]) == ("90", False, None, "at-least")
    assert rate["of"] is None
    assert rate["role"] is None
    (parking,) = figures(data, "parking-fee-collection-rate").values()
    assert parking["shares_numeral_with"] == rate["id"]


def test_who_says_how_many_grids_and_how_many_people_staff_them(data: dict[str, list[Row]]) -> None:
    """Three places count grids; only Xiangcheng also counts staff, so only there is there a ratio."""
    grids = {o["community"]: o["value"] for o in figures(data, "grids").values()}
    assert grids == {"nanhu-xiangcheng": "12", "jingchuan-urban": "51", "fengxian-lishuiwan": "16"}
    assert {o["community"] for o in figures(data, "grid-staff").values()} == {"nanhu-xiangcheng"}
    (ratio,) = (d for d in data["derived"] if d["metric"] == "grid-staff-per-1000")
    assert (ratio["low"], ratio["high"], ratio["high_open"]) == ("0", "4.85", True)


def test_what_is_only_planned_prepared_or_agreed(data: dict[str, list[Row]]) -> None:
    """Nothing that is still to come is shown as running, and no figure of it as a fact."""
    waiting = {p["id"]: p["status"] for p in data["practices"] if p["status"] in NOT_YET}
    assert waiting == {
        "xingning-xincheng/rest-station": "built-not-open",
        "zhenhai-jinyi/garage-repair": "decided",
        "zhenhai-jinyi/parking-extension": "under-discussion",
        "zhenhai-zhuangyi/migrants-station": "preparing",
        "zhenhai/double-hundred": "planned",
    }
    (agreed,) = (o for o in data["observations"] if o["realm"] == "agreed")
    assert (agreed["community"], agreed["metric"], agreed["value"]) == (
        "jingchuan-urban",
        "property-companies-brought-in",
        "1",
    )


def test_what_a_practice_costs(data: dict[str, list[Row]]) -> None:
    """No source says what a practice cost, but for one yearly sum for security contacts in Jingchuan."""
    money = {o["id"]: o for o in data["observations"] if o["unit"] == "yuan"}
    costed = {p["id"] for p in data["practices"] if p["cost"]}
    assert costed <= {"jingchuan-urban/public-safety-contacts"}
    assert {o["community"] for o in money.values()} == {"jingchuan-urban"}
    # What was paid out to people in need is not the price of a practice.
    yearly = [o for o in money.values() if o["period"] and o["period"]["type"] == "every"]
    assert [o["printed"] for o in yearly] == ["32400元"]


def test_what_changed_from_before(data: dict[str, list[Row]]) -> None:
    """No source gives a value from before, so no practice rises above the level of a plausible mechanism."""
    assert not [o for o in data["observations"] if o["role"] and o["role"]["as"] == "baseline"]
    assert {p["evidence"]["level"] for p in data["practices"]} == {"E0", "E1"}


def test_what_failed_or_ended(data: dict[str, list[Row]]) -> None:
    """No source tells of a practice that failed, was resisted, or ended."""
    assert not [p for p in data["practices"] if p["status"] in ("ended", "suspended", "adjusted")]
    assert not [p for p in data["practices"] if p["failure"] or p["side_effects"]]


def test_whose_word_the_figures_are(data: dict[str, list[Row]]) -> None:
    """Nearly all are the implementer's own; no source has an independent voice."""
    voices = [o["voice"] for o in data["observations"]]
    assert voices.count("implementer") / len(voices) > 0.9
    assert "third-party" not in voices
    assert not any(s["independent_voice"] for s in data["sources"])


def test_how_many_people_live_there_and_whether_that_compares(data: dict[str, list[Row]]) -> None:
    """Four places say, in four ways: more than, about, nearly, rounded; three do not say who is counted."""
    found = figures(data, "resident-population")
    assert {o["community"]: o["qualifier"] for o in found.values()} == {
        "nanhu-xiangcheng": "and-more",
        "xingning-xincheng": "about",
        "zhenhai-zhuangyi": "nearly",
        "zhenhai": "rounded",
    }
    assert {o["community"] for o in found.values() if o["counts"]} <= {"zhenhai-zhuangyi"}


def test_how_many_mutual_aid_stations_and_by_when_everywhere(data: dict[str, list[Row]]) -> None:
    """68 in Zhenhai; everywhere in the compounds of urban communities by the end of 2020 is a target."""
    found = figures(data, "mutual-aid-stations").values()
    stations = [o for o in found if o["realm"] == "actual" and not o["scope"] and not o["breakdown"]]
    assert {(o["community"], o["value"]) for o in stations} == {("zhenhai", "68")}
    (target,) = (o for o in data["observations"] if o["realm"] == "target")
    assert target["community"] == "zhenhai"
    assert target["period"]["end"] == "2020-12-31"


def test_how_large_a_household_ceiling_is_and_for_what(data: dict[str, list[Row]]) -> None:
    """Jingchuan's 3,000 households are a ceiling that holds for each community, not a count of households."""
    (ceiling,) = (o for o in data["observations"] if o["printed"] == "3000户以内")
    assert (ceiling["statistic"], ceiling["low"], ceiling["high"], ceiling["high_open"]) == (
        "each",
        None,
        "3000",
        False,
    )
    assert not [d for d in data["derived"] if ceiling["id"] in d["inputs"]]
