"""The cells of a comparison table as a page shows them.

In: an `Edition`, a `TableView` and the numbers of its sources. Out: views for `macro/table.html.jinja`.
Which cells are filled, and whether their figures compare, was settled before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shequ.derive import Derived
from shequ.place import county_of
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.edition import Edition
from shequ.render.figure import Mark, home_of, label_of, say_period, write_formula
from shequ.render.outline import TONES
from shequ.render.wording import Shown
from shequ.tables import CellView, ColumnView, Phrase, RowView, TableView

# How the words of a field are set: as a list, one a line, or (all others) running on.
LISTED = ("steps", "needs", "milestones")
LINED = ("practice",)
DIFFERS = "-differs"


@dataclass(frozen=True)
class Ref:
    """A source by its number below the table, and the paragraphs of it that a cell rests on."""

    number: int
    anchor: str
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True)
class Apart:
    """Why a figure cannot be set beside those of other rows, and where both accounts stand."""

    text: str
    anchor: str
    differs: bool


@dataclass(frozen=True)
class CellFigure:
    """One figure in a cell; its unit and its label only where the head does not say them."""

    home: Target
    each: str
    shown: Shown
    unit: str
    label: str
    printed: str
    period: str
    ref: Ref
    marks: tuple[Mark, ...]
    apart: Apart | None


@dataclass(frozen=True)
class CellDerived:
    """One computed value in a cell, with what one click shows."""

    shown: Shown
    unit: str
    formula: str
    inputs: tuple[tuple[Link, str], ...]
    bounds: str
    is_rounded: bool
    apart: Apart | None


@dataclass(frozen=True)
class Word:
    """Words of a qualitative cell, with their tone where they are a status."""

    text: str
    target: Target | None = None
    tone: str = ""


@dataclass(frozen=True)
class Cell:
    """What one row has in one column; `why` says in words what is lacking."""

    kind: str
    layout: str = ""
    figures: tuple[CellFigure, ...] = ()
    derived: tuple[CellDerived, ...] = ()
    words: tuple[Word, ...] = ()
    refs: tuple[Ref, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column: label, unit, what kind of column it is."""

    label: str
    unit: str
    metric: Link | None
    is_number: bool
    is_derived: bool
    style: str


@dataclass(frozen=True)
class Row:
    """A place, or a practice with its place below it; where that lies, and the years of its sources."""

    head: Link
    place: Link | None
    small: str
    kind: str
    cells: tuple[Cell, ...]


