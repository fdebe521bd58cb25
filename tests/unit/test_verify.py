"""Every kind of finding of verify-sources, each from one change to a text or entry that is right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from catalogues import lay_out

from shequ.catalogue import load, read
from shequ.verify import Verification, verify_sources, write_ledgers
from shequ.verify.source import _likely_type

TEXT = """[1] 首页 12345 频道
[2] 双桥社区：每月办事不过夜
[3] 双桥社区现有居民楼31幢，常住人口4000余人。
[4] 目前，社区划了6个网格，每格有1名网格长、1名网格员。三社联动也开始了。
[5] 自2018年以来，每月8日开恳谈会，至今解决事项210件。今年66岁的住户说好。
"""
SOURCE = """title: {zh: "双桥社区：每月办事不过夜", en: Shuangqiao Community}
kind: news-report
publisher: {name: {zh: 清河日报}, type: party-media}
published: {date: '2021-05-06', basis: page-furniture}
default_voice: implementer
extent: full
furniture: [¶1]
text: 900-shuangqiao
sha256: @SHA@
"""
ENTRY = """sources: [shuangqiao-2021]
name: {zh: 双桥社区, en: Shuangqiao Community}
level: community
within: [{id: r-990102003, basis: stated}]
summary: {zh: 一个划了网格、按月听诉求的社区。, en: A community with grids and a monthly hearing.}
observations:
  - {id: residents, metric: resident-population, printed: 4000余人, at: ¶3, period: {type: as-of, printed: 现有}}
  - {id: buildings, metric: tally-facilities, label: {zh: 居民楼}, kind: stock, unit: building, printed: 31幢, at: ¶3, period: {type: as-of, printed: 现有}}
practices:
  - id: hearing
    name: {zh: 恳谈会, en: Hearing at Shuangqiao}
    detail: name-only
    status: {is: running, at: ¶5}
    started: {printed: 2018年, at: ¶5}
    schedule: [{every: month, day: 8, printed: 每月8日, at: ¶5}]
    observations:
      - {id: grids, metric: grids, printed: 6个, at: ¶4, period: {type: as-of, printed: 目前}}
      - {id: heads, metric: grid-heads, printed: 1名, at: ¶4, statistic: each, each_of: {unit: grid}, period: {type: as-of, printed: 目前}}
      - {id: members, metric: tally-people, label: {zh: 每格网格员}, kind: input, printed: 1名, nth: 2, at: ¶4, statistic: each, each_of: {unit: grid}, period: {type: as-of, printed: 目前}}
      - {id: solved, metric: matters-closed, printed: 210件, at: ¶5, period: {type: cumulative-since, printed: 自2018年以来}}
    at: [¶5]
terms: [{zh: 三社联动, kind: name}]
omissions: [{at: ¶5, kind: private-person, count: 1}]
"""  # noqa: E501


def run(tmp_path: Path, text: str = TEXT, entry: str = ENTRY, source: str = SOURCE) -> Verification:
    """Verify one source whose record carries the hash of `TEXT`."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "900-shuangqiao.txt").write_text(text, "utf-8")
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    files = {
        "sources/shuangqiao-2021.yml": source.replace("@SHA@", sha),
        "communities/yunling/liuan-shuangqiao.yml": entry,
    }
    catalogue, broken = read(lay_out(tmp_path / "catalogue", files))
    assert not broken, broken
    return verify_sources(catalogue, texts)


def codes(result: Verification) -> list[str]:
    """The codes found, in order."""
    return [d.code for d in result.diagnostics]


def test_a_right_entry_is_clean_and_every_numeral_has_its_reason(tmp_path: Path) -> None:
    """Figures, dates, names, furniture and omissions together account for the whole text."""
    result = run(tmp_path)
    assert codes(result) == []
    (account,) = result.accounts
    assert account.figures == 6
    assert sum(account.explained.values()) == account.numerals
    assert account.explained["omitted"] == 1
    assert account.explained["furniture"] == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("printed: 31幢", "printed: 1幢", {"SQ521", "SQ522"}),
        ("nth: 2,", "nth: 3,", {"SQ521", "SQ522"}),
        ("nth: 2,", "nth: [9, 3],", {"SQ521", "SQ522"}),
        (" nth: 2,", "", {"SQ532", "SQ522"}),
        ("count: 1", "count: 2", {"SQ523"}),
        ("omissions: [{at: ¶5, kind: private-person, count: 1}]", "", {"SQ522"}),
        ("terms: [{zh: 三社联动, kind: name}]", "", {"SQ522"}),
        ("printed: 6个, at: ¶4, period: {type: as-of, printed: 目前}", "printed: 6个, at: ¶4", {"SQ525"}),
        ("printed: 自2018年以来}", "printed: 目前}", {"SQ526"}),
        ("status: {is: running, at: ¶5}", "status: {is: running, at: ¶2}", set()),
        ("status: {is: running, at: ¶5}", "status: {is: pilot, at: ¶5}", {"SQ527"}),
        ("printed: 6个, at: ¶4", "printed: 6个, at: ¶40", {"SQ529", "SQ522"}),
        ("printed: 2018年, at: ¶5", "printed: 2017年, at: ¶5", {"SQ531"}),
        ("printed: 自2018年以来}", "printed: 8日}", {"SQ526"}),
        ("自2018年以来}}\n    at", "018年}}\n    at", {"SQ526"}),
        ("一个划了网格、按月听诉求的社区。", "自2018年以来每月8日开恳谈会。", {"SQ524"}),
    ],
)
def test_one_change_gives_its_finding(tmp_path: Path, old: str, new: str, expected: set[str]) -> None:
    """Each fault of an entry is found, and only it."""
    assert old in ENTRY
    assert set(codes(run(tmp_path, entry=ENTRY.replace(old, new)))) == expected


