"""Search in a real browser: typed by keyboard, asked by its contract, the same from a server and a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from kinds import KINDS, pick_pages
from visit import PHONE, Visit

from published import PublishedSite

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser

XIANGCHENG = "nanhu-xiangcheng"
KEYS = {"kind", "id", "title", "context", "url", "score"}
KIND_NAMES = {"community", "practice", "mechanism", "problem", "metric", "source", "page"}
# Text as typed → the page that must come first, as (kind, id).
FIRST = {
    "1433": ("practice", f"{XIANGCHENG}/red-property-1433"),
    "１４３３": ("practice", f"{XIANGCHENG}/red-property-1433"),
    "四维合力": ("practice", f"{XIANGCHENG}/four-forces"),
    "湘城": ("community", XIANGCHENG),
    "飞线充电": ("problem", "unsafe-charging"),
    "  民情民意 恳谈会  ": ("practice", f"{XIANGCHENG}/residents-hearing"),
}
# Text as typed → a page that must be among the first five.
AMONG = {
    "90%以上": ("practice", f"{XIANGCHENG}/red-property-1433"),
    "色物业": ("practice", f"{XIANGCHENG}/red-property-1433"),
    "怎么收物业费": ("practice", f"{XIANGCHENG}/red-property-1433"),
    "恳谈": ("practice", f"{XIANGCHENG}/residents-hearing"),
    "恳谈会": ("practice", f"{XIANGCHENG}/residents-hearing"),
    "xiangcheng": ("community", XIANGCHENG),
}
# JavaScript literals of what nobody should type.
ODD = [
    '""',
    '"   \\t\\n　"',
    '"\\ud800"',
    '"\\udfff恳谈\\ud800"',
    '"社区".repeat(5000)',
    '"-+:~^*\\\\"',
    '"title:恳谈 +foo -bar~9^2 *"',
    '"__proto__"',
    '"<img src=x onerror=alert(1)>"',
    "null",
    "undefined",
    "{}",
    "[]",
    "NaN",
    "Symbol('x')",
    "{toString() { throw new Error('no'); }}",
]
ODD_OPTIONS = ["null", "{limit: -1}", "{limit: 'x'}", "{limit: Infinity}", "{kinds: []}", "{kinds: 5}", "7"]


def ask(visit: Visit, text: str, options: str = "{}") -> list[dict]:
    """What `shequ.search` answers; `text` and `options` are JavaScript."""
    return visit.page.evaluate(f"window.shequ.search({text}, {options})")


@pytest.fixture
def home(visit: Visit) -> Visit:
    """A visit to the first page."""
    visit.open("index.html")
    return visit


@pytest.fixture(scope="module")
def desks(contexts: Callable[..., BrowserContext], roots: dict[str, str]) -> Iterator[dict[str, Visit]]:
    """The first page opened once each way, for questions that leave the page as it is."""
    visits = {root: Visit(contexts(offline=way == "file"), root) for way, root in roots.items()}
    for visit in visits.values():
        visit.open("index.html")
    yield visits
    for visit in visits.values():
        visit.page.close()


@pytest.fixture
def desk(desks: dict[str, Visit], root: str) -> Iterator[Visit]:
    """A page to ask questions on, either way; it must stay quiet."""
    yield desks[root]
    assert desks[root].complaints == []


@pytest.mark.parametrize("text", FIRST)
def test_first_result(desk: Visit, text: str) -> None:
    """What a reader types brings the page meant, first."""
    found = ask(desk, json.dumps(text))
    assert [(r["kind"], r["id"]) for r in found][:1] == [FIRST[text]]


@pytest.mark.parametrize("text", AMONG)
def test_among_the_first_results(desk: Visit, text: str) -> None:
    """A part of a name, a figure as printed, a question in a resident's words."""
    assert AMONG[text] in [(r["kind"], r["id"]) for r in ask(desk, json.dumps(text), "{limit: 5}")]


@pytest.mark.parametrize("text", [*FIRST, *AMONG, "社区", "党员", "2019"])
def test_contract_of_results(desk: Visit, site: PublishedSite, text: str) -> None:
    """Six keys and no more, addresses of pages that exist, at most ten, best first, ties by id."""
    found = ask(desk, json.dumps(text))
    assert 0 < len(found) <= 10
    for result in found:
        assert set(result) == KEYS
        assert result["kind"] in KIND_NAMES
        assert result["url"].partition("#")[0] in site.files
        assert result["score"] > 0
    assert found == sorted(found, key=lambda r: (-r["score"], r["id"]))
    for result in found:
        if result["kind"] == "practice":
            place = site.catalogue.communities[result["id"].split("/")[0]].name.zh
            assert result["context"].endswith(place)


