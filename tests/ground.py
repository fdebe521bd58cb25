"""The ground of a case: folders of the real catalogue, less what speaks of entries the case does not have.

In: an `overlay.txt`, which names the folders, one a line. Out: copies of them. Nothing is asserted here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

# The register of namesakes speaks of entries that a case does not have.
_NAMESAKES = shutil.ignore_patterns("namesakes.yml")


def lay_ground(overlay: Path, root: Path) -> Path:
    """Copy the folders that `overlay` names into the catalogue at `root`."""
    for line in overlay.read_text("utf-8").split():
        place = root / Path(line).relative_to("catalogue")
        shutil.copytree(REPOSITORY / line, place, dirs_exist_ok=True, ignore=_NAMESAKES)
    return root
