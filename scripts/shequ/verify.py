"""Every figure at its paragraph, every other numeral explained, no sentence copied.

In: `Catalogue` and a folder of transcripts. Out: findings, and a ledger for each source that has none.
The reading of numerals is `quantity`'s, the places of words `transcript`'s.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from shequ.codebook import Lang
from shequ.dates import DateError, parse_date
from shequ.diagnostics import Diagnostic, Span
from shequ.ledger import observations_digest
from shequ.messages import translate
from shequ.model import Locator, Path, walk
from shequ.model.observation import Period
from shequ.model.practice import Printed
from shequ.quantity import Token
from shequ.records import Catalogue, Figure
from shequ.transcript import Paragraph, Transcript, fold, read_transcript, squeeze

# Runs this long in common with a text are copied words (design, rule 9).
COPIED = 13
# A running practice needs one of these at its place (design, section 4); a pilot needs the second.
CONTINUING = (
    *(
        "每天",
        "每日",
        "每周",
        "每月",
        "每年",
        "每季",
        "每逢",
        "常态化",
        "目前",
        "现有",
        "定期",
        "不定期",
        "经常",
    ),
    *(
        "一直",
        "坚持",
        "长期",
        "连续",
        "持续",
        "不断",
        "日常",
        "常年",
        "循环",
        "雷打不动",
        "累计",
        "仍",
        "如今",
        "现在",
    ),
)
PILOT = ("试点", "试行", "先行先试", "试运行")
# Titles, names and what is printed may repeat a text's words.
_EXEMPT = {
    "name",
    "aliases",
    "terms",
    "printed",
    "title",
    "subtitle",
    "one_of",
    "by",
    "alt_labels",
    "pref_label",
}
_EXEMPT_FIELDS = ("publisher", "producer", "bylines", "copy")


@dataclass
class Account:
    """What became of the numerals of one source."""

    source: str
    transcript: Transcript
    figures: int = 0
    numerals: int = 0
    explained: Counter[str] = field(default_factory=Counter)


@dataclass
class Verification:
    """Findings, and one account and ledger for each source that was checked."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    ledgers: dict[str, dict[str, object]] = field(default_factory=dict)

    def summary(self, lang: Lang) -> Iterator[str]:
        """One line for each source."""
        for account in self.accounts:
            kinds = "、".join(
                f"{translate(f'verify.{kind}', lang)} {count}"
                for kind, count in sorted(account.explained.items())
            )
            facts = {
                "source": account.source,
                "figures": account.figures,
                "numerals": account.numerals,
                "kinds": kinds,
            }
            yield translate("verify.summary", lang, **facts)


def verify_sources(catalogue: Catalogue, texts: FilePath) -> Verification:
    """Check every source that names a text; `texts` holds `<stem>.txt`. Never raises for bad texts."""
    result = Verification()
    grams: set[str] = set()
    for id_, source in catalogue.sources.items():
        if not source.text:
            continue
        at = catalogue.locate("sources", id_, ("text",))
        try:
            transcript = read_transcript(texts / f"{source.text}.txt")
        except (OSError, UnicodeDecodeError) as error:
            result.diagnostics.append(Diagnostic("SQ528", at, {"text": source.text, "error": str(error)}))
            continue
        if source.sha256 != transcript.sha256:
            at = catalogue.locate("sources", id_, ("sha256",))
            result.diagnostics.append(
                Diagnostic("SQ530", at, {"text": source.text, "found": transcript.sha256})
            )
        grams |= transcript.grams(COPIED)
        check = _SourceCheck(catalogue, id_, transcript)
        result.diagnostics.extend(check.run())
        result.accounts.append(check.account)
        result.ledgers[id_] = _ledger(catalogue, check.account)
    result.diagnostics.extend(_find_copied(catalogue, grams))
    result.diagnostics.sort(key=Diagnostic.sort_key)
    return result


def write_ledgers(result: Verification, root: FilePath) -> None:
    """Write `verified/<source>.json` below the catalogue for every source that was checked."""
    folder = root / "verified"
    folder.mkdir(exist_ok=True)
    for id_, ledger in result.ledgers.items():
        text = json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{id_}.json").write_text(text, "utf-8")


