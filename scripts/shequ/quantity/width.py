"""Folds full-width and look-alike characters, one character to one character.

In: any text.
Out: a text of the same length, so that offsets into one are offsets into the other.
Must not live here: anything that changes the length of a text or knows what a numeral is.
"""

from __future__ import annotations

import re

# Full-width ASCII (U+FF01 to U+FF5E) without the comma, which is punctuation and not a thousands separator.
_TABLE: dict[int, str] = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94) if offset != 0x0B}
_TABLE |= {
    ord(mark): plain
    for plain, marks in {" ": "\u3000\t", "-": "—–―－−‐‑~～〜", "%": "﹪٪", "·": "•・･‧∙", "〇": "○◯"}.items()
    for mark in marks
}

# A full-width comma with a full-width digit on both sides: a number typed wholly in full width.
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９])")


def fold_width(text: str) -> str:
    """Fold full-width characters, dashes, tildes and middle dots; the result has the length of `text`."""
    return _WIDE_COMMA.sub(",", text).translate(_TABLE)
