"""Reading authored files: what comes out, where it stands, and that nothing breaks the reader."""

from __future__ import annotations

import os
import string
import timeit
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shequ.codebook import describe
from shequ.diagnostics import Diagnostic, Span
from shequ.source_text import MAX_BYTES, Document, load_file, load_text
from shequ.source_text.build import MAX_DEPTH, MAX_NODES

FILE = "communities/zhejiang/nanhu-x.yml"


def read(text: str) -> Document:
    """The document of a text that has no finding."""
    document, findings = load_text(text.encode(), FILE)
    assert findings == []
    assert document is not None
    return document


def places(data: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of every finding."""
    _, findings = load_text(data if isinstance(data, bytes) else data.encode(), FILE)
    return [(one.code, one.at.line, one.at.column) for one in findings]


def codes(data: str | bytes) -> list[str]:
    """The codes alone."""
    return [code for code, _, _ in places(data)]


def test_every_scalar_stays_a_string() -> None:
    """Nothing is guessed: what YAML 1.1 makes booleans, dates, octals or minutes of stays as it was typed."""
    text = "a: yes\nb: 012\nc: 12:30\nd: 2019-07-15\ne: 1_000\nf: 0x1F\ng: 1.50\nh: true\ni: .inf\n"
    assert read(text).data == dict([line.split(": ") for line in text.splitlines()])


def test_only_plain_nothing_is_none() -> None:
    """Empty, `null` and `~` are None when plain and text when quoted."""
    text = "a:\nb: null\nc: ~\nd: ''\ne: 'null'\nf: \"~\"\ng: Null\nh: |\n  ~\n"
    assert read(text).data == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": "Null", "h": "~\n",
    }  # fmt: skip


def test_agrees_with_the_reference_loader() -> None:
    """Block and flow collections and all five styles of text come out as from PyYAML's string loader."""
    text = (
        "a: [x, {y: z, w: [q]}, 'it''s']\nb:\n- c: |\n    1\n     2\n\n  d: >-\n    3\n    4\n"
        "-\n  - 5\n  - []\n"
        "e: \"\\u6e58\\n城 \\\n  x\"\n? f\n: {}\n'g h': plain\n  over lines # comment\n"
    )
    assert read(text).data == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_accepted(newline: str) -> None:
    """Files from Windows and old Macs read alike and count lines alike."""
    document = read(newline.join(["a:", "  - b: 湘城", "    c: d", ""]))
    assert document.data == {"a": [{"b": "湘城", "c": "d"}]}
    assert document.spans["a", 0, "c"] == Span(FILE, 3, 8)


def test_spans_of_values_and_keys() -> None:
    """Lines and columns count characters from 1, behind Chinese text and astral characters too."""
    document = read("湘城: 😀\nb:\n  - x\n  - {y: [1, 二], '三': z}\n")
    assert dict(document.spans) == {
        (): Span(FILE, 1, 1),
        ("湘城",): Span(FILE, 1, 5),
        ("b",): Span(FILE, 3, 3),
        ("b", 0): Span(FILE, 3, 5),
        ("b", 1): Span(FILE, 4, 5),
        ("b", 1, "y"): Span(FILE, 4, 9),
        ("b", 1, "y", 0): Span(FILE, 4, 10),
        ("b", 1, "y", 1): Span(FILE, 4, 13),
        ("b", 1, "三"): Span(FILE, 4, 22),
    }
    assert dict(document.key_spans) == {
        ("湘城",): Span(FILE, 1, 1),
        ("b",): Span(FILE, 2, 1),
        ("b", 1, "y"): Span(FILE, 4, 6),
        ("b", 1, "三"): Span(FILE, 4, 17),
    }


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("level",), 1, 8),
        (("practices",), 2, 1),
        (("practices", 0), 3, 5),
        (("practices", 0, "status"), 4, 5),
        (("practices", 0, "status", "is"), 4, 18),
        (("practices", 0, "started"), 5, 5),
        (("practices", 0, "nowhere"), 3, 5),
        (("practices", 0, "Status", "is"), 3, 5),
        (("practices", 0, "status", "union[a,b]", "is"), 4, 18),
        (("practices", 7, "id"), 2, 1),
        (("practices", 0, "id", "[key]"), 3, 5),
        (("nowhere", 3), 1, 1),
    ],
)
def test_locate(path: tuple[str | int, ...], line: int, column: int) -> None:
    """A finding points at a text, at the key of a collection or of nothing, at the holder of what lacks."""
    document = read("level: community\npractices:\n  - id: a\n    status: {is: running}\n    started:\n")
    assert document.locate(path) == Span(FILE, line, column)
    assert document.locate(list(path)) == Span(FILE, line, column)


