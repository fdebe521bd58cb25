"""What the files of a comparison table say, in words: heads, cells, and what stands below.

In: a `Catalogue` and a `TableView`. Out: plain strings, Chinese first, for `csv` and `xlsx`.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ import __version__
from shequ.derive import Derived, contradicted
from shequ.exports.contract import DATA_LICENCE
from shequ.model import Name
from shequ.place import county_of
from shequ.records import Catalogue, Figure
from shequ.render.figure import NOTHING_TO_COMPARE
from shequ.render.wording import Wording
from shequ.tables import CellView, ColumnView, RowView, TableView


class Sheet:
    """The words of one table's files."""

    def __init__(self, catalogue: Catalogue, table: TableView) -> None:
        self.catalogue = catalogue
        self.table = table
        self.wording = Wording(catalogue, "zh")
        self.english = Wording(catalogue, "en")

    def t(self, key: str, **facts: object) -> str:
        """Interface text in Chinese."""
        return self.wording.t(key, **facts)

    def both(self, key: str) -> tuple[str, str]:
        """Interface text in both languages."""
        return self.wording.t(key), self.english.t(key)

    def row_heads(self) -> list[tuple[str, str]]:
        """The heads of the columns that say whose row it is."""
        keys = ["page.compare.head_practices"] if self.table.record.rows.of == "practices" else []
        return [self.both(key) for key in (*keys, "page.compare.head_places", "table.county")]

    def row_names(self, row: RowView) -> list[str]:
        """Whose row it is: the practice, the place, its county."""
        county = county_of(self.catalogue, row.community)
        where = self.catalogue.place_name(county) if county else None
        practice = [self.catalogue.practices[row.practice].record.name.zh] if row.practice else []
        return [*practice, self.catalogue.communities[row.community].name.zh, where.zh if where else ""]

    def head(self, column: ColumnView) -> tuple[str, str]:
        """A column's head with its unit, in both languages."""
        if not column.unit:
            return column.zh, column.en
        units = (self.wording.unit(column.unit), self.english.unit(column.unit))
        return f"{column.zh}（{units[0]}）", f"{column.en} ({units[1]})"

    def text(self, column: ColumnView, cell: CellView) -> str:
        """A cell as it reads; one line for each figure of a column of many metrics, and for each step."""
        if cell.kind == "figures":
            return "\n".join(self.figure(column, figure) for figure in cell.figures)
        if cell.kind == "derived":
            return "\n".join(f"{self.t('enum.mark.derived')} {self.derived(value)}" for value in cell.derived)
        if cell.kind == "words":
            separator = "\n" if column.field in ("steps", "needs", "milestones", "practice") else "、"
            return separator.join(dict.fromkeys(phrase.zh for phrase in cell.words))
        if cell.kind == "not-applicable":
            return self.t("unit.dash")
        return self.silence(cell)

    def silence(self, cell: CellView) -> str:
        """Why a cell has nothing."""
        said = self.t(f"enum.mark.{cell.kind}")
        if not cell.reason:
            return said
        labels = [self.wording.label("metrics", metric) for metric in cell.lacks]
        return f"{said}：{self.t(f'table.why.{cell.reason}', metrics=self.wording.join(labels))}"

    def figure(self, column: ColumnView, figure: Figure) -> str:
        """A figure's value as it reads, with its label where the column does not say what is counted."""
        value = self.wording.figure(figure).inline
        return value if column.metric else f"{self.label(figure)} {value}"

    def label(self, figure: Figure) -> str:
        """What a figure counts."""
        own = figure.record.label
        return own.zh if own else self.wording.label("metrics", figure.record.metric)

    def derived(self, value: Derived) -> str:
        """A computed value as it reads."""
        return self.wording.interval(value.interval, self.wording.unit(value.unit)).inline

    def formula(self, value: Derived) -> str:
        """What a computed value was made from."""
        inputs = [self.catalogue.figures[id_] for id_ in value.inputs]
        named = [
            f"{self.label(f)} {self.wording.figure(f).inline}{self.wording.quote(f.record.printed)}"
            for f in inputs
        ]
        return " ÷ ".join(named)

    def period(self, figure: Figure) -> str:
        """When a figure holds, or that it is not stated."""
        if figure.period is None:
            return self.t("enum.mark.not-stated")
        return " ".join(part for part in self.wording.period(figure.period) if part)

    def remarks(self, figure: Figure) -> str:
        """What must be known beside a number: that it does not fit another, is rounded, or is of a part."""
        keys = []
        if figure.id in contradicted(self.catalogue):
            keys.append("enum.mark.contradicted")
        if figure.reading.qualifier == "rounded":
            keys.append("enum.mark.rounded")
        if figure.record.scope or figure.record.breakdown:
            keys.append("figure.restricted")
        return "".join(f" {self.t(key)}" for key in keys)

    def place(self, figure: Figure) -> str:
        """Where a figure stands."""
        return f"{self.catalogue.sources[figure.source].title.zh} ¶{figure.paragraph}"

    def subject(self, figure: Figure) -> tuple[str, str]:
        """The place and the practice a figure is about; the practice is empty for the place itself."""
        practice = self.catalogue.practices[figure.practice].record.name.zh if figure.practice else ""
        return self.catalogue.communities[figure.community].name.zh, practice

    def reasons(self, reasons: tuple[str, ...]) -> str:
        """Why a figure cannot be set beside others."""
        return self.wording.join([self.t(f"enum.verdict.{reason}") for reason in reasons])

    def figures(self) -> list[Figure]:
        """Every figure of the table, and what went into its computed values."""
        inputs = (self.catalogue.figures[id_] for v in self.derived_values() for id_ in v.inputs)
        return list({figure.id: figure for figure in (*self.table.figures, *inputs)}.values())

    def derived_values(self) -> list[Derived]:
        """Every computed value of the table, once."""
        return list({value.id: value for cell in self.table.cells for value in cell.derived}.values())

    def sources(self) -> list[str]:
        """The sources of everything in the table, in order of appearance."""
        found = dict.fromkeys(figure.source for figure in self.figures())
        for cell in self.table.cells:
            found |= dict.fromkeys(phrase.at[0] for phrase in cell.words if phrase.at)
        return list(found)

    def source(self, id_: str) -> tuple[str, str, str, str]:
        """A source's title, publisher, date and kind."""
        record = self.catalogue.sources[id_]
        dating = record.published or record.written
        when = (
            (dating.date or f"{dating.not_before}—{dating.not_after}")
            if dating
            else self.t("enum.mark.not-stated")
        )
        return record.title.zh, record.publisher.name.zh, when, self.t(f"enum.source_kind.{record.kind}")

    def notes(self) -> Iterator[tuple[str, str]]:
        """What must be read with the table: a heading and a text each, in Chinese, then in English."""
        record, t = self.table.record, self.t
        if record.note:
            yield t("page.list.note"), record.note.zh
        yield t("page.compare.verdict"), t("page.compare.caveat")
        for column in self.table.columns:
            if reasons := refusal(column):
                yield column.zh, t("table.refused", reasons=self.reasons(reasons))
        for mark in ("not-reported", "not-applicable", "not-computable", "derived"):
            yield t(f"enum.mark.{mark}"), t(f"enum.mark_hint.{mark}")
        yield from self._credit(self.wording, record.title)
        yield from self._credit(self.english, record.title)

    def _credit(self, wording: Wording, title: Name) -> Iterator[tuple[str, str]]:
        """Licence and how to cite."""
        yield wording.t("page.data.licence"), DATA_LICENCE
        yield "", wording.t("table.licence")
        facts = {"table": wording.plain(title), "title": wording.t("shell.name"), "version": __version__}
        yield (
            wording.t("page.data.how_to_cite"),
            wording.t("table.cite", path=f"compare/{self.table.id}.html", **facts),
        )


def refusal(column: ColumnView) -> tuple[str, ...]:
    """Everything that keeps the values of a column from being compared; empty where nothing does."""
    if column.verdict is None:
        return tuple(dict.fromkeys(reason for found in column.apart.values() for reason in found))
    return () if NOTHING_TO_COMPARE & set(column.verdict.reasons) else column.verdict.reasons


def is_plain_number(column: ColumnView, figure: Figure) -> bool:
    """Whether a figure is one exact number in the unit of its column, of the whole, and has happened."""
    record = figure.record
    return (
        column.kind == "figure"
        and figure.unit == column.unit
        and figure.reading.qualifier in ("exact", "rounded")
        and record.realm == "actual"
        and record.value_type == "quantity"
        and not (record.each_of or record.per or record.breakdown or record.scope)
    )
