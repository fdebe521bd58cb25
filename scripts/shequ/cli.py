"""The command line: one function per verb, each a few calls into the layers below.

In: arguments. Out: text on standard output, exit status 0 clean, 1 findings, 2 usage, 3 our own fault.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
from rich.console import Console
from rich.progress import Progress

from shequ import __version__
from shequ.catalogue import load, read
from shequ.codebook import Lang, load_codes
from shequ.diagnostics import Diagnostic, Span
from shequ.exports.dataset import build_dataset, dump_dataset
from shequ.exports.schema import schema_files, stale_schemas
from shequ.exports.stats import stats_lines
from shequ.messages import translate
from shequ.records import Catalogue
from shequ.report import Format, exit_status, render, render_text, summarise
from shequ.skeleton import write_community
from shequ.verify import verify_sources, write_ledgers

catalogue_option = click.option(
    "--catalogue",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("catalogue"),
    show_default=True,
    help="The folder of YAML entries.",
)
lang_option = click.option(
    "--lang", type=click.Choice(get_args(Lang)), default="zh", show_default=True, help="Language of messages."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="shequ")
def cli() -> None:
    """Community-governance practices: YAML entries, checked, exported and rendered into a site."""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@catalogue_option
@click.option("--format", "format_", type=click.Choice(get_args(Format)), default="text", show_default=True)
@lang_option
def check(paths: tuple[Path, ...], root: Path, format_: Format, lang: Lang) -> None:
    """Say everything there is to say about the catalogue, or about the files at PATHS."""
    _, found = load(_existing(root))
    found = [d for d in rebase(found, root) if not paths or _is_under(d, paths)]
    _print(found, format_, lang)
    raise SystemExit(exit_status(found))


@cli.command()
@click.argument("code")
@lang_option
def explain(code: str, lang: Lang) -> None:
    """Explain one CODE: what it means, why it matters, bad and good."""
    known = load_codes()
    found = known.get(code.upper()) or next((c for c in known.values() if c.name == code), None)
    if found is None:
        raise click.BadParameter(f"{code}: {', '.join(known)}", param_hint="CODE")
    titles = {key: translate(f"check.{key}", lang) for key in ("bad", "good")}
    click.echo(f"{found.id} {found.name} ({found.severity}): {found.title[lang]}\n\n{found.why[lang]}")
    click.echo(f"\n{titles['bad']}\n{_indent(found.bad)}\n\n{titles['good']}\n{_indent(found.good)}")


@cli.command()
@catalogue_option
@click.option("--format", type=click.Choice(["json"]), default="json", show_default=True, expose_value=False)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="A file; default standard output."
)
def export(root: Path, out: Path | None) -> None:
    """Write the whole catalogue as one document of the export contract."""
    document = dump_dataset(build_dataset(_clean(root)))
    if out is None:
        sys.stdout.buffer.write(document)
        return
    with _writing("--out"):
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(document)


@cli.command("verify-sources")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    required=True,
    help="The folder of numbered transcripts.",
)
@catalogue_option
@click.option("--check", "check_only", is_flag=True, help="Compare only; do not write the ledgers.")
@click.option("--format", "format_", type=click.Choice(get_args(Format)), default="text", show_default=True)
@lang_option
def verify_sources_command(
    *, sources: tuple[str, ...], texts: Path, root: Path, check_only: bool, format_: Format, lang: Lang
) -> None:
    """Find every figure in its paragraph and account for every other numeral; write the ledgers.

    Without SOURCE, every source that names a text is verified.
    """
    catalogue, broken = read(_existing(root))
    if broken:
        _print(rebase(broken, root), format_, lang)
        raise SystemExit(exit_status(broken))
    unknown = [id_ for id_ in sources if id_ not in catalogue.sources]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}: {', '.join(catalogue.sources)}", param_hint="SOURCE")
    result = verify_sources(catalogue, texts, sources)
    found = rebase(result.diagnostics, root)
    _print(found, format_, lang)
    if not check_only:
        with _writing("--catalogue"):
            write_ledgers(result, root)
    if format_ == "text":
        for line in result.summary(lang):
            click.echo(line)
    raise SystemExit(exit_status(found))


@cli.command()
@catalogue_option
@lang_option
def stats(root: Path, lang: Lang) -> None:
    """Count places, practices, figures, omissions, contradictions and derived values."""
    for line in stats_lines(_clean(root), lang):
        click.echo(line)


@cli.command()
@catalogue_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True
)
def build(root: Path, out: Path) -> None:
    """Check the catalogue and build the site and its zip; a failed build leaves the last good ones."""
    from shequ.publish import STEPS, publish  # the site engine takes a second to import

    catalogue = _clean(root)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(STEPS))

        def step(name: str) -> None:
            progress.update(task, advance=1, description=translate(f"build.{name}", "zh"))

        with _writing("--out"):
            index, archive = publish(catalogue, Path.cwd(), out, step)
    click.echo(translate("build.done", "zh", index=index.resolve(), archive=archive))


@cli.command()
@catalogue_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(root: Path, port: int) -> None:
    """Show the site at http://127.0.0.1:PORT and build it again whenever an entry changes."""
    from shequ.publish import serve as serve_site

    _clean(root)
    click.echo(f"http://127.0.0.1:{port}/")
    with _writing("--port"):
        serve_site(Path.cwd(), port)


