"""One figure at a time: what is printed can be read, and what is given beside it agrees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shequ.catalogue import read
from shequ.dates import parse_recurrence
from shequ.diagnostics import Diagnostic
from shequ.model import Community, Observation, Source
from shequ.model.practice import Occasion
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


def practice(**more: Any) -> dict[str, Any]:
    """A practice of which little is said."""
    name = {"zh": "做法", "en": "Practice"}
    return {
        "id": "one",
        "name": name,
        "detail": "name-only",
        "status": {"is": "unknown"},
        "at": ["¶2"],
        **more,
    }


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
        ("2万余人", {"low": "20000", "high": "25000"}, True),
        ("2万余人", {"low": "10000", "high": "15000"}, False),
        ("1.2万人", {"value": "12040"}, True),
        ("1.2万人", {"value": "12900"}, False),
        ("若干", {"low": "3", "high": "9"}, True),
    ],
)
def test_explicit_values_agree(printed: str, explicit: dict[str, str], agrees: bool) -> None:
    """A value given beside the words must be one that the words allow."""
    given = {"id": "one", "metric": "tally-people", "printed": printed, "at": "¶2", **explicit}
    assert codes(list(figures.check_explicit(catalogue(None, observations=[given])))) == (
        [] if agrees else ["SQ413"]
    )


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


@pytest.mark.parametrize(
    ("printed", "dating", "readable"),
    [
        ("2011年", None, True),
        ("去年12月", {"date": "2019-07-15", "basis": "stated"}, True),
        ("去年12月", None, False),
        ("2020年底前", None, True),
        ("很久以前", {"date": "2019-07-15", "basis": "stated"}, False),
    ],
)
def test_dates_can_be_read(printed: str, dating: dict[str, Any] | None, readable: bool) -> None:
    """A date without a year needs a dated source; every date needs words that name one."""
    moment = {"printed": printed, "at": "¶2"}
    event = {**moment, "what": {"zh": "某事"}}
    made = catalogue(dating, practices=[practice(started=moment, milestones=[event])], milestones=[event])
    assert codes(list(figures.check_dates(made))) == ([] if readable else ["SQ416"] * 3)


def test_a_date_that_is_given_need_not_be_read() -> None:
    """Words that cannot be read may carry the date beside them."""
    moment = {"printed": "不久前", "at": "¶2", "date": "2019-05", "basis": "inferred"}
    assert list(figures.check_dates(catalogue(None, practices=[practice(started=moment)]))) == []


def test_years_are_counted_from_readable_dates() -> None:
    """Both ends of a count of years are checked, against the source of the figure."""
    given = {"id": "age", "metric": "years-run", "printed": "3年", "at": "¶2", "value_type": "duration"}
    relation = {"type": "years_since", "years": "age", "since": "那一年", "until": "去年"}
    made = catalogue(None, observations=[given], relations=[relation])
    assert [one.facts["printed"] for one in figures.check_dates(made)] == ["那一年", "去年"]


@pytest.mark.parametrize(
    ("printed", "given", "agree"),
    [
        ("每月16日", {"every": "month", "day": 16}, True),
        ("每月16日", {"every": "month", "day": 6}, False),
        ("每月16日", {"every": "month"}, False),
        ("每月", {"every": "month", "day": 16}, False),
        ("每周末", {"every": "weekend"}, True),
        ("每周末", {"every": "week"}, False),
        ("每月两次", {"every": "month", "times": 2}, True),
        ("每月两次", {"every": "month"}, True),
        ("每月两次", {"every": "month", "times": 3}, False),
        ("每半年", {"every": "half-year"}, True),
        ("每季度", {"every": "quarter"}, True),
        ("每逢节假日", {"every": "holiday"}, True),
    ],
)
def test_schedules_agree(printed: str, given: dict[str, Any], agree: bool) -> None:
    """Interval, day and times must be those that are printed; a number of times may be left out."""
    occasion = Occasion.model_validate({"printed": printed, "at": "¶2", **given})
    assert figures.agrees(occasion, parse_recurrence(printed)) is agree


def test_a_schedule_that_is_none() -> None:
    """What is no recurrence cannot be a schedule."""
    occasion = {"printed": "定期", "at": "¶2", "every": "month"}
    (found,) = figures.check_schedules(catalogue(None, practices=[practice(schedule=[occasion])]))
    assert (found.code, found.facts["read"]) == ("SQ417", "—")


@pytest.mark.parametrize(
    ("period", "readable"),
    [
        ({"type": "during", "printed": "2018年"}, True),
        ({"type": "during", "printed": "去年"}, False),
        ({"type": "during", "printed": "暑假里"}, False),
        ({"type": "during", "printed": "暑假里", "start": "2018-07", "basis": "inferred"}, True),
        ({"type": "year-unknown", "printed": "去年"}, True),
        ({"type": "multi-year", "printed": "连续多年"}, True),
        ({"type": "every", "printed": "每年"}, True),
        ({"type": "every", "printed": "定期"}, False),
    ],
)
def test_periods_can_be_read(period: dict[str, str], readable: bool) -> None:
    """In an undated source a period needs a year of its own, explicit dates, or none to find."""
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    found = list(figures.check_periods(catalogue(None, observations=[given])))
    assert codes(found) == ([] if readable else ["SQ418"])
