"""The codes of all findings: name, severity and wording in both languages, read once from `locales/codes/`.

In: one YAML file per family. Out: `Code` records and filled messages.
No check lives here; a check names a code and supplies the facts its wording asks for.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from shequ.diagnostics import Diagnostic, Severity

Lang = Literal["zh", "en"]


@dataclass(frozen=True)
class Code:
    """One kind of finding. `bad` and `good` are YAML (or text) a contributor might have written."""

    id: str
    name: str
    severity: Severity
    title: dict[Lang, str]
    message: dict[Lang, str]
    hint: dict[Lang, str]
    why: dict[Lang, str]
    bad: str
    good: str

    def placeholders(self) -> frozenset[str]:
        """The facts that message and hint ask for, over both languages."""
        texts = [*self.message.values(), *self.hint.values()]
        return frozenset(name for t in texts for _, name, _, _ in string.Formatter().parse(t) if name)


@cache
def load_codes() -> dict[str, Code]:
    """All codes by id, in order. Raises `ValueError` where two families define one code."""
    codes: dict[str, Code] = {}
    folder = resources.files("shequ") / "locales" / "codes"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        for id_, raw in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader).items():
            if id_ in codes:
                raise ValueError(f"code {id_} is defined twice, again in {file.name}")
            codes[id_] = Code(id=id_, **{**raw, "severity": Severity(raw["severity"])})
    return dict(sorted(codes.items()))


def describe(diagnostic: Diagnostic, lang: Lang) -> tuple[str, str]:
    """Message and hint of a finding in `lang`. Raises `KeyError` for an unknown code or a missing fact."""
    code = load_codes()[diagnostic.code]
    return (
        code.message[lang].format_map(diagnostic.facts),
        code.hint[lang].format_map(diagnostic.facts),
    )
