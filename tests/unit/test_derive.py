"""What follows from the records: quotients, evidence, grades, comparability, counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from shequ import derive
from shequ.catalogue import read
from shequ.messages import load_messages
from shequ.model import Community, Metric, Source
from shequ.place import county_of, places_above
from shequ.quantity import Interval
from shequ.records import Catalogue

BASE, _ = read(Path(__file__).parents[1] / "cases" / "base")
LABEL = {"pref_label": {"zh": "某", "en": "Some"}, "definition": {"zh": "某"}, "comparable": True}
STAFF_RATE = Metric.model_validate(
    {
        **LABEL,
        "kind": "input",
        "units": ["person"],
        "formula": {"numerator": "grid-staff", "denominator": "resident-population", "scale": "1000"},
    }
)
VOCABULARIES = replace(BASE.vocabularies, metrics={**BASE.vocabularies.metrics, "staff-per-1000": STAFF_RATE})
AT = {"at": "¶2"}
FEES = {"metric": "fee-collection-rate", "printed": "90%以上"}


def place(*figures: dict[str, Any], **more: Any) -> Community:
    """A community with figures of its own; ids are given in order where they are missing."""
    return Community.model_validate(
        {
            "sources": ["liuan-2021"],
            "name": {"zh": "某地", "en": "Somewhere"},
            "level": "community",
            "summary": {"zh": "某地"},
            "observations": number(figures, "f"),
            **more,
        }
    )


def number(figures: tuple[dict[str, Any], ...], prefix: str) -> list[dict[str, Any]]:
    """Figures with a paragraph and an id."""
    return [{"id": f"{prefix}{n}", **AT, **figure} for n, figure in enumerate(figures)]


def practice(*figures: dict[str, Any], id_: str = "one", **more: Any) -> dict[str, Any]:
    """A practice that is explained, with figures."""
    return {
        "id": id_,
        "name": {"zh": "做法", "en": "Practice"},
        "detail": "partial",
        "summary": {"zh": "怎么做"},
        "steps": [{"zh": "先这样，再那样", "at": "¶2"}],
        "status": {"is": "running"},
        "at": ["¶2"],
        "observations": number(figures, f"{id_}-"),
        **more,
    }


def catalogue(**communities: Community) -> Catalogue:
    """A catalogue of these communities over the small vocabularies and source."""
    return Catalogue(communities=communities, sources=BASE.sources, vocabularies=VOCABULARIES)


def derived(*figures: dict[str, Any], **more: Any) -> list[tuple[str, Interval]]:
    """Metric and interval of all that is derived of one place."""
    return [(d.metric, d.interval) for d in derive.derived_values(catalogue(here=place(*figures, **more)))]


STAFF = {"metric": "grid-staff", "printed": "97人"}
RESIDENTS = {"metric": "resident-population", "printed": "2万余人"}


def test_a_quotient_says_no_more_than_its_words() -> None:
    """97 over more than 20,000 is fewer than 4.85 per 1,000, and never 4.85."""
    (found,) = derive.derived_values(catalogue(here=place(STAFF, RESIDENTS)))
    assert found.interval == Interval(Decimal(0), Decimal("4.85"), True, True)
    assert (found.subject, found.unit, found.rounded) == ("here", "person", False)
    assert found.inputs == ("here/f0", "here/f1")
    assert found.formula == "grid-staff ÷ resident-population × 1000"


def test_bounds_are_rounded_outward() -> None:
    """A quotient that does not end within five digits is a narrow interval around it."""
    ((_, interval),) = derived(STAFF, {**RESIDENTS, "printed": "21000人"})
    assert interval == Interval(Decimal("4.6190"), Decimal("4.6191"), True, True)
    ((_, interval),) = derived({**STAFF, "printed": "三四十人"}, {**RESIDENTS, "printed": "8000人"})
    assert interval == Interval(Decimal("3.75"), Decimal(5))


@pytest.mark.parametrize(
    "figures",
    [
        (STAFF, {**RESIDENTS, "printed": "2万人左右"}),
        (STAFF, {**RESIDENTS, "printed": "许多", "value_type": "worded"}),
        ({**STAFF, "printed": "97人以上"}, {**RESIDENTS, "printed": "2万人以上"}),
        ({**STAFF, "realm": "planned"}, RESIDENTS),
        ({**STAFF, "statistic": "each"}, RESIDENTS),
        (STAFF, {**RESIDENTS, "scope": {"what": {"zh": "新区"}}}),
        (STAFF, {**RESIDENTS, "breakdown": {"building-type": "high-rise"}}),
        ({**STAFF, "period": {"type": "as-of", "printed": "2020年"}}, RESIDENTS),
        (
            {**STAFF, "period": {"type": "during", "printed": "2020年"}},
            {**RESIDENTS, "period": {"type": "during", "printed": "2019年"}},
        ),
    ],
)
def test_nothing_is_derived_from_what_does_not_allow_it(figures: tuple[dict[str, Any], ...]) -> None:
    """About, words, plans, restrictions and periods that differ give no quotient."""
    assert derived(*figures) == []


@pytest.mark.parametrize(
    ("upper", "lower", "count"),
    [
        (("as-of", "2020年"), ("as-of", "2020年7月"), 1),
        (("during", "2020年"), ("during", "2020年"), 1),
        (("during", "2020年"), ("during", "2020年下半年"), 0),
        (("cumulative-since", "2016年以来"), ("cumulative-since", "2016年以来"), 1),
        (("cumulative-since", "2016年以来"), ("cumulative-since", "2019年以来"), 0),
        (("every", "每年"), ("every", "每年"), 1),
        (("every", "每年"), ("every", "每月"), 0),
        (("year-unknown", "6月"), ("year-unknown", "9月"), 0),
    ],
)
def test_what_adds_up_over_time_needs_one_span(
    upper: tuple[str, str], lower: tuple[str, str], count: int
) -> None:
    """States are divided where their days meet; what was counted up, only over the very same days."""
    periods = [dict(zip(("type", "printed"), period, strict=True)) for period in (upper, lower)]
    assert len(derived({**STAFF, "period": periods[0]}, {**RESIDENTS, "period": periods[1]})) == count


def test_figures_of_two_subjects_are_not_divided() -> None:
    """Neither a practice's figure by its place's nor one place's by another's; one practice's own two are."""
    assert derived(RESIDENTS, practices=[practice(STAFF)]) == []
    assert derived(practices=[practice(STAFF), practice(RESIDENTS, id_="two")]) == []
    assert derive.derived_values(catalogue(here=place(STAFF), there=place(RESIDENTS))) == []
    (found,) = derive.derived_values(catalogue(here=place(practices=[practice(STAFF, RESIDENTS)])))
    assert found.subject == "here/one"


