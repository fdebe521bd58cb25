"""The documentation against the code: commands, examples, keys, dependencies and links are what they say."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import yaml
from pydantic import BaseModel

from ground import lay_ground
from shequ import __version__
from shequ.catalogue import load
from shequ.cli import cli
from shequ.codebook import load_codes
from shequ.dates import DateRange, parse_date, parse_recurrence
from shequ.exports.contract import Dataset
from shequ.model import Community, Observation
from shequ.quantity import Interval, QuantityError, parse_quantity
from shequ.report import render_text
from shequ.rules.times import agrees
from shequ.verify import verify_sources

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
GUIDE = DOCS / "contributing"
DECISIONS = DOCS / "decisions"
EXAMPLE = REPOSITORY / "tests" / "cases" / "valid" / "contributing-example"
README = REPOSITORY / "README.md"
PAGES = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted(DOCS.rglob("*.md")),
    *sorted((REPOSITORY / ".github").glob("*.md")),
]
# Made by the build, so that pages may link to them.
GENERATED = re.compile(r"(data/[\w.-]+\.json|compare/[\w-]+\.csv|(en/)?contributing/fields\.html)$")
# When the guide's dated examples are said to have been written.
WRITTEN = DateRange(parse_date("2024-05-20").not_before, parse_date("2024-05-20").not_after)

# A fenced block with its language and its content.
_BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A Markdown link or image: its target without the title.
_LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^)>\s]+)>?[^)]*\)")


def read(path: Path) -> str:
    """The text of one page."""
    return path.read_text("utf-8")


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [content for found, content in _BLOCK.findall(read(path)) if found == language]


def section(text: str, heading: str) -> str:
    """What stands under a second-level heading."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables in a text, without their heads; backquotes are taken off the cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    tables = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    body = [row for n, row in enumerate(tables) if not _is_rule(row) and not _is_rule(tables[n + 1 : n + 2])]
    return [[cell.removeprefix("`").removesuffix("`") for cell in row] for row in body]


def _is_rule(row: list[Any]) -> bool:
    cells = row[0] if row and isinstance(row[0], list) else row
    return bool(cells) and all(re.fullmatch(":?-+:?", cell) for cell in cells)


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed."""
    if isinstance(command, click.Group):
        for key, inner in command.commands.items():
            yield from leaves(inner, f"{name} {key}".strip())
    else:
        yield name, command


COMMANDS = dict(leaves(cli))


# Commands


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    """The README's table holds each command with an example, and no other; each has help of its own."""
    table = {row[0].removeprefix("shequ "): row[2] for row in rows(section(read(README), "Commands"))}
    assert set(table) == set(COMMANDS)
    for name, example in table.items():
        assert COMMANDS[name].help, name
        assert example.startswith(f"shequ {name}"), example


def typed_commands() -> list[tuple[str, str]]:
    """Every `shequ …` in a code span or a shell block of the pages, with the page it stands on."""
    found = []
    for page in PAGES:
        text = read(page)
        spans = re.findall(r"`(?:\.venv/bin/)?(shequ [a-z][^`\n]*)`", text)
        lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
        spans += [m[1] for line in lines if (m := re.match(r"(?:\.venv/bin/)?(shequ [a-z][^#]*)", line))]
        found += [(page.relative_to(REPOSITORY).as_posix(), span.strip()) for span in spans]
    return found


@pytest.mark.parametrize(("page", "typed"), typed_commands())
def test_typed_commands_exist(page: str, typed: str) -> None:
    """A command shown anywhere exists, and so does each of its options."""
    words = typed.split()[1:]
    name = next((n for n in (" ".join(words[:2]), words[0]) if n in COMMANDS), None)
    assert name or isinstance(cli.commands.get(words[0]), click.Group), f"{page}: {typed}"
    if name:
        known = {option for p in COMMANDS[name].params for option in p.opts} | {"--help"}
        assert {word for word in words if word.startswith("-")} <= known, f"{page}: {typed}"


def test_make_targets_exist() -> None:
    """A `make` target that a page names is in the Makefile."""
    targets = set(re.findall(r"^([\w./-]+):", read(REPOSITORY / "Makefile"), re.MULTILINE))
    named = {m for page in PAGES for m in re.findall(r"`?make ([a-z]+)`", read(page))}
    assert named
    assert named <= targets


def test_the_tree_in_the_readme_exists() -> None:
    """Every path of the README's tree is in the repository."""
    tree = section(read(README), "What is where").split("```")[1]
    parent, paths = "", []
    for line in tree.strip().splitlines():
        path = line.split("  ", 1)[0] if not line.startswith(" ") else line.strip().split(" ")[0]
        parent = path if not line.startswith(" ") else parent
        paths.append(path if not line.startswith(" ") else parent + path)
    assert len(paths) > 10
    assert [p for p in paths if not (REPOSITORY / p.replace("<province>/", "")).exists()] == []