def test_a_label_of_ours_is_in_our_words(tmp_path: Path) -> None:
    """A name may stand as the text has it; a label that we gave must not be copied."""
    named = ENTRY.replace("zh: 恳谈会,", "zh: 至今解决事项210件今年66岁的住户说好,")
    label = named.replace("en: Hearing at Shuangqiao}", "en: Hearing at Shuangqiao, local: false}")
    (tmp_path / "name").mkdir()
    (tmp_path / "label").mkdir()
    assert "SQ524" not in codes(run(tmp_path / "name", entry=named))
    assert "SQ524" in codes(run(tmp_path / "label", entry=label))


def test_a_changed_text_is_told(tmp_path: Path) -> None:
    """A transcript that is not the one on record is a finding of its own."""
    assert codes(run(tmp_path, text=TEXT + "[6] 完\n")) == ["SQ530"]


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    """A source that names a text needs it."""
    source = SOURCE.replace("900-shuangqiao", "901-elsewhere")
    assert codes(run(tmp_path, source=source)) == ["SQ528"]


def test_findings_stand_on_the_offending_line(tmp_path: Path) -> None:
    """The line of a finding is the line of what it is about."""
    result = run(tmp_path, entry=ENTRY.replace("printed: 210件", "printed: 10件"))
    lines = ENTRY.splitlines()
    found = next(d for d in result.diagnostics if d.code == "SQ521")
    assert "id: solved" in lines[found.at.line - 1]


def test_the_ledger_lets_check_see_a_change_where_texts_are_absent(tmp_path: Path) -> None:
    """After verifying, `check` is silent; after one figure changes, it says which source."""
    result = run(tmp_path)
    root = tmp_path / "catalogue"
    write_ledgers(result, root)
    ledger = json.loads((root / "verified" / "shuangqiao-2021.json").read_text("utf-8"))
    assert ledger["numerals"] == result.accounts[0].numerals
    before = {d.code for d in load(root)[1]}
    entry = root / "communities" / "yunling" / "liuan-shuangqiao.yml"
    entry.write_text(ENTRY.replace("210件", "211件"), "utf-8")
    after = {d.code for d in load(root)[1]}
    assert after - before == {"SQ501"}


def test_a_source_is_verified_alone_where_other_texts_are_absent(tmp_path: Path) -> None:
    """A contributor who has one text gets its ledger, whatever other sources name."""
    run(tmp_path)
    root = tmp_path / "catalogue"
    other = SOURCE.replace("900-shuangqiao", "901-elsewhere").replace("@SHA@", "0" * 64)
    (root / "sources" / "elsewhere-2020.yml").write_text(other, "utf-8")
    catalogue, _ = read(root)
    assert codes(verify_sources(catalogue, tmp_path / "texts")) == ["SQ528"]
    alone = verify_sources(catalogue, tmp_path / "texts", ["shuangqiao-2021"])
    assert codes(alone) == []
    assert alone.ledgers.keys() == {"shuangqiao-2021"}


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("今年上半年", "during"),
        ("去年", "during"),
        ("目前", "as-of"),
        ("2018年以来", "cumulative-since"),
        ("每年", "every"),
        ("连续多年", "multi-year"),
        ("累计", "cumulative-since"),
    ],
)
def test_the_hint_offers_the_type_the_word_means(word: str, type_: str) -> None:
    """A hint that is pasted must not make a year into a day."""
    assert _likely_type(word) == type_


def test_a_transcript_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """A file in another encoding, or without paragraph numbers, is not called missing."""
    result = run(tmp_path, text=TEXT)
    texts, root = tmp_path / "texts", tmp_path / "catalogue"
    assert codes(result) == []
    for raw, word in ((TEXT.encode("gbk"), "UTF-8"), (TEXT.replace("[", "【").encode(), "[1]")):
        (texts / "900-shuangqiao.txt").write_bytes(raw)
        (found, *_) = verify_sources(read(root)[0], texts).diagnostics
        assert found.code == "SQ528"
        assert word in found.facts["error"]


