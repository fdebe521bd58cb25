"""The export contract: one JSON document with stable keys; the published schema comes from these models.

In: nothing. Out: models. Decimals are strings, names are `{zh, en}`, paragraphs are integers, absent is null.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

DATA_LICENCE = "CC-BY-4.0"


class _Row(BaseModel):
    """Rows refuse keys that the contract does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(_Row):
    """Words in both languages; `en` is null where there is none."""

    zh: str
    en: str | None = None


class Location(_Row):
    """A paragraph of a source."""

    source: str
    paragraph: int


class StatementRow(Words):
    """Words of ours that rest on a paragraph."""

    source: str
    paragraph: int


class WithinRow(_Row):
    """The next place up, with what says so."""

    id: str
    name: Words | None
    basis: str


class SettlementRow(_Row):
    """A settlement type, with what says so."""

    id: str
    label: Words
    basis: str


class MomentRow(_Row):
    """A date as printed, and the range it stands for."""

    printed: str
    start: str | None
    end: str | None
    basis: str
    what: Words | None
    realm: str
    source: str
    paragraph: int


class CommunityRow(_Row):
    """One place."""

    id: str
    name: Words
    aliases: list[str]
    former_ids: list[str]
    level: str
    within: list[WithinRow]
    settlement: list[SettlementRow]
    summary: Words
    sources: list[str]
    places: list[dict[str, object]]
    milestones: list[MomentRow]


class EvidenceRow(_Row):
    """A computed evidence level, why it is this one, and what would raise it."""

    level: str
    reason: Words
    next: Words | None


class LinkRow(_Row):
    """A tie to another practice."""

    id: str
    basis: str


class OccasionRow(_Row):
    """A recurrence."""

    what: Words | None
    every: str
    day: int | None
    times: int | None
    printed: str
    source: str
    paragraph: int


class ActorRow(_Row):
    """Who takes part, in which role: a kind of actor, or a place."""

    role: str
    actor: str | None
    place: str | None
    source: str
    paragraph: int


class PracticeRow(_Row):
    """What one community does. `id` is `<community>/<practice>`."""

    id: str
    community: str
    kind: str
    name: Words
    local_name: bool
    aliases: list[str]
    part_of: list[LinkRow]
    instance_of: list[LinkRow]
    derived_from: list[LinkRow]
    carried_out_in: list[dict[str, object]]
    mechanisms: list[str]
    problems: list[str]
    detail: str
    summary: Words | None
    steps: list[StatementRow]
    actors: list[ActorRow]
    status: str
    started: MomentRow | None
    ended: MomentRow | None
    schedule: list[OccasionRow]
    milestones: list[MomentRow]
    needs: list[StatementRow]
    cost: list[StatementRow]
    side_effects: list[StatementRow]
    resistance: list[StatementRow]
    failure: list[StatementRow]
    unanswered: list[str]
    evaluations: list[dict[str, object]]
    paragraphs: list[Location]
    evidence: EvidenceRow


class PeriodRow(_Row):
    """When a figure holds; dates are inclusive, null is not bounded or not known."""

    type: str
    printed: str
    start: str | None
    end: str | None
    basis: str
    uncertain: bool


class ObservationRow(_Row):
    """One figure. `low` and `high` are its strict reading: null is unbounded, an open bound not reached."""

    id: str
    community: str
    practice: str | None
    metric: str
    label: Words | None
    counts: Words | None
    kind: str
    value_type: str
    printed: str
    value: str | None
    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    qualifier: str
    unit: str | None
    statistic: str
    each_of: dict[str, object] | None
    per: str | None
    scope: dict[str, object] | None
    breakdown: dict[str, str]
    of: dict[str, object] | None
    realm: str
    period: PeriodRow | None
    role: dict[str, object] | None
    voice: str
    speaker: Words | None
    shares_numeral_with: str | None
    source: str
    paragraph: int
    also_at: list[dict[str, object]]
    source_grade: str


class ClaimRow(StatementRow):
    """What a text asserts without a number."""

    community: str
    practice: str | None
    kind: str
    voice: str


