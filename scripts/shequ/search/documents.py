"""The catalogue → what can be found in it: one document for each page made from a record, in one language.

In: a checked `Catalogue` and a language. Out: `SearchDocument`s in any order; the caller keeps those whose
pages it makes, and says in which folder its edition stands.
An edition is searched in its own language; names are found in both, and Chinese where there is no English.
Which words a text is found by is the tokeniser's business, not this module's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shequ.codebook import Lang
from shequ.model.base import Record, walk
from shequ.model.community import Community
from shequ.model.practice import Practice
from shequ.model.vocabulary import Metric, Term
from shequ.place import chain_of, names_of, places_above
from shequ.records import Catalogue, Figure
from shequ.search.index import Anchor, Kind, SearchDocument

# Parts of a community that its page does not say, or that have pages of their own.
_NOT_SAID = frozenset({"practices", "omissions", "relations"})


def build_documents(catalogue: Catalogue, lang: Lang = "zh") -> list[SearchDocument]:
    """A document for each community, practice, mechanism, problem, comparable metric, source and table."""
    writer = _Writer(catalogue, lang)
    return [
        *writer.write_communities(),
        *writer.write_practices(),
        *writer.write_terms(),
        *writer.write_sources(),
        *writer.write_tables(),
    ]


class _Writer:
    """One language's documents of a catalogue."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.catalogue = catalogue
        self.lang = lang
        self.figures: dict[str, list[Figure]] = {}
        for figure in catalogue.figures.values():
            self.figures.setdefault(figure.practice or figure.community, []).append(figure)

    def write_communities(self) -> Iterator[SearchDocument]:
        for id_, record in self.catalogue.communities.items():
            practices = (self._plain(practice.name) for practice in record.practices)
            yield SearchDocument(
                kind="community",
                id=id_,
                title=self._plain(record.name),
                context=self._write_chain(id_)[1],
                url=f"communities/{id_}.html",
                aliases=self._other_names(record.name, record.aliases),
                place=tuple(self._names_of_place(id_)),
                body=(*self._say(record), *practices, *self._label_settlement(record)),
                anchors=self._find_anchors(id_),
            )

    def write_practices(self) -> Iterator[SearchDocument]:
        for id_, entry in self.catalogue.practices.items():
            record = entry.record
            places = [entry.community, *(c.place for c in record.carried_out_in if c.place)]
            yield SearchDocument(
                kind="practice",
                id=id_,
                title=self._plain(record.name),
                context=self._write_chain(entry.community)[0],
                url=f"practices/{id_}.html",
                aliases=self._other_names(record.name, record.aliases),
                place=tuple(dict.fromkeys(name for place in places for name in self._names_of_place(place))),
                body=(*self._say(record), *self._label_practice(record)),
                anchors=self._find_anchors(id_),
            )

    def write_terms(self) -> Iterator[SearchDocument]:
        words = self.catalogue.vocabularies
        for id_, record in self.catalogue.mechanisms.items():
            yield SearchDocument(
                kind="mechanism",
                id=id_,
                title=self._plain(record.name),
                context="",
                url=f"mechanisms/{id_}.html",
                aliases=self._other_names(record.name, record.aliases),
                body=(*self._say(record), *self._label_problems(record.problems)),
            )
        for id_, problem in words.problems.items():
            yield self._write_term("problem", id_, problem)
        for id_, metric in words.metrics.items():
            if metric.comparable:
                yield self._write_term("metric", id_, metric)

    def _write_term(self, kind: Kind, id_: str, term: Term) -> SearchDocument:
        units = self.catalogue.vocabularies.units
        shown = [self._plain(units[u].pref_label) for u in _units_of(term) if u in units]
        return SearchDocument(
            kind=kind,
            id=id_,
            title=self._plain(term.pref_label),
            context=("、" if self.lang == "zh" else ", ").join(shown),
            url=f"{kind}s/{id_}.html",
            aliases=self._other_names(term.pref_label, term.alt_labels),
            body=tuple(self._say(term)),
        )

    def write_sources(self) -> Iterator[SearchDocument]:
        for id_, record in self.catalogue.sources.items():
            date = record.published.date if record.published else None
            subtitle = (record.subtitle.zh,) if record.subtitle else ()
            yield SearchDocument(
                kind="source",
                id=id_,
                title=self._plain(record.title),
                context=" ".join(part for part in (self._plain(record.publisher.name), date) if part),
                url=f"sources/{id_}.html",
                aliases=self._other_names(record.title, subtitle),
                body=(*self._say(record), *([date] if date else [])),
            )

    def write_tables(self) -> Iterator[SearchDocument]:
        for id_, record in self.catalogue.tables.items():
            yield SearchDocument(
                kind="page",
                id=f"compare/{id_}",
                title=self._plain(record.title),
                context="",
                url=f"compare/{id_}.html",
                aliases=self._other_names(record.title, ()),
                body=tuple(self._say(record)),
            )

    def _find_anchors(self, subject: str) -> tuple[Anchor, ...]:
        """Where each figure of a page stands on it, by what it measures and how it is printed."""
        metrics = self.catalogue.vocabularies.metrics
        anchors = []
        for figure in self.figures.get(subject, []):
            record, metric = figure.record, metrics.get(figure.record.metric)
            name = record.label or (metric.pref_label if metric else None)
            anchors.append(Anchor(f"f-{record.id}", self._plain(name) if name else "", record.printed))
        return tuple(anchors)

    # Words

    def _plain(self, text: Any) -> str:
        """A bilingual text in this language, else in Chinese."""
        return str(text.en or text.zh) if self.lang == "en" else str(text.zh)

    def _other_names(self, name: Any, aliases: Iterable[str]) -> tuple[str, ...]:
        """What else it is called: other names of ours, then the name in the other language."""
        if self.lang == "zh":
            return (*aliases, *([name.en] if name.en else []))
        return (*([name.zh] if name.en else []), *aliases)

    def _say(self, record: Record) -> Iterator[str]:
        """All a record says in this language, and its figures as printed."""
        values = {path: value for path, value in walk(record) if isinstance(value, str)}
        for path, value in values.items():
            if path[0] in _NOT_SAID:
                continue
            if path[-1] == "printed":
                yield value
            elif path[-1] == "zh":
                yield values.get((*path[:-1], "en"), value) if self.lang == "en" else value

    def _label_practice(self, record: Practice) -> Iterator[str]:
        """What the ids of a practice read as; a problem by all its names: residents' words find it."""
        words = self.catalogue.vocabularies
        for id_ in record.mechanisms:
            if (mechanism := self.catalogue.mechanisms.get(id_)) is not None:
                yield from (self._plain(mechanism.name), *mechanism.aliases)
        yield from self._label_problems(record.problems)
        yield from self._labels(words.actors.get(a.actor) for a in record.actors if a.actor)
        yield from self._labels([words.statuses.get(record.status.is_)])
        yield from self._labels(words.metrics.get(o.metric) for o in record.observations)

    def _label_settlement(self, record: Community) -> Iterator[str]:
        words = self.catalogue.vocabularies
        for term in (words.settlement_types.get(s.is_) for s in record.settlement):
            yield from (self._plain(term.pref_label), *term.alt_labels) if term else ()
        yield from self._labels([words.levels.get(record.level)])
        yield from self._labels(words.metrics.get(o.metric) for o in record.observations)

    def _label_problems(self, ids: Iterable[str]) -> Iterator[str]:
        for id_ in ids:
            if (problem := self.catalogue.vocabularies.problems.get(id_)) is not None:
                yield from (self._plain(problem.pref_label), *problem.alt_labels)

    def _labels(self, terms: Iterable[Term | None]) -> Iterator[str]:
        yield from dict.fromkeys(self._plain(term.pref_label) for term in terms if term is not None)

    # Places

    def _names_of_place(self, id_: str) -> Iterator[str]:
        """A place's names, then those of every place it lies in."""
        for place in (id_, *places_above(self.catalogue, id_)):
            name = self.catalogue.place_name(place)
            if self.lang == "en" and name is not None and name.en:
                yield name.en
            yield from names_of(self.catalogue, place)

    def _write_chain(self, id_: str) -> tuple[str, str]:
        """The way down to a place: with the place itself, and without it."""
        names = [self.catalogue.place_name(part) for part in chain_of(self.catalogue, id_)]
        shown = [self._plain(name) if name else "" for name in names]
        return _join(shown), _join(shown[:-1])


def _units_of(term: Term) -> Iterable[str]:
    return term.units if isinstance(term, Metric) else ()


def _join(names: Iterable[str]) -> str:
    return " › ".join(name for name in names if name)
