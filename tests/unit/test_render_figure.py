"""The card of a figure, its marks, derived values and contradictions, on the hardest facts."""

from __future__ import annotations

from test_render_pages import hard_facts, pages
from test_render_wording import make_figure

from shequ.derive import evidence, set_aside, source_grade
from shequ.place import chain_of
from shequ.records import Catalogue
from shequ.render.clash import view_clash
from shequ.render.edition import Edition
from shequ.render.figure import view_derived, view_figure
from shequ.render.figure_card import build_card
from shequ.render.footnote import build_grid


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
    note = next(edition.index.note_of(group[0]) for group in edition.index.clashes_by_figure[id_])
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
    for group in edition.index.clashes:
        for reason in view_clash(edition, group).reasons:
            message = "".join(part.text for part in reason.parts)
            assert not set("{}\x01\x02") & set(message)
            for id_ in group[0].about:
                figure = edition.catalogue.figures[id_]
                assert f"{figure.record.id} {figure.record.printed}" not in message, message


def test_findings_about_the_same_figures_are_one_clash() -> None:
    """A rate that is another and that no whole number gives is told once, with both reasons and one note."""
    catalogue = hard_facts()
    edition, id_ = Edition(catalogue, "zh"), find_figure(catalogue, "88.78%")
    (group,) = edition.index.clashes_by_figure[id_]
    view = view_clash(edition, group)
    assert [reason.code.text for reason in view.reasons] == ["SQ406", "SQ407"]
    first = "".join(part.text for part in view.reasons[0].parts)
    assert "“4008件”（¶" in first
    assert "= 88.7708%，不是印出的" in first
    homes = {part.target.anchor for reason in view.reasons for part in reason.parts if part.target}
    assert {f"f-{about.split('/')[1]}" for about in group[0].about} == homes
    assert view.note


def test_a_label_that_figures_share_is_said_once() -> None:
    """Two figures of one metric are told apart by period and paragraph; what they count is named once."""
    edition = Edition(hard_facts(), "zh")
    group = next(g for g in edition.index.clashes if g[0].code == "SQ405")
    view = view_clash(edition, group)
    text = "".join(part.text for part in view.reasons[0].parts)
    assert view.is_conventional
    assert "按通常读法" in text
    assert text.count("办结（解决）事项") == 1
    assert "408–508" in text
    assert "  " not in text


def test_a_part_above_its_whole_says_by_how_much() -> None:
    """The gap of a figure over its bound is a fact of the finding, not a sum made for the page."""
    found = next(c for c in Edition(hard_facts(), "zh").index.contradictions if c.code == "SQ405")
    assert found.facts["gap"] == "408–508"


def test_notes_stand_for_cards_on_paper() -> None:
    """Every figure and computed value of a page has one numbered line: printed form, source, place, grade."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    community = next(v.subject for v in edition.index.derived if "/" not in v.subject)
    figures = edition.index.figures_of_place[community]
    derived = edition.index.derived_by_subject[community]
    grid = build_grid(edition, figures, derived, catalogue.communities[community].sources)
    numbers = [tile.number for tile in (*grid.tiles, *grid.derived)]
    assert numbers == list(range(1, len(figures) + len(derived) + 1))
    assert len(grid.notes) == len(numbers)
    for figure, note in zip(figures, grid.notes, strict=False):
        assert note.startswith(f"“{figure.record.printed}”；")
        assert f"¶{figure.paragraph}；" in note
        grade = source_grade(catalogue, figure.id)
        assert grade in note
        assert any(key.startswith(grade) for key in grid.key)
    assert grid.key[0].startswith("来源 1（")
    assert "÷" in grid.notes[-1]


def test_notes_name_their_source_where_there_are_several() -> None:
    """One source is named in the head of the notes; of two, every note says which."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    first = next(iter(catalogue.figures.values()))
    other = next(f for f in catalogue.figures.values() if f.source != first.source)
    grid = build_grid(edition, (first, other), (), (first.source, other.source))
    assert "来源 1（" in grid.notes[0]
    assert "来源 2（" in grid.notes[1]
    assert not any(key.startswith("来源") for key in grid.key)


def test_a_practice_says_which_figures_count_as_evidence() -> None:
    """Figures shown and figures counted differ by those that are planned, a state of things, or in words."""
    catalogue = hard_facts()
    figures = Edition(catalogue, "zh").index.figures_of_practice
    some = 0
    for id_ in catalogue.practices:
        shown = len(figures.get(id_, ()))
        aside = set_aside(catalogue, id_)
        counted = shown - sum(aside.values())
        assert counted >= 0
        if evidence(catalogue, id_).level in ("E0", "E1"):
            assert len(evidence(catalogue, id_).figures) == counted, id_
        some += bool(aside)
    assert some


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
