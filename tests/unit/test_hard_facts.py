"""The hardest facts of the founding texts, as `tests/cases/valid/hard-facts` holds them.

Each `# hard:` comment there says what makes a fact hard; the tables here say what the model must make of it.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from ground import lay_ground
from shequ.catalogue import load
from shequ.dates import parse_date
from shequ.derive import derived_values
from shequ.diagnostics import Diagnostic
from shequ.model import Practice
from shequ.quantity import Interval
from shequ.records import Catalogue
from shequ.report import render_text
from shequ.sums import find_contradictions, judge_relations, note_for

REPOSITORY = Path(__file__).parents[2]
CASE = REPOSITORY / "tests" / "cases" / "valid" / "hard-facts"
SOURCES = {"nanhu-2019", "jingchuan-2022", "xincheng-2023", "zhenhai-2019", "zhuanghang-2020"}

Loaded = tuple[Catalogue, list[Diagnostic]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The case over the vocabularies and mechanisms of the real catalogue."""
    root = lay_ground(CASE / "overlay.txt", tmp_path_factory.mktemp("hard-facts") / "catalogue")
    shutil.copytree(CASE, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("overlay.txt"))
    return load(root)


@pytest.fixture(scope="module")
def catalogue(loaded: Loaded) -> Catalogue:
    """The loaded catalogue."""
    return loaded[0]


def practice_of(catalogue: Catalogue, id_: str) -> Practice:
    """A practice's record by its full id."""
    return catalogue.practices[id_].record


def bounds(text: str) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """An interval as mathematicians write it: `[3000, 4000]`, `(20000, )`; an unbounded end is open."""
    low, high = (part.strip() for part in text[1:-1].split(","))
    return (Decimal(low) if low else None, Decimal(high) if high else None, text[0] == "(", text[-1] == ")")


def test_no_finding(loaded: Loaded) -> None:
    """Every hard fact fits the model, and every contradiction in it has its note."""
    assert loaded[1] == [], render_text(loaded[1], "en")


def test_thirty_facts_of_five_texts() -> None:
    """Each text gives hard facts, each with its comment, more than thirty of them in all."""
    texts = {path: path.read_text("utf-8") for path in CASE.rglob("*.yml")}
    assert sum(text.count("# hard: ") for text in texts.values()) > 30
    listed = {
        source
        for path, text in texts.items()
        if path.parent.parent.name == "communities" and "# hard: " in text
        for source in re.findall(r"(?m)^sources: \[(.+)\]$", text)
    }
    assert listed == SOURCES


