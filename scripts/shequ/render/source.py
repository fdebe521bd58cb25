"""The pages of sources and their list: what a source is, what it leaves open, what rests on each paragraph.

In: an `Edition`. Out: `Page`s. The text itself is not ours to print: its paragraphs are named by number only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shequ.ledger import observations_digest
from shequ.model import Dating, Source
from shequ.page import Page
from shequ.records import Figure
from shequ.render.address import Link, Target, external_url
from shequ.render.community import share_self_reported
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, view_figure
from shequ.render.figure_card import Row, say_dating
from shequ.render.index import Mention

SECTION = "sources/index.html"


@dataclass(frozen=True)
class Paragraph:
    """What rests on one paragraph. `tags` say what else it is: furniture, a caption."""

    number: int
    tags: tuple[str, ...]
    figures: tuple[FigureView, ...]
    mentions: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class Verified:
    """What the ledger of the last reading beside the text says."""

    is_current: bool
    figures: str
    numerals: str


def render_sources(edition: Edition) -> Iterator[Page]:
    """The list, then every source."""
    yield _render_list(edition)
    for id_, record in edition.catalogue.sources.items():
        yield _render_source(edition, id_, record)


def _render_source(edition: Edition, id_: str, record: Source) -> Page:
    wording = edition.wording
    figures = edition.index.figures_by_source.get(id_, ())
    return edition.page(
        "source",
        Target("source", id_),
        wording.plain(record.title),
        wording.t(
            "source.description", publisher=wording.plain(record.publisher.name), date=_date(edition, record)
        ),
        section=SECTION,
        edit=("sources", id_),
        heading=wording.words(record.title),
        subtitle=wording.words(record.subtitle) if record.subtitle else "",
        facts=tuple(_facts(edition, record)),
        address=external_url(record.copy_.url) if record.copy_ and record.copy_.link else None,
        verified=_verified(edition, id_),
        doubts=tuple(wording.words(doubt) for doubt in record.doubts),
        unknown=tuple(wording.words(unknown) for unknown in record.unknown),
        citation=_cite(edition, record),
        entries=tuple(_covered(edition, id_, figures)),
        total=len(figures),
        self_reported=share_self_reported(edition, figures),
        paragraphs=tuple(_paragraphs(edition, id_, record)),
    )


def _cite(edition: Edition, record: Source) -> str:
    """The source as a reference list would have it: authors, title, kind, publisher, date."""
    wording = edition.wording
    return wording.t(
        "cite.source",
        authors=wording.join([byline.name for byline in record.bylines], "name")
        or wording.t("cite.anonymous"),
        title=wording.plain(record.title),
        kind=wording.t(f"enum.source_kind.{record.kind}"),
        publisher=wording.plain(record.publisher.name),
        date=_date(edition, record),
    )


def _covered(edition: Edition, id_: str, figures: tuple[Figure, ...]) -> Iterator[tuple[Link, int, int]]:
    """The entries that rest on a source: how many practices and figures of each do."""
    mentions = [m for found in edition.index.mentions_by_source.get(id_, {}).values() for m in found]
    for place in edition.catalogue.citing.get(id_, ()):
        practices = {m.practice for m in mentions if m.community == place and m.practice}
        yield edition.to_place(place), len(practices), sum(f.community == place for f in figures)


def _date(edition: Edition, record: Source) -> str:
    dating = record.published or record.written
    if dating is None:
        return edition.wording.t("enum.mark.not-stated")
    return say_dating(edition, dating.date, dating.not_before, dating.not_after)


def _facts(edition: Edition, record: Source) -> Iterator[Row]:
    wording = edition.wording
    t = wording.t
    if wording.lang != "en" and record.title.en:
        yield Row(t("page.list.name_english"), (Link(record.title.en),))
    yield Row(t("page.source.type"), (Link(t(f"enum.source_kind.{record.kind}")),))
    for key, body in (("publisher", record.publisher), ("producer", record.producer)):
        if body:
            type_ = wording.label("publisher-types", body.type)
            grade = edition.catalogue.vocabularies.publisher_types.get(body.type)
            letter = (
                t("source.grade", grade=grade.grade, meaning=t(f"enum.grade.{grade.grade}")) if grade else ""
            )
            said = t(f"enum.basis.{body.basis}")
            items = [wording.words(body.name), type_, letter if key == "publisher" else "", said]
            yield Row(t(f"page.source.{key}"), tuple(Link(item) for item in items if item))
    for byline in record.bylines:
        text = t("source.byline", name=byline.name, role=_role(edition, byline.role))
        yield Row(t("page.source.authors"), (Link(text),))
    yield from _dates(edition, "published", record.published)
    yield from _dates(edition, "written", record.written)
    yield from _copy(edition, record)
    yield Row(t("page.source.extent"), (Link(t(f"enum.extent.{record.extent}")),))
    independent = "independent_voice" if record.independent_voice else "no_independent_voice"
    voices = (Link(t(f"enum.voice.{record.default_voice}")), Link(t(f"page.source.{independent}")))
    yield Row(t("page.source.voice"), voices)
    if record.sha256:
        yield Row(t("page.source.hash"), (Link(record.sha256),))


def _role(edition: Edition, role: str) -> str:
    key = "enum.mark.not-stated" if role == "not-stated" else f"enum.byline_role.{role}"
    return edition.wording.t(key)


def _dates(edition: Edition, key: str, dating: Dating | None) -> Iterator[Row]:
    t = edition.wording.t
    if dating is None:
        yield Row(t(f"page.source.{key}"), (Link(t("enum.mark.not-stated")),))
        return
    when = say_dating(edition, dating.date, dating.not_before, dating.not_after)
    yield Row(t(f"page.source.{key}"), (Link(when), Link(t(f"enum.basis.{dating.basis}"))))


def _copy(edition: Edition, record: Source) -> Iterator[Row]:
    wording, copy = edition.wording, record.copy_
    t = wording.t
    if copy is None:
        return
    host = (Link(wording.words(copy.host)), Link(wording.label("publisher-types", copy.kind)))
    yield Row(t("page.source.host"), host)
    if copy.stamps:
        trusted = "stamps_trusted" if copy.stamps_trusted else "stamps_not_trusted"
        yield Row(
            t("page.source.stamps"), (Link(wording.words(copy.stamps)), Link(t(f"page.source.{trusted}")))
        )
    if copy.url and not (copy.link and external_url(copy.url)):
        yield Row(t("page.source.link"), (Link(copy.url), Link(t("page.source.not_linked"))))
    if copy.seen:
        yield Row(t("page.source.seen"), (Link(copy.seen),))


def _verified(edition: Edition, id_: str) -> Verified | None:
    """Whether the figures are those that were read beside the text; None where none ever were."""
    ledger: Mapping[str, object] | None = edition.catalogue.ledgers.get(id_)
    if not ledger:
        return None
    current = ledger.get("observations_sha256") == observations_digest(edition.catalogue, id_)
    current = current and ledger.get("text_sha256") == edition.catalogue.sources[id_].sha256
    return Verified(current, str(ledger.get("figures", "")), str(ledger.get("numerals", "")))


def _paragraphs(edition: Edition, id_: str, record: Source) -> Iterator[Paragraph]:
    t = edition.wording.t
    figures: dict[int, list[FigureView]] = {}
    for figure in edition.index.figures_by_source.get(id_, ()):
        figures.setdefault(figure.paragraph, []).append(view_figure(edition, figure))
    furniture, captions = ({at.paragraph for at in places} for places in (record.furniture, record.captions))
    mentions = edition.index.mentions_by_source.get(id_, {})
    own = _own_places(record)
    for number in sorted({*figures, *furniture, *captions, *mentions, *own}):
        tags = [t("source.furniture")] if number in furniture else []
        tags += [t("source.caption")] if number in captions else []
        tags += [t(f"source.own.{what}") for what in own.get(number, ())]
        found = _mentions(edition, mentions.get(number, ()))
        yield Paragraph(number, tuple(tags), tuple(figures.get(number, ())), tuple(found))


def _own_places(record: Source) -> dict[int, list[str]]:
    """What of the source's own record rests on its paragraphs: dates and names of authors."""
    found: dict[int, list[str]] = {}
    dated = [("published", record.published), ("written", record.written)]
    places = [(name, dating.at) for name, dating in dated if dating]
    places += [("authors", byline.at) for byline in record.bylines]
    for name, at in places:
        if at and name not in found.setdefault(at.paragraph, []):
            found[at.paragraph].append(name)
    return found


