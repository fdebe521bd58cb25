"""Results that follow from a whole catalogue, computed once for each.

In: a pure function of a `Catalogue`. Out: the same function, remembering its last results.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from shequ.records import Catalogue

T = TypeVar("T")


class _ByIdentity:
    """A catalogue as a key: it never changes, and it is too large to compare or hash."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


def once_per_catalogue(compute: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """Remember what `compute` gave for the last two catalogues. Its result must not be changed by callers."""

    @lru_cache(maxsize=2)
    def remembered(key: _ByIdentity) -> T:
        return compute(key.catalogue)

    @wraps(compute)
    def ask(catalogue: Catalogue) -> T:
        return remembered(_ByIdentity(catalogue))

    return ask
