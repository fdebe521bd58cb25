"""The engine's shells and the pages stamped into them, in the project's own configuration of the theme."""

from __future__ import annotations

import re
import shutil
import sys
import types
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import markdown
import pytest
from markupsafe import Markup, escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from shequ.page import Page, TocItem
from shequ.site import build_site
from shequ.site import engine as site_engine
from shequ.site.engine import Engine, EngineError, build_shells

ROOT = Path(__file__).parents[2]
THEME = Path("scripts", "shequ", "templates", "theme")
SITE_URL = "https://example.org/shequ/"
HOSTILE = "<script>alert(1)</script>\"'& zqTITLEqz zqTOC0qz zqCONTENTqz {{ 7 * 7 }}"


class Case(NamedTuple):
    """One article as Markdown, for the engine, with the path and section it stands at."""

    path: str
    section: str
    title: str
    body: str
    toc: tuple[TocItem, ...]


TOC = (
    TocItem("size", "规模", (TocItem("grid", "网格"), TocItem("people", "人口"))),
    TocItem("hostile", "<b>\"'& zqITEMqz", (TocItem("below", "<i>&amp;\"'"),)),
    TocItem("sources", "来源"),
)
BODY = "前言。\n\n" + "\n\n".join(
    f"## {escape(item.title)} {{#{item.id}}}\n\n正文。\n\n"
    + "\n\n".join(f"### {escape(child.title)} {{#{child.id}}}\n\n正文。" for child in item.children)
    for item in TOC
)
CASES = [
    Case("data-quality-2.html", "data-quality.html", HOSTILE, BODY, TOC),
    Case("communities/nanhu-xiangcheng.html", "communities/index.html", "湘城社区", BODY, TOC),
    Case("communities/flat.html", "communities/index.html", "没有目录", "正文。", ()),
    Case("practices/nanhu-xiangcheng/residents-hearing.html", "practices/index.html", HOSTILE, BODY, TOC),
    Case("practices/nanhu-xiangcheng/flat.html", "practices/index.html", "没有目录", "正文。", ()),
    Case("checks/sq402.html", "checks/index.html", "parts-do-not-sum", BODY, TOC),
    Case("en/data-quality-2.html", "en/data-quality.html", HOSTILE, BODY, TOC),
    Case("en/communities/nanhu-xiangcheng.html", "en/communities/index.html", "Xiangcheng", BODY, TOC),
    Case("en/practices/nanhu-xiangcheng/flat.html", "en/practices/index.html", "Flat", "正文。", ()),
]


def _content(case: Case) -> Markup:
    text = f"# 题 {{#top}}\n\n{case.body}"
    return Markup(markdown.markdown(text, extensions=["attr_list", "toc", "tables"]))


def _page(case: Case) -> Page:
    return Page(case.path, case.title, f"说明 {HOSTILE}", _content(case), case.toc, case.section)


def _collapse(html: str) -> str:
    """What the comparison ignores: whitespace, and how a quotation mark is written."""
    for mark, names in (('"', ("&quot;", "&#34;")), ("'", ("&#x27;", "&#39;"))):
        for name in names:
            html = html.replace(name, mark)
    return re.sub(r"\s+", "", html)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real configuration and hand-written pages, and nothing else."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / THEME, root / THEME)
    return root


@pytest.fixture(scope="module")
def published(project: Path) -> Engine:
    """The engine's part where the address of the site and of its repository are known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQU_SITE_URL", SITE_URL)
        patch.setenv("SHEQU_EDIT_URL", "https://example.org/edit/")
        return build_shells(project, project / "work")


@pytest.fixture(scope="module")
def unpublished(project: Path) -> Engine:
    """The engine's part where nothing is known but the project."""
    return build_shells(project, project / "work")


