"""The browser, and the built site in the two ways a reader opens it: from a web server and from a folder."""

from __future__ import annotations

import functools
import http.server
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from chromium import HOW, find_chromium
from visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from published import PublishedSite

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A name as it comes about on an official's desktop.
FOLDER = "社区 实践库 (1)"

Begin = Callable[..., Visit]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say at once how to get a browser, instead of once for every test."""
    asked = config.getoption("--run-browser") and any(i.get_closest_marker("browser") for i in items)
    if asked and find_chromium() is None:
        raise pytest.UsageError(HOW)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of SHEQU_CHROMIUM, or of this machine."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    assert path, HOW
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def roots(site: PublishedSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of the site's root by the way it is opened; the folder is the unpacked zip."""
    folder = tmp_path_factory.mktemp("desktop") / FOLDER
    with zipfile.ZipFile(site.archive) as archive:
        archive.extractall(folder)
    handler = functools.partial(_Quiet, directory=str(site.tree))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    unpacked = folder / site.archive.stem
    yield {"http": f"http://127.0.0.1:{server.server_address[1]}/", "file": unpacked.as_uri() + "/"}
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name of the base class
        """Say nothing."""


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts by their settings, each made once."""
    made: dict[tuple[tuple[str, Any], ...], BrowserContext] = {}

    def make(**settings: Any) -> BrowserContext:
        key = tuple(sorted(settings.items()))
        if key not in made:
            made[key] = browser.new_context(
                locale="zh-CN", viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **settings
            )
            made[key].set_default_timeout(10_000)
        return made[key]

    yield make
    for context in made.values():
        context.close()


@pytest.fixture
def begin(contexts: Callable[..., BrowserContext]) -> Iterator[Begin]:
    """Begin a visit to a site at an address; what went wrong behind its pages fails the test at its end."""
    visits: list[Visit] = []

    def begin_visit(root: str, **settings: Any) -> Visit:
        settings.setdefault("offline", root.startswith("file:"))
        visits.append(Visit(contexts(**settings), root))
        return visits[-1]

    yield begin_visit
    for visit in visits:
        visit.page.close()
    assert [complaint for visit in visits for complaint in visit.complaints] == []


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, roots: dict[str, str]) -> str:
    """The root of the site, opened either way."""
    return roots[request.param]


@pytest.fixture
def visit(begin: Begin, root: str) -> Visit:
    """A visit to the real site, either way."""
    return begin(root)
