"""Text broken into lines of a given width, for drawings: SVG does not break lines itself.

In: a text and a width in ems. Out: lines. Widths are those of common faces, not of the reader's own.
"""

from __future__ import annotations

import re
import unicodedata

# A Latin word with what clings to it, or one character of Chinese, or a space.
_PIECE = re.compile(r"[^\s\u2e80-\u9fff\uf900-\uffef]+|\s+|.", re.DOTALL)
# Marks that may not open a line, and those that may not close one, by their Unicode category.
_CLOSING = ("Pe", "Pf", "Po")
_OPENING = ("Ps", "Pi")
_NARROW = "iljtf.,;:'!|()[] "


def measure(text: str) -> float:
    """The width of a text in ems."""
    return sum(_width(char) for char in text)


def wrap(text: str, width: float) -> list[str]:
    """Lines of at most `width` ems; a word or a mark that may not stand alone may run over."""
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        closes = unicodedata.category(piece[0]) in _CLOSING
        fits = measure(line + piece.rstrip()) <= width
        if not line.strip() or fits or closes:
            line += piece
            continue
        carried = line[-1] if unicodedata.category(line[-1]) in _OPENING else ""
        lines.append(line[: len(line) - len(carried)].strip())
        line = carried + piece.lstrip()
    return [*lines, line.strip()] if line.strip() else lines


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.32 if char in _NARROW else 0.66 if char.isupper() else 0.56