def _ledger(catalogue: Catalogue, account: Account) -> dict[str, object]:
    return {
        "source": account.source,
        "text_sha256": account.transcript.sha256,
        "observations_sha256": observations_digest(catalogue, account.source),
        "figures": account.figures,
        "numerals": account.numerals,
        "explained": dict(account.explained),
    }


class _SourceCheck:
    """One source against its transcript. `claimed` maps a token to who accounts for it."""

    def __init__(self, catalogue: Catalogue, id_: str, transcript: Transcript) -> None:
        self.catalogue, self.id, self.transcript = catalogue, id_, transcript
        self.furniture = {at.paragraph for at in catalogue.sources[id_].furniture}
        self.claimed: dict[tuple[int, int], str] = {}
        self.account = Account(id_, transcript)
        self.citing = {c: catalogue.communities[c] for c in catalogue.citing.get(id_, ())}

    def run(self) -> Iterator[Diagnostic]:
        """All findings about this source."""
        for community in self.citing:
            for figure in self.catalogue.figures_in(community):
                if figure.source == self.id:
                    yield from self._check_figure(figure)
        yield from self._claim_dates()
        self._claim_own_date()
        self._claim_names()
        yield from self._check_status_words()
        yield from self._check_rest()

    def _check_figure(self, figure: Figure) -> Iterator[Diagnostic]:
        record, home = figure.record, ("communities", figure.community)
        self.account.figures += 1
        places: list[tuple[Locator, int, str, Path]] = [
            (record.at, n, record.printed, ("printed",)) for n in _numbers(record.nth)
        ]
        for number, other in enumerate(record.also_at):
            if self.catalogue.source_at(figure.community, other.at) == self.id:
                printed = other.printed or record.printed
                places.append((other.at, other.nth, printed, ("also_at", number)))
        for at, nth, printed, key in places:
            span = self.catalogue.locate(*home, (*figure.path, *key))
            paragraph = self.transcript.paragraphs.get(at.paragraph)
            if paragraph is None:
                yield self._no_paragraph(span, at)
                continue
            found = paragraph.find(printed)
            if len(found) < nth:
                facts = {
                    "printed": printed,
                    "paragraph": str(at.paragraph),
                    "nth": str(nth),
                    "found": str(len(found)),
                }
                yield Diagnostic("SQ521", span, facts)
                continue
            place = found[nth - 1]
            yield from self._claim_figure(figure, paragraph, place, span)
            if key == ("printed",):
                yield from self._check_period(figure, paragraph, place[0])

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
            yield Diagnostic("SQ525", span, {"printed": record.printed, "word": words[-1]})
        if period is not None and period.basis != "inferred":
            span = self.catalogue.locate("communities", figure.community, (*figure.path, "period"))
            if fold(period.printed) not in paragraph.sentence_before(position):
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
                        yield self._no_paragraph(span, at)
                    elif not self._claim(paragraph, paragraph.find(printed), "dates"):
                        yield Diagnostic("SQ531", span, {"printed": printed, "paragraph": str(at.paragraph)})
            for figure in self.catalogue.figures_in(community):
                period = figure.record.period
                if figure.source == self.id and period and figure.paragraph in self.transcript.paragraphs:
                    paragraph = self.transcript.paragraphs[figure.paragraph]
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
                self._claim(paragraph, _find_name(paragraph, name), "names")

    def _claim(self, paragraph: Paragraph, places: list[tuple[int, int]], owner: str) -> bool:
        for place in places:
            for token in _overlapping(paragraph, place):
                self.claimed.setdefault((paragraph.number, token.start), owner)
        return bool(places)

    def _check_status_words(self) -> Iterator[Diagnostic]:
        entries = ((c, n, p) for c, record in self.citing.items() for n, p in enumerate(record.practices))
        for community, index, practice in entries:
            status = practice.status
            words = {"running": CONTINUING, "pilot": PILOT}.get(status.is_)
            at = status.at or practice.at[0]
            if words is None or self.catalogue.source_at(community, at) != self.id:
                continue
            span = self.catalogue.locate("communities", community, ("practices", index, "status"))
            paragraph = self.transcript.paragraphs.get(at.paragraph)
            if paragraph is None:
                yield self._no_paragraph(span, at)
            elif not any(word in paragraph.text for word in words):
                facts = {"status": status.is_, "paragraph": str(at.paragraph), "words": "、".join(words)}
                yield Diagnostic("SQ527", span, facts)

    def _check_rest(self) -> Iterator[Diagnostic]:
        """What no record claims must be idiom, furniture, or omitted with a reason; counts must agree."""
        omitted = self._omissions()
        for number, paragraph in self.transcript.paragraphs.items():
            left: list[Token] = []
            for token in paragraph.tokens:
                self.account.numerals += 1
                owner = self.claimed.get((number, token.start))
                kind = self._explain(owner, token, number)
                self.account.explained[kind or "omitted"] += 1
                if kind is None:
                    left.append(token)
            stated = sum(count for _, count in omitted[number])
            yield from self._compare(number, left, stated, omitted[number])
        for number in omitted.keys() - self.transcript.paragraphs.keys():
            for span, _ in omitted[number]:
                yield self._no_paragraph(span, Locator(None, number))

    def _explain(self, owner: str | None, token: Token, number: int) -> str | None:
        if owner is not None:
            return owner if owner in ("dates", "names") else "figures"
        if number in self.furniture:
            return "furniture"
        return "idioms" if token.kind == "idiom" else None

    def _omissions(self) -> Mapping[int, list[tuple[Span, int]]]:
        found: dict[int, list[tuple[Span, int]]] = defaultdict(list)
        for community, record in self.citing.items():
            for index, omission in enumerate(record.omissions):
                if self.catalogue.source_at(community, omission.at) == self.id:
                    span = self.catalogue.locate("communities", community, ("omissions", index))
                    found[omission.at.paragraph].append((span, omission.count))
        return found

    def _compare(
        self, number: int, left: list[Token], stated: int, omitted: list[tuple[Span, int]]
    ) -> Iterator[Diagnostic]:
        facts = {
            "paragraph": str(number),
            "numerals": "、".join(f"“{t.text}”" for t in left) or "—",
            "count": str(len(left)),
            "stated": str(stated),
        }
        if len(left) > stated:
            span = omitted[0][0] if omitted else self.catalogue.locate("sources", self.id, ("text",))
            yield Diagnostic("SQ522", span, facts)
        elif len(left) < stated:
            yield Diagnostic("SQ523", omitted[0][0], facts)

    def _no_paragraph(self, span: Span, at: Locator) -> Diagnostic:
        last = str(max(self.transcript.paragraphs, default=0))
        return Diagnostic("SQ529", span, {"paragraph": str(at.paragraph), "last": last, "source": self.id})


