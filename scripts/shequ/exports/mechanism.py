"""A mechanism as a row of the export: the article, statement by statement, and its evidence.

In: `Catalogue` and a mechanism's id. Out: `MechanismRow`.
"""

from __future__ import annotations

from collections.abc import Iterable

from shequ import derive
from shequ.exports.contract import FlowRow, LaneRow, LessonRow, MechanismRow, StepRow, TurnRow, VariantRow
from shequ.exports.plain import evidence_row, maybe, words
from shequ.model import Flow, Judgement, Lesson
from shequ.model.mechanism import Need
from shequ.records import Catalogue


def mechanism_row(catalogue: Catalogue, id_: str) -> MechanismRow:
    """One mechanism."""
    record = catalogue.mechanisms[id_]
    return MechanismRow(
        id=id_,
        name=words(record.name),
        aliases=list(record.aliases),
        definition=words(record.definition),
        scope_note=maybe(record.scope_note),
        broader=record.broader,
        summary=words(record.summary),
        problems=list(record.problems),
        works=_lessons(record.works),
        variants=[VariantRow(practice=v.practice, zh=v.zh, en=v.en) for v in record.variants],
        needs=_lessons(record.needs),
        fits=_lessons(record.fits),
        unfit=_lessons(record.unfit),
        watch=_lessons(record.watch),
        flow=_flow(record.flow) if record.flow else None,
        evidence=evidence_row(derive.mechanism_evidence(catalogue, id_)),
    )


def _lessons(lessons: Iterable[Lesson]) -> list[LessonRow]:
    return [
        LessonRow(
            zh=lesson.zh,
            en=lesson.en,
            kind=lesson.kind if isinstance(lesson, Need) else None,
            basis=lesson.basis if isinstance(lesson, Judgement) else "stated",
            from_=list(lesson.from_),
        )
        for lesson in lessons
    ]


def _flow(flow: Flow) -> FlowRow:
    return FlowRow(
        lanes=[LaneRow(id=lane.id, name=words(lane.name)) for lane in flow.lanes],
        steps=[
            StepRow(
                id=step.id,
                lane=step.lane,
                zh=step.zh,
                en=step.en,
                from_=list(step.from_),
                next=[TurnRow(to=way.to, when=maybe(way.when)) for way in step.next],
            )
            for step in flow.steps
        ],
    )
