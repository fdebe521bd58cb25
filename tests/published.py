"""The real site for tests: the project copied, published as `shequ build` does, kept in memory.

In: this repository. Out: `PublishedSite`. Nothing is asserted here.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from built_page import BuiltPage
from ground import lay_ground
from shequ.catalogue import load
from shequ.publish import publish
from shequ.records import Catalogue
from shequ.report import exit_status, render_text

REPOSITORY = Path(__file__).parents[1]
EPOCH = "1600000000"  # when every site of the tests is said to be built: 2020-09-13 12:26:40 UTC


@dataclass(frozen=True)
class PublishedSite:
    """A built site and what it was built from. `tree` is the folder, `archive` the zip."""

    project: Path
    catalogue: Catalogue
    tree: Path
    archive: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the folder by its path below it."""
        return read_tree(self.tree)

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML page, parsed."""
        return parse_pages(self.files)


def copy_project(root: Path) -> Path:
    """What a build reads, copied to `root`: configuration, hand-written pages, catalogue, theme, hook."""
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    for folder in ("docs", "catalogue"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    theme = Path("scripts", "shequ", "templates", "theme")
    shutil.copytree(REPOSITORY / theme, root / theme)
    shutil.copy(REPOSITORY / "scripts" / "shequ" / "mkdocs_hook.py", root / "scripts" / "shequ")
    return root


def publish_hard_facts(project: Path) -> PublishedSite:
    """The same with the catalogue of `valid/hard-facts` in place of the real one."""
    case, root = REPOSITORY / "tests" / "cases" / "valid" / "hard-facts", project / "catalogue"
    shutil.rmtree(root)
    lay_ground(case / "overlay.txt", root)
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.txt", "*.md"))
    return publish_site(project)


def publish_site(project: Path) -> PublishedSite:
    """Build `site/` and `dist/` of a project whose catalogue has no errors."""
    catalogue, found = load(project / "catalogue")
    assert exit_status(found) == 0, render_text(found, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        index, archive = publish(catalogue, project, project / "site")
    return PublishedSite(project, catalogue, index.parent, archive)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def parse_pages(files: dict[str, bytes]) -> dict[str, BuiltPage]:
    """The HTML pages of a site, parsed."""
    return {path: BuiltPage(data.decode()) for path, data in files.items() if path.endswith(".html")}
