"""What a set of practices answers: how far each has got, its figures, and what no source says of them.

In: an `Edition` and practice ids. Out: frozen views, every count of them computed. Pages are made elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shequ.derive import group_of, has_baseline, questions_told
from shequ.model.practice import QUESTIONS
from shequ.records import Figure
from shequ.render.address import Link
from shequ.render.citation import say_about
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, Mark, view_figures
from shequ.render.locality import name_county
from shequ.render.outline import TONES, kind_marks, status_mark

# What is done first, what nobody tells last.
ORDER = ("finished", "running", "prepared", "unknown")
# How many practices a line of the answer names, and how many figures a line of the table shows.
NAMED, FIGURES = 5, 4
KINDS = ("input", "activity", "output", "outcome")


@dataclass(frozen=True)
class PlacedPractice:
    """A practice named in a line: its status and its place, with the county that tells places apart."""

    link: Link
    status: Mark
    place: Link
    county: str


@dataclass(frozen=True)
class Stage:
    """The practices that have got equally far. `named` are the first of them, none where nothing is told."""

    key: str
    label: str
    tone: str
    count: int
    named: tuple[PlacedPractice, ...]
    rest: int


@dataclass(frozen=True)
class AnswerRow:
    """A practice as a row of the table."""

    practice: PlacedPractice
    marks: tuple[Mark, ...]
    mechanisms: tuple[Link, ...]
    summary: str | None
    figures: tuple[FigureView, ...]
    more: str | None
    evidence: str
    evidence_name: str


def list_stages(edition: Edition, practices: Sequence[str], most: int = NAMED) -> tuple[Stage, ...]:
    """Practices by how far they have got, every group counted, so that the groups add up to the whole."""
    return tuple(_view_stage(edition, key, _in_group(edition, practices, key), most) for key in ORDER)


def list_rows(
    edition: Edition, practices: Sequence[str]
) -> tuple[tuple[str, str, tuple[AnswerRow, ...]], ...]:
    """The rows of the table by the same groups, place by place; groups without a practice are left out."""
    found = ((key, sorted(_in_group(edition, practices, key))) for key in ORDER)
    t = edition.wording.t
    return tuple(
        (key, t(f"tally.group_{key}"), tuple(view_row(edition, id_) for id_ in ids))
        for key, ids in found
        if ids
    )


def say_answer(edition: Edition, practices: Sequence[str]) -> tuple[str, ...]:
    """The answer in sentences: how much is on record, and how far it has got."""
    t, count = edition.wording.t, edition.wording.count
    places = {edition.catalogue.practices[id_].community for id_ in practices}
    sizes = {key: len(_in_group(edition, practices, key)) for key in ORDER}
    told = sizes["finished"] + sizes["running"]
    facts = {key: count(size) for key, size in sizes.items()}
    return (
        t("answer.held", practices=count(len(practices)), places=count(len(places))),
        t("answer.told" if told else "answer.told_none", **facts),
        t("answer.rest", **facts),
    )


def say_figures(edition: Edition, practices: Sequence[str]) -> str:
    """How many of the practices have figures, and how many of those figures are results."""
    t, count = edition.wording.t, edition.wording.count
    figures = _figures_of(edition, practices)
    if not figures:
        return t("answer.figures_none")
    return t(
        "answer.figures",
        practices=count(sum(id_ in edition.index.figures_of_practice for id_ in practices)),
        figures=count(len(figures)),
        outcomes=count(sum(f.kind == "outcome" for f in figures)),
    )


def view_row(edition: Edition, id_: str) -> AnswerRow:
    """One practice. Raises `KeyError` for an unknown id."""
    record = edition.catalogue.practices[id_].record
    figures = edition.index.figures_of_practice.get(id_, ())
    rest, level = len(figures) - FIGURES, edition.index.evidence[id_].level
    t = edition.wording.t
    return AnswerRow(
        practice=place_practice(edition, id_),
        marks=tuple(kind_marks(edition, record)),
        mechanisms=tuple(edition.to_mechanism(m) for m in record.mechanisms),
        summary=edition.wording.words(record.summary) if record.summary else None,
        figures=view_figures(edition, figures[:FIGURES]),
        more=t("practice.more_figures", count=rest) if rest > 0 else None,
        evidence=level,
        evidence_name=t(f"enum.evidence.{level}"),
    )


def place_practice(edition: Edition, id_: str) -> PlacedPractice:
    """A practice with its status and place."""
    entry = edition.catalogue.practices[id_]
    return PlacedPractice(
        link=edition.to_practice(id_),
        status=status_mark(edition, entry.record.status.is_),
        place=edition.to_place(entry.community),
        county=name_county(edition, entry.community),
    )


def list_unreported(edition: Edition, practices: Iterable[str]) -> Iterator[str]:
    """What no source says of any practice that is asked, then what some say, in sentences.

    Umbrellas, slogans and practices of which a text gives only the name are asked nothing.
    """
    entries = [edition.catalogue.practices[id_] for id_ in practices]
    asked = [entry for entry in entries if entry.record.is_asked]
    told = Counter(q for entry in asked for q in questions_told(edition.catalogue, entry))
    t, count = edition.wording.t, edition.wording.count
    silent = [t(f"enum.unanswered.{q}") for q in QUESTIONS if not told[q]]
    if asked and silent:
        yield t("answer.unanswered", asked=count(len(asked)), questions=edition.wording.join(silent))
    for question in QUESTIONS:
        if found := told[question]:
            facts = {"asked": count(len(asked)), "answered": count(found)}
            yield t("answer.answered", question=t(f"enum.unanswered.{question}"), **facts)


def list_gaps(edition: Edition, practices: Sequence[str]) -> Iterator[str]:
    """What the figures of these practices lack, in sentences."""
    t, count = edition.wording.t, edition.wording.count
    figures = _figures_of(edition, practices)
    without = len([id_ for id_ in practices if id_ not in edition.index.figures_of_practice])
    if without:
        yield t("answer.without_figures", count=count(without), practices=count(len(practices)))
    missing = [t(f"enum.kind.{kind}") for kind in KINDS if not any(f.kind == kind for f in figures)]
    if figures and missing:
        yield t("answer.no_figure_of", kinds=edition.wording.join(missing))
    if figures and not any(has_baseline(edition.catalogue, id_) for id_ in practices):
        yield t("answer.no_baseline")


def list_sources(edition: Edition, practices: Iterable[str]) -> tuple[tuple[Link, str], ...]:
    """The sources these practices and their figures rest on."""
    found: dict[str, None] = {}
    for id_ in practices:
        entry = edition.catalogue.practices[id_]
        found.update((edition.catalogue.source_at(entry.community, at), None) for at in entry.record.at)
        found.update((f.source, None) for f in edition.index.figures_of_practice.get(id_, ()))
    return tuple((edition.to_source(id_), say_about(edition, id_)) for id_ in found)


def _view_stage(edition: Edition, key: str, ids: list[str], most: int) -> Stage:
    named = ids[:most] if key != "unknown" else []
    return Stage(
        key=key,
        label=edition.wording.t(f"tally.group_{key}"),
        tone=TONES[key],
        count=len(ids),
        named=tuple(place_practice(edition, id_) for id_ in named),
        rest=len(ids) - len(named),
    )


def _in_group(edition: Edition, practices: Iterable[str], key: str) -> list[str]:
    return [id_ for id_ in practices if group_of(edition.catalogue, id_) == key]


def _figures_of(edition: Edition, practices: Iterable[str]) -> list[Figure]:
    return [f for id_ in practices for f in edition.index.figures_of_practice.get(id_, ())]
