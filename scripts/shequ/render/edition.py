"""One language's edition of a catalogue: its words, its lookups, and how an article becomes a page.

In: a `Catalogue` and a language. Out: `Edition`, which every kind of page is given, and `Page`s.
What stands on a page is its own module's business; how it is marked up is its template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from shequ.codebook import Lang
from shequ.page import FOLDERS, Page, TocItem
from shequ.records import Catalogue
from shequ.render.address import Link, Target, page_path
from shequ.render.environment import make_environment, page_functions
from shequ.render.index import index_of
from shequ.render.wording import Wording

# A heading that belongs in the table of contents, as our templates write it.
_HEADING = re.compile(r'<h([23])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ASIDE = re.compile(r'<span class="sq-(?:count|tag)[^"]*"[^>]*>.*?</span>', re.DOTALL)

# A list of one or two headings helps nobody, and takes a column from a table.
LEAST_CONTENTS = 3


class Edition:
    """What pages are made from."""

    def __init__(self, catalogue: Catalogue, lang: Lang, sizes: Mapping[str, int] | None = None) -> None:
        """`sizes` are the files beside the pages that can be taken away: bytes by path."""
        self.catalogue = catalogue
        self.sizes = sizes or {}
        self.wording = Wording(catalogue, lang)
        self.index = index_of(catalogue)

    @cached_property
    def _environment(self) -> Any:
        return make_environment(self.wording)

    def page(
        self,
        template: str,
        target: Target,
        title: str,
        description: str,
        *,
        section: str,
        edit: tuple[str, str] | None = None,
        is_wide: bool = False,
        **view: object,
    ) -> Page:
        """Render `page/<template>.html.jinja` as the page of `target`; `edit` is the record's kind and id.

        `section` is a path in the edition.
        """
        path = page_path(target.kind, target.id, self.wording.lang)
        section = FOLDERS[self.wording.lang] + section
        template_ = self._environment.get_template(f"page/{template}.html.jinja")
        content = Markup(template_.render(title=title, **view, **page_functions(path)))  # noqa: S704  autoescaped
        contents = tuple(_read_contents(content))
        if is_wide or len(contents) < LEAST_CONTENTS:
            contents = ()
        return Page(path, title, description, content, contents, section, self._file(edit))

    def _file(self, record: tuple[str, str] | None) -> str | None:
        document = self.catalogue.documents.get(record) if record else None
        return document.file if document else None

    def to_practice(self, id_: str) -> Link:
        """A practice by its name."""
        entry = self.catalogue.practices.get(id_)
        if entry is None:
            return Link(id_)
        return Link(self.wording.plain(entry.record.name), Target("practice", id_))

    def to_place(self, id_: str) -> Link:
        """A place by its name: an entry's page, a region's heading in the list, or a stub in its entry."""
        name = self.catalogue.place_name(id_)
        if id_ in self.catalogue.communities and name:
            return Link(self.wording.plain(name), Target("community", id_))
        stub = self.catalogue.stub(id_)
        if stub is not None:
            owner = Target("community", self.catalogue.stubs[id_], f"place-{id_}")
            return Link(self.wording.plain(stub.name), owner)
        anchor = self.index.headings_of_regions.get(id_)
        heading = Target("list", "communities", anchor) if anchor else None
        return Link(self.wording.plain(name) if name else id_, heading)

    def to_mechanism(self, id_: str) -> Link:
        """A mechanism by its name."""
        record = self.catalogue.mechanisms.get(id_)
        return Link(self.wording.plain(record.name), Target("mechanism", id_)) if record else Link(id_)

    def to_table(self, id_: str) -> Link:
        """A comparison table by its title."""
        return Link(self.wording.plain(self.catalogue.tables[id_].title), Target("table", id_))

    def to_problem(self, id_: str) -> Link:
        """A problem by its label."""
        known = id_ in self.catalogue.vocabularies.problems
        return Link(self.wording.label("problems", id_), Target("problem", id_) if known else None)

    def to_metric(self, id_: str) -> Link:
        """A metric by its label: its page, or its line in the list where it is a generic tally."""
        metric = self.catalogue.vocabularies.metrics.get(id_)
        if metric is None:
            return Link(id_)
        target = Target("metric", id_) if metric.comparable else Target("list", "metrics", f"metric-{id_}")
        return Link(self.wording.plain(metric.pref_label), target)

    def to_source(self, id_: str, paragraph: int | None = None) -> Link:
        """A source by its title, or one paragraph of it by its number."""
        record = self.catalogue.sources.get(id_)
        if record is None:
            return Link(id_)
        if paragraph is None:
            return Link(self.wording.plain(record.title), Target("source", id_))
        return Link(f"¶{paragraph}", Target("source", id_, f"p{paragraph}"))


def _read_contents(content: str) -> Iterator[TocItem]:
    """The headings of an article, each <h3> below the <h2> before it."""
    top: TocItem | None = None
    below: list[TocItem] = []
    for level, id_, inner in _HEADING.findall(content):
        item = TocItem(id_, Markup(_ASIDE.sub("", inner)).striptags())  # noqa: S704  our own output
        if level == "3" and top is not None:
            below.append(item)
            continue
        if top is not None:
            yield TocItem(top.id, top.title, tuple(below))
        top, below = item, []
    if top is not None:
        yield TocItem(top.id, top.title, tuple(below))
