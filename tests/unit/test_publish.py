"""From a catalogue to a site on the disk: whole or not at all, the same every time, a page for everything."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from catalogues import BASE
from click.testing import CliRunner, Result

from published import EPOCH, REPOSITORY, PublishedSite, copy_project, read_tree
from shequ import __version__
from shequ.cli import cli
from shequ.codebook import load_codes
from shequ.page import FOLDERS, lang_of
from shequ.search.documents import build_documents

ENTRY = "catalogue/communities/zhejiang/nanhu-xiangcheng.yml"
ARCHIVE = f"shequ-{__version__}.zip"
# Longest page, in bytes: an old PC on an intranet opens it at once.
HEAVIEST, SCRIPTS = 300_000, 100_000


def run_apart(arguments: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with the package found as here, in another folder and environment."""
    known = {**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts"), "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**known, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


BUILD = ["-c", "from shequ.cli import main; main()", "build"]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two copies of the project at unlike places, each built by a process unlike the other's."""
    near = copy_project(tmp_path_factory.mktemp("one"))
    far = tmp_path_factory.mktemp("two") / "另一处 项目" / "deep"
    far.mkdir(parents=True)
    copy_project(far)
    for file in sorted((far / "catalogue").rglob("*.yml"), reverse=True):
        os.utime(file, (1, 1))
    unlike = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "C", "HOME": str(far)},
    )
    for project, environment in zip((near, far), unlike, strict=True):
        result = run_apart(BUILD, project, **environment)
        assert result.returncode == 0, result.stderr
    return [near, far]


def test_two_builds_are_equal_byte_for_byte(projects: list[Path]) -> None:
    """Neither folder nor zip depends on the process, its hash seed, place, clock, zone, language or home."""
    one, two = (read_tree(project / "site") for project in projects)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    archives = [(project / "dist" / ARCHIVE).read_bytes() for project in projects]
    assert archives[0] == archives[1]


def test_zip_holds_the_folder_with_fixed_times(projects: list[Path]) -> None:
    """The zip is the folder within one of its own; its times are SOURCE_DATE_EPOCH; nothing in it escapes."""
    tree = read_tree(projects[0] / "site")
    with zipfile.ZipFile(projects[0] / "dist" / ARCHIVE) as archive:
        stem = ARCHIVE.removesuffix(".zip")
        assert {i.filename: archive.read(i) for i in archive.infolist()} == {
            f"{stem}/{path}": data for path, data in tree.items()
        }
        assert {info.date_time for info in archive.infolist()} == {(2020, 9, 13, 12, 26, 40)}


def test_mkdocs_build_gives_the_same_site(projects: list[Path]) -> None:
    """What a MkDocs user types gives the same paths and the same bytes as `shequ build`."""
    result = run_apart(["-m", "mkdocs", "build", "--quiet", "--site-dir", "by-mkdocs"], projects[0])
    assert result.returncode == 0, result.stderr
    ours, theirs = read_tree(projects[0] / "site"), read_tree(projects[0] / "by-mkdocs")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_mkdocs_build_fails_on_a_broken_entry(tmp_path: Path, site: PublishedSite) -> None:
    """A finding stops `mkdocs build` too, is told with its place, and the last good site stays."""
    project = copy_built(site, tmp_path)
    break_entry(project)
    result = run_apart(["-m", "mkdocs", "build"], project)
    assert result.returncode != 0
    assert "SQ201" in result.stdout + result.stderr
    assert read_tree(project / "site") == site.files


def copy_built(site: PublishedSite, root: Path) -> Path:
    """A project with its last good site and zip."""
    project = root / "project"
    shutil.copytree(site.project, project, ignore=shutil.ignore_patterns(".work"))
    return project


def shrink(project: Path) -> Path:
    """The same project with the hand-made catalogue, for tests of the build and not of what is built."""
    shutil.rmtree(project / "catalogue")
    shutil.copytree(BASE, project / "catalogue")
    return project


def break_entry(project: Path) -> None:
    """Give the entry a level that no vocabulary has."""
    entry = project / ENTRY
    text = entry.read_text("utf-8")
    assert "\nlevel: community\n" in text
    entry.write_text(text.replace("\nlevel: community\n", "\nlevel: comunity\n"), "utf-8")


