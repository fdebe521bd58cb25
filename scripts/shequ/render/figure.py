"""A figure and a derived value as pages show them, with all that makes them trustworthy.

In: an `Edition` and a record. Out: frozen views of words and links for `macro/figure.jinja`.
No number is computed here: readings, quotients and grades come from the layers below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shequ.derive import SELF, Derived, Verdict
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.dating import is_between, repeats, say_briefly
from shequ.render.edition import Edition
from shequ.render.wording import Shown

# Verdicts that refuse nothing: there are no two figures.
NOTHING_TO_COMPARE = frozenset({"single-figure", "missing"})


@dataclass(frozen=True)
class Mark:
    """A tag: its words, its tone (a class of the design), one sentence that explains it, where it leads."""

    text: str
    tone: str = ""
    hint: str = ""
    target: Target | None = None


@dataclass(frozen=True)
class FigureView:
    """One figure, short. `place` leads to its source's paragraph; `home` to where its card is.

    `shown` keeps the classifier as printed, `plain` has the unit's own word, for columns.
    """

    anchor: str
    home: Target
    shown: Shown
    plain: Shown
    label: str
    metric: Link
    subject: Link
    printed: str
    period: str
    place: Link
    source: Link
    marks: tuple[Mark, ...]
    is_contradicted: bool


@dataclass(frozen=True)
class DerivedView:
    """A value we computed: the formula in words, the same with its numbers, what went in, the bounds."""

    anchor: str
    home: Target
    shown: Shown
    metric: Link
    subject: Link
    formula: str
    worked: str
    inputs: tuple[FigureView, ...]
    bounds: str
    marks: tuple[Mark, ...]


def view_figure(edition: Edition, figure: Figure) -> FigureView:
    """One figure for a tile, a table or a line."""
    t, record = edition.wording.t, figure.record
    clash = figure.id in edition.index.clashes_by_figure
    return FigureView(
        anchor=f"f-{record.id}",
        home=home_of(figure),
        shown=edition.wording.figure(figure, as_printed=True),
        plain=edition.wording.figure(figure),
        label=label_of(edition, figure),
        metric=edition.to_metric(record.metric),
        subject=edition.to_practice(figure.practice)
        if figure.practice
        else edition.to_place(figure.community),
        printed=t("figure.as_printed", printed=record.printed),
        period=say_period(edition, figure),
        place=edition.to_source(figure.source, figure.paragraph),
        source=edition.to_source(figure.source),
        marks=tuple(_marks(edition, figure, clash)),
        is_contradicted=clash,
    )


def view_figures(edition: Edition, figures: Iterable[Figure]) -> tuple[FigureView, ...]:
    """Several figures in the order given."""
    return tuple(view_figure(edition, figure) for figure in figures)


def view_derived(edition: Edition, value: Derived) -> DerivedView:
    """One computed value."""
    wording = edition.wording
    unit = wording.unit(value.unit)
    kind = "practice" if "/" in value.subject else "community"
    inputs = tuple(view_figure(edition, edition.catalogue.figures[id_]) for id_ in value.inputs)
    anchor = derived_anchor(value)
    marks = [Mark(wording.t("enum.mark.derived"), "calc", wording.t("enum.mark_hint.derived"))]
    if value.rounded:
        marks.append(Mark(wording.t("enum.mark.rounded"), "", wording.t("enum.mark_hint.rounded")))
    return DerivedView(
        anchor=anchor,
        home=Target(kind, value.subject, anchor),
        shown=wording.interval(value.interval, unit),
        metric=edition.to_metric(value.metric),
        subject=edition.to_practice(value.subject) if kind == "practice" else edition.to_place(value.subject),
        formula=write_formula(edition, value.metric),
        worked=_work_out(edition, value.metric, inputs),
        inputs=inputs,
        bounds=wording.bounds(value.interval, unit),
        marks=tuple(marks),
    )


def view_verdict(edition: Edition, verdict: Verdict) -> tuple[Mark, ...]:
    """Why figures may not be compared, reason by reason, or that they may."""
    refused = not verdict.comparable and not NOTHING_TO_COMPARE & set(verdict.reasons)
    tone = "clash" if refused else "run" if verdict.comparable else ""
    return tuple(Mark(edition.wording.t(key), tone) for key in verdict.keys)


def home_of(figure: Figure) -> Target:
    """The page and place where a figure stands with its card."""
    anchor = f"f-{figure.record.id}"
    if figure.practice:
        return Target("practice", figure.practice, anchor)
    return Target("community", figure.community, anchor)


def derived_anchor(value: Derived) -> str:
    """Where a computed value stands on its subject's page."""
    return "-".join(["d", value.metric, *(id_.split("/")[1] for id_ in value.inputs)])


