"""From a clean catalogue to a site on the disk: the glue of rendering, exports, search and the site.

In: `Catalogue` and the project's folder.
Out: the site as `{path: bytes}`, and on the disk `site/` and `dist/shequ-<version>.zip`.
A failed build leaves the last good ones untouched: everything is made in memory first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from shequ import __version__
from shequ.catalogue import load
from shequ.codebook import Lang
from shequ.exports.csv import table_csv
from shequ.exports.dataset import build_dataset, dump_dataset
from shequ.exports.schema import schema_files
from shequ.exports.xlsx import table_xlsx
from shequ.messages import LANGUAGES, load_messages
from shequ.page import FOLDERS, Page, within_edition
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.report import exit_status, render_text
from shequ.search.documents import build_documents
from shequ.search.index import SearchDocument, build_search_files
from shequ.site import build_site, write_tree, write_zip
from shequ.tables import build_table

CATALOGUE = "catalogue"
# What a build does, in order; `Step` is told each.
STEPS = ("export", "render", "search", "engine", "write")
Step = Callable[[str], None]


class PublishError(Exception):
    """The catalogue has findings; the message holds all of them as text."""


def build_project(root: Path) -> dict[str, bytes]:
    """The site of the project at `root`. Raises `PublishError` where its catalogue has findings."""
    catalogue, found = load(root / CATALOGUE)
    if exit_status(found):
        raise PublishError(render_text(found, "zh"))
    return build_files(catalogue, root)


def build_files(catalogue: Catalogue, root: Path, step: Step = lambda _: None) -> dict[str, bytes]:
    """Every file of the site in memory; `step` is told what comes next."""
    step("export")
    files = data_files(catalogue)
    step("render")
    sizes = {path: len(data) for path, data in files.items()}
    editions = {lang: list(render_pages(catalogue, lang, sizes=sizes)) for lang in LANGUAGES}
    step("search")
    for lang, pages in editions.items():
        files |= search_files(catalogue, lang, pages)
    step("engine")
    return build_site(root, root / ".work", [page for pages in editions.values() for page in pages], files)


def search_files(catalogue: Catalogue, lang: Lang, pages: Iterable[Page]) -> dict[str, bytes]:
    """What one edition is searched by: its pages, in its language, and the wording of its search box."""
    titles = {page.path: page.title for page in pages}
    folder = FOLDERS[lang]
    found = (replace(document, url=folder + document.url) for document in build_documents(catalogue, lang))
    documents = [document for document in found if document.url in titles]
    known = {document.url for document in documents}
    documents += [
        SearchDocument("page", within_edition(path).removesuffix(".html"), title, "", path)
        for path, title in titles.items()
        if path not in known
    ]
    return build_search_files(documents, _search_strings(lang), folder + "search/")


def data_files(catalogue: Catalogue) -> dict[str, bytes]:
    """The downloads: the whole data set with its schema, and each comparison table as CSV and XLSX."""
    files = {
        "data/shequ.json": dump_dataset(build_dataset(catalogue)),
        "data/dataset.schema.json": schema_files(catalogue)["dataset.schema.json"],
    }
    for id_ in catalogue.tables:
        table = build_table(catalogue, id_)
        files[f"compare/{id_}.csv"] = table_csv(catalogue, table)
        files[f"compare/{id_}.xlsx"] = table_xlsx(catalogue, table)
    return files


def publish(catalogue: Catalogue, root: Path, out: Path, step: Step = lambda _: None) -> tuple[Path, Path]:
    """Build, then put `out` and the zip in place. Returns the path of the first page and of the zip."""
    files = build_files(catalogue, root, step)
    step("write")
    archive = root / "dist" / f"shequ-{__version__}.zip"
    # The folder is swapped once the zip is whole beside its place: a full disk leaves both as they were.
    write_zip(files, archive, then=lambda: write_tree(files, out))
    return out / "index.html", archive


def serve(root: Path, port: int) -> None:
    """Serve the project at 127.0.0.1 and build again on change, as `mkdocs serve` does with our hook."""
    from mkdocs.commands.serve import serve as engine_serve

    engine_serve(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")


def _search_strings(lang: Lang) -> dict[str, str]:
    """The wording of the search box, by the keys its script knows."""
    return {k.removeprefix("search."): v for k, v in load_messages(lang).items() if k.startswith("search.")}
