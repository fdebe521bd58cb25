"""Charts: what is drawn, where, and that no text becomes markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from shequ.render.chart import TEXT, WIDTH, Bar, Range, draw_bars, draw_ranges
from shequ.render.typeset import measure

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """Every text of a drawing, in order."""
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def rectangles(svg: str) -> list[tuple[float, float]]:
    """Left edge and width of every bar."""
    paths = re.findall(r'd="M([\d.]+),[\d.]+h([\d.]+)v(?:8|10)h', svg)
    return [(float(left), float(width)) for left, width in paths]


def test_bars_are_as_long_as_their_share() -> None:
    """The longest bar takes the whole width, the others their part of it, nought takes none."""
    svg = draw_bars("t", "", [Bar("甲", "40", 40), Bar("乙", "10", 10), Bar("丙", "0", 0)]).svg
    assert rectangles(svg) == [(0, WIDTH), (0, WIDTH / 4), (0, 0)]


def test_what_is_small_is_still_seen() -> None:
    """Four of 4,515 is three pixels wide, not a third of one."""
    svg = draw_bars("t", "", [Bar("甲", "4515", 4515), Bar("差", "4", 4)]).svg
    assert [round(width, 6) for _, width in rectangles(svg)] == [WIDTH, 3]


def test_a_long_label_ends_before_the_amount() -> None:
    """What would run over the amount is cut and says so; a label that has room is whole."""
    long = "一个社区里名字特别长的一项做法，长到一行写不下，还要接着写下去的那一种"
    label, short, *_ = texts(draw_bars("t", "", [Bar(long, "12,345 人次", 2), Bar("甲", "1", 1)]).svg)
    assert label.endswith("…")
    assert long.startswith(label[:-1])
    assert (measure(label) + measure("12,345 人次")) * TEXT < WIDTH
    assert short == "甲"


def test_labels_and_amounts_stand_in_the_drawing_in_order() -> None:
    """Every line has its label and its amount in words."""
    svg = draw_bars("t", "", [Bar("甲", "40 项", 40), Bar("乙", "10 项", 10)]).svg
    assert texts(svg) == ["甲", "乙", "40 项", "10 项"]


def test_hostile_text_stays_text() -> None:
    """A label with markup in it comes out as the characters it is made of."""
    svg = draw_bars("t", "", [Bar('<script>alert(1)</script>"&', "1", 1)]).svg
    assert "<script" not in svg
    assert '<script>alert(1)</script>"&' in texts(svg)


def test_a_range_is_drawn_between_its_bounds() -> None:
    """A bounded range goes from bound to bound on a scale from nought; a known point is no bar."""
    svg = draw_ranges("t", "", [Range("甲", "", 50, 100), Range("乙", "", 100, 100)]).svg
    scale = WIDTH / 112
    [(left, width)] = rectangles(svg)
    assert (round(left, 3), round(width, 3)) == (round(50 * scale, 3), round(50 * scale, 3))


def test_an_end_nobody_gives_is_an_arrow_at_the_other() -> None:
    """More than 50: no bar that ends somewhere, but an arrow where the number stands."""
    svg = draw_ranges("t", "", [Range("甲", "", 50, None), Range("乙", "", 100, 100)]).svg
    assert rectangles(svg) == []
    places = [float(x) for x in re.findall(r'<path transform="translate\(([\d.]+),', svg)]
    assert [round(place, 3) for place in sorted(places)] == [round(at * WIDTH / 112, 3) for at in (50, 100)]


def test_an_upper_end_alone_is_an_arrow_back() -> None:
    """Near 60 says nothing of where it begins: no bar from nought, but an arrow at 60."""
    svg = draw_ranges("t", "", [Range("甲", "", None, 60), Range("乙", "", 100, 100)]).svg
    assert rectangles(svg) == []
    assert f"translate({60 * WIDTH / 112:.3f}"[:-4] in svg


def test_about_a_number_is_a_ring() -> None:
    """A number that is only near is drawn as an outline, a certain one as a dot."""
    about = draw_ranges("t", "", [Range("甲", "", None, None, about=50)]).svg
    certain = draw_ranges("t", "", [Range("甲", "", 50, 50)]).svg
    assert 'stroke="var(--sq-muted)"' in about
    assert 'stroke="var(--sq-muted)"' not in certain


def test_a_drawing_asks_for_nothing_and_is_hidden_from_readers_of_the_text() -> None:
    """No address but the namespace, no script, no class or role of the library's, and no tabbing."""
    svg = draw_ranges("t", "", [Range("甲", "", 1, 2)]).svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert svg.startswith("<svg ")
    assert 'aria-hidden="true"' in svg
    assert "role=" not in svg


def test_equal_input_gives_equal_bytes() -> None:
    """A drawing depends on nothing but what it is given."""
    assert draw_bars("t", "k", [Bar("甲", "1", 1)]) == draw_bars("t", "k", [Bar("甲", "1", 1)])
