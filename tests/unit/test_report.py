"""Findings as text, JSON and annotations."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from shequ import codebook
from shequ.diagnostics import Diagnostic, Severity, Span
from shequ.report import (
    count_severities,
    exit_status,
    in_order,
    render,
    render_github,
    render_json,
    render_text,
    summarise,
)

EMPTY = Diagnostic("SQ004", Span("sources/b.yml"))
TWICE = Diagnostic("SQ020", Span("a.yml", 12, 3), {"key": "name", "first": "2"}, (Span("a.yml", 2, 3),))
MARK = Diagnostic("SQ008", Span("a.yml", 1, 1))


@pytest.fixture
def _with_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A codebook in which SQ008 is a note."""
    codes = dict(codebook.load_codes())
    codes["SQ008"] = codebook.Code(**{**vars(codes["SQ008"]), "severity": Severity.NOTE})
    for module in ("codebook", "report"):
        monkeypatch.setattr(f"shequ.{module}.load_codes", lambda: codes)


def test_text_in_chinese() -> None:
    """Place, severity, code, name and message in a line, the action and related places below it."""
    assert render_text([TWICE]) == (
        "a.yml:12:3: error SQ020 duplicate-key: “name”在同一层已经写过（第 2 行）\n"
        "  提示：合并成一处；若是列表里的下一项，在前面加“- ”\n"
        "  另见：a.yml:2:3\n"
    )


def test_text_in_english() -> None:
    """The same in English; a finding about a file as a whole has no line."""
    assert render_text([EMPTY], "en") == (
        "sources/b.yml: error SQ004 empty-file: The file holds nothing but blanks or comments\n"
        "  hint: Fill it in, starting from `shequ new community`; delete it if it is not needed\n"
    )


def test_color_changes_nothing_else() -> None:
    """With the ANSI sequences taken out, colored text is the plain text."""
    colored = render_text([TWICE, MARK], color=True)
    assert "\033[31m" in colored
    assert "\033[33m" in colored
    assert re.sub(r"\033\[\d+m", "", colored) == render_text([TWICE, MARK])


def test_order_is_file_line_column_code() -> None:
    """Lines order as numbers; equal places order by code; the input's order does not matter."""
    expected = [
        Diagnostic("SQ022", Span("a.yml", 2, 9), {"tag": "!"}),
        Diagnostic("SQ013", Span("a.yml", 2, 10)),
        Diagnostic("SQ016", Span("a.yml", 2, 10)),
        Diagnostic("SQ013", Span("a.yml", 11, 1)),
        Diagnostic("SQ004", Span("b.yml")),
        Diagnostic("SQ013", Span("b.yml", 1, 1)),
    ]
    assert in_order(reversed(expected)) == expected
    found = [f"{one['file']} {one['line']}" for one in json.loads(render_json(reversed(expected)))]
    assert found == ["a.yml 2", "a.yml 2", "a.yml 2", "a.yml 11", "b.yml 0", "b.yml 1"]


def test_terminal_obeys_no_value() -> None:
    """Escape sequences, line breaks and marks of direction in values and names are shown as numbers."""
    hostile = "x\x1b[2J\r\n\u202ey"
    text = render_text([Diagnostic("SQ014", Span(hostile, 1, 1), {"character": hostile})], color=False)
    assert "\\u001b[2J\\u000d\\u000a\\u202ey" in text
    assert not re.search("[\x1b\r\u202e]", text)
    assert text.count("\n") == 2


def test_json_keys_and_languages() -> None:
    """The keys are stable; message and hint come in the language asked for, or in both."""
    assert json.loads(render_json([TWICE], "en")) == [
        {
            "code": "SQ020",
            "name": "duplicate-key",
            "severity": "error",
            "file": "a.yml",
            "line": 12,
            "column": 3,
            "message": "'name' stands here twice (first on line 2)",
            "hint": 'Merge the two; if this is the next item of a list, put "- " in front',
            "related": [{"file": "a.yml", "line": 2, "column": 3}],
        }
    ]
    (both,) = json.loads(render_json([TWICE]))
    assert set(both["message"]) == set(both["hint"]) == {"zh", "en"}
    assert both["message"]["zh"] == "“name”在同一层已经写过（第 2 行）"


def test_nothing_found() -> None:
    """No finding is no text, an empty list, no annotation, and a summary that says so."""
    assert [render([], form) for form in ("text", "json", "github")] == ["", "[]\n", ""]
    assert [summarise([], "zh"), summarise([], "en")] == ["没有发现问题", "No findings"]


def test_github_annotation() -> None:
    """An annotation has file, line, column and title, and message and hint on two lines."""
    assert render_github([TWICE], "en") == (
        "::error file=a.yml,line=12,col=3,title=SQ020 duplicate-key::"
        "'name' stands here twice (first on line 2)%0A"
        'hint: Merge the two; if this is the next item of a list, put "- " in front\n'
    )
    assert render_github([EMPTY], "en").startswith("::error file=sources/b.yml,title=SQ004 empty-file::")
    assert render_github([MARK]).startswith("::warning file=a.yml,line=1,col=1,")


def test_github_escapes() -> None:
    """Nothing in a name or a value can end a property or a line, or start another command."""
    nasty = "a,b:c%d\r\n::error::x"
    (line,) = render_github([Diagnostic("SQ014", Span(nasty, 3, 0), {"character": nasty})], "en").splitlines()
    assert line.startswith(
        "::error file=a%2Cb%3Ac%25d%0D%0A%3A%3Aerror%3A%3Ax,line=3,col=1,"
        "title=SQ014 unquoted-special-character::"
    )
    assert "with a,b:c%25d%0D%0A::error::x, which" in line


def test_counts_and_summary() -> None:
    """Every severity is counted, those that occur are named."""
    findings = [TWICE, MARK, EMPTY]
    assert count_severities(findings) == {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}
    assert summarise(findings, "zh") == "2 个错误，1 个警告"
    assert summarise(findings, "en") == "errors: 2, warnings: 1"


def test_exit_status() -> None:
    """Errors and warnings fail a check."""
    assert [exit_status(found) for found in ([], [TWICE], [MARK], [MARK, TWICE])] == [0, 1, 1, 1]


@pytest.mark.usefixtures("_with_note")
def test_notes_do_not_fail() -> None:
    """A note is shown, counted and annotated, and fails nothing; severity is the codebook's word."""
    assert exit_status([MARK]) == 0
    assert exit_status([MARK, TWICE]) == 1
    assert summarise([MARK], "zh") == "1 条说明"
    assert render_text([MARK]).startswith("a.yml:1:1: note SQ008 ")
    assert render_github([MARK]).startswith("::notice ")


def test_unknown_code_and_missing_fact_are_bugs() -> None:
    """A code that nobody defined and a fact that nobody supplied are not passed over in silence."""
    with pytest.raises(KeyError):
        render_text([Diagnostic("SQ999x", Span("a.yml"))])
    with pytest.raises(KeyError):
        render_text([Diagnostic("SQ020", Span("a.yml"), {"key": "name"})])


def test_fact_is_not_a_format(tmp_path: Path) -> None:
    """Braces in a value are text: facts are filled in once and never read as a pattern."""
    text = render_text([Diagnostic("SQ014", Span("a.yml", 1, 1), {"character": "{key.__class__}"})], "en")
    assert "starts with {key.__class__}, which" in text
