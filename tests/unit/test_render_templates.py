"""Templates and wording: no interface text outside the catalogues of messages, and no key is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

import shequ
from shequ.messages import LANGUAGES, load_messages

PACKAGE = Path(shequ.__file__).parent
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.jinja"))
MODULES = sorted((PACKAGE / "render").glob("*.py"))

# Jinja's comments, expressions and statements; then tags.
_CODE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
# Attributes that are read out or shown, with words of their own.
_SPOKEN = re.compile(r'(?:aria-label|title|alt|placeholder|value)="(?!\{\{)')


def test_there_are_templates() -> None:
    """The globs find something: no file would prove nothing."""
    assert len(TEMPLATES) > 15
    assert len(MODULES) > 10


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_interface_text(file: Path) -> None:
    """Outside tags and expressions there is no letter, and nowhere a Han character."""
    text = file.read_text("utf-8")
    assert not _HAN.search(text)
    assert not _SPOKEN.search(text)
    assert not _LETTER.search(_TAG.sub("", _CODE.sub("", text)))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_modules_hold_no_interface_text(file: Path) -> None:
    """No string of the code has a Han character, except docstrings and patterns that take labels apart."""
    tree = ast.parse(file.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, documented)}
    strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert [s for s in strings - docstrings if _HAN.search(s) and not s.startswith("^")] == []


def keys_in_templates() -> Iterator[tuple[str, str]]:
    """Each literal key that a template asks for."""
    for file in TEMPLATES:
        tree = jinja2.Environment(autoescape=True).parse(file.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if (
                isinstance(call.node, nodes.Name)
                and call.node.name == "t"
                and isinstance(call.args[0], nodes.Const)
            ):
                yield file.name, call.args[0].value


def keys_in_modules() -> Iterator[tuple[str, str]]:
    """Each key that a module asks for; of one that is put together, its beginning with a star."""
    for file in MODULES:
        for call in (n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name != "t" or not call.args:
                continue
            first = call.args[0]
            if isinstance(first, ast.Constant):
                yield file.name, first.value
            elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                yield file.name, f"{first.values[0].value}*"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_exists(lang: str) -> None:
    """What templates and modules ask for is in the catalogue of every language."""
    known, asked = load_messages(lang), [*keys_in_templates(), *keys_in_modules()]
    assert len(asked) > 150
    for file, key in asked:
        if key.endswith("*"):
            assert any(k.startswith(key[:-1]) for k in known), (file, key)
        else:
            assert key in known, (file, key)


def test_languages_have_the_same_keys_and_facts() -> None:
    """A message says the same in every language: the same keys, asking for the same facts."""
    fact = re.compile(r"\{(\w+)\}")
    catalogues = [load_messages(lang) for lang in LANGUAGES]
    assert len({frozenset(c) for c in catalogues}) == 1
    for key in catalogues[0]:
        assert len({frozenset(fact.findall(c[key])) for c in catalogues}) == 1, key


@pytest.mark.parametrize("kind", ["voice", "statistic", "realm", "value_type", "claim", "omission", "basis"])
def test_every_value_of_the_model_has_a_label(kind: str) -> None:
    """The closed lists of the model are all worded."""
    from typing import get_args

    from shequ.model import base, community, observation, practice

    lists = {
        "voice": get_args(base.Voice),
        "statistic": get_args(observation.Statistic),
        "realm": get_args(observation.Realm),
        "value_type": get_args(observation.ValueType),
        "claim": get_args(practice.Claim.model_fields["kind"].annotation),
        "omission": get_args(community.Omission.model_fields["kind"].annotation),
        "basis": get_args(base.Basis),
    }
    assert all(f"enum.{kind}.{value}" in load_messages("zh") for value in lists[kind])


def test_every_place_of_a_record_has_a_word() -> None:
    """What rests on a paragraph is named by the field it stands in: every such field has a word."""
    from shequ.model import Community, Practice

    skipped = {"practices", "observations"}
    has_places = re.compile(
        r"Locator|At\b|Within|Settlement|Stub|Milestone|Honour|Claim|Omission|Link|Coverage|Actor"
    )
    for model in (Community, Practice):
        for name, field in model.model_fields.items():
            if name not in skipped and has_places.search(str(field.annotation)):
                assert f"part.{field.alias or name}" in load_messages("zh"), name
