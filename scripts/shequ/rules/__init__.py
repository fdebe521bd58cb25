"""Semantic checks over the joined records, one module per family of codes.

In: `Catalogue`. Out: diagnostics, in no particular order. A rule reads nothing else and changes nothing.
"""

from __future__ import annotations

import importlib
import pkgutil

from shequ.diagnostics import Diagnostic
from shequ.records import Catalogue
from shequ.remember import once_per_catalogue
from shequ.rules.registry import RULES, Rule, rule

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "Rule", "check", "rule"]


@once_per_catalogue
def check(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Everything the rules have to say about a catalogue."""
    return tuple(found for registered in RULES for found in registered.check(catalogue))
