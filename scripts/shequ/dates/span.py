"""A span of days, and the error of a date that cannot be read.

In: days.
Out: `DateRange`, `DateError`.
Must not live here: anything that reads text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class DateError(ValueError):
    """The author printed something that is no date or no recurrence.

    `reason` is one of empty, not-a-date, no-such-day, needs-written, needs-antecedent, vague, bad-range,
    not-a-recurrence; `text` is the part that gave rise to it.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days something may have happened on, or took: a day, a month, a year or wider, both ends included.

    `uncertain` says that the words were resolved against a writing date wider than their unit, or are vague.
    """

    not_before: date
    not_after: date
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.not_before > self.not_after:
            raise DateError("bad-range", f"{self.not_before}/{self.not_after}")

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.not_before == self.not_after

    def contains(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.not_before <= day <= self.not_after

    def overlaps(self, other: DateRange) -> bool:
        """Whether some day lies in both."""
        return self.not_before <= other.not_after and other.not_before <= self.not_after
