"""A mechanism's article: what is counted over its practices, what its page says, what nobody told."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from catalogues import BASE, lay_out
from test_cases import CASES, lay_over_base

from shequ import derive
from shequ.catalogue import load, read
from shequ.codebook import Lang
from shequ.exports.dataset import build_dataset
from shequ.model.mechanism import Need
from shequ.page import Page
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.render.article import is_our_reading
from shequ.search.documents import build_documents

# A second place with the mechanism: a rate before and after, a name only, a programme, a cost in money.
MORE = """\
sources: [liuan-2021]
name: {zh: 书院社区, en: Shuyuan Community}
level: community
within: [{id: r-9901, basis: stated}]
summary: {zh: 一个社区。, en: A community.}
practices:
  - id: fee-talks
    name: {zh: 收费协商, en: Fee talks}
    mechanisms: [deliberation]
    detail: full
    summary: {zh: 商量收费。, en: Fees are talked over.}
    steps: [{zh: 开会。, at: ¶4}]
    carried_out_in: [{extent: all, unit: compound, of: 3}]
    status: {is: planned, at: ¶4}
    unanswered: [side_effects, resistance]
    needs: [{zh: 有人记账。, en: A bookkeeper., at: ¶4}]
    failure: [{zh: 头一年没有开成。, at: ¶4}]
    observations:
      - {id: before, metric: fee-collection-rate, printed: 60%, at: ¶4, role: {as: baseline, for: fee-talks}}
      - {id: spent, metric: tally-money, label: {zh: 茶水费}, kind: input, printed: 300元, at: ¶4}
      - {id: after, metric: fee-collection-rate, printed: 90%, at: ¶4, voice: third-party}
    claims:
      - {zh: 业主都说好。, en: Owners are pleased., kind: reception, voice: resident, at: ¶4}
      - {zh: 有人不愿来。, kind: difficulty, at: ¶4}
    at: [¶4]
  - id: programme
    kind: umbrella
    name: {zh: 议事工程, en: Programme}
    mechanisms: [deliberation]
    detail: partial
    summary: {zh: 一套办法。, en: A set of ways.}
    status: {is: completed, at: ¶4}
    at: [¶4]
  - id: tea-talk
    name: {zh: 茶叙, en: Tea talk}
    mechanisms: [deliberation]
    detail: name-only
    status: {is: unknown}
    at: [¶4]
  - id: plain
    name: {zh: 碰头会, en: Huddle}
    mechanisms: [deliberation]
    detail: partial
    summary: {zh: 碰个头。, en: A short meeting.}
    status: {is: unknown}
    unanswered: [needs, cost, side_effects, resistance, failure]
    at: [¶4]
"""
ARTICLE = """\
works:
  - {zh: 定一个日子当面听。, en: A set day., from: [liuan-hetao/residents-hearing, liuan-shuyuan/fee-talks]}
  - {zh: 听完逐件答复。, from: [liuan-hetao/residents-hearing]}
variants:
  - {practice: liuan-shuyuan/fee-talks, zh: 只谈收费。, en: Fees only.}
  - {practice: liuan-hetao/residents-hearing, zh: 什么都谈。}
fits:
  - {zh: 居民有共同的事。, basis: inferred, from: [liuan-shuyuan/fee-talks]}
flow:
  lanes: [{id: residents, name: {zh: 居民, en: Residents}}, {id: street, name: {zh: 街道, en: Street}}]
  steps:
    - id: speak
      lane: residents
      zh: 提出
      from: [liuan-shuyuan/fee-talks]
      next: [{to: decide, when: {zh: 大事}}]
    - id: decide
      lane: street
      zh: 定下
      from: [liuan-hetao/residents-hearing]
      next: [{to: speak}]