class HonourRow(_Row):
    """An award or title."""

    community: str
    practice: str | None
    name: Words
    by: str
    year: str
    one_of: str | None
    source: str
    paragraph: int


class OmissionRow(_Row):
    """Numerals left out, and why."""

    source: str
    paragraph: int
    kind: str
    count: int
    why: Words | None


class ContradictionRow(_Row):
    """Figures that cannot all hold, the code of the finding and the note that explains it."""

    code: str
    about: list[str]
    note: Words | None


class DerivedRow(_Row):
    """A computed interval; never stored, always from the inputs named. `rounded`: one was printed rounded."""

    metric: str
    subject: str
    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    unit: str
    formula: str
    inputs: list[str]
    rounded: bool


class SourceRow(_Row):
    """One source. `text` is the stem of the transcript it was read from."""

    id: str
    title: Words
    subtitle: Words | None
    text: str | None
    kind: str
    publisher: dict[str, object]
    producer: dict[str, object] | None
    bylines: list[dict[str, object]]
    published: dict[str, object] | None
    written: dict[str, object] | None
    default_voice: str
    independent_voice: bool
    host: dict[str, object] | None
    extent: str
    doubts: list[Words]
    unknown: list[Words]
    furniture: list[int]


class TermRow(_Row):
    """A term of a vocabulary."""

    id: str
    label: Words
    alt_labels: list[str]
    definition: Words | None


class LessonRow(Words):
    """One statement of an article. `from` are the practices it is drawn from.

    `basis` is `stated` or `inferred` (our reading of the entries); `kind` is set for what a mechanism takes.
    """

    kind: str | None
    basis: str
    from_: list[str] = Field(alias="from")


class VariantRow(Words):
    """What one practice does that is its own."""

    practice: str


class LaneRow(_Row):
    """Who acts in a flow; the bottom level comes first."""

    id: str
    name: Words


class TurnRow(_Row):
    """The way on from a step, and in which case."""

    to: str
    when: Words | None


class StepRow(Words):
    """One step of a flow; the first is where it begins, one without `next` an end."""

    id: str
    lane: str
    from_: list[str] = Field(alias="from")
    next: list[TurnRow]


class FlowRow(_Row):
    """Who does what in which order."""

    lanes: list[LaneRow]
    steps: list[StepRow]


class MechanismRow(_Row):
    """A type of practice as an article; an empty list means that no source speaks of it."""

    id: str
    name: Words
    aliases: list[str]
    definition: Words
    scope_note: Words | None
    broader: str | None
    summary: Words
    problems: list[str]
    works: list[LessonRow]
    variants: list[VariantRow]
    needs: list[LessonRow]
    fits: list[LessonRow]
    unfit: list[LessonRow]
    watch: list[LessonRow]
    flow: FlowRow | None
    evidence: EvidenceRow


class MetricRow(TermRow):
    """A metric; `formula` makes it a derived one."""

    kind: str
    units: list[str]
    denominator: Words | None
    direction: str
    comparable: bool
    formula: dict[str, str] | None


class NamesakeRow(_Row):
    """Names that look alike."""

    id: str
    items: list[str]
    verdict: str
    why: Words


class NamedTermRow(_Row):
    """A name or a component with a number in it."""

    community: str
    zh: str
    kind: str


class Dataset(_Row):
    """The whole export."""

    schema_: str = Field(alias="schema")
    version: str
    licence: str
    communities: list[CommunityRow]
    practices: list[PracticeRow]
    observations: list[ObservationRow]
    claims: list[ClaimRow]
    honours: list[HonourRow]
    terms: list[NamedTermRow]
    omissions: list[OmissionRow]
    relations: list[dict[str, object]]
    contradictions: list[ContradictionRow]
    derived: list[DerivedRow]
    sources: list[SourceRow]
    mechanisms: list[MechanismRow]
    problems: list[TermRow]
    metrics: list[MetricRow]
    namesakes: list[NamesakeRow]
