"""The digest of what was verified: it changes with what a source prints, and with nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from shequ.catalogue import load
from shequ.ledger import observations_digest

BASE = Path(__file__).parents[1] / "cases" / "base"
ENTRY = "communities/yunling/liuan-hetao.yml"
SOURCE = "liuan-2021"


def digest_with(root: Path, old: str, new: str) -> str:
    """The digest after one replacement in the entry."""
    shutil.copytree(BASE, root)
    text = (root / ENTRY).read_text("utf-8")
    assert old in text
    (root / ENTRY).write_text(text.replace(old, new), "utf-8")
    catalogue, _ = load(root)
    return observations_digest(catalogue, SOURCE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6200余人", "6300余人"),
        ("printed: 2400人, at: ¶3", "printed: 2400人, at: ¶4"),
        ("printed: 2020年}", "printed: 2019年}"),
        ("printed: 2016年", "printed: 2017年"),
        ("printed: 每月12日", "printed: 每月13日"),
        ("kind: private-person, count: 1", "kind: private-person, count: 2"),
        ("zh: 两委", "zh: 三委"),
        ("aliases: [恳谈会]", "aliases: [12恳谈会]"),
        ("printed: 8个", "nth: 2, printed: 8个"),
        ("year: 2020年", "year: 2019年"),
        ("status: {is: running, at: ¶6}", "status: {is: running, at: ¶7}"),
    ],
)
def test_digest_follows_what_is_printed(tmp_path: Path, old: str, new: str) -> None:
    """A figure, place, period, date, name, omission or status that changes voids the ledger."""
    catalogue, _ = load(BASE)
    assert digest_with(tmp_path / "c", old, new) != observations_digest(catalogue, SOURCE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("当场答复或说明进展。", "当场作出答复。"),
        ("en: Hetao Community", "en: Hetao"),
        ("aliases: [河套]\n", "aliases:   [河套]\n"),
    ],
)
def test_digest_ignores_our_own_words(tmp_path: Path, old: str, new: str) -> None:
    """Rewording, translating and reformatting void nothing."""
    catalogue, _ = load(BASE)
    assert digest_with(tmp_path / "c", old, new) == observations_digest(catalogue, SOURCE)


def test_ledger_that_fits_is_silent(tmp_path: Path) -> None:
    """A source with a text and a fitting ledger has no finding; a change gives one, at the source."""
    root = tmp_path / "c"
    shutil.copytree(BASE, root)
    with (root / "sources" / f"{SOURCE}.yml").open("a", encoding="utf-8") as file:
        file.write("text: liuan-2021\n")
    catalogue, diagnostics = load(root)
    assert [one.code for one in diagnostics] == ["SQ502"]
    (root / "verified").mkdir()
    ledger = {"observations_sha256": observations_digest(catalogue, SOURCE)}
    (root / "verified" / f"{SOURCE}.json").write_text(json.dumps(ledger), "utf-8")
    assert load(root)[1] == []
    text = (root / ENTRY).read_text("utf-8")
    (root / ENTRY).write_text(text.replace("1850户", "1860户"), "utf-8")
    assert [(one.code, one.at.file) for one in load(root)[1]] == [("SQ501", f"sources/{SOURCE}.yml")]


def test_two_equal_omissions_are_not_one(tmp_path: Path) -> None:
    """Removing one of two equal omissions changes what was verified."""
    once, twice = (
        digest_with(
            tmp_path / str(n), "omissions:\n", "omissions:\n" + "  - {at: ¶4, kind: other, count: 2}\n" * n
        )
        for n in (1, 2)
    )
    assert once != twice


def test_a_repeated_figure_belongs_to_both_sources(tmp_path: Path) -> None:
    """A figure that changes voids the ledger of a source that repeats it without words of its own."""
    digests = []
    for printed in ("2400人", "2500人"):
        root = tmp_path / printed
        shutil.copytree(BASE, root)
        shutil.copy(root / f"sources/{SOURCE}.yml", root / "sources/other-2022.yml")
        text = (root / ENTRY).read_text("utf-8")
        text = text.replace(f"sources: [{SOURCE}]", f"sources: [{SOURCE}, other-2022]")
        assert "printed: 2400人, at: ¶3" in text
        text = text.replace(
            "printed: 2400人, at: ¶3", f"printed: {printed}, at: ¶3, also_at: [{{at: other-2022¶3}}]"
        )
        (root / ENTRY).write_text(text, "utf-8")
        digests.append(observations_digest(load(root)[0], "other-2022"))
    assert digests[0] != digests[1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 200_000, "SQ113"),
        (b'{"a":' * 200_000, "SQ113"),
        (b"[1]", "SQ113"),
        (b" " * 2_000_000, "SQ113"),
    ],
)
def test_no_ledger_stops_the_check(tmp_path: Path, content: bytes, code: str) -> None:
    """Whatever a ledger holds, it costs one finding."""
    root = tmp_path / "c"
    shutil.copytree(BASE, root)
    (root / "verified").mkdir()
    (root / "verified" / f"{SOURCE}.json").write_bytes(content)
    assert [one.code for one in load(root)[1]] == [code]


@pytest.mark.parametrize(
    ("target", "code"), [("nowhere", "SQ001"), ("../sources", "SQ001"), ("../../outside.json", "SQ002")]
)
def test_a_ledger_is_read_like_any_other_file(tmp_path: Path, target: str, code: str) -> None:
    """A link to nothing, to a folder or out of the catalogue is a finding and is not followed."""
    root = tmp_path / "c"
    shutil.copytree(BASE, root)
    (tmp_path / "outside.json").write_text("{}", "utf-8")
    (root / "verified").mkdir()
    (root / "verified" / f"{SOURCE}.json").symlink_to(target)
    catalogue, found = load(root)
    assert [one.code for one in found] == [code]
    assert catalogue.ledgers == {}
