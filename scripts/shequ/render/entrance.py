"""Problems as lists show them, with their practices counted by how far they have got.

In: an `Edition` and ids. Out: frozen views. Pages are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shequ.derive import GROUPS, group_of
from shequ.messages import translate
from shequ.model import Term
from shequ.render.address import Link
from shequ.render.edition import Edition


@dataclass(frozen=True)
class Entrance:
    """A problem in a list, with what can honestly be counted."""

    anchor: str
    link: Link
    counts: str
    aliases: str
    is_answered: bool


@dataclass(frozen=True)
class Tally:
    """Practices counted by how far they have got; the groups, unknown among them, add up to the whole."""

    practices: int
    places: int
    running: int
    finished: int
    prepared: int
    unknown: int
    with_figures: int


def count_practices(edition: Edition, ids: Iterable[str]) -> Tally:
    """Practices by how far they have got."""
    found = list(ids)
    groups = [group_of(edition.catalogue, id_) for id_ in found]
    return Tally(
        practices=len(found),
        places=len({edition.catalogue.practices[id_].community for id_ in found}),
        **{group: groups.count(group) for group in GROUPS},
        with_figures=sum(id_ in edition.index.figures_of_practice for id_ in found),
    )


def say_tally(edition: Edition, tally: Tally) -> str:
    """The counts that are not nothing, in one line that breaks between them only."""
    t, count = edition.wording.t, edition.wording.count
    if not tally.practices:
        return t("tally.none")
    parts = [t("tally.practices", practices=count(tally.practices), places=count(tally.places))]
    parts += [
        t(f"tally.{name}", count=count(found))
        for name in ("finished", "running", "prepared", "unknown", "with_figures")
        if (found := getattr(tally, name))
    ]
    kept = [part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts]
    return edition.wording.join(kept, "dot").replace(" ·", "\N{NO-BREAK SPACE}·")


def enter_problem(edition: Edition, id_: str) -> Entrance:
    """A problem for a list."""
    record = edition.catalogue.vocabularies.problems[id_]
    tally = count_practices(edition, edition.index.practices_by_problem.get(id_, ()))
    return Entrance(
        anchor=f"problem-{id_}",
        link=edition.to_problem(id_),
        counts=say_tally(edition, tally),
        aliases=say_aliases(edition, record) if record.alt_labels else "",
        is_answered=tally.practices > 0,
    )


def say_aliases(edition: Edition, record: Term) -> str:
    """A term's other names in one line; they are Chinese in every edition, since people search by them."""
    return edition.wording.chinese(translate("unit.name_separator", "zh").join(record.alt_labels))


def split_entrances(
    edition: Edition, entrances: list[Entrance]
) -> tuple[tuple[str, str, tuple[Entrance, ...]], ...]:
    """Those with practices first; those without stand as such."""
    t = edition.wording.t
    groups = (
        ("with", [e for e in entrances if e.is_answered]),
        ("without", [e for e in entrances if not e.is_answered]),
    )
    return tuple((f"{key}-practices", t(f"tally.{key}"), tuple(found)) for key, found in groups if found)
