"""The wording of all findings: complete, in both languages, each code once."""

from __future__ import annotations

import re
import string
from importlib import resources

import pytest

from shequ.codebook import Code, describe, load_codes
from shequ.diagnostics import Diagnostic, Severity, Span

CODES = list(load_codes().values())
FOLDER = resources.files("shequ") / "locales" / "codes"


def placeholders(text: str) -> set[str]:
    """The facts that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_codes_stand_once_in_their_family() -> None:
    """Each code has the form SQnnn, stands in a file of its first digit, in order, and nowhere twice."""
    seen: list[str] = []
    for file in FOLDER.iterdir():
        assert re.fullmatch(r"[0-69](-[a-z]+)*\.yml", file.name)
        found = re.findall(r"^(\S+):", file.read_text("utf-8"), re.MULTILINE)
        assert found == sorted(found), file.name
        assert all(re.fullmatch(rf"SQ{file.name[0]}\d\d", id_) for id_ in found), file.name
        seen += found
    assert sorted(seen) == list(load_codes())
    assert len(set(seen)) == len(seen) > 30


def test_names_are_unique_and_kebab_case() -> None:
    """A name is a handle too: one code, lower case, hyphens."""
    names = [code.name for code in CODES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in names)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_all_texts_in_both_languages(code: Code) -> None:
    """Title, message, hint and reason exist in both languages, and each language is what it says."""
    for texts in (code.title, code.message, code.hint, code.why):
        assert set(texts) == {"zh", "en"}
        assert all(text.strip() == text and text for text in texts.values())
        assert re.search("[\u4e00-\u9fff]", texts["zh"])
        assert re.search("[A-Za-z]{2}", texts["en"])
        assert "\n" not in texts["zh"] + texts["en"]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_same_facts_in_both_languages(code: Code) -> None:
    """A reader of either language is told the same facts, in message and hint."""
    assert placeholders(code.message["zh"]) == placeholders(code.message["en"])
    assert placeholders(code.hint["zh"]) == placeholders(code.hint["en"])
    assert "" not in code.placeholders(), "facts have names"
    unfilled = [*code.title.values(), *code.why.values()]
    assert not [text for text in unfilled if re.search(r"\{[a-z_]+[}!:]", text)], "nobody fills these"


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_describe_fills_every_text(code: Code) -> None:
    """With its facts supplied a code describes itself, and every fact is seen."""
    facts = {name: f"<{name}>" for name in code.placeholders()}
    for lang in ("zh", "en"):
        message, hint = describe(Diagnostic(code.id, Span("a.yml", 1, 1), facts), lang)
        assert all(fact in message + hint for fact in facts.values())


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_bad_and_good(code: Code) -> None:
    """Each code shows what is wrong and what is right, and they differ."""
    assert code.bad.strip()
    assert code.good.strip()
    assert code.bad != code.good
    assert isinstance(code.severity, Severity)


def test_unknown_code() -> None:
    """Asking for a code that is not there is a bug of ours and says which."""
    with pytest.raises(KeyError, match="SQ000"):
        describe(Diagnostic("SQ000", Span("a.yml")), "zh")
