"""What a rendered page hands to the site: an article and what its shell must know about it.

In: nothing. Out: `Page` and `TocItem`, made by `render`, stamped by `site`; where each edition stands.
No wording, no markup and no knowledge of an engine lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from shequ.codebook import Lang

# The folder of each edition below the site's root; what is not a page stands once, for both.
FOLDERS: Mapping[Lang, str] = {"zh": "", "en": "en/"}


@dataclass(frozen=True)
class TocItem:
    """One heading of an article: the `id` its heading carries, its plain text, the headings below it."""

    id: str
    title: str
    children: tuple[TocItem, ...] = ()


@dataclass(frozen=True)
class Page:
    """One generated page, before it has a shell around it.

    `path` is the file below the site's root with `/` between folders (`communities/nanhu-xiangcheng.html`),
    of an English page with its edition's folder (`en/communities/nanhu-xiangcheng.html`).
    `title` and `description` are plain text; the shell escapes them.
    `content` is ready article HTML with exactly one `<h1>`, with no id or the id `top`.
    `toc` holds its `<h2>` and `<h3>` in order.
    `section` is the path of the list page whose navigation entry is active (`communities/index.html`).
    `edit` is the YAML file to edit, below the catalogue (`communities/zhejiang/nanhu-xiangcheng.yml`).
    """

    path: str
    title: str
    description: str
    content: Markup
    toc: tuple[TocItem, ...]
    section: str
    edit: str | None = None


def lang_of(path: str) -> Lang:
    """The edition that a file below the site's root belongs to."""
    return "en" if path.startswith(FOLDERS["en"]) else "zh"


def within_edition(path: str) -> str:
    """A file's path below its edition's folder: the same for a page and its translation."""
    return path.removeprefix(FOLDERS[lang_of(path)])
