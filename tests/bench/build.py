"""What an entry costs, and whether that grows: `python tests/bench/build.py [N …]`.

In: the base case of the tests, with its entry repeated N times under other ids.
Out: a table on standard output; nothing is asserted.
Each stage's cost per entry stands as a ratio: to the same at the smallest N (1.0 or less is linear growth),
and to a yardstick of the same run (PyYAML's C loader on the same files, or a plain write of the same bytes),
so that the figures of two machines can be compared.
Times are the least of several runs, in processor time, with the garbage collector off: its pauses fall where
they like.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from shequ.catalogue import load, read
from shequ.exports.dataset import build_dataset, dump_dataset
from shequ.publish import data_files
from shequ.records import Catalogue
from shequ.render import render_pages
from shequ.report import exit_status, render_text
from shequ.rules import check
from shequ.search.documents import build_documents
from shequ.search.index import build_search_files
from shequ.site import write_tree
from shequ.site.assembly import stamp_page
from shequ.site.engine import Engine, build_shells

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "cases" / "base"
SIZES = (10, 100, 400)
# Repeated, so that what else the machine does at the moment counts least.
RUNS = {10: 5, 100: 3}

Stage = tuple[str, str, float]  # name, yardstick, seconds


def main(sizes: tuple[int, ...]) -> None:
    """Measure every stage at every size and print the table."""
    with tempfile.TemporaryDirectory() as name:
        engine = build_shells(ROOT, Path(name) / "work")
        measured = {size: list(measure(size, Path(name), engine)) for size in sizes}
    print_table(measured)


def measure(size: int, folder: Path, engine: Engine) -> Iterator[Stage]:
    """Every stage for a catalogue of `size` entries; the yardsticks come first."""
    root, runs = lay_out(folder / str(size), size), RUNS.get(size, 1)
    texts = [path.read_text("utf-8") for path in sorted(root.rglob("*.yml"))]
    yaml_seconds, _ = least(runs, lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts])
    yield "yaml (yardstick)", "yaml", yaml_seconds
    seconds, (catalogue, _) = least(runs, lambda: read(root))
    yield "read", "yaml", seconds
    seconds, (catalogue, found) = least(runs, lambda: load(root))
    if exit_status(found):
        raise SystemExit(render_text(found[:5], "en"))
    yield "load (read + check)", "yaml", seconds
    fresh = lambda: Catalogue(**{f: getattr(catalogue, f) for f in Catalogue.__dataclass_fields__})  # noqa: E731
    seconds, _ = least(runs, lambda: list(check(fresh())))
    yield "check alone", "yaml", seconds
    seconds, pages = least(runs, lambda: list(render_pages(fresh())))
    yield "render", "write", seconds
    seconds, stamped = least(runs, lambda: {page.path: stamp_page(engine, page) for page in pages})
    yield "stamp", "write", seconds
    seconds, found_files = least(runs, lambda: build_search_files(build_documents(fresh()), {}))
    yield "search", "write", seconds
    seconds, _ = least(runs, lambda: dump_dataset(build_dataset(fresh())))
    yield "export", "write", seconds
    files = stamped | found_files | data_files(catalogue)
    heaviest = max(files, key=lambda path: len(files[path]) * path.endswith(".html"))
    say(f"N={size}: {len(files)} files, heaviest page {heaviest}, {len(files[heaviest]) // 1000} kB")
    seconds, _ = least(1, lambda: write_tree(files, root.parent / "ours"))
    yield "write_tree", "write", seconds
    seconds, _ = least(1, lambda: write_plainly(files, root.parent / "plain"))
    yield "write (yardstick)", "write", seconds


def lay_out(folder: Path, size: int) -> Path:
    """A catalogue with the base's larger entry `size` times, each with its own ids and names."""
    root = folder / "catalogue"
    shutil.copytree(BASE, root)
    entry = root / "communities" / "yunling" / "liuan-hetao.yml"
    text = entry.read_text("utf-8")
    for number in range(1, size):
        name = f"liuan-hetao-n{number}"
        copy = text.replace("河套", f"河套{number:04}").replace("Hetao", f"Hetao {number:04}")
        copy = copy.replace("id: dongyuan", f"id: dongyuan-n{number}")
        # A practice of a name of its own: like names in two places must be told apart by hand.
        for local in ("民情恳谈会", "[恳谈会", "网格化管理", "东院小区"):
            copy = copy.replace(local, local[:2] + f"{number:04}" + local[2:])
        entry.with_name(f"{name}.yml").write_text(copy, "utf-8")
    return root


def write_plainly(files: dict[str, bytes], folder: Path) -> None:
    """The same bytes with nothing around them: the floor of any site."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def least(runs: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """The least processor time of several runs, in seconds, and the last result."""
    times, result = [], None
    for _ in range(runs):
        gc.collect()
        gc.disable()
        began = time.process_time()
        result = work()
        times.append(time.process_time() - began)
        gc.enable()
    return min(times), result


def print_table(measured: dict[int, list[Stage]]) -> None:
    """One line a stage: per entry, against the smallest size, and against the yardstick at the largest."""
    first, last = min(measured), max(measured)
    by_name = {size: {name: seconds for name, _, seconds in stages} for size, stages in measured.items()}
    others = [size for size in measured if size != first]
    head = "".join(f"{f'N={size} / N={first}':>15}" for size in others)
    say(f"{'per entry':<22}{'ms at N=' + str(last):>14}{head}{'x yardstick':>14}")
    for name, yardstick, seconds in measured[last]:
        growth = "".join(f"{ratio(by_name, name, size, first):>15.2f}" for size in others)
        floor = by_name[last][f"{yardstick} (yardstick)"]
        say(f"{name:<22}{1000 * seconds / last:>14.2f}{growth}{seconds / floor:>14.1f}")


def say(line: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def ratio(by_name: dict[int, dict[str, float]], name: str, size: int, first: int) -> float:
    """The cost per entry at one size over that at the smallest."""
    return (by_name[size][name] / size) / max(by_name[first][name] / first, 1e-9)


if __name__ == "__main__":
    main(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
