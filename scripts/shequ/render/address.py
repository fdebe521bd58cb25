"""Where each thing has its page: ids become addresses here, and nowhere else.

In: a kind of record, its id, the page a link stands on. Out: paths below the site's root, relative addresses.
Whether a record exists is not asked here.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from shequ.codebook import Lang
from shequ.page import FOLDERS, within_edition

# The pattern of a page's path in its edition by kind; `list` pages go by the name of their folder.
_PATHS = {
    "home": "index.html",
    "list": "{}/index.html",
    "community": "communities/{}.html",
    "practice": "practices/{}.html",
    "mechanism": "mechanisms/{}.html",
    "problem": "problems/{}.html",
    "metric": "metrics/{}.html",
    "source": "sources/{}.html",
    "table": "compare/{}.html",
    "csv": "compare/{}.csv",
    "xlsx": "compare/{}.xlsx",
    "dataset": "data/shequ.json",
    "schema": "data/dataset.schema.json",
    "export": "contributing/export.html",
    "about": "about.html",
    "data": "data.html",
    "check": "checks/{}.html",
    "quality": "data-quality.html",
    "fields": "contributing/fields.html",
}
# What stands once, outside the English edition: files to take away, and a page in Chinese only.
_SHARED = frozenset({"csv", "xlsx", "dataset", "schema", "export"})


@dataclass(frozen=True)
class Target:
    """What a link leads to: a record's page, and a place in it."""

    kind: str
    id: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    """Words that may lead somewhere."""

    text: str
    target: Target | None = None


def page_path(kind: str, id_: str = "", lang: Lang = "zh") -> str:
    """The file of a record's page, below the site's root. Raises `KeyError` for an unknown kind."""
    folder = "" if kind in _SHARED else FOLDERS[lang]
    return folder + _PATHS[kind].format(id_)


def url_for(kind: str, id_: str, from_path: str, anchor: str = "") -> str:
    """The address of a page (and a place in it) as seen from the page at `from_path`, in its edition."""
    path, here = page_path(kind, id_), from_path if kind in _SHARED else within_edition(from_path)
    fragment = f"#{quote(anchor)}" if anchor else ""
    if path == here:
        return fragment or quote(posixpath.basename(path))
    return "../" * here.count("/") + quote(path) + fragment


def external_url(address: str | None) -> str | None:
    """An address outside the site that may be linked: http or https with a host, else None."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
