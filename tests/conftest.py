"""What tests of any folder share: the folder of cases, the built site, and what plain `pytest` leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from published import PublishedSite

CASES = Path(__file__).parent / "cases"
# No test asserts an absolute time: a busy machine is no fault.
settings.register_profile("shequ", deadline=None)
settings.load_profile("shequ")
_LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--run-browser`, which `make test` gives."""
    parser.addoption("--run-browser", action="store_true", help="drive the built site in a real Chromium")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a browser, unless it is asked for."""
    if config.getoption("--run-browser"):
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    config.stash[_LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out: silence would read as success."""
    count = config.stash.get(_LEFT_OUT, 0)
    if count:
        terminalreporter.write_line(f"browser suite left out ({count} tests): run make test")


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of small catalogues: `base`, `invalid`, `valid`."""
    return CASES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> PublishedSite:
    """The real site, built once from a copy of the project: nothing is written beside the sources."""
    from published import copy_project, publish_site  # the site engine takes a second to import

    return publish_site(copy_project(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="session")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> PublishedSite:
    """The site of `valid/hard-facts`: contradictions, stubs, many sources, bare names."""
    from published import copy_project, publish_hard_facts

    return publish_hard_facts(copy_project(tmp_path_factory.mktemp("hard-facts")))
