"""The page of downloads: every file that can be taken away, what it holds, how large it is, its licence.

In: an `Edition` and the sizes of the files it stands beside. Out: one `Page`. No file is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ import __version__
from shequ.page import Page
from shequ.render.address import Link, Target, page_path
from shequ.render.edition import Edition


@dataclass(frozen=True)
class Download:
    """One thing to take away: what it is, what it holds, the files it comes as with their sizes."""

    name: Link
    text: str
    files: tuple[tuple[Link, str], ...]


def render_data(edition: Edition) -> Iterator[Page]:
    """The page."""
    t = edition.wording.t
    yield edition.page(
        "data",
        Target("data"),
        t("page.data.title"),
        t("page.data.lead"),
        section="data.html",
        lead=t("page.data.lead"),
        whole=tuple(_whole(edition)),
        tables=tuple(_tables(edition)),
        cite=t("page.data.cite", title=t("shell.name"), version=__version__),
        about=Link(t("nav.about"), Target("about")),
    )


def _whole(edition: Edition) -> Iterator[Download]:
    """The data set and its schema."""
    t, export = edition.wording.t, Target("export")
    json, schema = Target("dataset"), Target("schema")
    yield Download(Link(t("page.data.json")), t("page.data.json_text"), _files(edition, ("JSON", json)))
    yield Download(
        Link(t("page.data.schema"), export),
        t("page.data.schema_text"),
        _files(edition, ("JSON Schema", schema)),
    )


def _tables(edition: Edition) -> Iterator[Download]:
    """Each comparison table in the forms it can be taken away in."""
    for id_, record in edition.catalogue.tables.items():
        yield Download(
            edition.to_table(id_),
            edition.wording.words(record.question),
            _files(edition, ("XLSX", Target("xlsx", id_)), ("CSV", Target("csv", id_))),
        )


def _files(edition: Edition, *forms: tuple[str, Target]) -> tuple[tuple[Link, str], ...]:
    """The forms there are files for, each with its size."""
    found = (
        (Link(form, target), edition.sizes.get(page_path(target.kind, target.id))) for form, target in forms
    )
    return tuple((link, edition.wording.size(size)) for link, size in found if size is not None)
