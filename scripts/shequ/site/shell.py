"""A page of the site engine with its own words taken out, and how one of our pages is put in.

In: the HTML the engine made for a sentinel page, and a `Page`. Out: its HTML, as the engine would make it.
Everything put in is escaped here, except `Page.content`, which is ready HTML.
No file, no engine and no class name of a theme is known here: only the sentinels are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import escape

from shequ.page import Page, TocItem, within_edition

TITLE, DESCRIPTION, FILE = "zqTITLEqz", "zqDESCRIPTIONqz", "zqFILEqz"
HEAD, ITEM, ITEM_ID, SUBITEM, SUBITEM_ID = (
    "zqHEADqz",
    "zqITEMqz",
    "zqITEMIDqz",
    "zqSUBITEMqz",
    "zqSUBITEMIDqz",
)
# Slots made while a shell is learnt; a sentinel page does not hold them.
_CONTENT, _PATH, _TOC, _CHILDREN = "zqCONTENTqz", "zqPATHqz", "zqTOC{}qz", "zqCHILDRENqz"
TOP = "top"  # the id of every <h1>: the link past the navigation leads there

# A slot, with the quotation mark before it where it is the whole value of an attribute.
_SLOT = re.compile(r'(="|)(zq[A-Z]+\d*qz)')
# The tag of an <h1>, with its id where it has one.
_H1 = re.compile(r'<h1(?=[\s>])(?:[^>]*?\sid="([^"]*)")?')


def sentinel_markdown(*, has_toc: bool) -> str:
    """The ordinary Markdown page whose HTML is a shell."""
    front = [f"title: {TITLE}", f"description: {DESCRIPTION}"]
    body = [f"# {HEAD} {{#{TOP}}}"]
    if has_toc:
        body += [f"## {ITEM} {{#{ITEM_ID}}}", f"### {SUBITEM} {{#{SUBITEM_ID}}}"]
    return "\n".join(["---", *front, "---", "", "\n\n".join(body), ""])


@dataclass(frozen=True)
class Template:
    """Text with slots. `literals` alternate with `slots`: the name, and whether it is an attribute."""

    literals: tuple[str, ...]
    slots: tuple[tuple[str, bool], ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """Find the slots of `text` once, so that what is filled in later is never searched for slots."""
        literals, slots, end = [], [], 0
        for match in _SLOT.finditer(text):
            literals.append(text[end : match.start(2)])
            slots.append((match[2], bool(match[1])))
            end = match.end()
        return cls((*literals, text[end:]), tuple(slots))

    def fill(self, plain: Mapping[str, str], ready: Mapping[str, str]) -> str:
        """Fill in `plain` text, escaped for where it stands, and `ready` HTML as it is. Raises `KeyError`."""
        out = [self.literals[0]]
        for (name, is_attribute), literal in zip(self.slots, self.literals[1:], strict=True):
            out.append(ready[name] if name in ready else _escape(plain[name], is_attribute))
            out.append(literal)
        return "".join(out)


@dataclass(frozen=True)
class TocTemplate:
    """How the theme writes one entry of a table of contents: without and with entries below it."""

    leaf: Template
    branch: Template

    def fill(self, items: Sequence[TocItem]) -> str:
        """The entries of `items`, one after the other, each with its own below it."""
        return "\n".join(map(self._fill_item, items))

    def _fill_item(self, item: TocItem) -> str:
        if not item.children:
            return self.leaf.fill({SUBITEM: item.title, SUBITEM_ID: item.id}, {})
        return self.branch.fill({ITEM: item.title, ITEM_ID: item.id}, {_CHILDREN: self.fill(item.children)})


@dataclass(frozen=True)
class Shell:
    """The page around an article, for one section of the navigation, one depth, with or without contents."""

    frame: Template
    tocs: tuple[TocTemplate, ...]

    @classmethod
    def learn(cls, html: str, path: str) -> Shell:
        """The shell in the engine's `html` of the sentinel at `path`. Raises `ValueError` if one is lost.

        Wherever the page names itself or its translation, the path in its edition becomes a slot.
        """
        html = _cut_content(html).replace(within_edition(path), _PATH)
        tocs: list[TocTemplate] = []
        while ITEM in html:
            html, toc = _cut_toc(html, _TOC.format(len(tocs)))
            tocs.append(toc)
        frame = Template.parse(html)
        missing = {TITLE, DESCRIPTION, _CONTENT} - {name for name, _ in frame.slots}
        if missing:
            raise ValueError(f"the engine's page has lost {', '.join(sorted(missing))}")
        return cls(frame, tuple(tocs))

    def stamp(self, page: Page, *, edit_link: str = "") -> bytes:
        """`page` in this shell, as UTF-8. `edit_link` is ready HTML that goes before the article.

        Raises `ValueError` where the content does not have exactly one <h1>, or one with an id of its own.
        """
        ready = {_CONTENT: str(edit_link) + _mark_top(page)}
        ready |= {_TOC.format(n): toc.fill(page.toc) for n, toc in enumerate(self.tocs)}
        plain = {TITLE: page.title, DESCRIPTION: page.description, _PATH: quote(within_edition(page.path))}
        return self.frame.fill(plain, ready).encode()


def _escape(text: str, is_attribute: bool) -> str:
    escaped = str(escape(text))
    return escaped if is_attribute else escaped.replace("&#34;", '"').replace("&#39;", "'")


def _mark_top(page: Page) -> str:
    """The content, its heading being the place that the link past the navigation leads to."""
    headings = list(_H1.finditer(page.content))
    if len(headings) != 1:
        raise ValueError(f"{page.path} has {len(headings)} <h1>, not one")
    if headings[0][1] not in {None, TOP}:
        raise ValueError(f'{page.path}: the id of its <h1> must be "{TOP}", not "{headings[0][1]}"')
    content = str(page.content)
    return content if headings[0][1] else content.replace("<h1", f'<h1 id="{TOP}"', 1)


def _cut_content(html: str) -> str:
    """Put one slot in place of the article, from its first heading to its last."""
    head = html.find(HEAD)
    if head < 0:
        raise ValueError(f"the engine's page has lost {HEAD}")
    start = html.rfind("<h1", 0, head)
    last = html.rfind(SUBITEM)
    end = html.index("</h3>", last) + 5 if last > head else html.index("</h1>", head) + 5
    return html[:start] + _CONTENT + html[end:]


def _cut_toc(html: str, slot: str) -> tuple[str, TocTemplate]:
    """Put `slot` in place of the first table of contents, and learn how its entries are written."""
    start = html.rfind("<li", 0, html.index(ITEM))
    inner = html.rfind("<li", 0, html.index(SUBITEM, start))
    inner_end = html.index("</li>", inner) + 5
    end = html.index("</li>", inner_end) + 5
    leaf, branch = html[inner:inner_end], html[start:inner] + _CHILDREN + html[inner_end:end]
    return html[:start] + slot + html[end:], TocTemplate(Template.parse(leaf), Template.parse(branch))
