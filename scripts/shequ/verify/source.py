"""One source against its transcript: who accounts for which numeral.

In: `Catalogue`, a source and its transcript. Out: findings, and an `Account` of all numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shequ.dates import DateError, parse_date, sense_of
from shequ.diagnostics import Diagnostic, Span
from shequ.model import Locator, Path, walk
from shequ.model.observation import Period
from shequ.model.practice import Printed
from shequ.quantity import Token
from shequ.records import Catalogue, Figure
from shequ.transcript import Paragraph, Transcript
from shequ.verify.rest import Account, check_rest
from shequ.verify.status import check_status_words, no_paragraph

__all__ = ["Account", "check_source"]


def check_source(catalogue: Catalogue, id_: str, transcript: Transcript) -> tuple[Account, list[Diagnostic]]:
    """What became of the numerals of one source, and all findings about it."""
    check = _SourceCheck(catalogue, id_, transcript)
    found = list(check.claim_all())
    found += check_status_words(catalogue, id_, transcript)
    account, left = check_rest(catalogue, id_, transcript, check.claimed)
    account.figures = check.figures
    return account, found + left


@dataclass(frozen=True)
class _Place:
    """The first to the last occurrence of what is printed in a paragraph, and the key that says so."""

    paragraph: int
    first: int
    last: int
    printed: str
    key: Path


class _SourceCheck:
    """One source against its transcript. `claimed` maps a token to who accounts for it."""

    def __init__(self, catalogue: Catalogue, id_: str, transcript: Transcript) -> None:
        self.catalogue, self.id, self.transcript = catalogue, id_, transcript
        self.claimed: dict[tuple[int, int], str] = {}
        self.figures = 0
        self.citing = {c: catalogue.communities[c] for c in catalogue.citing.get(id_, ())}

    def claim_all(self) -> Iterator[Diagnostic]:
        """Go through all records of this source; the findings are those about a record itself."""
        for community in self.citing:
            for figure in self.catalogue.figures_in(community):
                yield from self._check_figure(figure)
        yield from self._claim_dates()
        self._claim_own_date()
        self._claim_names()

    def _check_figure(self, figure: Figure) -> Iterator[Diagnostic]:
        places = list(self._places(figure))
        self.figures += bool(places)
        for place in places:
            span = self.catalogue.locate("communities", figure.community, (*figure.path, *place.key))
            paragraph = self.transcript.paragraphs.get(place.paragraph)
            if paragraph is None:
                yield no_paragraph(self.id, self.transcript, span, Locator(None, place.paragraph))
                continue
            found = paragraph.find(place.printed)
            if len(found) < place.last:
                facts = {
                    "printed": place.printed,
                    "paragraph": str(place.paragraph),
                    "nth": str(max(place.first, len(found) + 1)),
                    "found": str(len(found)),
                }
                yield Diagnostic("SQ521", span, facts)
            for at in found[place.first - 1 : place.last]:
                yield from self._claim_figure(figure, paragraph, at, span)
                if place.key == ("printed",):
                    yield from self._check_period(figure, paragraph, at[0])

    def _places(self, figure: Figure) -> Iterator[_Place]:
        """Where this source is said to print a figure: for the first time, or again after another source."""
        record = figure.record
        if figure.source == self.id:
            first, last = sorted(record.nth) if isinstance(record.nth, tuple) else (record.nth, record.nth)
            yield _Place(record.at.paragraph, first, last, record.printed, ("printed",))
        for number, other in enumerate(record.also_at):
            if self.catalogue.source_at(figure.community, other.at) == self.id:
                printed = other.printed or record.printed
                yield _Place(other.at.paragraph, other.nth, other.nth, printed, ("also_at", number))

    def _claim_figure(
        self, figure: Figure, paragraph: Paragraph, place: tuple[int, int], span: Span
    ) -> Iterator[Diagnostic]:
        shared = figure.record.shares_numeral_with
        partner = self.catalogue.resolve_id(figure.community, shared) if shared else None
        for token in _inside(paragraph, place):
            key = (paragraph.number, token.start)
            owner = self.claimed.setdefault(key, figure.id)
            if owner not in (figure.id, partner):
                facts = {"printed": figure.record.printed, "paragraph": str(paragraph.number), "other": owner}
                yield Diagnostic("SQ532", span, facts)

    def _check_period(self, figure: Figure, paragraph: Paragraph, position: int) -> Iterator[Diagnostic]:
        """A time word in the figure's sentence and its period go together (design, rule 2)."""
        record = figure.record
        period = record.period
        words = paragraph.words_before(position)
        if period is None and words and record.realm != "rule":
            span = self.catalogue.locate("communities", figure.community, (*figure.path, "printed"))
            facts = {"printed": record.printed, "word": words[-1], "type": _likely_type(words[-1])}
            yield Diagnostic("SQ525", span, facts)
        if period is not None and period.basis != "inferred":
            span = self.catalogue.locate("communities", figure.community, (*figure.path, "period"))
            if not paragraph.is_before(period.printed, position):
                yield Diagnostic("SQ526", span, {"printed": record.printed, "word": period.printed})

    def _claim_dates(self) -> Iterator[Diagnostic]:
        """Dates, recurrences, periods and words of honours, each at its place."""
        for community, record in self.citing.items():
            for path, value in walk(record):
                for printed, at, key in _dated(value):
                    if self.catalogue.source_at(community, at) != self.id:
                        continue
                    span = self.catalogue.locate("communities", community, (*path, key))
                    paragraph = self.transcript.paragraphs.get(at.paragraph)
                    if paragraph is None:
                        yield no_paragraph(self.id, self.transcript, span, at)
                    elif not self._claim(paragraph, paragraph.find(printed), "dates"):
                        yield Diagnostic("SQ531", span, {"printed": printed, "paragraph": str(at.paragraph)})
            for figure in self.catalogue.figures_in(community):
                if period := figure.record.period:
                    numbers = {place.paragraph for place in self._places(figure)}
                    for number in numbers & self.transcript.paragraphs.keys():
                        paragraph = self.transcript.paragraphs[number]
                        self._claim(paragraph, paragraph.find(period.printed), "dates")

    def _claim_own_date(self) -> None:
        """The date a page gives itself, where the source record says which one it is."""
        source = self.catalogue.sources[self.id]
        for dating in (source.published, source.written):
            if dating is None or dating.at is None or dating.date is None:
                continue
            paragraph = self.transcript.paragraphs.get(dating.at.paragraph)
            for token in paragraph.tokens if paragraph else []:
                if token.kind == "date" and _same_day(token.text, dating.date):
                    self.claimed.setdefault((dating.at.paragraph, token.start), "dates")

    def _claim_names(self) -> None:
        """Names, aliases, titles and declared terms explain the numerals inside them, wherever they stand."""
        source = self.catalogue.sources[self.id]
        names = {source.title.zh, *([source.subtitle.zh] if source.subtitle else [])}
        for record in self.citing.values():
            names |= {record.name.zh, *record.aliases, *(term.zh for term in record.terms)}
            names |= {place.name.zh for place in record.places}
            for practice in record.practices:
                names |= {practice.name.zh, *practice.aliases}
        for name in sorted(names, key=len, reverse=True):
            for paragraph in self.transcript.paragraphs.values():
                self._claim(paragraph, paragraph.find(name), "names")

    def _claim(self, paragraph: Paragraph, places: list[tuple[int, int]], owner: str) -> bool:
        for place in places:
            for token in _overlapping(paragraph, place):
                self.claimed.setdefault((paragraph.number, token.start), owner)
        return bool(places)


