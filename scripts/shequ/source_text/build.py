"""Text to data: libyaml's events, one pass, no recursion.

In: text without forbidden characters. Out: data, a `Skeleton` of places, findings, the parser's fault if any.
Events and not `compose`: the composer of the C parser recurses on the C stack, which a deep file overflows;
a stack of our own stops at `MAX_DEPTH`, and all that stands before a fault is still seen.
Every scalar stays a string; only a plain empty one, `null` and `~` are None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from shequ.diagnostics import Diagnostic, Span
from shequ.source_text.decode import CONTROL, INVISIBLE, MAX_ALIKE
from shequ.source_text.places import NO_KEY, Position, Skeleton

# The deepest record has about ten levels; the largest file, all regions, fifty thousand nodes.
MAX_DEPTH = 64
MAX_NODES = 200_000

_NULLS = frozenset({"", "~", "null"})
_BLANKS = ("\u3000", "\xa0")
# `name：…` or `name:湘城` that YAML takes for one plain text, with the separator in the group.
_NO_SEPARATOR = re.compile(
    r"^[ \-]*[a-z][a-z0-9_]*[ \u3000]*(：|:[\u3000\xa0]|:(?=[\u3001-\u9fff\"'\[{]))", re.MULTILINE
)
# ` #1 轮流` after a plain text: YAML takes it for a comment, the author meant it.
_GLUED_COMMENT = re.compile(r"[ \t]+(#[^\s#!][^\n]{0,20})")
# `[parking，fire]`: ids joined by a full-width comma.
_WIDE_COMMA = re.compile(r"^[a-z0-9-]+\s*([，、])")


@dataclass
class Built:
    """What one pass made.

    `fault` is the parser's complaint that ended it; then `last_quote` has the offsets of the last quoted
    scalar and `open_bracket` the place of the innermost bracket that is open.
    """

    data: object = None
    skeleton: Skeleton = field(default_factory=Skeleton)
    findings: list[Diagnostic] = field(default_factory=list)
    is_faithful: bool = True
    fault: yaml.YAMLError | None = None
    last_quote: tuple[int, int] = (-1, -1)
    open_bracket: Position | None = None


class _Frame:
    """An open collection. `key` is the entry's key, `at` its place, `None` where one is due."""

    __slots__ = ("at", "container", "is_flow", "keep", "key", "keys", "mark", "start")

    def __init__(self, container: Any, at: Position, is_flow: bool, keep: bool, start: int) -> None:
        self.container = container
        self.at = at
        self.is_flow = is_flow
        self.keep = keep  # whether the collection will be part of the data
        self.start = start  # length of the skeleton when it began
        self.key: str | None = None
        self.mark: Position | None = None  # of the key whose value is due; None where a key is due
        self.keys: dict[str, Position] = {}


def build_data(text: str, file: str) -> Built:
    """Parse `text`. Data after a fault is missing; findings before it are there."""
    return _Builder(text, file).run()


