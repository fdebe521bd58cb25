"""Text → the tokens it is found by.

In: any string. Out: tokens in the order of the text, repeated where the text repeats them.
`docs/assets/js/search.js` does the same to a query; `tests/unit/data/search_tokens.json` holds both to it.
No index and no knowledge of the catalogue live here.
"""

from __future__ import annotations

import re
import unicodedata

# Ideographic number zero and iteration mark, extension A, the basic block, compatibility, planes 2 and 3.
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# Basic Latin after lower-casing, Latin-1 and extended letters, the block of Vietnamese.
_LATIN = "a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# A number with its percent sign and a look at the unit behind it; or a run of Han; or a Latin word.
_PIECE = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?)(%?)(?= *([{_HAN}]|[{_LATIN}]+)?)|([{_HAN}]+)|([{_LATIN}][{_LATIN}0-9]*)"
)
# The comma of 3,500: between a digit and exactly three more.
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")


def fold(text: str) -> str:
    """`text` as it is compared: compatibility forms made plain, lower case, no separators of thousands.

    The full-width comma is punctuation, never a separator of thousands, so it goes before NFKC makes it one.
    """
    plain = unicodedata.normalize("NFKC", text.replace("，", " ")).lower()
    return _THOUSANDS.sub(r"\1", plain)


def tokenize(text: str) -> list[str]:
    """The tokens of `text`.

    Han: each character and each pair of neighbours.
    A number: itself, itself with its percent sign, and itself with the first character (or word) of its unit.
    Latin: the word.
    Everything else separates.
    """
    tokens: list[str] = []
    for number, percent, unit, han, word in _PIECE.findall(fold(text)):
        if number:
            tokens.append(number)
            if percent:
                tokens.append(number + percent)
            elif unit:
                tokens.append(number + unit)
        elif han:
            tokens += _cut_han(han)
        else:
            tokens.append(word)
    return tokens


def _cut_han(run: str) -> list[str]:
    """网格员 → 网, 网格, 格, 格员, 员."""
    pairs = [token for i in range(len(run) - 1) for token in (run[i], run[i : i + 2])]
    return [*pairs, run[-1]]
