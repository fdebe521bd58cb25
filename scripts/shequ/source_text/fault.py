"""What the parser could not read, said as the mistake an author makes, and a patch that lets reading go on.

In: the text, what was built of it, its fault. Out: one finding, and the text patched where that is safe.
The patch only serves to find more faults: patched text never becomes data.
The parser's own words are those of libyaml 0.2; what they do not tell apart, the text around them does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from shequ.diagnostics import Diagnostic, Span
from shequ.source_text.build import Built
from shequ.source_text.lines import Lines

# A key at the start of a line, then the separator in the group, for each of three mistakes.
_KEY = r"^[ \u3000\-]*[\"']?[A-Za-z_][\w-]*[\"']?[ \u3000]*"
_WIDE_COLON = re.compile(_KEY + "(：)")
_WIDE_SPACE = re.compile(r"^[ \-]*([\u3000\xa0])|" + _KEY + ":([\u3000\xa0])")
_NO_SPACE = re.compile(_KEY + r"(:)(?=[^\s/])")
# `key: value` before the colon that the parser refused.
_ENTRY = re.compile(r"^[ \-]*[^\s:][^:]*:\s+\S")
_LEVEL = re.compile(r"[ ]*(?:- +)*")
# Findings that explain any fault in their line, and those that explain a broken bracket.
_CAUSES = frozenset({"SQ009", "SQ010", "SQ021"})
_CAUSES_IN_BRACKETS = _CAUSES | {"SQ015", "SQ016", "SQ017"}
# How far back the levels of indentation around a line are looked for.
_LINES_BACK = 200


@dataclass(frozen=True)
class _Fault:
    """The complaint with its places as offsets; `context` is "" where the parser gives none."""

    problem: str
    at: int
    context: str
    context_at: int
    text: str
    lines: Lines

    def char(self, offset: int) -> str:
        return self.text[offset : offset + 1]


@dataclass(frozen=True)
class _Finding:
    """A code at an offset, its facts, and the patch: put `patch` in place of `width` characters there."""

    code: str
    at: int
    facts: dict[str, str]
    patch: str | None = None
    width: int = 1


def explain_fault(
    text: str, built: Built, known: Sequence[Diagnostic], file: str
) -> tuple[Diagnostic | None, str | None]:
    """The finding for `built.fault`, None where `known` has named its cause already; and the patched text."""
    error = built.fault
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Diagnostic("SQ012", Span(file), {"problem": str(error).splitlines()[0]}), None
    lines = Lines(text)
    fault = _Fault(
        problem=str(error.problem or ""),
        at=_offset(error.problem_mark, lines),
        context=str(error.context or ""),
        context_at=_offset(error.context_mark or error.problem_mark, lines),
        text=text,
        lines=lines,
    )
    found = _explain(fault, built)
    line, column = lines.position(found.at)
    finding = Diagnostic(found.code, Span(file, line, column), found.facts)
    patched = None
    if found.patch is not None:
        patched = text[: found.at] + found.patch + text[found.at + found.width :]
    return (None if _is_named(fault, found.code, line, known) else finding), patched


def _offset(mark: yaml.Mark, lines: Lines) -> int:
    return lines.offset(mark.line + 1, mark.column + 1)


def _is_named(fault: _Fault, code: str, line: int, known: Sequence[Diagnostic]) -> bool:
    """A tab in the same lines, or a strange character, an alias or a lost separator in the line itself."""
    stop = fault.lines.position(fault.at)[0]
    tabbed = range(min(line, stop), stop + 1)
    causes = _CAUSES_IN_BRACKETS if code == "SQ029" else _CAUSES
    return any(
        (one.code in causes and one.at.line == line) or (one.code == "SQ011" and one.at.line in tabbed)
        for one in known
    )


def _explain(fault: _Fault, built: Built) -> _Finding:
    """The first explanation that fits, the most certain ones first."""
    for explain in (_explain_start, _explain_quoted, _explain_separator):
        found = explain(fault)
        if found is not None:
            return found
    return _explain_brackets(fault, built) or _explain_structure(fault, built)


def _explain_start(fault: _Fault) -> _Finding | None:
    """A value that starts with a character of YAML's own."""
    problem, context = fault.problem, fault.context
    if "cannot start any token" in problem or "node content" in problem or "not allowed in this" in problem:
        at = fault.at
    elif context.endswith(("an alias", "an anchor", "a tag", "a block scalar", "a directive")):
        at = fault.context_at
    else:
        return None
    char = fault.char(at)
    if char == "%":
        # A line that starts with it is a directive and holds no value to patch.
        return _Finding("SQ013", at, {}, patch=None if "directive" in context else "x")
    # A tab has its own finding; a colon is no start.
    if not char or char in ":\t \r\n":
        return None
    return _Finding("SQ014", at, {"character": char}, patch="x")


