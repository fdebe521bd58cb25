"""A flow laid out as a drawing: a column for each lane, the bottom level first, steps downwards in order.

In: lanes and steps as words. Out: boxes, arrows and labels with their coordinates; equal for equal input.
Every arrow leaves a box below and enters one from above; between two rows lies a gutter in which arrows
turn, each on a track of its own; what skips a row or goes back runs beside a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from shequ.render.typeset import wrap

_WIDTH, _NARROWEST, _WIDEST = 720.0, 120.0, 240.0  # of the drawing; of one column
_FONT, _LINE = 13.0, 19.0  # of a step's text
_SMALL, _SMALL_LINE = 11.5, 15.0  # of a condition
_MARGIN = 13.0  # between a box and the edge of its column
_PAD = 9.0  # between a box and its text
_HEAD = 40.0  # the row of lane names
_TRACK = 8.0  # between two arrows in a gutter or beside a column
_LEAD, _TIP = 10.0, 12.0  # free space at the top and the bottom of a gutter


@dataclass(frozen=True)
class ChartWay:
    """The way from one step to another, by their places in the list, and in which case."""

    to: int
    when: str = ""


@dataclass(frozen=True)
class ChartStep:
    """A step: its text, its lane by number, and the ways on."""

    text: str
    lane: int
    ways: tuple[ChartWay, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of text and where it begins."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Box:
    """A step as drawn."""

    x: float
    y: float
    width: float
    height: float
    number: int
    lines: tuple[Line, ...]
    is_end: bool


@dataclass(frozen=True)
class Arrow:
    """A way as drawn: its path, its tip, its condition. `rises` to a higher level; `returns` to what was."""

    path: str
    tip: str
    rises: bool
    returns: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class FlowChart:
    """The whole drawing. `heads` are the names of the lanes above the line at `head`, `rules` the
    lines between them."""

    width: int
    height: int
    head: float
    heads: tuple[Line, ...]
    rules: tuple[float, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw_flow(lanes: Sequence[str], steps: Sequence[ChartStep]) -> FlowChart:
    """Lay a flow out. The ways lead to existing steps and the lanes exist: the rules see to that."""
    return _Drawing(lanes, steps).chart()


@dataclass
class _Edge:
    """A way under construction: from step to step, the port it enters by, where it runs beside a column."""

    start: int
    end: int
    when: str
    port: float = 0.0
    beside: float | None = None
    turn: int = 0  # its track in the gutter below its start
    entry: int = 0  # its track in the gutter above its end


@dataclass
class _Gutter:
    """The space above one row: stretches taken on each track, and the x of all that passes or enters."""

    tracks: list[list[tuple[float, float, int]]] = field(default_factory=list)
    passing: list[float] = field(default_factory=list)
    lines: int = 0
    top: float = 0.0

    def take(self, low: float, high: float, owner: int) -> int:
        """The first track on which a stretch is free; stretches of one owner may share."""
        low, high = min(low, high) - _TRACK, max(low, high) + _TRACK
        for number, taken in enumerate(self.tracks):
            if all(whose == owner or high <= a or low >= b for a, b, whose in taken):
                taken.append((low, high, owner))
                return number
        self.tracks.append([(low, high, owner)])
        return len(self.tracks) - 1

    @property
    def height(self) -> float:
        """How much room it needs."""
        return _LEAD + _TRACK * max(len(self.tracks) - 1, 0) + _SMALL_LINE * self.lines + _TIP


class _Drawing:
    """One layout under way."""

    def __init__(self, lanes: Sequence[str], steps: Sequence[ChartStep]) -> None:
        self.lanes, self.steps = lanes, steps
        self.column = min(max(_WIDTH / len(lanes), _NARROWEST), _WIDEST)
        self.box = self.column - 2 * _MARGIN
        self.rows = _assign_rows(steps)
        self.texts = [self._wrap_step(n, step) for n, step in enumerate(steps, 1)]
        self.edges = [_Edge(n, way.to, way.when) for n, step in enumerate(steps) for way in step.ways]
        self.gutters = [_Gutter() for _ in range(max(self.rows) + 2)]
        self._set_ports()
        self._route()
        labels = [self._wrap_label(edge) for edge in self.edges]
        self.labels = labels
        for edge, label in zip(self.edges, labels, strict=True):
            gutter = self.gutters[self.rows[edge.end]]
            gutter.lines = max(gutter.lines, len(label))
        self._stack()

    def chart(self) -> FlowChart:
        """The finished drawing."""
        bottom = self.gutters[-1]
        height = bottom.top + (bottom.height if bottom.tracks else _TIP)
        return FlowChart(
            width=round(self.column * len(self.lanes)),
            height=round(height),
            head=_HEAD - 4,
            heads=tuple(Line(self._center(n), _HEAD - 14, name) for n, name in enumerate(self.lanes)),
            rules=tuple(self.column * n for n in range(1, len(self.lanes))),
            boxes=tuple(self._draw_box(n) for n in range(len(self.steps))),
            arrows=tuple(self._draw_arrow(n) for n in range(len(self.edges))),
        )

    def _center(self, lane: int) -> float:
        return self.column * (lane + 0.5)

    def _wrap_step(self, number: int, step: ChartStep) -> list[str]:
        return wrap(f"{number} {step.text}", (self.box - 2 * _PAD) / _FONT)

    def _height(self, step: int) -> float:
        return len(self.texts[step]) * _LINE + 2 * _PAD - 4

    def _set_ports(self) -> None:
        """Spread the arrows that enter a box over its upper side, as their starts lie from left to right."""
        for step, record in enumerate(self.steps):
            entering = [edge for edge in self.edges if edge.end == step]
            entering.sort(key=lambda edge: self.steps[edge.start].lane)
            spread = self.box / (len(entering) + 1)
            for place, edge in enumerate(entering, 1):
                edge.port = self._center(record.lane) - self.box / 2 + spread * place

    def _route(self) -> None:
        """Give every arrow its tracks; those that cannot go straight down run beside a column."""
        self._set_sides()
        for edge in self.edges:
            first, last = self.rows[edge.start] + 1, self.rows[edge.end]
            start = self._center(self.steps[edge.start].lane)
            turn = edge.port if edge.beside is None else edge.beside
            edge.turn = self.gutters[first].take(start, turn, edge.start)
            if edge.beside is None:
                for row in range(first, last + 1):
                    self.gutters[row].passing.append(edge.port)
            else:
                edge.entry = self.gutters[last].take(edge.beside, edge.port, -1 - edge.end)
                self.gutters[last].passing.append(edge.port)

    def _is_blocked(self, edge: _Edge) -> bool:
        """Whether a box stands in the target's column between the two rows."""
        lane = self.steps[edge.end].lane
        between = range(self.rows[edge.start] + 1, self.rows[edge.end])
        return any(
            step.lane == lane and row in between for step, row in zip(self.steps, self.rows, strict=True)
        )

    def _set_sides(self) -> None:
        """Give every arrow that cannot go straight down a line beside the target's column.

        It is the side that the arrow comes from; the lines of one side share what lies between the boxes.
        """
        sides: dict[int, list[_Edge]] = {}
        for edge in self.edges:
            if self.rows[edge.end] <= self.rows[edge.start] or self._is_blocked(edge):
                own, target = self.steps[edge.start].lane, self.steps[edge.end].lane
                sides.setdefault(target if own < target else target + 1, []).append(edge)
        for border, edges in sides.items():
            low = 2 - _MARGIN if border else 1.0
            high = _MARGIN - 2 if border < len(self.lanes) else -1.0
            gap = min((high - low) / (len(edges) + 1), _TRACK)
            middle = (low + high) / 2 - gap * (len(edges) - 1) / 2
            for place, edge in enumerate(edges):
                edge.beside = self.column * border + middle + gap * place

    def _wrap_label(self, edge: _Edge) -> list[str]:
        """The condition as lines that reach no further than the next arrow to the right."""
        gutter = self.gutters[self.rows[edge.end]]
        lane_end = self.column * (self.steps[edge.end].lane + 1) + self.column / 3
        limits = [x for x in gutter.passing if x > edge.port + 1]
        room = min([*limits, lane_end, self.column * len(self.lanes)]) - edge.port - 8
        text = f"↑ {edge.when}" if self._rises(edge) else edge.when
        return wrap(text, max(room, 4 * _SMALL) / _SMALL)

    def _rises(self, edge: _Edge) -> bool:
        return self.steps[edge.end].lane > self.steps[edge.start].lane

    def _stack(self) -> None:
        """Give every gutter and row its place from the top."""
        at = _HEAD
        self.tops: list[float] = []
        for row, gutter in enumerate(self.gutters):
            gutter.top = at
            used = bool(gutter.tracks or gutter.passing)
            self.tops.append(at + (gutter.height if used else _TIP))
            heights = [self._height(n) for n, own in enumerate(self.rows) if own == row]
            at = self.tops[row] + max(heights, default=0.0)

    def _track(self, row: int, number: int) -> float:
        return self.gutters[row].top + _LEAD + _TRACK * number

    def _draw_box(self, step: int) -> Box:
        record, top = self.steps[step], self.tops[self.rows[step]]
        left = self._center(record.lane) - self.box / 2
        lines = tuple(
            Line(left + _PAD, top + _PAD + 11 + _LINE * n, text) for n, text in enumerate(self.texts[step])
        )
        return Box(left, top, self.box, self._height(step), step + 1, lines, not record.ways)

    def _draw_arrow(self, number: int) -> Arrow:
        edge = self.edges[number]
        first, last = self.rows[edge.start] + 1, self.rows[edge.end]
        x = self._center(self.steps[edge.start].lane)
        y = self.tops[first - 1] + self._height(edge.start)
        turn, end = self._track(first, edge.turn), self.tops[last]
        points = [(x, y), (x, turn)]
        if edge.beside is None:
            points += [(edge.port, turn)]
        else:
            entry = self._track(last, edge.entry)
            points += [(edge.beside, turn), (edge.beside, entry), (edge.port, entry)]
        points.append((edge.port, end - 2))
        depth = len(self.gutters[last].tracks)
        below = self._track(last, max(depth - 1, 0)) + _SMALL_LINE - 3
        lines = tuple(
            Line(edge.port + 6, below + _SMALL_LINE * n, text) for n, text in enumerate(self.labels[number])
        )
        tip = "L".join(
            f"{_number(edge.port + dx)} {_number(end + dy)}" for dx, dy in ((-4, -8), (0, -1), (4, -8))
        )
        return Arrow(_path(points), f"M{tip}Z", self._rises(edge), edge.end <= edge.start, lines)


def _assign_rows(steps: Sequence[ChartStep]) -> list[int]:
    """The row of every step: below all that lead to it from earlier in the list, one box to a cell."""
    rows: list[int] = []
    taken: set[tuple[int, int]] = set()
    for number, step in enumerate(steps):
        earlier = zip(steps[:number], rows, strict=True)
        before = [at for other, at in earlier if any(way.to == number for way in other.ways)]
        row = max(before, default=-1) + 1
        while (row, step.lane) in taken:
            row += 1
        taken.add((row, step.lane))
        rows.append(row)
    return rows


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Straight lines through points; one that leads nowhere is left out."""
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in kept)


def _number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
