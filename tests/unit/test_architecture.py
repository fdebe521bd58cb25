"""The layers: imports go downward only, and no circle within a layer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "scripts" / "shequ"
# The table of docs/decisions and the design; a new module must find its place here.
LAYERS: dict[str, int] = {
    name: layer
    for layer, names in enumerate(
        (
            "diagnostics codebook fieldbook messages",
            "source_text report",
            "quantity dates model",
            "vocabulary draft keys shape transcript figure records remember place selection measure ledger",
            "sums rules",
            "catalogue",
            "derive tables search verify",
            "page render exports",
            "site publish skeleton",
            "cli mkdocs_hook",
        )
    )
    for name in names.split()
}


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name below `shequ`."""
    files = (f for f in PACKAGE.rglob("*.py") if f != PACKAGE / "__init__.py")
    return {".".join(f.relative_to(PACKAGE).with_suffix("").parts): f for f in sorted(files)}


def imports(file: Path) -> set[str]:
    """The components of the package that a module imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "shequ":
            rest = node.module.split(".")[1:]
            found |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("shequ.")}
    return found - {"__version__"}


def test_there_are_modules_and_each_has_a_layer() -> None:
    """No module stands outside the table, and the table names none that is gone."""
    components = {name.split(".")[0] for name in modules()}
    assert components == LAYERS.keys()


@pytest.mark.parametrize("name", modules())
def test_imports_go_downward(name: str) -> None:
    """A module imports only its own layer or lower ones."""
    own = name.split(".", maxsplit=1)[0]
    upward = {i for i in imports(modules()[name]) if LAYERS[i] > LAYERS[own]}
    assert not upward


def test_no_circle_within_a_layer() -> None:
    """Components of one layer may lean on each other, but not in a circle."""
    leans: dict[str, set[str]] = {name: set() for name in LAYERS}
    for name, file in modules().items():
        own = name.split(".")[0]
        leans[own] |= {i for i in imports(file) if i != own}
    done: set[str] = set()
    while ready := {n for n, below in leans.items() if n not in done and below <= done}:
        done |= ready
    assert done == leans.keys()


def test_only_the_site_knows_the_engine() -> None:
    """Nothing but the site, its hook and the serving command imports MkDocs."""
    allowed = {"site", "mkdocs_hook", "publish"}
    for name, file in modules().items():
        names = {
            (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or ""
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        uses = any(n.split(".")[0] in ("mkdocs", "material") for n in names)
        assert not uses or name.split(".")[0] in allowed, name


@pytest.mark.parametrize("name", modules())
def test_every_module_says_what_it_is_for(name: str) -> None:
    """Each module has a docstring and postponed annotations or no code."""
    tree = ast.parse(modules()[name].read_text("utf-8"))
    assert ast.get_docstring(tree)