@pytest.fixture(scope="module")
def by_the_engine(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each case made by the engine alone, from Markdown, belonging to its section."""
    tmp = tmp_path_factory.mktemp("alone")
    docs = tmp / "docs"
    shutil.copytree(project / "docs", docs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQU_SITE_URL", SITE_URL)
        config = site_engine._load_config(project, docs, tmp / "out")
    for section in site_engine._list_sections(config.nav):
        (docs / section).parent.mkdir(parents=True, exist_ok=True)
        if not (docs / section).exists():
            (docs / section).write_text("# -\n", "utf-8")
    for case in CASES:
        file = docs / case.path.replace(".html", ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        front = f"title: |-\n  {case.title}\ndescription: |-\n  说明 {HOSTILE}\n"
        file.write_text(f"---\n{front}---\n# 题 {{#top}}\n\n{case.body}", "utf-8")
        # The other edition has the same page; without it the language switch would lead home.
        other = docs / (case.path.removeprefix("en/") if case.path.startswith("en/") else f"en/{case.path}")
        if (twin := other.with_suffix(".md")) and not twin.exists():
            twin.parent.mkdir(parents=True, exist_ok=True)
            twin.write_text("# -\n", "utf-8")
    parents = {c.path.replace(".html", ".md"): c.section.replace(".html", ".md") for c in CASES}
    config.plugins["belonging"] = site_engine._Belonging(parents)
    with site_engine._gather_warnings() as warnings:
        build(config)
    assert warnings == []
    return {case.path: (tmp / "out" / case.path).read_text("utf-8") for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_stamped_page_equals_the_engines(
    case: Case, published: Engine, by_the_engine: dict[str, str]
) -> None:
    """A stamped page is what the engine makes of the same article, but for whitespace."""
    stamped = published.find_shell(_page(case)).stamp(_page(case)).decode()
    assert _collapse(stamped) == _collapse(by_the_engine[case.path])


class _Tags(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one tag."""
        self.found.append((tag, dict(attrs)))

    def values(self, key: str) -> list[str]:
        """The values of attribute `key` over all tags."""
        return [value for _, attrs in self.found if (value := attrs.get(key))]


def _simple_page(path: str, section: str, content: str = "<h1>题</h1>", edit: str | None = None) -> Page:
    return Page(path, "题", "说明", Markup(content), (), section, edit)


def _list_pages(engine: Engine) -> list[Page]:
    """A page for every list that the navigation names."""
    return [_simple_page(section, section) for section in sorted({key[0] for key in engine.shells})]


def test_hostile_title_stays_text(unpublished: Engine) -> None:
    """Markup and slot names in title, description and contents add no tag and come out as their text."""
    hostile = _page(CASES[0])
    calm = Page(
        hostile.path,
        "题",
        "说明",
        hostile.content,
        (TOC[0], TocItem("x", "x", (TOC[2],)), TOC[2]),
        hostile.section,
    )
    tags = _Tags(unpublished.find_shell(hostile).stamp(hostile))
    calm_tags = _Tags(unpublished.find_shell(calm).stamp(calm))
    assert [tag for tag, _ in tags.found] == [tag for tag, _ in calm_tags.found]
    assert f"说明 {HOSTILE}" in tags.values("content")


@pytest.mark.parametrize(
    "content", ["<p>没有标题</p>", "<h1>一</h1><h1>二</h1>", '<h1 class="a" id="b">一</h1>']
)
def test_content_needs_one_heading(unpublished: Engine, content: str) -> None:
    """An article without a first heading, with two, or with another id than the skip link's, is refused."""
    page = _simple_page("communities/a.html", "communities/index.html", content)
    with pytest.raises(ValueError, match=r"communities/a\.html.*<h1>"):
        unpublished.find_shell(page).stamp(page)


@pytest.mark.parametrize("content", ["<h1>题</h1>", '<h1 class="x">题</h1>', '<h1 id="top">题</h1>'])
def test_skip_link_leads_to_the_heading(unpublished: Engine, content: str) -> None:
    """The link past the navigation has a target in every stamped page."""
    page = _simple_page("communities/a.html", "communities/index.html", content)
    tags = _Tags(unpublished.find_shell(page).stamp(page))
    assert [attrs["href"] for _, attrs in tags.found if attrs.get("class") == "sq-skip"] == ["#top"]
    assert [tag for tag, attrs in tags.found if attrs.get("id") == "top"] == ["h1"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_active_entry_leads_to_the_list(unpublished: Engine, case: Case) -> None:
    """The one entry marked active in the bar is the section's, and its link is right at this depth."""
    page = _page(case)
    html = unpublished.find_shell(page).stamp(page).decode()
    bar = html[html.index('class="sq-nav__bar"') : html.index("sq-nav__menu")]
    active = re.findall(r'<a href="([^"]+)" aria-current="true"', bar)
    top_level = case.section.replace("checks/", "contributing/")
    base = Path("/site", case.path).parent
    assert [str((base / href).resolve()) for href in active] == [f"/site/{top_level}"]


def test_no_sentinel_comes_out(project: Path, unpublished: Engine) -> None:
    """Sentinels leave no file, no text in a page, nothing in docs/ and nothing in the work folder."""
    site = build_site(project, project / "work", _list_pages(unpublished), {})
    assert [path for path in site if "zq" in path] == []
    assert [path for path, data in site.items() if path.endswith(".html") and b"zq" in data] == []
    assert list((project / "docs").rglob("*zq*")) == []
    assert list((project / "work").iterdir()) == []


def test_no_address_outside_the_site(project: Path, unpublished: Engine) -> None:
    """No page and no style sheet loads anything from elsewhere, and every file a page loads is there."""
    files = {"search/strings.js": b"", "en/search/strings.js": b""}
    site = build_site(project, project / "work", _list_pages(unpublished), files)
    pages = {path: _Tags(data) for path, data in site.items() if path.endswith(".html")}
    assert len(pages) > 10
    for path, tags in pages.items():
        loaded = tags.values("src") + [a["href"] or "" for tag, a in tags.found if tag == "link"]
        for address in loaded:
            target = Path("/site", path).parent / address
            assert str(target.resolve()).removeprefix("/site/") in site, f"{path} loads {address}"
    for path, data in site.items():
        if path.endswith(".css"):
            assert (
                re.findall(rb"""(?:@import|url\()\s*["']?(?!data:|["']?data:)[^"')]*//[^"')]*""", data) == []
            )


def test_two_builds_are_equal(project: Path, unpublished: Engine) -> None:
    """The same input gives the same bytes, under any clock."""
    pages = [*_list_pages(unpublished), *map(_page, CASES)]
    first = build_site(project, project / "work", pages, {"data/a.csv": b"1"})
    assert first == build_site(project, project / "work", reversed(pages), {"data/a.csv": b"1"})
    assert "404.html" not in first
    assert "sitemap.xml" not in first


def test_sitemap_and_canonical_need_an_address(project: Path, published: Engine) -> None:
    """With the site's address, the sitemap names every page once and a page its own address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQU_SITE_URL", SITE_URL)
        site = build_site(project, project / "work", _list_pages(published), {})
    named = re.findall(r"<loc>(.*?)</loc>", site["sitemap.xml"].decode())
    assert sorted(named) == sorted(SITE_URL + path for path in site if path.endswith(".html"))
    assert (
        f'<link rel="canonical" href="{SITE_URL}problems/index.html">'.encode() in site["problems/index.html"]
    )
    assert "sitemap.xml.gz" not in site


@pytest.mark.parametrize(("configured", "links"), [("https://example.org/edit/", 1), ("", 0)])
def test_edit_link_leads_to_the_yaml(project: Path, unpublished: Engine, configured: str, links: int) -> None:
    """A page made from a file of the catalogue links to it where the project says where files are edited."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQU_EDIT_URL", configured)
        page = _simple_page(
            "communities/a.html", "communities/index.html", edit="communities/zhejiang/a b.yml"
        )
        site = build_site(project, project / "work", [*_list_pages(unpublished), page], {})
    tags = _Tags(site["communities/a.html"])
    found = [attrs["href"] for _, attrs in tags.found if attrs.get("rel") == "edit"]
    assert found == [f"{configured}catalogue/communities/zhejiang/a%20b.yml"] * links


def test_unknown_section_is_named(unpublished: Engine) -> None:
    """A page of a section that the navigation does not have is refused, with the sections there are."""
    with pytest.raises(EngineError, match=r"streets/a\.html.*sections: .*communities/index\.html"):
        unpublished.find_shell(_simple_page("streets/a.html", "streets/index.html"))


def test_navigation_must_not_lead_nowhere(project: Path, unpublished: Engine) -> None:
    """A list that the navigation names and nothing makes is an error, not a dead link."""
    pages = [page for page in _list_pages(unpublished) if page.path != "metrics/index.html"]
    with pytest.raises(EngineError, match=r"metrics/index\.html"):
        build_site(project, project / "work", pages, {})


@pytest.mark.parametrize("path", ["about.html", "assets/css/tokens.css", "index.html"])
def test_one_path_is_made_once(project: Path, unpublished: Engine, path: str) -> None:
    """A ready file at the path of a hand-written page, an asset or a generated page is refused."""
    with pytest.raises(EngineError, match=re.escape(path)):
        build_site(project, project / "work", _list_pages(unpublished), {path: b""})


def test_warning_of_the_engine_is_an_error(project: Path, tmp_path: Path) -> None:
    """What the engine only warns of stops the build, with every warning, and leaves no work behind."""
    shutil.copytree(project / "docs", tmp_path / "docs")
    shutil.copytree(project / THEME, tmp_path / THEME)
    shutil.copy(project / "mkdocs.yml", tmp_path)
    with (tmp_path / "docs" / "about.md").open("a", encoding="utf-8") as about:
        about.write("\n[一](/a.html) [二](/b.html)\n")
    with pytest.raises(EngineError, match=r"(?s)/a\.html.*/b\.html"):
        build_shells(tmp_path, tmp_path / "work")
    assert list((tmp_path / "work").iterdir()) == []


def test_lines_of_a_chinese_paragraph_join(project: Path, tmp_path: Path) -> None:
    """One sentence per line in the source is no gap on the page; code and Latin words keep their breaks."""
    shutil.copytree(project / "docs", tmp_path / "docs")
    shutil.copytree(project / THEME, tmp_path / THEME)
    shutil.copy(project / "mkdocs.yml", tmp_path)
    (tmp_path / "docs" / "about.md").write_text(
        "# 题\n\n一句。\n二句。\nA\nB\n\n    码。\n    码。\n", "utf-8"
    )
    html = build_shells(tmp_path, tmp_path / "work").files["about.html"].decode()
    assert "<p>一句。二句。\nA\nB</p>" in html
    assert "码。\n码。" in html


@pytest.fixture
def with_hook(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpublished: Engine) -> Path:
    """A project whose own build is the list pages; a file called `broken` makes it fail."""
    shutil.copytree(project / "docs", tmp_path / "docs")
    shutil.copytree(project / THEME, tmp_path / THEME)
    shutil.copy(project / "mkdocs.yml", tmp_path)
    (tmp_path / "catalogue").mkdir()
    shutil.copy(ROOT / "scripts" / "shequ" / "mkdocs_hook.py", tmp_path / "scripts" / "shequ")

    class PublishError(Exception):
        """As in `shequ.publish`."""

    def build_project(root: Path) -> dict[str, bytes]:
        if (root / "broken").exists():
            raise PublishError("zhenhai.yml:41:7: error SQ402")
        return build_site(root, root / ".work", _list_pages(unpublished), {"data/a.csv": b"1"})

    publish = types.ModuleType("shequ.publish")
    vars(publish).update(PublishError=PublishError, build_project=build_project)
    monkeypatch.setitem(sys.modules, "shequ.publish", publish)
    return tmp_path


def test_mkdocs_build_gives_the_same_site(
    with_hook: Path, project: Path, unpublished: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's own command, strict, writes the files our build writes; a failed check leaves them."""
    monkeypatch.chdir(with_hook)
    build(load_config("mkdocs.yml", strict=True))
    site = {f.relative_to("site").as_posix(): f.read_bytes() for f in Path("site").rglob("*") if f.is_file()}
    ours = build_site(project, project / "work", _list_pages(unpublished), {"data/a.csv": b"1"})
    assert site == ours
    (with_hook / "broken").touch()
    with pytest.raises(Abort):
        build(load_config("mkdocs.yml"))
    assert Path("site", "index.html").read_bytes() == ours["index.html"]


@pytest.mark.parametrize(
    ("path", "section", "switch"),
    [
        ("data-quality.html", "data-quality.html", "en/data-quality.html"),
        ("communities/a.html", "communities/index.html", "../en/communities/a.html"),
        ("practices/a/b.html", "practices/index.html", "../../en/practices/a/b.html"),
        ("en/data-quality.html", "en/data-quality.html", "../data-quality.html"),
        ("en/practices/a/b.html", "en/practices/index.html", "../../../practices/a/b.html"),
    ],
)
def test_language_switch_keeps_the_page(unpublished: Engine, path: str, section: str, switch: str) -> None:
    """A generated page leads to the same page of the other edition, and says its own language."""
    tags = _Tags(unpublished.find_shell(page := _simple_page(path, section)).stamp(page))
    (link,) = [attrs for tag, attrs in tags.found if tag == "a" and attrs.get("hreflang")]
    own, other = ("en", "zh-Hans") if path.startswith("en/") else ("zh-Hans", "en")
    assert link["href"] == switch
    assert (link["lang"], link["hreflang"]) == (other, other)
    assert [attrs["lang"] for tag, attrs in tags.found if tag == "html"] == [own]


@pytest.mark.parametrize(
    ("path", "switch"),
    [
        ("about.html", "en/about.html"),
        ("contributing/figures.html", "../en/index.html"),
        ("en/contributing/index.html", "../../contributing/index.html"),
    ],
)
def test_language_switch_of_a_hand_written_page(unpublished: Engine, path: str, switch: str) -> None:
    """It leads to the translation, or, where there is none, to the home of the other edition."""
    links = [attrs for tag, attrs in _Tags(unpublished.files[path]).found if tag == "a"]
    assert [attrs["href"] for attrs in links if attrs.get("hreflang")] == [switch]


def test_alternates_are_whole_addresses(published: Engine, unpublished: Engine) -> None:
    """A page that knows its site's address names both languages; without an address it names none."""
    page = _simple_page("communities/a.html", "communities/index.html")
    found = {}
    for engine in (published, unpublished):
        tags = _Tags(engine.find_shell(page).stamp(page)).found
        found[engine.site_url] = {a["hreflang"]: a["href"] for _, a in tags if a.get("rel") == "alternate"}
    both = {"zh-Hans": f"{SITE_URL}communities/a.html", "en": f"{SITE_URL}en/communities/a.html"}
    assert found == {SITE_URL: both, "": {}}


def test_no_page_waits_for_a_script(unpublished: Engine) -> None:
    """Scripts come after the page; the few lines that choose the colours come first, without a wait."""
    page = _simple_page("communities/a.html", "communities/index.html")
    tags = _Tags(unpublished.find_shell(page).stamp(page)).found
    scripts = [attrs for tag, attrs in tags if tag == "script"]
    assert [str(a["src"]).rpartition("/")[2] for a in scripts if "async" in a] == ["scheme.js"]
    assert all("defer" in a or "async" in a for a in scripts)
    assert len(unpublished.files["assets/js/scheme.js"]) < 1_000


def test_both_dark_schemes_are_one() -> None:
    """What the system asks for and what the reader chooses have the same tokens, and every colour has one."""
    css = (ROOT / "docs" / "assets" / "css" / "tokens.css").read_text("utf-8")
    light, *dark = (
        dict(re.findall(r"(--sq-[\w-]+): (#\w+);", css[css.index(head) :].split("}")[0]))
        for head in ("color-scheme: light", 'data-scheme="light"', 'data-scheme="dark"')
    )
    assert dark[0] == dark[1]
    assert light.keys() == dark[0].keys()
    assert len(light) > 10
