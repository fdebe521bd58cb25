"""The sums: what contradicts is found in the right reading, and what may be true is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shequ.catalogue import read
from shequ.dates import DateRange
from shequ.model import Community, Metric, Unit
from shequ.quantity import Interval
from shequ.records import Catalogue
from shequ.rules.arithmetic import check_mixtures, check_notes, check_sums
from shequ.sums import Contradiction, find_contradictions, fit, judge_relations, note_for

BASE, _ = read(Path(__file__).parents[1] / "cases" / "base")
METRICS = {
    "tally-duration": {"kind": "stock", "units": ["year"], "comparable": False},
    "tally-attendances": {"kind": "stock", "units": ["attendance"], "comparable": False},
}
UNITS = {
    "attendance": {"classifiers": ["人次"], "dimension": "attendances"},
    "hectare": {"classifiers": ["公顷"], "dimension": "area", "factor": "10000"},
    "square-metre": {"classifiers": ["平方米"], "dimension": "area", "factor": "1"},
    "square-kilometre": {"classifiers": ["平方公里"], "dimension": "area", "factor": "1000000"},
}
LABEL = {"pref_label": {"zh": "某", "en": "Some"}}


def vocabularies() -> Any:
    """The small vocabularies of the cases, with years, attendances and areas."""
    metrics = {
        id_: Metric.model_validate({**LABEL, "definition": {"zh": "某"}, **m}) for id_, m in METRICS.items()
    }
    units = {id_: Unit.model_validate({**LABEL, **unit}) for id_, unit in UNITS.items()}
    area = BASE.vocabularies.metrics["area"].model_copy(update={"units": tuple(UNITS)[1:]})
    return replace(
        BASE.vocabularies,
        metrics={**BASE.vocabularies.metrics, **metrics, "area": area},
        units={**BASE.vocabularies.units, **units},
    )


VOCABULARIES = vocabularies()


def entry(figures: dict[str, Any], *relations: dict[str, Any], notes: Any = (), **more: Any) -> Community:
    """A community; a figure is what it prints, or a mapping with more."""
    observations = []
    for id_, figure in figures.items():
        given_ = {"printed": figure} if isinstance(figure, str) else figure
        observations.append({"id": id_, "metric": "tally-matters", "at": "¶2", **given_})
    return Community.model_validate(
        {
            "sources": ["liuan-2021"],
            "name": {"zh": "某地", "en": "Somewhere"},
            "level": "community",
            "summary": {"zh": "某地"},
            "observations": observations,
            "relations": list(relations),
            "notes": list(notes),
            **more,
        }
    )


def catalogue(figures: dict[str, Any], *relations: dict[str, Any], **more: Any) -> Catalogue:
    """A catalogue of one community, `place`, whose source is of 2021-06-18."""
    community = entry(figures, *relations, **more)
    return Catalogue(communities={"place": community}, sources=BASE.sources, vocabularies=VOCABULARIES)


def findings(figures: dict[str, Any], *relations: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """Code and reading of every contradiction."""
    return [(c.code, c.reading) for c in find_contradictions(catalogue(figures, *relations, **more))]


def only(figures: dict[str, Any], *relations: dict[str, Any]) -> Contradiction:
    """The one contradiction there is."""
    (found,) = find_contradictions(catalogue(figures, *relations))
    return found


def matter(printed: str, metric: str = "matters-reported", **more: Any) -> dict[str, Any]:
    """A figure of matters."""
    return {"metric": metric, "printed": printed, **more}


STATIONS = {
    "reported": matter("4515件"),
    "settled": matter("4008件", "matters-closed"),
    "passed-on": "503个",
    "rate": {"metric": "closing-rate", "printed": "88.78%"},
    "so-far": matter("3500余件", "matters-closed"),
}
PARTS = {"type": "partition", "total": "reported", "parts": ["settled", "passed-on"]}
RATE = {"type": "rate", "rate": "rate", "numerator": "settled", "denominator": "reported"}


def test_parts_that_make_up_a_total_fall_short() -> None:
    """4008 and 503 are four short of 4515: a contradiction only if they are said or assumed to be all."""
    assert findings(STATIONS, PARTS) == []
    found = only(STATIONS, {**PARTS, "exhaustive": True})
    assert (found.code, found.reading) == ("SQ402", "strict")
    assert (found.facts["sum"], found.facts["gap"]) == ("4511", "4")
    assert found.about == ("place/reported", "place/settled", "place/passed-on")


def test_a_rate_that_nothing_gives() -> None:
    """4008 of 4515 is 88.77, not 88.78, and no other whole number of 4515 gives 88.78 either."""
    found = find_contradictions(catalogue(STATIONS, RATE))
    assert [(c.code, c.reading) for c in found] == [("SQ406", "strict"), ("SQ407", "strict")]
    assert found[0].facts["quotient"] == "88.7708%"
    assert "4008/4515" in found[1].facts["nearest"]
    assert "4009/4515" in found[1].facts["nearest"]
    assert {frozenset(c.about) for c in found} == {
        frozenset({"place/rate", "place/settled", "place/reported"})
    }


def test_a_rate_of_another_numerator_is_attainable() -> None:
    """A rate that its numerator does not give, although another one would, is SQ406 alone."""
    assert findings({**STATIONS, "rate": matter("88.79%", "closing-rate")}, RATE) == [("SQ406", "strict")]
    assert findings({**STATIONS, "rate": matter("88.77%", "closing-rate")}, RATE) == []
    assert findings({**STATIONS, "rate": matter("89%", "closing-rate")}, RATE) == []


def test_a_year_inside_a_total_so_far() -> None:
    """4008 in one year beside 3500余 so far: nothing literally, a contradiction as people use 余."""
    bounded = {"type": "bounded_by", "figure": "settled", "upper": "so-far"}
    found = only(STATIONS, bounded)
    assert (found.code, found.reading) == ("SQ405", "conventional")
    assert findings({**STATIONS, "so-far": matter("3500件以上")}, bounded) == []
    assert findings({**STATIONS, "so-far": matter("3500件")}, bounded) == [("SQ405", "strict")]
    lower = {"type": "bounded_by", "figure": "so-far", "lower": "settled"}
    assert findings(STATIONS, lower) == [("SQ405", "conventional")]


@pytest.mark.parametrize(
    ("printed", "since", "until", "fits"),
    [
        ("10年", "2008年", "2019年", True),  # handed over in 2008, told in May 2019: ten by anniversaries
        ("11年", "2008年", "2019年5月11日", True),
        ("10年", "2008年", "2019年5月11日", True),
        ("12年", "2008年", "2019年5月11日", False),
        ("9年", "2008年", "2019年5月11日", False),
        ("九周年", "2010年", "2019年", True),
        ("9年", "2010年4月", "2019年4月", True),
        ("10余年", "2008年", "2019年5月11日", True),
        ("近10年", "2008年", "2019年5月11日", False),
        ("13年", "2008年3月", None, True),  # the source is of June 2021
        ("14年", "2008年3月", None, False),
    ],
)
def test_completed_years(printed: str, since: str, until: str | None, fits: bool) -> None:
    """Years may be counted by the calendar or by anniversaries; neither fitting is a contradiction."""
    relation = {"type": "years_since", "years": "age", "since": since} | ({"until": until} if until else {})
    figures = {"age": {"metric": "tally-duration", "printed": printed, "value_type": "duration"}}
    assert (findings(figures, relation) == []) is fits


def test_units_of_a_rate() -> None:
    """People over households contradict, printed or not; 件 over 个 of one unit do not."""
    of = {"numerator": "users", "denominator": {"what": {"zh": "现有住户"}, "unit": "household"}}
    reach = {"metric": "tally-rate", "printed": "70%", "of": of}
    figures = {"users": {"metric": "tally-people", "printed": "859人"}, "reach": reach}
    assert findings(figures) == [("SQ408", "strict")]
    same = {**of, "denominator": {**of["denominator"], "unit": "person"}}  # type: ignore[dict-item]
    assert findings({**figures, "reach": {**reach, "of": same}}) == []
    mixed = {"all": "100件", "some": "70个", "share": {"metric": "tally-rate", "printed": "70%"}}
    assert findings(mixed, {"type": "rate", "rate": "share", "numerator": "some", "denominator": "all"}) == []


def test_a_rate_names_its_parts_itself() -> None:
    """`of` is judged like a relation, and both together make one contradiction of each code."""
    rate = {**STATIONS["rate"], "of": {"numerator": "settled", "denominator": "reported"}}  # type: ignore[dict-item]
    assert [code for code, _ in findings({**STATIONS, "rate": rate})] == ["SQ406", "SQ407"]
    assert [code for code, _ in findings({**STATIONS, "rate": rate}, RATE)] == ["SQ406", "SQ407"]


def test_overflow_needs_every_reading() -> None:
    """Parts over their total: literally where the total is exact, else only as people use the words."""
    parts = {"type": "partition", "total": "all", "parts": ["old", "new"]}
    assert findings({"all": "90件", "old": "60件", "new": "40件"}, parts) == [("SQ403", "strict")]
    assert findings({"all": "90余件", "old": "60件", "new": "40件"}, parts) == [("SQ403", "conventional")]
    assert findings({"all": "90余件", "old": "60件", "new": "39件"}, parts) == []
    assert findings({"all": "近100件", "old": "60件", "new": "40件"}, parts) == [("SQ403", "strict")]
    assert findings({"all": "1.2万件", "old": "12040件", "new": "4件"}, parts) == []
    assert findings({"all": "1.2万件", "old": "12540件", "new": "4件"}, parts) == [("SQ403", "strict")]
    assert findings({"all": "90件左右", "old": "60件", "new": "40件"}, parts) == [("SQ403", "conventional")]


def test_an_unread_part_still_counts_as_none_or_more() -> None:
    """A part in words hides no overflow of the others, and no shortfall is claimed with it."""
    parts = {"type": "partition", "total": "all", "parts": ["old", "new"], "exhaustive": True}
    words = {"printed": "若干", "value_type": "worded"}
    assert findings({"all": "90件", "old": "60件", "new": words}, parts) == []
    assert findings({"all": "90件", "old": "91件", "new": words}, parts) == [("SQ403", "strict")]


def test_repeats_and_facts_printed_again() -> None:
    """One fact told in two ways must allow one number."""
    repeat = {"type": "repeat", "figures": ["first", "second"]}
    assert findings({"first": "68件", "second": "近70件"}, repeat) == []
    assert findings({"first": "68件", "second": "70件"}, repeat) == [("SQ410", "strict")]
    again = {"printed": "68件", "also_at": [{"at": "¶5", "printed": "70余件"}]}
    assert findings({"first": again}) == [("SQ410", "conventional")]
    assert findings({"first": {**again, "also_at": [{"at": "¶5"}]}}) == []


def test_what_cannot_be_read_hides_nothing_printed_after_it() -> None:
    """Of several places each is compared; one without a number neither contradicts nor supports."""
    again = [{"at": "¶5", "printed": "多"}, {"at": "¶6", "printed": "70件"}]
    assert findings({"first": {"printed": "68件", "also_at": again}}) == [("SQ410", "conventional")]
    made = catalogue({"first": {"printed": "68件", "also_at": again[:1]}})
    assert [judged.holds for judged in judge_relations(made)] == [False]


def test_a_fact_printed_again_in_another_unit_is_converted() -> None:
    """2.5 square kilometres are 2,500,000 square metres; without factors nothing is judged."""
    for printed, found in (("2500000平方米", []), ("25平方米", [("SQ410", "conventional")]), ("3人", [])):
        figure = {"metric": "area", "printed": "2.5平方公里", "also_at": [{"at": "¶5", "printed": printed}]}
        assert findings({"first": figure}) == found


@pytest.mark.parametrize(
    ("rate", "numerator", "denominator", "fits"),
    [
        ("四分之三", "225件", "300件", True),
        ("三分之二", "200件", "300件", True),
        ("1/3", "100件", "300件", True),
        ("七分之一", "100件", "700件", True),
        ("一半以上", "151件", "300件", True),
        ("一半以上", "100件", "300件", False),
        ("超过三分之二", "200件", "299件", True),
        ("四分之三", "30件", "300件", False),
    ],
)
def test_rates_told_as_fractions(rate: str, numerator: str, denominator: str, fits: bool) -> None:
    """A fraction is a rate in per cent, as 七成 is, and counts as exact as its parts."""
    figures = {
        "rate": {"metric": "closing-rate", "printed": rate},
        "above": {"metric": "matters-closed", "printed": numerator},
        "below": {"metric": "matters-reported", "printed": denominator},
    }
    relation = {"type": "rate", "rate": "rate", "numerator": "above", "denominator": "below"}
    assert (findings(figures, relation) == []) is fits


def test_each_times_count() -> None:
    """One head for each of twelve grids makes twelve; a ceiling for each only bounds the total."""
    relation = {"type": "each_total", "each": "each", "count": "grids", "total": "total"}
    figures = {
        "each": {"metric": "tally-people", "printed": "3人", "statistic": "each"},
        "grids": {"metric": "grids", "printed": "12个"},
        "total": {"metric": "tally-people", "printed": "36人"},
    }
    assert findings(figures, relation) == []
    assert findings({**figures, "grids": {"metric": "grids", "printed": "11个"}}, relation) == [
        ("SQ411", "strict")
    ]
    ceiling = {**figures, "each": {**figures["each"], "statistic": "maximum-each"}}
    assert findings({**ceiling, "total": {"metric": "tally-people", "printed": "30人"}}, relation) == []
    over = {**ceiling, "total": {"metric": "tally-people", "printed": "40人"}}
    assert findings(over, relation) == [("SQ411", "strict")]


def test_amounts_in_two_units_are_converted() -> None:
    """8.5 square kilometres hold 900 hectares only if the reader errs."""
    subset = {"type": "subset_of", "part": "green", "whole": "all"}
    whole = {"metric": "area", "printed": "8.5平方公里"}
    assert findings({"all": whole, "green": {"metric": "area", "printed": "800公顷"}}, subset) == []
    over = {"all": whole, "green": {"metric": "area", "printed": "900公顷"}}
    assert findings(over, subset) == [("SQ404", "strict")]


def test_cells_and_metrics_need_no_relation() -> None:
    """A cell over its total, and grid heads over grid staff, are found unasked; cells are not summed."""
    cell = {"breakdown": {"building-type": "high-rise"}}
    both = {
        "all": {"metric": "households", "printed": "300户"},
        "high": {"metric": "households", "printed": "310户", **cell},
    }
    assert findings(both) == [("SQ404", "strict")]
    low = {"breakdown": {"building-type": "multi-storey"}}
    cells = {
        **both,
        "high": {**both["high"], "printed": "200户"},
        "low": {**both["high"], "printed": "200户", **low},
    }
    assert findings(cells) == []
    staff = {
        "staff": {"metric": "grid-staff", "printed": "42人"},
        "heads": {"metric": "grid-heads", "printed": "50名"},
    }
    assert findings(staff) == [("SQ404", "strict")]


@pytest.mark.parametrize(
    "more",
    [
        {"realm": "planned"},
        {"scope": {"what": {"zh": "新区"}}},
        {"counts": {"zh": "含兼职"}},
        {"statistic": "each"},
        {"period": {"type": "during", "printed": "2018年"}},
        {"at": "other-2020¶3"},
    ],
)
def test_doubt_implies_no_contradiction(more: dict[str, Any]) -> None:
    """Where anything in the records sets two figures apart, nothing is concluded from their metrics."""
    staff = {"staff": {"metric": "grid-staff", "printed": "42人"}}
    assert findings({**staff, "heads": {"metric": "grid-heads", "printed": "50名", **more}}) == []


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"period": {"type": "during", "printed": "2019年"}}, "period"),
        ({"period": {"type": "cumulative-since", "printed": "2018年以来"}}, "period"),
        ({"realm": "target"}, "realm"),
        ({"metric": "tally-people", "printed": "9人"}, "unit"),
    ],
)
def test_relations_that_mix(more: dict[str, Any], what: str) -> None:
    """What cannot be joined is reported as the author's slip and not summed."""
    year = {"period": {"type": "during", "printed": "2018年"}}
    figures = {"all": matter("10件", **year), "some": {**matter("20件", **year), **more}}
    made = catalogue(figures, {"type": "subset_of", "part": "some", "whole": "all"})
    assert find_contradictions(made) == []
    (judged,) = judge_relations(made)
    assert judged.mixed
    assert judged.mixed.what == what
    (finding,) = check_mixtures(made)
    assert finding.code == "SQ414"
    assert {finding.facts["first"], finding.facts["second"]} == {"all", "some"}


