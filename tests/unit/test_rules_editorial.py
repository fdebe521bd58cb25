"""Editorial rules: the tables they rest on, and near misses that need no catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from shequ.catalogue import load
from shequ.rules.editorial import TRADITIONAL
from shequ.rules.nodes import texts

BASE = Path(__file__).parents[1] / "cases" / "base"


@pytest.mark.parametrize("character", TRADITIONAL)
def test_traditional_characters_are_only_that(character: str) -> None:
    """Each is a character of the traditional set that no simplified text needs."""
    assert len(character.encode("big5")) == 2
    with pytest.raises(UnicodeEncodeError):
        character.encode("gb2312")


def test_texts_know_their_role() -> None:
    """Names, prose, what a source prints and bylines are told apart, and ids are no texts."""
    catalogue, diagnostics = load(BASE)
    assert diagnostics == []
    roles = {(text.node.kind, text.value): (text.role, text.lang) for text in texts(catalogue)}
    assert roles["communities", "河套社区"] == ("name", "zh")
    assert roles["communities", "河套"] == ("alias", "")
    assert roles["communities", "居民对环境更满意。"] == ("prose", "zh")
    assert roles["communities", "320件"] == ("verbatim", "")
    assert roles["communities", "两委"] == ("alias", "zh")
    assert roles["sources", "王晓明"] == ("byline", "")
    assert roles["sources", "河套社区的五年"] == ("alias", "zh")
    assert roles["vocabularies", "多层"] == ("name", "zh")
    assert ("communities", "residents-hearing") not in roles
    assert ("communities", "running") not in roles
