"""Dates, schedules and periods: what is printed can be read, and what is given beside it agrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shequ.catalogue import read
from shequ.dates import parse_recurrence
from shequ.diagnostics import Diagnostic
from shequ.figure import resolve_moment
from shequ.model import Community, Moment, Source
from shequ.model.practice import Occasion
from shequ.records import Catalogue
from shequ.rules import times

BASE, _ = read(Path(__file__).parents[1] / "cases" / "base")
SOURCE = {
    "title": {"zh": "某文"},
    "kind": "news-report",
    "publisher": {"name": {"zh": "某报"}, "type": "party-media"},
    "default_voice": "implementer",
    "extent": "full",
}


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
    assert codes(list(times.check_dates(made))) == ([] if readable else ["SQ416"] * 3)


def test_a_date_that_is_given_need_not_be_read() -> None:
    """Words that cannot be read may carry the date beside them."""
    moment = {"printed": "不久前", "at": "¶2", "date": "2019-05", "basis": "inferred"}
    assert list(times.check_dates(catalogue(None, practices=[practice(started=moment)]))) == []


def test_years_are_counted_from_readable_dates() -> None:
    """Both ends of a count of years are checked, against the source of the figure."""
    given = {"id": "age", "metric": "years-run", "printed": "3年", "at": "¶2", "value_type": "duration"}
    relation = {"type": "years_since", "years": "age", "since": "那一年", "until": "去年"}
    made = catalogue(None, observations=[given], relations=[relation])
    assert [one.facts["printed"] for one in times.check_dates(made)] == ["那一年", "去年"]


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
    assert times.agrees(occasion, parse_recurrence(printed)) is agree


def test_a_schedule_that_is_none() -> None:
    """What is no recurrence cannot be a schedule."""
    occasion = {"printed": "定期", "at": "¶2", "every": "month"}
    (found,) = times.check_schedules(catalogue(None, practices=[practice(schedule=[occasion])]))
    assert (found.code, found.facts["read"]) == ("SQ417", "—")


@pytest.mark.parametrize(
    ("period", "readable"),
    [
        ({"type": "during", "printed": "2018年"}, True),
        ({"type": "during", "printed": "去年"}, False),
        ({"type": "during", "printed": "暑假里"}, False),
        ({"type": "during", "printed": "暑假里", "start": "2018-07", "basis": "inferred"}, False),
        ({"type": "during", "printed": "暑假里", "start": "2018-07", "end": "2018-08"}, True),
        ({"type": "cumulative-since", "printed": "开办以来", "start": "2018-07"}, True),
        ({"type": "year-unknown", "printed": "去年"}, True),
        ({"type": "multi-year", "printed": "连续多年"}, True),
        ({"type": "every", "printed": "每年"}, True),
        ({"type": "every", "printed": "定期"}, False),
    ],
)
def test_periods_can_be_read(period: dict[str, str], readable: bool) -> None:
    """In an undated source a period needs a year of its own, explicit dates, or none to find."""
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    found = list(times.check_periods(catalogue(None, observations=[given])))
    assert codes(found) == ([] if readable else ["SQ418"])


@pytest.mark.parametrize(
    ("period", "fits"),
    [
        ({"type": "during", "printed": "2016年以来"}, False),
        ({"type": "as-of", "printed": "2016年以来"}, False),
        ({"type": "cumulative-since", "printed": "2016年以来"}, True),
        ({"type": "during", "printed": "2020年底前"}, False),
        ({"type": "by", "printed": "2020年底前"}, True),
        ({"type": "as-of", "printed": "9年前"}, True),
        ({"type": "during", "printed": "截至2020年底"}, False),
        ({"type": "as-of", "printed": "截至2020年底"}, True),
        ({"type": "as-of", "printed": "至今"}, True),
        ({"type": "every", "printed": "2020年"}, False),
        ({"type": "every", "printed": "每年"}, True),
        ({"type": "multi-year", "printed": "连续多年"}, True),
    ],
)
def test_periods_are_of_the_type_their_words_allow(period: dict[str, str], fits: bool) -> None:
    """A total since a year is not that year's figure, nor a deadline a span."""
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    found = list(times.check_period_types(catalogue(None, observations=[given])))
    assert codes(found) == ([] if fits else ["SQ419"])


