"""What looks alike by its name: whether it is the same, and why.

In: an `Edition`, and a place where only its own are wanted. Out: links, verdict and reason for each record.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.render.address import Link
from shequ.render.edition import Edition


def view_namesakes(edition: Edition, place: str | None = None) -> Iterator[tuple[tuple[Link, ...], str, str]]:
    """Every record of the register, or those about a place or one of its practices."""
    wording = edition.wording
    for record in edition.catalogue.vocabularies.namesakes.values():
        if place is None or any(item.split("/", maxsplit=1)[0] == place for item in record.items):
            links = tuple(_name(edition, item) for item in record.items)
            yield links, wording.t(f"enum.namesake.{record.verdict}"), wording.words(record.why)


def _name(edition: Edition, item: str) -> Link:
    """A practice with its place, a place, or a mechanism."""
    if "/" not in item:
        return edition.to_mechanism(item) if item in edition.catalogue.mechanisms else edition.to_place(item)
    link, place = edition.to_practice(item), edition.to_place(item.split("/", maxsplit=1)[0]).text
    return Link(edition.wording.t("site.page_title", name=link.text, place=place), link.target)
