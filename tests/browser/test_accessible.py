"""Accessibility of every kind of page, judged by axe-core, in both schemes and both editions."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds import KINDS, RARE, pick_pages
from visit import PHONE, Visit

from published import PublishedSite

pytestmark = pytest.mark.browser

EDITIONS = ("", "en/")
# Nothing is fetched again: a folder refuses it, and all styles are there.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def violations(visit: Visit) -> list[str]:
    """Everything axe-core objects to: rule, how grave, and the first element."""
    found: list[dict[str, Any]] = Axe().run(visit.page, options=OPTIONS).response["violations"]
    return [f"{v['id']} ({v['impact']}, {len(v['nodes'])}): {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.fixture(params=EDITIONS, ids=["zh", "en"])
def path(request: pytest.FixtureRequest, site: PublishedSite, kind: str) -> str:
    """The page of a kind in one of the editions."""
    # The guides are Chinese; in English the page about the catalogue is the hand-written one.
    is_translated = not (request.param and kind == "hand-written")
    found = request.param + pick_pages(site.catalogue)[kind if is_translated else "about"]
    assert found in site.pages, f"{found} is not made"
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation(begin, roots: dict[str, str], path: str, scheme: str) -> None:
    """Of no gravity whatever, with every card and menu open."""
    visit = begin(roots["file"], color_scheme=scheme)
    visit.open(path)
    visit.page.evaluate("document.querySelectorAll('article details').forEach(d => { d.open = true })")
    assert violations(visit) == []


@pytest.mark.parametrize("kind", RARE)
def test_no_violation_where_facts_are_hard(begin, hard_site: PublishedSite, kind: str) -> None:
    """The same where facts contradict each other and practices are bare names."""
    visit = begin(hard_site.tree.as_uri() + "/")
    visit.open(pick_pages(hard_site.catalogue)[kind])
    assert violations(visit) == []


@pytest.mark.parametrize("kind", ["home", "community", "table", "practice-full"])
def test_no_violation_on_a_phone(begin, roots: dict[str, str], site: PublishedSite, kind: str) -> None:
    """The same at the width of a phone."""
    visit = begin(roots["file"])
    visit.open(pick_pages(site.catalogue)[kind])
    visit.resize(PHONE)
    assert violations(visit) == []


def test_axe_notices(begin, roots: dict[str, str]) -> None:
    """A button without a name is found."""
    visit = begin(roots["file"])
    page = visit.open("about.html")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button>')")
    assert any(found.startswith("button-name") for found in violations(visit))