@pytest.mark.parametrize(
    ("printed", "date", "agrees"),
    [
        ("2016年", "2016-05", True),
        ("2016年", "2018-02-03", False),
        ("早年", "2016", True),
        ("去年", "2018-03", True),
        ("去年", "2019", False),
        ("近期", "2019", True),
        ("2016年底前", "2015", True),
        ("2016年底前", "2017", False),
    ],
)
def test_given_days_lie_in_those_that_are_printed(printed: str, date: str, agrees: bool) -> None:
    """A date beside words that can be read may narrow them and not contradict them."""
    moment = {"printed": printed, "at": "¶2", "date": date, "basis": "inferred"}
    made = catalogue({"date": "2019-07-15", "basis": "stated"}, practices=[practice(started=moment)])
    assert codes(list(times.check_given_dates(made))) == ([] if agrees else ["SQ413"])


@pytest.mark.parametrize(
    ("period", "firsts"),
    [
        ({"type": "during", "printed": "2020年", "start": "1999", "end": "1999"}, ["1999", "1999"]),
        ({"type": "during", "printed": "2020年", "start": "2020-07", "end": "2020-08"}, []),
        ({"type": "cumulative-since", "printed": "2016年以来", "start": "2016", "end": "2020"}, []),
        ({"type": "cumulative-since", "printed": "2016年以来", "start": "2018"}, ["2018"]),
    ],
)
def test_given_ends_of_a_period_lie_in_its_words(period: dict[str, str], firsts: list[str]) -> None:
    """The ends that the words name are checked; how long a total has run they do not say."""
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    found = list(times.check_given_dates(catalogue(None, observations=[given])))
    assert [one.facts["explicit"] for one in found] == firsts


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ({"type": "during", "printed": "2020年底前"}, None, "2020-12-31"),
        (
            {"type": "during", "printed": "那时", "start": "1999", "end": "2000-02"},
            "1999-01-01",
            "2000-02-29",
        ),
        ({"type": "cumulative-since", "printed": "2016年以来"}, "2016-01-01", None),
        ({"type": "cumulative-since", "printed": "截至2020年"}, None, "2020-12-31"),
        ({"type": "by", "printed": "2020年底前"}, None, "2020-12-31"),
    ],
)
def test_periods_are_resolved_to_real_days(
    period: dict[str, str], start: str | None, end: str | None
) -> None:
    """No period starts with the calendar, and given dates are written out like read ones."""
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    (found,) = catalogue(None, observations=[given]).figures.values()
    assert found.period is not None
    assert (found.period.start, found.period.end) == (start, end)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        ({"printed": "2016年底前"}, (None, "2016-12-31", "stated")),
        ({"printed": "早年", "date": "2016", "basis": "inferred"}, ("2016-01-01", "2016-12-31", "inferred")),
        ({"printed": "早年"}, (None, None, "stated")),
    ],
)
def test_dates_are_resolved_to_real_days(moment: dict[str, str], days: tuple[str | None, ...]) -> None:
    """A deadline has no first day, and a bare year beside the words is read."""
    assert resolve_moment(Moment.model_validate({"at": "¶2", **moment}), None) == days


@pytest.mark.parametrize("date", ["2016-02-31", "2021-06-31", "２０２０", "0000", "2020-13"])
def test_given_dates_are_days_of_the_calendar(date: str) -> None:
    """A day that no calendar has, or digits of another script, are refused with the record."""
    with pytest.raises(ValidationError):
        Moment.model_validate({"printed": "早年", "at": "¶2", "date": date})


def test_a_missing_source_is_told_once() -> None:
    """Where a source is not there, no date of its entries is called unreadable too."""
    period = {"type": "as-of", "printed": "目前"}
    given = {"id": "one", "metric": "tally-people", "printed": "9人", "at": "¶2", "period": period}
    entries = {"observations": [given], "practices": [practice(started={"printed": "去年", "at": "¶2"})]}
    made = replace(catalogue(None, **entries), sources={})
    assert [*times.check_periods(made), *times.check_dates(made)] == []