def test_modules_named_in_the_readme_exist() -> None:
    """The data flow names modules of the package."""
    named = set(re.findall(r"`shequ\.(\w+)", read(README)))
    package = REPOSITORY / "scripts" / "shequ"
    assert len(named) > 8
    assert [n for n in named if not (package / n).is_dir() and not (package / f"{n}.py").is_file()] == []


# Links, codes, hosts


def generated_pages() -> set[str]:
    """Pages of the navigation that have no file in docs/: the build makes them."""
    return set(re.findall(r": ([\w/-]+\.md)$", read(REPOSITORY / "mkdocs.yml"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(REPOSITORY).as_posix())
def test_links_to_files_resolve(page: Path) -> None:
    """Every relative link leads to a file of the repository or to a page that the build makes."""
    made, broken = generated_pages(), []
    for target in _LINK.findall(re.sub(_BLOCK, "", read(page))):
        if re.match(r"[a-z]+:|#", target):
            continue
        path = (page.parent / target.split("#")[0]).resolve()
        inside = path.relative_to(DOCS).as_posix() if path.is_relative_to(DOCS) else ""
        if not path.exists() and inside not in made and not GENERATED.match(inside):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(REPOSITORY).as_posix())
def test_codes_exist(page: Path) -> None:
    """A code that a page names is in the codebook."""
    assert set(re.findall(r"\bSQ\d{3}\b", read(page))) <= set(load_codes())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(REPOSITORY).as_posix())
def test_no_machine_or_registry_is_named(page: Path) -> None:
    """No page names a path of somebody's machine or the host of a package registry."""
    hosts = ("py" + "pi.org", "pythonhosted" + ".org", "npm" + "js.", "registry" + ".", "proxy" + ".golang")
    paths = re.findall(r"(?<![\w~.])/(?:work|tmp|home|root|Users)/", read(page))
    assert [host for host in hosts if host in read(page)] == []
    assert paths == []


# Decisions, dependencies, versions


