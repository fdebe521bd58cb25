"""The reference of checks: their list, and a page for each code of the codebook.

In: an `Edition` for its words; codes come from `codebook`. Out: `Page`s.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from shequ.codebook import Code, load_codes
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.edition import Edition

SECTION = "checks/index.html"
TONES = {"error": "clash", "warning": "prep", "note": ""}


def render_checks(edition: Edition) -> Iterator[Page]:
    """The list, then every code."""
    t, lang = edition.wording.t, edition.wording.lang
    codes = load_codes()
    families: dict[str, list[Code]] = {}
    for code in codes.values():
        families.setdefault(code.id[2], []).append(code)
    yield edition.page(
        "checks",
        Target("list", "checks"),
        t("page.checks.title"),
        t("page.checks.lead"),
        section=SECTION,
        lead=t("page.checks.lead"),
        families=tuple(
            (
                f"family-{digit}",
                t(f"enum.check_family.{digit}"),
                tuple(_line(edition, code) for code in found),
            )
            for digit, found in sorted(families.items())
        ),
    )
    for code in codes.values():
        yield edition.page(
            "check",
            Target("check", code.id.lower()),
            t("check.page_title", code=code.id, title=code.title[lang]),
            code.why[lang],
            section=SECTION,
            code=code,
            name=code.name,
            severity=t(f"enum.severity.{code.severity}"),
            tone=TONES[code.severity],
            family=Link(
                t(f"enum.check_family.{code.id[2]}"), Target("list", "checks", f"family-{code.id[2]}")
            ),
            why=code.why[lang],
            message=_blank(code.message[lang]),
            hint=_blank(code.hint[lang]),
        )


def _blank(template: str) -> str:
    """The wording with an ellipsis for each fact, as a reader may meet it."""
    parts = string.Formatter().parse(template)
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in parts)


def _line(edition: Edition, code: Code) -> tuple[Link, str, str, str, str]:
    """Link, name, title, severity, its tone."""
    return (
        Link(code.id, Target("check", code.id.lower())),
        code.name,
        code.title[edition.wording.lang],
        edition.wording.t(f"enum.severity.{code.severity}"),
        TONES[code.severity],
    )
