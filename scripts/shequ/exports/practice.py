"""A practice as a row of the export: its ties, its story in time, its evidence.

In: `Catalogue` and an entry of it. Out: `PracticeRow`.
"""

from __future__ import annotations

from shequ import derive
from shequ.exports.contract import (
    ActorRow,
    LinkRow,
    Location,
    MomentRow,
    OccasionRow,
    PracticeRow,
    StatementRow,
    Words,
)
from shequ.exports.plain import evidence_row, maybe, place, placed, plain, statement
from shequ.figure import resolve_moment
from shequ.model import Practice
from shequ.model.practice import Coverage, Link, Milestone, Moment
from shequ.records import Catalogue, PracticeEntry


def practice_row(catalogue: Catalogue, entry: PracticeEntry) -> PracticeRow:
    """One practice under its full id."""
    record, home = entry.record, entry.community
    return PracticeRow(
        id=entry.id,
        community=home,
        kind=record.kind,
        name=Words(zh=record.name.zh, en=record.name.en),
        local_name=record.name.local,
        aliases=list(record.aliases),
        part_of=_links(catalogue, home, record.part_of),
        instance_of=_links(catalogue, home, record.instance_of),
        derived_from=_links(catalogue, home, record.derived_from),
        carried_out_in=[_coverage(catalogue, home, c) for c in record.carried_out_in],
        mechanisms=list(record.mechanisms),
        problems=list(record.problems),
        detail=record.detail,
        summary=maybe(record.summary),
        actors=[
            ActorRow(role=a.role, actor=a.actor, place=a.place, **place(catalogue, home, a.at))
            for a in record.actors
        ],
        status=record.status.is_,
        started=moment_row(catalogue, home, record.started) if record.started else None,
        ended=moment_row(catalogue, home, record.ended) if record.ended else None,
        schedule=_schedule(catalogue, home, record),
        milestones=[moment_row(catalogue, home, m) for m in record.milestones],
        unanswered=list(record.unanswered),
        evaluations=[plain(e) for e in record.evaluations],
        paragraphs=[Location(**place(catalogue, home, at)) for at in record.at],
        evidence=evidence_row(derive.evidence(catalogue, entry.id)),
        **_statements(catalogue, home, record),
    )


def moment_row(catalogue: Catalogue, home: str, moment: Moment) -> MomentRow:
    """A date as printed with the days it stands for, as far as they can be known."""
    where = place(catalogue, home, moment.at)
    start, end, basis = resolve_moment(moment, catalogue.written(where["source"]))
    milestone = moment if isinstance(moment, Milestone) else None
    return MomentRow(
        printed=moment.printed,
        start=start,
        end=end,
        basis=basis,
        what=maybe(milestone.what) if milestone else None,
        realm=milestone.realm if milestone else "actual",
        **where,
    )


def _links(catalogue: Catalogue, home: str, links: tuple[Link, ...]) -> list[LinkRow]:
    return [LinkRow(id=catalogue.resolve_id(home, link.id), basis=link.basis) for link in links]


def _statements(catalogue: Catalogue, home: str, record: Practice) -> dict[str, list[StatementRow]]:
    """What a practice does and the answers to what is asked of it."""
    names = ("steps", "needs", "cost", "side_effects", "resistance", "failure")
    return {name: [statement(catalogue, home, s) for s in getattr(record, name)] for name in names}


def _coverage(catalogue: Catalogue, home: str, coverage: Coverage) -> dict[str, object]:
    at = coverage.at
    row: dict[str, object] = placed(catalogue, home, coverage, at) if at else plain(coverage)
    for key, value in (("of", coverage.of), ("count", coverage.count)):
        if isinstance(value, str):
            row[key] = catalogue.resolve_id(home, value)
    return row


def _schedule(catalogue: Catalogue, home: str, record: Practice) -> list[OccasionRow]:
    return [
        OccasionRow(
            what=maybe(o.what),
            every=o.every,
            day=o.day,
            times=o.times,
            printed=o.printed,
            **place(catalogue, home, o.at),
        )
        for o in record.schedule
    ]