def label_of(edition: Edition, figure: Figure) -> str:
    """What a figure counts: its own label, else its metric's."""
    if figure.record.label:
        return edition.wording.plain(figure.record.label)
    return edition.wording.label("metrics", figure.record.metric)


def write_formula(edition: Edition, metric: str) -> str:
    """A derived metric's formula with the names of the metrics it divides."""
    formula = edition.catalogue.vocabularies.metrics[metric].formula
    if formula is None:
        return ""
    wording = edition.wording
    names = [wording.label("metrics", formula.numerator), wording.label("metrics", formula.denominator)]
    key = "figure.quotient" if formula.scale == 1 else "figure.scaled_quotient"
    return wording.t(key, numerator=names[0], denominator=names[1], scale=wording.number(formula.scale))


def say_period(edition: Edition, figure: Figure) -> str:
    """The printed time word with the days it stands for; '' for a count that holds at no time."""
    if figure.period is None:
        has_none = figure.record.realm == "rule"
        return "" if has_none else edition.wording.t("figure.period_not_stated")
    printed, days = edition.wording.quote(figure.period.printed), say_briefly(edition.wording, figure.period)
    if not days or (edition.wording.lang == "zh" and repeats(printed, days)):
        return printed
    return edition.wording.t("dating.told", printed=printed, days=days)


def _work_out(edition: Edition, metric: str, inputs: tuple[FigureView, ...]) -> str:
    """A formula with its numbers in place of the names."""
    formula = edition.catalogue.vocabularies.metrics[metric].formula
    if formula is None:
        return ""
    numbers = [view.plain.inline for view in inputs]
    key = "figure.quotient" if formula.scale == 1 else "figure.scaled_quotient"
    scale = edition.wording.number(formula.scale)
    return edition.wording.t(key, numerator=numbers[0], denominator=numbers[1], scale=scale)


def _marks(edition: Edition, figure: Figure, clash: bool) -> Iterable[Mark]:
    t, record = edition.wording.t, figure.record
    if clash:
        yield Mark(t("enum.mark.contradicted"), "clash", t("enum.mark_hint.contradicted"))
    if record.realm != "actual":
        yield Mark(t(f"enum.realm.{record.realm}"), "prep", t("enum.mark_hint.planned"))
    if record.each_of:
        yield Mark(edition.wording.each(record.each_of.unit), "", t(f"enum.statistic.{record.statistic}"))
    elif record.statistic != "total":
        yield Mark(t(f"enum.statistic.{record.statistic}"))
    if record.per:
        yield Mark(edition.wording.each(record.per))
    if record.scope or record.breakdown:
        yield Mark(t("figure.restricted"), "", t("figure.restricted_hint"))
    if figure.reading.qualifier == "rounded":
        yield Mark(t("enum.mark.rounded"), "", t("enum.mark_hint.rounded"))
    if record.shares_numeral_with:
        yield Mark(t("enum.mark.shared-numeral"), "", t("enum.mark_hint.shared-numeral"))
    if figure.period and figure.period.uncertain and not is_between(figure.period):
        yield Mark(t("figure.period_uncertain"), "", t("enum.mark_hint.uncertain"))
    if figure.voice == SELF:
        yield Mark(t("enum.mark.self-reported"), "self", t("enum.mark_hint.self-reported"))