@pytest.mark.parametrize("kinds", ['["metric"]', '["practice", "problem"]', '"community"'])
def test_kinds_are_filtered(desk: Visit, kinds: str) -> None:
    """Only the kinds asked for come, and all of the limit can be filled with them."""
    asked = json.loads(kinds)
    found = ask(desk, '"社区"', f"{{kinds: {kinds}, limit: 50}}")
    assert found
    assert {r["kind"] for r in found} <= set([asked] if isinstance(asked, str) else asked)


def test_limit(desk: Visit) -> None:
    """A limit cuts the same list shorter."""
    assert ask(desk, '"社区"', "{limit: 3}") == ask(desk, '"社区"', "{limit: 30}")[:3]
    assert ask(desk, '"社区"', "{limit: 0}") == []


@pytest.mark.parametrize("text", ODD)
def test_odd_text_never_rejects(desk: Visit, text: str) -> None:
    """Whatever is asked, the answer is a list; nothing asked, nothing found."""
    found = desk.page.evaluate(f"Promise.resolve(window.shequ.search({text})).then(Array.from)")
    assert all(set(result) == KEYS for result in found)
    if text in ODD[:3] or "ull" in text or text == "undefined":
        assert found == []


@pytest.mark.parametrize("options", ODD_OPTIONS)
def test_odd_options_never_reject(desk: Visit, options: str) -> None:
    """Options that make no sense are as if not given."""
    assert ask(desk, '"恳谈会"', options)


def test_same_results_from_a_server_and_from_a_folder(begin, roots: dict[str, str]) -> None:
    """The way the site is opened does not show in what is found."""
    answers = []
    for root in roots.values():
        visit = begin(root)
        visit.open("index.html")
        answers.append([ask(visit, json.dumps(text), "{limit: 50}") for text in (*FIRST, *AMONG, "社区")])
    assert len(answers) == 2
    assert answers[0] == answers[1]


@pytest.mark.parametrize("kind", KINDS)
def test_search_finds_from_every_depth(begin, roots: dict[str, str], site: PublishedSite, kind: str) -> None:
    """From a page in any folder the index loads, and its results lead to the page."""
    visit = begin(roots["file"])
    visit.open(pick_pages(site.catalogue)[kind])
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("民情民意恳谈会")
    option = visit.page.locator(".shequ-search__option").first
    option.wait_for()
    assert option.get_attribute("href") == f"{roots['file']}practices/{XIANGCHENG}/residents-hearing.html"


@pytest.mark.parametrize("width", [1280, PHONE])
def test_typed_search_by_keyboard_alone(home: Visit, width: int) -> None:
    """A slash, part of a name, Enter: the practice's page is open."""
    home.resize(width)
    home.page.keyboard.press("/")
    home.page.keyboard.type("民意恳谈")
    with home.page.expect_navigation():
        home.page.keyboard.press("Enter")
    assert home.path == f"practices/{XIANGCHENG}/residents-hearing.html"
    assert "恳谈会" in home.page.locator("h1").inner_text()


def test_arrows_choose_and_escape_leaves(home: Visit) -> None:
    """The second result opens by arrow and Enter; Escape closes the list; assistive software is told."""
    page = home.page
    page.keyboard.press("/")
    page.keyboard.type("物业")
    page.locator(".shequ-search__option").nth(1).wait_for()
    box = page.locator(".shequ-search__input")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.locator(".shequ-search__option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".shequ-search__option").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == second.get_attribute("id")
    address = second.get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == address


def test_nothing_found_is_said(home: Visit) -> None:
    """A search without a result says so, in the page and to assistive software."""
    home.page.keyboard.press("/")
    home.page.keyboard.type("量子纠缠")
    home.page.locator(".shequ-search__panel").wait_for()
    home.page.wait_for_function("document.querySelector('.shequ-search__status').textContent.trim() !== ''")
    assert home.page.locator(".shequ-search__option").count() == 0
    assert home.page.locator(".shequ-search__status").inner_text().strip()