def test_places_must_not_be_mixed() -> None:
    """A figure of another place joins a subset only if that place lies inside."""
    subset = {"type": "subset_of", "part": "inner/some", "whole": "all"}
    outer, inner = entry({"all": "10件"}, subset), entry({"some": "20件"})
    apart = Catalogue(
        communities={"place": outer, "inner": inner}, sources=BASE.sources, vocabularies=VOCABULARIES
    )
    assert [one.facts["first"] for one in check_mixtures(apart)] == ["all"]
    inside = entry({"some": "20件"}, within=[{"id": "place", "basis": "stated"}])
    together = replace(apart, communities={"place": outer, "inner": inside})
    assert [c.code for c in find_contradictions(together)] == ["SQ404"]


def test_a_part_of_the_year_lies_in_the_year() -> None:
    """A cell of the year's total may be dated more narrowly, and the total so far holds the year."""
    during = {"type": "during", "printed": "2018年"}
    since = {"type": "cumulative-since", "printed": "2018年以来"}
    figures = {"year": matter("10件", period=during), "so-far": matter("20件", period=since)}
    made = catalogue(figures, {"type": "bounded_by", "figure": "year", "upper": "so-far"})
    assert [(j.holds, j.mixed) for j in judge_relations(made)] == [(True, None)]


