"""A flow as a drawing: rows in order, arrows from below to above, none through a box, labels that fit."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.render.flow_chart import Arrow, Box, ChartStep, ChartWay, FlowChart, draw_flow
from shequ.render.typeset import measure, wrap

LANES = ("居民", "网格", "社区", "街道")
# A hearing: settled at once, or passed up and handed back.
HEARING = (
    ChartStep("当面提出", 0, (ChartWay(1),)),
    ChartStep("逐件听取", 1, (ChartWay(2, "能当场解决"), ChartWay(3, "解决不了"))),
    ChartStep("当场答复", 1),
    ChartStep("街道协调，定下由谁来办", 3, (ChartWay(2, "有了结果"), ChartWay(1, "还要再听"))),
)


@pytest.fixture(scope="module")
def chart() -> FlowChart:
    """The hearing as drawn."""
    return draw_flow(LANES, HEARING)


def points(arrow: Arrow) -> list[tuple[float, float]]:
    """The corners of an arrow's path."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", arrow.path)]


def crosses(arrow: Arrow, box: Box) -> bool:
    """Whether a stretch of an arrow runs through the inside of a box."""
    for (ax, ay), (bx, by) in pairwise(points(arrow)):
        inside_x = max(ax, bx) > box.x + 1 and min(ax, bx) < box.x + box.width - 1
        inside_y = max(ay, by) > box.y + 1 and min(ay, by) < box.y + box.height - 1
        if inside_x and inside_y:
            return True
    return False


def test_steps_stand_in_their_lanes_in_order(chart: FlowChart) -> None:
    """Each box lies in its lane's column, below the boxes that lead to it; ends are marked."""
    column = chart.width / len(LANES)
    assert [int(box.x // column) for box in chart.boxes] == [0, 1, 1, 3]
    first, second, third, fourth = (box.y for box in chart.boxes)
    assert first < second < third == fourth
    assert [box.is_end for box in chart.boxes] == [False, False, True, False]


def test_arrows_say_which_way_they_go(chart: FlowChart) -> None:
    """To a later lane an arrow rises, to an earlier step it returns; its condition stands beside its tip."""
    assert [(a.rises, a.returns) for a in chart.arrows] == [
        (True, False),
        (False, False),
        (True, False),
        (False, True),
        (False, True),
    ]
    assert ["".join(line.text for line in a.lines) for a in chart.arrows] == [
        "↑",
        "能当场解决",
        "↑ 解决不了",
        "有了结果",
        "还要再听",
    ]


def test_arrows_end_above_their_step(chart: FlowChart) -> None:
    """An arrow's last stretch comes down onto the box it leads to."""
    ends = [way.to for step in HEARING for way in step.ways]
    for arrow, end in zip(chart.arrows, ends, strict=True):
        box, (x, y) = chart.boxes[end], points(arrow)[-1]
        assert box.x < x < box.x + box.width
        assert box.y - 4 < y < box.y


def test_nothing_leaves_the_drawing(chart: FlowChart) -> None:
    """Boxes and arrows lie within the drawing's bounds."""
    for arrow in chart.arrows:
        assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in points(arrow))
    assert all(box.y + box.height <= chart.height for box in chart.boxes)


@st.composite
def flows(draw: st.DrawFn) -> tuple[ChartStep, ...]:
    """Any flow of up to seven steps, with ways forwards, backwards and to itself."""
    size = draw(st.integers(1, 7))
    targets = st.lists(st.integers(0, size - 1), max_size=3, unique=True)
    return tuple(
        ChartStep(
            "一" * draw(st.integers(1, 30)),
            draw(st.integers(0, 3)),
            tuple(ChartWay(to, "二" * draw(st.integers(0, 9))) for to in draw(targets)),
        )
        for _ in range(size)
    )


@given(flows())
def test_any_flow_is_drawn(steps: tuple[ChartStep, ...]) -> None:
    """No arrow runs through a box, no box over another, and a second drawing is the same."""
    chart = draw_flow(LANES, steps)
    assert len(chart.arrows) == sum(len(step.ways) for step in steps)
    for one, other in combinations(chart.boxes, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart_x or one.y + one.height < other.y or other.y + other.height < one.y
    assert not [(a.path, b.number) for a in chart.arrows for b in chart.boxes if crosses(a, b)]
    assert draw_flow(LANES, steps) == chart


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("巡查发现问题", 4, ["巡查发现", "问题"]),
        ("能办，就办", 3, ["能办，", "就办"]),
        ("由“小网格”办", 2, ["由", "“小", "网格”", "办"]),
        ("Report to the street", 6, ["Report to", "the street"]),
        ("", 4, []),
    ],
)
def test_lines_break_where_they_may(text: str, width: float, lines: list[str]) -> None:
    """Han breaks anywhere but before a closing and after an opening mark; a word stays whole."""
    assert wrap(text, width) == lines
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_han_is_wider_than_latin() -> None:
    """One em for a Han character, less for a letter."""
    assert measure("社区") == 2
    assert measure("il") < measure("AW") < 2