def build(project: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """`shequ build` in a project's folder."""
    monkeypatch.chdir(project)
    return CliRunner().invoke(cli, ["build"])


def assert_untouched(project: Path, site: PublishedSite) -> None:
    """The last good site and zip are as they were, and nothing is left beside them."""
    assert read_tree(project / "site") == site.files
    assert (project / "dist" / ARCHIVE).read_bytes() == site.archive.read_bytes()
    assert [path.name for path in (project / "dist").iterdir()] == [ARCHIVE]
    assert [path.name for path in project.glob(".site*")] == []


def test_build_says_where_to_click(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On success the first page's full path and the zip stand in the output, and both exist."""
    result = build(shrink(copy_project(tmp_path)), monkeypatch)
    assert result.exit_code == 0, result.output
    first = tmp_path / "site" / "index.html"
    assert first.is_file()
    assert str(first) in result.output or first.as_uri() in result.output
    assert ARCHIVE in result.output
    assert (tmp_path / "dist" / ARCHIVE).is_file()


def test_broken_entry_leaves_the_last_good_site(
    tmp_path: Path, site: PublishedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finding stops the build with its place and code; site and zip stay."""
    project = copy_built(site, tmp_path)
    break_entry(project)
    result = build(project, monkeypatch)
    assert result.exit_code == 1
    assert f"{ENTRY}:" in result.output
    assert "SQ201" in result.output
    assert_untouched(project, site)


def test_broken_page_leaves_the_last_good_site(
    tmp_path: Path, site: PublishedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of a hand-written page is found by the engine, told, and stops the build before any writing."""
    project = shrink(copy_built(site, tmp_path))
    page = project / "docs" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n[away](/absolute.html)\n", "utf-8")
    result = build(project, monkeypatch)
    assert result.exit_code not in (0, 2)
    assert_untouched(project, site)


@pytest.mark.parametrize("at", ["site", "dist"])
def test_disk_full_in_the_middle_leaves_the_last_good_site(
    tmp_path: Path, site: PublishedSite, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Where the folder or the zip cannot be written to its end, both stay as they were."""
    project = shrink(copy_built(site, tmp_path))
    written = []

    def full(self: object, *arguments: object, **named: object) -> None:
        written.append(arguments)
        if len(written) > 50:
            raise OSError(28, "No space left on device")
        original(self, *arguments, **named)

    owner, name = (Path, "write_bytes") if at == "site" else (zipfile.ZipFile, "writestr")
    original = getattr(owner, name)
    monkeypatch.setattr(owner, name, full)
    result = build(project, monkeypatch)
    monkeypatch.undo()
    assert len(written) > 50
    assert result.exit_code != 0
    assert_untouched(project, site)


def test_killed_build_leaves_the_last_good_site(tmp_path: Path, site: PublishedSite) -> None:
    """A build killed while it writes leaves the last good site; the next one cleans up after it."""
    project = copy_built(site, tmp_path)
    kill = (
        "import os, pathlib, signal\n"
        "write, count = pathlib.Path.write_bytes, [0]\n"
        "def stop(self, data):\n"
        "    count[0] += '.site.new' in str(self)\n"
        "    return os.kill(os.getpid(), signal.SIGKILL) if count[0] > 50 else write(self, data)\n"
        "pathlib.Path.write_bytes = stop\n"
        "from shequ.cli import main; main(['build'])\n"
    )
    result = run_apart(["-c", kill], project)
    assert result.returncode == -signal.SIGKILL
    assert read_tree(project / "site") == site.files
    assert (project / "dist" / ARCHIVE).read_bytes() == site.archive.read_bytes()
    for leftover in project.glob(".site.new-*"):
        os.utime(leftover, (time.time() - 7200,) * 2)
    again = run_apart(BUILD, project)
    assert again.returncode == 0, again.stderr
    assert read_tree(project / "site") == site.files
    assert [path.name for path in project.glob(".site*")] == []


def test_everything_has_a_page(site: PublishedSite) -> None:
    """Every code, place, practice, mechanism, problem, comparable metric, source and table has its own."""
    catalogue, words = site.catalogue, site.catalogue.vocabularies
    expected = {f"checks/{code.lower()}.html": code for code in load_codes()}
    expected |= {f"communities/{id_}.html": r.name.zh for id_, r in catalogue.communities.items()}
    expected |= {f"practices/{id_}.html": e.record.name.zh for id_, e in catalogue.practices.items()}
    expected |= {f"mechanisms/{id_}.html": r.name.zh for id_, r in catalogue.mechanisms.items()}
    expected |= {f"problems/{id_}.html": r.pref_label.zh for id_, r in words.problems.items()}
    expected |= {
        f"metrics/{id_}.html": r.pref_label.zh
        for id_, r in words.metrics.items()
        if r.comparable or r.formula
    }
    expected |= {f"sources/{id_}.html": r.title.zh for id_, r in catalogue.sources.items()}
    expected |= {f"compare/{id_}.html": r.title.zh for id_, r in catalogue.tables.items()}
    assert sorted(expected.keys() - site.pages.keys()) == []
    assert [p for p, name in expected.items() if name not in site.pages[p].text_of("h1")] == []
    assert len(expected) > 150
    assert sorted({f"en/{path}" for path in expected} - site.pages.keys()) == []


def test_every_page_of_a_record_is_in_the_index(site: PublishedSite) -> None:
    """What can be found has a page, and what has a page can be found."""
    for lang, folder in FOLDERS.items():
        documents = {folder + document.url for document in build_documents(site.catalogue, lang)}
        assert sorted(documents - site.pages.keys()) == []
        index = site.files[f"{folder}search/index.js"].decode()
        hand_written = (f"{folder}contributing/", f"{folder}about.html")
        generated = [p for p in site.pages if lang_of(p) == lang and not p.startswith(hand_written)]
        assert [path for path in generated if f'"{path}"' not in index] == []
        assert len(generated) > 150


def test_downloads_are_there(site: PublishedSite) -> None:
    """The data set, its schema and a CSV for each table, none of them empty."""
    names = ["data/shequ.json", "data/dataset.schema.json"]
    names += [f"compare/{id_}.csv" for id_ in site.catalogue.tables]
    assert [name for name in names if len(site.files.get(name, b"")) < 100] == []


def test_nothing_of_this_machine_is_in_any_file(site: PublishedSite) -> None:
    """No file tells the folder it was built in, the home, the host or the user."""
    private = {str(site.project), str(REPOSITORY), str(Path.home()), sys.prefix, str(REPOSITORY.resolve())}
    private |= {name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5}
    # "/" and "/root" are no telling names, and stand in scripts and words.
    told = sorted(name.encode() for name in private if len(name) > 5)
    assert told
    assert [(path, name) for path, data in site.files.items() for name in told if name in data] == []


def test_no_file_escapes_or_is_a_link(site: PublishedSite) -> None:
    """The folder holds plain files only, with names that any system can hold."""
    assert [path for path in site.tree.rglob("*") if path.is_symlink()] == []
    # Lower-case names, digits, marks that need no escaping; one folder below another.
    portable = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
    assert [path for path in site.files if not portable.fullmatch(path) or ".." in path] == []


def test_a_page_starts_with_little_script_and_waits_for_none(site: PublishedSite) -> None:
    """In both editions: what a page loads at its start is below 100 KB together, deferred or asynchronous."""
    heavy, blocking = {}, set()
    for path, page in site.pages.items():
        files = [a.resolve(path)[0] for a in page.addresses if a.tag == "script"]
        assert files, path
        if (size := sum(len(site.files[file]) for file in files)) > SCRIPTS:
            heavy[path] = size
        blocking |= {path for script in page.find("script") if not {"defer", "async"} & script.keys()}
    assert (heavy, blocking) == ({}, set())
    assert {lang_of(path) for path in site.pages} == {"zh", "en"}


def test_no_page_is_heavy(site: PublishedSite, hard_site: PublishedSite) -> None:
    """Every page stays below 300 KB, whatever else is catalogued."""
    heavy = {
        path: len(data)
        for built in (site, hard_site)
        for path, data in built.files.items()
        if path.endswith(".html") and len(data) > HEAVIEST
    }
    assert heavy == {}
