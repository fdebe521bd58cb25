"""The skeleton of a new entry: what to fill in, in the words of the person who will.

In: the catalogue's folder, a province and an id. Out: two new files. Nothing that exists is overwritten.
Every place to fill in begins with `PLACEHOLDER`; `check` says kindly which are left.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from shequ.model.base import ID_PATTERN
from shequ.shape import PLACEHOLDER

_TEMPLATES = {"community": "skeleton/community.yml", "source": "skeleton/source.yml"}


def write_community(root: Path, province: str, id_: str) -> list[Path]:
    """Write the entry and its source below `root`; returns their paths.

    Raises `ValueError` for an id or a province that cannot be a file name, and where a file exists already.
    """
    for value in (province, id_):
        if not re.fullmatch(ID_PATTERN, value):
            raise ValueError(f"{value!r}: lower-case letters, digits and hyphens, such as nanhu-xiangcheng")
    files = {
        root / "communities" / province / f"{id_}.yml": _fill("community", id_),
        root / "sources" / f"{source_id(id_)}.yml": _fill("source", id_),
    }
    taken = [str(file) for file in files if file.exists()]
    taken += [str(file) for file in (root / "communities").glob(f"*/{id_}.yml") if str(file) not in taken]
    if taken:
        raise ValueError(f"already there: {', '.join(taken)}")
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return list(files)


def source_id(community: str) -> str:
    """The id a new entry's source starts with; rename the file once the year is known."""
    return f"{community}-source"


def _fill(template: str, id_: str) -> str:
    text = (resources.files("shequ") / "templates" / _TEMPLATES[template]).read_text("utf-8")
    return text.replace("@SOURCE@", source_id(id_)).replace("@TODO@", PLACEHOLDER)
