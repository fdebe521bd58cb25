"""The catalogues of interface wording."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from shequ.messages import load_messages, translate

PACKAGE = Path(__file__).parents[2] / "scripts" / "shequ"
# Handed over as they are: to the theme's templates, and to the search box.
WHOLE = ("shell.", "search.")


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_facts() -> None:
    """A string that is missing in one language, or asks for other facts there, is found."""
    zh, en = load_messages("zh"), load_messages("en")
    assert zh.keys() == en.keys()
    assert {k for k in zh if _facts(zh[k]) != _facts(en[k])} == set()


def test_facts_are_filled_in() -> None:
    """A message takes its facts by name."""
    facts = {"source": "nanhu-2019", "figures": 3, "numerals": 9, "kinds": "—"}
    assert "nanhu-2019" in translate("verify.summary", "en", **facts)


@pytest.mark.parametrize(
    ("places", "words"), [("1", "1 place"), ("3", "3 places"), (1, "1 place"), ("1,001", "1,001 places")]
)
def test_a_noun_agrees_with_its_count(places: object, words: str) -> None:
    """English has another word after 1; Chinese asks for the same facts and has none."""
    assert translate("tally.practices", "en", practices="2", places=places) == f"2 practices in {words}"
    assert str(places) in translate("tally.practices", "zh", practices="2", places=places)


def test_every_text_is_asked_for() -> None:
    """A key is named in the code, or is of a family whose keys is put together; none lies unused."""
    files = [f for end in ("py", "jinja", "html", "js") for f in PACKAGE.rglob(f"*.{end}")]
    code = "\n".join(f.read_text("utf-8") for f in files)
    named = set(re.findall(r"[\"']([\w.-]+)[\"']", code))
    # What stands before a value that is filled in (f"enum.kind.{kind}") or a prefix that is handed over.
    families = tuple(re.findall(r"[\"']([a-z_]+\.[\w.-]*?)(?:\{|(?<=[._])[\"'])", code))
    unused = [key for key in load_messages("zh") if key not in named and not key.startswith(families + WHOLE)]
    assert unused == []