"""


@cache
def catalogue() -> Catalogue:
    """The base case with the second place and the article."""
    with TemporaryDirectory() as folder:
        root = lay_over_base(CASES / "valid" / "sq301-known-reference", Path(folder) / "catalogue")
        (root / "communities" / "yunling" / "liuan-shuyuan.yml").write_text(MORE, "utf-8")
        with (root / "mechanisms" / "deliberation.yml").open("a", encoding="utf-8") as file:
            file.write(ARTICLE)
        found, broken = read(root)
    assert broken == []
    return found


@cache
def page(lang: Lang, path: str = "mechanisms/deliberation.html") -> Page:
    """One page of that catalogue."""
    return next(page for page in render_pages(catalogue(), lang) if page.path.removeprefix("en/") == path)


def text_of(html: str) -> str:
    """What is read, without the markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).replace("\u2060", "").split())


def section(lang: Lang, heading: str) -> str:
    """The part of the page under one second-level heading."""
    _, _, rest = page(lang).content.partition(f'<h2 id="{heading}">')
    return rest.partition("<h2 ")[0]


def test_counts_add_up() -> None:
    """Every practice is of one group; places are counted once, counties where one is known."""
    found = derive.standing(catalogue(), "deliberation")
    assert (found.practices, found.places, found.counties) == (5, 2, 1)
    assert found.statuses == {"running": 1, "finished": 1, "prepared": 1, "unknown": 2}
    assert sum(found.statuses.values()) == found.practices
    assert (found.figures, found.self_reported, found.outcomes) == (6, 5, 2)


def test_silences_are_counted_over_those_that_are_asked() -> None:
    """A bare name and a programme are asked nothing; a rate is asked its denominator."""
    found = derive.standing(catalogue(), "deliberation")
    assert found.unasked == 2
    assert {s.question: (s.silent, s.asked) for s in found.silences} == {
        "needs": (2, 3),
        "cost": (1, 3),
        "side_effects": (3, 3),
        "resistance": (3, 3),
        "failure": (2, 3),
        "coverage": (2, 3),
        "outcome": (2, 3),
        "evaluation": (3, 3),
        "baseline": (0, 1),
        "denominator": (2, 3),
    }


def test_direction_needs_a_value_before() -> None:
    """A rate that rose from its baseline, and whose metric wants more, shows one."""
    assert derive.standing(catalogue(), "deliberation").directions == {"better": 1}
    assert derive.standing(catalogue(), "grid-management").directions == {}
    assert derive.standing(catalogue(), "unheard-of").practices == 0


def test_head_tells_what_is_known_and_what_is_not() -> None:
    """Evidence with its reason, cost, direction, reach, every group of statuses, whose figures."""
    read_ = text_of(page("zh").content.partition('<nav class="sq-emmie"')[0])
    for told in (
        "E2 有变化",
        "5 项做法中 2 项报道了花费或金额",
        "变好（1 项做法有前后的数）",
        "5 项做法 2 个地方 1 个县区",
    ):
        assert told in read_
    for told in (
        "在运行 1",
        "已完成或已结束 1",
        "尚未完成 1",
        "没有说明 2",
        "6 个数字，5 个出自实施者（83%）",
    ):
        assert told in read_


def test_statements_lead_to_their_practices() -> None:
    """Numbers follow the table, lead to notes at the foot, and each note names the practice."""
    works = section("zh", "works")
    assert re.findall(r'href="#by-(\d)"', works) == ["1", "2", "2"]
    assert 'title="收费协商（书院社区）"' in works
    notes = re.findall(r'<li id="by-(\d)" value="\1">(.*?)</li>', page("zh").content)
    assert [(number, text_of(note)) for number, note in notes] == [
        ("1", "收费协商（书院社区）"),
        ("2", "民情恳谈会（河套社区）"),
    ]


def test_our_reading_is_marked() -> None:
    """What is inferred says so, and a key explains the mark."""
    assert 'title="看过各地条目以后的推断，不是来源的原话。">我们的归纳' in section("zh", "fits")
    assert "我们的归纳" in text_of(page("zh").content.partition('<h2 id="works"')[0])
    assert "我们的归纳" not in section("zh", "works")


