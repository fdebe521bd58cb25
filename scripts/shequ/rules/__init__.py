"""Semantic checks over the joined records, one module per family of codes.

In: `Catalogue`. Out: diagnostics, in no particular order. A rule reads nothing else and changes nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from shequ.diagnostics import Diagnostic
from shequ.records import Catalogue
from shequ.rules.registry import RULES, Rule, rule

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "Rule", "check", "rule"]


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Everything the rules have to say about a catalogue."""
    for registered in RULES:
        yield from registered.check(catalogue)
