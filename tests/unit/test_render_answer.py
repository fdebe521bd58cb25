"""What a problem's page computes: groups that add up, gaps that are counted, neighbours that exist."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from catalogues import BASE, lay_out
from test_render_pages import hard_facts, pages

from shequ.catalogue import read
from shequ.codebook import Lang
from shequ.derive import GROUPS
from shequ.derive.evidence import tells_cost
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.render.answer import list_rows, list_sources, list_stages, list_unreported
from shequ.render.edition import Edition
from shequ.render.entrance import count_practices
from shequ.render.problem import list_neighbours

ROOT = Path(__file__).parents[2] / "catalogue"


@cache
def published() -> Edition:
    """The catalogue that is published, in Chinese."""
    return Edition(read(ROOT)[0], "zh")


def problems(edition: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """Every problem with its practices."""
    found = edition.index.practices_by_problem
    return [(id_, found.get(id_, ())) for id_ in edition.catalogue.vocabularies.problems]


def test_groups_add_up() -> None:
    """Every practice of a problem stands in exactly one group, the unknown among them."""
    for id_, practices in problems(published()):
        tally = count_practices(published(), practices)
        assert sum(getattr(tally, group) for group in GROUPS) == tally.practices == len(practices), id_
        assert sum(stage.count for stage in list_stages(published(), practices)) == len(practices), id_
        rows = [row.practice.link for _, _, found in list_rows(published(), practices) for row in found]
        assert len(rows) == len(practices), id_


def test_a_stage_names_its_first_practices_and_counts_the_rest() -> None:
    """What a stage does not name it counts; of what nobody tells it names none."""
    everything = list(published().catalogue.practices)
    for stage in list_stages(published(), everything):
        assert len(stage.named) + stage.rest == stage.count
        assert bool(stage.named) == (stage.key != "unknown")


def test_the_page_shows_every_practice_under_its_group() -> None:
    """The table of a problem's page has a row for each practice and a part for each group that has any."""
    done = 0
    found = {page.path: page.content for page in render_pages(published().catalogue)}
    for id_, practices in problems(published()):
        content = found[f"problems/{id_}.html"]
        assert content.count('<th scope="row">') == len(practices), id_
        groups = {group for group in GROUPS if getattr(count_practices(published(), practices), group)}
        assert set(re.findall(r'<tr class="sq-group" id="(\w+)"', content)) == groups, id_
        done += bool(practices)
    assert done >= 25


def test_unanswered_questions_are_counted() -> None:
    """A question is silent only if no practice that is asked answers it."""
    for id_, practices in problems(published()):
        asked = [p for p in practices if published().catalogue.practices[p].record.is_asked]
        sentences = list(list_unreported(published(), practices))
        assert bool(sentences) == bool(asked), id_
        if asked and not any(tells_cost(published().catalogue, p) for p in asked):
            assert published().wording.t("enum.unanswered.cost") in sentences[0], id_


def test_a_sum_of_money_tells_what_a_practice_costs(tmp_path: Path) -> None:
    """Where a source names the money put in, the cost is not passed off as silence."""
    name = "communities/yunling/liuan-hetao.yml"
    entry = (BASE / name).read_text("utf-8")
    words = "    cost:\n      - {zh: 不另外花钱。, at: ¶7}\n"
    assert words in entry
    silent = entry.replace(words, "")
    spent = "      - {id: spent, metric: tally-facilities, kind: input, unit: yuan, printed: 300元, at: ¶7}\n"
    reported = "      - {id: reported-2020,"
    told = silent.replace(reported, spent + reported)
    cost = {}
    for key, text in (("silent", silent), ("told", told)):
        edition = Edition(read(lay_out(tmp_path / key, {name: text}))[0], "en")
        sentences = list(list_unreported(edition, ["liuan-hetao/residents-hearing"]))
        cost[key] = edition.wording.t("enum.unanswered.cost") in sentences[0]
    assert cost == {"silent": True, "told": False}


def test_neighbours_are_other_problems() -> None:
    """A neighbour is another problem of the vocabulary, each once; what shares a practice is one."""
    for id_, practices in problems(published()):
        near = list_neighbours(published(), id_)
        assert len(set(near)) == len(near), id_
        assert id_ not in near
        assert near, id_
        assert set(near) <= published().catalogue.vocabularies.problems.keys()
        shared = {p for q in practices for p in published().catalogue.practices[q].record.problems} - {id_}
        assert not shared or set(near) & shared, id_


def test_sources_are_those_of_the_practices() -> None:
    """Every practice of a problem rests on a listed source."""
    for id_, practices in problems(published()):
        listed = {link.target.id for link, _ in list_sources(published(), practices) if link.target}
        assert bool(listed) == bool(practices), id_
        assert {
            f.source for p in practices for f in published().index.figures_of_practice.get(p, ())
        } <= listed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_problem_without_practices_says_so(lang: Lang) -> None:
    """It has no answer and no table, and does not pass off silence as nothing being done."""
    catalogue: Catalogue = hard_facts()
    edition = Edition(catalogue, lang)
    empty = [id_ for id_, practices in problems(edition) if not practices]
    assert empty
    found = {path.removeprefix("en/"): page.content for path, page in pages(lang).items()}
    for id_ in empty:
        content = found[f"problems/{id_}.html"]
        assert edition.wording.t("answer.empty") in content
        assert "<table" not in content
        assert 'id="answer"' not in content
