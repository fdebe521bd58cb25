"""What a source says beside its figures: claims without a number, awards.

In: an `Edition` and a part of an entry. Out: views for `macro/entry.html.jinja`.
"""

from __future__ import annotations

from dataclasses import dataclass

from shequ.derive import SELF
from shequ.model import Locator
from shequ.model.practice import Claim, Honour
from shequ.render.address import Link
from shequ.render.edition import Edition


@dataclass(frozen=True)
class ClaimView:
    """What a source says without a number."""

    kind: str
    voice: str
    text: str
    place: Link


@dataclass(frozen=True)
class HonourView:
    """An award. `one_of` is a total of its sentence, not the place's figure."""

    name: str
    by: str
    year: str
    one_of: str | None
    place: Link


def place_of(edition: Edition, community: str, at: Locator) -> Link:
    """The paragraph a part of an entry rests on."""
    return edition.to_source(edition.catalogue.source_at(community, at), at.paragraph)


def view_claim(edition: Edition, community: str, claim: Claim) -> ClaimView:
    """A claim with who makes it and where."""
    source = edition.catalogue.source_at(community, claim.at)
    known = edition.catalogue.sources.get(source)
    voice = claim.voice or (known.default_voice if known else SELF)
    return ClaimView(
        kind=edition.wording.t(f"enum.claim.{claim.kind}"),
        voice=edition.wording.t(f"enum.voice.{voice}"),
        text=edition.wording.words(claim),
        place=edition.to_source(source, claim.at.paragraph),
    )


def view_honour(edition: Edition, community: str, honour: Honour) -> HonourView:
    """An award with who gave it and when, as far as is told."""
    silent = edition.wording.t("enum.mark.not-stated")
    return HonourView(
        name=edition.wording.words(honour.name),
        by=silent if honour.by == "not-stated" else honour.by,
        year=silent if honour.year == "not-stated" else honour.year,
        one_of=honour.one_of,
        place=place_of(edition, community, honour.at),
    )
