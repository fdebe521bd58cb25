"""The measure words of the vocabulary and those the parser knows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from shequ.quantity import CLASSIFIERS, parse_quantity

UNITS = yaml.load(
    (Path(__file__).parents[2] / "catalogue/vocabularies/units.yml").read_text("utf-8"), yaml.CBaseLoader
)
PRINTED = sorted({word for unit in UNITS.values() for word in unit.get("classifiers", [])})


@pytest.mark.parametrize("word", PRINTED)
def test_every_classifier_of_a_unit_is_read(word: str) -> None:
    """A figure printed with any measure word of the units vocabulary parses, with that word."""
    quantity = parse_quantity(f"35{word}")
    assert quantity.classifier == word
    assert word in CLASSIFIERS
