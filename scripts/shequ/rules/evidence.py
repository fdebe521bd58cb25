"""Family 5: a practice is told as far as its source tells it, and what carries a figure is complete.

In: `Catalogue`. Out: SQ503–SQ515. Whether the source's text says so is for `verify` to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.diagnostics import Diagnostic, Span
from shequ.model import Dating, Practice
from shequ.model.practice import QUESTIONS
from shequ.records import Catalogue, Figure, PracticeEntry
from shequ.rules.nodes import Node, locate, locators
from shequ.rules.registry import rule

# Asked of every practice that is more than a name.
_LIST_MARK = "、"


@rule("SQ503")
def check_dating(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A source must say when it was written or published, by a date or by both ends of a range."""
    for id_, source in catalogue.sources.items():
        if source.published is None and source.written is None and not source.unknown:
            yield Diagnostic("SQ503", catalogue.locate("sources", id_), {"key": "published", "found": "—"})
        for key, dating in (("published", source.published), ("written", source.written)):
            if dating is not None and not _is_complete(dating):
                given = dating.model_dump(include={"date", "not_before", "not_after"}, exclude_none=True)
                found = _LIST_MARK.join(f"{name}: {value}" for name, value in given.items()) or "—"
                at = catalogue.locate("sources", id_, (key,))
                yield Diagnostic("SQ503", at, {"key": key, "found": found})


