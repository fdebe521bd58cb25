"""Every page of the site is valid HTML, by a validator that knows the standard."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from published import PublishedSite

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[1] / "html"
VALIDATOR = FOLDER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
HOW = "the validator is not installed: npm ci --prefix tests/html"


def validate(tree: Path) -> list[str]:
    """What is wrong with the pages below `tree`: each rule once, with how often and where first."""
    node = shutil.which("node")
    assert node, HOW
    assert VALIDATOR.is_file(), HOW
    command = [node, VALIDATOR, "--config", FOLDER / "htmlvalidate.json", "--formatter", "json"]
    # Into a file: the validator ends before a pipe has taken all it says.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([*command, f"{tree}/**/*.html"], stdout=said, cwd=FOLDER, check=False)
        assert done.returncode in (0, 1)
        said.seek(0)
        files = json.load(said)
    found: dict[str, list[str]] = {}
    for file in files:
        for message in file["messages"]:
            place = f"{Path(file['filePath']).relative_to(tree)}:{message['line']}"
            found.setdefault(message["ruleId"], []).append(f"{place} {message['message']}")
    return [f"{rule} ({len(places)}): {places[0]}" for rule, places in sorted(found.items())]


def test_every_page_is_valid(site: PublishedSite) -> None:
    """No page of either edition breaks a rule of the standard."""
    assert validate(site.tree.resolve()) == []


def test_every_page_of_hard_facts_is_valid(hard_site: PublishedSite) -> None:
    """The same holds for the hardest facts."""
    assert validate(hard_site.tree.resolve()) == []


def test_the_validator_notices(site: PublishedSite, tmp_path: Path) -> None:
    """A block in a paragraph, an id used twice and a picture without a text are found."""
    page = (site.tree / "about.html").read_text("utf-8")
    bad = '<p id="x"><div id="x"></div></p><img src="x.png">'
    (tmp_path / "bad.html").write_text(page.replace("</article>", f"{bad}</article>"), "utf-8")
    rules = {found.split(" ")[0] for found in validate(tmp_path)}
    assert {"no-dup-id", "wcag/h37"} <= rules
