"""The small catalogues of tests/cases: each states its findings on the lines they belong to.

A folder holds only what differs from `tests/cases/base`.
A line ends in `# error: SQ402` (or `warning`, `note`; several codes may follow), and `expected.txt` has lines
`file:line code` for what no comment can say; line 0 is the file as a whole.
Files of the base that a case lacks are named in `removed.txt`, one a line.
A case with a folder `texts` is for `verify-sources`, every other one for `check`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ground import lay_ground
from shequ.catalogue import load, read
from shequ.codebook import load_codes
from shequ.diagnostics import Diagnostic
from shequ.report import render_text
from shequ.verify import verify_sources

REPOSITORY = Path(__file__).parents[2]
CASES = REPOSITORY / "tests" / "cases"
INVALID = sorted(path for path in (CASES / "invalid").glob("*") if path.is_dir())
VALID = sorted(path for path in (CASES / "valid").glob("*") if path.is_dir())

# A finding of each severity stated at the end of a line.
_STATED = re.compile(r"# (error|warning|note): (SQ\d{3}(?: SQ\d{3})*)\s*$")

Expected = set[tuple[str, int, str]]


def read_expected(case: Path) -> Expected:
    """What the comments and `expected.txt` of a case state."""
    expected: Expected = set()
    for path in case.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        text = path.read_text("utf-8", "replace")
        if path == case / "expected.txt":
            stated = (line.replace(":", " ").split(" ") for line in text.splitlines())
            expected |= {(file, int(number), code) for file, number, code in stated}
            continue
        for at, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
            if match := _STATED.search(line):
                expected |= {(path.relative_to(case).as_posix(), at, code) for code in match[2].split()}
    return expected


def read_severities(case: Path) -> set[tuple[str, str]]:
    """Code and severity as the comments of a case pair them."""
    texts = (p.read_text("utf-8", "replace") for p in case.rglob("*.yml") if p.is_file())
    matches = (_STATED.search(line) for text in texts for line in text.splitlines())
    return {(code, match[1]) for match in matches if match for code in match[2].split()}


def lay_over_base(case: Path, root: Path) -> Path:
    """A catalogue at `root`: the base with the files of the case over it, links kept as links.

    A case on other ground names folders of the real catalogue in `overlay.txt`, one a line.
    """
    named = case / "overlay.txt"
    if named.exists():
        lay_ground(named, root)
    else:
        shutil.copytree(CASES / "base", root)
    removed = case / "removed.txt"
    for line in removed.read_text().split() if removed.exists() else ():
        (root / line).unlink()
    leave_out = shutil.ignore_patterns("expected.txt", "overlay.txt", "removed.txt", "*.md", "texts")
    shutil.copytree(case, root, symlinks=True, dirs_exist_ok=True, ignore=leave_out)
    return root


def find(case: Path, root: Path) -> list[Diagnostic]:
    """What `check` says of a case, or, where it brings texts, what `verify-sources` says."""
    lay_over_base(case, root)
    if not (case / "texts").is_dir():
        return load(root)[1]
    catalogue, broken = read(root)
    return broken or verify_sources(catalogue, case / "texts").diagnostics


def test_there_are_cases() -> None:
    """The globs find folders: an empty list of cases would prove nothing."""
    assert INVALID
    assert VALID
    assert (CASES / "base").is_dir()


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.name)
def test_invalid_case(case: Path, tmp_path: Path) -> None:
    """A broken catalogue gives exactly the findings it states: file, line and code, both ways."""
    expected = read_expected(case)
    assert expected, "a case must state what is wrong with it"
    diagnostics = find(case, tmp_path / "catalogue")
    found = {(one.at.file, one.at.line, one.code) for one in diagnostics}
    assert found == expected, render_text(diagnostics, "en")
    assert render_text(diagnostics, "zh").count("\n") >= 2 * len(expected)


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.name)
def test_case_is_named_for_its_code(case: Path) -> None:
    """The folder's name starts with a code it states, and each comment names the code's own severity."""
    assert case.name[:5].upper() in {code for _, _, code in read_expected(case)}
    codes = load_codes()
    assert {(code, codes[code].severity.value) for code, _ in read_severities(case)} == read_severities(case)


@pytest.mark.parametrize("case", VALID, ids=lambda path: path.name)
def test_valid_case(case: Path, tmp_path: Path) -> None:
    """A sound catalogue has no finding at all."""
    diagnostics = find(case, tmp_path / "catalogue")
    assert diagnostics == [], render_text(diagnostics, "en")


def test_base_is_sound(tmp_path: Path) -> None:
    """What every case is laid over has no finding of its own."""
    _, diagnostics = load(shutil.copytree(CASES / "base", tmp_path / "catalogue"))
    assert diagnostics == [], render_text(diagnostics, "en")


def test_every_code_has_a_case() -> None:
    """No code but those of our own bugs goes without a catalogue that calls it forth."""
    stated = {code for case in INVALID for _, _, code in read_expected(case)}
    assert {code for code in load_codes() if not code.startswith("SQ9")} - stated == set()
    assert stated <= set(load_codes())