def test_rounded_inputs_are_marked() -> None:
    """1.2万 is taken at its value, and the result says that an input was rounded."""
    (found,) = derive.derived_values(catalogue(here=place(STAFF, {**RESIDENTS, "printed": "1.2万人"})))
    assert found.rounded


def level(*figures: dict[str, Any], **more: Any) -> tuple[str, str, str | None]:
    """The evidence of one practice: level, reason and next step, without their prefixes."""
    found = derive.evidence(catalogue(here=place(practices=[practice(*figures, **more)])), "here/one")
    after = found.next_key and found.next_key.removeprefix("evidence.next.")
    return found.level, found.reason_key.removeprefix("evidence.reason."), after


BEFORE = {**FEES, "printed": "60%", "role": {"as": "baseline", "for": "one"}}
AFTER = {**FEES, "role": {"as": "result", "for": "one"}}
ELSEWHERE = {**FEES, "printed": "70%", "role": {"as": "comparison", "for": "one"}}
COST = {"cost": [{"zh": "花了钱", **AT}]}


def study(design: str, independent: bool) -> dict[str, Any]:
    """An evaluation."""
    body = {"design": design, "evaluator": {"zh": "某院"}, "independent": independent}
    return {"evaluations": [{**body, "finding": {"zh": "有效"}, "source": "liuan-2021"}]}