# id → strict bounds, qualifier, unit
READINGS = {
    "nanhu-xiangcheng/residents": ("(20000, )", "and-more", "person"),
    "nanhu-xiangcheng/migrants": ("[12000, 12000]", "rounded", "person"),
    "nanhu-xiangcheng/young-people": ("[3000, 4000]", "range", "person"),
    "nanhu-xiangcheng/villages-gathered": ("[5, 5]", "exact", "village"),
    "nanhu-xiangcheng/property-fees-paid": ("[90, )", "at-least", "percent"),
    "nanhu-xiangcheng/parking-fees-paid": ("[90, )", "at-least", "percent"),
    "nanhu-xiangcheng/design-rules": ("[3, 3]", "exact", "element"),
    "nanhu-xiangcheng/latest-course": ("[8, 8]", "exact", "term"),
    "nanhu-xiangcheng/camp-enrolments": ("(450, )", "and-more", "person"),
    "jingchuan-urban/households-of-each": ("(, 3000]", "at-most", "household"),
    "jingchuan-urban/recruitment-rounds": ("[2, 2]", "exact", "event"),
    "jingchuan-urban/disputes": ("[100, )", "at-least", "matter"),
    "jingchuan-urban/law-talks": ("(50, )", "and-more", "event"),
    "jingchuan-urban/circle-minutes": ("[15, 15]", "exact", "minute"),
    "jingchuan-urban/visits": ("[12000, 12000]", "exact", "person-time"),
    "jingchuan-urban/attendances": ("[710, 710]", "exact", "person-time"),
    "jingchuan-urban/courses": ("[14, 14]", "exact", "term"),
    "jingchuan-urban/new-households": ("[39, 39]", "exact", "household"),
    "jingchuan-urban/new-people": ("[93, 93]", "exact", "person"),
    "jingchuan-urban/allowance-paid": ("[11665379, 11665379]", "exact", "yuan"),
    "jingchuan-urban/winter-goods": ("[23, 23]", "exact", "tonne"),
    "jingchuan-urban/incidents": ("[0, 0]", "none", "matter"),
    "xingning-xincheng/residents": ("(, )", "about", "person"),
    "xingning-xincheng/small-services": ("(30, )", "and-more", "matter"),
    "zhenhai/towns": ("[2, 2]", "exact", "town"),
    "zhenhai/registered": ("[220000, 220000]", "rounded", "person"),
    "zhenhai/solved-so-far": ("(3500, )", "and-more", "matter"),
    "zhenhai/passed-on": ("[503, 503]", "exact", "matter"),
    "zhenhai/settled-rate": ("[88.78, 88.78]", "exact", "percent"),
    "zhenhai-jinyi/floor-area": ("[152000, 152000]", "rounded", "square-metre"),
    "zhenhai-jinyi/spaces": ("(, 700)", "nearly", "parking-space"),
    "zhenhai-jinyi/cars": ("(900, )", "and-more", "vehicle"),
    "zhenhai-jinyi/age": ("[10, 10]", "exact", "year"),
    "zhenhai-shengli/anniversary": ("[9, 9]", "exact", "year"),
    "zhenhai-shengli/performers": ("(20, )", "and-more", "person"),
    "zhenhai-zhuangyi/households": ("(, )", "about", "household"),
    "zhenhai-zhuangyi/migrants": ("(, 4000)", "nearly", "person"),
    "fengxian-lishuiwan/grids": ("[16, 16]", "exact", "grid"),
}


@pytest.mark.parametrize("id_", READINGS)
def test_reading(catalogue: Catalogue, id_: str) -> None:
    """The words of a figure become bounds, a qualifier and a unit, and nothing narrower than they say."""
    reading, unit = catalogue.figures[id_].reading, catalogue.figures[id_].unit
    expected, qualifier, expected_unit = READINGS[id_]
    found = (reading.low, reading.high, reading.low_open, reading.high_open)
    assert (found, reading.qualifier, unit) == (bounds(expected), qualifier, expected_unit)


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("nanhu-xiangcheng/residents", "(20000, 30000)"),
        ("nanhu-xiangcheng/migrants", "[11500, 12500]"),
        ("xingning-xincheng/residents", "[8500, 9500]"),
        ("zhenhai/solved-so-far", "(3500, 3600)"),
        ("zhenhai-jinyi/spaces", "[600, 700)"),
        ("zhenhai-zhuangyi/migrants", "[3000, 4000)"),
        ("jingchuan-urban/disputes", "[100, )"),
    ],
)
def test_conventional_reading(catalogue: Catalogue, id_: str, expected: str) -> None:
    """For consistency checks a qualifier is read as such reports use it; 上百 stays as wide as it is."""
    found = catalogue.figures[id_].conventional
    assert found == Interval(*bounds(expected))


@pytest.mark.parametrize(
    ("id_", "value_type", "qualifier"),
    [
        ("jingchuan-urban/sites-up-to-standard", "universal", "all"),
        ("zhenhai/full-coverage", "universal", "all"),
        ("nanhu-xiangcheng/members-of-each-grid", "worded", "worded"),
        ("nanhu-xiangcheng/migrant-children", "worded", "worded"),
        ("zhenhai-jinyi/talks", "worded", "worded"),
    ],
)
def test_words_without_number(catalogue: Catalogue, id_: str, value_type: str, qualifier: str) -> None:
    """All, several and most are figures without a number, and no number is made up for them."""
    figure = catalogue.figures[id_]
    assert (figure.record.value_type, figure.reading.qualifier) == (value_type, qualifier)
    assert (figure.reading.value, figure.strict, figure.conventional) == (None, None, None)


