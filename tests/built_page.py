"""A built page as tests look at it without a browser: its elements, ids and addresses.

In: HTML text. Out: `BuiltPage`. Standard library only; nothing is asserted here.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# Attributes that hold an address.
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href")


@dataclass(frozen=True)
class Address:
    """An address in a page: the element and attribute it stands in, and the element's `rel`."""

    tag: str
    attribute: str
    value: str
    rel: frozenset[str]

    @property
    def is_internal(self) -> bool:
        """Whether it leads to this site."""
        parts = urlsplit(self.value)
        return not parts.scheme and not parts.netloc

    def resolve(self, page: str) -> tuple[str, str]:
        """The file below the site's root and the anchor in it, as seen from `page`."""
        parts = urlsplit(self.value)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        return (path if parts.path else page), unquote(parts.fragment)


class BuiltPage(HTMLParser):
    """What a page holds: `elements` (tag, attributes), `ids`, `addresses`, and text by element in `texts`."""

    def __init__(self, html: str) -> None:
        """Parse the whole page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        self.texts.append((self._open, data))

    @property
    def ids(self) -> list[str]:
        """Every id, in order, with repetitions."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def addresses(self) -> list[Address]:
        """Every address, in order."""
        return [
            Address(tag, name, attributes[name], frozenset(attributes.get("rel", "").split()))
            for tag, attributes in self.elements
            for name in _ADDRESSES
            if name in attributes
        ]

    def find(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of one kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text_of(self, tag: str) -> str:
        """The text that directly follows the opening of elements of one kind."""
        return "".join(text for name, text in self.texts if name == tag).strip()
