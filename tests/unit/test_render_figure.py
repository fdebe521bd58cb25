"""The card of a figure, its marks, derived values and contradictions, on the hardest facts."""

from __future__ import annotations

from test_render_pages import hard_facts, pages
from test_render_wording import make_figure

from shequ.place import chain_of
from shequ.records import Catalogue
from shequ.render.edition import Edition
from shequ.render.figure import view_contradiction, view_derived, view_figure
from shequ.render.figure_card import build_card


def read_card(edition: Edition, figure_id: str) -> dict[str, list[str]]:
    """A card as label → words."""
    rows = build_card(edition, edition.catalogue.figures[figure_id])
    return {row.label: [str(item.text) for item in row.items] for row in rows}


def find_figure(catalogue: Catalogue, printed: str) -> str:
    """The first figure that prints `printed`."""
    return next(id_ for id_, figure in catalogue.figures.items() if figure.record.printed == printed)


def test_a_card_reads_a_figure_both_ways() -> None:
    """A qualifier that promises less than readers take from it is told in both readings, with its ends."""
    catalogue, figure = make_figure(metric="resident-population", printed="2万余人")
    card = read_card(Edition(catalogue, "zh"), figure.id)
    assert card["读作"] == [
        "严格读法：多于 20,000 人（不含）",
        "通常读法：多于 20,000 人（不含）；少于 30,000 人（不含）",
    ]
    assert card["原文写作"] == ["“2万余人”"]
    assert card["口径"] == ["来源没有写明口径"]
    assert card["期间"] == ["来源没有写明期间"]


def test_a_card_says_what_about_promises() -> None:
    """About promises no bounds; an exact figure needs no second reading."""
    catalogue, figure = make_figure(metric="tally-people", printed="约30人")
    assert read_card(Edition(catalogue, "zh"), figure.id)["读作"][:2] == [
        "约 30 人",
        "来源只说大约，没有界限",
    ]
    catalogue, figure = make_figure(metric="tally-people", printed="97人")
    assert read_card(Edition(catalogue, "zh"), figure.id)["读作"] == ["97 人"]


def test_a_card_names_a_missing_denominator() -> None:
    """A rate whose source does not say what it is of says so, and is not called a total."""
    catalogue, figure = make_figure(metric="property-fee-collection-rate", printed="90%以上")
    card = read_card(Edition(catalogue, "zh"), figure.id)
    assert card["读作"] == ["至少 90%（含）"]
    assert card["分母"] == ["来源没有说明分母"]
    assert "统计方式" not in card


def test_a_count_inside_a_design_has_no_period() -> None:
    """What holds at no time is not said to leave its time open."""
    catalogue, figure = make_figure(metric="design-count", printed="四个", realm="rule")
    edition = Edition(catalogue, "zh")
    assert "期间" not in read_card(edition, figure.id)
    assert view_figure(edition, figure).period == ""


def test_every_card_is_complete() -> None:
    """Every figure's card has reading, printed form, metric, voice, source, paragraph, grade and id."""
    edition = Edition(hard_facts(), "zh")
    for id_ in hard_facts().figures:
        card = read_card(edition, id_)
        assert {"读作", "原文写作", "指标", "谁说的", "来源", "段落", "来源等级", "编号"} <= card.keys(), id_
        assert all(words and all(words) for words in card.values()), id_


def test_a_contradicted_figure_says_with_what() -> None:
    """Its card names the figures it clashes with and carries the note; its mark stands beside the value."""
    catalogue = hard_facts()
    edition, id_ = Edition(catalogue, "zh"), find_figure(catalogue, "88.78%")
    note = next(edition.index.note_of(c) for c in edition.index.contradictions_by_figure[id_])
    assert note is not None
    clashes = read_card(edition, id_)["对不上的地方"]
    assert note.zh in clashes
    assert any("4,515 件" in words for words in clashes)
    view = view_figure(edition, catalogue.figures[id_])
    assert view.is_contradicted
    assert view.marks[0].tone == "clash"


def test_contradictions_are_told_without_ids() -> None:
    """A contradiction names what its figures count, not the ids that an editor gave them."""
    edition = Edition(hard_facts(), "zh")
    assert edition.index.contradictions
    for found in edition.index.contradictions:
        message = view_contradiction(edition, found).message
        assert "{" not in message
        for id_ in found.about:
            figure = edition.catalogue.figures[id_]
            assert f"{figure.record.id} {figure.record.printed}" not in message, message


def test_a_derived_value_shows_its_formula_and_inputs() -> None:
    """Computed values are marked, name their formula in words and link to what went in."""
    edition = Edition(hard_facts(), "zh")
    assert edition.index.derived
    for value in edition.index.derived:
        view = view_derived(edition, value)
        assert "÷" in view.formula
        assert [f"{i.home.id}#{i.home.anchor}" for i in view.inputs]
        assert "推算" in [mark.text for mark in view.marks]
        kind, home = view.home.kind, view.home.id
        folder = "practices" if kind == "practice" else "communities"
        assert f'id="{view.home.anchor}"' in pages("zh")[f"{folder}/{home}.html"].content


def test_a_place_in_several_is_shown_in_the_first() -> None:
    """The way down to a place is one chain, through places that are only named too."""
    catalogue = hard_facts()
    shared = next(id_ for id_, record in catalogue.communities.items() if len(record.within) == 3)
    chain = chain_of(catalogue, shared)
    assert chain[-2:] == [catalogue.communities[shared].within[0].id, shared]
    assert chain[0] in catalogue.vocabularies.regions
