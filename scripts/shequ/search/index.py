"""Search documents → the two scripts a browser loads.

In: documents and the interface's wording.
Out: `{path: bytes}`, the same bytes for the same documents in any order.
lunr computes the impacts (BM25, by field); what is shipped is those impacts, packed: lunr's own JSON
repeats every field of every term and is about three times as large.
No query and no ranking live here: `docs/assets/js/search.js` unpacks this into a `lunr.Index` and asks it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from lunr.builder import Builder

from shequ.search.tokens import tokenize

Kind = Literal["community", "practice", "mechanism", "problem", "metric", "source", "page"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Field → boost. A word of a title is worth more than any number of the same word in a body, since BM25
# bounds what repetition adds to a bit over twice the first.
FIELDS: Mapping[str, int] = {"title": 10, "aliases": 8, "place": 4, "body": 1}

# lunr rounds impacts to three decimals; shipped as whole thousandths they lose nothing.
_IMPACT_STEPS = 1000


@dataclass(frozen=True)
class Anchor:
    """A place on a page that a search can lead to: its id there, what it is called, and what it says."""

    id: str
    name: str
    text: str


@dataclass(frozen=True)
class SearchDocument:
    """One page that can be found.

    `kind` and `id` together are unique; `url` is relative to the site's root, with forward slashes.
    `context` is one short line shown below the title (the place of a practice) and is not searched;
    `place` is what the page is found by as to where: the names of the place and of those above it.
    `aliases` are other names, those in the other language among them; `body` is whatever else the page says.
    `anchors` are the figures that stand on it.
    """

    kind: Kind
    id: str
    title: str
    context: str
    url: str
    aliases: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def build_search_files(
    documents: Iterable[SearchDocument], strings: Mapping[str, str], folder: str = "search/"
) -> dict[str, bytes]:
    """`index.js` and `strings.js` in `folder`, each a classic script that registers its data.

    `strings` is the wording of the search box (the `search` part of one language's messages); its script,
    which a page loads at once, tells also where the index stands.
    Raises `ValueError` where two documents share kind and id, a kind is unknown, or a url leaves the site.
    """
    ordered = sorted(documents, key=lambda d: (d.id, d.kind))
    _refuse_faulty(ordered)
    return {
        f"{folder}index.js": _encode_script("searchData", _pack(ordered)),
        f"{folder}strings.js": _encode_script("searchStrings", dict(sorted(strings.items())))
        + _encode_script("searchIndex", f"{folder}index.js"),
    }


def _refuse_faulty(documents: list[SearchDocument]) -> None:
    seen: set[tuple[str, str]] = set()
    for document in documents:
        key = (document.kind, document.id)
        if key in seen:
            raise ValueError(f"two search documents are {key}")
        seen.add(key)
        if document.kind not in KINDS:
            raise ValueError(f"{key} has an unknown kind; kinds are {', '.join(KINDS)}")
        if document.url.startswith("/") or ":" in document.url or ".." in document.url.split("/"):
            raise ValueError(f"{key} has the url {document.url!r}, which does not stay below the site's root")


def _pack(documents: list[SearchDocument]) -> dict[str, Any]:
    """Cards by rank of id, all terms in one string, and per field and card the impacts of its terms.

    The order of the cards is the order in which ties break.
    """
    terms, impacts = _compute_impacts(documents)
    return {
        "fields": list(FIELDS),
        "cards": [_write_card(document) for document in documents],
        "terms": " ".join(terms),
        "impacts": impacts,
    }


def _write_card(document: SearchDocument) -> list[Any]:
    """What a browser shows of a document; what a page without figures does not have is left out."""
    d, anchors = document, [[anchor.id, anchor.name, anchor.text] for anchor in document.anchors]
    card = [d.kind, d.id, d.title, d.context, d.url, list(d.aliases)]
    return [*card, anchors] if anchors else card


def _compute_impacts(documents: list[SearchDocument]) -> tuple[list[str], list[list[list[int]]]]:
    """Terms in the order a `lunr.TokenSet` wants, and `[field][card] = [gap, impact, gap, impact …]`.

    A gap is the distance to the term before it (to -1 for the first); an impact is in thousandths.
    """
    if not documents:
        return [], [[] for _ in FIELDS]
    index = _run_lunr(documents).serialize()
    # JavaScript compares UTF-16 code units, and a TokenSet refuses terms out of that order.
    terms = sorted((term for term, _ in index["invertedIndex"]), key=lambda term: term.encode("utf-16-be"))
    rank = {term: i for i, term in enumerate(terms)}
    rank_of_lunr = {posting["_index"]: rank[term] for term, posting in index["invertedIndex"]}
    vectors = dict(index["fieldVectors"])
    return terms, [
        [_close_gaps(vectors[f"{field}/{card}"], rank_of_lunr) for card in range(len(documents))]
        for field in FIELDS
    ]


def _run_lunr(documents: list[SearchDocument]) -> Any:
    """The built index. A bare builder has empty pipelines: lunr's default trimmer erases Chinese."""
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for card, document in enumerate(documents):
        texts = {
            "title": (document.title,),
            "aliases": document.aliases,
            "place": document.place,
            "body": document.body,
        }
        builder.add(
            {"id": card, **{name: [t for text in texts[name] for t in tokenize(text)] for name in FIELDS}}
        )
    return builder.build()


def _close_gaps(vector: list[float], rank_of_lunr: Mapping[int, int]) -> list[int]:
    pairs = sorted(
        (rank_of_lunr[int(term)], round(impact * _IMPACT_STEPS))
        for term, impact in zip(vector[::2], vector[1::2], strict=True)
    )
    packed: list[int] = []
    before = -1
    for term, impact in pairs:
        packed += [term - before, impact]
        before = term
    return packed


def _encode_script(name: str, data: object) -> bytes:
    """A script that registers `data` as `shequ.<name>`: literal Chinese, nothing that could end a script.

    U+2028 and U+2029 end a line in older JavaScript; a lone surrogate has no UTF-8 and becomes `?`.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    script = f"(window.shequ=window.shequ||{{}}).{name}={text};\n"
    return script.encode("utf-8", errors="replace")
