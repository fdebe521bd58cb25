"""The registry: what rules say they report is what the codebook explains, and nothing else comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shequ.catalogue import read
from shequ.codebook import describe, load_codes
from shequ.diagnostics import Diagnostic
from shequ.rules import RULES

CASES = Path(__file__).parents[1] / "cases"
# Codes for which the text of a source must be at hand.
NEEDS_TEXT = tuple(f"SQ5{tens}" for tens in (2, 3, 4))


def is_of_rules(code: str) -> bool:
    """Whether a code is for the rules to report: families 2 to 6, without those that need a text."""
    return code[2] in "23456" and not code.startswith(NEEDS_TEXT)


def test_registered_codes_are_the_documented_ones() -> None:
    """Every code of a rule is in the codebook, and every code of the rules' families has a rule."""
    registered = {code for rule in RULES for code in rule.codes}
    assert registered == {code for code in load_codes() if is_of_rules(code)}


def test_every_rule_states_itself() -> None:
    """The docstring of a check is the rule: one sentence on one line that says what must be."""
    for rule in RULES:
        text = rule.check.__doc__ or ""
        assert text.endswith("."), rule.check.__name__
        assert "\n" not in text, rule.check.__name__


def test_codes_and_names_are_unique() -> None:
    """No name stands for two codes, and each shows what is wrong and what is right."""
    codes = load_codes()
    assert max(Counter(code.name for code in codes.values()).values()) == 1
    assert all(code.bad.strip() and code.good.strip() and code.bad != code.good for code in codes.values())


def test_rules_yield_only_what_they_name(tmp_path: Path) -> None:
    """Each rule reports only codes it names, with every fact their words ask for."""
    seen = set()
    for case in sorted((CASES / "invalid").glob("*")):
        for rule, codes, diagnostics in _run(case):
            for one in diagnostics:
                assert one.code in codes, f"{rule} reports {one.code} in {case.name}"
                assert all(describe(one, "zh"))
                assert all(describe(one, "en"))
                seen.add(one.code)
    assert len(seen) > 30


def _run(case: Path) -> Iterator[tuple[str, tuple[str, ...], list[Diagnostic]]]:
    """Each rule's name, codes and findings over a case laid alone, without the base."""
    if not any(case.rglob("*.yml")):
        return
    catalogue, _ = read(case)
    for rule in RULES:
        yield rule.check.__name__, rule.codes, list(rule.check(catalogue))