def test_every_decision_is_in_the_index() -> None:
    """The index lists each decision once, by number and file, and nothing else."""
    index = re.findall(r"\[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\)", read(DECISIONS / "README.md"))
    files = sorted(p.name for p in DECISIONS.glob("[0-9]*.md"))
    assert [name for _, name in index] == files
    assert [number for number, _ in index] == [name[:4] for name in files] == sorted({n[:4] for n in files})


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda p: p.stem)
def test_decisions_have_their_parts(page: Path) -> None:
    """A decision has its number in the title, a status with its date, context, decision and what follows."""
    text = read(page)
    assert text.startswith(f"# {page.name[:4]} ")
    assert re.search(r"^Status: \w+, \d{4}-\d\d-\d\d\.$", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["Context", "Decision"]
    assert {"Consequences", "Doubts"} & set(headings)


def test_every_dependency_has_its_reason() -> None:
    """The tables of decision 0009 list exactly what pyproject.toml asks for, in two parts."""
    project = tomllib.loads(read(REPOSITORY / "pyproject.toml"))["project"]
    runtime, development = read(DECISIONS / "0009-dependencies.md").split("Development:")
    asked = [project["dependencies"], project["optional-dependencies"]["dev"]]
    for text, wanted in zip((runtime, development), asked, strict=True):
        table = rows(text)
        assert [row[0] for row in table] == [re.split(r"[<>=!~\[; ]", name)[0] for name in wanted]
        assert all(len(row) == 3 and all(row) for row in table)


def test_versions_agree() -> None:
    """Package, citation file and changelog name one version."""
    citation = yaml.safe_load(read(REPOSITORY / "CITATION.cff"))
    project = tomllib.loads(read(REPOSITORY / "pyproject.toml"))["project"]
    assert citation["version"] == project["version"] == __version__
    assert re.findall(r"^## (\S+)", read(REPOSITORY / "CHANGELOG.md"), re.MULTILINE)[0] == __version__


def test_licences_are_named_alike() -> None:
    """README, licence files, citation file and project metadata agree on MIT and CC BY 4.0."""
    assert read(REPOSITORY / "LICENSE").startswith("MIT License\n")
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in read(REPOSITORY / "LICENSE-DATA.md")
    assert yaml.safe_load(read(REPOSITORY / "CITATION.cff"))["license"] == ["CC-BY-4.0", "MIT"]
    for page in (README, DOCS / "about.md", REPOSITORY / "CONTRIBUTING.md"):
        assert "MIT" in read(page), page
        assert "CC BY 4.0" in read(page), page


# Figures


def describe_reading(interval: Interval | None) -> str:
    """An interval in the words of the guide."""
    if interval is None:
        return "不能确定"
    if interval.is_point:
        return f"等于 {interval.low:f}"
    low = None if interval.low is None else f"{'大于' if interval.low_open else '不小于'} {interval.low:f}"
    high = (
        None if interval.high is None else f"{'小于' if interval.high_open else '不大于'} {interval.high:f}"
    )
    return "、".join(part for part in (low, high) if part)


def abbreviate_reading(interval: Interval | None) -> str:
    """An interval in the signs of the README."""
    if interval is None:
        return "says nothing"
    words = describe_reading(interval).replace("、", ", ").removeprefix("等于 ")
    for word, sign in (("不小于", "≥"), ("不大于", "≤"), ("大于", ">"), ("小于", "<")):
        words = words.replace(word, sign)
    return words


def test_readings_in_the_guide() -> None:
    """Each figure of the guide's table is read, strictly and conventionally, as the table says."""
    table = rows(section(read(GUIDE / "figures.md"), "同一个写法，两种读法"))
    assert len(table) > 10
    for printed, strict, conventional in table:
        found = parse_quantity(printed)
        readings = [describe_reading(found.strict), describe_reading(found.conventional)]
        assert readings == [strict, conventional], printed


def test_readings_in_the_readme() -> None:
    """Each figure of the README's table is read as the table says; a rounded one is said to be rounded."""
    table = rows(section(read(README), "How figures are read"))
    assert len(table) > 5
    for printed, strict, conventional in table:
        found = parse_quantity(printed)
        marked = ", marked rounded" if found.qualifier == "rounded" else ""
        assert abbreviate_reading(found.strict) + marked == strict, printed
        assert abbreviate_reading(found.conventional) == conventional, printed


def test_what_may_and_may_not_be_printed() -> None:
    """The left column of the first table is one figure each, the right one none."""
    table = rows(section(read(GUIDE / "figures.md"), "一次写一个数字"))
    assert len(table) > 5
    for good, bad, _ in table:
        parse_quantity(good)
        with pytest.raises(QuantityError):
            parse_quantity(bad)


def test_dates_in_the_guide() -> None:
    """Each date of the guide's table means the days the table says, for a source of that day."""
    table = [
        row for row in rows(section(read(GUIDE / "figures.md"), "日期、周期和期间")) if row[1][:4].isdigit()
    ]
    assert len(table) > 4
    for printed, days in table:
        found = parse_date(printed, WRITTEN)
        assert f"{found.not_before} 至 {found.not_after}" == days, printed


def test_blocks_of_the_guide_are_valid(tmp_path: Path) -> None:
    """Every YAML block of the guide fits the model; its figures can be read and its terms exist."""
    catalogue, _ = load(shutil.copytree(REPOSITORY / "catalogue", tmp_path / "catalogue"))
    found = blocks(GUIDE / "figures.md", "yaml")
    assert len(found) > 5
    for block in found:
        record = to_community(yaml.load(block, Loader=yaml.BaseLoader))
        for figure in record.observations:
            assert figure.metric in catalogue.vocabularies.metrics, figure.id
            assert_is_readable(figure)
        for occasion in record.practices[0].schedule:
            assert agrees(occasion, parse_recurrence(occasion.printed)), occasion.printed


def to_community(parts: dict[str, Any]) -> Community:
    """A small entry that holds the parts of a block: a practice's in its one practice."""
    practice = {
        "id": "one",
        "name": {"zh": "一", "en": "One"},
        "detail": "name-only",
        "status": {"is": "unknown"},
    }
    practice |= {"at": ["¶1"], **{key: parts.pop(key) for key in ("schedule",) if key in parts}}
    entry = {
        "sources": ["one"],
        "name": {"zh": "一", "en": "One"},
        "level": "community",
        "summary": {"zh": "一"},
    }
    return Community.model_validate({**entry, "practices": [practice], **parts})


def assert_is_readable(figure: Observation) -> None:
    """What a quantity prints is one figure; a worded one is none."""
    if figure.value_type == "quantity":
        parse_quantity(figure.printed)
    else:
        with pytest.raises(QuantityError):
            parse_quantity(figure.printed)


def test_choices_in_the_guide_are_the_models() -> None:
    """The guide explains every type of value, statistic, realm, kind, period and omission, and no other."""
    text = read(GUIDE / "figures.md")
    for field in ("value_type", "statistic", "realm", "kind"):
        choices = {c for c in flatten(Observation.model_fields[field].annotation) if isinstance(c, str)}
        assert {c for c in choices if f"`{c}`" not in text} == set(), field
    for model_field, heading in (
        (("Period", "type"), "日期、周期和期间"),
        (("Omission", "kind"), "省略的数字和带数字的名称"),
    ):
        listed = [row[0] for row in rows(section(text, heading)) if re.fullmatch("[a-z-]+", row[0])]
        assert set(listed) == set(choices_of(*model_field))


def choices_of(model: str, field: str) -> list[str]:
    """The literal values of a field of a model inside `Community`."""
    definition = Community.model_json_schema()["$defs"][model]["properties"][field]
    return list(definition["enum"])


def flatten(annotation: Any) -> Iterator[Any]:
    """The arguments of an annotation at any depth."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for argument in inner:
        yield from flatten(argument)


# The export


def row_model(annotation: Any) -> type[BaseModel] | None:
    """The model of a collection's rows; None for rows without one."""
    found = (a for a in flatten(annotation) if isinstance(a, type) and issubclass(a, BaseModel))
    return next(found, None)


def test_collections_of_the_export_are_documented() -> None:
    """The page of the export has a section for each collection, in the contract's order."""
    text = read(GUIDE / "export.md")
    keys = [field.alias or name for name, field in Dataset.model_fields.items()]
    assert [row[0] for row in rows(section(text, "顶层"))] == keys
    collections = [key for key in keys if key not in ("schema", "version", "licence")]
    headings = re.findall(r"^## ([a-z]+)$", text, re.MULTILINE)
    assert headings == collections


@pytest.mark.parametrize(
    "collection", [name for name, f in Dataset.model_fields.items() if row_model(f.annotation)]
)
def test_keys_of_the_export_are_documented(collection: str) -> None:
    """The table of a collection lists the contract's keys in their order, each with a meaning."""
    table = rows(section(read(GUIDE / "export.md"), collection))
    model = row_model(Dataset.model_fields[collection].annotation)
    assert model is not None
    assert [row[0] for row in table] == [field.alias or name for name, field in model.model_fields.items()]
    assert all(len(row) == 2 and row[1] for row in table)


def test_relations_of_the_export_are_documented() -> None:
    """The table of relations lists every type with the keys of its model."""
    definitions = Community.model_json_schema()["$defs"]
    relations = {d["properties"]["type"]["const"]: d for d in definitions.values() if is_relation(d)}
    table = {
        row[0]: set(re.findall(r"[a-z_]+", row[1]))
        for row in rows(section(read(GUIDE / "export.md"), "relations"))
    }
    own = {"id", "basis", "type", "at"}
    assert table == {name: set(d["properties"]) - own for name, d in relations.items()}


def is_relation(definition: dict[str, Any]) -> bool:
    """Whether a definition of the schema is that of a relation."""
    return {"basis", "type"} <= set(definition.get("properties", {})) and "const" in definition["properties"][
        "type"
    ]


# The worked example


@pytest.fixture
def worked(tmp_path: Path) -> tuple[Path, Path]:
    """A catalogue with the example's entry laid over our vocabularies, and a folder with its text."""
    root, texts = lay_ground(EXAMPLE / "overlay.txt", tmp_path / "catalogue"), tmp_path / "texts"
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("overlay.txt"))
    texts.mkdir()
    (texts / "baihe-2024.txt").write_text(blocks(GUIDE / "example.md", "text")[0], "utf-8")
    return root, texts