def test_a_source_with_findings_gets_no_ledger(tmp_path: Path) -> None:
    """What is not right is not recorded as verified."""
    assert run(tmp_path, entry=ENTRY.replace("printed: 31幢", "printed: 1幢")).ledgers == {}


OTHER_TEXT = "[1] 双桥社区在2018年有31幢楼。\n"


def run_two(tmp_path: Path, again: str, other_text: str = OTHER_TEXT) -> Verification:
    """Verify two sources, where the number of buildings is said to stand in the second again."""
    record = "printed: 31幢, at: ¶3, "
    entry = ENTRY.replace("sources: [shuangqiao-2021]", "sources: [shuangqiao-2021, other-2022]")
    entry = entry.replace(record, f"{record}also_at: [{again}], ")
    entry += "honours: []\n"
    texts = tmp_path / "texts"
    texts.mkdir()
    files = {"communities/yunling/liuan-shuangqiao.yml": entry}
    for id_, stem, text in (
        ("shuangqiao-2021", "900-shuangqiao", TEXT),
        ("other-2022", "901-other", other_text),
    ):
        (texts / f"{stem}.txt").write_text(text, "utf-8")
        source = SOURCE.replace("@SHA@", hashlib.sha256(text.encode()).hexdigest())
        source = source.replace("900-shuangqiao", stem)
        if id_ == "other-2022":
            source = source.replace("furniture: [¶1]\n", "")
        files[f"sources/{id_}.yml"] = source
    entry = entry.replace("count: 1}]", "count: 1}, {at: other-2022¶1, kind: other, count: 1}]")
    files["communities/yunling/liuan-shuangqiao.yml"] = entry
    catalogue, broken = read(lay_out(tmp_path / "catalogue", files))
    assert not broken, broken
    return verify_sources(catalogue, texts)


def test_a_figure_told_again_is_looked_up_in_that_source(tmp_path: Path) -> None:
    """A numeral that another source repeats is accounted for there, by the figure that claims it."""
    result = run_two(tmp_path, "{at: other-2022¶1}")
    assert codes(result) == []
    other = next(account for account in result.accounts if account.source == "other-2022")
    assert (other.figures, other.explained["figures"]) == (1, 1)


def test_a_figure_that_another_source_does_not_repeat_is_told(tmp_path: Path) -> None:
    """What is said to stand in another source must stand there."""
    result = run_two(tmp_path, "{at: other-2022¶1, printed: 32幢}")
    assert set(codes(result)) == {"SQ521", "SQ522"}
    assert result.ledgers.keys() == {"shuangqiao-2021"}


def test_a_name_explains_no_part_of_a_numeral(tmp_path: Path) -> None:
    """A term that names building 5 says nothing of building 15."""
    entry = ENTRY.replace("{zh: 三社联动, kind: name}", "{zh: 三社联动, kind: name}, {zh: 1幢, kind: name}")
    entry = entry.replace(
        next(line for line in ENTRY.splitlines(keepends=True) if "id: buildings" in line), ""
    )
    found = run(tmp_path, entry=entry).diagnostics
    assert [d.code for d in found] == ["SQ522"]
    assert "31" in found[0].facts["numerals"]


def test_a_paragraph_numbered_twice_is_told_and_kept(tmp_path: Path) -> None:
    """Neither of two paragraphs of one number is dropped: what stands in the first must be explained too."""
    result = run(tmp_path, text=TEXT.replace("[4] 目前", "[3] 共有999人。\n[4] 目前"))
    assert set(codes(result)) == {"SQ522", "SQ530", "SQ533"}


def test_no_vocabulary_copies_a_text(tmp_path: Path) -> None:
    """Definitions and reasons are prose of ours wherever they stand."""
    files = {
        "vocabularies/thesaurus.yml": "grid:\n  pref_label: {zh: 网格, en: Grid}\n"
        "  definition: {zh: 社区划了6个网格，每格有1名网格长。, en: A grid.}\n",
        "retired.yml": "old-grid:\n  to: []\n  'on': '2024-01-01'\n"
        "  why: {zh: 自2018年以来每月8日开恳谈会。, en: Gone.}\n",
    }
    run(tmp_path)
    for name, text in files.items():
        (tmp_path / "catalogue" / name).write_text(text, "utf-8")
    catalogue, broken = read(tmp_path / "catalogue")
    assert not broken, broken
    found = verify_sources(catalogue, tmp_path / "texts").diagnostics
    assert [(d.code, d.at.file) for d in found] == [
        ("SQ524", "retired.yml"),
        ("SQ524", "vocabularies/thesaurus.yml"),
    ]
