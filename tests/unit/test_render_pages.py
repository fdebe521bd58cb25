"""Pages as a whole: nothing of the catalogue becomes markup, every link and heading leads somewhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import fields, replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args
from urllib.parse import unquote

import pytest
from pydantic import BaseModel, ValidationError
from test_cases import CASES, lay_over_base

from shequ.catalogue import read
from shequ.codebook import load_codes
from shequ.model import Reference, Table
from shequ.model.table import PlaceField, PracticeField
from shequ.page import Page
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.render.edition import LEAST_CONTENTS

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"
# Pages that people write, and files that exports make.
ELSEWHERE = re.compile(
    r"^((en/)?contributing/index\.html|contributing/export\.html|(en/)?about\.html|data/[a-z.-]+\.json|compare/[a-z0-9-]+\.(csv|xlsx))$"
)


NAMES = {"title": {"zh": "一张表", "en": "A table"}, "question": {"zh": "各地怎么样？"}}
FIELDS = get_args(PracticeField)
TABLES = {
    "places": {
        **NAMES,
        "columns": [
            {"metric": "resident-population"},
            {"metric": "grids"},
            {"metric": "residents-per-grid"},
            *({"field": name, "mechanism": "grid-management"} for name in FIELDS),
            *({"field": name, "label": {"zh": "住区"}} for name in get_args(PlaceField)),
        ],
    },
    "practices": {
        **NAMES,
        "rows": {"of": "practices"},
        "columns": [
            *({"field": name} for name in FIELDS),
            {"roles": ["participant", "executor"]},
            {"metric": "matters-resolved"},
            {"metric": "cars-per-100-spaces", "of": "place"},
        ],
    },
}


@cache
def hard_facts() -> Catalogue:
    """The catalogue with the hardest facts, and a table of every kind of column."""
    with TemporaryDirectory() as folder:
        catalogue = read(lay_over_base(CASES / "valid" / "hard-facts", Path(folder) / "catalogue"))[0]
    return replace(catalogue, tables={id_: Table.model_validate(raw) for id_, raw in TABLES.items()})


@cache
def pages(lang: Any) -> dict[str, Page]:
    """All its pages by path."""
    return {page.path: page for page in render_pages(hard_facts(), lang)}


def poison(value: Any) -> Any:
    """The same record with hostile text wherever its model accepts it."""
    if isinstance(value, BaseModel):
        names = {name: field.alias or name for name, field in type(value).model_fields.items()}
        data = {alias: poison(getattr(value, name)) for name, alias in names.items()}
        for key in data:
            data = accept(type(value), data, key)
        return type(value).model_validate(data)
    if isinstance(value, dict):
        return {key: poison(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(poison(item) for item in value)
    return value


def accept(model: type[BaseModel], data: dict[str, Any], key: str) -> dict[str, Any]:
    """`data` with hostile text under `key`, if the model takes it there."""
    value = data[key]
    is_text = isinstance(value, str) and not isinstance(value, Reference)
    is_list = isinstance(value, tuple) and any(type(item) is str for item in value)
    if not is_text and not is_list:
        return data
    try:
        changed = {**data, key: HOSTILE if is_text else (HOSTILE,)}
        model.model_validate(changed)
    except ValidationError:
        return data
    return changed


def poison_catalogue(catalogue: Catalogue) -> Catalogue:
    """A catalogue whose every text is hostile."""
    words = catalogue.vocabularies
    tables = {f.name: poison(dict(getattr(words, f.name))) for f in fields(words)}
    return Catalogue(
        communities=poison(dict(catalogue.communities)),
        sources=poison(dict(catalogue.sources)),
        mechanisms=poison(dict(catalogue.mechanisms)),
        tables=poison(dict(catalogue.tables)),
        vocabularies=replace(words, **tables),
    )


class Reader(HTMLParser):
    """What a browser would see: tags, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called at each opening tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Called for each run of text."""
        self.text.append(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(lang: Any) -> None:
    """Script, attributes and template syntax in any text of the catalogue reach no page as markup."""
    allowed = {tag for page in pages(lang).values() for tag, _ in Reader(page.content).tags}
    seen = 0
    for page in render_pages(poison_catalogue(hard_facts()), lang):
        reader = Reader(page.content)
        seen += "".join(reader.text).count(HOSTILE)
        assert {tag for tag, _ in reader.tags} <= allowed, page.path
        for tag, attributes in reader.tags:
            assert not [name for name in attributes if name.startswith("on")], (page.path, tag)
        assert "<script" not in page.content, page.path
        assert not re.search(r"<[a-z][^<>]*=[^\"\s>][^<>]*>", re.sub(r'"[^"]*"', '""', page.content)), (
            page.path
        )
    assert seen > 300


def test_poison_reaches_every_kind_of_text() -> None:
    """The hostile catalogue is hostile: names, labels, printed forms, notes, addresses and titles."""
    poisoned = poison_catalogue(hard_facts())
    community = next(iter(poisoned.communities.values()))
    source = next(iter(poisoned.sources.values()))
    assert community.name.zh == community.summary.zh == source.title.zh == HOSTILE
    assert {figure.record.printed for figure in poisoned.figures.values()} == {HOSTILE}
    assert {metric.pref_label.zh for metric in poisoned.vocabularies.metrics.values()} == {HOSTILE}


def with_copy(url: str, *, link: bool) -> str:
    """The page of a source that was read at `url`."""
    catalogue = hard_facts()
    id_, record = next(iter(catalogue.sources.items()))
    copy = {"host": {"zh": "某网站"}, "kind": "news-portal", "url": url, "link": link}
    data = {**record.model_dump(by_alias=True), "copy": copy}
    changed = Catalogue(sources={id_: type(record).model_validate(data)}, vocabularies=catalogue.vocabularies)
    return next(page.content for page in render_pages(changed) if page.path == f"sources/{id_}.html")


def test_only_web_addresses_are_linked() -> None:
    """An address is a link only where the record allows it and it is http or https; else it is text."""
    link = 'href="https://example.org/a" rel="noopener noreferrer external"'
    assert link in with_copy("https://example.org/a", link=True)
    assert "https://example.org/a" in with_copy("https://example.org/a", link=False)
    assert 'href="https' not in with_copy("https://example.org/a", link=False)
    for address in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://[broken"):
        assert f'href="{address}' not in with_copy(address, link=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_links_resolve(lang: Any) -> None:
    """Every relative link leads to a page that is made, and every fragment to an id on it."""
    found = {path: Reader(page.content) for path, page in pages(lang).items()}
    ids = {path: [a["id"] for _, a in reader.tags if a.get("id")] for path, reader in found.items()}
    checked = 0
    for path, reader in found.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for href in (a["href"] for tag, a in reader.tags if tag == "a" and a.get("href")):
            if href.startswith(("http://", "https://")):
                continue
            address, _, fragment = href.partition("#")
            folder = posixpath.dirname(path)
            goal = posixpath.normpath(posixpath.join(folder, unquote(address))) if address else path
            assert goal in found or ELSEWHERE.match(goal), (path, href)
            assert not fragment or unquote(fragment) in ids[goal], (path, href)
            checked += 1
    assert checked > 2000


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_are_in_order_and_in_the_contents(lang: Any) -> None:
    """One <h1>, no level skipped; where there are contents, every <h2> and <h3> is in them by its id."""
    for page in pages(lang).values():
        headings = [
            (int(t[1]), a.get("id")) for t, a in Reader(page.content).tags if re.fullmatch("h[1-6]", t)
        ]
        levels = [level for level, _ in headings]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        assert all(b <= a + 1 for a, b in pairwise(levels)), (page.path, levels)
        listed = [id_ for item in page.toc for id_ in (item.id, *(child.id for child in item.children))]
        tops = [id_ for level, id_ in headings if level == 2]
        is_wide = re.search(r"(^|/)compare/(?!index)", page.path)  # a table takes the room of its contents
        enough = len(tops) >= LEAST_CONTENTS and not is_wide
        expected = [id_ for level, id_ in headings if level in (2, 3)] if enough else []
        assert listed == expected, page.path
        assert all(item.title for item in page.toc), page.path


def test_tables_are_framed_and_labelled() -> None:
    """Every table stands in a scroll frame that can be focused and named, with a caption and scoped heads."""
    count = 0
    for page in pages("zh").values():
        tables = re.findall(
            r'<div class="sq-scroll[^>]*>\s*<table class="sq-table[^"]*">.*?</table>', page.content, re.S
        )
        assert len(tables) == page.content.count("<table"), page.path
        for table in tables:
            assert 'tabindex="0" role="region" aria-label="' in table, page.path
            assert "<caption" in table, page.path
            assert not re.search(r"<th(?![^>]*scope=)[ >]", table), page.path
            count += 1
    assert count > 20


def test_every_record_has_its_page() -> None:
    """Places, practices, mechanisms, problems, comparable metrics, sources, tables and codes have pages."""
    catalogue, paths = hard_facts(), set(pages("zh"))
    metrics = {id_ for id_, metric in catalogue.vocabularies.metrics.items() if metric.comparable}
    expected = {
        *(f"communities/{id_}.html" for id_ in catalogue.communities),
        *(f"practices/{id_}.html" for id_ in catalogue.practices),
        *(f"mechanisms/{id_}.html" for id_ in catalogue.mechanisms),
        *(f"problems/{id_}.html" for id_ in catalogue.vocabularies.problems),
        *(f"metrics/{id_}.html" for id_ in metrics),
        *(f"sources/{id_}.html" for id_ in catalogue.sources),
        *(f"compare/{id_}.html" for id_ in catalogue.tables),
        *(f"checks/{code.lower()}.html" for code in load_codes()),
        "index.html",
        "data-quality.html",
    }
    assert expected <= paths


def test_every_figure_stands_once_at_its_home() -> None:
    """Each figure has its card under a stable id on exactly one page: its practice's, or its place's."""
    homes: dict[str, list[str]] = {}
    for path, page in pages("zh").items():
        for id_ in re.findall(r'<li class="sq-fig[^"]*" id="f-([a-z0-9-]+)"', page.content):
            homes.setdefault(id_, []).append(path)
    for figure in hard_facts().figures.values():
        home = (
            f"practices/{figure.practice}.html" if figure.practice else f"communities/{figure.community}.html"
        )
        assert home in homes[figure.record.id]
    assert sum(map(len, homes.values())) == len(hard_facts().figures)


def test_a_name_only_practice_says_so() -> None:
    """A practice of which a source gives only the name has a page that says just that."""
    names = [e.id for e in hard_facts().practices.values() if e.record.detail == "name-only"]
    assert names
    for id_ in names:
        assert "来源只提到名称，没有说明怎么做" in pages("zh")[f"practices/{id_}.html"].content


def test_practices_stand_once_in_their_own_tree() -> None:
    """Every practice of an entry has one heading in the tree of its place, wherever its wholes are."""
    for id_, record in hard_facts().communities.items():
        content = pages("zh")[f"communities/{id_}.html"].content
        for practice in record.practices:
            assert content.count(f'id="practice-{id_}-{practice.id}"') == 1, (id_, practice.id)


def test_two_renderings_are_equal() -> None:
    """The same catalogue gives the same pages."""
    again = {page.path: page for page in render_pages(hard_facts())}
    assert again == pages("zh")