def _mentions(edition: Edition, mentions: tuple[Mention, ...]) -> Iterator[tuple[Link, str]]:
    """By practice or place: which parts of its entry rest on the paragraph."""
    owners: dict[tuple[str, str | None], list[str]] = {}
    for mention in mentions:
        parts = owners.setdefault((mention.community, mention.practice), [])
        name = edition.wording.t(f"part.{mention.what}")
        if name not in parts:
            parts.append(name)
    for (community, practice), parts in owners.items():
        owner = edition.to_practice(practice) if practice else edition.to_place(community)
        yield owner, edition.wording.join(parts)


def _render_list(edition: Edition) -> Page:
    t = edition.wording.t
    lines = tuple(_line(edition, id_, record) for id_, record in edition.catalogue.sources.items())
    return edition.page(
        "sources",
        Target("list", "sources"),
        t("page.sources.title"),
        t("page.sources.lead"),
        section=SECTION,
        lead=t("page.sources.lead"),
        lines=lines,
    )


def _line(edition: Edition, id_: str, record: Source) -> tuple[Link, str, str, str, tuple[Link, ...], int]:
    """Link, publisher, date, kind, entries, count of figures."""
    return (
        edition.to_source(id_),
        edition.wording.plain(record.publisher.name),
        _date(edition, record),
        edition.wording.t(f"enum.source_kind.{record.kind}"),
        tuple(edition.to_place(place) for place in edition.catalogue.citing.get(id_, ())),
        len(edition.index.figures_by_source.get(id_, ())),
    )
