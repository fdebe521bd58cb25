"""Small catalogues for tests: the base case with some files changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

BASE = Path(__file__).parents[1] / "cases" / "base"


def lay_out(root: Path, files: Mapping[str, str]) -> Path:
    """The base case at `root`, with `files` (path below the catalogue → text) over it."""
    shutil.copytree(BASE, root)
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return root
