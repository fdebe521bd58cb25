"""What the sums have to say, as values.

In: nothing but facts. Out: frozen records; facts are strings that fill the wording of a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shequ.model import Path
from shequ.records import Figure

ReadingName = Literal["strict", "conventional"]


@dataclass(frozen=True)
class Contradiction:
    """Figures that cannot all be true.

    `community` and `relation` say where that was declared or follows from: a path in that community's file.
    `about` are the ids of the figures. `reading` is `conventional` where the words taken literally still fit.
    """

    code: str
    community: str
    relation: Path
    about: tuple[str, ...]
    reading: ReadingName
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Mixture:
    """What a declared relation joins although it cannot: `what` differs between `figures`."""

    what: Literal["subject", "period", "realm", "statistic", "unit"]
    figures: tuple[str, str]


@dataclass(frozen=True)
class Judgement:
    """One relation, judged. `type` is a relation's; `metric`, `cell`, `of`, `also-at` where it is implied.

    `holds` only where every figure could be read and the sum could have failed; one that is `mixed` is not
    summed at all.
    """

    type: str
    community: str
    path: Path
    figures: tuple[str, ...]
    contradictions: tuple[Contradiction, ...] = ()
    holds: bool = False
    mixed: Mixture | None = None


def show(community: str, figure: Figure) -> str:
    """A figure in a message: its id as written in `community`'s file, and what it prints."""
    id_ = figure.record.id if figure.community == community else figure.id
    return f"{id_} {figure.record.printed}"
