"""The home page: problems first, then what is here and how far it can be trusted, all of it counted.

In: an `Edition`. Out: one `Page`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.community import share_self_reported
from shequ.render.edition import Edition
from shequ.render.entrance import enter_problem
from shequ.render.figure import Mark
from shequ.render.locality import group_by_province
from shequ.render.practice import RANK

# How many problems the home page shows; the list has them all.
PROBLEMS = 12


@dataclass(frozen=True)
class Holding:
    """What the catalogue holds of one kind."""

    count: str
    label: str
    target: Target


def render_home(edition: Edition) -> Iterator[Page]:
    """The page."""
    t, catalogue, index = edition.wording.t, edition.catalogue, edition.index
    answered = index.practices_by_problem
    problems = [id_ for id_ in catalogue.vocabularies.problems if id_ in answered]
    problems.sort(key=lambda id_: -len(answered[id_]))
    yield edition.page(
        "home",
        Target("home"),
        t("page.home.heading"),
        t("page.home.lead"),
        section="index.html",
        heading=t("page.home.heading"),
        lead=t("page.home.lead"),
        problems=tuple(enter_problem(edition, id_) for id_ in problems[:PROBLEMS]),
        all_problems=Target("list", "problems"),
        more_problems=len(catalogue.vocabularies.problems),
        holdings=tuple(_holdings(edition)),
        levels=tuple(_levels(edition)),
        tables=tuple(
            (
                Link(edition.wording.plain(record.title), Target("table", id_)),
                edition.wording.words(record.question),
            )
            for id_, record in catalogue.tables.items()
        ),
        provinces=tuple(
            (
                edition.to_place(region).text if region else t("page.communities.no_region"),
                tuple(edition.to_place(id_) for id_ in ids),
            )
            for region, ids in group_by_province(edition).items()
        ),
        legend=tuple(_legend(edition)),
    )


def _holdings(edition: Edition) -> Iterator[Holding]:
    wording, catalogue = edition.wording, edition.catalogue
    t = wording.t
    figures = tuple(catalogue.figures.values())
    yield Holding(wording.count(len(catalogue.communities)), t("home.places"), Target("list", "communities"))
    yield Holding(wording.count(len(catalogue.practices)), t("home.practices"), Target("list", "practices"))
    yield Holding(wording.count(len(figures)), t("home.figures"), Target("list", "metrics"))
    yield Holding(wording.count(len(catalogue.sources)), t("home.sources"), Target("list", "sources"))
    share = share_self_reported(edition, figures)
    yield Holding(share, t("page.home.self_reported_share"), Target("quality", anchor="by_voice"))
    clashes = wording.count(len(edition.index.clashes))
    yield Holding(clashes, t("page.home.open_contradictions"), Target("quality", anchor="contradictions"))


def _levels(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, rule, and how many practices stand there."""
    t = edition.wording.t
    found = [evidence.level for evidence in edition.index.evidence.values()]
    for level in RANK:
        count = edition.wording.count(found.count(level))
        yield level, t(f"enum.evidence.{level}"), t(f"enum.evidence_rule.{level}"), count


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
