"""The card of a figure: everything that is known about it, line by line.

In: an `Edition` and a figure. Out: rows of a label and linked words, for a list of terms on the page.
A row stands only where there is something to say; what a source leaves open is said where a reader needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.derive import source_grade
from shequ.model import Part
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.dating import say_days, say_span
from shequ.render.edition import Edition
from shequ.sums import Judgement, judgements_by_figure

# Dimensions of units in which nothing is added up, so that "total" says nothing.
RATES = frozenset({"share", "share-difference", "ratio", "score"})
# How a relation that nobody declared is called.
IMPLIED = {"metric": "subset_of", "of": "rate", "also-at": "repeat"}


@dataclass(frozen=True)
class Row:
    """One term and what is said of it."""

    label: str
    items: tuple[Link, ...]


def build_card(edition: Edition, figure: Figure) -> tuple[Row, ...]:
    """Every row of a figure's card, in the order in which a reader asks."""
    return tuple(
        Row(edition.wording.t(f"page.figure.{key}"), items)
        for key, found in _rows(edition, figure)
        if (items := tuple(found))
    )


def _rows(edition: Edition, figure: Figure) -> Iterator[tuple[str, Iterable[Link]]]:
    yield "reading", _reading(edition, figure)
    yield "printed", [Link(edition.wording.quote(figure.record.printed))]
    yield "metric", [edition.to_metric(figure.record.metric)]
    yield "unit", _unit(edition, figure)
    yield "definition", _definition(edition, figure)
    yield "period", _period(edition, figure)
    yield "statistic", _statistic(edition, figure)
    yield "denominator", _ratio(edition, figure)
    yield "scope", _scope(edition, figure)
    yield "breakdown", _breakdown(edition, figure)
    yield "realm", [Link(edition.wording.t(f"enum.realm.{figure.record.realm}"))]
    yield "kind", [Link(edition.wording.t(f"enum.kind.{figure.kind}"))]
    yield "role", _role(edition, figure)
    yield "who_says", _voice(edition, figure)
    yield "source", _source(edition, figure)
    yield "where", [edition.to_source(figure.source, figure.paragraph)]
    yield "again", _again(edition, figure)
    yield "grade", _grade(edition, figure)
    yield "shares_numeral_with", _shared(edition, figure)
    yield "contradictions", _contradictions(edition, figure)
    yield "relations", _relations(edition, figure)
    yield "cautions", _cautions(edition, figure)
    yield "derived_from_this", _derived(edition, figure)
    yield "id", [Link(figure.id)]


def _reading(edition: Edition, figure: Figure) -> Iterator[Link]:
    """The value; where its words leave room, its bounds as promised and as usually taken."""
    wording, strict, conventional = edition.wording, figure.strict, figure.conventional
    unit = wording.unit_as_printed(figure)
    has_room = figure.quantity is not None and figure.record.value_type != "ordinal"
    if not has_room or strict is None or strict.is_point:
        yield Link(wording.figure(figure, as_printed=True).inline)
    if has_room and not (strict and strict.is_point):
        bounds = wording.bounds(strict, unit)
        yield Link(bounds if strict in (None, conventional) else wording.t("figure.strictly", bounds=bounds))
    if has_room and conventional and conventional != strict:
        yield Link(wording.t("figure.conventionally", bounds=wording.bounds(conventional, unit)))


def _unit(edition: Edition, figure: Figure) -> Iterator[Link]:
    if figure.unit:
        yield Link(edition.wording.label("units", figure.unit))


def _definition(edition: Edition, figure: Figure) -> Iterator[Link]:
    counts = figure.record.counts
    if counts:
        yield Link(edition.wording.words(counts))
    else:
        yield Link(edition.wording.t("page.figure.definition_not_stated"))


def _period(edition: Edition, figure: Figure) -> Iterator[Link]:
    t, period = edition.wording.t, figure.period
    if period is None:
        if figure.record.realm != "rule":
            yield Link(t("page.figure.period_not_stated"))
        return
    printed = edition.wording.quote(period.printed)
    yield Link(t("figure.period", type=t(f"enum.period.{period.type}"), printed=printed))
    days = say_days(edition.wording, period)
    if days:
        yield Link(t("figure.period_dates", dates=days, basis=t(f"enum.period_basis.{period.basis}")))
    if period.uncertain:
        yield Link(t("figure.period_uncertain"))


