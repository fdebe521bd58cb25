"""The command line as its users call it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalogues import BASE, lay_out
from click.testing import CliRunner

import shequ
from shequ.cli import cli, main
from shequ.codebook import load_codes

REAL = Path(__file__).parents[2] / "catalogue"
ENTRY = "communities/yunling/liuan-hetao.yml"


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and standard output."""
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def broken(tmp_path: Path) -> Path:
    """The base case with one unknown level."""
    text = (BASE / ENTRY).read_text("utf-8").replace("level: community", "level: comunity")
    return lay_out(tmp_path / "catalogue", {ENTRY: text})


def test_check_is_silent_on_a_clean_catalogue(tmp_path: Path) -> None:
    """A clean catalogue exits with 0."""
    root = lay_out(tmp_path / "catalogue", {})
    assert run("check", "--catalogue", str(root), "--lang", "en")[0] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_says_file_line_code_and_hint(tmp_path: Path, lang: str) -> None:
    """A finding names the file as seen from here, the line, the code and the nearest term."""
    root = broken(tmp_path)
    status, output = run("check", "--catalogue", str(root), "--lang", lang)
    assert status == 1
    assert f"{root.as_posix()}/{ENTRY}:4:8: error SQ201" in output
    assert "community" in output


def test_check_speaks_json_and_annotations(tmp_path: Path) -> None:
    """Programs get JSON, pull requests get annotations."""
    root = broken(tmp_path)
    (found,) = json.loads(run("check", "--catalogue", str(root), "--format", "json")[1])
    assert (found["code"], found["line"]) == ("SQ201", 4)
    assert run("check", "--catalogue", str(root), "--format", "github")[1].startswith("::error ")


def test_check_of_one_path_leaves_out_the_others(tmp_path: Path) -> None:
    """Findings elsewhere do not fail the file that was asked for."""
    root = broken(tmp_path)
    assert run("check", str(root / "sources"), "--catalogue", str(root))[0] == 0
    assert run("check", str(root / ENTRY), "--catalogue", str(root))[0] == 1


@pytest.mark.parametrize("code", list(load_codes()))
def test_explain_knows_every_code(code: str) -> None:
    """Each code can be explained by number and by name."""
    status, output = run("explain", code.lower(), "--lang", "en")
    assert status == 0
    assert load_codes()[code].name in output
    assert run("explain", load_codes()[code].name)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "SQ999"),
        ("check", "--catalogue", "no/such/folder"),
        ("check", "no-such-path"),
        ("nothing",),
    ],
)
def test_wrong_use_exits_with_two(arguments: tuple[str, ...]) -> None:
    """Usage errors are told apart from findings."""
    assert run(*arguments)[0] == 2


def test_export_writes_nothing_of_a_broken_catalogue(tmp_path: Path) -> None:
    """A catalogue with findings is not exported, and the findings are told."""
    out = tmp_path / "out.json"
    status, output = run("export", "--catalogue", str(broken(tmp_path)), "--out", str(out))
    assert status == 1
    assert "SQ201" in output
    assert not out.exists()


def test_a_new_entry_says_kindly_what_to_fill_in(tmp_path: Path) -> None:
    """The skeleton is read, and every place to fill in is a finding with its line; nothing else is."""
    root = tmp_path / "catalogue"
    vocabularies = REAL / "vocabularies"
    shutil.copytree(vocabularies, root / "vocabularies", ignore=shutil.ignore_patterns("namesakes.yml"))
    status, output = run("new", "community", "xinqu-baihe", "--province", "yunling", "--catalogue", str(root))
    assert status == 0
    assert "xinqu-baihe.yml" in output
    found = json.loads(run("check", "--catalogue", str(root), "--format", "json")[1])
    assert {f["code"] for f in found} == {"SQ110"}
    assert len(found) >= 8
    again = run("new", "community", "xinqu-baihe", "--province", "yunling", "--catalogue", str(root))
    assert again[0] == 2


@pytest.mark.parametrize("id_", ["../evil", "白鹤", "a/b", "A", ""])
def test_a_new_entry_never_leaves_the_catalogue(tmp_path: Path, id_: str) -> None:
    """An id that is no id writes nothing."""
    root = lay_out(tmp_path / "catalogue", {})
    before = sorted(root.rglob("*"))
    assert run("new", "community", id_, "--province", "yunling", "--catalogue", str(root))[0] == 2
    assert sorted(root.rglob("*")) == before


def test_our_own_fault_exits_with_three(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A crash is told as one, not as a finding about the entry."""

    def crash(_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("shequ.cli.load", crash)
    with pytest.raises(SystemExit) as caught:
        main(["check"])
    assert caught.value.code == 3
    assert "SQ901" in capsys.readouterr().err


def speak(*arguments: str, encoding: str) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of a process whose streams have an encoding."""
    environment = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": str(Path(shequ.__file__).parents[1]),
    }
    command = [sys.executable, "-c", "from shequ.cli import main; main()", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_findings_are_told_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """A character that the terminal does not have costs that character, not the report."""
    text = (BASE / ENTRY).read_text("utf-8").replace("at: ¶3", "at: ¶0", 1)
    root = lay_out(tmp_path / "catalogue", {ENTRY: text})
    status, out, _ = speak("check", "--catalogue", str(root), encoding=encoding)
    assert status == 1
    assert b"SQ106" in out
    status, out, _ = speak("check", "--catalogue", str(root), "--format", "json", encoding=encoding)
    assert status == 1
    assert "¶0" in json.loads(out.decode("utf-8"))[0]["message"]


def test_a_place_that_cannot_be_written_is_not_our_fault(tmp_path: Path) -> None:
    """What the system refuses is told in its words, as wrong use."""
    root = lay_out(tmp_path / "catalogue", {})
    (tmp_path / "file").write_text("x", "utf-8")
    out = tmp_path / "file" / "out.json"
    result = CliRunner().invoke(cli, ["export", "--catalogue", str(root), "--out", str(out)])
    assert result.exit_code == 2
    assert str(tmp_path / "file") in result.output
