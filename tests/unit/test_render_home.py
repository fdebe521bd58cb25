"""The home page: what it counts is so, and the figure it explains is one of the catalogue's own."""

from __future__ import annotations

import re
from functools import cache

import pytest
from test_render_answer import published

from shequ.codebook import Lang
from shequ.records import Catalogue
from shequ.render.edition import Edition
from shequ.render.home import PROBLEMS, render_home
from shequ.render.practice import RANK
from shequ.render.reading import explain_figure, pick_example


@cache
def home(lang: Lang) -> str:
    """The article of the page."""
    return next(iter(render_home(Edition(published().catalogue, lang)))).content


def test_what_is_here_is_counted() -> None:
    """Places, practices, figures, sources and contradictions are as many as the page says, each linked."""
    catalogue = published().catalogue
    shown = re.findall(r'<li><a href="([^"]+)"><b>([^<]+)</b>', home("zh").split('class="sq-holdings"')[1])
    counts = [number for _, number in shown[:6]]
    held = (catalogue.communities, catalogue.practices, catalogue.figures, catalogue.sources)
    assert counts[:4] == [f"{len(records):,}" for records in held]
    assert counts[5] == str(len(published().index.clashes))
    own = sum(figure.voice == "implementer" for figure in catalogue.figures.values())
    assert abs(int(counts[4].rstrip("%")) - 100 * own / len(catalogue.figures)) <= 1
    assert all(address.endswith(".html") or "#" in address for address, _ in shown[:6])


def test_the_most_answered_problems_come_first() -> None:
    """The dozen shown are those with the most practices, and the link to all says how many there are."""
    problems = home("zh").split('id="problems"')[1].split('id="here"')[0]
    shown = re.findall(r'href="problems/([a-z-]+)\.html"><b>', problems)
    answered = published().index.practices_by_problem
    assert len(shown) == PROBLEMS
    least = min(len(answered[id_]) for id_ in shown)
    assert all(len(practices) <= least for id_, practices in answered.items() if id_ not in shown)
    assert str(len(published().catalogue.vocabularies.problems)) in problems


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_example_is_taken_apart(lang: Lang) -> None:
    """The figure explained has a qualifier and a period; printed form, paragraph and use stand beside it."""
    edition = Edition(published().catalogue, lang)
    figure = pick_example(edition)
    assert figure is not None
    example = explain_figure(edition, figure)
    said = [item.text for part in example.parts for item in part.items]
    assert any(figure.record.printed in text for text in said)
    assert f"¶{figure.paragraph}" in said
    assert example.view.shown.qualifier
    assert all(part.label and part.hint for part in example.parts)
    derived = edition.index.derived_by_input
    assert len(derived[figure.id]) == max(
        len(derived.get(f.id, ()))
        for f in edition.catalogue.figures.values()
        if f.reading.qualifier == figure.reading.qualifier and f.period and f.record.realm == "actual"
    )


def test_levels_add_up_and_stand_in_words() -> None:
    """The drawing of the evidence levels has its table, and the table counts every practice once."""
    table = home("zh").split('id="support"')[1]
    counts = [
        int(number.replace(",", "")) for number in re.findall(r'<td class="sq-num">([\d,]+)</td>', table)
    ]
    assert len(counts) == len(RANK)
    assert sum(counts) == len(published().catalogue.practices)
    assert "<svg" in table


def test_an_empty_catalogue_has_a_home() -> None:
    """Without an entry there is nothing to explain or to draw, and the page says so in noughts."""
    content = next(iter(render_home(Edition(Catalogue(), "zh")))).content
    assert "<svg" not in content
    assert 'class="sq-example"' not in content
