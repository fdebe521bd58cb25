"""The pages of mechanisms and problems, and their lists: what is tried, where, and how far it has got.

In: an `Edition`. Out: `Page`s. A problem that no practice answers has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.model import Mechanism, Term
from shequ.page import Page
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, view_figures
from shequ.render.outline import PracticeLine, view_practices
from shequ.render.practice import QUESTIONS, EvidenceView, view_evidence

GROUPS = ("running", "finished", "prepared", "unknown")


@dataclass(frozen=True)
class Answer:
    """A practice with its figures, as a page about many practices shows it."""

    line: PracticeLine
    figures: tuple[FigureView, ...]


@dataclass(frozen=True)
class Entrance:
    """A problem or mechanism in a list, with what can honestly be counted."""

    anchor: str
    link: Link
    text: str
    counts: str
    level: str | None = None


@dataclass(frozen=True)
class Tally:
    """Practices counted by how far they have got, and by whether anything about them is in figures."""

    practices: int
    running: int
    finished: int
    prepared: int
    with_figures: int


def render_mechanisms(edition: Edition) -> Iterator[Page]:
    """The list, then every mechanism."""
    t = edition.wording.t
    yield edition.page(
        "entrances",
        Target("list", "mechanisms"),
        t("page.mechanisms.title"),
        t("page.mechanisms.lead"),
        section="mechanisms/index.html",
        lead=t("page.mechanisms.lead"),
        groups=_split(edition, [enter_mechanism(edition, id_) for id_ in edition.catalogue.mechanisms]),
    )
    for id_, record in edition.catalogue.mechanisms.items():
        yield _render_mechanism(edition, id_, record)


def render_problems(edition: Edition) -> Iterator[Page]:
    """The list, then every problem."""
    t = edition.wording.t
    yield edition.page(
        "entrances",
        Target("list", "problems"),
        t("page.problems.title"),
        t("page.problems.lead"),
        section="problems/index.html",
        lead=t("page.problems.lead"),
        groups=_split(
            edition, [enter_problem(edition, id_) for id_ in edition.catalogue.vocabularies.problems]
        ),
    )
    for id_, record in edition.catalogue.vocabularies.problems.items():
        yield _render_problem(edition, id_, record)


def count_practices(edition: Edition, ids: Iterable[str]) -> Tally:
    """Practices by how far they have got."""
    found = list(ids)
    statuses = edition.catalogue.vocabularies.statuses
    groups = [_group(edition, id_) for id_ in found]
    return Tally(
        practices=len(found),
        running=groups.count("running"),
        finished=groups.count("finished"),
        prepared=groups.count("prepared") if statuses else 0,
        with_figures=sum(id_ in edition.index.figures_of_practice for id_ in found),
    )


def say_tally(edition: Edition, tally: Tally) -> str:
    """The counts that are not nothing, in one line."""
    t = edition.wording.t
    if not tally.practices:
        return t("tally.none")
    parts = [t("tally.practices", count=tally.practices)]
    parts += [
        t(f"tally.{name}", count=count)
        for name in ("running", "finished", "prepared", "with_figures")
        if (count := getattr(tally, name))
    ]
    return edition.wording.join(parts, "dot")


def enter_problem(edition: Edition, id_: str) -> Entrance:
    """A problem for a list."""
    record = edition.catalogue.vocabularies.problems[id_]
    tally = count_practices(edition, edition.index.practices_by_problem.get(id_, ()))
    text = edition.wording.words(record.definition) if record.definition else ""
    return Entrance(f"problem-{id_}", edition.to_problem(id_), text, say_tally(edition, tally))


def enter_mechanism(edition: Edition, id_: str) -> Entrance:
    """A mechanism for a list."""
    record = edition.catalogue.mechanisms[id_]
    tally = count_practices(edition, edition.index.practices_by_mechanism.get(id_, ()))
    level = edition.index.evidence_of_mechanism[id_].level if tally.practices else None
    text = edition.wording.words(record.definition)
    return Entrance(f"mechanism-{id_}", edition.to_mechanism(id_), text, say_tally(edition, tally), level)


def _split(edition: Edition, entrances: list[Entrance]) -> tuple[tuple[str, str, tuple[Entrance, ...]], ...]:
    """Those with practices first; those without stand as such."""
    t, none = edition.wording.t, edition.wording.t("tally.none")
    groups = (
        ("with", [e for e in entrances if e.counts != none]),
        ("without", [e for e in entrances if e.counts == none]),
    )
    return tuple((f"{key}-practices", t(f"tally.{key}"), tuple(found)) for key, found in groups if found)


def _render_mechanism(edition: Edition, id_: str, record: Mechanism) -> Page:
    wording, index = edition.wording, edition.index
    practices = index.practices_by_mechanism.get(id_, ())
    evidence: EvidenceView = view_evidence(edition, index.evidence_of_mechanism[id_])
    return edition.page(
        "mechanism",
        Target("mechanism", id_),
        wording.plain(record.name),
        wording.plain(record.definition),
        section="mechanisms/index.html",
        edit=("mechanisms", id_),
        aliases=record.aliases,
        definition=wording.words(record.definition),
        scope_note=wording.words(record.scope_note) if record.scope_note else "",
        summary=wording.words(record.summary),
        broader=edition.to_mechanism(record.broader) if record.broader else None,
        narrower=tuple(edition.to_mechanism(m) for m in index.narrower_mechanisms.get(id_, ())),
        problems=tuple(edition.to_problem(p) for p in record.problems),
        evidence=evidence,
        counts=say_tally(edition, count_practices(edition, practices)),
        answers=_answers(edition, practices),
        silent=_silence(edition, practices),
    )


def _render_problem(edition: Edition, id_: str, record: Term) -> Page:
    wording, index = edition.wording, edition.index
    practices = index.practices_by_problem.get(id_, ())
    tried = dict.fromkeys(m for p in practices for m in edition.catalogue.practices[p].record.mechanisms)
    proposed = [m for m in index.mechanisms_by_problem.get(id_, ()) if m not in tried]
    answers = _answers(edition, practices)
    return edition.page(
        "problem",
        Target("problem", id_),
        wording.plain(record.pref_label),
        wording.plain(record.definition) if record.definition else wording.plain(record.pref_label),
        section="problems/index.html",
        edit=("vocabularies", "problems"),
        aliases=record.alt_labels,
        definition=wording.words(record.definition) if record.definition else "",
        broader=edition.to_problem(record.broader) if record.broader else None,
        counts=say_tally(edition, count_practices(edition, practices)),
        tried=tuple(enter_mechanism(edition, m) for m in tried if m in edition.catalogue.mechanisms),
        proposed=tuple(edition.to_mechanism(m) for m in proposed),
        groups=tuple(
            (group, wording.t(f"tally.group_{group}"), found)
            for group in GROUPS
            if (found := tuple(a for a in answers if _group(edition, a.line.id) == group))
        ),
        silent=_silence(edition, practices),
    )


def _group(edition: Edition, practice: str) -> str:
    status = edition.catalogue.practices[practice].record.status.is_
    term = edition.catalogue.vocabularies.statuses.get(status)
    return term.group if term else "unknown"


def _answers(edition: Edition, practices: Iterable[str]) -> tuple[Answer, ...]:
    ids = list(practices)
    figures: list[tuple[Figure, ...]] = [edition.index.figures_of_practice.get(id_, ()) for id_ in ids]
    lines = view_practices(edition, ids)
    return tuple(Answer(line, view_figures(edition, f)) for line, f in zip(lines, figures, strict=True))


def _silence(edition: Edition, practices: Iterable[str]) -> tuple[str, ...]:
    """What no source says about any of these practices."""
    asked = [edition.catalogue.practices[id_].record for id_ in practices]
    asked = [record for record in asked if record.detail != "name-only"]
    silent = [q for q in QUESTIONS if asked and not any(getattr(record, q) for record in asked)]
    return tuple(edition.wording.t(f"enum.unanswered.{question}") for question in silent)
