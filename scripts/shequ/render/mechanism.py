"""The page of a mechanism: a knowledge article on what its practices show, and what nobody has told.

In: an `Edition`. Out: `Page`s. After EMMIE: effect, mechanism, moderators, implementation, economics; a
dimension of which no source speaks stands there and says so. Counts are `derive`'s, statements the article's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.derive import Silence, Standing, is_cost, standing
from shequ.model import Mechanism
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.article import Notes, list_claims, list_first, list_said, sources_of, view_lessons
from shequ.render.edition import Edition
from shequ.render.figure import view_figures
from shequ.render.flow import view_flow
from shequ.render.mechanism_list import render_list, view_statuses
from shequ.render.practice import view_evidence
from shequ.render.variant import list_bare_names, list_silent_columns, list_variants

SECTION = "mechanisms/index.html"
# What the practices' entries may answer under a heading of the article.
_WATCHED = ("side_effects", "resistance", "failure")
# How many items a list of the page shows at most.
SHOWN = 40


@dataclass(frozen=True)
class Dimension:
    """One of EMMIE's five: how much stands under its heading, in words; `is_empty` where nothing does."""

    name: str
    said: str
    target: Target
    is_empty: bool


@dataclass(frozen=True)
class SourceLine:
    """A source with who published it and how many of the practices rest on it."""

    link: Link
    publisher: str
    practices: str


def render_mechanisms(edition: Edition) -> Iterator[Page]:
    """The list, then every mechanism."""
    yield render_list(edition, SECTION)
    for id_, record in edition.catalogue.mechanisms.items():
        yield _render_mechanism(edition, id_, record)


def _render_mechanism(edition: Edition, id_: str, record: Mechanism) -> Page:
    wording, index = edition.wording, edition.index
    found = standing(edition.catalogue, id_)
    practices = [entry.id for entry in edition.catalogue.instances.get(id_, ())]
    notes = Notes(edition, id_)
    rows = list_variants(edition, id_, record, notes)
    works = view_lessons(edition, notes, record.works)
    flow = view_flow(edition, id_, record.flow, notes) if record.flow else None
    lessons = {
        key: view_lessons(edition, notes, lessons)
        for key, lessons in record.lessons().items()
        if key != "works"
    }
    said = {
        "needs": list_said(edition, practices, ("needs",)),
        "watch": list_said(edition, practices, _WATCHED),
        "cost": list_said(edition, practices, ("cost",)),
    }
    troubles = list_claims(edition, practices, ("difficulty", "limit"))
    effects = list_claims(edition, practices, ("effect", "reception"))
    figures = [figure for p in practices for figure in index.figures_of_practice.get(p, ())]
    outcomes = [figure for figure in figures if figure.kind == "outcome"]
    inputs = [figure for figure in figures if figure.kind == "input"]
    sums = [figure for figure in inputs if is_cost(edition.catalogue, figure)]
    sizes = {
        "effect": len(effects) + len(outcomes),
        "works": len(works) + bool(flow),
        "fits": len(lessons["fits"]) + len(lessons["unfit"]),
        "needs": len(lessons["needs"]) + len(said["needs"]),
        "cost": len(said["cost"]) or found.costed,
    }
    return edition.page(
        "mechanism",
        Target("mechanism", id_),
        wording.plain(record.name),
        wording.plain(record.definition),
        section=SECTION,
        edit=("mechanisms", id_),
        aliases=record.aliases,
        definition=wording.words(record.definition),
        scope_note=wording.words(record.scope_note) if record.scope_note else "",
        summary=wording.words(record.summary),
        broader=edition.to_mechanism(record.broader) if record.broader else None,
        narrower=tuple(edition.to_mechanism(m) for m in index.narrower_mechanisms.get(id_, ())),
        problems=tuple(edition.to_problem(p) for p in record.problems),
        tables=tuple(edition.to_table(table) for table in index.tables_by_mechanism.get(id_, ())),
        evidence=view_evidence(edition, index.evidence_of_mechanism[id_]),
        standing=found,
        reach=_say_reach(edition, found),
        statuses=view_statuses(edition, found),
        reported=_say_reported(edition, found),
        cost=_say_cost(edition, found),
        effect=_say_effect(edition, found),
        dimensions=tuple(_dimensions(edition, id_, sizes)),
        works=works,
        flow=flow,
        rows=list_first(edition, rows, max(SHOWN, len(record.variants))),
        has_lines=bool(record.variants),
        silent_columns=list_silent_columns(rows),
        bare_names=list_first(edition, list_bare_names(edition, id_, record), SHOWN),
        lessons=lessons,
        has_inferred=any(view.inferred for views in lessons.values() for view in views),
        said={key: list_first(edition, items, SHOWN) for key, items in said.items()},
        troubles=list_first(edition, troubles, SHOWN),
        effects=list_first(edition, effects, SHOWN),
        outcomes=list_first(edition, view_figures(edition, outcomes), SHOWN),
        sums=list_first(edition, view_figures(edition, sums), SHOWN),
        inputs=list_first(edition, view_figures(edition, (f for f in inputs if f not in sums)), SHOWN),
        silences=tuple(_say_silence(edition, silence) for silence in found.silences if silence.silent),
        unasked=wording.t("article.unasked", count=found.unasked) if found.unasked else "",
        notes=notes.list(),
        all_practices=Target("list", "practices"),
        sources=list_first(edition, _sources(edition, [*practices, *notes.practices()]), SHOWN),
    )