class _Builder:
    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._built = Built()
        self._stack: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def run(self) -> Built:
        """All events, as far as the parser and the limits go."""
        built = self._built
        try:
            parser = yaml.CSafeLoader(self._text)
            while event := parser.get_event():
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            built.fault = error
            built.open_bracket = next((one.at for one in reversed(self._stack) if one.is_flow), None)
            # Of half a file nobody can say that it is no mapping.
            built.findings = [one for one in built.findings if one.code != "SQ025"]
        else:
            if self._nodes == 0:
                self._refuse("SQ004", (0, 0))
        return built

    def _take(self, event: yaml.Event) -> bool:
        """One event; False where the rest is not worth reading."""
        if isinstance(event, NodeEvent):
            self._nodes += 1
            if self._nodes > MAX_NODES:
                return self._refuse("SQ027", _start(event), limit=f"{MAX_NODES:,}")
            return self._take_node(event)
        if isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return self._refuse("SQ024", _start(event))
        return True

    def _take_node(self, event: NodeEvent) -> bool:
        at = _start(event)
        if isinstance(event, AliasEvent):
            self._refuse("SQ021", at, mark=f"*{event.anchor}")
            self._place(None, at)
            return True
        if event.anchor is not None:
            self._find("SQ021", at, mark=f"&{event.anchor}")
        if isinstance(event, ScalarEvent):
            self._take_tag(event.tag, at)
            self._take_scalar(event, at)
            return True
        if isinstance(event, CollectionStartEvent):
            self._take_tag(event.tag, at)
            return self._open(event, at)
        return True

    def _take_tag(self, tag: str | None, at: Position) -> None:
        if tag is not None:
            self._find("SQ022", at, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def _take_scalar(self, event: ScalarEvent, at: Position) -> None:
        value: str = event.value
        if event.style:  # quoted or block; plain is the empty string
            self._built.last_quote = _offsets(event)
            if event.style == '"' and not value.isprintable():
                self._find_escaped(value, at)
            self._place(value, at)
            return
        end = _offsets(event)[1]
        if comment := _GLUED_COMMENT.match(self._text, end):
            self._find("SQ036", (at[0], at[1] + comment.start(1) - _offsets(event)[0]), comment=comment[1])
        if value.startswith(_BLANKS):
            self._refuse("SQ016", at)
        elif "：" in value or ":" in value:
            self._find_separators(event)
        elif self._stack and self._stack[-1].is_flow and (comma := _WIDE_COMMA.match(value)):
            self._refuse("SQ035", (at[0], at[1] + comma.start(1)), character=comma[1])
        if value == "<<" and self._is_key_due():
            self._refuse("SQ023", at)
            self._stack[-1].mark, self._stack[-1].key = at, None
            return
        self._place(None if value in _NULLS else value, at)

    def _find_escaped(self, value: str, at: Position) -> None:
        """Characters that are refused in a file and were written as an escape."""
        start, end = self._built.last_quote
        for code, pattern in (("SQ009", CONTROL), ("SQ010", INVISIBLE)):
            match = pattern.search(value)
            if match and match[0] not in self._text[start:end]:
                self._refuse(code, at, character=f"U+{ord(match[0]):04X}")

    def _find_separators(self, event: ScalarEvent) -> None:
        """Keys inside a plain text, for want of a colon and a space that YAML knows."""
        start, end = _offsets(event)
        raw = self._text[start:end]
        for match in islice(_NO_SEPARATOR.finditer(raw), MAX_ALIKE):
            line = _start(event)[0] + raw.count("\n", 0, match.start())
            before = self._text.rfind("\n", 0, start + match.start(1))
            code = {"：": "SQ015", ":": "SQ017"}.get(match[1], "SQ016")
            key = match[0][: match.start(1) - match.start()].strip(" -\u3000\r\n")
            self._refuse(code, (line, start + match.start(1) - before), key=key)

    def _is_key_due(self) -> bool:
        frame = self._stack[-1] if self._stack else None
        return frame is not None and frame.mark is None and isinstance(frame.container, dict)

    def _open(self, event: CollectionStartEvent, at: Position) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            return self._refuse("SQ026", at, limit=str(MAX_DEPTH))
        container: Any = {} if isinstance(event, MappingStartEvent) else []
        start = len(self._built.skeleton)
        keep = self._place(container, at)
        self._stack.append(_Frame(container, at, bool(event.flow_style), keep, start))
        return True

    def _close(self) -> None:
        frame = self._stack.pop()
        if not frame.keep:
            self._built.skeleton.cut(frame.start)

    def _place(self, value: object, at: Position) -> bool:
        """Put a node where it belongs; True where it is part of the data."""
        depth = len(self._stack)
        if not self._stack:
            return self._place_root(value, at)
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            self._built.skeleton.add(depth, len(frame.container), NO_KEY, at)
            frame.container.append(value)
            return True
        if frame.mark is None:
            self._place_key(frame, value, at)
            return False
        key, mark, frame.key, frame.mark = frame.key, frame.mark, None, None
        if key is None:
            return False
        self._built.skeleton.add(depth, key, mark, at)
        frame.container[key] = value
        return True

    def _place_root(self, value: object, at: Position) -> bool:
        self._built.data = value
        self._built.skeleton.add(0, "", NO_KEY, at)
        if value is None:
            self._refuse("SQ004", (0, 0))
        elif not isinstance(value, dict):
            self._refuse("SQ025", at)
        return True

    def _place_key(self, frame: _Frame, key: object, at: Position) -> None:
        """Of equal keys the first keeps its value; what is no text is a key without a value of ours."""
        frame.mark = at
        if not isinstance(key, str):
            self._refuse("SQ028", at)
        elif key in frame.keys:
            first = frame.keys[key]
            related = (Span(self._file, *first),)
            facts = {"key": key, "first": str(first[0])}
            self._built.findings.append(Diagnostic("SQ020", Span(self._file, *at), facts, related))
        else:
            frame.keys[key] = at
            frame.key = key

    def _find(self, code: str, at: Position, **facts: str) -> None:
        self._built.findings.append(Diagnostic(code, Span(self._file, *at), facts))

    def _refuse(self, code: str, at: Position, **facts: str) -> bool:
        """A finding after which the data is not what its author meant; False, for an early end."""
        self._find(code, at, **facts)
        self._built.is_faithful = False
        return False


def _start(event: yaml.Event) -> Position:
    """Line and column from 1."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _offsets(event: yaml.Event) -> tuple[int, int]:
    """Where the event's text starts and ends."""
    start, end = cast("tuple[Any, Any]", (event.start_mark, event.end_mark))
    return start.index, end.index