def test_levels_rise_with_what_is_shown() -> None:
    """From a statement to an independent evaluation, each level with the next step that would raise it."""
    assert level() == ("E0", "no-figure", "figure")
    assert level(STAFF, detail="name-only", summary=None, steps=[]) == ("E0", "not-explained", "explain")
    assert level(detail="name-only", summary=None, steps=[]) == ("E0", "no-figure", "figure-and-explain")
    assert level(STAFF) == ("E1", "no-outcome", "outcome")
    assert level(STAFF, FEES) == ("E1", "outcome-alone", "baseline")
    assert level(BEFORE, AFTER) == ("E2", "before-after", "comparison-group")
    assert level(ELSEWHERE, AFTER) == ("E2", "comparison", "baseline")
    assert level(BEFORE, AFTER, ELSEWHERE) == ("E3", "both", "independent-evaluator")
    assert level(AFTER, **study("randomised", independent=False)) == ("E3", "both", "independent-evaluator")
    assert level(AFTER, **study("randomised", independent=True)) == ("E3", "both", "cost")
    assert level(AFTER, **study("randomised", independent=True), **COST) == (
        "E4",
        "independent",
        "replication",
    )


@pytest.mark.parametrize(
    "figure",
    [
        {**STAFF, "realm": "planned"},
        {**STAFF, "realm": "rule"},
        RESIDENTS,
        {"metric": "meetings-held", "printed": "多次", "value_type": "worded"},
    ],
)
def test_plans_designs_stocks_and_words_are_no_results(figure: dict[str, Any]) -> None:
    """What is meant, what was there anyway and what is only a word leaves a practice at E0."""
    assert level(figure)[0] == "E0"


def test_claims_and_honours_raise_nothing() -> None:
    """Praise and prizes leave a practice where its figures put it."""
    claims = [{"zh": "居民满意", "kind": "effect", **AT}]
    honours = [{"name": {"zh": "奖"}, **AT}]
    assert level(claims=claims, honours=honours)[0] == "E0"


def test_no_change_is_no_change() -> None:
    """A result that may equal its baseline, or is of another metric, shows no change."""
    assert level(BEFORE, {**AFTER, "printed": "60%"})[0] == "E1"
    assert level({**BEFORE, "printed": "95%"}, AFTER)[0] == "E1"
    assert level(BEFORE, {**AFTER, "metric": "closing-rate"})[0] == "E1"


@pytest.mark.parametrize(
    "more",
    [
        {"breakdown": {"building-type": "multi-storey"}},
        {"scope": {"what": {"zh": "一期"}}},
        {"per": "household"},
        {"counts": {"zh": "另一口径"}},
        {"period": {"type": "during", "printed": "2020年"}},
    ],
)
def test_a_baseline_measures_the_same_earlier(more: dict[str, Any]) -> None:
    """A cell, a part, another count or a later figure is no baseline; an earlier one is."""
    after = {**AFTER, "period": {"type": "during", "printed": "2018年"}}
    assert level({**BEFORE, **more}, after)[0] == "E1"
    earlier = {**BEFORE, "period": {"type": "during", "printed": "2016年"}}
    assert level(earlier, after)[0] == "E2"


def test_a_comparison_group_may_be_elsewhere() -> None:
    """Those compared may be of another scope, though not another cell."""
    assert level({**ELSEWHERE, "scope": {"what": {"zh": "邻近小区"}}}, AFTER)[0] == "E2"
    assert level({**ELSEWHERE, "breakdown": {"building-type": "high-rise"}}, AFTER)[0] == "E1"


def test_an_evaluation_needs_its_source() -> None:
    """An independent evaluation whose source is not in the catalogue counts for nothing."""
    found = study("randomised", independent=True)
    found["evaluations"][0]["source"] = "nowhere"
    assert level(BEFORE, AFTER, ELSEWHERE, **found, **COST)[0] == "E3"