def test_the_example_is_what_the_case_holds() -> None:
    """The YAML blocks of the worked example are the files of the case, word for word."""
    files = [EXAMPLE / "sources" / "xinqu-2024.yml", EXAMPLE / "communities" / "zhejiang" / "xinqu-baihe.yml"]
    assert blocks(GUIDE / "example.md", "yaml") == [read(file) for file in files]
    named = re.findall(r"^文件 `catalogue/(.+?)`：$", read(GUIDE / "example.md"), re.MULTILINE)
    assert named == [file.relative_to(EXAMPLE).as_posix() for file in files]


def test_the_example_is_clean(worked: tuple[Path, Path]) -> None:
    """The finished entry of the worked example has no finding."""
    catalogue, found = load(worked[0])
    assert found == [], render_text(found, "zh")
    assert list(catalogue.communities) == ["xinqu-baihe"]


def test_the_example_is_true_to_its_text(worked: tuple[Path, Path]) -> None:
    """Every figure stands in the text, every numeral is accounted for, the ledger is right."""
    catalogue, _ = load(worked[0])
    result = verify_sources(catalogue, worked[1])
    assert result.diagnostics == [], render_text(result.diagnostics, "zh")
    assert result.ledgers == dict(catalogue.ledgers)
    assert result.accounts[0].numerals > 20


def test_the_example_shows_what_the_guide_speaks_of(worked: tuple[Path, Path]) -> None:
    """It has a contradiction with its note, omissions, a term, and a practice only discussed."""
    catalogue, _ = load(worked[0])
    entry = catalogue.communities["xinqu-baihe"]
    assert [note.kind for note in entry.notes] == ["contradiction"]
    assert {o.kind for o in entry.omissions} == {"rhetoric", "private-person"}
    assert [term.zh for term in entry.terms] == ["12345热线"]
    assert {p.status.is_ for p in entry.practices} == {"running", "completed", "under-discussion"}
