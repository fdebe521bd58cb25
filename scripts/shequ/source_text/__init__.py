"""YAML text to plain data, with the place of every value: the one reader of authored files.

In: bytes or a path. Out: a `Document` (strings, None, dicts and lists, and where each stands) and findings.
No field is known here: what a value means is for `model` to say. Nothing here raises on any input.

`decode` makes text of bytes, `build` makes data of text, `places` remembers where all of it stood, `fault`
explains what the parser could not read.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from shequ.diagnostics import Diagnostic, Span
from shequ.source_text.build import Built, build_data
from shequ.source_text.decode import MAX_ALIKE, MAX_BYTES, decode_bytes
from shequ.source_text.fault import explain_fault
from shequ.source_text.places import LazySpans, PathInData

__all__ = ["MAX_ALIKE", "MAX_BYTES", "Document", "PathInData", "load_file", "load_text", "read_inside"]

# How many faults of syntax one file is searched for: each costs one more parse.
MAX_FAULTS = 20


@dataclass(frozen=True, eq=False)
class Document:
    """One file: `data` holds str, None, dict and list only and is not to be changed in place.

    `spans` has the place of every value by its path, `()` being the document; `key_spans` that of the key of
    every mapping entry.
    """

    file: str
    data: object
    spans: Mapping[PathInData, Span] = field(repr=False)
    key_spans: Mapping[PathInData, Span] = field(repr=False)

    def locate(self, path: Sequence[str | int]) -> Span:
        """The span to report for `path`: of a text its own, of a collection or of nothing that of its key.

        Parts that the file does not have are passed over: a missing field is reported at what should hold it,
        and a path with the names of union members in it still finds its value. A last part `[key]` asks for
        the key itself.
        """
        known: PathInData = ()
        value = self.data
        for part in path:
            longer = (*known, part)
            if longer in self.spans:
                known, value = longer, cast("Any", value)[part]
        at_key = not isinstance(value, str) or tuple(path[-1:]) == ("[key]",)
        if at_key and known in self.key_spans:
            return self.key_spans[known]
        return self.spans.get(known, Span(self.file))


def load_file(path: Path, root: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Read the file at `path`, shown relative to `root`. What cannot be read is a finding."""
    data, findings = read_inside(path, root)
    return (None, findings) if data is None else load_text(data, _shown_name(path, root))


def read_inside(path: Path, root: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of an ordinary file inside `root`, at most one over `MAX_BYTES`; never raises."""
    file = _shown_name(path, root)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            return None, [Diagnostic("SQ002", Span(file), {"target": _printable(real.as_posix())})]
        if not stat.S_ISREG(real.stat().st_mode):
            return None, [Diagnostic("SQ001", Span(file), {"reason": "Not a regular file"})]
        with real.open("rb") as stream:
            # One byte over the limit is enough to know, whatever the size.
            return stream.read(MAX_BYTES + 1), []
    except OSError as error:
        return None, [Diagnostic("SQ001", Span(file), {"reason": error.strerror or type(error).__name__})]
    except (RuntimeError, ValueError) as error:  # a loop of links; a NUL in the name
        return None, [Diagnostic("SQ001", Span(file), {"reason": _printable(str(error))})]


def load_text(data: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read `data`; `file` is the name that findings show.

    There is a document wherever the data is what its author meant, even beside findings (of two equal keys
    the first counts); it is None where structure or text had to be guessed.
    """
    decoded = decode_bytes(data, file)
    findings = decoded.findings
    if decoded.text is None:
        return None, _in_order(findings)
    built, faults = _build_past_faults(decoded.text, file, findings)
    findings = [*findings, *built.findings, *faults]
    usable = decoded.is_faithful and built.is_faithful and built.fault is None
    document = _to_document(file, built) if usable else None
    return document, _in_order(findings)


def _build_past_faults(text: str, file: str, before: list[Diagnostic]) -> tuple[Built, list[Diagnostic]]:
    """Build; at a fault that can be patched, patch the text in memory and go on, so that all are found."""
    faults: list[Diagnostic] = []
    built = build_data(text, file)
    for _ in range(MAX_FAULTS):
        if built.fault is None:
            break
        finding, patched = explain_fault(text, built, [*before, *built.findings], file)
        if finding is not None:
            faults.append(finding)
        if patched is None or patched == text:
            break
        text = patched
        built = replace(build_data(text, file), is_faithful=False)
    return built, faults


def _to_document(file: str, built: Built) -> Document:
    keys = LazySpans(file, built.skeleton, of_keys=True)
    return Document(file, built.data, LazySpans(file, built.skeleton, of_keys=False), keys)


def _in_order(findings: list[Diagnostic]) -> list[Diagnostic]:
    """In the order of a report, each once."""
    unique = {finding.sort_key(): finding for finding in findings}
    return [unique[key] for key in sorted(unique)]


def _shown_name(path: Path, root: Path) -> str:
    """The path relative to `root`, in posix form, printable."""
    inside = path.is_relative_to(root)
    return _printable((path.relative_to(root) if inside else path).as_posix())


def _printable(name: str) -> str:
    """A name whose bytes are not UTF-8 cannot be printed as it is."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
