"""Bytes to text that the parser accepts: size, encoding, and characters that do not belong in a text file.

In: bytes. Out: text with LF, CR LF or CR, and findings. No YAML is known here but the tab in front of a line.
Every scan is one pass.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shequ.diagnostics import Diagnostic, Span
from shequ.source_text.lines import Lines

# An authored file is a few kilobytes; the largest founding entry is below 64 KiB.
MAX_BYTES = 1 << 20
# Of one kind per file: past this a file is broken as a whole and more lines say no more.
MAX_ALIKE = 100

# What YAML 1.1 forbids: C0 but tab and line breaks, DEL, C1 but NEL, two non-characters.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# What nobody sees: soft hyphen, zero-width and bidirectional marks, line separators, BOM, tags.
# The joiner of emoji stays.
INVISIBLE = re.compile(
    "[\xad\u0085\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# The separators among them would break lines for the parser and not for an editor.
_SEPARATOR = re.compile("[\u0085\u2028\u2029]")
# A tab among the blanks and list marks in front of a line; the parser minds it on a blank line too.
_TAB = re.compile(r"^(?: |-(?=[ \t]))*(\t)", re.MULTILINE)
# A byte that is no UTF-8, as the codec's "surrogateescape" passes it on.
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True)
class Decoded:
    """`text` is None where there is nothing to parse; not faithful where it had to be guessed or patched."""

    text: str | None
    findings: list[Diagnostic]
    is_faithful: bool = True


def decode_bytes(data: bytes, file: str) -> Decoded:
    """Text of `data`, by UTF-8; by GB 18030 only to find more faults in a file that is refused anyway."""
    whole = Span(file)
    if len(data) > MAX_BYTES:
        return Decoded(None, [Diagnostic("SQ003", whole, {"limit": f"{MAX_BYTES:,}"})])
    if _is_utf16(data):
        return Decoded(None, [Diagnostic("SQ007", whole)])
    findings = []
    if data.startswith(codecs.BOM_UTF8):
        findings.append(Diagnostic("SQ008", Span(file, 1, 1)))
        data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        return Decoded(None, [*findings, Diagnostic("SQ004", whole)])
    try:
        text, is_utf8 = data.decode("utf-8"), True
    except UnicodeDecodeError:
        text, faults = _decode_broken(data, file)
        findings += faults
        is_utf8 = False
    text, strange, is_clean = _clean_text(text, file)
    return Decoded(text, [*findings, *strange], is_utf8 and is_clean)


def _is_utf16(data: bytes) -> bool:
    """By its mark, or by every second byte of the start being NUL."""
    start = data[:64]
    halves = [half for half in (start[::2], start[1::2]) if half]
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        len(start) >= 4 and any(not half.strip(b"\0") for half in halves) and bool(start.strip(b"\0"))
    )


def _decode_broken(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """Text for looking further, and what is wrong with the bytes."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED_BYTE.findall(text))
    if bad > len(_NOT_ASCII.findall(text)) - bad:
        try:
            chinese = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            if len(_HAN.findall(chinese)) >= 0.7 * len(_NOT_ASCII.findall(chinese)):
                return chinese, [Diagnostic("SQ006", Span(file))]
    findings = [
        Diagnostic("SQ005", at, {"byte": f"0x{ord(char) - 0xDC00:02X}"})
        for at, char in _first_of_each_line(_ESCAPED_BYTE, text, file)
    ]
    return _ESCAPED_BYTE.sub("\ufffd", text), findings


def _clean_text(text: str, file: str) -> tuple[str, list[Diagnostic], bool]:
    """Text that the parser takes character for character, findings, and whether it says what it said."""
    findings = []
    has_control = CONTROL.search(text) is not None
    if has_control:
        findings += _name_characters("SQ009", CONTROL, text, file)
        text = CONTROL.sub(" ", text)
    if INVISIBLE.search(text):
        findings += _name_characters("SQ010", INVISIBLE, text, file)
        text = _SEPARATOR.sub(" ", text)
    if "\t" in text:
        findings += [Diagnostic("SQ011", at) for at, _ in _first_of_each_line(_TAB, text, file)]
    return text, findings, not has_control


def _name_characters(code: str, pattern: re.Pattern[str], text: str, file: str) -> list[Diagnostic]:
    """One finding a line, with the character's number."""
    return [
        Diagnostic(code, at, {"character": f"U+{ord(char):04X}"})
        for at, char in _first_of_each_line(pattern, text, file)
    ]


def _first_of_each_line(pattern: re.Pattern[str], text: str, file: str) -> Iterator[tuple[Span, str]]:
    """Place and character of the first match (or its group) in each line, `MAX_ALIKE` at most."""
    lines = Lines(text)
    seen = found = 0
    for match in pattern.finditer(text):
        offset = match.start(pattern.groups)
        line, column = lines.position(offset)
        if line == seen:
            continue
        seen, found = line, found + 1
        yield Span(file, line, column), text[offset]
        if found == MAX_ALIKE:
            return
