"""The call of the site engine (MkDocs with the Material theme): hand-written pages, assets and shells.

In: the project's `mkdocs.yml` and `docs/`. Out: what the engine made, and shells for our own pages.
The engine works on a copy in a work folder: sentinel pages never stand in `docs/`, and never come out.
No content of the catalogue is known here, and no other module knows that an engine exists.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage

from shequ import __version__
from shequ.messages import LANGUAGES, load_messages
from shequ.page import Page
from shequ.site.shell import FILE, Shell, sentinel_markdown
from shequ.site.tree import read_timestamp

# What the theme brings and no page asks for: styles, scripts and pictures are ours.
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
# Made by us (sitemap) or not working from a folder (404.html has absolute addresses).
_DROPPED = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
# A line break in a Chinese paragraph: the source has one sentence per line, a reader must not see a gap.
_CHINESE = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’"
_CHINESE_BREAK = re.compile(rf"(?<=[{_CHINESE}])\n(?=[{_CHINESE}])")
# What the tags of a template leave behind.
_EMPTY_LINES = re.compile(r"\n\s*\n")
_SUBFOLDER = "zqz"  # holds the sentinels of pages one folder below their section's list


class EngineError(Exception):
    """The configuration or a hand-written page is wrong; the message holds all that the engine said."""


@dataclass(frozen=True)
class Engine:
    """What the engine made. `shells` by section, depth in folders, and whether with contents."""

    files: Mapping[str, bytes]
    shells: Mapping[tuple[str, int, bool], Shell]
    site_url: str
    edit_url: str

    def find_shell(self, page: Page) -> Shell:
        """The shell for `page`. Raises `EngineError` where its section is no generated page in `nav`."""
        key = (page.section, page.path.count("/"), bool(page.toc))
        try:
            return self.shells[key]
        except KeyError:
            sections = ", ".join(sorted({section for section, _, _ in self.shells}))
            raise EngineError(
                f"{page.path}: no shell for section {page.section} at depth {key[1]}; sections: {sections}"
            ) from None


class _Belonging(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Makes each sentinel belong to its section, so that the theme marks that section as the active one."""

    def __init__(self, sections: Mapping[str, str]) -> None:
        self.sections = sections

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Called by the engine once the navigation stands."""
        for sentinel, section in self.sections.items():
            file, parent = files.get_file_from_path(sentinel), files.get_file_from_path(section)
            if file and parent:
                EnginePage(None, file, config).parent = parent.page  # type: ignore[assignment]
        return nav


def build_shells(project_root: Path, work_dir: Path) -> Engine:
    """Run the engine once, on a copy of `docs/` with sentinels, inside `work_dir`.

    Raises `EngineError` with everything the engine warned of: it is a build, not an advice.
    """
    work_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work_dir, prefix="engine-") as name:
        docs, out = Path(name, "docs"), Path(name, "site")
        shutil.copytree(project_root / "docs", docs)
        with _gather_warnings() as warnings:
            config = _load_config(project_root, docs, out)
            sections = [md for md in _list_sections(config.nav) if not (docs / md).exists()]
            sentinels = _write_sentinels(docs, sections)
            config.plugins["shequ"] = _Belonging({s: section for s, (section, _, _) in sentinels.items()})
            build(config)
        if warnings:
            raise EngineError("\n".join(warnings))
        return _collect(config, out, sections, sentinels)


def set_words(config: MkDocsConfig) -> None:
    """Give the theme's templates what they must not hold: the interface's words, the version, the date.

    The date is that of SOURCE_DATE_EPOCH; without it no date is told, for two builds must be equal.
    """
    words = {
        lang: {
            key.removeprefix("shell."): text
            for key, text in load_messages(lang).items()
            if key.startswith("shell.")
        }
        for lang in LANGUAGES
    }
    moment = read_timestamp()
    built = f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else ""
    config.extra["shell"] = {"words": words, "version": __version__, "built": built}


def _load_config(project_root: Path, docs: Path, out: Path) -> MkDocsConfig:
    """The project's own configuration, but without its hook: under `mkdocs build` that is what calls us."""
    config = load_config(
        str(project_root / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(out), hooks=[], watch=[]
    )
    set_words(config)
    return config


def _list_sections(nav: Any) -> Iterator[str]:
    """Every Markdown file of the navigation."""
    for entry in nav or []:
        for target in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(target, list):
                yield from _list_sections(target)
            elif target.endswith(".md"):
                yield target


def _write_sentinels(docs: Path, sections: Iterable[str]) -> dict[str, tuple[str, int, bool]]:
    """Write a placeholder for each list page, sentinels beside and below it; return their keys."""
    sentinels = {}
    for section in sections:
        folder = PurePosixPath(section).parent
        folders = [folder] if folder == PurePosixPath() else [folder, folder / _SUBFOLDER]
        for where in folders:
            (docs / where).mkdir(parents=True, exist_ok=True)
            for has_toc in (True, False):
                name = str(where / f"{FILE}-{PurePosixPath(section).stem}-{int(has_toc)}.md")
                (docs / name).write_text(sentinel_markdown(has_toc=has_toc), "utf-8")
                sentinels[name] = (section, len(where.parts), has_toc)
        (docs / section).write_text("# -\n", "utf-8")
    return sentinels


def _collect(
    config: MkDocsConfig,
    out: Path,
    sections: Iterable[str],
    sentinels: Mapping[str, tuple[str, int, bool]],
) -> Engine:
    files = {str(f.relative_to(out).as_posix()): f.read_bytes() for f in out.rglob("*") if f.is_file()}
    shells = {}
    for name, (section, depth, has_toc) in sentinels.items():
        path = _to_html(name)
        shells[_to_html(section), depth, has_toc] = Shell.learn(_tidy(path, files.pop(path)).decode(), path)
    for placeholder in sections:
        del files[_to_html(placeholder)]
    kept = {path: _tidy(path, files[path]) for path in sorted(files) if _is_kept(path)}
    return Engine(kept, shells, config.site_url or "", str(config.extra.get("edit_url") or ""))


def _is_kept(path: str) -> bool:
    return path not in _DROPPED and not path.startswith(_UNUSED) and not path.endswith(".map")


def _tidy(path: str, data: bytes) -> bytes:
    """A page without empty lines, and without line breaks between two Chinese characters, except in code."""
    if not path.endswith(".html"):
        return data
    parts = re.split(r"(<pre.*?</pre>)", data.decode(), flags=re.DOTALL)
    parts[::2] = (_CHINESE_BREAK.sub("", _EMPTY_LINES.sub("\n", part)) for part in parts[::2])
    return "".join(parts).lstrip().encode()


def _to_html(markdown_path: str) -> str:
    return markdown_path.removesuffix(".md") + ".html"


@contextmanager
def _gather_warnings() -> Iterator[list[str]]:
    """Keep the engine quiet, and its warnings for us; its exceptions become `EngineError`, with them."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    level, propagate, handlers = logger.level, logger.propagate, logger.handlers[:]
    logger.handlers[:], logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    except (Abort, BuildError, ConfigurationError) as error:
        raise EngineError("\n".join([*messages, str(error)])) from error
    finally:
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)