def test_locate_does_not_enter_texts() -> None:
    """A path that goes on below a text ends at the text, whatever its parts are."""
    assert read("name: 湘城\n").locate(("name", 0)) == Span(FILE, 1, 7)


def test_duplicate_keeps_the_first_and_its_places() -> None:
    """Of equal keys the first counts, later places are not shifted, each repeat is a finding."""
    document, findings = load_text(b"a: 1\nb: [x]\nb: {q: [r, s]}\nc: 2\na: 3\nb: 4\n", FILE)
    assert document is not None
    assert document.data == {"a": "1", "b": ["x"], "c": "2"}
    assert document.spans["c",] == Span(FILE, 4, 4)
    assert ("b", "q") not in document.spans
    assert [(one.at.line, one.facts["first"], one.related[0].line) for one in findings] == [
        (3, "2", 2), (5, "1", 1), (6, "2", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\ufeffa: 1\n", {"a": "1"}),
        ("a: x\u200by\n", {"a": "x\u200by"}),
        ("a: !!int 1\n", {"a": "1"}),
        ("a: &b 1\n", {"a": "1"}),
    ],
)
def test_document_beside_findings(text: str, kept: dict[str, str]) -> None:
    """Where it is clear what was meant there is a document beside the finding, so that more is checked."""
    document, findings = load_text(text.encode(), FILE)
    assert len(findings) == 1
    assert document is not None
    assert document.data == kept


@pytest.mark.parametrize(
    "text",
    ["a: &b 1\nc: *b\n", "<<: {a: 1}\n", "a: 1\n---\nb: 2\n", "[a]: 1\n", "a: @b\n", "a：1\nb: 2\n",
     "a: b\x01\n", "a: 1\u20282\nb: %\n", "- a\n", "x\n", "~\n"],
)  # fmt: skip
def test_no_document_of_guessed_data(text: str) -> None:
    """Where structure or text had to be guessed there is no document: patched text never becomes data."""
    document, findings = load_text(text.encode(), FILE)
    assert document is None
    assert findings


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a:\n\tb: 1\n  \tc: 2\n", [("SQ011", 2, 1), ("SQ011", 3, 3)]),
        ("a:\n- \tb: 1\n", [("SQ011", 2, 3)]),
        ("a:\tb\n\t\n\nc: d\te\n", [("SQ011", 2, 1)]),
        ("a:\tb\n\nc: d\te\t\n", []),
        ("a: \x00\x01\nb: \x7f\n", [("SQ009", 1, 4), ("SQ009", 2, 4)]),
        ("a: x\u2029y\nb: 'z\u202e'\n", [("SQ010", 1, 5), ("SQ010", 2, 6)]),
        ('a: "\\x1b"\nb: "\\u202e"\nc: "\\u0085x"\nd: "\\u6e58\\n"\n',
         [("SQ009", 1, 4), ("SQ010", 2, 4), ("SQ010", 3, 4)]),
        ("a: b\nc：\n  d: e\n", [("SQ015", 2, 2)]),
        ("a: {b：1, c：[2]}\n", [("SQ015", 1, 6), ("SQ015", 1, 11)]),
        ("a: x\n b：y\n c：z\n", [("SQ015", 2, 3), ("SQ015", 3, 3)]),
        ("a: 时间：八点，wifi 密码：无\n", []),
        ("a: http://x.y:80/z\nb: doi:10.1/x\nc: 12:30\nd: a::b\n", []),
        ("a: [b，c]\nd: b，c\ne: [二，三]\n", [("SQ035", 1, 6)]),
        ("a:\xa0b\nc: d\n", [("SQ016", 1, 3)]),
        ("a: *b c\n", [("SQ021", 1, 4)]),
        ("a: 'x\nb: y\n", [("SQ019", 1, 4)]),
        ("a: 1\n...\n---\nb: 2\n", [("SQ024", 3, 1)]),
        ("a: ? b\n", [("SQ014", 1, 4)]),
        ("- a: 1\n   b: 2\n", [("SQ018", 2, 4)]),
    ],
)  # fmt: skip
def test_findings_and_places(data: str, expected: list[tuple[str, int, int]]) -> None:
    """Each mistake is found at its line and column, and what only looks like one is not."""
    assert places(data) == expected


def test_all_faults_of_one_file_are_told() -> None:
    """The reader goes on behind a fault: sixteen faults of thirteen kinds, each at its place."""
    text = (
        "\ufeffa: %\nb: @x\nb: *重\nc: 共建: 共治\nd：e\nf:g\nh: x\u200by\nk:湘城\ni: &j k\nl: !!int 1\n"
        'm: "\\d"\nn: {o：p}\nq: [r，s]\n纯文字\n'
    )
    assert places(text) == [
        ("SQ008", 1, 1), ("SQ013", 1, 4), ("SQ014", 2, 4), ("SQ020", 3, 1), ("SQ014", 3, 4), ("SQ031", 4, 6),
        ("SQ015", 5, 2), ("SQ017", 6, 2), ("SQ010", 7, 5), ("SQ017", 8, 2), ("SQ021", 9, 4), ("SQ022", 10, 4),
        ("SQ032", 11, 5), ("SQ015", 12, 6), ("SQ035", 13, 6), ("SQ033", 14, 1),
    ]  # fmt: skip


