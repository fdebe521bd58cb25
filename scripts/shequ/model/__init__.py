"""pydantic models of every record; JSON Schema comes from here, once."""

from shequ.model.base import Id, Locator, Name, Path, Record, Reference, Statement, Text, parse_locator, walk
from shequ.model.community import Community, Note, Omission, PlaceStub
from shequ.model.mechanism import Flow, Judgement, Lane, Lesson, Mechanism, Step, Variant
from shequ.model.observation import Observation, Part, Period
from shequ.model.practice import Claim, Honour, Milestone, Moment, Practice
from shequ.model.relation import Relation
from shequ.model.source import Dating, Source
from shequ.model.table import Column, Rows, Table
from shequ.model.vocabulary import (
    PLAIN_VOCABULARIES,
    VOCABULARY_MODELS,
    Dimension,
    Level,
    Metric,
    Namesake,
    PublisherType,
    Region,
    Retired,
    RetiredIds,
    StatusTerm,
    Term,
    Terms,
    Unit,
)

__all__ = [
    "PLAIN_VOCABULARIES",
    "VOCABULARY_MODELS",
    "Claim",
    "Column",
    "Community",
    "Dating",
    "Dimension",
    "Flow",
    "Honour",
    "Id",
    "Judgement",
    "Lane",
    "Lesson",
    "Level",
    "Locator",
    "Mechanism",
    "Metric",
    "Milestone",
    "Moment",
    "Name",
    "Namesake",
    "Note",
    "Observation",
    "Omission",
    "Part",
    "Path",
    "Period",
    "PlaceStub",
    "Practice",
    "PublisherType",
    "Record",
    "Reference",
    "Region",
    "Relation",
    "Retired",
    "RetiredIds",
    "Rows",
    "Source",
    "Statement",
    "StatusTerm",
    "Step",
    "Table",
    "Term",
    "Terms",
    "Text",
    "Unit",
    "Variant",
    "parse_locator",
    "walk",
]
