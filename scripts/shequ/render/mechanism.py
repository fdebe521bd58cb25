"""The pages of mechanisms and their list.

In: an `Edition`. Out: `Page`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.model import Mechanism
from shequ.page import Page
from shequ.render.address import Target
from shequ.render.edition import Edition
from shequ.render.entrance import (
    count_practices,
    enter_mechanism,
    list_answers,
    list_silence,
    say_tally,
    split_entrances,
)
from shequ.render.practice import EvidenceView, view_evidence


def render_mechanisms(edition: Edition) -> Iterator[Page]:
    """The list, then every mechanism."""
    t = edition.wording.t
    yield edition.page(
        "entrances",
        Target("list", "mechanisms"),
        t("page.mechanisms.title"),
        t("page.mechanisms.lead"),
        section="mechanisms/index.html",
        lead=t("page.mechanisms.lead"),
        groups=split_entrances(
            edition, [enter_mechanism(edition, id_) for id_ in edition.catalogue.mechanisms]
        ),
    )
    for id_, record in edition.catalogue.mechanisms.items():
        yield _render_mechanism(edition, id_, record)


def _render_mechanism(edition: Edition, id_: str, record: Mechanism) -> Page:
    wording, index = edition.wording, edition.index
    practices = index.practices_by_mechanism.get(id_, ())
    evidence: EvidenceView = view_evidence(edition, index.evidence_of_mechanism[id_])
    return edition.page(
        "mechanism",
        Target("mechanism", id_),
        wording.plain(record.name),
        wording.plain(record.definition),
        section="mechanisms/index.html",
        edit=("mechanisms", id_),
        aliases=record.aliases,
        definition=wording.words(record.definition),
        scope_note=wording.words(record.scope_note) if record.scope_note else "",
        summary=wording.words(record.summary),
        broader=edition.to_mechanism(record.broader) if record.broader else None,
        narrower=tuple(edition.to_mechanism(m) for m in index.narrower_mechanisms.get(id_, ())),
        problems=tuple(edition.to_problem(p) for p in record.problems),
        evidence=evidence,
        counts=say_tally(edition, count_practices(edition, practices)),
        answers=list_answers(edition, practices),
        silent=list_silence(edition, practices),
    )