def test_indentation_names_the_open_levels() -> None:
    """The message says how far the line is indented and what would have fitted."""
    _, findings = load_text(b"a:\n  - b: 1\n    c: 2\n   d: 3\n", FILE)
    assert findings == [Diagnostic("SQ018", Span(FILE, 4, 4), {"indent": "3", "levels": "0, 2, 4"})]


def test_gbk_is_told_from_damaged_utf8() -> None:
    """A whole file in GBK is one finding; one bad byte in a Chinese UTF-8 text is another, at its place."""
    text = "name: 湘城社区\nsummary: 居民议事，物业费收缴率提高\n"
    assert places(text.encode("gbk")) == [("SQ006", 0, 0)]
    damaged = text.encode().replace("议".encode(), "议".encode()[:2])
    assert places(damaged) == [("SQ005", 2, 12)]
    _, findings = load_text(damaged, FILE)
    assert findings[0].facts == {"byte": "0xE8"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_in_all_orders(encoding: str) -> None:
    """With and without a mark, in both orders; its wider cousin is named with it."""
    assert codes("level: community\n".encode(encoding)) == ["SQ007"]


@pytest.mark.parametrize(
    "data", [b"", b" \n\n", b"# x\n", b"---\n", b"--- ~\n...\n", b"\xef\xbb\xbf", b"\r\n"]
)
def test_nothing_is_empty(data: bytes) -> None:
    """Blank, comment and null are the same nothing."""
    assert codes(data)[0] == "SQ004"


def test_size_limit_is_exact() -> None:
    """A file of the limit is read, one more byte is not."""
    text = b"a: " + b"x" * (MAX_BYTES - 3)
    assert codes(text) == []
    assert codes(text + b"x") == ["SQ003"]


def test_depth_limit_is_exact() -> None:
    """As many levels as allowed are read, one more is not."""
    levels = MAX_DEPTH - 1
    assert codes("a: " + "[" * levels + "]" * levels) == []
    assert codes("a: " + "[" * (levels + 1) + "]" * (levels + 1)) == ["SQ026"]


def test_node_limit_is_exact() -> None:
    """As many nodes as allowed are read, one more is not: mapping, key and list count too."""
    assert codes("a: [" + "x," * (MAX_NODES - 3) + "]") == []
    assert codes("a: [" + "x," * (MAX_NODES - 2) + "]") == ["SQ027"]


BOMBS = {
    "open lists": "[", "open mappings": "{", "nested items": "- ", "nested keys": "? ",
    "open entries": "{a: ", "quotes": '"', "pairs": "[]", "keys": "a:", "items": "a,", "documents": "---\n",
    "tags": "!a ", "directives": "%TAG ! x\n", "anchors": "&a ", "dashes": "-", "line ends": "\n",
    "comments": "#\n", "wide colons": "a：\n", "wide values": "x: a：b\n", "percent": "a: %\n",
    "at": "- @\n", "tabs": "\ta\n", "control": "\x01\n", "separators": "\u2028", "equal keys": "a: 1\n",
    "indented keys": " a: 1\n", "escapes": 'a: "\\d"\n', "texts": "a\n",
    "carriage returns": "a\r", "folded": "a\n ", "spaces": " ", "letters": "a",
}  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "a: [", 'a: "', "a: |\n  "])
def test_bombs_cost_no_more_than_text(prefix: str) -> None:
    """A file full of any construct is read in a bounded multiple of the time per byte of a small one."""
    for name, unit in BOMBS.items():
        times = []
        for size in (1 << 14, 1 << 17):
            data = (prefix + unit * (size // len(unit.encode()))).encode()
            times.append(min(timeit.repeat(lambda data=data: load_text(data, FILE), number=1, repeat=3)))
        # Eight times the bytes: linear is 8, quadratic 64; a floor keeps tiny times from deciding.
        assert times[1] < 40 * max(times[0], 0.01), (name, times)


def test_aliases_are_not_expanded() -> None:
    """A file of nine levels of ten aliases each gives findings, not a billion values."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    document, findings = load_text("\n".join(lines).encode(), FILE)
    assert document is None
    assert {one.code for one in findings} == {"SQ021"}
    assert len(findings) == 10 + 90


def check_sound(data: bytes) -> None:
    """What holds for any input: findings in order and with wording; a document or a reason for none."""
    document, findings = load_text(data, FILE)
    assert document is not None or findings
    assert findings == sorted(findings, key=Diagnostic.sort_key)
    lines = len(data) + 1
    for one in findings:
        assert all(text for lang in ("zh", "en") for text in describe(one, lang))
        assert 0 <= one.at.line <= lines
    if document is not None:
        assert set(document.spans) == {path for path, _ in walk(document.data)}
        assert isinstance(document.data, dict)


def walk(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    """Every path and value of plain data; nothing but text, None, lists and mappings is in it."""
    assert data is None or type(data) in (str, dict, list)
    found: list[tuple[tuple[str | int, ...], object]] = [(path, data)]
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for label, value in entries:
        found += walk(value, (*path, label))
    return found


@settings(max_examples=400)
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00\x00")
@example(b"\x00" * 8)
@example("：".encode())
def test_any_bytes(data: bytes) -> None:
    """No bytes make the reader raise."""
    check_sound(data)


LETTERS = string.printable.replace("\x0b\x0c", "") + "湘城：，%@*　\xa0é😀"

YAML_PIECES = [
    *"%@`*&!|>[]{},:#?-\"'\\ \n\t\r~<", "a: ", "b：", "- ", "\n  ", "\n", "---\n", "...\n", "&x ",
    "*x", "!!t ", "<<: ", "湘城", "\u3000", "\xa0", "\u2028", "\ufeff", "\x00", "\x85", "a:\n  - b: c\n",
    "null", "，", "|\n", '"x"', "% ",
]  # fmt: skip


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(YAML_PIECES), max_size=25).map("".join))
def test_any_yaml_like_text(text: str) -> None:
    """No arrangement of YAML's own signs makes the reader raise or answer with nothing."""
    check_sound(text.encode())


@settings(max_examples=300)
@given(
    st.recursive(
        st.none() | st.text(LETTERS, max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS, max_size=6), inner, max_size=4)
        ),
        max_leaves=20,
    ).filter(lambda data: isinstance(data, dict) and bool(data))
)
def test_what_is_written_is_read(data: dict[str, object]) -> None:
    """Data dumped by PyYAML, quoted throughout, comes back as it was."""
    text = yaml.dump(data, allow_unicode=False, default_style='"', width=10**6)
    # With quotes everywhere None carries a tag; the reader's own form is the plain word.
    text = text.replace('!!null "null"', "null")
    document, findings = load_text(text.encode(), FILE)
    assert document is not None
    assert findings == []
    assert document.data == data