class Cells:
    """One table's way of showing rows: it knows the numbers of the sources and the head of each column."""

    def __init__(self, edition: Edition, table: TableView, numbers: Mapping[str, int]) -> None:
        self.edition = edition
        self.table = table
        self.numbers = numbers

    def head(self, column: ColumnView) -> Head:
        """The head of a column."""
        wording = self.edition.wording
        return Head(
            label=wording.plain(column),
            unit=wording.unit(column.unit) if column.unit else "",
            metric=self.edition.to_metric(column.metric) if column.metric else None,
            is_number=column.kind != "field",
            is_derived=column.kind == "derived",
            style=column.field or "",
        )

    def row(self, row: RowView) -> Row:
        """One row."""
        edition, practice = self.edition, row.practice
        county = county_of(edition.catalogue, row.community)
        name = edition.catalogue.place_name(county) if county and county != row.community else None
        where = edition.wording.plain(name) if name else ""
        kind = edition.catalogue.practices[practice].record.kind if practice else "practice"
        return Row(
            head=edition.to_practice(practice) if practice else edition.to_place(row.community),
            place=edition.to_place(row.community) if practice else None,
            small=edition.wording.join([part for part in (where, self._years(row.community)) if part], "dot"),
            kind="" if kind == "practice" else edition.wording.t(f"enum.practice_kind.{kind}"),
            cells=tuple(
                self._cell(number, column, cell)
                for number, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True), 1)
            ),
        )

    def ref(self, source: str, paragraphs: Iterable[int]) -> Ref:
        """A source's number with links to paragraphs of it."""
        number = self.numbers[source]
        links = tuple(self.edition.to_source(source, n) for n in dict.fromkeys(paragraphs))
        return Ref(number, f"s-{number}", links)

    def figure(self, figure: Figure, column: ColumnView, number: int) -> CellFigure:
        """One figure; in a column of many metrics with its label."""
        wording, record = self.edition.wording, figure.record
        each = record.each_of.unit if record.each_of else record.per
        shown = wording.figure(figure)
        return CellFigure(
            home=home_of(figure),
            each=wording.each(each) if each else "",
            shown=shown,
            unit="" if column.unit and column.unit == figure.unit else shown.unit,
            label="" if column.metric else label_of(self.edition, figure),
            printed=wording.quote(record.printed),
            period=say_period(self.edition, figure),
            ref=self.ref(figure.source, [figure.paragraph]),
            marks=tuple(self._marks(figure)),
            apart=self.apart(column.apart.get(figure.id, ()), number),
        )

    def derived(self, value: Derived, column: ColumnView, number: int) -> CellDerived:
        """One computed value."""
        wording, catalogue = self.edition.wording, self.edition.catalogue
        unit = wording.unit(value.unit)
        inputs = [catalogue.figures[id_] for id_ in value.inputs]
        return CellDerived(
            shown=wording.interval(value.interval, unit),
            unit="" if column.unit == value.unit else unit,
            formula=write_formula(self.edition, value.metric),
            inputs=tuple((self._named(figure), wording.quote(figure.record.printed)) for figure in inputs),
            bounds=wording.bounds(value.interval, unit),
            is_rounded=value.rounded,
            apart=self.apart(column.apart.get(value.id, ()), number),
        )

    def apart(self, reasons: tuple[str, ...], number: int) -> Apart | None:
        """The weightiest reason, leading to the note on its column."""
        if not reasons:
            return None
        text = self.edition.wording.t(f"enum.verdict.{reasons[0]}")
        return Apart(text, f"c-{number}", reasons[0].endswith(DIFFERS))

    def _cell(self, number: int, column: ColumnView, cell: CellView) -> Cell:
        field = column.field or ""
        return Cell(
            kind=cell.kind,
            layout="list" if field in LISTED else "lines" if field in LINED else "run",
            figures=tuple(self.figure(figure, column, number) for figure in cell.figures),
            derived=tuple(self.derived(value, column, number) for value in cell.derived),
            words=tuple(dict.fromkeys(self._word(phrase) for phrase in cell.words)),
            refs=self._refs(cell.words),
            why=self.why(cell),
        )

    def why(self, cell: CellView) -> str:
        """What keeps a cell from being filled, where that is more than silence."""
        if not cell.reason:
            return ""
        labels = [self.edition.wording.label("metrics", metric) for metric in cell.lacks]
        return self.edition.wording.t(f"table.why.{cell.reason}", metrics=self.edition.wording.join(labels))

    def _refs(self, words: Iterable[Phrase]) -> tuple[Ref, ...]:
        found: dict[str, list[int]] = {}
        for phrase in words:
            if phrase.at:
                found.setdefault(phrase.at[0], []).append(phrase.at[1])
        return tuple(self.ref(source, paragraphs) for source, paragraphs in found.items())

    def _word(self, phrase: Phrase) -> Word:
        target = Target(*phrase.link) if phrase.link else None
        return Word(self.edition.wording.words(phrase), target, TONES[phrase.status] if phrase.status else "")

    def _named(self, figure: Figure) -> Link:
        value = self.edition.wording.figure(figure).inline
        text = self.edition.wording.t("figure.named", label=label_of(self.edition, figure), value=value)
        return Link(text, home_of(figure))

    def _marks(self, figure: Figure) -> Iterator[Mark]:
        """What a reader must know beside the number; who reports it is told of the table as a whole."""
        t, record = self.edition.wording.t, figure.record
        if figure.id in self.edition.index.clashes_by_figure:
            yield Mark(t("enum.mark.contradicted"), "clash", t("enum.mark_hint.contradicted"))
        if record.realm != "actual":
            yield Mark(t(f"enum.realm.{record.realm}"), "prep", t("enum.mark_hint.planned"))
        if record.statistic != "total" and not record.each_of:
            yield Mark(t(f"enum.statistic.{record.statistic}"))
        if record.scope or record.breakdown:
            yield Mark(self._scope(figure), "", t("figure.restricted_hint"))
        if figure.reading.qualifier == "rounded":
            yield Mark(t("enum.mark.rounded"), "", t("enum.mark_hint.rounded"))
        if record.shares_numeral_with:
            yield Mark(t("enum.mark.shared-numeral"), "", t("enum.mark_hint.shared-numeral"))

    def _scope(self, figure: Figure) -> str:
        """The members of a breakdown by name; else that only a part is meant."""
        dimensions = self.edition.catalogue.vocabularies.dimensions
        members = [
            self.edition.wording.plain(dimensions[name].members[member])
            for name, member in figure.record.breakdown.items()
            if name in dimensions and member in dimensions[name].members
        ]
        return self.edition.wording.join(members) or self.edition.wording.t("figure.restricted")

    def _years(self, community: str) -> str:
        """The years in which a place's sources were published or written."""
        catalogue, years = self.edition.catalogue, set()
        for source in catalogue.communities[community].sources:
            if written := catalogue.written(source):
                years |= {str(written.not_before.year), str(written.not_after.year)}
        ends = dict.fromkeys([min(years), max(years)]) if years else ()
        return self.edition.wording.t("unit.dash").join(ends)
