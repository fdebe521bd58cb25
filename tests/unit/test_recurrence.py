"""How often something happens, said in a language that the source does not use."""

from __future__ import annotations

import pytest

from shequ.messages import LANGUAGES, translate
from shequ.model.practice import Occasion
from shequ.tables.say import say_recurrence


def occasion(**given: object) -> Occasion:
    """A recurrence with what does not matter here filled in."""
    return Occasion.model_validate({"printed": "每月16日", "at": "¶1"} | given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"every": "month", "day": 16}, "every month on day 16"),
        ({"every": "weekend"}, "every weekend"),
        ({"every": "week", "times": 1}, "every week, 1 time"),
        ({"every": "year", "times": 3}, "every year, 3 times"),
    ],
)
def test_english_says_what_the_words_mean(given: dict[str, object], said: str) -> None:
    """A day of the month is named; so is how many times."""
    assert say_recurrence(occasion(**given), "en") == said


def test_every_interval_has_words() -> None:
    """No interval that the model accepts is without words."""
    intervals = Occasion.model_json_schema()["properties"]["every"]["enum"]
    for lang in LANGUAGES:
        assert all(translate(f"recurrence.{every}", lang) for every in intervals)