# id → type, first and last day
PERIODS = {
    "nanhu-xiangcheng/staff": ("as-of", "2019-07-15", "2019-07-15"),
    "nanhu-xiangcheng/property-fees-paid": ("multi-year", None, None),
    "nanhu-xiangcheng/courses-a-year": ("every", None, None),
    "nanhu-xiangcheng/camp-enrolments": ("during", "2019-07-01", "2019-08-31"),
    "jingchuan-urban/applicants": ("cumulative-since", "2021-01-01", None),
    "jingchuan-urban/heads": ("during", "2021-01-01", "2022-05-18"),
    "jingchuan-urban/safety-funds": ("every", None, None),
    "xingning-xincheng/small-services": ("during", "2022-01-01", "2022-12-31"),
    "zhenhai/solved-so-far": ("cumulative-since", "2018-01-01", None),
    "zhenhai/settled": ("during", "2018-01-01", "2018-12-31"),
    "zhenhai/full-coverage": ("by", None, "2020-12-31"),
    "zhenhai-shengli/performers": ("during", "2019-04-01", "2019-04-30"),
}


@pytest.mark.parametrize("id_", PERIODS)
def test_period(catalogue: Catalogue, id_: str) -> None:
    """Time words resolve against the source's own date, and stay without days where they name none."""
    period = catalogue.figures[id_].period
    assert period is not None
    assert (period.type, period.start, period.end) == PERIODS[id_]


def test_uncertain_year(catalogue: Catalogue) -> None:
    """今年 of a text that may be of either of two years is marked uncertain; 2018年 is not."""
    heads, settled = catalogue.figures["jingchuan-urban/heads"], catalogue.figures["zhenhai/settled"]
    assert heads.period is not None
    assert heads.period.uncertain
    assert settled.period is not None
    assert not settled.period.uncertain


def test_design_counts_have_no_period(catalogue: Catalogue) -> None:
    """A count or a limit inside a design is a rule without a period and never a result."""
    designs = [f for f in catalogue.figures.values() if f.record.metric in ("design-count", "design-limit")]
    assert len(designs) > 8
    assert {(f.record.realm, f.period, f.kind) for f in designs} == {("rule", None, "input")}


@pytest.mark.parametrize(
    ("id_", "realm"),
    [
        ("jingchuan-urban/company-agreed", "agreed"),
        ("jingchuan-urban/companies-reorganised", "actual"),
        ("zhenhai/full-coverage", "target"),
        ("zhenhai/years-planned", "planned"),
        ("xingning-xincheng/rest-stations", "actual"),
    ],
)
def test_realm(catalogue: Catalogue, id_: str, realm: str) -> None:
    """What is agreed, planned or aimed at is not told as done."""
    assert catalogue.figures[id_].record.realm == realm


@pytest.mark.parametrize(
    ("id_", "unit", "count"),
    [
        ("jingchuan-urban/community-meetings", "community", "communities"),
        ("jingchuan-urban/households-of-each", "community", "communities"),
        ("jingchuan-urban/sites-up-to-standard", "facility", "sites"),
        ("jingchuan-urban/posts-of-each-building", "building", None),
        ("nanhu-xiangcheng/head-of-each-grid", "grid", "grids"),
    ],
)
def test_each(catalogue: Catalogue, id_: str, unit: str, count: str | None) -> None:
    """A figure of each says of each of what, and how many there are where the text does."""
    record = catalogue.figures[id_].record
    assert record.statistic == "each"
    assert record.each_of is not None
    assert (record.each_of.unit, record.each_of.count) == (unit, count)


def test_one_numeral_for_two_facts(catalogue: Catalogue) -> None:
    """Two fees share one printed figure, and two kinds of place share seven."""
    fees = catalogue.figures["nanhu-xiangcheng/parking-fees-paid"].record
    assert (fees.shares_numeral_with, fees.printed) == ("property-fees-paid", "90%以上")
    posts = catalogue.figures["jingchuan-urban/posts-of-each-building"].record
    assert (posts.shares_numeral_with, posts.nth) == ("posts-of-each-compound", (1, 7))


