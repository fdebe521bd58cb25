"""The pages of problems and their list: what is tried, where, and how far it has got.

In: an `Edition`. Out: `Page`s. A problem that no practice answers has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.model import Term
from shequ.page import Page
from shequ.render.address import Target
from shequ.render.edition import Edition
from shequ.render.entrance import (
    GROUPS,
    count_practices,
    enter_mechanism,
    enter_problem,
    group_of,
    list_answers,
    list_silence,
    say_tally,
    split_entrances,
)


def render_problems(edition: Edition) -> Iterator[Page]:
    """The list, then every problem."""
    t = edition.wording.t
    yield edition.page(
        "entrances",
        Target("list", "problems"),
        t("page.problems.title"),
        t("page.problems.lead"),
        section="problems/index.html",
        lead=t("page.problems.lead"),
        groups=split_entrances(
            edition, [enter_problem(edition, id_) for id_ in edition.catalogue.vocabularies.problems]
        ),
    )
    for id_, record in edition.catalogue.vocabularies.problems.items():
        yield _render_problem(edition, id_, record)


def _render_problem(edition: Edition, id_: str, record: Term) -> Page:
    wording, index = edition.wording, edition.index
    practices = index.practices_by_problem.get(id_, ())
    tried = dict.fromkeys(m for p in practices for m in edition.catalogue.practices[p].record.mechanisms)
    proposed = [m for m in index.mechanisms_by_problem.get(id_, ()) if m not in tried]
    answers = list_answers(edition, practices)
    return edition.page(
        "problem",
        Target("problem", id_),
        wording.plain(record.pref_label),
        wording.plain(record.definition) if record.definition else wording.plain(record.pref_label),
        section="problems/index.html",
        edit=("vocabularies", "problems"),
        aliases=record.alt_labels,
        definition=wording.words(record.definition) if record.definition else "",
        broader=edition.to_problem(record.broader) if record.broader else None,
        counts=say_tally(edition, count_practices(edition, practices)),
        tried=tuple(enter_mechanism(edition, m) for m in tried if m in edition.catalogue.mechanisms),
        proposed=tuple(edition.to_mechanism(m) for m in proposed),
        groups=tuple(
            (group, wording.t(f"tally.group_{group}"), found)
            for group in GROUPS
            if (found := tuple(a for a in answers if group_of(edition, a.line.id) == group))
        ),
        silent=list_silence(edition, practices),
    )
