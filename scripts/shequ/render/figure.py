"""A figure, a derived value and a contradiction as pages show them, with all that makes them trustworthy.

In: an `Edition` and a record. Out: frozen views of words and links for `macro/figure.jinja`.
No number is computed here: readings, quotients and grades come from the layers below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shequ.codebook import load_codes
from shequ.derive import Contradiction, Derived, Verdict
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.edition import Edition
from shequ.render.figure_card import Row, build_card
from shequ.render.wording import Shown
from shequ.sums.judgement import show

SELF = "implementer"
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
    """One figure, short. `place` leads to its source's paragraph; `home` to where its card is."""

    anchor: str
    home: Target
    shown: Shown
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
class Tile:
    """A figure with its card."""

    view: FigureView
    card: tuple[Row, ...]


@dataclass(frozen=True)
class DerivedView:
    """A value we computed: the formula in words, what went in, the bounds."""

    anchor: str
    home: Target
    shown: Shown
    metric: Link
    subject: Link
    formula: str
    inputs: tuple[FigureView, ...]
    bounds: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class ContradictionView:
    """Figures that cannot all be true, what does not fit, and our note about it."""

    message: str
    note: str | None
    code: Link
    figures: tuple[FigureView, ...]
    place: Link
    is_conventional: bool


def view_figure(edition: Edition, figure: Figure) -> FigureView:
    """One figure for a tile, a table or a line."""
    t, record = edition.wording.t, figure.record
    clash = figure.id in edition.index.contradictions_by_figure
    return FigureView(
        anchor=f"f-{record.id}",
        home=home_of(figure),
        shown=edition.wording.figure(figure),
        label=label_of(edition, figure),
        metric=edition.to_metric(record.metric),
        subject=edition.to_practice(figure.practice)
        if figure.practice
        else edition.to_place(figure.community),
        printed=t("figure.as_printed", printed=record.printed),
        period=_period(edition, figure),
        place=edition.to_source(figure.source, figure.paragraph),
        source=edition.to_source(figure.source),
        marks=tuple(_marks(edition, figure, clash)),
        is_contradicted=clash,
    )


def view_figures(edition: Edition, figures: Iterable[Figure]) -> tuple[FigureView, ...]:
    """Several figures in the order given."""
    return tuple(view_figure(edition, figure) for figure in figures)


def tiles(edition: Edition, figures: Iterable[Figure]) -> tuple[Tile, ...]:
    """Figures with their cards, for the page that is their home."""
    return tuple(Tile(view_figure(edition, f), build_card(edition, f)) for f in figures)


def view_derived(edition: Edition, value: Derived) -> DerivedView:
    """One computed value."""
    wording = edition.wording
    unit = wording.unit(value.unit)
    kind = "practice" if "/" in value.subject else "community"
    inputs = tuple(view_figure(edition, edition.catalogue.figures[id_]) for id_ in value.inputs)
    anchor = "-".join(["d", value.metric, *(id_.split("/")[1] for id_ in value.inputs)])
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
        inputs=inputs,
        bounds=wording.bounds(value.interval, unit),
        marks=tuple(marks),
    )


def view_contradiction(edition: Edition, found: Contradiction) -> ContradictionView:
    """One contradiction, in the words of its check."""
    note = edition.index.note_of(found)
    return ContradictionView(
        message=_say_contradiction(edition, found),
        note=edition.wording.plain(note) if note else None,
        code=Link(found.code, Target("check", found.code.lower())),
        figures=view_figures(edition, (edition.catalogue.figures[id_] for id_ in found.about)),
        place=edition.to_place(found.community),
        is_conventional=found.reading == "conventional",
    )


def view_verdict(edition: Edition, verdict: Verdict) -> tuple[Mark, ...]:
    """Why figures may not be compared, reason by reason, or that they may."""
    refused = not verdict.comparable and not NOTHING_TO_COMPARE & set(verdict.reasons)
    tone = "clash" if refused else "run" if verdict.comparable else ""
    return tuple(Mark(edition.wording.t(key), tone) for key in verdict.keys)


def _say_contradiction(edition: Edition, found: Contradiction) -> str:
    """The check's message, with what the figures count in place of their ids."""
    t, units = edition.wording.t, edition.catalogue.vocabularies.units
    facts = {k: edition.wording.counted(v) if v in units else v for k, v in found.facts.items()}
    facts["reading"] = t(f"page.figure.{found.reading}")
    if "basis" in facts:
        facts["basis"] = t(f"enum.basis.{facts['basis']}")
    message = load_codes()[found.code].message[edition.wording.lang].format_map(facts)
    for figure in (edition.catalogue.figures[id_] for id_ in found.about):
        name = f"{label_of(edition, figure)} {figure.record.printed}"
        message = message.replace(show(found.community, figure), name)
    return message


def home_of(figure: Figure) -> Target:
    """The page and place where a figure stands with its card."""
    anchor = f"f-{figure.record.id}"
    if figure.practice:
        return Target("practice", figure.practice, anchor)
    return Target("community", figure.community, anchor)


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


def _period(edition: Edition, figure: Figure) -> str:
    if figure.period is None:
        has_none = figure.record.realm == "rule"  # a count inside a design holds at no time
        return "" if has_none else edition.wording.t("figure.period_not_stated")
    words, dates = edition.wording.period(figure.period)
    return f"{words} {dates}" if dates and dates not in words else words


def _marks(edition: Edition, figure: Figure, clash: bool) -> Iterable[Mark]:
    t, record = edition.wording.t, figure.record
    if clash:
        yield Mark(t("enum.mark.contradicted"), "clash", t("enum.mark_hint.contradicted"))
    if record.realm != "actual":
        yield Mark(t(f"enum.realm.{record.realm}"), "prep", t("enum.mark_hint.planned"))
    if record.each_of:
        unit = edition.wording.counted(record.each_of.unit)
        yield Mark(t("figure.each", unit=unit), "", t(f"enum.statistic.{record.statistic}"))
    elif record.statistic != "total":
        yield Mark(t(f"enum.statistic.{record.statistic}"))
    if record.per:
        yield Mark(t("figure.each", unit=edition.wording.counted(record.per)))
    if record.scope or record.breakdown:
        yield Mark(t("figure.restricted"), "", t("figure.restricted_hint"))
    if figure.reading.qualifier == "rounded":
        yield Mark(t("enum.mark.rounded"), "", t("enum.mark_hint.rounded"))
    if record.shares_numeral_with:
        yield Mark(t("enum.mark.shared-numeral"), "", t("enum.mark_hint.shared-numeral"))
    if figure.period and figure.period.uncertain:
        yield Mark(t("figure.period_uncertain"), "", t("enum.mark_hint.uncertain"))
    if figure.voice == SELF:
        yield Mark(t("enum.mark.self-reported"), "self", t("enum.mark_hint.self-reported"))