def test_evidence_is_computed_once() -> None:
    """Asking twice gives the very same answer, for pages and mechanisms ask for every practice again."""
    assert derive.evidence(BASE, "liuan-hetao/grid-system") is derive.evidence(
        BASE, "liuan-hetao/grid-system"
    )
    with pytest.raises(KeyError):
        derive.evidence(BASE, "liuan-hetao/nothing")


def test_evidence_names_its_figures() -> None:
    """The figures a level rests on are given, so that a page can show them."""
    made = catalogue(here=place(practices=[practice(STAFF, BEFORE, AFTER)]))
    assert set(derive.evidence(made, "here/one").figures) == {"here/one-1", "here/one-2"}


def at_e3(**more: Any) -> Community:
    """A place with a practice that is compared with its own past and with another place."""
    return place(practices=[practice(BEFORE, AFTER, ELSEWHERE, mechanisms=["deliberation"])], **more)


def test_a_mechanism_is_replicated_in_three_counties() -> None:
    """E5 needs three counties and one direction; one county thrice is its best instance."""
    counties = {f"county-{n}": place(level="district") for n in range(3)}
    within = [{"within": [{"id": id_, "basis": "stated"}]} for id_ in counties]
    three = {f"p{n}": at_e3(**within[n]) for n in range(3)}
    found = derive.mechanism_evidence(catalogue(**counties, **three), "deliberation")
    assert (found.level, found.next_key, found.facts["counties"]) == ("E5", None, "3")
    assert found.facts["at_level"] == "3"
    same = {f"p{n}": at_e3(**within[0]) for n in range(3)}
    assert derive.mechanism_evidence(catalogue(**counties, **same), "deliberation").level == "E3"
    worse = [{**BEFORE, "printed": "95%"}, {**AFTER, "printed": "80%"}, ELSEWHERE]
    fourth = place(practices=[practice(*worse, mechanisms=["deliberation"])], **within[1])
    divided = derive.mechanism_evidence(catalogue(**counties, **three, p3=fourth), "deliberation")
    assert (divided.level, divided.facts["practices"]) == ("E3", "4")
    assert derive.mechanism_evidence(catalogue(), "deliberation").level == "E0"
    nowhere = derive.mechanism_evidence(catalogue(**{f"p{n}": at_e3() for n in range(3)}), "deliberation")
    assert (nowhere.level, nowhere.facts["counties"], nowhere.facts["at_level"]) == ("E3", "0", "3")


def test_a_county_is_found_upward() -> None:
    """The chain runs through entries and regions; a circle of places ends."""
    assert county_of(BASE, "liuan-meiyuan") == "r-990102"
    assert places_above(BASE, "liuan-meiyuan") == ["liuan-hetao", "r-990102003", "r-990102", "r-9901", "r-99"]
    round_ = catalogue(
        a=place(within=[{"id": "b", "basis": "stated"}]), b=place(within=[{"id": "a", "basis": "stated"}])
    )
    assert places_above(round_, "a") == ["b"]
    assert county_of(round_, "a") is None


def source(name: str, type_: str) -> Source:
    """A source of a publisher."""
    record = {
        "title": {"zh": "某文"},
        "kind": "news-report",
        "default_voice": "implementer",
        "extent": "full",
    }
    return Source.model_validate({**record, "publisher": {"name": {"zh": name}, "type": type_}})


@pytest.mark.parametrize(
    ("type_", "voice", "letter"),
    [
        ("party-media", "implementer", "D"),
        ("party-media", "superior", "C"),
        ("party-media", "journalist", "E"),
        ("party-media", "resident", "E"),
        ("party-media", "third-party", "B"),
        ("implementer", "implementer", "D"),
        ("repost-site", "superior", "F"),
        ("nowhere-listed", "superior", "F"),
    ],
)
def test_reliability_is_the_publishers_or_the_voices(type_: str, voice: str, letter: str) -> None:
    """A publisher that cannot be judged spoils every voice; else the voice decides."""
    made = replace(
        catalogue(here=place({**STAFF, "voice": voice})), sources={"liuan-2021": source("某报", type_)}
    )
    assert derive.source_grade(made, "here/f0") == f"{letter}3"


