"""Every page of the built site, without a browser: links lead somewhere, markup is whole and harmless."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from built_page import Address, BuiltPage
from published import PublishedSite
from shequ.messages import LANGUAGES
from shequ.page import FOLDERS, lang_of, within_edition

Site = dict[str, bytes]
Pages = dict[str, BuiltPage]

# An address with an empty place in it: the top of the page, which every page has.
_TOP = ""
# An address in a style sheet.
_CSS_URL = re.compile(rb"url\(\s*['\"]?([^'\")]+)")


@pytest.fixture(scope="module", params=["site", "hard_site"])
def built(request: pytest.FixtureRequest) -> PublishedSite:
    """The real site, and one of the hardest facts of all sources (contradictions, stubs, many sources)."""
    found: PublishedSite = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def files(built: PublishedSite) -> Site:
    """Its files."""
    return built.files


@pytest.fixture
def pages(built: PublishedSite) -> Pages:
    """Its pages."""
    return built.pages


def each_address(pages: Pages) -> Iterator[tuple[str, Address]]:
    """Every address with the page it stands on."""
    return ((path, address) for path, page in pages.items() for address in page.addresses)


def test_every_internal_link_leads_to_a_file_and_a_place_in_it(files: Site, pages: Pages) -> None:
    """No link of any page is dead, nor its anchor."""
    ids = {path: set(page.ids) for path, page in pages.items()}
    dead = set()
    for page, address in each_address(pages):
        if not address.is_internal or address.value.startswith("data:"):
            continue
        path, anchor = address.resolve(page)
        if path not in files or (anchor != _TOP and path in ids and anchor not in ids[path]):
            dead.add(f"{page}: {address.value}")
    assert sorted(dead) == []


def test_every_page_can_be_reached_by_links_from_the_first(pages: Pages) -> None:
    """A reader without JavaScript and without search gets everywhere."""
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for address in pages[page].addresses:
            target = address.resolve(page)[0] if address.tag == "a" and address.is_internal else page
            if target in pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert sorted(pages.keys() - reached) == []


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    """Anchors are unambiguous, and labels name one control."""
    twice = {
        path: repeated
        for path, page in pages.items()
        if (repeated := [id_ for id_, count in Counter(page.ids).items() if count > 1])
    }
    assert twice == {}


def test_external_links_are_plain_and_cannot_reach_back(pages: Pages) -> None:
    """Only http and https, and only as links a reader clicks; the page opened gets no handle on ours."""
    faulty = {
        f"{page}: <{a.tag} {a.attribute}={a.value!r} rel={' '.join(sorted(a.rel))!r}>"
        for page, a in each_address(pages)
        if not a.is_internal
        and not (a.tag == "a" and a.value.startswith(("http://", "https://")) and "noopener" in a.rel)
    }
    assert sorted(faulty) == []


def test_nothing_is_loaded_from_elsewhere(files: Site, pages: Pages) -> None:
    """Scripts, styles, images and fonts stand in the folder; style sheets name no other host."""
    loaded = {f"{page}: {a.value}" for page, a in each_address(pages) if a.tag != "a" and not a.is_internal}
    styles = {
        f"{path}: {found.decode()}"
        for path, data in files.items()
        if path.endswith(".css")
        for found in _CSS_URL.findall(data)
        if re.match(rb"(?:https?:)?//", found)
    }
    assert sorted(loaded | styles) == []


def test_no_markup_can_run_a_script_of_its_own(pages: Pages) -> None:
    """No element has an event handler, and no address is a script."""
    faulty = {
        f"{path}: <{tag} {name}={value[:60]!r}>"
        for path, page in pages.items()
        for tag, attributes in page.elements
        for name, value in attributes.items()
        if name.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:"))
    }
    assert sorted(faulty) == []


def test_every_page_has_one_heading_a_title_a_description_and_a_language(pages: Pages) -> None:
    """What a search engine, a screen reader and a browser's tab ask for."""
    faulty = {}
    for path, page in pages.items():
        described = [m for m in page.find("meta") if m.get("name") == "description" and m.get("content")]
        told = {
            "h1": len(page.find("h1")),
            "title": len([text for text in [page.text_of("title")] if text]),
            "description": len(described),
            "lang": page.find("html")[0].get("lang", "")[:2],
        }
        if told != {"h1": 1, "title": 1, "description": 1, "lang": lang_of(path)}:
            faulty[path] = told
    assert faulty == {}


def test_an_edition_leads_into_itself(pages: Pages) -> None:
    """But for the switch of language, a link that leaves an edition leads to a page that it does not have."""
    leaving = {
        f"{path}: {link['href']}"
        for path, page in pages.items()
        for link in page.find("a")
        if "hreflang" not in link
        and (target := Address("a", "href", link.get("href", "#"), frozenset()).resolve(path)[0]) in pages
        and lang_of(target) != lang_of(path)
        and (FOLDERS[lang_of(path)] + within_edition(target) in pages or lang_of(path) == "zh")
    }
    assert sorted(leaving) == []


def test_every_generated_page_has_its_translation(pages: Pages) -> None:
    """Both editions hold the same pages, but for hand-written ones that are in Chinese only."""
    chinese, english = (
        {within_edition(path) for path in pages if lang_of(path) == lang} for lang in LANGUAGES
    )
    assert english <= chinese
    assert {path for path in chinese - english if not path.startswith("contributing/")} == set()
    assert len(english) > 100


def test_images_have_a_text(pages: Pages) -> None:
    """Every image says what it shows, even if that is nothing."""
    nameless = {
        f"{path}: {image}" for path, page in pages.items() for image in page.find("img") if "alt" not in image
    }
    assert sorted(nameless) == []


def test_hard_facts_are_there(hard_site: PublishedSite) -> None:
    """The second site is not an empty one."""
    assert len(hard_site.catalogue.communities) > 10
