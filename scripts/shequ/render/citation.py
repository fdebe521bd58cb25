"""What a page rests on: its sources numbered as its notes name them, and how to cite the entry.

In: an `Edition` and ids. Out: `Origin`s and one line of text. The record says what may be linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shequ import __version__
from shequ.model.source import Copy
from shequ.render.address import Link, external_url
from shequ.render.edition import Edition
from shequ.render.figure_card import date_of


@dataclass(frozen=True)
class Origin:
    """A source of a page: who published it and when, its address or why there is none, its paragraphs."""

    link: Link
    about: str
    address: str | None
    no_address: str
    places: tuple[Link, ...] = ()


def view_origin(edition: Edition, id_: str, places: Iterable[Link] = ()) -> Origin:
    """One source. An id that leads nowhere stays an id."""
    record = edition.catalogue.sources.get(id_)
    if record is None:
        return Origin(edition.to_source(id_), "", None, "")
    copy = record.copy_
    address = external_url(copy.url) if copy and copy.link else None
    return Origin(
        link=edition.to_source(id_),
        about=say_about(edition, id_),
        address=address,
        no_address="" if address else _say_no_address(edition, copy),
        places=tuple(dict.fromkeys(places)),
    )


def _say_no_address(edition: Edition, copy: Copy | None) -> str:
    """Why there is no link: no address is recorded, or it leads where nobody should go; then its host."""
    if copy is None or copy.url is None:
        return edition.wording.t("cite.no_address")
    return edition.wording.t("cite.not_linked", host=edition.wording.plain(copy.host))


def say_about(edition: Edition, id_: str) -> str:
    """Who published a source and when; '' for an unknown one."""
    record = edition.catalogue.sources.get(id_)
    if record is None:
        return ""
    about = [edition.wording.plain(record.publisher.name), date_of(edition, id_)]
    return edition.wording.join([part for part in about if part], "clause")


def cite(edition: Edition, name: str, id_: str, sources: Sequence[str]) -> str:
    """How to cite an entry: name, id, version of the catalogue, date of the newest source."""
    t = edition.wording.t
    dates = [written.not_after.isoformat() for s in sources if (written := edition.catalogue.written(s))]
    until = t("cite.until", date=max(dates)) if dates else t("cite.undated")
    return t("cite.entry", name=name, id=id_, site=t("shell.name"), version=__version__, until=until)