def test_a_note_settles_exactly_its_contradiction() -> None:
    """A note about the same figures silences the finding; one about fewer does not, and is one too many."""
    shortfall = {**PARTS, "exhaustive": True}
    note = {"kind": "contradiction", "about": ["settled", "reported", "passed-on"], "zh": "差四件"}
    settled = catalogue(STATIONS, shortfall, notes=[note])
    assert list(check_sums(settled)) == list(check_notes(settled)) == []
    assert note_for(settled, find_contradictions(settled)[0]) is settled.communities["place"].notes[0]
    partial = catalogue(STATIONS, shortfall, notes=[{**note, "about": ["settled", "reported"]}])
    assert [one.code for one in check_sums(partial)] == ["SQ402"]
    (extra,) = check_notes(partial)
    assert extra.code == "SQ412"
    assert extra.facts["nearest"] == "passed-on, reported, settled"


def test_an_unneeded_note_is_not_told_of_strangers() -> None:
    """The nearest contradiction shares a figure with the note, or none is named."""
    note = {"kind": "contradiction", "about": ["alone"], "zh": "某"}
    relation = {"type": "subset_of", "part": "part", "whole": "whole"}
    figures = {"part": "9件", "whole": "8件", "alone": "3件"}
    (found,) = check_notes(catalogue(figures, relation, notes=[note]))
    assert found.facts["nearest"] == "—"


