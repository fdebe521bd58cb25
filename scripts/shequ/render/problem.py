"""The pages of problems and their list: what is tried, where, and how far it has got.

In: an `Edition`. Out: `Page`s. The page of a problem that no practice answers says so and names neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shequ.model import Term
from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.answer import (
    list_gaps,
    list_rows,
    list_sources,
    list_stages,
    list_unreported,
    say_answer,
    say_figures,
)
from shequ.render.edition import Edition
from shequ.render.entrance import enter_problem, say_aliases, split_entrances
from shequ.render.practice import EvidenceView, view_evidence

SECTION = "problems/index.html"
# How many neighbouring problems a page names.
NEIGHBOURS = 6


@dataclass(frozen=True)
class Trial:
    """A mechanism as an answer to one problem: what is known of it, and where it is used."""

    link: Link
    evidence: EvidenceView | None
    counts: str


def render_problems(edition: Edition) -> Iterator[Page]:
    """The list, then every problem."""
    t, problems = edition.wording.t, edition.catalogue.vocabularies.problems
    order = sorted(problems, key=lambda id_: -len(edition.index.practices_by_problem.get(id_, ())))
    yield edition.page(
        "problems",
        Target("list", "problems"),
        t("page.problems.title"),
        t("page.problems.lead"),
        section=SECTION,
        lead=t("page.problems.lead"),
        groups=split_entrances(edition, [enter_problem(edition, id_) for id_ in order]),
    )
    for id_, record in problems.items():
        yield _render_problem(edition, id_, record)


def _render_problem(edition: Edition, id_: str, record: Term) -> Page:
    wording, index = edition.wording, edition.index
    practices = index.practices_by_problem.get(id_, ())
    tried = count_mechanisms(edition, practices)
    proposed = [m for m in index.mechanisms_by_problem.get(id_, ()) if m not in tried]
    without = sum(not edition.catalogue.practices[p].record.mechanisms for p in practices)
    return edition.page(
        "problem",
        Target("problem", id_),
        wording.plain(record.pref_label),
        wording.plain(record.definition) if record.definition else wording.plain(record.pref_label),
        section=SECTION,
        edit=("vocabularies", "problems"),
        aliases=say_aliases(edition, record) if record.alt_labels else "",
        definition=wording.words(record.definition) if record.definition else "",
        scope_note=wording.words(record.scope_note) if record.scope_note else "",
        answer=say_answer(edition, practices) if practices else (),
        stages=list_stages(edition, practices) if practices else (),
        figures=say_figures(edition, practices),
        tried=tuple(_try(edition, m, here) for m, here in tried.most_common()),
        without_mechanism=without,
        proposed=tuple(_try(edition, m, 0) for m in proposed),
        groups=list_rows(edition, practices),
        total=len(practices),
        silent=(*list_unreported(edition, practices), *list_gaps(edition, practices)),
        neighbours=tuple(enter_problem(edition, other) for other in list_neighbours(edition, id_)),
        tables=tuple(edition.to_table(table) for table in index.tables_by_problem.get(id_, ())),
        sources=list_sources(edition, practices),
    )


def count_mechanisms(edition: Edition, practices: Iterable[str]) -> Counter[str]:
    """The mechanisms of these practices that have an article, and how many practices use each."""
    known = edition.catalogue.mechanisms
    used = (m for p in practices for m in edition.catalogue.practices[p].record.mechanisms)
    return Counter(str(m) for m in used if m in known)


def list_neighbours(edition: Edition, id_: str) -> Sequence[str]:
    """Other problems near this one: above and below it, then by shared practices, then by shared mechanisms.

    What is related only by a mechanism is named if practices are on record for it. A problem related to
    none has those beside it in the vocabulary, which stands in order of subject.
    """
    index, problems = edition.index, edition.catalogue.vocabularies.problems
    own = problems[id_].broader
    family = [p for p, term in problems.items() if p == own or term.broader == id_]
    practices = index.practices_by_problem.get(id_, ())
    together = Counter(p for q in practices for p in edition.catalogue.practices[q].record.problems)
    mechanisms = {*count_mechanisms(edition, practices), *index.mechanisms_by_problem.get(id_, ())}
    alike = Counter(str(p) for m in sorted(mechanisms) for p in edition.catalogue.mechanisms[m].problems)
    answered = [p for p, _ in alike.most_common() if p in index.practices_by_problem]
    ranked = [*family, *(str(p) for p, _ in together.most_common()), *answered]
    found = [p for p in dict.fromkeys(ranked) if p != id_ and p in problems]
    if not found:
        order = list(problems)
        place = order.index(id_)
        found = [*order[max(place - 2, 0) : place], *order[place + 1 : place + 3]]
    return found[:NEIGHBOURS]


def _try(edition: Edition, id_: str, here: int) -> Trial:
    practices = edition.index.practices_by_mechanism.get(id_, ())
    evidence = edition.index.evidence_of_mechanism[id_] if practices else None
    return Trial(
        link=edition.to_mechanism(id_),
        evidence=view_evidence(edition, evidence) if evidence else None,
        counts=edition.wording.t(
            "answer.here" if here else "answer.elsewhere",
            count=edition.wording.count(here),
            practices=edition.wording.count(len(practices)),
            places=edition.wording.count(len({edition.catalogue.practices[p].community for p in practices})),
        ),
    )
