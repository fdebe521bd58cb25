"""A catalogue → every generated page of the site, in one language.

In: a checked `Catalogue`. Out: `Page`s, ready to be stamped into a shell; equal for equal catalogues.
One module for each kind of page says what stands on it; `templates/` hold markup only.

`address` makes addresses, `wording` words, `index` finds who refers to whom, `edition` binds the three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shequ.codebook import Lang
from shequ.page import Page
from shequ.records import Catalogue
from shequ.render.check import render_checks
from shequ.render.community import render_communities
from shequ.render.community_list import render_community_list
from shequ.render.data import render_data
from shequ.render.edition import Edition
from shequ.render.field import render_fields
from shequ.render.home import render_home
from shequ.render.mechanism import render_mechanisms
from shequ.render.metric import render_metrics
from shequ.render.practice import render_practices
from shequ.render.practice_list import render_practice_list
from shequ.render.problem import render_problems
from shequ.render.quality import render_quality
from shequ.render.source import render_sources
from shequ.render.table import render_tables

__all__ = ["render_pages"]

_KINDS = (
    render_home,
    render_community_list,
    render_communities,
    render_practice_list,
    render_practices,
    render_mechanisms,
    render_problems,
    render_metrics,
    render_sources,
    render_tables,
    render_quality,
    render_data,
    render_checks,
    render_fields,
)


def render_pages(
    catalogue: Catalogue, lang: Lang = "zh", *, sizes: Mapping[str, int] | None = None
) -> Iterator[Page]:
    """Every page of the catalogue, kind by kind; the time it takes grows with the number of records.

    `sizes` are the downloads that stand beside the pages: bytes by path.
    """
    edition = Edition(catalogue, lang, sizes)
    for render in _KINDS:
        yield from render(edition)
