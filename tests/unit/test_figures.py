"""One figure at a time: what is printed can be read, and what is given beside it agrees."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shequ.catalogue import read
from shequ.diagnostics import Diagnostic
from shequ.model import Community, Observation, Source
from shequ.records import Catalogue
from shequ.rules import figures

BASE, _ = read(Path(__file__).parents[1] / "cases" / "base")
SOURCE = {
    "title": {"zh": "某文"},
    "kind": "news-report",
    "publisher": {"name": {"zh": "某报"}, "type": "party-media"},
    "default_voice": "implementer",
    "extent": "full",
}


def observation(printed: str, **more: Any) -> Observation:
    """A figure that prints `printed`."""
    return Observation.model_validate(
        {"id": "one", "metric": "tally-matters", "printed": printed, "at": "¶2", **more}
    )


def catalogue(dating: dict[str, Any] | None, **entry: Any) -> Catalogue:
    """A catalogue of one community whose one source is dated as given."""
    community = Community.model_validate(
        {
            "sources": ["text"],
            "name": {"zh": "某地", "en": "Somewhere"},
            "level": "community",
            "summary": {"zh": "某地"},
            **entry,
        }
    )
    source = Source.model_validate({**SOURCE, "published": dating})
    return Catalogue(
        communities={"place": community}, sources={"text": source}, vocabularies=BASE.vocabularies
    )


def codes(found: list[Diagnostic]) -> list[str]:
    """The codes of findings."""
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("printed", "value_type", "fault"),
    [
        ("97人", "quantity", None),
        ("2万余人", "quantity", None),
        ("三四千名", "quantity", None),
        ("90%以上", "quantity", None),
        ("22万", "quantity", None),
        ("39户93人", "quantity", "two-quantities"),
        ("6场会议", "quantity", "noun-after-classifier"),
        ("多次", "quantity", "worded"),
        ("全覆盖", "quantity", "no-numeral"),
        ("第8期", "quantity", "ordinal"),
        ("2011年3月", "quantity", "date"),
        ("共97人", "quantity", "leading-text"),
        ("10年", "duration", None),
        ("第8期", "ordinal", None),
        ("多次", "worded", None),
        ("大部分", "worded", None),
        ("97人", "worded", "quantity"),
        ("39户93人", "worded", "two-quantities"),
        ("全部", "universal", None),
        ("各社区均", "universal", None),
        ("部分", "universal", "no-universal"),
        ("97人", "universal", "quantity"),
        ("未发生", "none", None),
        ("发生", "none", "no-none"),
    ],
)
def test_printed_is_one_figure_of_its_type(printed: str, value_type: str, fault: str | None) -> None:
    """Each value type accepts its own words and no others."""
    assert figures.find_fault(observation(printed, value_type=value_type)) == fault


def test_explicit_bounds_stand_in_for_silent_words_only() -> None:
    """Bounds may explain 若干, never two figures written as one."""
    assert figures.find_fault(observation("若干", low="3", high="9")) is None
    assert figures.find_fault(observation("39户93人", value="39")) == "two-quantities"


def test_every_reason_has_words() -> None:
    """Whatever the parser may answer, a finding says it in both languages."""
    record = observation("39户93人")
    made = catalogue(
        {"date": "2021-06", "basis": "stated"},
        observations=[record.model_dump(by_alias=True, exclude_none=True, mode="json")],
    )
    (found,) = figures.check_printed(made)
    assert found.facts == {"printed": "39户93人", "reason": "有两个数 two figures"}


@pytest.mark.parametrize(
    ("printed", "explicit", "agrees"),
    [
        ("97人", {"value": "97"}, True),
        ("97人", {"value": "79"}, False),
        ("97人", {"value": "97", "low": "97", "high": "97"}, True),
        ("97人", {"value": "97", "low": "1"}, False),
        ("2万余人", {"value": "20000", "low": "20000"}, True),
        ("2万余人", {"value": "20500"}, False),
        ("2万余人", {"low": "20000", "high": "25000"}, False),
        ("约2400人", {"value": "2400"}, True),
        ("约2400人", {"value": "99"}, False),
        ("约2400人", {"low": "2300", "high": "2500"}, False),
        ("三四千人", {"low": "3000", "high": "4000"}, True),
        ("2万余人", {"low": "10000", "high": "15000"}, False),
        ("1.2万人", {"value": "12000"}, True),
        ("1.2万人", {"value": "12040"}, False),
        ("1.2万人", {"value": "12900"}, False),
        ("若干", {"low": "3", "high": "9"}, True),
    ],
)
def test_explicit_values_agree(printed: str, explicit: dict[str, str], agrees: bool) -> None:
    """A value given beside words that can be read must be what they say, bound for bound."""
    given = {"id": "one", "metric": "tally-people", "printed": printed, "at": "¶2", **explicit}
    assert codes(list(figures.check_explicit(catalogue(None, observations=[given])))) == (
        [] if agrees else ["SQ413"]
    )


@pytest.mark.parametrize(
    ("value_type", "printed", "explicit", "agrees"),
    [
        ("universal", "全部", {"value": "77"}, False),
        ("none", "没有", {"value": "0"}, True),
        ("none", "没有", {"value": "1"}, False),
        ("worded", "许多", {"low": "5"}, True),
    ],
)
def test_all_and_none_are_numbers_enough(
    value_type: str, printed: str, explicit: dict[str, str], agrees: bool
) -> None:
    """All takes no number beside it and none only 0; other words may be explained by one."""
    given = observation(printed, value_type=value_type, **explicit).model_dump(
        by_alias=True, exclude_none=True, mode="json"
    )
    assert codes(list(figures.check_explicit(catalogue(None, observations=[given])))) == (
        [] if agrees else ["SQ413"]
    )


@pytest.mark.parametrize(
    ("figure", "value", "low", "high", "qualifier"),
    [
        ({"printed": "约2400人", "low": "2300", "high": "2500"}, "2400", None, None, "about"),
        ({"printed": "2400人", "value": "9999", "low": "1"}, "2400", "2400", "2400", "exact"),
        ({"printed": "全部", "value_type": "universal", "value": "77"}, None, None, None, "all"),
        ({"printed": "若干", "low": "3", "high": "9"}, None, "3", "9", "range"),
        ({"printed": "好几千人", "value": "5000"}, "5000", "5000", "5000", "exact"),
        ({"printed": "许多", "value_type": "worded", "low": "5"}, None, "5", None, "at-least"),
        ({"printed": "许多", "value_type": "worded", "high": "5"}, None, None, "5", "at-most"),
        ({"printed": "许多", "value_type": "worded"}, None, None, None, "worded"),
    ],
)
def test_words_win_over_explicit_values(
    figure: dict[str, str], value: str | None, low: str | None, high: str | None, qualifier: str
) -> None:
    """What can be read is what counts, in the export and in derived values alike."""
    record = {"id": "one", "metric": "tally-people", "at": "¶2", **figure}
    (found,) = catalogue(None, observations=[record]).figures.values()
    numbers = (found.reading.value, found.reading.low, found.reading.high)
    assert numbers == tuple(None if n is None else Decimal(n) for n in (value, low, high))
    assert found.reading.qualifier == qualifier
    strict = (found.strict.low, found.strict.high) if found.strict else (None, None)
    assert strict == numbers[1:]


@pytest.mark.parametrize("number", ["-5", "1e999999999", "1e19", "1e-999999999", "nan"])
@pytest.mark.parametrize("key", ["value", "low", "high"])
def test_numbers_that_no_figure_has_are_refused(key: str, number: str) -> None:
    """Below zero, without end or infinitely fine: refused before anything writes it out in digits."""
    with pytest.raises(ValidationError):
        observation("许多", value_type="worded", **{key: number})


def test_a_fact_printed_again_is_one_figure_too() -> None:
    """The words of another place are read like those of the first."""
    again = {"also_at": [{"at": "¶4", "printed": "多"}, {"at": "¶5"}, {"at": "¶6", "printed": "98人"}]}
    given = {"id": "one", "metric": "tally-people", "printed": "97人", "at": "¶2", **again}
    found = list(figures.check_printed(catalogue(None, observations=[given])))
    assert [one.facts["printed"] for one in found] == ["多"]


@pytest.mark.parametrize(
    ("more", "firsts"),
    [
        ({"nth": ["7", "1"]}, ["7"]),
        ({"nth": ["1", "7"]}, []),
        ({"value": "2", "low": "3"}, ["3"]),
        ({"value": "9", "high": "3"}, ["9"]),
        ({"value": "3", "low": "3", "high": "3"}, []),
    ],
)
def test_the_first_of_two_comes_first(more: dict[str, Any], firsts: list[str]) -> None:
    """Of equal quantities the first to the last; a value between its bounds."""
    given = {"id": "one", "metric": "tally-people", "printed": "若干", "at": "¶2", **more}
    found = list(figures.check_bounds(catalogue(None, observations=[given])))
    assert [one.facts["first"] for one in found] == firsts


def test_bounds_come_in_order() -> None:
    """Reversed bounds, periods and datings of a source are found, each where it stands."""
    period = {"type": "during", "printed": "暑期", "start": "2019-08", "end": "2019-07"}
    given = {
        "id": "one",
        "metric": "tally-people",
        "printed": "若干",
        "at": "¶2",
        "low": "9",
        "high": "3",
        "period": period,
    }
    dating = {"not_before": "2020", "not_after": "2019-05", "basis": "inferred"}
    found = list(figures.check_bounds(catalogue(dating, observations=[given])))
    assert [one.facts["first"] for one in found] == ["9", "2019-08", "2020"]
    within = {**given, "low": "3", "high": "9", "period": {**period, "start": "2019", "end": "2019-07"}}
    assert list(figures.check_bounds(catalogue(None, observations=[within]))) == []
