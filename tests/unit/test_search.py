"""Search: tokens, the files for the browser, and the client's own tests under node."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from shequ.codebook import Lang
from shequ.messages import LANGUAGES, load_messages
from shequ.search.index import FIELDS, KINDS, Anchor, SearchDocument, build_search_files
from shequ.search.tokens import tokenize

DATA = Path(__file__).parent / "data"
TOKEN_CASES = json.loads((DATA / "search_tokens.json").read_text("utf-8"))


def load_documents() -> list[SearchDocument]:
    """The small corpus both sides are tested on."""
    rows = json.loads((DATA / "search_documents.json").read_text("utf-8"))
    return [
        SearchDocument(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "anchors"},
            anchors=tuple(Anchor(*anchor) for anchor in row.get("anchors", ())),
        )
        for row in rows
    ]


def read_script(script: bytes, name: str) -> Any:
    """The data a built script registers as `shequ.<name>`."""
    head = f"(window.shequ=window.shequ||{{}}).{name}="
    lines = script.decode("utf-8").splitlines(keepends=True)
    (text,) = [line for line in lines if line.startswith(head)]
    assert all(line.endswith(";\n") for line in lines)
    return json.loads(text[len(head) : -2])


def score_by_lunr(documents: list[SearchDocument], term: str) -> dict[str, str]:
    """What lunr.py itself answers to one term, by the position of the card."""
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for card, d in enumerate(sorted(documents, key=lambda d: (d.id, d.kind))):
        texts = {"title": [d.title], "aliases": d.aliases, "place": d.place, "body": d.body}
        fields = {name: [t for text in texts[name] for t in tokenize(text)] for name in FIELDS}
        builder.add({"id": card, **fields})
    index = builder.build()
    query = index.create_query()
    query.term(term, use_pipeline=False)
    return {match["ref"]: f"{match['score']:.6f}" for match in index.query(query)}


@pytest.mark.parametrize("case", TOKEN_CASES, ids=lambda case: case["text"][:20] or "empty")
def test_tokens(case: dict[str, Any]) -> None:
    """A text has the tokens of its golden case, which the client is held to as well."""
    assert tokenize(case["text"]) == case["tokens"]


def test_tokens_of_lone_surrogates() -> None:
    """Half a character is no token and no error."""
    assert tokenize("\ud800桥\udfff") == ["桥"]


def test_no_token_holds_a_space() -> None:
    """The terms are shipped joined by spaces."""
    assert not [t for case in TOKEN_CASES for t in tokenize(case["text"]) if t.split() != [t]]


def test_same_bytes_in_any_order() -> None:
    """The order in which documents arrive does not show in the files."""
    documents = load_documents()
    assert build_search_files(documents, {"b": "2", "a": "1"}) == build_search_files(
        documents[::-1], {"a": "1", "b": "2"}
    )


def test_cards_stand_in_the_order_of_ids() -> None:
    """Ties break by the position of the card, so cards are sorted by id."""
    data = read_script(build_search_files(load_documents(), {})["search/index.js"], "searchData")
    ids = [card[1] for card in data["cards"]]
    assert ids == sorted(ids)
    assert len(ids) == len(load_documents())


def test_terms_stand_in_the_order_javascript_compares() -> None:
    """In UTF-16 a character beyond the basic plane sorts before U+FA0E; the client insists on that order."""
    document = SearchDocument("page", "x", "\U00020bb7 \ufa0e 一", "", "x.html")
    data = read_script(build_search_files([document], {})["search/index.js"], "searchData")
    assert data["terms"].split(" ") == ["一", "\U00020bb7", "\ufa0e"]


def test_nothing_can_end_the_script() -> None:
    """Tags and older JavaScript's line ends are escaped, Chinese is not; a lone surrogate does no harm."""
    hostile = "</script><!--\u2028\u2029\ud800东湖\\\"'"
    document = SearchDocument("page", "x", hostile, hostile, "x.html", aliases=(hostile,), body=(hostile,))
    files = build_search_files([document], {"label": hostile})
    for script in files.values():
        text = script.decode("utf-8")
        assert not set(text) & set("<\u2028\u2029")
        assert "东湖" in text
    assert read_script(files["search/strings.js"], "searchStrings")["label"] == hostile.replace("\ud800", "?")


def test_no_documents() -> None:
    """An empty catalogue has an empty index, not an error."""
    data = read_script(build_search_files([], {})["search/index.js"], "searchData")
    assert (data["cards"], data["terms"], data["impacts"]) == ([], "", [[], [], [], []])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "village"}, "unknown kind"),
        ({"url": "/about.html"}, "below the site's root"),
        ({"url": "javascript:alert(1)"}, "below the site's root"),
        ({"url": "a/../../b.html"}, "below the site's root"),
    ],
)
def test_faulty_document_is_refused(change: dict[str, Any], message: str) -> None:
    """A document of no known kind, or whose address leaves the site, is our own fault and stops the build."""
    document = dataclasses.replace(load_documents()[0], **change)
    with pytest.raises(ValueError, match=message):
        build_search_files([document], {})


def test_two_documents_of_one_name_are_refused() -> None:
    """Kind and id name one page."""
    document = load_documents()[0]
    with pytest.raises(ValueError, match="two search documents"):
        build_search_files([document, document], {})


def test_corpus_has_every_kind() -> None:
    """The client's tests run over all kinds there are."""
    assert {document.kind for document in load_documents()} == set(KINDS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_box_has_all_its_words(lang: Lang) -> None:
    """Every key the box asks for, and a label for every kind, is in each language's messages."""
    box = (Path(__file__).parents[2] / "docs/assets/js/search-box.js").read_text("utf-8")
    # The first argument of say(…) where it is a plain string.
    asked = set(re.findall(r'say\("([a-z_]+)"[,)]', box)) | {f"kind_{kind}" for kind in KINDS}
    assert len(asked) > 15
    assert asked <= {key.removeprefix("search.") for key in load_messages(lang)}


def test_client_under_node(tmp_path: Path) -> None:
    """The client cuts, asks, ranks and fails as `search_client.test.mjs` says, over an index built here."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the client's search was not tested")
    documents = load_documents()
    index = tmp_path / "index.js"
    index.write_bytes(build_search_files(documents, {})["search/index.js"])
    oracle = {
        term: score_by_lunr(documents, term) for term in ("恳谈", "网格", "1433", "90%", "东湖", "管理")
    }
    env = {**os.environ, "SHEQU_SEARCH_INDEX": str(index), "SHEQU_SEARCH_ORACLE": json.dumps(oracle)}
    run = subprocess.run(
        [node, "--test", str(Path(__file__).parent / "search_client.test.mjs")],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
