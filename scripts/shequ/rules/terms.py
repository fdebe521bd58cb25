"""Family 2: terms exist, labels tell them apart, and a figure fits the metric it names.

In: `Catalogue`. Out: SQ201–SQ207. What a figure's numbers say is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from shequ.diagnostics import Diagnostic, Span
from shequ.model import Metric, Term
from shequ.records import Catalogue, Figure
from shequ.rules.nodes import locate, references
from shequ.rules.registry import rule
from shequ.rules.suggestion import accepted, labels, suggest

_PREFIX = "vocabulary:"
# Two places may bear one name; the thesaurus lists one word under several on purpose.
_SHARED_LABELS = frozenset({"regions", "namesakes", "thesaurus"})


@rule("SQ201")
def check_terms(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A term must stand in its vocabulary."""
    near: dict[tuple[str, str], str] = {}  # one wrong term may stand in a thousand entries
    for node, reference in references(catalogue):
        if not reference.target.startswith(_PREFIX):
            continue
        name = reference.target.removeprefix(_PREFIX)
        table = catalogue.vocabularies.table(name)
        if reference in table or not catalogue.known_ids.isdisjoint((reference, name)):
            continue
        if (name, reference) not in near:
            near[name, reference] = suggest(reference, labels(table))
        facts = {
            "value": reference,
            "vocabulary": name,
            "suggestion": near[name, reference],
            "accepted": accepted(table),
        }
        yield Diagnostic("SQ201", locate(catalogue, node), facts)


@rule("SQ202")
def check_broader(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A broader term, or the region a region lies in, must stand in the same vocabulary."""
    for name, table in _tables(catalogue):
        for id_, term in table.items():
            for key in ("broader", "within"):
                above = getattr(term, key, None)
                if above and above not in table and above not in catalogue.known_ids:
                    at = catalogue.locate("vocabularies", name, (id_, key))
                    facts = {
                        "id": id_,
                        "key": key,
                        "value": above,
                        "suggestion": suggest(above, labels(table)),
                    }
                    yield Diagnostic("SQ202", at, facts)


@rule("SQ203")
def check_classifiers(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A figure must be printed with a measure word of a unit that its metric allows."""
    for figure, metric in _measured(catalogue):
        known = [unit for unit in metric.units if unit in catalogue.vocabularies.units]
        if figure.record.unit and figure.record.unit in catalogue.vocabularies.units:
            known = [unit for unit in known if unit == figure.record.unit]
        words = [word for unit in known for word in catalogue.vocabularies.units[unit].classifiers]
        classifier = figure.quantity.classifier if figure.quantity else ""
        wrong_unit = figure.record.unit is not None and figure.record.unit not in metric.units
        if len(known) == 0 and not wrong_unit:
            continue
        if wrong_unit or (classifier and classifier not in words):
            key = "unit" if wrong_unit else "printed"
            facts = {
                "printed": figure.record.printed,
                "found": str(figure.record.unit) if wrong_unit else classifier,
                "metric": figure.record.metric,
                "accepted": accepted(metric.units if wrong_unit else dict.fromkeys(words)),
            }
            yield Diagnostic("SQ203", _at(catalogue, figure, key), facts)


@rule("SQ204")
def check_generic_metrics(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A tally of a generic metric must say what it counts and of which kind; a count in a design has none."""
    for figure, metric in _measured(catalogue):
        if metric.comparable or metric.formula:
            continue
        missing = [] if figure.record.label else ["label"]
        if figure.record.kind is None and figure.record.realm != "rule":
            missing.append("kind")
        if missing:
            facts = {"metric": figure.record.metric, "missing": "、".join(missing)}
            yield Diagnostic("SQ204", _at(catalogue, figure, "metric"), facts)


@rule("SQ205")
def check_breakdowns(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A cell of a breakdown must name a dimension and one of its members."""
    dimensions = catalogue.vocabularies.dimensions
    if not dimensions and "dimensions" in catalogue.known_ids:
        return
    for figure in catalogue.figures.values():
        for name, member in figure.record.breakdown.items():
            dimension = dimensions.get(name)
            if name in catalogue.known_ids or (dimension and member in dimension.members):
                continue
            known = (
                {id_: [label.zh, label.en] for id_, label in dimension.members.items()} if dimension else {}
            )
            facts = {
                "value": member if dimension else name,
                "where": name if dimension else "dimensions.yml",
                "suggestion": suggest(member, known) if dimension else suggest(name, labels(dimensions)),
                "accepted": accepted(known if dimension else dimensions),
            }
            at = catalogue.locate("communities", figure.community, (*figure.path, "breakdown", name))
            yield Diagnostic("SQ205", at, facts)


@rule("SQ206")
def check_derived_metrics(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A metric with a formula is computed and must not be typed in."""
    for figure, metric in _measured(catalogue):
        if metric.formula:
            inputs = f"{metric.formula.numerator}、{metric.formula.denominator}"
            facts = {"metric": figure.record.metric, "inputs": inputs}
            yield Diagnostic("SQ206", _at(catalogue, figure, "metric"), facts)


@rule("SQ207")
def check_labels(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The Chinese label of a term must not name another term of its vocabulary."""
    for name, table in _tables(catalogue):
        if name in _SHARED_LABELS:
            continue
        owners: dict[str, str] = {}
        for id_, term in table.items():
            owners.setdefault(term.pref_label.zh, id_)
        for id_, term in table.items():
            for path, label in _labels(term):
                owner = owners.get(label, id_)
                if owner != id_:
                    related = (catalogue.locate("vocabularies", name, (owner, "pref_label", "zh")),)
                    facts = {"label": label, "id": id_, "other": owner}
                    at = catalogue.locate("vocabularies", name, (id_, *path))
                    yield Diagnostic("SQ207", at, facts, related)


def _labels(term: Term) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("pref_label", "zh"), term.pref_label.zh
    for number, label in enumerate(getattr(term, "alt_labels", ())):
        yield ("alt_labels", number), label


def _tables(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, Term]]]:
    """Every vocabulary by the stem of its file."""
    for field in fields(catalogue.vocabularies):
        yield field.name.replace("_", "-"), getattr(catalogue.vocabularies, field.name)


def _measured(catalogue: Catalogue) -> Iterator[tuple[Figure, Metric]]:
    """The figures whose metric exists."""
    for figure in catalogue.figures.values():
        if metric := catalogue.vocabularies.metrics.get(figure.record.metric):
            yield figure, metric


def _at(catalogue: Catalogue, figure: Figure, key: str) -> Span:
    return catalogue.locate("communities", figure.community, (*figure.path, key))