def test_a_need_that_no_entry_records_is_our_reading() -> None:
    """A need taken from what a practice does is marked; one that an entry records as a need is not."""

    def need(*practices: str) -> Need:
        return Need.model_validate({"kind": "people", "zh": "有人记账。", "from": list(practices)})

    assert is_our_reading(catalogue(), need("liuan-shuyuan/plain"))
    assert not is_our_reading(catalogue(), need("liuan-shuyuan/fee-talks"))
    assert not is_our_reading(catalogue(), need("liuan-shuyuan/plain", "liuan-shuyuan/fee-talks"))


def test_places_stand_side_by_side() -> None:
    """Authored lines first; those without one say so; bare names come last, in one line."""
    rows = [text_of(row) for row in re.findall(r"<tr>(.*?)</tr>", section("zh", "practices"), re.DOTALL)[1:]]
    names = ("收费协商", "民情恳谈会", "议事工程", "碰头会")
    assert len(rows) == len(names)
    assert all(row.startswith(name) for row, name in zip(rows, names, strict=True))
    assert "只谈收费。" in rows[0]
    assert "90%" in rows[0]
    assert "计划中" in rows[0]
    assert "每月12日" in rows[1]
    assert "2016年" in rows[1]
    assert "本页没有单独写它的特点" in rows[3]
    assert "未报道" in rows[3]
    assert "另有 1 项来源只给了名称：茶叙（书院社区）" in text_of(section("zh", "practices"))


def test_an_empty_dimension_says_so() -> None:
    """Nobody wrote where it does not fit; what entries record stands under what the article leaves open."""
    assert "没有来源说到。" in section("zh", "fits").partition('id="unfit"')[2]
    assert "有人记账。" in section("zh", "needs")
    watched = text_of(section("zh", "watch"))
    assert "没做成 头一年没有开成。" in watched
    assert "有人不愿来。" in watched
    assert "没有来源说到难处" not in watched
    cost = text_of(section("zh", "cost"))
    assert "不另外花钱。" in cost
    assert "茶水费 300 元" in cost.partition("来源报道的金额：")[2]
    assert "不是花费" not in cost


def test_claims_and_figures_are_kept_apart() -> None:
    """A claim stands without a number among claims; an outcome figure among figures."""
    outcomes, _, claims = section("zh", "effect").partition('id="claims"')
    assert "90%" in outcomes
    assert "业主都说好" not in outcomes
    assert "业主都说好。" in claims
    assert "90%" not in claims


def test_silences_are_said() -> None:
    """How many of how many; a question that all answer is not among them."""
    said = text_of(section("zh", "silent"))
    assert "有没有副作用 3 项做法中 3 项没有说" in said
    assert "比率的分母 3 个比率中 2 个没有说" in said
    assert "结果在改变以前的数" not in said
    assert "另有 2 项只有名称、总称或口号" in said


def test_flow_reads_as_a_list() -> None:
    """Each step with its lane, its way on and in which case; what goes up a level is marked as such."""
    steps = re.findall(r'<li id="(step-\d)">(.*?)</li>', section("zh", "flow"), re.DOTALL)
    assert [(anchor, text_of(step)) for anchor, step in steps] == [
        ("step-1", "居民 提出依据做法1 ↑ 大事：第 2 步 （往上到街道）"),
        ("step-2", "街道 定下依据做法2 ↩ 第 1 步"),
    ]
    assert 'aria-hidden="true"' in section("zh", "flow").partition("</svg>")[0]


def test_english_words_where_there_are_any() -> None:
    """English statements stand as they are, Chinese ones are marked as Chinese."""
    works = section("en", "works")
    assert "A set day." in works
    assert '<span lang="zh-Hans">听完逐件答复。</span>' in works
    assert "better" in text_of(page("en").content).lower()


