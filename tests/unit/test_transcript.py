"""Where a printed string stands in a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from shequ.transcript import Paragraph, read_transcript, squeeze


@pytest.mark.parametrize(
    ("text", "printed", "places"),
    [
        ("共有75名网格员", "5名", []),
        ("共有75名网格员", "75名", [(2, 5)]),
        ("配１名网格长、1名指导员", "1名", [(1, 3), (7, 9)]),
        ("历时6个月", "6个", []),
        ("共46.6 万元", "46.6万元", [(1, 8)]),
        ("缴费率保持在90%以上", "90%", []),
        ("全部融入网格", "全部", [(0, 2)]),
        ("开到第8期", "第8期", [(2, 5)]),
        ("办了三件事", "", []),
    ],
)
def test_find_cuts_no_numeral_in_two(text: str, printed: str, places: list[tuple[int, int]]) -> None:
    """Only whole quantities are found, whatever their width and spaces."""
    assert Paragraph(1, text).find(printed) == places


def test_time_words_govern_to_the_end_of_their_sentence() -> None:
    """A time word reaches the figures after it up to the next full stop, and none before it."""
    paragraph = Paragraph(1, "有5个组。目前有12个网格。另有3支队伍。")
    positions = [paragraph.folded.index(n) for n in ("5", "12", "3支")]
    assert [paragraph.words_before(p) for p in positions] == [[], ["目前"], []]


def test_a_word_of_frequency_ends_at_a_semicolon() -> None:
    """What happens every day says nothing of the figures after the next semicolon."""
    paragraph = Paragraph(1, "大屏5块，每天播放3次；培养队伍8个")
    assert paragraph.words_before(paragraph.folded.index("3")) == ["每天"]
    assert paragraph.words_before(paragraph.folded.index("8")) == []


def test_lines_without_a_number_continue_the_paragraph(tmp_path: Path) -> None:
    """A transcript is read by its numbers; the hash is that of the file."""
    file = tmp_path / "t.txt"
    file.write_bytes("\ufeff[1] 第一段\n续\n\n[3] 第三段\n".encode())
    transcript = read_transcript(file)
    assert {n: p.text for n, p in transcript.paragraphs.items()} == {1: "第一段\n续", 3: "第三段"}
    assert len(transcript.sha256) == 64


def test_squeeze_keeps_letters_and_digits() -> None:
    """Punctuation, spaces and width do not hide copied words."""
    assert squeeze("“四维 合力”，１２个！") == "四维合力12个"


def test_a_number_that_comes_twice_loses_no_line(tmp_path: Path) -> None:
    """Two paragraphs of one number are read as one, and the number is remembered."""
    file = tmp_path / "t.txt"
    file.write_text("[1] 甲\n[2] 乙\n[1] 丙\n", "utf-8")
    transcript = read_transcript(file)
    assert {n: p.text for n, p in transcript.paragraphs.items()} == {1: "甲\n丙", 2: "乙"}
    assert transcript.repeated == (1,)


def test_a_number_of_any_length_is_read(tmp_path: Path) -> None:
    """What is too long for a paragraph number is text of the paragraph before it."""
    file = tmp_path / "t.txt"
    file.write_text(f"[1] 甲\n[{'9' * 5000}] 乙\n", "utf-8")
    assert list(read_transcript(file).paragraphs) == [1]


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("到11月共办5件", "1月", False),
        ("到11月共办5件", "11月", True),
        ("在12日共办5件", "2日", False),
        ("１１月共办5件", "11月", True),
        ("11月开会。共办5件", "11月", False),
        ("共办5件，11月", "11月", False),
    ],
)
def test_a_time_word_stands_whole_in_the_sentence(text: str, word: str, stands: bool) -> None:
    """The word of a period is looked for before its figure, and not inside a longer numeral."""
    paragraph = Paragraph(1, text)
    assert paragraph.is_before(word, paragraph.folded.index("5件")) is stands
