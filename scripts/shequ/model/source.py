"""Where facts come from: author, publisher, date, the copy we read, and what cannot be known.

In: plain data of one file under `catalogue/sources/`. Out: `Source`. After Our World in Data's origin record.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shequ.model.base import At, Basis, IsoDate, Line, PublisherTerm, Record, Text, Voice


class Body(Record):
    """A publisher or producer."""

    name: Text
    type: PublisherTerm
    basis: Basis = "stated"


class Byline(Record):
    """A named author, photographer or editor, as the page gives it."""

    name: Line
    role: Literal["reporter", "correspondent", "editor", "photographer", "contributor", "not-stated"]
    at: At | None = None


class Dating(Record):
    """A date, or the range it must lie in, and what says so. Either `date`, or both bounds."""

    date: IsoDate | None = None
    not_before: IsoDate | None = None
    not_after: IsoDate | None = None
    basis: Basis
    at: At | None = None


class Copy(Record):
    """The copy we read. `stamps` are the dates and labels its host adds; a host's stamp is no date."""

    host: Text
    kind: PublisherTerm
    stamps: Text | None = None
    stamps_trusted: bool = False
    url: Line | None = None
    link: bool = True
    seen: IsoDate | None = None


class Source(Record):
    """One text. Its id is the file stem; `text` is the stem of the numbered transcript it was read from."""

    title: Text
    subtitle: Text | None = None
    kind: Literal[
        "news-report", "work-summary", "official-document", "academic", "statistics", "fact-sheet", "other"
    ]
    publisher: Body
    producer: Body | None = None
    bylines: tuple[Byline, ...] = ()
    published: Dating | None = None
    written: Dating | None = None
    default_voice: Voice
    independent_voice: bool = False
    copy_: Copy | None = Field(default=None, alias="copy")
    extent: Literal["full", "excerpt", "title-only"]
    doubts: tuple[Text, ...] = ()
    unknown: tuple[Text, ...] = ()
    furniture: tuple[At, ...] = ()
    captions: tuple[At, ...] = ()
    text: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