@cli.group()
def new() -> None:
    """Begin a new entry."""


@new.command("community")
@click.argument("id_", metavar="ID")
@click.option("--province", required=True, help="The folder, such as zhejiang.")
@catalogue_option
def new_community(id_: str, province: str, root: Path) -> None:
    """Write the skeleton of a community ID (<county>-<name>) and of its source."""
    try:
        with _writing("--catalogue"):
            for file in write_community(_existing(root), province, id_):
                click.echo(file)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="ID") from error


@cli.command()
@catalogue_option
@click.option("--check", "check_only", is_flag=True, help="Say which are stale; write nothing.")
def schema(root: Path, check_only: bool) -> None:
    """Write the JSON Schemas for editors (catalogue/schema/) from the model and the vocabularies."""
    catalogue, _ = read(_existing(root))
    stale = stale_schemas(catalogue, root)
    if check_only and stale:
        click.echo("\n".join([*stale, "stale: run `shequ schema`"]))
        raise SystemExit(1)
    with _writing("--catalogue"):
        for name, content in schema_files(catalogue).items():
            target = root / "schema" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def rebase(found: list[Diagnostic], root: Path) -> list[Diagnostic]:
    """Findings with their files below `root` as seen from the working folder."""

    def moved(span: Span) -> Span:
        return replace(span, file=f"{root.as_posix()}/{span.file}")

    return [replace(d, at=moved(d.at), related=tuple(moved(s) for s in d.related)) for d in found]


def _is_under(diagnostic: Diagnostic, paths: tuple[Path, ...]) -> bool:
    file = Path(diagnostic.at.file).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _clean(root: Path) -> Catalogue:
    """The catalogue, or all findings on standard error and exit status 1."""
    catalogue, found = load(_existing(root))
    if exit_status(found):
        click.echo(render_text(rebase(found, root), "zh", color=False), nl=False, err=True)
        click.echo(summarise(found, "zh"), err=True)
        raise SystemExit(1)
    return catalogue


def _existing(root: Path) -> Path:
    if not root.is_dir():
        raise click.BadParameter(f"{root} is not a folder", param_hint="--catalogue")
    return root


@contextmanager
def _writing(option: str) -> Iterator[None]:
    """What the system refuses (a full disk, no permission) is the caller's to mend, and not our fault."""
    try:
        yield
    except OSError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _print(found: list[Diagnostic], format_: Format, lang: Lang) -> None:
    report = render(found, format_, lang, color=sys.stdout.isatty())
    if format_ == "text":
        click.echo(report + summarise(found, lang))
    else:
        click.echo(report.encode(), nl=False)  # programs read UTF-8, whatever the terminal has


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; a fault of ours is told as SQ901 and exits with 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a Chinese Windows has no ¶
    try:
        return cli.main(arguments, prog_name="shequ")
    except Exception as error:
        import traceback

        traceback.print_exc()
        fault = Diagnostic("SQ901", Span("shequ"), {"error": f"{type(error).__name__}: {error}"})
        click.echo(render_text([fault], "zh", color=False), nl=False, err=True)
        raise SystemExit(3) from error