def test_two_equal_numerals_for_two_facts(catalogue: Catalogue) -> None:
    """The second 1名 of a sentence is another post than the first."""
    heads, advisers = (
        catalogue.figures[f"nanhu-xiangcheng/{id_}"].record
        for id_ in ("head-of-each-grid", "adviser-of-each-grid")
    )
    assert (heads.printed, heads.nth, heads.metric) == ("1名", 1, "grid-heads")
    assert (advisers.printed, advisers.nth, advisers.metric) == ("1名", 2, "grid-advisers")


def test_restricted_figures(catalogue: Catalogue) -> None:
    """A figure says which kinds of settlement, or which cell, it is about."""
    scope = catalogue.figures["jingchuan-urban/owners-committees"].record.scope
    assert scope is not None
    assert scope.settlement == ("no-property-management", "scattered-buildings", "old-compound")
    cells = [
        f.record.breakdown for f in catalogue.figures_of("zhenhai-jinyi") if f.record.metric == "buildings"
    ]
    assert cells == [{"building-type": "multi-storey"}, {"building-type": "small-high-rise"}]


def test_national_total_is_no_figure(catalogue: Catalogue) -> None:
    """The size of a national quota stands with the honour, and no observation has it."""
    honour = catalogue.communities["nanhu-xiangcheng"].honours[0]
    assert (honour.by, honour.one_of) == ("中宣部", "100个")
    assert all(figure.reading.value != 100 for figure in catalogue.figures_of("nanhu-xiangcheng"))


def test_numbers_in_names_are_no_figures(catalogue: Catalogue) -> None:
    """1433, 五老, 4点半 and 8号 are names: no observation prints them."""
    printed = {figure.record.printed for figure in catalogue.figures.values()}
    names = [
        practice_of(catalogue, f"jingchuan-urban/{id_}").name.zh for id_ in ("five-elders", "half-past-four")
    ]
    assert names == ["五老讲师团", "社区4点半课堂"]
    assert practice_of(catalogue, "nanhu-xiangcheng/red-property").name.zh.startswith("1433")
    assert printed.isdisjoint({"1433", "五老", "4点半", "8号", "五个", "百"})


@pytest.mark.parametrize(
    ("id_", "status", "group"),
    [
        ("xingning-xincheng/rest-station", "built-not-open", "prepared"),
        ("zhenhai-zhuangyi/migrants-station", "preparing", "prepared"),
        ("zhenhai-jinyi/parking-extension", "under-discussion", "prepared"),
        ("zhenhai-jinyi/garage-repair", "decided", "prepared"),
        ("zhenhai/double-hundred", "planned", "prepared"),
        ("zhenhai/mutual-aid-stations", "rolling-out", "running"),
        ("nanhu-xiangcheng/residents-hearing", "running", "running"),
    ],
)
def test_status(catalogue: Catalogue, id_: str, status: str, group: str) -> None:
    """What is prepared, settled or built and still closed is not told as running."""
    assert practice_of(catalogue, id_).status.is_ == status
    assert catalogue.vocabularies.statuses[status].group == group


@pytest.mark.parametrize(
    ("id_", "day", "printed"),
    [
        ("nanhu-xiangcheng/residents-hearing", 16, "每月16日"),
        ("jingchuan-urban/talk-day", 15, "每月15日"),
        ("jingchuan-dongsheng/talking-room", None, "每月"),
    ],
)
def test_monthly_schedule(catalogue: Catalogue, id_: str, day: int | None, printed: str) -> None:
    """A day of every month is a schedule, told apart from monthly without a day."""
    (occasion,) = practice_of(catalogue, id_).schedule
    assert (occasion.every, occasion.day, occasion.printed) == ("month", day, printed)


@pytest.mark.parametrize(
    ("id_", "key", "expected"),
    [
        ("jingchuan-urban/three-heads-three-officers", "part_of", ("five-governance", "five-people")),
        (
            "zhenhai-shengli/auntie-he",
            "instance_of",
            ("zhenhai-zhaobaoshan/mutual-aid", "zhenhai/mutual-aid-stations"),
        ),
        ("xingning-xincheng/red-property", "instance_of", ("xingning-fuxing/red-property",)),
        ("zhenhai/mutual-aid-stations", "derived_from", ("zhenhai-zhaobaoshan/mutual-aid",)),
    ],
)
def test_ties(catalogue: Catalogue, id_: str, key: str, expected: tuple[str, ...]) -> None:
    """A practice may belong to two programmes, be one of another place's, or have spread from one."""
    assert tuple(link.id for link in getattr(practice_of(catalogue, id_), key)) == expected