def test_file_is_shown_relative_to_root(tmp_path: Path) -> None:
    """Findings name files as the catalogue does, with slashes."""
    path = tmp_path / "sources" / "x.yml"
    path.parent.mkdir()
    path.write_bytes(b"a: [")
    _, findings = load_file(path, tmp_path)
    assert [str(one.at) for one in findings] == ["sources/x.yml:1:4"]
    path.write_bytes("湘: 城".encode())
    document, _ = load_file(path, tmp_path)
    assert document is not None
    assert (document.file, document.data) == ("sources/x.yml", {"湘": "城"})


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """What is missing, no ordinary file, a dead or circular link or a bad name neither raises nor hangs."""
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "dead.yml").symlink_to("nowhere")
    (tmp_path / "loop.yml").symlink_to("loop.yml")
    for name in ("missing.yml", "folder.yml", "pipe.yml", "dead.yml", "loop.yml", "x\0.yml", "x" * 300):
        document, findings = load_file(tmp_path / name, tmp_path)
        assert document is None, name
        assert [one.code for one in findings] == ["SQ001"], name
        assert findings[0].facts["reason"], name


def test_links_stay_inside(tmp_path: Path) -> None:
    """A link that leads outside is refused unread, be it file or folder; one that stays inside is read."""
    root = tmp_path / "catalogue"
    (root / "sources").mkdir(parents=True)
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (root / "real.yml").write_text("a: 1\n")
    (root / "sources" / "out.yml").symlink_to("../../secret.yml")
    (root / "sources" / "in.yml").symlink_to("../real.yml")
    (root / "away").symlink_to(tmp_path)
    for name in ("sources/out.yml", "away/secret.yml", "../secret.yml"):
        document, findings = load_file(root / name, root)
        assert document is None
        assert [one.code for one in findings] == ["SQ002"], name
    document, findings = load_file(root / "sources" / "in.yml", root)
    assert findings == []
    assert document is not None
    assert document.file == "sources/in.yml"


def test_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A sparse file of a terabyte costs no more than the limit."""
    path = tmp_path / "x.yml"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    _, findings = load_file(path, tmp_path)
    assert [one.code for one in findings] == ["SQ003"]
