"""What a practice or a place has to say in a qualitative column.

In: a catalogue, a column and an entry. Out: `Phrase`s; none where the sources are silent.
Labels come from the vocabularies and the messages; nothing is marked up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from shequ.codebook import Lang
from shequ.derive import evidence
from shequ.messages import translate
from shequ.model import Locator, Name, Practice, Statement
from shequ.model.practice import LEADING, QUESTIONS, Actor, Coverage, Occasion
from shequ.place import county_of
from shequ.records import Catalogue, PracticeEntry
from shequ.tables.view import Phrase

LANGS: tuple[Lang, ...] = ("zh", "en")


def say_place(catalogue: Catalogue, field: str, place: str) -> tuple[Phrase, ...]:
    """What kind of place it is, or where it lies."""
    record, words = catalogue.communities[place], catalogue.vocabularies
    if field == "level":
        known = words.levels.get(record.level)
        return (_phrase(known.pref_label),) if known else ()
    if field == "settlement":
        types = words.settlement_types
        return tuple(
            _phrase(types[s.is_].pref_label, at=_at(catalogue, place, s.at))
            for s in record.settlement
            if s.is_ in types
        )
    ids = [str(within.id) for within in record.within] if field == "within" else [county_of(catalogue, place)]
    return tuple(phrase for id_ in ids if id_ for phrase in _place(catalogue, id_))


def say_practice(catalogue: Catalogue, field: str, entry: PracticeEntry) -> tuple[Phrase, ...]:
    """What one practice has in a field."""
    return tuple(_SAY[field](catalogue, entry))


def say_actors(catalogue: Catalogue, roles: Iterable[str], entry: PracticeEntry) -> tuple[Phrase, ...]:
    """Who takes part in one of the roles: places by name, kinds of actor by label, each once."""
    wanted = set(roles)
    found: dict[str, Phrase] = {}
    for actor in entry.record.actors:
        if actor.role in wanted:
            for phrase in _actor(catalogue, entry, actor):
                found.setdefault(phrase.zh, phrase)
    return tuple(found.values())


def _actor(catalogue: Catalogue, entry: PracticeEntry, actor: Actor) -> Iterator[Phrase]:
    at = _at(catalogue, entry.community, actor.at)
    if actor.place:
        yield from _place(catalogue, actor.place, at)
    elif known := catalogue.vocabularies.actors.get(actor.actor or ""):
        yield _phrase(known.pref_label, at=at)


def _place(catalogue: Catalogue, id_: str, at: tuple[str, int] | None = None) -> Iterator[Phrase]:
    stub = catalogue.stub(id_)
    name = catalogue.place_name(id_)
    if id_ in catalogue.communities and name:
        yield _phrase(name, ("community", id_), at)
    elif name or stub:
        text = name or (stub and stub.name)
        if text:
            yield Phrase(text.zh, text.en, at=at)


def _summary(_: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    if entry.record.summary:
        yield Phrase(entry.record.summary.zh, entry.record.summary.en)


def _steps(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    return _statements(catalogue, entry, entry.record.steps)


def _needs(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    return _statements(catalogue, entry, entry.record.needs)


def _statements(catalogue: Catalogue, entry: PracticeEntry, said: Iterable[Statement]) -> Iterator[Phrase]:
    return (Phrase(s.zh, s.en, at=_at(catalogue, entry.community, s.at)) for s in said)


def _leads(catalogue: Catalogue, entry: PracticeEntry) -> Iterable[Phrase]:
    return say_actors(catalogue, LEADING, entry)


def say_recurrence(occasion: Occasion, lang: Lang) -> str:
    """How often, in words of ours: 每月16日 is every month on day 16."""
    said = translate(f"recurrence.{occasion.every}", lang)
    if occasion.every == "month" and occasion.day:
        said = translate("recurrence.on_day", lang, day=occasion.day)
    return translate("recurrence.times", lang, every=said, times=occasion.times) if occasion.times else said


def _schedule(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    for occasion in entry.record.schedule:
        what, meaning = occasion.what, say_recurrence(occasion, "en")
        yield Phrase(
            f"{occasion.printed}（{what.zh}）" if what else occasion.printed,
            f"{meaning} ({what.en})" if what and what.en else meaning,
            at=_at(catalogue, entry.community, occasion.at),
        )


def _started(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    moment = entry.record.started
    if moment:
        yield Phrase(moment.printed, None, at=_at(catalogue, entry.community, moment.at))


def _status(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    status = entry.record.status
    known = catalogue.vocabularies.statuses.get(status.is_)
    if known:
        at = _at(catalogue, entry.community, status.at)
        yield Phrase(known.pref_label.zh, known.pref_label.en, at=at, status=known.group)


def _milestones(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    for milestone in entry.record.milestones:
        meant = milestone.realm != "actual"
        realm, what = _message(f"enum.realm.{milestone.realm}"), milestone.what
        yield Phrase(
            f"{milestone.printed}：{what.zh}" + (f"（{realm.zh}）" if meant else ""),
            f"{milestone.printed}: {what.en}" + (f" ({realm.en})" if meant else "") if what.en else None,
            at=_at(catalogue, entry.community, milestone.at),
        )


def _coverage(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    for coverage in entry.record.carried_out_in:
        at = _at(catalogue, entry.community, coverage.at)
        if coverage.place:
            yield from _place(catalogue, coverage.place, at)
        else:
            zh, en = (_extent(catalogue, entry, coverage, lang) for lang in LANGS)
            yield Phrase(zh, en, at=at)


def _extent(catalogue: Catalogue, entry: PracticeEntry, coverage: Coverage, lang: Lang) -> str:
    """How many of which kind of place: 16 个小区."""
    level = catalogue.vocabularies.levels.get(coverage.unit or "")
    unit = (level.pref_label.en if lang == "en" else level.pref_label.zh) if level else ""
    if coverage.extent == "n":
        count = coverage.count if coverage.count is not None else coverage.of
        return translate("practice.coverage_n", lang, count=_count(catalogue, entry, count), unit=unit)
    extent = translate(f"enum.coverage.{coverage.extent}", lang)
    return translate("practice.coverage", lang, extent=extent, unit=unit)


def _count(catalogue: Catalogue, entry: PracticeEntry, value: str | int | None) -> str:
    if isinstance(value, str):
        figure = catalogue.figures.get(catalogue.resolve_id(entry.community, value))
        return figure.record.printed if figure else value
    return str(value or "")


def _mechanisms(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    for id_ in entry.record.mechanisms:
        if known := catalogue.mechanisms.get(id_):
            yield _phrase(known.name, ("mechanism", str(id_)))


def _problems(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    for id_ in entry.record.problems:
        if known := catalogue.vocabularies.problems.get(id_):
            yield _phrase(known.pref_label, ("problem", str(id_)))


def _detail(_: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    yield _message(f"enum.detail.{entry.record.detail}")


def _evidence(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    level = evidence(catalogue, entry.id).level
    name = _message(f"enum.evidence.{level}")
    yield Phrase(f"{level} {name.zh}", f"{level} {name.en}")


def _unanswered(_: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    return (_message(f"part.{question}") for question in QUESTIONS if question in entry.record.unanswered)


def _practice(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[Phrase]:
    record = entry.record
    status = catalogue.vocabularies.statuses[record.status.is_].pref_label
    zh, en = f"{record.name.zh}（{status.zh}）", f"{record.name.en} ({status.en})"
    yield Phrase(zh, en, ("practice", entry.id))


_SAY: Mapping[str, Callable[[Catalogue, PracticeEntry], Iterable[Phrase]]] = {
    "practice": _practice,
    "summary": _summary,
    "steps": _steps,
    "lead": _leads,
    "schedule": _schedule,
    "started": _started,
    "status": _status,
    "milestones": _milestones,
    "coverage": _coverage,
    "mechanisms": _mechanisms,
    "problems": _problems,
    "needs": _needs,
    "detail": _detail,
    "evidence": _evidence,
    "unanswered": _unanswered,
}


def is_asked(record: Practice, field: str) -> bool:
    """Whether a field has a meaning for a practice: an umbrella or a mere name is asked nothing."""
    return field not in ("needs", "unanswered") or record.is_asked


def _at(catalogue: Catalogue, community: str, at: Locator | None) -> tuple[str, int] | None:
    return (catalogue.source_at(community, at), at.paragraph) if at else None


def _phrase(name: Name, link: tuple[str, str] | None = None, at: tuple[str, int] | None = None) -> Phrase:
    return Phrase(name.zh, name.en, link, at)


def _message(key: str) -> Phrase:
    return Phrase(translate(key, "zh"), translate(key, "en"))
