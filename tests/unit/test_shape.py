"""Shape: every fault of a file at once, each at its place, and all that is sound is kept."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from catalogues import BASE
from pydantic import BaseModel

from shequ.codebook import describe
from shequ.model import PLAIN_VOCABULARIES, VOCABULARY_MODELS, Community, Mechanism, Source, Table, Terms
from shequ.shape import UNREADABLE, Shaped, validate
from shequ.source_text import load_text

R = TypeVar("R", bound=BaseModel)

HEAD = """sources: [liuan-2021]
name: {zh: 书院社区, en: Shuyuan}
level: community
summary: {zh: 一个社区。, en: A community.}
"""


def shape(text: str, model: type[R] = Community) -> Shaped[R]:  # type: ignore[assignment]
    """A text against a model; the text must be readable YAML."""
    document, findings = load_text(text.encode(), "x.yml")
    assert document is not None, findings
    return validate(model, document)


def found(shaped: Shaped[R]) -> list[tuple[int, str]]:
    """Line and code of each finding, in the order of lines."""
    return sorted((one.at.line, one.code) for one in shaped.diagnostics)


def test_sound_record_has_no_finding() -> None:
    """A sound file gives its record and keeps its document."""
    shaped = shape(HEAD)
    assert shaped.record is not None
    assert shaped.record.name.zh == "书院社区"
    assert shaped.diagnostics == ()
    assert shaped.lost_ids == frozenset()


def test_every_fault_is_told_at_its_line() -> None:
    """Faults in one file do not hide each other, whichever round of validation meets them."""
    text = HEAD + (
        "alias: [书院]\n"
        "aliases: 书院\n"
        "observations:\n"
        "  - {id: a, metric: grids, printed: 4个, realm: real, at: ¶3}\n"
        "  - {id: B, metric: grids, printed: 4个, at: ¶3}\n"
        "  - {id: c, printed: 4个, at: 第3段}\n"
    )
    assert found(shape(text)) == [
        (5, "SQ101"),
        (6, "SQ103"),
        (8, "SQ104"),
        (9, "SQ105"),
        (10, "SQ102"),
        (10, "SQ106"),
    ]


def test_faulty_items_leave_the_others_at_their_lines() -> None:
    """After items are cut from a list, those that stay are still found where they stand."""
    shaped = shape(
        HEAD
        + "observations:\n"
        + "  - {id: a, metric: grids, at: ¶3}\n"
        + "  - {id: b, metric: grids, printed: 4个, at: ¶3}\n"
        + "  - just words\n"
        + "  - {id: d, metric: grids, printed: 5个, at: ¶3}\n"
    )
    assert shaped.record is not None
    assert [one.id for one in shaped.record.observations] == ["b", "d"]
    assert shaped.document.locate(("observations", 0, "printed")).line == 7
    assert shaped.document.locate(("observations", 1, "printed")).line == 9
    assert "a" in shaped.lost_ids
    assert found(shaped) == [(6, "SQ102"), (8, "SQ103")]


def test_lack_of_a_name_does_not_lose_the_entry() -> None:
    """Where a required text is missing the rest of the entry is kept and can be checked."""
    shaped = shape("sources: [s]\nname: {zh: 书院社区}\nlevel:\nsummary: 一个社区\n")
    assert found(shaped) == [(2, "SQ102"), (3, "SQ107"), (4, "SQ103")]
    assert shaped.record is not None
    assert shaped.record.name.zh == "书院社区"
    assert shaped.record.level == UNREADABLE
    assert UNREADABLE in shaped.lost_ids


def test_entry_that_is_no_mapping_of_ours_is_lost_with_its_ids() -> None:
    """A record that cannot be kept still tells which ids it would have had."""
    shaped = shape("title: {zh: 题, en: T}\npublisher: {id: who}\nkind: news-report\n", Source)
    assert shaped.record is None
    assert "who" in shaped.lost_ids


def test_union_is_told_once() -> None:
    """Of the branches of a union only the aptest error is told, where the fault is."""
    ratio = "{numerator: [b], denominator: c}"
    item = f"  - {{id: a, metric: closing-rate, printed: 5%, nth: [1, x], of: {ratio}, at: ¶3}}\n"
    assert found(shape(HEAD + "observations:\n" + item)) == [(6, "SQ103"), (6, "SQ103")]
    item = "  - {id: a, metric: grids, printed: 5个, nth: 0, at: ¶3}\n"
    assert found(shape(HEAD + "observations:\n" + item)) == [(6, "SQ109")]


def test_relation_is_judged_by_its_type() -> None:
    """A relation whose type is also the name of a field gets the keys of its own type."""
    shaped = shape(HEAD + "relations:\n  - {type: rate, rate: a, denomnator: b}\n")
    assert found(shaped) == [(6, "SQ101"), (6, "SQ102")]
    unknown = next(one for one in shaped.diagnostics if one.code == "SQ101")
    assert unknown.at.column == "  - {type: rate, rate: a, denomnator: b}".index(" b}") + 2
    assert unknown.facts["suggestion"] == "denominator"
    assert "numerator" in unknown.facts["accepted"]


@pytest.mark.parametrize(
    ("line", "code"),
    [("  - {rate: a, denominator: b}", "SQ102"), ("  - {type: rates, rate: a}", "SQ104")],
)
def test_relation_without_a_type(line: str, code: str) -> None:
    """A relation of no or of an unknown type is told as that."""
    shaped = shape(f"{HEAD}relations:\n{line}\n")
    assert found(shaped) == [(6, code)]
    assert shaped.diagnostics[0].facts["key"] == "type"


def test_template_is_told_kindly() -> None:
    """What `shequ new` wrote is told as not filled in, once, and not also as missing."""
    text = HEAD.replace("书院社区", "待填：社区的中文名").replace("community", "待填")
    assert found(shape(text)) == [(2, "SQ110"), (3, "SQ110")]


def test_term_is_kept_beside_a_faulty_one() -> None:
    """A faulty term of a vocabulary costs only itself."""
    text = "a:\n  pref_label: {zh: 甲, en: A}\n  alt_label: [子]\nB:\n  pref_label: {zh: 乙, en: B}\n"
    shaped = shape(text, Terms)
    assert shaped.record is not None
    assert list(shaped.record.root) == ["a"]
    assert found(shaped) == [(3, "SQ101"), (4, "SQ105")]
    assert shaped.diagnostics[0].facts["suggestion"] in ("alt_labels", "")


def test_every_finding_has_words() -> None:
    """Each finding fills its message and hint in both languages."""
    text = HEAD + "alias: x\nwithin: {}\nobservations:\naliases: ['']\nnotes: [{kind: x, about: []}]\n"
    shaped = shape(text)
    assert len(shaped.diagnostics) >= 5
    for one in shaped.diagnostics:
        assert all(describe(one, "zh"))
        assert all(describe(one, "en"))


@pytest.mark.parametrize("value", ["[]", "{}", "x", "", "[{}]", "[[]]", "[null]", "{a: {b: [c]}}"])
@pytest.mark.parametrize("key", sorted(Community.model_fields))
def test_any_value_anywhere_ends(key: str, value: str) -> None:
    """Whatever stands at a key of an entry, validation ends, and says something or keeps it."""
    lines = [line for line in HEAD.splitlines() if not line.startswith(f"{key}:")]
    shaped = shape("\n".join([*lines, f"{key}: {value}", ""]))
    assert shaped.record is not None or shaped.diagnostics


def parts(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key of a mapping inside plain data."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        if isinstance(data, dict):
            yield (*path, key)
        yield from parts(value, (*path, key))


def without(data: Any, path: tuple[str | int, ...]) -> Any:
    """A copy of plain data without one key."""
    copied = copy.deepcopy(data)
    holder = copied
    for part in path[:-1]:
        holder = holder[part]
    del holder[path[-1]]
    return copied


BASE_RECORDS: dict[str, type[BaseModel]] = {
    "communities/yunling/liuan-hetao.yml": Community,
    "sources/liuan-2021.yml": Source,
    "mechanisms/deliberation.yml": Mechanism,
    "tables/basics.yml": Table,
    **{f"vocabularies/{name}.yml": model for name, model in VOCABULARY_MODELS.items()},
    **{f"vocabularies/{name}.yml": Terms for name in PLAIN_VOCABULARIES},
}


@pytest.mark.parametrize("file", BASE_RECORDS)
def test_a_lacking_part_costs_no_more_than_what_holds_it(file: str) -> None:
    """Whichever key of a sound record is taken away below its top, the record is kept."""
    document, _ = load_text((BASE / file).read_bytes(), file)
    assert document is not None
    for path in parts(document.data):
        data = json.dumps(without(document.data, path), ensure_ascii=False).encode()
        faulty, _ = load_text(data, file)
        assert faulty is not None
        shaped = validate(BASE_RECORDS[file], faulty)
        assert shaped.record is not None or (len(path) == 1 and shaped.diagnostics), path


def test_a_byline_without_a_name_costs_only_itself() -> None:
    """A text that cannot stand for what is missing is not tried again and again."""
    text = (BASE / "sources/liuan-2021.yml").read_text("utf-8")
    assert "{name: 王晓明, role: reporter}" in text
    shaped = shape(text.replace("{name: 王晓明, role: reporter}", "{role: reporter}"), Source)
    assert [one.code for one in shaped.diagnostics] == ["SQ102"]
    assert shaped.record is not None
    assert shaped.record.bylines == ()


@pytest.mark.parametrize("value", ["nan", "inf", "x"])
def test_no_number_is_told_as_that(value: str) -> None:
    """A finding about a wrong type says which type it wants."""
    item = f"  - {{id: a, metric: grids, printed: 5个, value: {value}, at: ¶3}}\n"
    (one,) = shape(HEAD + "observations:\n" + item).diagnostics
    assert (one.code, one.facts["accepted"]) == ("SQ103", "数字 a number")


def test_a_fault_repeated_without_end_is_told_a_hundred_times() -> None:
    """Thousands of equal faults take time in proportion, and end in one line that counts the rest."""
    many = 30_000
    started = time.perf_counter()
    shaped = shape(HEAD + "aliases: [" + ",".join(["[]"] * many) + "]\n")
    assert time.perf_counter() - started < 20  # it was minutes
    assert [one.code for one in shaped.diagnostics] == ["SQ103"] * 100 + ["SQ115"]
    assert shaped.diagnostics[-1].facts == {"count": f"{many - 100:,}", "code": "SQ103"}
