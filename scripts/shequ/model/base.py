"""The building blocks of every record: ids, references, places in a source, texts in two languages.

In: plain data whose scalars are strings. Out: frozen pydantic values.
A reference knows what it must name; whether that exists is the rules' business, not the model's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from shequ.dates import read_iso

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
# An id of this file, or `<community>/<id>` for one in another file.
QUALIFIED_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$"
# `¶9`, or `nanhu-2019¶9` where the entry rests on several sources.
LOCATOR_PATTERN = r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?¶([1-9][0-9]{0,4})$"
Path = tuple[str | int, ...]


class Record(BaseModel):
    """Base of all records: unknown keys are findings, values never change after validation."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=False)


class Reference(str):
    """A string that must name something: `target` says what (a kind of record, or `vocabulary:<name>`)."""

    target: str

    def __new__(cls, value: str, target: str) -> Reference:
        """Wrap `value`; equality and hashing stay those of the string."""
        self = super().__new__(cls, value)
        self.target = target
        return self


class Locator(NamedTuple):
    """A paragraph of a source, counted from 1; `source` is None for the entry's first source."""

    source: str | None
    paragraph: int

    def __str__(self) -> str:
        return f"{self.source or ''}¶{self.paragraph}"


def parse_locator(value: object) -> Locator:
    """Read `¶9` or `nanhu-2019¶9`. Raises `ValueError` for anything else."""
    if isinstance(value, Locator):
        return value
    match = re.fullmatch(LOCATOR_PATTERN, str(value))
    if not match:
        raise ValueError("locator")
    return Locator(match[1], int(match[3]))


def _check_day(date: str) -> str:
    """A date whose day the calendar has. Raises `ValueError` for any other (2019-02-31)."""
    read_iso(date)
    return date


@dataclass(frozen=True)
class Target:
    """Marks a string type whose values name something: a kind of record, or `vocabulary:<name>`."""

    name: str
    pattern: str = ID_PATTERN

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap the value. A figure's id must look like one, for a number may stand in its stead; of anything
        else, `物业` say, the rules can tell which term was meant.
        """
        pattern = self.pattern if self.name == "observation" else None
        return core_schema.no_info_after_validator_function(
            lambda value: Reference(value, self.name),
            core_schema.str_schema(pattern=pattern, min_length=1, max_length=161),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Keep the target, so that the published schema can list a vocabulary's ids."""
        return {"type": "string", "pattern": self.pattern, "x-target": self.name}


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
At = Annotated[
    Locator,
    PlainValidator(parse_locator),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": LOCATOR_PATTERN}),
]
Basis = Literal["stated", "page-furniture", "layout", "inferred", "external"]
Voice = Literal["implementer", "superior", "partner", "resident", "journalist", "third-party"]
# A date to the day, the month or the year: 2019-07-15, 2019-07, 2019.
IsoDate = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_check_day),
]
# No figure of this world is larger or finer; without an end, 1e999999999 would be written out in digits.
ExactNumber = Annotated[Decimal, Field(ge=0, le=10**18, decimal_places=9)]
SourceRef = Annotated[str, Target("source")]
MechanismRef = Annotated[str, Target("mechanism")]
PlaceRef = Annotated[str, Target("place")]
PracticeRef = Annotated[str, Target("practice", QUALIFIED_PATTERN)]
ObservationRef = Annotated[str, Target("observation", QUALIFIED_PATTERN)]

LevelTerm = Annotated[str, Target("vocabulary:levels")]
StatusName = Annotated[str, Target("vocabulary:statuses")]
UnitTerm = Annotated[str, Target("vocabulary:units")]
MetricTerm = Annotated[str, Target("vocabulary:metrics")]
ProblemTerm = Annotated[str, Target("vocabulary:problems")]
ActorTerm = Annotated[str, Target("vocabulary:actors")]
RoleTerm = Annotated[str, Target("vocabulary:roles")]
SettlementTerm = Annotated[str, Target("vocabulary:settlement-types")]
PublisherTerm = Annotated[str, Target("vocabulary:publisher-types")]


class Text(Record):
    """Words in Chinese, with English where it exists."""

    zh: Prose
    en: Prose | None = None


class Name(Record):
    """A name; English is required."""

    zh: Line
    en: Line


class Statement(Text):
    """Words of our own that rest on one paragraph."""

    at: At


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside a record with its path in YAML keys, containers before their parts."""
    yield path, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, list) or (isinstance(value, tuple) and not isinstance(value, Locator)):
        for number, item in enumerate(value):
            yield from walk(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, str(key)))