def test_corroboration_needs_a_sum_that_could_have_failed() -> None:
    """A relation between readable figures gives 2, one with words 3, a contradiction 4, words alone 6."""
    matters = [{"metric": "matters-reported", "printed": p} for p in ("100件", "40件", "110件")]
    words = {"metric": "matters-reported", "printed": "许多", "value_type": "worded"}
    relations = [
        {"type": "subset_of", "part": "f1", "whole": "f0"},
        {"type": "subset_of", "part": "f1", "whole": "f3"},
    ]
    made = catalogue(here=place(*matters, words, relations=relations))
    assert [derive.source_grade(made, f"here/f{n}") for n in range(4)] == ["D2", "D2", "D3", "D6"]
    clash = [{"type": "subset_of", "part": "f2", "whole": "f0"}]
    made = catalogue(here=place(*matters, relations=clash))
    assert [derive.source_grade(made, f"here/f{n}") for n in range(3)] == ["D4", "D3", "D4"]
    assert derive.contradicted(made) == {"here/f0", "here/f2"}


def test_two_sources_must_be_independent() -> None:
    """Two papers that relay the implementer are one account; a third party's own figure is another."""
    repeat = [{"type": "repeat", "figures": ["f0", "f1"]}]
    both = {"liuan-2021": source("甲报", "party-media"), "b-2022": source("乙报", "party-media")}
    for voice, digit in (("implementer", "2"), ("superior", "2"), ("third-party", "1")):
        figures = (STAFF, {**STAFF, "at": "b-2022¶3", "voice": voice})
        made = replace(catalogue(here=place(*figures, relations=repeat)), sources=both)
        assert derive.source_grade(made, "here/f0") == f"D{digit}"
    same = {**both, "b-2022": source("甲报", "party-media")}
    assert derive.source_grade(replace(made, sources=same), "here/f0") == "D2"


def verdict(*figures: dict[str, Any], **more: Any) -> tuple[str, ...]:
    """The reasons why figures of one place are not comparable."""
    made = catalogue(here=place(*figures, **more))
    return derive.comparability(made, made.figures).reasons


STATED = {"counts": {"zh": "在岗的人"}, "period": {"type": "as-of", "printed": "2020年"}}


def test_comparable_only_where_all_is_stated_and_alike() -> None:
    """Two figures that say the same about themselves may be set side by side, and nothing less."""
    full = {**STAFF, **STATED}
    made = catalogue(here=place(full, full))
    assert derive.comparability(made, ["here/f0", "here/f1"]) == derive.Verdict(True, ())
    assert derive.comparability(made, made.figures).keys == ("enum.verdict.comparable",)
    assert verdict(full) == ("single-figure",)
    assert verdict() == ("missing",)


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"counts": None}, ("definition-not-stated",)),
        ({"counts": {"zh": "含兼职"}}, ("definition-differs",)),
        ({"metric": "grid-heads"}, ("definition-differs",)),
        ({"metric": "households", "printed": "9户"}, ("definition-differs", "unit-differs")),
        ({"statistic": "each"}, ("statistic-differs",)),
        ({"statistic": "unclear"}, ("statistic-not-stated",)),
        ({"realm": "planned"}, ("realm-differs",)),
        ({"period": None}, ("period-not-stated",)),
        ({"period": {"type": "during", "printed": "2020年"}}, ("period-differs",)),
        ({"per": "grid"}, ("unit-differs",)),
        ({"scope": {"what": {"zh": "新区"}}}, ("scope-differs",)),
        ({"metric": "tally-people"}, ("generic-metric",)),
    ],
)
def test_what_keeps_figures_apart(more: dict[str, Any], reasons: tuple[str, ...]) -> None:
    """Each part of a definition that differs or is missing is named."""
    full = {**STAFF, **STATED}
    other = {key: value for key, value in {**full, **more}.items() if value is not None}
    assert verdict(full, other) == reasons