@rule("SQ504")
def check_furniture(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """No fact may rest on a paragraph that its source calls page furniture, unless it says so itself."""
    for node, locator in locators(catalogue):
        if node.kind != "communities" or _admits_furniture(catalogue, node):
            continue
        id_ = catalogue.source_at(node.id, locator)
        source = catalogue.sources.get(id_)
        if source and any(at.paragraph == locator.paragraph for at in source.furniture):
            facts = {"at": str(locator), "source": id_, "paragraph": str(locator.paragraph)}
            yield Diagnostic("SQ504", locate(catalogue, node), facts)


@rule("SQ505", "SQ506")
def check_questions(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Each of the five questions must be answered or listed as unanswered, and not both."""
    for entry in catalogue.practices.values():
        practice = entry.record
        answered = [question for question in QUESTIONS if getattr(practice, question)]
        missing = [q for q in QUESTIONS if q not in answered and q not in practice.unanswered]
        if missing and practice.is_asked:
            facts = {"id": practice.id, "missing": ", ".join(missing)}
            yield Diagnostic("SQ505", _at(catalogue, entry, "unanswered"), facts)
        for number, question in enumerate(practice.unanswered):
            if question in answered:
                at = _at(catalogue, entry, "unanswered", number)
                yield Diagnostic("SQ506", at, {"id": practice.id, "question": question})


@rule("SQ507", "SQ508")
def check_detail(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A bare name must have no content of ours; more than a name needs what its `detail` promises."""
    for entry in catalogue.practices.values():
        practice = entry.record
        if practice.detail == "name-only":
            for key in ("summary", "steps", *QUESTIONS):
                if getattr(practice, key):
                    yield Diagnostic("SQ507", _at(catalogue, entry, key), {"id": practice.id, "key": key})
            continue
        missing = [key for key in _promised(practice) if not getattr(practice, key)]
        if missing:
            facts = {"id": practice.id, "detail": practice.detail, "missing": ", ".join(missing)}
            yield Diagnostic("SQ508", _at(catalogue, entry, "detail"), facts)


@rule("SQ509", "SQ510")
def check_roles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Only an actual outcome shows a change; a baseline or comparison needs a result to be held against."""
    results = {
        (catalogue.resolve_id(f.community, f.record.role.for_), f.record.metric)
        for f in catalogue.figures.values()
        if f.record.role and f.record.role.as_ == "result"
    }
    for figure in catalogue.figures.values():
        role = figure.record.role
        known = figure.record.kind or figure.record.metric in catalogue.vocabularies.metrics
        if role is None or not known:
            continue
        at = catalogue.locate("communities", figure.community, (*figure.path, "role"))
        subject = catalogue.resolve_id(figure.community, role.for_)
        facts = {"id": figure.record.id, "role": role.as_, "metric": figure.record.metric}
        if figure.kind != "outcome" or figure.record.realm != "actual":
            yield Diagnostic("SQ509", at, {**facts, "kind": figure.kind, "realm": figure.record.realm})
        elif role.as_ != "result" and (subject, figure.record.metric) not in results:
            yield Diagnostic("SQ510", at, {**facts, "practice": role.for_})


@rule("SQ511")
def check_status_places(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A status must name the paragraph that states it; only an unknown one has none."""
    for entry in catalogue.practices.values():
        status = entry.record.status
        if status.at is None and status.is_ != "unknown":
            facts = {"id": entry.record.id, "status": status.is_}
            yield Diagnostic("SQ511", _at(catalogue, entry, "status"), facts)


@rule("SQ512")
def check_each(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A figure for each must say each of what; a figure for the whole has no `each_of`."""
    for figure in catalogue.figures.values():
        record = figure.record
        per_thing = record.statistic in ("each", "maximum-each", "minimum-each")
        if per_thing == bool(record.each_of or (per_thing and record.per)) or record.statistic in (
            "mean",
            "unclear",
        ):
            continue
        key = "statistic" if per_thing else "each_of"
        facts = {"id": record.id, "statistic": record.statistic, "key": "each_of"}
        yield Diagnostic("SQ512", _figure_at(catalogue, figure, key), facts)


@rule("SQ513")
def check_bases(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A place within another by an external basis must name that basis, and only then."""
    for id_, community in catalogue.communities.items():
        for number, above in enumerate(community.within):
            if (above.basis == "external") != bool(above.from_):
                facts = {"id": above.id, "basis": above.basis, "from": above.from_ or "—"}
                yield Diagnostic(
                    "SQ513", catalogue.locate("communities", id_, ("within", number, "basis")), facts
                )


@rule("SQ514")
def check_coverage(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Coverage of several places must say of which kind they are, and `n` how many."""
    for entry in catalogue.practices.values():
        for number, coverage in enumerate(entry.record.carried_out_in):
            missing = []
            if coverage.extent != "not-stated" and coverage.unit is None:
                missing.append("unit")
            if coverage.extent == "n" and coverage.count is None:
                missing.append("count")
            if coverage.extent == "not-stated" and coverage.place is None and coverage.unit is None:
                missing.append("place")
            if missing:
                facts = {"extent": coverage.extent, "missing": ", ".join(missing)}
                yield Diagnostic("SQ514", _at(catalogue, entry, "carried_out_in", number), facts)


@rule("SQ515")
def check_actors(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Who takes part must be named, as a body or as a place."""
    for entry in catalogue.practices.values():
        for number, actor in enumerate(entry.record.actors):
            if actor.actor is None and actor.place is None:
                yield Diagnostic("SQ515", _at(catalogue, entry, "actors", number), {"role": actor.role})


def _promised(practice: Practice) -> tuple[str, ...]:
    """What a practice of this kind and detail must have; programmes and slogans have no steps."""
    whole = practice.detail == "full" and practice.kind == "practice"
    return ("summary", "steps", "actors") if whole else ("summary",)


def _is_complete(dating: Dating) -> bool:
    """Either a date, or both bounds; that they are in order is the figures' rules' business."""
    return (dating.date is None) == bool(dating.not_before and dating.not_after) and not (
        dating.date and (dating.not_before or dating.not_after)
    )


def _admits_furniture(catalogue: Catalogue, node: Node) -> bool:
    """Whether the part with this place says that it rests on furniture, or leaves it out."""
    community = catalogue.communities[node.id]
    if len(node.path) < 2 or not isinstance(node.path[1], int):
        return False
    if node.path[0] == "omissions":
        return community.omissions[node.path[1]].kind == "furniture"
    if node.path[0] in ("within", "settlement"):
        parts = community.within if node.path[0] == "within" else community.settlement
        return parts[node.path[1]].basis == "page-furniture"
    return False


def _at(catalogue: Catalogue, entry: PracticeEntry, *path: str | int) -> Span:
    return catalogue.locate("communities", entry.community, (*entry.path, *path))


def _figure_at(catalogue: Catalogue, figure: Figure, key: str) -> Span:
    return catalogue.locate("communities", figure.community, (*figure.path, key))