def test_cautions_are_free() -> None:
    """A caution needs no contradiction and settles none."""
    caution = {"kind": "caution", "about": ["settled", "reported", "passed-on"], "zh": "范围可能不同"}
    made = catalogue(STATIONS, {**PARTS, "exhaustive": True}, notes=[caution])
    assert [one.code for one in check_sums(made)] == ["SQ402"]
    assert list(check_notes(made)) == []


# No false one: whatever is true, however it is told, is never a contradiction.


@st.composite
def told(draw: st.DrawFn, number: int) -> str:
    """Words that are true of `number`, in both readings."""
    forms = [
        f"{number}件",
        f"{draw(st.integers(0, number))}件以上",
        f"至多{number + draw(st.integers(0, 50))}件",
    ]
    forms.append(f"不足{number + draw(st.integers(1, 50))}件")
    step = 10 ** draw(st.integers(1, 3))
    below = number // step * step
    if 0 < below < number:
        forms += [f"{below}余件", f"超过{below}件"]
    above = -(-number // step) * step
    if above > number:
        forms.append(f"近{above}件")
    near = (number + step // 2) // step * step
    if near:
        forms.append(f"{near}件左右")
    if number >= 10000:
        forms.append(f"{(Decimal(number) / 10000).quantize(Decimal('0.1'), ROUND_HALF_UP)}万件")
    return draw(st.sampled_from(forms))


numbers = st.one_of(st.integers(1, 40), st.integers(1, 30000))


@settings(max_examples=150)
@given(st.data(), st.lists(numbers, min_size=2, max_size=4), st.integers(0, 2000))
def test_true_partitions_never_contradict(data: st.DataObject, parts: list[int], rest: int) -> None:
    """Whatever true words tell whole numbers that add up, nothing is found."""
    ids = [f"p{number}" for number in range(len(parts))]
    figures = {id_: data.draw(told(part)) for id_, part in zip(ids, parts, strict=True)}
    figures["all"] = data.draw(told(sum(parts) + rest))
    relation = {"type": "partition", "total": "all", "parts": ids, "exhaustive": rest == 0}
    assert findings(figures, relation) == []


@settings(max_examples=150)
@given(st.data(), numbers, st.integers(0, 2000))
def test_true_inclusions_never_contradict(data: st.DataObject, part: int, rest: int) -> None:
    """The same for parts, bounds and repeats."""
    figures = {
        "part": data.draw(told(part)),
        "again": data.draw(told(part)),
        "all": data.draw(told(part + rest)),
    }
    relations = [
        {"type": "subset_of", "part": "part", "whole": "all"},
        {"type": "bounded_by", "figure": "part", "upper": "all", "lower": "again"},
        {"type": "repeat", "figures": ["part", "again"]},
    ]
    assert findings(figures, *relations) == []


@settings(max_examples=150)
@given(st.data(), st.integers(1, 3000), st.integers(0, 3000), st.integers(0, 2))
def test_true_rates_never_contradict(data: st.DataObject, numerator: int, rest: int, digits: int) -> None:
    """A rate rounded half up to any number of digits fits its parts, however these are told."""
    whole = numerator + rest
    rate = (Decimal(100 * numerator) / whole).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    figures = {
        "rate": {"metric": "tally-rate", "printed": f"{rate}%"},
        "above": data.draw(told(numerator)),
        "below": data.draw(told(whole)),
    }
    relation = {"type": "rate", "rate": "rate", "numerator": "above", "denominator": "below"}
    assert findings(figures, relation) == []


@settings(max_examples=100)
@given(st.data(), st.integers(1, 60), st.integers(1, 60))
def test_true_products_never_contradict(data: st.DataObject, each: int, count: int) -> None:
    """Each times count makes the total, however the three are told."""
    figures = {
        "each": data.draw(told(each)),
        "count": data.draw(told(count)),
        "all": data.draw(told(each * count)),
    }
    relation = {"type": "each_total", "each": "each", "count": "count", "total": "all"}
    assert findings(figures, relation) == []


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_true_ages_never_contradict(since: date, until: date) -> None:
    """Anniversaries passed between two days fit wherever only months or years of those days are known."""
    passed = until.year - since.year - ((until.month, until.day) < (since.month, since.day))
    years = [DateRange(date(day.year, 1, 1), date(day.year, 12, 31)) for day in (since, until)]
    for first, last in product((DateRange(since, since), years[0]), (DateRange(until, until), years[1])):
        least, most = fit.years_between(first, last)
        assert fit.may_be_years(Interval.exactly(Decimal(passed)), least, most)
        assert fit.may_be_years(Interval.exactly(Decimal(until.year - since.year)), least, most)
        assert fit.may_be_years(Interval(Decimal(passed) - Decimal("0.5"), None), least, most)


ENDS = [None, *map(Decimal, range(4))]


def small_intervals() -> list[Interval]:
    """Every interval with ends among 0 to 3, open, closed or unbounded, that holds a whole number up to 5."""
    found = []
    for low, high, low_open, high_open in product(ENDS[1:], ENDS, (False, True), (False, True)):
        try:
            interval = Interval(low, high, low_open, high_open)
        except ValueError:
            continue
        if any(interval.contains(Decimal(n)) for n in range(6)):
            found.append(interval)
    return list(dict.fromkeys(found))


SMALL = small_intervals()
WHOLE = {interval: [n for n in range(6) if interval.contains(Decimal(n))] for interval in SMALL}


def test_brute_force_over_two_intervals() -> None:
    """For every two small intervals, a pair of whole numbers that fits is never denied."""
    assert len(SMALL) > 25
    for a, b in product(SMALL, SMALL):
        pairs = list(product(WHOLE[a], WHOLE[b]))
        assert fit.may_be_at_most(a, b) or not any(x <= y for x, y in pairs)
        assert fit.hull(a, b).encloses(a)
        assert fit.hull(a, b).encloses(b)
        if a.is_point and b.is_point:
            assert fit.may_be_at_most(a, b) is any(x <= y for x, y in pairs)


def test_brute_force_over_three_intervals() -> None:
    """For every three small intervals, whole numbers that add up, multiply or divide are never denied."""
    for a, b, c in product(SMALL[::2], SMALL[::3], SMALL):
        triples = list(product(WHOLE[a], WHOLE[b], WHOLE[c]))
        if any(x + y == z for x, y, z in triples):
            assert fit.check_partition(c, [a, b], exhaustive=True) is None
        if any(x + y <= z for x, y, z in triples):
            assert fit.check_partition(c, [a, b], exhaustive=False) is None
        if any(x * y == z for x, y, z in triples):
            assert fit.may_multiply(a, b, c)
        if any(x * y >= z for x, y, z in triples):
            assert fit.may_multiply(a, b, c, "maximum")
        if any(y and x == z * y for x, y, z in triples):
            assert fit.may_divide(a, b, c)


def test_exact_numbers_are_judged_exactly() -> None:
    """Between exact numbers nothing is missed either: found if and only if they do not fit."""
    for total, first, second in product(range(6), repeat=3):
        exact = [Interval.exactly(Decimal(n)) for n in (total, first, second)]
        gap = fit.check_partition(exact[0], exact[1:], exhaustive=True)
        assert gap == ("over" if first + second > total else "short" if first + second < total else None)
        assert fit.may_multiply(exact[1], exact[2], exact[0]) is (first * second == total)


def test_unattainable_rates_by_brute_force() -> None:
    """For every denominator up to 60 and many rates, the nearest whole numerators are right."""
    half = Decimal("0.0005")
    for denominator, thousandths in product(range(1, 61), range(0, 1001, 7)):
        rate = Interval(Decimal(thousandths) / 1000 - half, Decimal(thousandths) / 1000 + half)
        fits = [n for n in range(-1, denominator + 2) if rate.contains(Decimal(n) / Decimal(denominator))]
        around = fit.nearest_rates(Decimal(denominator), rate)
        if around is None:
            assert fits
        else:
            assert not fits
            assert around[1] - around[0] == 1
