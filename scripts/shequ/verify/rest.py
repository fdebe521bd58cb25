"""What no record claims: it must be idiom or furniture, or be left out with a reason; the counts must agree.

In: a transcript and its claimed numerals. Out: an `Account` of all numerals, SQ522, SQ523 and SQ529.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shequ.diagnostics import Diagnostic, Span
from shequ.model import Locator
from shequ.quantity import Token
from shequ.records import Catalogue
from shequ.transcript import Transcript
from shequ.verify.status import no_paragraph

# Who accounts for a numeral, by paragraph and offset: a figure's id, `dates` or `names`.
Claims = Mapping[tuple[int, int], str]
Omitted = Mapping[int, list[tuple[Span, int]]]


@dataclass
class Account:
    """What became of the numerals of one source."""

    source: str
    transcript: Transcript
    figures: int = 0
    numerals: int = 0
    explained: Counter[str] = field(default_factory=Counter)


def check_rest(
    catalogue: Catalogue, source: str, transcript: Transcript, claims: Claims
) -> tuple[Account, list[Diagnostic]]:
    """Count every numeral under what explains it, and compare what is left with the omissions declared."""
    account = Account(source, transcript)
    found: list[Diagnostic] = []
    furniture = {at.paragraph for at in catalogue.sources[source].furniture}
    omitted = _collect_omissions(catalogue, source)
    nowhere = catalogue.locate("sources", source, ("text",))
    for number, paragraph in transcript.paragraphs.items():
        left: list[Token] = []
        for token in paragraph.tokens:
            kind = _explain(claims.get((number, token.start)), token, number in furniture)
            account.numerals += 1
            account.explained[kind or "omitted"] += 1
            if kind is None:
                left.append(token)
        found += _compare(number, left, omitted[number], nowhere)
    for number in omitted.keys() - transcript.paragraphs.keys():
        found += [
            no_paragraph(source, transcript, span, Locator(None, number)) for span, _ in omitted[number]
        ]
    return account, found


def _explain(owner: str | None, token: Token, furniture: bool) -> str | None:
    if owner is not None:
        return owner if owner in ("dates", "names") else "figures"
    return "furniture" if furniture else "idioms" if token.kind == "idiom" else None


def _collect_omissions(catalogue: Catalogue, source: str) -> Omitted:
    found: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for community in catalogue.citing.get(source, ()):
        for index, omission in enumerate(catalogue.communities[community].omissions):
            if catalogue.source_at(community, omission.at) == source:
                span = catalogue.locate("communities", community, ("omissions", index))
                found[omission.at.paragraph].append((span, omission.count))
    return found


def _compare(
    number: int, left: list[Token], omitted: list[tuple[Span, int]], nowhere: Span
) -> Iterator[Diagnostic]:
    stated = sum(count for _, count in omitted)
    facts = {
        "paragraph": str(number),
        "numerals": "、".join(f"“{token.text}”" for token in left) or "—",
        "count": str(len(left)),
        "stated": str(stated),
    }
    if len(left) > stated:
        yield Diagnostic("SQ522", omitted[0][0] if omitted else nowhere, facts)
    elif len(left) < stated:
        yield Diagnostic("SQ523", omitted[0][0], facts)