def test_list_is_an_outline() -> None:
    """Articles first; what is only defined says so; counts and evidence beside each."""
    html = page("zh", "mechanisms/index.html").content
    articles, _, defined = html.partition('<h2 id="defined"')
    assert 'id="mechanism-deliberation"' in articles
    assert "E2" in articles
    assert "5 项做法 · 2 个地方" in articles
    assert 'id="mechanism-grid-management"' in defined
    assert "只有定义" in defined


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mechanism_has_five_dimensions(lang: Lang) -> None:
    """The five stand on every page, empty or not, and lead to their headings."""
    for path in ("mechanisms/deliberation.html", "mechanisms/grid-management.html"):
        content = page(lang, path).content
        targets = re.findall(
            r'href="#(\w+)"', content.partition('<nav class="sq-emmie"')[2].partition("</nav>")[0]
        )
        assert targets == ["effect", "works", "fits", "needs", "cost"]
        assert all(f'<h2 id="{target}"' in content for target in targets)


def test_export_and_search_carry_the_article() -> None:
    """Statement by statement with the practices behind it; its words can be searched for."""
    row = next(m for m in build_dataset(catalogue()).mechanisms if m.id == "deliberation")
    data = row.model_dump(by_alias=True)
    assert data["works"][0]["from"] == ["liuan-hetao/residents-hearing", "liuan-shuyuan/fee-talks"]
    assert data["fits"][0]["basis"] == "inferred"
    assert data["flow"]["steps"][0]["next"] == [{"to": "decide", "when": {"zh": "大事", "en": None}}]
    assert data["evidence"]["level"] == "E2"
    document = next(
        d for d in build_documents(catalogue()) if (d.kind, d.id) == ("mechanism", "deliberation")
    )
    assert {"只谈收费。", "居民有共同的事。", "定下"} <= set(document.body)


def test_the_guide_s_example_is_sound(tmp_path: Path) -> None:
    """What the guide shows can be copied: laid over the base case it has no finding."""
    guide = (CASES.parents[1] / "docs" / "contributing" / "mechanism.md").read_text("utf-8")
    example = guide.partition("```yaml\n")[2].partition("```")[0]
    root = lay_over_base(CASES / "valid" / "sq301-known-reference", tmp_path / "catalogue")
    with (root / "mechanisms" / "deliberation.yml").open("a", encoding="utf-8") as file:
        file.write(example)
    found, diagnostics = load(root)
    assert diagnostics == []
    assert found.mechanisms["deliberation"].flow is not None


def test_an_article_waits_for_the_entries_it_cites(tmp_path: Path) -> None:
    """Where a place cannot be read its names are unknown: what may be one of them is no typed figure."""
    place = "communities/yunling/liuan-hetao.yml"
    entry = (BASE / place).read_text("utf-8").replace("{zh: 民情恳谈会,", "{zh: 民情12恳谈会,")
    article = (BASE / "mechanisms/deliberation.yml").read_text("utf-8")
    article += "works: [{zh: 办民情12恳谈会。, en: A meeting., from: [liuan-hetao/residents-hearing]}]\n"
    for name, text in (("whole", entry), ("lost", "name: [")):
        root = lay_out(tmp_path / name, {place: text, "mechanisms/deliberation.yml": article})
        found = {one.code for one in load(root)[1]}
        assert "SQ619" not in found
        assert bool(found) == (name == "lost")


def test_a_page_shows_the_first_of_many() -> None:
    """With a thousand practices the table says how many it leaves out, and the page keeps its size."""
    home = catalogue().communities["liuan-shuyuan"]
    plain = next(practice for practice in home.practices if practice.id == "plain")
    many = tuple(plain.model_copy(update={"id": f"plain-{n}"}) for n in range(1000))
    crowded = home.model_copy(update={"practices": (*home.practices, *many)})
    grown = replace(catalogue(), communities={**catalogue().communities, "liuan-shuyuan": crowded})
    pages = render_pages(grown, "zh")
    html = next(page for page in pages if page.path == "mechanisms/deliberation.html").content
    assert "另有 964 项没有列在这里。" in html
    assert "1,005 项做法" in text_of(html)
    assert len(html.encode()) < 100_000
