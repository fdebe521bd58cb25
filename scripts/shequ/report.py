"""Findings to text: for a terminal, for programs, for annotations on a pull request; counts and exit status.

In: diagnostics in any order. Out: strings, always in the order file, line, column, code.
Wording and severity come from the codebook; nothing is printed here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from shequ.codebook import Lang, describe, load_codes
from shequ.diagnostics import Diagnostic, Severity, Span

Format = Literal["text", "json", "github"]

LANGUAGES: tuple[Lang, ...] = ("zh", "en")

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_HINT = {"zh": "提示：", "en": "hint: "}
_RELATED = {"zh": "另见：", "en": "see also: "}
_COUNTED = {
    "zh": {Severity.ERROR: "{} 个错误", Severity.WARNING: "{} 个警告", Severity.NOTE: "{} 条说明"},
    "en": {Severity.ERROR: "errors: {}", Severity.WARNING: "warnings: {}", Severity.NOTE: "notes: {}"},
}
_NONE = {"zh": "没有发现问题", "en": "No findings"}
_COMMA = {"zh": "，", "en": ", "}

# Control and bidirectional characters of a quoted value must not reach a terminal.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def severity_of(diagnostic: Diagnostic) -> Severity:
    """What the codebook says. Raises `KeyError` for an unknown code."""
    return load_codes()[diagnostic.code].severity


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """File, line, column, code."""
    return sorted(diagnostics, key=Diagnostic.sort_key)


def render_text(diagnostics: Iterable[Diagnostic], lang: Lang = "zh", color: bool = False) -> str:
    """One block a finding, each line ended; "" for none. `color` marks place and code."""
    return "".join(_render_block(diagnostic, lang, color) for diagnostic in in_order(diagnostics))


def _render_block(diagnostic: Diagnostic, lang: Lang, color: bool) -> str:
    code = load_codes()[diagnostic.code]
    message, hint = (_printable(text) for text in describe(diagnostic, lang))
    place, label = _printable(str(diagnostic.at)), f"{code.severity} {code.id} {code.name}"
    if color:
        place, label = f"\033[1m{place}\033[0m", f"\033[{_COLORS[code.severity]}m{label}\033[0m"
    lines = [f"{place}: {label}: {message}", f"  {_HINT[lang]}{hint}"]
    lines += [f"  {_RELATED[lang]}{_printable(str(span))}" for span in diagnostic.related]
    return "".join(f"{line}\n" for line in lines)


def _printable(text: str) -> str:
    """Text in one line without sequences that a terminal would obey."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def render_json(diagnostics: Iterable[Diagnostic], lang: Lang | None = None) -> str:
    """A JSON list of objects with the keys code, name, severity, file, line, column, message, hint, related.

    Message and hint are strings in `lang`, or `{"zh": …, "en": …}` without one; line and column count from 1
    and are 0 for a file as a whole; related holds objects of file, line and column.
    """
    objects = [_to_object(one, lang) for one in in_order(diagnostics)]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _to_object(diagnostic: Diagnostic, lang: Lang | None) -> dict[str, Any]:
    code = load_codes()[diagnostic.code]
    texts = {each: describe(diagnostic, each) for each in ([lang] if lang else LANGUAGES)}
    message: Any = {each: text[0] for each, text in texts.items()}
    hint: Any = {each: text[1] for each, text in texts.items()}
    return {
        "code": code.id,
        "name": code.name,
        "severity": str(code.severity),
        **_to_place(diagnostic.at),
        "message": message[lang] if lang else message,
        "hint": hint[lang] if lang else hint,
        "related": [_to_place(span) for span in diagnostic.related],
    }


def _to_place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}


def render_github(diagnostics: Iterable[Diagnostic], lang: Lang = "zh") -> str:
    """Workflow commands that GitHub turns into annotations, one a line.

    Files must be relative to the repository. Escapes as the runner's toolkit does:
    https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    return "".join(_to_command(diagnostic, lang) for diagnostic in in_order(diagnostics))


def _to_command(diagnostic: Diagnostic, lang: Lang) -> str:
    code = load_codes()[diagnostic.code]
    message, hint = describe(diagnostic, lang)
    at = diagnostic.at
    properties = {"file": at.file}
    if at.line:
        properties |= {"line": str(at.line), "col": str(max(at.column, 1))}
    properties["title"] = f"{code.id} {code.name}"
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    text = _escape_data(f"{message}\n{_HINT[lang]}{hint}")
    return f"::{_GITHUB[code.severity]} {listed}::{text}\n"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def count_severities(diagnostics: Iterable[Diagnostic]) -> Mapping[Severity, int]:
    """How many of each severity, in the order error, warning, note, with zeros."""
    counts = Counter(map(severity_of, diagnostics))
    return {severity: counts[severity] for severity in Severity}


def summarise(diagnostics: Iterable[Diagnostic], lang: Lang = "zh") -> str:
    """One line without an end: how many findings of each severity that occurs."""
    counts = count_severities(diagnostics)
    parts = [_COUNTED[lang][severity].format(count) for severity, count in counts.items() if count]
    return _COMMA[lang].join(parts) or _NONE[lang]


def exit_status(diagnostics: Iterable[Diagnostic]) -> int:
    """0 where nothing or only notes were found, else 1."""
    return int(any(severity_of(diagnostic) is not Severity.NOTE for diagnostic in diagnostics))


def render(diagnostics: Iterable[Diagnostic], form: Format, lang: Lang = "zh", color: bool = False) -> str:
    """The report in one of the three formats."""
    renderers: Mapping[Format, Callable[[], str]] = {
        "text": lambda: render_text(diagnostics, lang, color),
        "json": lambda: render_json(diagnostics, lang),
        "github": lambda: render_github(diagnostics, lang),
    }
    return renderers[form]()
