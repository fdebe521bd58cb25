"""What the pages of places, practices and sources add up: counts that agree, courses, sources, citations."""

from __future__ import annotations

import re

from test_render_pages import hard_facts, pages

from shequ.derive import answered_questions, completeness
from shequ.render.citation import cite, view_origin
from shequ.render.community import measure_support
from shequ.render.course import view_course
from shequ.render.edition import Edition


def test_counts_of_an_entry_agree() -> None:
    """The figures of a place and of its practices make up those of its entry, on the page too."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    for id_, record in catalogue.communities.items():
        support = measure_support(edition, id_)
        of_practices = sum(
            len(edition.index.figures_of_practice.get(f"{id_}/{p.id}", ())) for p in record.practices
        )
        assert support.figures == support.own + of_practices
        shown = pages("zh")[f"communities/{id_}.html"].content.count('<li class="sq-fig')
        assert shown == support.own + len(edition.index.derived_by_subject.get(id_, ()))
        assert support.contradictions == len(edition.index.clashes_by_community.get(id_, ()))


def test_questions_that_nobody_answers_are_named() -> None:
    """Answers by question make up the answers of the entry; those without any are named as silent."""
    catalogue = hard_facts()
    edition, silent = Edition(catalogue, "zh"), 0
    for id_ in catalogue.communities:
        answers, (answered, asked) = answered_questions(catalogue, id_), completeness(catalogue, id_)
        assert sum(answers.values()) == answered
        named = measure_support(edition, id_).silent.split("、")
        assert len([name for name in named if name]) == (list(answers.values()).count(0) if asked else 0)
        silent += bool(asked)
    assert silent


def test_a_course_quotes_the_words_and_gives_the_days() -> None:
    """Every point of a course has the printed words; days follow where the words do not say them."""
    catalogue = hard_facts()
    edition, count = Edition(catalogue, "zh"), 0
    for entry in catalogue.practices.values():
        points = list(view_course(edition, entry))
        record = entry.record
        moments = bool(record.started) + len(record.schedule) + len(record.milestones) + bool(record.ended)
        assert len(points) == moments
        for point in points:
            assert point.when.startswith("“")
            assert point.place.target
            count += 1
        planned = [m for m in record.milestones if m.realm != "actual"]
        assert sum(point.mark is not None for point in points) == len(planned)
    assert count > 3


def test_a_source_without_an_address_says_so() -> None:
    """No address recorded and an address not to be linked are told apart."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    for id_, record in catalogue.sources.items():
        origin = view_origin(edition, id_)
        assert bool(origin.address) is not bool(origin.no_address)
        if not (record.copy_ and record.copy_.url):
            assert origin.no_address == "链接：未注明"
    assert view_origin(edition, "no-such-source").about == ""


def test_an_entry_can_be_cited() -> None:
    """Name, id, version and the date up to which its sources reach."""
    catalogue = hard_facts()
    edition = Edition(catalogue, "zh")
    id_, record = next(iter(catalogue.communities.items()))
    line = cite(edition, record.name.zh, id_, record.sources)
    assert f"“{record.name.zh}”（{id_}）" in line
    assert re.search(r"\d+\.\d+\.\d+ 版", line)
    assert re.search(r"资料截至 \d{4}-\d\d-\d\d$", line)
    assert cite(edition, "x", "x", []).endswith("资料日期不明")


def test_a_practice_names_its_sources_and_how_to_cite_it() -> None:
    """Every practice's page ends in numbered sources with their paragraphs, and a line to cite it by."""
    for id_, entry in hard_facts().practices.items():
        content = pages("zh")[f"practices/{id_}.html"].content
        assert f"（{id_}）" in content
        sources = content[content.index('<ol class="sq-sources">') :]
        for at in entry.record.at:
            assert f"¶{at.paragraph}<" in sources