def _explain_quoted(fault: _Fault) -> _Finding | None:
    """A quote that does not end, or a backslash that YAML does not know."""
    if "quoted scalar" not in fault.context:
        return None
    if "unexpected end of stream" in fault.problem or "document indicator" in fault.problem:
        return _Finding("SQ019", fault.context_at, {"quote": fault.char(fault.context_at)})
    if "escape" in fault.problem or "hexdecimal" in fault.problem or "Unicode" in fault.problem:
        at = fault.text.rfind("\\", 0, fault.at + 1)
        if at > fault.context_at:
            return _Finding("SQ032", at, {"escape": fault.text[at : at + 2].strip()}, patch="x")
    return None


def _explain_separator(fault: _Fault) -> _Finding | None:
    """A full-width colon, a full-width space or no space between a key and its value."""
    if "flow" in fault.context:
        return None
    for number in _suspect_lines(fault):
        line, start = fault.lines.line(number), fault.lines.offset(number)
        for code, pattern, patch in (
            ("SQ015", _WIDE_COLON, ": "),
            ("SQ016", _WIDE_SPACE, " "),
            ("SQ017", _NO_SPACE, ": "),
        ):
            match = pattern.match(line)
            if match is None:
                continue
            column = match.start(match.lastindex or 1)
            key = line[:column].strip(" -:\u3000\"'")
            return _Finding(code, start + column, {"key": key} if code != "SQ016" else {}, patch=patch)
    return None


def _suspect_lines(fault: _Fault) -> Iterator[int]:
    """Where a separator may be missing: the line that waits for a colon, the refused one, the one before."""
    if "simple key" in fault.context:
        yield fault.lines.position(fault.context_at)[0]
        return
    line = fault.lines.position(fault.at)[0]
    yield line
    yield from _lines_above(fault, line, 1)


def _lines_above(fault: _Fault, line: int, count: int) -> Iterator[int]:
    """The nearest lines above that hold more than a comment."""
    for number in range(line - 1, max(0, line - _LINES_BACK), -1):
        if fault.lines.line(number).strip() and not fault.lines.line(number).lstrip().startswith("#"):
            yield number
            count -= 1
            if count == 0:
                return


def _explain_brackets(fault: _Fault, built: Built) -> _Finding | None:
    """A list or a mapping in brackets that does not end."""
    if "flow" not in fault.context or built.open_bracket is None:
        return None
    at = fault.lines.offset(*built.open_bracket)
    return _Finding("SQ029", at, {"bracket": fault.char(at)})


def _explain_structure(fault: _Fault, built: Built) -> _Finding:
    """Lines that do not fit the lines around them."""
    problem = fault.problem
    if "could not find expected ':'" in problem:
        line = fault.lines.line(fault.lines.position(fault.context_at)[0])
        return _Finding("SQ033", fault.context_at, {"text": _shorten(line)}, patch="#")
    number, column = fault.lines.position(fault.at)
    line = fault.lines.line(number)
    closing = line[: column - 1].rstrip(" ")[-1:]
    if closing and closing in "\"']}" and (closing in "]}" or _ends_quote(fault, built)):
        return _Finding("SQ030", fault.at, {"mark": closing, "text": _shorten(line)})
    if "mapping values are not allowed" in problem:
        if _ENTRY.match(line[: column - 1]):
            return _Finding("SQ031", fault.at, {"text": _shorten(line)}, patch="x")
        return _misindented(fault, number)
    if line.lstrip(" -").startswith(":"):
        return _Finding("SQ028", fault.at, {})
    if "document start" in problem and any(
        fault.lines.line(above).startswith("...") for above in _lines_above(fault, number, 1)
    ):
        return _Finding("SQ024", fault.at, {})
    if "did not find expected" in problem and "block" in fault.context:
        return _misindented(fault, number)
    return _Finding("SQ012", fault.at, {"problem": problem})


def _ends_quote(fault: _Fault, built: Built) -> bool:
    """Whether a quoted text ends right before the fault."""
    start, end = built.last_quote
    return start >= 0 and fault.char(start) in "\"'" and not fault.text[end : fault.at].strip(" ")


def _misindented(fault: _Fault, number: int) -> _Finding:
    """A line between the levels, or at a level of the other kind."""
    line = fault.lines.line(number)
    indent = len(line) - len(line.lstrip(" "))
    at = fault.lines.offset(number) + indent
    levels = _levels_above(fault, number)
    if indent in levels and "expected" in fault.problem:
        return _Finding("SQ034", at, {"text": _shorten(line)})
    return _Finding("SQ018", at, {"indent": str(indent), "levels": ", ".join(map(str, sorted(levels)))})


def _levels_above(fault: _Fault, number: int) -> set[int]:
    """The indentations that are open above a line, what follows a list mark being one of its own."""
    levels: set[int] = set()
    lowest = -1
    for above in _lines_above(fault, number, _LINES_BACK):
        line = fault.lines.line(above)
        indent = len(line) - len(line.lstrip(" "))
        if lowest < 0 or indent < lowest:
            match = _LEVEL.match(line)
            levels |= {indent, match.end() if match else indent}
            lowest = indent
        if lowest == 0:
            break
    return levels or {0}


def _shorten(line: str) -> str:
    """A line as a message may quote it."""
    line = line.strip()
    return line if len(line) <= 40 else line[:39] + "…"
