"""Every kind of page in a real browser, over http and from the unpacked zip: whole, quiet, legible."""

from __future__ import annotations

import pytest
from kinds import KINDS, RARE, pick_pages
from visit import DESKTOP, PHONE, Visit

from published import PublishedSite
from shequ.page import within_edition

pytestmark = pytest.mark.browser

NOT_PRINTED = (".sq-header", ".sq-aside", ".sq-footer", ".shequ-search", ".sq-noprint", ".sq-edit")


@pytest.fixture
def path(site: PublishedSite, kind: str) -> str:
    """The page of a kind."""
    found = pick_pages(site.catalogue)
    assert kind in found, f"the catalogue has no {kind}"
    return found[kind]


def test_every_generated_folder_is_covered(site: PublishedSite) -> None:
    """No kind of page is forgotten here: every folder that holds pages has one in the list."""
    looked_at = {path.rpartition("/")[0].split("/")[0] for path in pick_pages(site.catalogue).values()}
    assert {within_edition(path).rpartition("/")[0].split("/")[0] for path in site.pages} == looked_at
    assert set(KINDS) <= set(pick_pages(site.catalogue))


def test_the_watch_notices(begin, roots: dict[str, str]) -> None:
    """What the other tests rely on: requests elsewhere, errors, wide and faint text are seen."""
    visit = begin(roots["file"])
    page = visit.open("index.html")
    page.evaluate("new Image().src = 'http://192.0.2.1/x.png'")
    page.evaluate("console.error('x'); setTimeout(() => nothing())")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend',"
        " '<div style=\"width: 3000px; color: #eee; background: #fff\">faint</div>')"
    )
    visit.measure("settle")
    page.wait_for_timeout(100)
    assert {"outside", "console", "script"} <= {complaint.split(":")[0] for complaint in visit.complaints}
    assert visit.measure("sideways")["wide"]
    assert "faint" in visit.measure("faint")[-1]
    visit.complaints.clear()


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_and_quiet(visit: Visit, path: str) -> None:
    """One heading, a title, Chinese, all images, search ready before the load event, no complaint.

    At the width of a desk and of a phone nothing reaches out of the page.
    """
    visit.open(path)
    told = visit.measure("page")
    assert told["headings"] == 1
    assert told["title"]
    assert told["lang"].startswith("zh")
    assert told["brokenImages"] == []
    assert told["text"] > 20
    assert visit.measure("searchAtLoad") == "function"
    for width in (DESKTOP, PHONE):
        visit.resize(width)
        assert visit.measure("sideways") == {"by": 0, "wide": []}, width


@pytest.mark.parametrize("kind", RARE)
def test_page_of_hard_facts_is_whole_and_quiet(begin, hard_site: PublishedSite, kind: str) -> None:
    """The same holds where facts contradict each other and practices are bare names."""
    visit = begin(hard_site.tree.as_uri() + "/")
    visit.open(pick_pages(hard_site.catalogue)[kind])
    assert visit.measure("page")["headings"] == 1
    for width in (DESKTOP, PHONE):
        visit.resize(width)
        assert visit.measure("sideways") == {"by": 0, "wide": []}, width
    assert visit.measure("faint") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_stands_out(begin, roots: dict[str, str], path: str, scheme: str) -> None:
    """Every text has a contrast of 4.5 or more with its ground, in daylight and in the dark."""
    visit = begin(roots["file"], color_scheme=scheme)
    visit.open(path)
    assert visit.measure("faint") == []


def test_dark_is_dark(begin, roots: dict[str, str]) -> None:
    """The reader's system decides which of the two schemes a page has."""
    grounds = {}
    for scheme in ("light", "dark"):
        visit = begin(roots["file"], color_scheme=scheme)
        visit.open("index.html")
        grounds[scheme] = visit.measure("background")
    assert grounds["light"] != grounds["dark"]


def test_the_colours_chosen_hold_on_the_next_page(begin, roots: dict[str, str]) -> None:
    """The switch offers the other scheme, whichever script comes first; choosing the system's own forgets."""
    visit = begin(roots["http"], color_scheme="light")
    visit.open("index.html")
    button = visit.page.locator(".sq-scheme")
    names = [button.get_attribute("aria-label")]
    button.click()
    chosen = visit.measure("background")
    for path in ("about.html", "en/index.html"):
        visit.open(path)
        assert visit.measure("background") == chosen
    visit.open("index.html")
    names.append(button.get_attribute("aria-label"))
    button.click()
    names.append(button.get_attribute("aria-label"))
    assert names[0] == names[2] != names[1]
    assert visit.page.evaluate("localStorage.getItem('shequ-scheme')") is None


@pytest.mark.parametrize("kind", ["community", "practice-full", "table"])
def test_paper_has_the_article_only(visit: Visit, path: str, kind: str) -> None:
    """Printed, a page has no header, no navigation, no search; every figure a numbered note for its card."""
    visit.open(path)
    visit.page.emulate_media(media="print")
    visit.measure("settle")
    for part in NOT_PRINTED:
        shown = visit.page.locator(part).locator("visible=true").count()
        assert shown == 0, f"{part} is printed"
    assert visit.page.locator("h1").is_visible()
    figures = visit.page.locator(".sq-fig")
    assert figures.locator("details").locator("visible=true").count() == 0
    assert visit.page.locator(".sq-endnotes li").locator("visible=true").count() == figures.count()
    assert not kind.startswith(("community", "practice")) or figures.count()
    visit.resize(794)  # A4 at 96 dots an inch
    assert visit.measure("sideways") == {"by": 0, "wide": []}
