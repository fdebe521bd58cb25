"""Text that wants to be code stays text: a site in which every free text is an attack, opened page by page.

`shequ check` refuses such a catalogue; the build must be safe even so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from kinds import KINDS, pick_pages
from pydantic import BaseModel
from visit import Visit

from built_page import BuiltPage
from published import PublishedSite, parse_pages
from shequ.model import Locator, Source
from shequ.model.base import Reference
from shequ.publish import build_files
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.site import write_tree

pytestmark = pytest.mark.browser

# Ends attributes, elements, titles, scripts and templates; a template that computes says 62615533.
ATTACK = (
    "</title></script></textarea><script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
    "\"'><svg onload=window.pwned=1>{{7919*7907}}{% raw %}${7919*7907}\u2028]]>--><!--&lt;b&gt;&amp;"
)
COMPUTED = "62615533"
# Pages that say how far a record can be trusted.
JUDGING = ("data-quality.html", "sources/")
# Free text by the name of its field; ids, terms, dates and figures are read by machines, not shown as typed.
FREE = frozenset({"zh", "en", "aliases", "alt_labels", "by", "year", "one_of", "from_", "authority", "why"})


def attack(value: Any, name: str = "") -> Any:
    """A record in which every free text ends in the attack; its own words before it can be searched for."""
    if isinstance(value, BaseModel):
        changed = {field: attack(getattr(value, field), field) for field in type(value).model_fields}
        if type(value).__name__ == "Byline":
            changed["name"] = value.name + ATTACK
        return value.model_copy(update=changed)
    if isinstance(value, (Reference, Locator)):
        return value
    if isinstance(value, (tuple, list)):
        return type(value)(attack(item, name) for item in value)
    if isinstance(value, Mapping):
        return {key: attack(item, name) for key, item in value.items()}
    return value + ATTACK if isinstance(value, str) and name in FREE else value


def attack_catalogue(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with an attack in every free text."""
    words = catalogue.vocabularies
    parts = {f.name: attack(getattr(words, f.name)) for f in fields(words)}
    kinds = ("communities", "sources", "mechanisms", "tables", "retired")
    records = {kind: attack(getattr(catalogue, kind)) for kind in kinds}
    return replace(catalogue, **records, vocabularies=replace(words, **parts))


@pytest.fixture(scope="module")
def hostile(site: PublishedSite) -> dict[str, bytes]:
    """Every file of the hostile site."""
    return build_files(attack_catalogue(site.catalogue), site.project)


@pytest.fixture(scope="module")
def hostile_root(hostile: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the hostile site, in a folder."""
    folder: Path = tmp_path_factory.mktemp("hostile") / "site"
    write_tree(hostile, folder)
    return folder.as_uri() + "/"


def test_the_attack_is_everywhere(hostile: dict[str, bytes]) -> None:
    """Places, practices, mechanisms, problems, metrics, sources and tables all carry it, escaped."""
    for folder in ("communities", "practices", "mechanisms", "problems", "metrics", "sources", "compare"):
        pages = [p for p in hostile if p.startswith(f"{folder}/") and p.endswith(".html")]
        assert pages
        assert all(b"window.pwned" in hostile[path] for path in pages), folder


def test_no_page_has_an_element_more(site: PublishedSite, hostile: dict[str, bytes]) -> None:
    """Page by page the same elements in the same order as on the real site, with the same attributes.

    Long words take more lines in a drawing. Pages that judge the records say more of these: that their
    sources have changed, that the checks object; there, too, no element is of a kind the site does not have.
    """

    def outline(page: Any) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(sorted(attributes))) for tag, attributes in page.elements if tag != "text"]

    pages = parse_pages(hostile)
    assert pages.keys() == site.pages.keys()
    different = [path for path, page in pages.items() if outline(page) != outline(site.pages[path])]
    assert [path for path in different if not path.removeprefix("en/").startswith(JUDGING)] == []
    known = {element for page in site.pages.values() for element in outline(page)}
    assert {element for path in different for element in outline(pages[path])} <= known


@pytest.mark.parametrize(
    "url",
    ["javascript:window.pwned=1", " JavaScript:0//http://a", "data:text/html,<script>", "//a/", "file:///a"],
)
def test_no_address_is_a_script(site: PublishedSite, url: str) -> None:
    """An address of a source that is none of a web page is not linked, in whatever way it is written."""
    sources = {id_: _locate(record, url) for id_, record in site.catalogue.sources.items()}
    pages = [
        p for p in render_pages(replace(site.catalogue, sources=sources)) if p.path.startswith("sources/")
    ]
    addresses = [a.value for page in pages for a in BuiltPage(page.content).addresses]
    assert len(addresses) > 3
    assert [a for a in addresses if urlsplit(a).scheme or urlsplit(a).netloc] == []


def _locate(source: Source, url: str) -> Source:
    """The source with another address of its copy."""
    assert source.copy_
    return source.model_copy(update={"copy_": source.copy_.model_copy(update={"url": url, "link": True})})


def test_no_template_computes(hostile: dict[str, bytes]) -> None:
    """Braces in a text are characters; nothing evaluates them."""
    assert [path for path, data in hostile.items() if COMPUTED.encode() in data] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_runs(begin, hostile_root: str, site: PublishedSite, kind: str) -> None:
    """Opened in a browser, with every card open, no page runs what its texts say."""
    visit = begin(hostile_root)
    page = visit.open(pick_pages(site.catalogue)[kind])
    page.evaluate("document.querySelectorAll('details').forEach((card) => (card.open = true))")
    visit.measure("settle")
    assert page.evaluate("typeof window.pwned") == "undefined"
    foreign = "script, img, textarea, svg:not([aria-hidden=true]), [onload], [onerror]"
    assert page.locator("article").locator(foreign).count() == 0


def test_hostile_results_are_text(begin, hostile_root: str) -> None:
    """The search box shows hostile titles, places and aliases letter by letter, and marks hits in them."""
    visit = begin(hostile_root)
    page = visit.open("index.html")
    for typed in ("恳谈会", "湘城", "<script>window.pwned=1</script>", "onerror", "{{7919*7907}}"):
        page.keyboard.press("/")
        page.locator(".shequ-search__input").fill("")
        page.keyboard.type(typed)
        page.locator(".shequ-search__option").first.wait_for()
        shown = page.locator(".shequ-search__list").inner_text()
        assert "<script>" in shown
        assert COMPUTED not in shown
        assert page.locator(".shequ-search__panel :is(script, img, svg, title)").count() == 0
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    assert page.evaluate("typeof window.pwned") == "undefined"


def test_equal_scores_stand_in_the_order_of_ids(begin, hostile_root: str) -> None:
    """Where many pages say the same, those of one score come by their ids."""
    visit: Visit = begin(hostile_root)
    visit.open("index.html")
    found = visit.page.evaluate('window.shequ.search("onerror", {limit: 500})')
    assert len({r["score"] for r in found}) < len(found), "no tie: nothing is shown here"
    assert found == sorted(found, key=lambda r: (-r["score"], r["id"]))


def test_following_a_hostile_result(begin, hostile_root: str) -> None:
    """Enter on a hostile result leads to its page, and the page is quiet."""
    visit = begin(hostile_root)
    page = visit.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("民情民意恳谈会")
    page.locator(".shequ-search__option").first.wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visit.path.startswith("practices/nanhu-xiangcheng/")
    assert page.evaluate("typeof window.pwned") == "undefined"
