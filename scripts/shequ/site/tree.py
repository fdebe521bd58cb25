"""A site from `{path: bytes}` to the disk: a folder and a zip, each replaced as a whole or not at all.

In: files by path, `/` between folders. Out: the folder, the zip. Nothing here knows what a page is.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import unicodedata
import uuid
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

# What a browser address, a zip and a Windows folder all allow: no control characters, no `\ < > : " | ? *`.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*]')
# Names Windows keeps for devices, with any extension.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_LEFTOVER_AGE = 3600.0  # seconds after which a temporary folder is taken for the remains of a crash
_ZIP_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the zip format knows no earlier time
_ZIP_LATEST = (2107, 12, 31, 23, 59, 58)


class UnsafePathError(ValueError):
    """A path that could leave the folder, or that not every system can hold."""


def check_paths(files: Mapping[str, bytes]) -> None:
    """Raise `UnsafePathError` for a path that escapes, is not portable, or equals another somewhere."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        parts = path.split("/")
        for part in parts:
            if part in {"", ".", ".."} or _FORBIDDEN.search(part) or _RESERVED.match(part):
                raise UnsafePathError(f"{path!r}: {part!r} cannot be the name of a file or folder")
            if part[-1] in " .":
                raise UnsafePathError(f"{path!r}: {part!r} must not end in a space or a dot")
        for depth in range(1, len(parts) + 1):
            known = "/".join(parts[:depth]) + ("" if depth == len(parts) else "/")
            other = seen.setdefault(_fold(known.rstrip("/")), known)
            if other != known:
                raise UnsafePathError(f"{path!r} and {other!r} are the same on some systems")


def write_tree(files: Mapping[str, bytes], out: Path) -> None:
    """Replace the folder `out` by `files`: all is written beside it first, then the folders are swapped.

    Raises `UnsafePathError`, `OSError`, or `FileExistsError` where `out` holds what is not a site of ours.
    After any of them `out` is as it was.
    """
    check_paths(files)
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    _recover(out)
    _refuse_foreign(files, out)
    new = out.with_name(f".{out.name}.new-{uuid.uuid4().hex}")
    try:
        for path in sorted(files):
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
        new.mkdir(exist_ok=True)
        _swap(new, out)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_zip(files: Mapping[str, bytes], out_zip: Path, then: Callable[[], None] = lambda: None) -> None:
    """Replace `out_zip` by an archive of `files`, in one folder named as the zip is: equal bytes every time.

    Times are SOURCE_DATE_EPOCH, or 1980. Raises `UnsafePathError`, `OSError`; the old zip stays then.
    `then` is called once the new archive is whole, before it takes the place of the old; if it raises, the
    old one stays.
    """
    check_paths(files)
    out_zip.parent.mkdir(parents=True, exist_ok=True)
    new = out_zip.with_name(f".{out_zip.name}.new-{uuid.uuid4().hex}")
    stamp = min(max(read_timestamp() or _ZIP_EARLIEST, _ZIP_EARLIEST), _ZIP_LATEST)
    try:
        with zipfile.ZipFile(new, "w") as archive:
            for path in sorted(files):
                info = zipfile.ZipInfo(f"{out_zip.stem}/{path}", stamp)
                info.create_system, info.external_attr = 3, 0o100644 << 16  # as made on Unix: a plain file
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, files[path], compresslevel=9)
        then()
        new.replace(out_zip)
    finally:
        new.unlink(missing_ok=True)


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _swap(new: Path, out: Path) -> None:
    if not out.exists():
        new.rename(out)
        return
    old = out.with_name(f".{out.name}.old-{uuid.uuid4().hex}")
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(out: Path) -> None:
    """After a crash: put the last site back where the swap was cut short, and remove what else is left."""
    olds = sorted(out.parent.glob(f".{out.name}.old-*"), key=lambda p: p.stat().st_mtime)
    if olds and not out.exists():
        olds.pop().rename(out)
    for leftover in [*olds, *out.parent.glob(f".{out.name}.new-*")]:
        if time.time() - leftover.stat().st_mtime > _LEFTOVER_AGE:
            shutil.rmtree(leftover, ignore_errors=True)


def _refuse_foreign(files: Mapping[str, bytes], out: Path) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not out.is_dir() or not any((out / path).is_file() for path in files):
        raise FileExistsError(f"{out} is not a site of ours: name a new or empty folder")


def read_timestamp() -> tuple[int, int, int, int, int, int] | None:
    """The moment SOURCE_DATE_EPOCH names, in UTC; None where it is not set. Raises `ValueError`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not epoch.isascii() or not epoch.isdigit() or len(epoch) > 11:
        raise ValueError(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch!r}")
    return time.gmtime(int(epoch))[:6]
