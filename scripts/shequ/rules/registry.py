"""How a rule makes itself known: a decorator that names the codes it may report.

A rule is a generator over the catalogue; its one-line docstring is the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shequ.diagnostics import Diagnostic
from shequ.records import Catalogue

Check = Callable[[Catalogue], Iterator[Diagnostic]]


@dataclass(frozen=True)
class Rule:
    """One registered check and the codes it may report."""

    codes: tuple[str, ...]
    check: Check


RULES: list[Rule] = []


def rule(*codes: str) -> Callable[[Check], Check]:
    """Register a check. A diagnostic with a code that is not named here is our bug (a test tells)."""

    def register(check: Check) -> Check:
        RULES.append(Rule(codes, check))
        return check

    return register