def _say_reach(edition: Edition, found: Standing) -> tuple[str, ...]:
    counts = {name: getattr(found, name) for name in ("practices", "places", "counties")}
    wording = edition.wording
    return tuple(
        wording.t(f"article.reach.{name}", count=wording.count(count)) for name, count in counts.items()
    )


def _say_reported(edition: Edition, found: Standing) -> str:
    t = edition.wording.t
    if not found.figures:
        return t("article.reported.no_figures")
    if found.self_reported == found.figures:
        return t("article.reported.all", count=found.figures)
    share = edition.wording.percent(found.self_reported, found.figures)
    return t("article.reported.share", count=found.figures, own=found.self_reported, share=share)


def _say_cost(edition: Edition, found: Standing) -> str:
    if not found.costed:
        return edition.wording.t("article.cost.silent")
    return edition.wording.t("article.cost.told", count=found.costed, practices=found.practices)


def _say_effect(edition: Edition, found: Standing) -> str:
    """Which way outcomes moved: only where a figure has its baseline."""
    t = edition.wording.t
    better, worse = found.directions.get("better", 0), found.directions.get("worse", 0)
    if not better and not worse:
        return t("article.direction.unseen" if found.outcomes else "article.direction.unmeasured")
    key = "mixed" if better and worse else "better" if better else "worse"
    return t(f"article.direction.{key}", better=better, worse=worse)


def _dimensions(edition: Edition, id_: str, sizes: dict[str, int]) -> Iterator[Dimension]:
    t = edition.wording.t
    for key, size in sizes.items():
        said = t("article.dimension.size", count=size) if size else t("article.dimension.empty")
        target = Target("mechanism", id_, key)
        yield Dimension(t(f"article.dimension.{key}"), said, target, not size)


def _say_silence(edition: Edition, silence: Silence) -> tuple[str, str, bool]:
    """The question, what its counts say, and whether nobody at all answers it."""
    t = edition.wording.t
    key = "figures" if silence.question == "denominator" else "practices"
    said = t(f"article.silent.{key}", asked=silence.asked, silent=silence.silent)
    return t(f"article.question.{silence.question}"), said, silence.silent == silence.asked


def _sources(edition: Edition, practices: list[str]) -> Iterator[SourceLine]:
    """Every source behind some practices, with how many of them it stands behind."""
    wording, known = edition.wording, edition.catalogue.sources
    behind: dict[str, int] = {}
    for practice in dict.fromkeys(practices):
        for source in sources_of(edition, practice):
            behind[source] = behind.get(source, 0) + 1
    for source, count in behind.items():
        publisher = known[source].publisher if source in known else None
        label = wording.label("publisher-types", publisher.type) if publisher else ""
        kind = wording.t("article.publisher", kind=label)
        yield SourceLine(edition.to_source(source), kind, wording.t("article.reach.practices", count=count))
