"""A flow as a page shows it: a drawing, and the same as an ordered list of steps with the ways on.

In: an `Edition`, the flow of a mechanism and the page's notes. Out: `FlowView`.
The drawing is for the eye; whoever cannot see it, or has a narrow screen, reads the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from shequ.model import Flow, Step
from shequ.render.address import Link, Target
from shequ.render.article import Cite, Notes
from shequ.render.edition import Edition
from shequ.render.flow_chart import ChartStep, ChartWay, FlowChart, draw_flow

# With so few lanes the list stands beside the drawing.
BESIDE = 2


@dataclass(frozen=True)
class WayView:
    """A way on: in which case, and where to: up a level (`rises`), or to an earlier step (`returns`)."""

    when: str
    step: Link
    lane: str
    rises: bool
    returns: bool


@dataclass(frozen=True)
class StepView:
    """One step of the list."""

    anchor: str
    lane: str
    text: str
    cites: tuple[Cite, ...]
    ways: tuple[WayView, ...]


@dataclass(frozen=True)
class FlowView:
    """A flow, drawn and told. `has_rise` and `has_return` say what the key must explain.

    `is_narrow`: list and drawing have room side by side.
    """

    chart: FlowChart
    steps: tuple[StepView, ...]
    has_rise: bool
    has_return: bool
    has_levels: bool
    is_narrow: bool


def view_flow(edition: Edition, mechanism: str, flow: Flow, notes: Notes) -> FlowView:
    """A flow whose steps and lanes the rules have found to exist; a way to nowhere is left out."""
    plain = edition.wording.plain
    lanes = {lane.id: number for number, lane in enumerate(flow.lanes)}
    places = {step.id: number for number, step in enumerate(flow.steps)}
    drawn = [
        ChartStep(
            plain(step),
            lanes.get(step.lane, 0),
            tuple(
                ChartWay(places[way.to], plain(way.when) if way.when else "")
                for way in step.next
                if way.to in places
            ),
        )
        for step in flow.steps
    ]
    chart = draw_flow([plain(lane.name) for lane in flow.lanes], drawn)
    told = _Telling(edition, mechanism, flow, lanes, places)
    return FlowView(
        chart=chart,
        steps=tuple(told.step(step, notes) for step in flow.steps),
        has_rise=any(arrow.rises for arrow in chart.arrows),
        has_return=any(arrow.returns for arrow in chart.arrows),
        has_levels=len(flow.lanes) > 1,
        is_narrow=len(flow.lanes) <= BESIDE,
    )


@dataclass(frozen=True)
class _Telling:
    """The list of one flow in the making."""

    edition: Edition
    mechanism: str
    flow: Flow
    lanes: dict[str, int]
    places: dict[str, int]

    def step(self, step: Step, notes: Notes) -> StepView:
        return StepView(
            anchor=f"step-{self.places[step.id] + 1}",
            lane=self._lane(step),
            text=self.edition.wording.words(step),
            cites=notes.cite_all(step.from_),
            ways=tuple(self._ways(step)),
        )

    def _ways(self, step: Step) -> list[WayView]:
        found = []
        for way in step.next:
            if way.to not in self.places:
                continue
            number = self.places[way.to]
            target = self.flow.steps[number]
            text = self.edition.wording.t("article.step", number=number + 1)
            found.append(
                WayView(
                    when=self.edition.wording.words(way.when) if way.when else "",
                    step=Link(text, Target("mechanism", self.mechanism, f"step-{number + 1}")),
                    lane=self._lane(target),
                    rises=self.lanes.get(target.lane, 0) > self.lanes.get(step.lane, 0),
                    returns=number <= self.places[step.id],
                )
            )
        return found

    def _lane(self, step: Step) -> str:
        return self.edition.wording.plain(self.flow.lanes[self.lanes.get(step.lane, 0)].name)