def test_two_programmes_in_two_paragraphs(catalogue: Catalogue) -> None:
    """Each tie says where the text makes it."""
    ties = practice_of(catalogue, "jingchuan-urban/three-heads-three-officers").part_of
    assert [str(tie.at) for tie in ties] == ["¶15", "¶20"]


def test_place_in_three_places(catalogue: Catalogue) -> None:
    """A compound that three communities serve lies in all three, and that is an inference."""
    within = catalogue.communities["jingchuan-shiji"].within
    assert [place.id for place in within] == ["jingchuan-dongjie", "jingchuan-anding", "jingchuan-huizhong"]
    assert {place.basis for place in within} == {"inferred"}


def test_coverage_without_a_whole(catalogue: Catalogue) -> None:
    """In sixteen compounds, of a number that the text does not give."""
    (coverage,) = practice_of(catalogue, "jingchuan-urban/charging").carried_out_in
    assert (coverage.extent, coverage.count, coverage.of) == ("n", "compounds-reached", None)


def test_dated_events(catalogue: Catalogue) -> None:
    """Dates of a place are kept, a relative one resolves, and what lies ahead is not told as past."""
    founded = catalogue.communities["xingning-xincheng"].milestones[0]
    assert (founded.printed, founded.realm) == ("2019年", "actual")
    told = practice_of(catalogue, "nanhu-xiangcheng/integrated-party-building").milestones[0]
    assert parse_date(told.printed, catalogue.written("nanhu-2019")) == parse_date("2018年12月")
    begun = practice_of(catalogue, "zhenhai-shengli/auntie-he").started
    assert begun is not None
    resolved = parse_date(begun.printed, catalogue.written("zhenhai-2019"))
    assert (resolved.not_before.year, resolved.not_after.year) == (2010, 2010)
    opening = practice_of(catalogue, "xingning-xincheng/rest-station").milestones[0]
    assert (opening.printed, opening.realm, opening.date, opening.basis) == (
        "近期",
        "planned",
        "2023",
        "inferred",
    )
    target = practice_of(catalogue, "zhenhai/mutual-aid-stations").milestones[0]
    assert (target.printed, target.realm) == ("2020年底前", "target")


def test_speaker_is_an_office(catalogue: Catalogue) -> None:
    """A quoted figure has the speaker's voice and office; one of the narration has the source's voice."""
    staff = catalogue.figures["nanhu-xiangcheng/staff"]
    assert staff.voice == "implementer"
    assert staff.record.speaker is not None
    assert staff.record.speaker.zh == "社区党委书记"
    assert catalogue.figures["nanhu-xiangcheng/residents"].voice == "journalist"
    assert catalogue.figures["zhenhai-jinyi/age"].voice == "partner"


def test_omissions(catalogue: Catalogue) -> None:
    """Private persons are left out with or without a numeral, and never told."""
    omissions = [(id_, o) for id_, record in catalogue.communities.items() for o in record.omissions]
    private = {(id_, str(o.at), o.count) for id_, o in omissions if o.kind == "private-person"}
    assert private == {
        ("nanhu-xiangcheng", "¶16", 1),
        ("xingning-xincheng", "¶26", 1),
        ("zhenhai", "¶13", 1),
        ("zhenhai", "¶30", 1),
        ("fengxian-lishuiwan", "¶19", 0),
    }


