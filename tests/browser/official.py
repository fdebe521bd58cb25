"""An official at work on the site: goes by what can be read, and every click is counted.

In: a `Visit`. Out: `Official`. What a task must come to is asserted by its test.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Official:
    """Somebody who opens the first page and clicks on words; `clicks` counts each, and each Enter."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.clicks = 0
        self.page: Page = visit.open("index.html")

    def follow(self, words: str, *, within: str = "article") -> None:
        """Click on the first link that is in sight and has these words; the page it leads to is open."""
        link = self.page.locator(within).get_by_role("link", name=words).locator("visible=true").first
        self.clicks += 1
        with self.page.expect_event("framenavigated"):
            link.click()
        self.page.wait_for_load_state("load")

    def open(self, words: str, *, within: str = "body") -> None:
        """Unfold the first thing in sight that has these words on its fold."""
        self.clicks += 1
        self.page.locator(within).locator("summary", has_text=words).locator("visible=true").first.click()

    def search(self, words: str) -> None:
        """Type into the search box and take the first answer with Enter."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.locator(".shequ-search__option").first.wait_for()
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")

    def download(self, words: str, to: Path, *, within: str = "article") -> Path:
        """Click on a file; it lies in the folder `to` afterwards."""
        self.clicks += 1
        with self.page.expect_download() as waiting:
            self.page.locator(within).get_by_role("link", name=words).locator("visible=true").first.click()
        file = to / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    def print(self, to: Path) -> bytes:
        """The page on paper, as the browser's own dialogue would print it."""
        return self.page.pdf(path=to, prefer_css_page_size=True, format="A4")

    def reads(self, words: str) -> Locator:
        """What is in sight of these words; fails where nothing is."""
        found = self.page.locator("article").get_by_text(words).locator("visible=true").first
        found.wait_for()
        return found

    def text(self, within: str = "article") -> str:
        """All that is in sight."""
        return self.page.locator(within).first.inner_text()
