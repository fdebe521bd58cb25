"""Figures that cannot all be true, in sentences: which, what does not fit, by how much, under which reading.

In: an `Edition` and the findings about one set of figures. Out: one `ClashView` for all of them.
The sums are done below; here what they found is put into words, every figure with a link to its card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shequ.derive import Contradiction
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.chart import Chart
from shequ.render.edition import Edition
from shequ.render.figure import home_of, label_of, say_period
from shequ.render.scale import draw_sum
from shequ.sums.judgement import show

# Where a figure is named in a sentence that is being put together.
_MENTION = re.compile("\x01(\\d+)\x02")
# Brackets that end the name of a figure have room of their own.
_AFTER = re.compile("\x02 (?=[^÷×+=(])")
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{4,}(?![\d.])")
# Numbers of ours in a sentence; what a source prints stays as printed.
_COMPUTED = ("sum", "gap", "product")
_SIGNS = {"> ": "more-than", "≥ ": "at-least", "< ": "less-than", "≤ ": "at-most"}


@dataclass(frozen=True)
class Reason:
    """One thing that does not fit, as a sentence with links, and the check that found it."""

    parts: tuple[Link, ...]
    code: Link
    is_conventional: bool


@dataclass(frozen=True)
class ClashView:
    """All that does not fit among one set of figures, and our note about it."""

    anchor: str
    reasons: tuple[Reason, ...]
    note: str | None
    chart: Chart | None
    place: Link
    is_conventional: bool


def view_clash(edition: Edition, group: tuple[Contradiction, ...]) -> ClashView:
    """Everything found about one set of figures."""
    first = group[0]
    note = edition.index.note_of(first)
    reasons = tuple(_view_reason(edition, found) for found in group)
    return ClashView(
        anchor="-".join(["clash", *(id_.split("/")[1] for id_ in first.about)]),
        reasons=reasons,
        note=edition.wording.words(note) if note else None,
        chart=next(filter(None, (draw_sum(edition, found) for found in group)), None),
        place=edition.to_place(first.community),
        is_conventional=any(reason.is_conventional for reason in reasons),
    )


def view_clashes(edition: Edition, groups: Iterable[tuple[Contradiction, ...]]) -> tuple[ClashView, ...]:
    """Several, in the order given."""
    return tuple(view_clash(edition, group) for group in groups)


def _view_reason(edition: Edition, found: Contradiction) -> Reason:
    figures = [edition.catalogue.figures[id_] for id_ in found.about]
    facts = {key: _mention(found, figures, value) for key, value in found.facts.items()}
    told = "".join(facts.values())
    named = [figures[int(number)] for number in dict.fromkeys(_MENTION.findall(told))]
    shared = _shared_label(edition, named)
    text = "".join(_sentences(edition, found, facts, shared))
    text = _AFTER.sub("\x02", text) if edition.wording.lang == "zh" else text
    parts = tuple(_split(edition, text, figures, shared))
    conventional = found.reading == "conventional"
    return Reason(parts, Link(found.code, Target("check", found.code.lower())), conventional)


def _sentences(
    edition: Edition, found: Contradiction, facts: dict[str, str], shared: str | None
) -> Iterator[str]:
    t = edition.wording.t
    if shared:
        yield t("clash.alike", label=shared)
    if found.reading == "conventional":
        yield t("clash.conventionally")
    yield t(f"clash.{found.code.lower()}", **_say_facts(edition, facts))
    if facts.get("basis") == "assumed":
        yield t("clash.assumed")


def _mention(found: Contradiction, figures: list[Figure], value: str) -> str:
    """A fact with its figures' ids replaced by their numbers in the list, the longest first."""
    shown = sorted(
        ((show(found.community, f), n) for n, f in enumerate(figures)), key=lambda pair: -len(pair[0])
    )
    for text, number in shown:
        value = value.replace(text, f"\x01{number}\x02")
    return value


def _say_facts(edition: Edition, facts: dict[str, str]) -> dict[str, str]:
    """Facts as a reader takes them: signs in words, thousands apart, units by what they count."""
    wording, units = edition.wording, edition.catalogue.vocabularies.units
    said = {k: wording.counted(v) if v in units else v for k, v in facts.items() if k != "basis"}
    for key in _COMPUTED:
        if key in said:
            value = _LONG_NUMBER.sub(lambda m: format(int(m[0]), ","), said[key])
            for sign, word in _SIGNS.items():
                if value.startswith(sign):
                    bound = wording.t(f"enum.bound.{word}")
                    value = wording.t("unit.qualified", qualifier=bound, amount=value.removeprefix(sign))
            said[key] = value
    if "nearest" in said:
        said["nearest"] = wording.join(re.split(r"\u3001", said["nearest"]), "name")
    return said


def _shared_label(edition: Edition, figures: list[Figure]) -> str | None:
    """The one label of all figures of a sentence, to be said once; None where they have several."""
    labels = {label_of(edition, figure) for figure in figures}
    return labels.pop() if len(figures) > 1 and len(labels) == 1 else None


def _split(edition: Edition, text: str, figures: list[Figure], shared: str | None) -> Iterator[Link]:
    """A sentence as words and figures; each figure leads to its card."""
    for number, part in enumerate(_MENTION.split(text)):
        if number % 2:
            figure = figures[int(part)]
            yield Link(_name(edition, figure, shared), home_of(figure))
        elif part:
            yield Link(part)


def _name(edition: Edition, figure: Figure, shared: str | None) -> str:
    """A figure in a sentence: label, printed form, paragraph; its period where the label is shared."""
    t, printed = edition.wording.t, edition.wording.quote(figure.record.printed)
    if shared is None:
        label = label_of(edition, figure)
        return t("clash.figure", label=label, printed=printed, paragraph=figure.paragraph)
    return t(
        "clash.figure_of", printed=printed, period=say_period(edition, figure), paragraph=figure.paragraph
    )