def _numbers(nth: int | tuple[int, int]) -> list[int]:
    """`[1, 7]` stands for the first to the seventh."""
    return [nth] if isinstance(nth, int) else list(range(nth[0], nth[1] + 1))


def _inside(paragraph: Paragraph, place: tuple[int, int]) -> list[Token]:
    return [t for t in paragraph.tokens if place[0] <= t.start and t.end <= place[1]]


def _overlapping(paragraph: Paragraph, place: tuple[int, int]) -> list[Token]:
    return [t for t in paragraph.tokens if t.start < place[1] and place[0] < t.end]


def _find_name(paragraph: Paragraph, name: str) -> list[tuple[int, int]]:
    needle = fold(name)
    places, start = [], paragraph.folded.find(needle)
    while start >= 0:
        places.append((start, start + len(needle)))
        start = paragraph.folded.find(needle, start + 1)
    return places


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


def _find_copied(catalogue: Catalogue, grams: set[str]) -> Iterator[Diagnostic]:
    """Scalars of our own prose that share a long run with a text."""
    kinds = {
        "communities": catalogue.communities,
        "sources": catalogue.sources,
        "mechanisms": catalogue.mechanisms,
        "tables": catalogue.tables,
    }
    for kind, records in kinds.items():
        for id_, record in records.items():
            for path, value in walk(record):
                if not isinstance(value, str) or _is_exempt(path):
                    continue
                text = squeeze(value)
                run = next(
                    (
                        text[i : i + COPIED]
                        for i in range(len(text) - COPIED + 1)
                        if text[i : i + COPIED] in grams
                    ),
                    "",
                )
                if run:
                    yield Diagnostic(
                        "SQ524", catalogue.locate(kind, id_, path), {"run": run, "length": str(COPIED)}
                    )


def _is_exempt(path: Path) -> bool:
    return bool(_EXEMPT.intersection(str(p) for p in path)) or str(path[0]) in _EXEMPT_FIELDS