def _statistic(edition: Edition, figure: Figure) -> Iterator[Link]:
    wording, record = edition.wording, figure.record
    unit = edition.catalogue.vocabularies.units.get(figure.unit or "")
    is_rate = unit is not None and unit.dimension in RATES
    if record.value_type == "quantity" and not (is_rate and record.statistic == "total"):
        yield Link(wording.t(f"enum.statistic.{record.statistic}"))
    if record.each_of:
        yield Link(wording.each(record.each_of.unit))
        if record.each_of.count:
            yield from _named(edition, figure, record.each_of.count, "figure.each_count")
    if record.per:
        yield Link(wording.each(record.per))


def _ratio(edition: Edition, figure: Figure) -> Iterator[Link]:
    record = figure.record
    metric = edition.catalogue.vocabularies.metrics.get(record.metric)
    if record.of is None:
        if metric and metric.denominator:
            yield Link(edition.wording.t("figure.denominator_not_stated"))
        return
    for key, part in (("numerator", record.of.numerator), ("denominator", record.of.denominator)):
        if isinstance(part, Part):
            what = edition.wording.plain(part.what)
            yield Link(edition.wording.t(f"figure.{key}_not_printed", what=what))
        else:
            yield from _named(edition, figure, part, f"figure.{key}_is")


def _scope(edition: Edition, figure: Figure) -> Iterator[Link]:
    scope = figure.record.scope
    if scope is None:
        return
    yield from (edition.to_place(place) for place in scope.places)
    yield from (Link(edition.wording.label("settlement-types", s)) for s in scope.settlement)
    if scope.what:
        yield Link(edition.wording.words(scope.what))


def _breakdown(edition: Edition, figure: Figure) -> Iterator[Link]:
    for dimension, member in figure.record.breakdown.items():
        record = edition.catalogue.vocabularies.dimensions.get(dimension)
        name = record.members.get(member) if record else None
        label = edition.wording.label("dimensions", dimension)
        value = edition.wording.plain(name) if name else member
        yield Link(edition.wording.t("figure.cell", dimension=label, member=value))


def _role(edition: Edition, figure: Figure) -> Iterator[Link]:
    role = figure.record.role
    if role:
        practice = edition.to_practice(edition.catalogue.resolve_id(figure.community, role.for_))
        yield Link(edition.wording.t(f"enum.role.{role.as_}"))
        yield practice


def _voice(edition: Edition, figure: Figure) -> Iterator[Link]:
    yield Link(edition.wording.t(f"enum.voice.{figure.voice}"))
    if figure.record.speaker:
        yield Link(edition.wording.words(figure.record.speaker))


def _source(edition: Edition, figure: Figure) -> Iterator[Link]:
    yield edition.to_source(figure.source)
    source = edition.catalogue.sources.get(figure.source)
    if source is None:
        return
    wording, publisher = edition.wording, source.publisher
    kind = wording.label("publisher-types", publisher.type)
    body = wording.t("figure.publisher", name=wording.plain(publisher.name), kind=kind)
    parts = [body, wording.t(f"enum.source_kind.{source.kind}"), date_of(edition, figure.source)]
    yield Link(wording.join([part for part in parts if part], "clause"))


def date_of(edition: Edition, source: str) -> str:
    """When a source was published, else written, as far as is known; '' where neither is."""
    record = edition.catalogue.sources.get(source)
    dating = record and (record.published or record.written)
    return say_dating(edition, dating.date, dating.not_before, dating.not_after) if dating else ""


def say_dating(edition: Edition, date: str | None, first: str | None, last: str | None) -> str:
    """A source's date, or the range it lies in."""
    if date:
        return date
    return edition.wording.t("dating.between", span=say_span(edition.wording, first or "", last or ""))


