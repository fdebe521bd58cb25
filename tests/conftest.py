"""What tests of any folder share: the folder of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of small catalogues: `base`, `invalid`, `valid`."""
    return CASES
