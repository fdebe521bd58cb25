"""The catalogue → what can be found in it: one document for each page made from a record.

In: a checked `Catalogue`. Out: `SearchDocument`s in any order; the caller keeps those whose pages it makes.
Chinese text is searched in full, English by names only: a summary in English says what the Chinese one says.
Which words a text is found by is the tokeniser's business, not this module's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shequ.model.base import Record, walk
from shequ.model.community import Community
from shequ.model.mechanism import Mechanism
from shequ.model.practice import Practice
from shequ.model.vocabulary import Metric, Term
from shequ.place import chain_of, names_of, places_above
from shequ.records import Catalogue
from shequ.search.index import SearchDocument

# Parts of a community that its page does not say, or that have pages of their own.
_NOT_SAID = frozenset({"practices", "omissions", "relations"})


def build_documents(catalogue: Catalogue) -> list[SearchDocument]:
    """A document for each community, practice, mechanism, problem, comparable metric, source and table."""
    return [
        *_communities(catalogue),
        *_practices(catalogue),
        *_terms(catalogue),
        *_sources(catalogue),
        *_tables(catalogue),
    ]


def _communities(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for id_, record in catalogue.communities.items():
        practices = (practice.name.zh for practice in record.practices)
        yield SearchDocument(
            kind="community",
            id=id_,
            title=record.name.zh,
            context=_write_chain(catalogue, id_)[1],
            url=f"communities/{id_}.html",
            aliases=(*record.aliases, record.name.en),
            place=tuple(_names_of_place(catalogue, id_)),
            body=(*_say(record), *practices, *_label_settlement(catalogue, record)),
        )


def _practices(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for id_, entry in catalogue.practices.items():
        record = entry.record
        places = [entry.community, *(c.place for c in record.carried_out_in if c.place)]
        yield SearchDocument(
            kind="practice",
            id=id_,
            title=record.name.zh,
            context=_write_chain(catalogue, entry.community)[0],
            url=f"practices/{id_}.html",
            aliases=(*record.aliases, record.name.en),
            place=tuple(
                dict.fromkeys(name for place in places for name in _names_of_place(catalogue, place))
            ),
            body=(*_say(record), *_label_practice(catalogue, record)),
        )


def _terms(catalogue: Catalogue) -> Iterator[SearchDocument]:
    words = catalogue.vocabularies
    for id_, record in catalogue.mechanisms.items():
        yield SearchDocument(
            kind="mechanism",
            id=id_,
            title=record.name.zh,
            context="",
            url=f"mechanisms/{id_}.html",
            aliases=(*record.aliases, record.name.en),
            body=(*_say(record), *_label_problems(catalogue, record.problems)),
        )
    for id_, problem in words.problems.items():
        yield _describe_term(catalogue, "problem", id_, problem)
    for id_, metric in words.metrics.items():
        if metric.comparable:
            yield _describe_term(catalogue, "metric", id_, metric)


def _describe_term(catalogue: Catalogue, kind: str, id_: str, term: Term) -> SearchDocument:
    units = catalogue.vocabularies.units
    shown = [units[u].pref_label.zh for u in term.units if u in units] if isinstance(term, Metric) else []
    return SearchDocument(
        kind="metric" if kind == "metric" else "problem",
        id=id_,
        title=term.pref_label.zh,
        context="、".join(shown),
        url=f"{kind}s/{id_}.html",
        aliases=(*term.alt_labels, term.pref_label.en),
        body=tuple(_say(term)),
    )


def _sources(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for id_, record in catalogue.sources.items():
        date = record.published.date if record.published else None
        yield SearchDocument(
            kind="source",
            id=id_,
            title=record.title.zh,
            context=" ".join(part for part in (record.publisher.name.zh, date) if part),
            url=f"sources/{id_}.html",
            aliases=tuple(t for t in (record.subtitle and record.subtitle.zh, record.title.en) if t),
            body=(*_say(record), *([date] if date else [])),
        )


def _tables(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for id_, record in catalogue.tables.items():
        yield SearchDocument(
            kind="page",
            id=f"compare/{id_}",
            title=record.title.zh,
            context="",
            url=f"compare/{id_}.html",
            aliases=(record.title.en,),
            body=tuple(_say(record)),
        )


def _say(record: Record) -> Iterator[str]:
    """All a record says in Chinese, and its figures as printed."""
    for path, value in walk(record):
        if isinstance(value, str) and path[-1] in ("zh", "printed") and path[0] not in _NOT_SAID:
            yield value


def _label_practice(catalogue: Catalogue, record: Practice) -> Iterator[str]:
    """What the ids of a practice read as; a problem by all its names: residents' words find the practice."""
    words = catalogue.vocabularies
    yield from (name for m in record.mechanisms for name in _names_of_mechanism(catalogue.mechanisms.get(m)))
    yield from _label_problems(catalogue, record.problems)
    actors = (words.actors.get(a.actor) for a in record.actors if a.actor)
    yield from _labels(actors)
    yield from _labels([words.statuses.get(record.status.is_)])
    yield from _labels(words.metrics.get(o.metric) for o in record.observations)


def _label_settlement(catalogue: Catalogue, record: Community) -> Iterator[str]:
    words = catalogue.vocabularies
    for term in (words.settlement_types.get(s.is_) for s in record.settlement):
        yield from (term.pref_label.zh, *term.alt_labels) if term else ()
    yield from _labels([words.levels.get(record.level)])
    yield from _labels(words.metrics.get(o.metric) for o in record.observations)


def _label_problems(catalogue: Catalogue, ids: Iterable[str]) -> Iterator[str]:
    for id_ in ids:
        if (problem := catalogue.vocabularies.problems.get(id_)) is not None:
            yield from (problem.pref_label.zh, *problem.alt_labels)


def _labels(terms: Iterable[Term | None]) -> Iterator[str]:
    yield from dict.fromkeys(term.pref_label.zh for term in terms if term is not None)


def _names_of_mechanism(mechanism: Mechanism | None) -> tuple[str, ...]:
    return (mechanism.name.zh, *mechanism.aliases) if mechanism else ()


def _names_of_place(catalogue: Catalogue, id_: str) -> Iterator[str]:
    """A place's names, then those of every place it lies in."""
    for place in (id_, *places_above(catalogue, id_)):
        yield from names_of(catalogue, place)


def _write_chain(catalogue: Catalogue, id_: str) -> tuple[str, str]:
    """The way down to a place: with the place itself, and without it."""
    names = [names_of(catalogue, part)[:1] for part in chain_of(catalogue, id_)]
    return _join(names), _join(names[:-1])


def _join(names: Iterable[tuple[str, ...]]) -> str:
    return " › ".join(name[0] for name in names if name)