def _inside(paragraph: Paragraph, place: tuple[int, int]) -> list[Token]:
    return [t for t in paragraph.tokens if place[0] <= t.start and t.end <= place[1]]


def _overlapping(paragraph: Paragraph, place: tuple[int, int]) -> list[Token]:
    return [t for t in paragraph.tokens if t.start < place[1] and place[0] < t.end]


def _dated(value: object) -> Iterator[tuple[str, Locator, str]]:
    """The printed time words of a value, its place, and the key they stand under."""
    if isinstance(value, Printed):
        yield value.printed, value.at, "printed"
    at = getattr(value, "at", None)
    if not isinstance(at, Locator) or isinstance(value, Period):
        return
    for key in ("year", "one_of", "by", "since", "until"):
        printed = getattr(value, key, None)
        if isinstance(printed, str) and printed != "not-stated":
            yield printed, at, key


def _same_day(printed: str, iso: str) -> bool:
    try:
        return parse_date(printed) == parse_date(iso)
    except DateError:
        return False


def _likely_type(word: str) -> str:
    """The type of period that a time word most likely means; the author decides."""
    if word.startswith(("每", "逢")):
        return "every"
    if word in ("累计", "累积"):
        return "cumulative-since"
    if re.search("多年|近年|长期|常年", word):
        return "multi-year"
    senses = {"since": "cumulative-since", "by": "by", "until": "as-of", "now": "as-of"}
    return senses.get(sense_of(word) or "", "during")