def _again(edition: Edition, figure: Figure) -> Iterator[Link]:
    """Where the same fact stands once more, and how it is printed there."""
    for other in figure.record.also_at:
        source = edition.catalogue.source_at(figure.community, other.at)
        place = edition.to_source(source, other.at.paragraph)
        if other.printed:
            printed = edition.wording.quote(other.printed)
            yield Link(edition.wording.t("figure.again", place=place.text, printed=printed), place.target)
        elif (source, other.at.paragraph) != (figure.source, figure.paragraph):
            yield place


def _grade(edition: Edition, figure: Figure) -> Iterator[Link]:
    t, grade = edition.wording.t, source_grade(edition.catalogue, figure.id)
    reliability, corroboration = t(f"enum.grade.{grade[0]}"), t(f"enum.corroboration.{grade[1]}")
    yield Link(t("figure.grade", grade=grade, reliability=reliability, corroboration=corroboration))


def _shared(edition: Edition, figure: Figure) -> Iterator[Link]:
    if figure.record.shares_numeral_with:
        yield from _named(edition, figure, figure.record.shares_numeral_with, "figure.named")


def _contradictions(edition: Edition, figure: Figure) -> Iterator[Link]:
    for found in edition.index.clashes_by_figure.get(figure.id, ()):
        for other in found[0].about:
            if other != figure.id:
                yield from _named(edition, figure, other, "figure.named")
        note = edition.index.note_of(found[0])
        if note:
            yield Link(edition.wording.words(note))


def _relations(edition: Edition, figure: Figure) -> Iterator[Link]:
    """What else the sums set it against, and with what result; contradictions are told by themselves."""
    t = edition.wording.t
    for judgement in judgements_by_figure(edition.catalogue).get(figure.id, ()):
        others = [id_ for id_ in dict.fromkeys(judgement.figures) if id_ != figure.id]
        if judgement.contradictions or judgement.mixed or not others:
            continue
        held = t(f"figure.{'holds' if judgement.holds else 'open'}")
        kind = t(f"enum.relation.{IMPLIED.get(judgement.type, judgement.type)}")
        yield Link(t("figure.relation", kind=kind, verdict=held, basis=_basis(edition, judgement)))
        for other in others:
            yield from _named(edition, figure, other, "figure.named")


def _basis(edition: Edition, judgement: Judgement) -> str:
    """Whether a text says that figures hang together, or we assume it, or their definitions make it so."""
    first, *rest = judgement.path
    declared = first == "relations" and rest and isinstance(rest[0], int)
    if not declared:
        return edition.wording.t("figure.by_definition")
    relation = edition.catalogue.communities[judgement.community].relations[int(rest[0])]
    return edition.wording.t(f"enum.basis.{relation.basis}")


def _cautions(edition: Edition, figure: Figure) -> Iterator[Link]:
    for note in edition.index.cautions_by_figure.get(figure.id, ()):
        yield Link(edition.wording.words(note))


def _derived(edition: Edition, figure: Figure) -> Iterator[Link]:
    wording = edition.wording
    for value in edition.index.derived_by_input.get(figure.id, ()):
        shown = wording.interval(value.interval, wording.unit(value.unit)).inline
        label = wording.label("metrics", value.metric)
        formula = edition.catalogue.vocabularies.metrics[value.metric].formula
        text = wording.t("figure.named", label=label, value=shown)
        if formula:
            names = [wording.label("metrics", m) for m in (formula.numerator, formula.denominator)]
            text = wording.t("figure.computed", value=text, numerator=names[0], denominator=names[1])
        yield Link(text, Target("metric", value.metric))


def _named(edition: Edition, figure: Figure, reference: str, key: str) -> Iterator[Link]:
    """Another figure by its label and value, leading to its own card."""
    other = edition.catalogue.figures.get(edition.catalogue.resolve_id(figure.community, reference))
    if other is None:
        return
    label = other.record.label
    name = edition.wording.plain(label) if label else edition.wording.label("metrics", other.record.metric)
    text = edition.wording.t(key, label=name, value=edition.wording.figure(other, as_printed=True).inline)
    kind = "practice" if other.practice else "community"
    yield Link(text, Target(kind, other.practice or other.community, f"f-{other.record.id}"))