def test_doubtful_sources(catalogue: Catalogue) -> None:
    """False labels of a host are kept as such, and where no date is given the range is."""
    spam = catalogue.sources["zhenhai-2019"]
    assert spam.copy_ is not None
    assert (spam.copy_.kind, spam.copy_.stamps_trusted, spam.copy_.link) == ("spam-site", False, False)
    assert (spam.publisher.type, [b.name for b in spam.bylines]) == ("unknown", ["陶欢欢", "张叶科"])
    forum = catalogue.sources["xincheng-2023"]
    assert forum.copy_ is not None
    assert forum.copy_.kind == "forum"
    assert (forum.publisher.type, forum.published and forum.published.date) == ("party-media", None)
    written = catalogue.written("jingchuan-2022")
    assert written is not None
    assert (written.not_before.year, written.not_after.year) == (2021, 2022)


def test_exactly_these_contradictions(catalogue: Catalogue) -> None:
    """The sums find what does not fit, in the reading that shows it, and nothing that does."""
    found = {(c.code, c.reading, frozenset(c.about)) for c in find_contradictions(catalogue)}
    rate = frozenset({"zhenhai/settled-rate", "zhenhai/settled", "zhenhai/reported"})
    assert found == {
        ("SQ402", "strict", frozenset({"zhenhai/reported", "zhenhai/settled", "zhenhai/passed-on"})),
        ("SQ405", "conventional", frozenset({"zhenhai/settled", "zhenhai/solved-so-far"})),
        ("SQ406", "strict", rate),
        ("SQ407", "strict", rate),
        ("SQ408", "strict", frozenset({"fengxian-shagangwan/reach", "fengxian-shagangwan/users"})),
    }


def test_each_contradiction_has_its_note(catalogue: Catalogue) -> None:
    """A note of kind contradiction stands with each, and none stands alone."""
    contradictions = find_contradictions(catalogue)
    assert all(note_for(catalogue, contradiction) for contradiction in contradictions)
    notes = [
        n for record in catalogue.communities.values() for n in record.notes if n.kind == "contradiction"
    ]
    assert len(notes) == len({frozenset(contradiction.about) for contradiction in contradictions})


def test_what_looks_wrong_and_holds(catalogue: Catalogue) -> None:
    """Ten years since 2008 in 2019, 1.2万 of 2万余, nearly 4,000 of nearly 6,000 are no contradictions."""
    judged = {(j.type, frozenset(j.figures)): j for j in judge_relations(catalogue)}
    assert [j for j in judged.values() if j.mixed] == []
    for type_, figures in [
        ("years_since", {"zhenhai-jinyi/age"}),
        ("years_since", {"zhenhai-shengli/anniversary"}),
        ("subset_of", {"nanhu-xiangcheng/residents", "nanhu-xiangcheng/migrants"}),
        ("subset_of", {"zhenhai-zhuangyi/residents", "zhenhai-zhuangyi/migrants"}),
        ("subset_of", {"zhenhai-jinyi/spaces", "zhenhai-jinyi/spaces-below"}),
        ("subset_of", {"zhenhai/stations", "zhenhai/stations-led-by-members"}),
    ]:
        assert judged[type_, frozenset(figures)].holds, (type_, figures)


def test_exactly_these_quotients(catalogue: Catalogue) -> None:
    """Only declared formulas over plain totals: no money by people, no ceiling by grids, no cells."""
    found = {
        (d.metric, d.inputs, d.interval.low, d.interval.high, d.interval.low_open, d.interval.high_open)
        for d in derived_values(catalogue)
    }
    nanhu, jinyi = "nanhu-xiangcheng", "zhenhai-jinyi"
    assert found == {
        ("grid-staff-per-1000", (f"{nanhu}/staff", f"{nanhu}/residents"), *bounds("(0, 4.85)")),
        ("migrants-per-100-residents", (f"{nanhu}/migrants", f"{nanhu}/residents"), *bounds("(0, 60)")),
        ("cars-per-100-spaces", (f"{jinyi}/cars", f"{jinyi}/spaces"), *bounds("(128.57, )")),
    }


def test_namesakes_are_told_apart(catalogue: Catalogue) -> None:
    """One name in four places is four practices, each with its own record."""
    namesake = catalogue.vocabularies.namesakes["red-property"]
    assert namesake.verdict == "different"
    assert len(namesake.items) == 4
    assert all(item in catalogue.practices for item in namesake.items)
    assert catalogue.vocabularies.namesakes["qingchuan"].verdict == "unknown"
