"""Two figures of one metric side by side: the verdict in words, with what each says."""

from __future__ import annotations

from itertools import combinations

from test_render_pages import hard_facts

from shequ.derive import comparability
from shequ.messages import load_messages
from shequ.render.edition import Edition
from shequ.render.pairing import MOST, view_pairs


def test_every_two_figures_have_a_verdict() -> None:
    """Each pair is judged as `derive` judges it, and every reason is told in the words of its verdict."""
    catalogue = hard_facts()
    edition, words, seen = Edition(catalogue, "zh"), load_messages("zh"), 0
    for id_, figures in edition.index.figures_by_metric.items():
        if not catalogue.vocabularies.metrics[id_].comparable or len(figures) > MOST:
            continue
        pairs = list(view_pairs(edition, figures))
        assert len(pairs) == len(figures) * (len(figures) - 1) // 2
        for pair, two in zip(pairs, combinations(figures, 2), strict=True):
            verdict = comparability(catalogue, two)
            assert [p.what for p in pair.points] == [words[f"enum.verdict.{r}"] for r in verdict.reasons]
            assert bool(pair.points) is not verdict.comparable
            assert [pair.first.target.anchor, pair.second.target.anchor] == [f"f-{f.record.id}" for f in two]
            seen += 1
    assert seen > 3


def test_what_differs_stands_side_by_side() -> None:
    """Where two figures differ both are told, one perhaps as not stated; twice silent is told once."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    lists = [f for id_, f in edition.index.figures_by_metric.items() if len(f) <= MOST]
    points = [point for figures in lists for pair in view_pairs(edition, figures) for point in pair.points]
    differing = [point for point in points if point.what.endswith("不同")]
    assert differing
    assert all(point.first and point.second and point.first != point.second for point in differing)
    assert not [point for point in points if point.first == point.second == "未说明"]


def test_too_many_figures_are_not_paired() -> None:
    """With many figures the list of pairs would be longer than anyone reads."""
    catalogue = hard_facts()
    figures = tuple(catalogue.figures.values())[: MOST + 1]
    assert list(view_pairs(Edition(catalogue, "zh"), figures)) == []
