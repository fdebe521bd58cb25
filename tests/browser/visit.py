"""One visit to the site in a real browser, with everything a reader does not see kept for the test.

In: a browser context and the address of the site's root. Out: `Visit`; what went wrong is in `complaints`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

PHONE, DESKTOP = 390, 1280
# A request given up because the reader went on to another page.
_LEFT = "net::ERR_ABORTED"
MEASURES = Path(__file__).with_name("measure.js").read_text("utf-8")


class Visit:
    """A tab on the site. Every console error, page error, failed or outside request is a complaint."""

    def __init__(self, context: BrowserContext, root: str) -> None:
        self.root = root
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.add_init_script(MEASURES)
        self.page.on("console", lambda m: m.type == "error" and self._complain("console", m.text))
        self.page.on("pageerror", lambda error: self._complain("script", str(error)))
        self.page.on("requestfailed", lambda r: r.failure != _LEFT and self._complain("failed", r.url))
        self.page.on("request", lambda request: self._judge(request.url))
        self.page.on("response", lambda r: r.status >= 400 and self._complain(str(r.status), r.url))

    def open(self, path: str) -> Page:
        """Go to a page of the site, until its load event."""
        self.page.goto(self.root + path, wait_until="load")
        return self.page

    def resize(self, width: int) -> None:
        """Give the window another width, and the page time to take it up."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.measure("settle")

    def measure(self, name: str, *arguments: Any) -> Any:
        """What a function of `measure.js` says of the page."""
        return self.page.evaluate(
            "([name, given]) => window.shequMeasure[name](...given)", [name, list(arguments)]
        )

    @property
    def path(self) -> str:
        """Where the tab is now, below the root, with its anchor."""
        return unquote(self.page.url.removeprefix(self.root))

    def _judge(self, url: str) -> None:
        if not url.startswith((self.root, "data:", "blob:", "about:blank")):
            self._complain("outside", url)

    def _complain(self, kind: str, what: str) -> None:
        self.complaints.append(f"{kind}: {what} (on {self.path})")