def test_levels_and_denominators_are_compared() -> None:
    """Places of two levels differ, and a rate must say what it divides by."""
    full = {**STAFF, **STATED}
    made = catalogue(here=place(full), there=place(full, level="compound"))
    assert derive.comparability(made, made.figures).reasons == ("level-differs",)
    over = [
        {**FEES, **STATED, "of": {"numerator": part, "denominator": part}} for part in parts("应收", "应缴户")
    ]
    assert verdict(over[0], over[0]) == ()
    assert verdict(over[0], over[1]) == ("denominator-differs",)
    assert verdict(over[0], {**FEES, **STATED}) == ("denominator-not-stated",)


def parts(*names: str) -> list[dict[str, Any]]:
    """Parts of a rate that a text names without printing them."""
    return [{"what": {"zh": name}} for name in names]


def test_every_message_key_has_words() -> None:
    """Whatever verdict can be given is worded in both languages."""
    for lang in ("zh", "en"):
        messages = load_messages(lang)  # type: ignore[arg-type]
        for what in ("definition", "unit", "denominator", "statistic", "level", "realm", "period"):
            assert {f"enum.verdict.{what}-differs", f"enum.verdict.{what}-not-stated"} <= messages.keys()
        for reason in (
            "comparable",
            "generic-metric",
            "single-figure",
            "missing",
            "scope-differs",
            "value-type-differs",
        ):
            assert f"enum.verdict.{reason}" in messages


REASONS = "no-figure not-explained no-outcome outcome-alone before-after comparison both independent"
STEPS = "figure explain figure-and-explain outcome baseline comparison-group independent-evaluator cost"


def test_every_level_says_why_and_what_next() -> None:
    """The reasons and next steps of practices and of mechanisms are worded in both languages."""
    reasons = [*REASONS.split(), "no-instance", "best-instance", "replicated"]
    steps = [*STEPS.split(), "replication", "instance", "raise-e0", "raise-e1", "raise-e2"]
    wanted = {f"evidence.reason.{key}" for key in reasons} | {f"evidence.next.{key}" for key in steps}
    for lang in ("zh", "en"):
        assert wanted - load_messages(lang).keys() == set()  # type: ignore[arg-type]


def test_completeness_counts_questions_of_what_is_more_than_a_name() -> None:
    """Five questions for each practice that is told; a bare name, an umbrella and a slogan nothing."""
    bare = practice(id_="two", detail="name-only", summary=None, steps=[])
    gathered = [practice(id_=kind, kind=kind) for kind in ("umbrella", "slogan")]
    made = catalogue(here=place(practices=[practice(**COST), bare, *gathered]))
    assert derive.completeness(made, "here") == (1, 5)
    assert derive.completeness(catalogue(here=place()), "here") == (0, 0)


def test_share_of_self_reported_figures() -> None:
    """The implementer's own voice as a share of all figures, of one place and of all."""
    made = catalogue(here=place(STAFF, {**STAFF, "voice": "superior"}), there=place(STAFF))
    assert derive.self_report_share(made, "here") == Fraction(1, 2)
    assert derive.self_report_share(made) == Fraction(2, 3)
    assert derive.self_report_share(catalogue()) == 0


def test_statistics_count_what_there_is() -> None:
    """The counts agree with the small catalogue of the cases, and every total with its parts."""
    counts = derive.statistics(BASE)
    assert counts["places"] == 2
    assert counts["practices_by_detail"] == {"full": 1, "name-only": 1, "partial": 2}
    assert counts["observations_by_voice"] == {"implementer": len(BASE.figures)}
    assert counts["contradictions"] == counts["contradiction_notes"] == 0
    for key, value in counts.items():
        total, found, _ = key.partition("_by_")
        if found and isinstance(value, dict):
            assert sum(value.values()) == counts[total]
