"""The home page: problems first, then what is here and how far it can be trusted, all of it counted.

In: an `Edition`. Out: one `Page`. How a figure is to be read is shown on one of the catalogue's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.chart import Bar, Chart, draw_bars
from shequ.render.community import share_self_reported
from shequ.render.edition import Edition
from shequ.render.entrance import enter_problem
from shequ.render.figure import Mark
from shequ.render.practice import RANK
from shequ.render.reading import explain_figure, pick_example
from shequ.render.tile_grid import count_empty, count_provinces, draw_tiles

# How many problems and mechanisms the home page shows with counts; the lists have them all.
PROBLEMS, MECHANISMS = 12, 12


@dataclass(frozen=True)
class Holding:
    """What the catalogue holds of one kind."""

    count: str
    label: str
    target: Target


def render_home(edition: Edition) -> Iterator[Page]:
    """The page."""
    t, catalogue = edition.wording.t, edition.catalogue
    tiles, example = draw_tiles(edition), pick_example(edition)
    answered = _most_answered(edition)
    yield edition.page(
        "home",
        Target("home"),
        t("page.home.title"),
        t("page.home.lead"),
        section="index.html",
        heading=t("page.home.heading"),
        lead=t("page.home.lead"),
        problems=tuple(enter_problem(edition, id_) for id_ in answered[:PROBLEMS]),
        other_problems=tuple(edition.to_problem(id_) for id_ in answered[PROBLEMS:]),
        all_problems=Target("list", "problems"),
        more_problems=len(catalogue.vocabularies.problems),
        holdings=tuple(_holdings(edition)),
        example=explain_figure(edition, example) if example else None,
        tiles=tiles,
        provinces=count_provinces(edition),
        empty=count_empty(tiles),
        mechanisms=tuple(_mechanisms(edition)),
        all_mechanisms=Target("list", "mechanisms"),
        more_mechanisms=len(catalogue.mechanisms),
        tables=tuple(
            (
                edition.to_table(id_),
                edition.wording.words(record.question),
            )
            for id_, record in catalogue.tables.items()
        ),
        levels=tuple(_levels(edition)),
        chart=_draw_levels(edition),
        legend=tuple(_legend(edition)),
    )


def _most_answered(edition: Edition) -> list[str]:
    """Every problem with practices, the most answered first."""
    answered = edition.index.practices_by_problem
    found = [id_ for id_ in edition.catalogue.vocabularies.problems if id_ in answered]
    return sorted(found, key=lambda id_: -len(answered[id_]))


def _holdings(edition: Edition) -> Iterator[Holding]:
    wording, catalogue = edition.wording, edition.catalogue
    t = wording.t
    figures = tuple(catalogue.figures.values())
    yield Holding(wording.count(len(catalogue.communities)), t("home.places"), Target("list", "communities"))
    bare = sum(entry.record.detail == "name-only" for entry in catalogue.practices.values())
    practices = t("home.practices", bare=wording.count(bare))
    yield Holding(wording.count(len(catalogue.practices)), practices, Target("list", "practices"))
    yield Holding(wording.count(len(figures)), t("home.figures"), Target("list", "metrics"))
    yield Holding(wording.count(len(catalogue.sources)), t("home.sources"), Target("list", "sources"))
    share = share_self_reported(edition, figures)
    yield Holding(share, t("page.home.self_reported_share"), Target("quality", anchor="by_voice"))
    clashes = wording.count(len(edition.index.clashes))
    yield Holding(clashes, t("page.home.open_contradictions"), Target("quality", anchor="contradictions"))


def _mechanisms(edition: Edition) -> Iterator[tuple[Link, int, str]]:
    """The mechanisms with the most practices: link, how many, evidence level."""
    found = edition.index.practices_by_mechanism
    known = sorted((m for m in edition.catalogue.mechanisms if m in found), key=lambda m: -len(found[m]))
    for id_ in known[:MECHANISMS]:
        yield edition.to_mechanism(id_), len(found[id_]), edition.index.evidence_of_mechanism[id_].level


def _levels(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, rule, and how many practices stand there."""
    t = edition.wording.t
    for level, number in _count_levels(edition).items():
        rule = t(f"enum.evidence_rule.{level}")
        yield level, t(f"enum.evidence.{level}"), rule, edition.wording.count(number)


def _count_levels(edition: Edition) -> dict[str, int]:
    found = [evidence.level for evidence in edition.index.evidence.values()]
    return {level: found.count(level) for level in RANK}


def _draw_levels(edition: Edition) -> Chart | None:
    """Practices by evidence level as bars; None where there is nothing to draw."""
    wording, counts = edition.wording, _count_levels(edition)
    bars = [
        Bar(f"{level} {wording.t(f'enum.evidence.{level}')}", wording.count(number), number)
        for level, number in counts.items()
    ]
    return draw_bars("", wording.t("home.levels_caption"), bars) if any(counts.values()) else None


def _legend(edition: Edition) -> Iterator[tuple[Mark, str]]:
    t = edition.wording.t
    marks = {
        "derived": "calc",
        "self-reported": "self",
        "contradicted": "clash",
        "rounded": "",
        "planned": "prep",
        "ours": "name",
        "not-reported": "",
    }
    for mark, tone in marks.items():
        yield Mark(t(f"enum.mark.{mark}"), tone), t(f"enum.mark_hint.{mark}")
