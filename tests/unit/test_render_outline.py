"""Practices as an outline: each once, folded where only a name is told, no deeper than a phone can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from test_render_answer import published
from test_render_pages import hard_facts

from shequ.render import practice_list
from shequ.render.edition import Edition
from shequ.render.outline import MAX_DEPTH, Node, build_tree, is_bare
from shequ.render.practice_list import render_practice_list


def walk(nodes: Iterable[Node], depth: int = 1) -> Iterator[tuple[int, Node]]:
    """Every node with its depth."""
    for node in nodes:
        yield depth, node
        yield from walk(node.children, depth + 1)


@pytest.mark.parametrize("edition", [published(), Edition(hard_facts(), "zh")], ids=["published", "hard"])
def test_every_practice_stands_once(edition: Edition) -> None:
    """In the tree of its place a practice has one line of its own, or is one of the bare names."""
    for id_, record in edition.catalogue.communities.items():
        nodes = [node for _, node in walk(build_tree(edition, id_))]
        lines = [node.line.id for node in nodes if node.line]
        names = [name.id for node in nodes if node.kind == "names" for name in node.names]
        assert sorted([*lines, *names]) == sorted(f"{id_}/{p.id}" for p in record.practices), id_
        assert all(is_bare(edition, name) for name in names)


def test_trees_end_where_a_phone_does() -> None:
    """No branch is deeper than the limit, and what stands beside its whole names it."""
    depths = {
        depth for id_ in published().catalogue.communities for depth, _ in walk(build_tree(published(), id_))
    }
    assert max(depths) == MAX_DEPTH
    nodes = [n for id_ in published().catalogue.communities for _, n in walk(build_tree(published(), id_))]
    beside = [node for node in nodes if node.under]
    assert beside
    for node in beside:
        whole = node.under.target.id if node.under and node.under.target else ""
        ids = [node.line.id] if node.line else [name.id for name in node.names]
        assert set(ids) <= set(published().index.parts[whole])


def test_parts_are_counted() -> None:
    """The number of parts said of a practice is that of the practices that name it as their whole."""
    for id_ in published().catalogue.communities:
        for _, node in walk(build_tree(published(), id_)):
            parts = published().index.parts.get(node.line.id, ()) if node.line else ()
            assert bool(node.parts) == bool(parts)
            assert not parts or str(len(parts)) in str(node.parts)


def test_the_list_has_every_practice_once_by_place() -> None:
    """Place by place each practice is named once, those with content first, and the totals agree."""
    content = next(iter(render_practice_list(published()))).content
    by_place = content[content.index('id="places"') :]
    named = re.findall(r'<a href="\.\./practices/([a-z0-9-]+/[a-z0-9-]+)\.html">', by_place)
    assert sorted(named) == sorted(published().catalogue.practices)


def test_the_list_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past its limit the list leads to each place instead of naming every practice."""
    full = next(iter(render_practice_list(published()))).content
    monkeypatch.setattr(practice_list, "LISTED", 10)
    short = next(iter(render_practice_list(published()))).content
    by_place = short[short.index('id="places"') :]
    assert len(by_place) < len(full) / 4
    for id_, record in published().catalogue.communities.items():
        assert (f"communities/{id_}.html" in by_place) == bool(record.practices)


def test_the_list_counts_names_as_the_records_do() -> None:
    """What the list says of practices that are only a name agrees with the records, in all and by place."""
    content = next(iter(render_practice_list(published()))).content
    records = [entry.record for entry in published().catalogue.practices.values()]
    names = sum(record.detail == "name-only" for record in records)
    assert published().wording.t("outline.total", count=len(records), names=names) in content
    counts = re.findall(r"其中只有名称 (\d+)", content)
    assert sum(map(int, counts)) == names
