"""What a check has to say: where, which code, with which facts.

In: positions and facts. Out: frozen, sortable values.
No wording lives here: `codebook` holds it, in Chinese and English, and `report` joins the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath


class Severity(StrEnum):
    """How a finding counts: an error or a warning fails a check, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Span:
    """A place in a file. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", str(PurePosixPath(self.file)))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Diagnostic:
    """One finding. `facts` fill the code's message and hint; `related` are other places worth a look."""

    code: str
    at: Span
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)  # a dict has no hash; it counts for ==
    related: tuple[Span, ...] = ()

    def sort_key(self) -> tuple[Span, str, tuple[tuple[str, str], ...]]:
        """Order of a report: file, line, column, code, then facts, so that two runs agree."""
        return (self.at, self.code, tuple(sorted(self.facts.items())))
