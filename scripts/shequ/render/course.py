"""How far a practice has come: status, beginning, fixed days, events and end in order, and where it is done.

In: an `Edition` and a practice. Out: dated lines and rows for the practice's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.figure import resolve_moment
from shequ.model import Practice
from shequ.model.practice import Coverage, Milestone, Moment, Occasion
from shequ.records import PracticeEntry
from shequ.render.address import Link
from shequ.render.dating import repeats, say_span, shorten
from shequ.render.edition import Edition
from shequ.render.figure import Mark
from shequ.render.figure_card import Row
from shequ.render.statement import place_of
from shequ.tables.say import say_recurrence


@dataclass(frozen=True)
class Point:
    """One point of a course: what, when as printed with its days, whether it is still to come, where told."""

    what: str
    when: str
    mark: Mark | None
    place: Link


def view_course(edition: Edition, entry: PracticeEntry) -> Iterator[Point]:
    """Beginning, fixed days, events in the order told, end."""
    t, record = edition.wording.t, entry.record
    if record.started:
        yield _point(edition, entry.community, t("page.practice.started"), record.started)
    for occasion in record.schedule:
        what = edition.wording.words(occasion.what) if occasion.what else t("page.practice.schedule")
        yield Point(
            what,
            say_occasion(edition, occasion),
            None,
            place_of(edition, entry.community, occasion.at),
        )
    yield from view_milestones(edition, entry.community, record.milestones)
    if record.ended:
        yield _point(edition, entry.community, t("page.practice.ended"), record.ended)


def view_milestones(edition: Edition, community: str, milestones: Iterable[Milestone]) -> Iterator[Point]:
    """Dated events, marked where they are only meant to happen."""
    t = edition.wording.t
    for milestone in milestones:
        mark = None if milestone.realm == "actual" else Mark(t(f"enum.realm.{milestone.realm}"), "prep")
        yield _point(edition, community, edition.wording.words(milestone.what), milestone, mark)


def _point(edition: Edition, community: str, what: str, moment: Moment, mark: Mark | None = None) -> Point:
    when = say_moment(edition, community, moment)
    return Point(what, when, mark, place_of(edition, community, moment.at))


def say_moment(edition: Edition, community: str, moment: Moment) -> str:
    """A date as printed, with the days it stands for where the words do not say them."""
    wording, printed = edition.wording, edition.wording.quote(moment.printed)
    source = edition.catalogue.source_at(community, moment.at)
    start, end, _ = resolve_moment(moment, edition.catalogue.written(source))
    if start and end:
        days = say_span(wording, start, end)
    elif end:
        days = wording.t("dating.by", date=end)
    else:
        days = wording.t("dating.since", date=start) if start else ""
    if not days or (wording.lang == "zh" and repeats(printed, days)):
        return printed
    return wording.t("dating.told", printed=printed, days=days)


def say_occasion(edition: Edition, occasion: Occasion) -> str:
    """A fixed day as printed; English says, too, what the words mean."""
    printed = edition.wording.quote(occasion.printed)
    if edition.wording.lang == "zh":
        return printed
    return edition.wording.t(
        "dating.told", printed=printed, days=say_recurrence(occasion, edition.wording.lang)
    )


def say_schedule(edition: Edition, practice: Practice) -> str:
    """The fixed days of a practice in a line, as printed or in English."""
    is_chinese = edition.wording.lang == "zh"
    said = (o.printed if is_chinese else say_recurrence(o, edition.wording.lang) for o in practice.schedule)
    return edition.wording.join(list(dict.fromkeys(said)))


def say_start(edition: Edition, entry: PracticeEntry) -> str:
    """When a practice began, in a word: as printed; in English the date, where the words can be resolved."""
    moment, wording = entry.record.started, edition.wording
    if moment is None or edition.wording.lang == "zh":
        return moment.printed if moment else ""
    source = edition.catalogue.source_at(entry.community, moment.at)
    start, end, _ = resolve_moment(moment, edition.catalogue.written(source))
    if start and end:
        return say_span(wording, start, end)
    return shorten(start) if start else moment.printed


def view_coverage(edition: Edition, entry: PracticeEntry) -> Iterator[Row]:
    """Where it is carried out."""
    for coverage in entry.record.carried_out_in:
        label = edition.wording.t("page.practice.carried_out_in")
        yield Row(label, tuple(_coverage(edition, entry, coverage)))


def _coverage(edition: Edition, entry: PracticeEntry, coverage: Coverage) -> Iterator[Link]:
    wording = edition.wording
    if coverage.place:
        yield edition.to_place(coverage.place)
    else:
        unit = wording.label("levels", coverage.unit) if coverage.unit else ""
        numbers = [_number(edition, entry, value) for value in (coverage.count, coverage.of)]
        if coverage.extent == "n":
            yield Link(wording.t("practice.coverage_n", count=numbers[0], unit=unit))
        else:
            extent = wording.t(f"enum.coverage.{coverage.extent}")
            yield Link(wording.t("practice.coverage", extent=extent, unit=unit))
        if numbers[1]:
            yield Link(wording.t("practice.coverage_of", count=numbers[1]))
    if coverage.at:
        yield place_of(edition, entry.community, coverage.at)


def _number(edition: Edition, entry: PracticeEntry, value: str | int | None) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else edition.wording.count(value)
    figure = edition.catalogue.figures.get(edition.catalogue.resolve_id(entry.community, value))
    return edition.wording.figure(figure).number if figure else ""
