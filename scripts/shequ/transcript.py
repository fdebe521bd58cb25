"""A numbered transcript of a source: paragraphs, and where a printed string stands in one.

In: lines `[n] text`. Out: paragraphs by number, with tokens, and occurrences that cut no numeral in two.
Which figure belongs where is `verify`'s business.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shequ.dates import find_time_words
from shequ.quantity import Token, fold_width, scan

# `[12] text`; a longer number is no paragraph's.
_LINE = re.compile(r"^\[([0-9]{1,5})\][ \t]?(.*)$")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟〝〞＂「」『』", '"') | dict.fromkeys("‘’‚‛＇", "'"))
_SENTENCE_END = "。！？!?"


def fold(text: str) -> str:
    """One character for each of `text`, with width, dashes, middle dots and quotes made alike."""
    return fold_width(text).translate(_QUOTES)


def squeeze(text: str) -> str:
    """Letters, digits and Han only, so that copied words are found whatever stands between them."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Paragraph:
    """One paragraph and what was found in it. Offsets count characters of `text`."""

    number: int
    text: str

    @cached_property
    def folded(self) -> str:
        """`text` with look-alike characters made alike."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Every numeral, in order."""
        return scan(self.text)

    @cached_property
    def time_words(self) -> list[tuple[int, int, str]]:
        """Every time expression, in order."""
        return find_time_words(self.text)

    def find(self, printed: str) -> list[tuple[int, int]]:
        """All places of `printed`, whatever its width and spaces, that cut no numeral: 5名 is not in 75名."""
        letters = [re.escape(c) for c in fold(printed) if not c.isspace()]
        if not letters:
            return []
        places = [m.span() for m in re.finditer(r"\s*".join(letters), self.folded)]
        return [p for p in places if all(_whole(p, token) for token in self.tokens)]

    def words_before(self, position: int) -> list[str]:
        """The time expressions that govern `position`: before it, in the same sentence.

        A word of frequency (每天) governs only to the next semicolon.
        """
        start = self._start(_SENTENCE_END, position)
        clause = self._start(_SENTENCE_END + ";；", position)
        return [
            word
            for first, last, word in self.time_words
            if (clause if word.startswith("每") else start) <= first and last <= position
        ]

    def is_before(self, printed: str, position: int) -> bool:
        """Whether `printed` stands whole before `position`, in the same sentence: 1月 is not in 11月."""
        start = self._start(_SENTENCE_END, position)
        return any(start <= first and last <= position for first, last in self.find(printed))

    def _start(self, marks: str, position: int) -> int:
        return max(self.folded.rfind(mark, 0, position) for mark in marks) + 1


def _whole(place: tuple[int, int], token: Token) -> bool:
    overlaps = token.start < place[1] and place[0] < token.end
    return not overlaps or (place[0] <= token.start and token.end <= place[1])


@dataclass(frozen=True)
class Transcript:
    """A source's text by paragraph number, the hash of its file, and the numbers that come twice."""

    paragraphs: dict[int, Paragraph]
    sha256: str
    repeated: tuple[int, ...] = ()

    @cached_property
    def squeezed(self) -> str:
        """The whole text as `squeeze` leaves it."""
        return squeeze("".join(p.text for p in self.paragraphs.values()))

    def grams(self, length: int) -> frozenset[str]:
        """Every run of `length` characters of the squeezed text."""
        text = self.squeezed
        return frozenset(text[i : i + length] for i in range(len(text) - length + 1))


def read_transcript(file: Path) -> Transcript:
    """Read a transcript. Raises `OSError` and `UnicodeDecodeError`.

    A line without a number continues the last; paragraphs of one number are read as one: nothing is lost.
    """
    raw = file.read_bytes()
    found: dict[int, str] = {}
    repeated: dict[int, None] = {}
    last = 0
    for line in raw.decode("utf-8-sig").splitlines():
        if match := _LINE.match(line):
            last = int(match[1])
            if last in found:
                repeated[last] = None
            found[last] = f"{found[last]}\n{match[2]}" if last in found else match[2]
        elif last and line.strip():
            found[last] += "\n" + line
    paragraphs = {number: Paragraph(number, text) for number, text in found.items()}
    return Transcript(paragraphs, hashlib.sha256(raw).hexdigest(), tuple(repeated))
