"""Everything of a site as `{path: bytes}`: the engine's files, stamped pages, data and search files.

In: the project's folder, rendered pages, ready files. Out: the whole site in memory, equal for equal input.
Nothing is rendered, computed or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from shequ.messages import translate
from shequ.page import Page, lang_of
from shequ.site.engine import Engine, EngineError, build_shells


def build_site(
    project_root: Path, work_dir: Path, pages: Iterable[Page], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The site of the project: `docs/` by the engine, `pages` stamped, `files` as they are, and a sitemap.

    Raises `EngineError` where the navigation and the pages do not agree or two files have one path,
    `ValueError` where a page is not fit to be stamped.
    """
    engine = build_shells(project_root, work_dir)
    site = dict(engine.files)
    for page in pages:
        _add(site, page.path, stamp_page(engine, page))
    missing = sorted({section for section, _, _ in engine.shells} - site.keys())
    if missing:
        raise EngineError(f"mkdocs.yml names pages that nothing makes: {', '.join(missing)}")
    for path, data in files.items():
        _add(site, path, data)
    if engine.site_url:
        _add(site, "sitemap.xml", render_sitemap(engine.site_url, site))
    return dict(sorted(site.items()))


def stamp_page(engine: Engine, page: Page) -> bytes:
    """`page` in its shell, with a link to its YAML where the project says where that can be edited."""
    link = Markup("")
    if page.edit and engine.edit_url:
        link = Markup('<a class="sq-edit" rel="edit" href="{}catalogue/{}">{}</a>\n').format(
            engine.edit_url, quote(page.edit), translate("shell.edit", lang_of(page.path))
        )
    return engine.find_shell(page).stamp(page, edit_link=str(link))


def render_sitemap(site_url: str, paths: Iterable[str]) -> bytes:
    """The sitemap of all HTML pages among `paths`, with absolute addresses below `site_url`."""
    base = site_url.rstrip("/") + "/"
    urls = "".join(
        f"<url><loc>{escape(base + quote(path))}</loc></url>\n"
        for path in sorted(paths)
        if path.endswith(".html")
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'.encode()


def _add(site: dict[str, bytes], path: str, data: bytes) -> None:
    if path in site:
        raise EngineError(f"{path} is made twice; a page in docs/ must not have the path of a generated one")
    site[path] = data
