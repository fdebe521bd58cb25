"""What an article on a mechanism says, statement by statement, with the practices each is drawn from.

In: an `Edition`, a mechanism and what its entries record. Out: frozen views of words and links.
Practices are numbered in the order in which a page first leans on them; the numbers lead to its foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from shequ.model import Judgement, Lesson
from shequ.model.mechanism import Need
from shequ.model.practice import Claim
from shequ.records import Catalogue
from shequ.render.address import Link, Target
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.statement import ClaimView, place_of, view_claim

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """The first of many, how many there are, and a word about those left out ('' where none is)."""

    items: tuple[T, ...]
    total: int
    rest: str


@dataclass(frozen=True)
class Cite:
    """The number of a practice, and its name for who points at it."""

    number: int
    name: str
    target: Target


@dataclass(frozen=True)
class LessonView:
    """One statement: what kind of need it is, whether it is our reading, and what it rests on."""

    kind: str
    text: str
    inferred: Mark | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Said:
    """What an entry records of one practice: in its own page, with its paragraph."""

    kind: str
    text: str
    practice: Link
    place: Link
    at: Link


@dataclass(frozen=True)
class ClaimOf:
    """An assertion and the practice it is about."""

    claim: ClaimView
    practice: Link
    place: Link


@dataclass(frozen=True)
class Note:
    """A practice at the foot of the page, with the sources it rests on."""

    number: int
    anchor: str
    practice: Link
    place: Link
    sources: tuple[Link, ...]


class Notes:
    """The practices a page cites, numbered as they come."""

    def __init__(self, edition: Edition, mechanism: str) -> None:
        self._edition = edition
        self._mechanism = mechanism
        self._numbers: dict[str, int] = {}

    def cite(self, practice: str) -> Cite:
        """The number of a practice; a new one where it was not cited before."""
        number = self._numbers.setdefault(practice, len(self._numbers) + 1)
        name, place = self._edition.to_practice(practice).text, self._place(practice).text
        full = self._edition.wording.t("article.practice_in_place", practice=name, place=place)
        return Cite(number, full, Target("mechanism", self._mechanism, f"by-{number}"))

    def cite_all(self, practices: Iterable[str]) -> tuple[Cite, ...]:
        """Several practices, each once, in the order of their numbers."""
        cites = {cite.number: cite for cite in map(self.cite, practices)}
        return tuple(cites[number] for number in sorted(cites))

    def practices(self) -> tuple[str, ...]:
        """The practices cited so far."""
        return tuple(self._numbers)

    def list(self) -> tuple[Note, ...]:
        """Every practice cited so far."""
        return tuple(
            Note(
                number,
                f"by-{number}",
                self._edition.to_practice(id_),
                self._place(id_),
                tuple(self._edition.to_source(source) for source in sources_of(self._edition, id_)),
            )
            for id_, number in self._numbers.items()
        )

    def _place(self, practice: str) -> Link:
        return self._edition.to_place(practice.split("/", maxsplit=1)[0])


def list_first(edition: Edition, found: Iterable[T], limit: int) -> Listing[T]:
    """At most `limit` of what was found: a page has a size, a mechanism may have a thousand practices."""
    items = tuple(found)
    left = len(items) - limit
    rest = edition.wording.t("article.left_out", count=left) if left > 0 else ""
    return Listing(items[:limit], len(items), rest)


def sources_of(edition: Edition, practice: str) -> tuple[str, ...]:
    """The sources that an entry names for a practice."""
    entry = edition.catalogue.practices.get(practice)
    if entry is None:
        return ()
    catalogue = edition.catalogue
    return tuple(dict.fromkeys(catalogue.source_at(entry.community, at) for at in entry.record.at))


def view_lessons(edition: Edition, notes: Notes, lessons: Iterable[Lesson]) -> tuple[LessonView, ...]:
    """Statements in their order."""
    t = edition.wording.t
    ours = Mark(t("article.inferred"), "calc", t("article.inferred_note"))
    return tuple(
        LessonView(
            kind=t(f"enum.need.{lesson.kind}") if isinstance(lesson, Need) else "",
            text=edition.wording.words(lesson),
            inferred=ours if is_our_reading(edition.catalogue, lesson) else None,
            cites=notes.cite_all(lesson.from_),
        )
        for lesson in lessons
    )


def is_our_reading(catalogue: Catalogue, lesson: Lesson) -> bool:
    """Whether a statement says that it is inferred, or is a need that no entry behind it records as one."""
    if isinstance(lesson, Need):
        return not any(catalogue.practices[id_].record.needs for id_ in lesson.from_)
    return isinstance(lesson, Judgement) and lesson.basis == "inferred"


def list_said(edition: Edition, practices: Iterable[str], fields: tuple[str, ...]) -> tuple[Said, ...]:
    """What entries record under some of the questions that are asked of every practice."""
    return tuple(said for field in fields for id_ in practices for said in _said(edition, id_, field))


def _said(edition: Edition, practice: str, field: str) -> Iterator[Said]:
    entry = edition.catalogue.practices[practice]
    for statement in getattr(entry.record, field):
        yield Said(
            kind=edition.wording.t(f"article.said.{field}"),
            text=edition.wording.words(statement),
            practice=edition.to_practice(practice),
            place=edition.to_place(entry.community),
            at=place_of(edition, entry.community, statement.at),
        )


def list_claims(edition: Edition, practices: Iterable[str], kinds: tuple[str, ...]) -> tuple[ClaimOf, ...]:
    """What sources assert of some practices without a number."""
    found: list[tuple[str, str, Claim]] = [
        (id_, entry.community, claim)
        for id_ in practices
        for entry in (edition.catalogue.practices[id_],)
        for claim in entry.record.claims
        if claim.kind in kinds
    ]
    return tuple(
        ClaimOf(view_claim(edition, place, claim), edition.to_practice(id_), edition.to_place(place))
        for id_, place, claim in found
    )
