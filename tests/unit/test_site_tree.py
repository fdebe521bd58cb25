"""The folder and the zip: replaced as a whole or not at all, and nothing outside them."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

from shequ.site import UnsafePathError, write_tree, write_zip

OLD = {"index.html": b"old", "communities/a.html": b"old"}
NEW = {"index.html": b"new", "practices/a/b.html": b"new"}


def _read(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize(
    "paths",
    [
        ["../a.html"],
        ["a/../../b.html"],
        ["/etc/a.html"],
        ["a//b.html"],
        ["./a.html"],
        [""],
        ["a/"],
        ["a\x00.html"],
        ["a\nb.html"],
        ["..\\a.html"],
        ["C:a.html"],
        ["con.html"],
        ["communities/Aux"],
        ["a./b.html"],
        ["a .html "],
        ["A.html", "a.html"],
        ["b/x.html", "B/y.html"],
        ["a", "a/b.html"],
        ["é.html", "e\u0301.html"],
    ],
    ids=repr,
)
def test_unsafe_paths_are_refused(tmp_path: Path, paths: list[str]) -> None:
    """A path that escapes, is not portable or equals another somewhere stops both; nothing is written."""
    files = dict.fromkeys(paths, b"")
    with pytest.raises(UnsafePathError):
        write_tree(files, tmp_path / "site")
    with pytest.raises(UnsafePathError):
        write_zip(files, tmp_path / "dist" / "a.zip")
    assert list(tmp_path.rglob("*")) == []


def test_chinese_paths_are_allowed(tmp_path: Path) -> None:
    """A file may be named in Chinese, and two files may have one name in two folders."""
    files = {"资料/说明.txt": b"1", "a/x.html": b"2", "b/x.html": b"3"}
    write_tree(files, tmp_path / "site")
    assert _read(tmp_path / "site") == files


def test_new_site_replaces_the_old(tmp_path: Path) -> None:
    """After a build the folder holds the new files only, and nothing stands beside it."""
    write_tree(OLD, tmp_path / "site")
    write_tree(NEW, tmp_path / "site")
    assert _read(tmp_path / "site") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_failed_write_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full half-way leaves the last good site, and no remains."""
    write_tree(OLD, tmp_path / "site")
    write_bytes = Path.write_bytes

    def fail_on_practices(self: Path, data: bytes) -> int:
        if "practices" in self.parts:
            raise OSError(28, "No space left on device")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_on_practices)
    with pytest.raises(OSError, match="No space left"):
        write_tree(NEW, tmp_path / "site")
    assert _read(tmp_path / "site") == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_failed_swap_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot take the place of the old, the old one returns."""
    write_tree(OLD, tmp_path / "site")
    rename = Path.rename

    def fail_for_the_new(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise PermissionError(13, "Access denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_new)
    with pytest.raises(PermissionError):
        write_tree(NEW, tmp_path / "site")
    assert _read(tmp_path / "site") == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_crash_within_the_swap_is_repaired(tmp_path: Path) -> None:
    """A site moved aside by a build that then died comes back, even where the next build fails too."""
    write_tree(OLD, tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.old-dead")
    with pytest.raises(FileExistsError):
        write_tree({"other.html": b""}, tmp_path / "site")
    assert _read(tmp_path / "site") == OLD


def test_remains_of_a_crash_go_but_a_running_build_stays(tmp_path: Path) -> None:
    """Temporary folders of another build are removed once they are an hour old, not before."""
    for name, age in ((".site.new-dead", 7200), (".site.old-dead", 7200), (".site.new-running", 10)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    (tmp_path / "site").mkdir()
    write_tree(NEW, tmp_path / "site")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".site.new-running", "site"]


def test_foreign_folder_is_not_replaced(tmp_path: Path) -> None:
    """A folder that holds something else, or a file, is left alone; an empty folder is taken."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("home", "file"):
        with pytest.raises(FileExistsError, match=name):
            write_tree(NEW, tmp_path / name)
    assert (tmp_path / "home" / "thesis.txt").read_text() == (tmp_path / "file").read_text() == "mine"


def test_site_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    """The folder has the rights any new folder has, not those of a private temporary one."""
    write_tree(NEW, tmp_path / "site")
    (tmp_path / "ordinary").mkdir()
    assert (tmp_path / "site").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_zip_has_one_folder_and_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive unpacks into one folder named as it is, and does not depend on clock, order or place."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first, second = tmp_path / "a" / "shequ-0.1.0.zip", tmp_path / "b" / "shequ-0.1.0.zip"
    write_zip(NEW, first)
    write_zip(dict(reversed(NEW.items())), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            f"shequ-0.1.0/{path}": data for path, data in NEW.items()
        }
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("epoch", "written"),
    [
        ("1577934245", (2020, 1, 2, 3, 4, 4)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("99999999999", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_zip_times_follow_the_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, written: tuple[int, ...]
) -> None:
    """SOURCE_DATE_EPOCH is the time of every file, within what the format can hold (two seconds fine)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    write_zip(NEW, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {written}


def test_failed_zip_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An epoch that is no number stops the zip with its value; the last good zip stays, and no remains."""
    write_zip(OLD, tmp_path / "a.zip")
    before = (tmp_path / "a.zip").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ValueError, match="yesterday"):
        write_zip(NEW, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]
