"""Entrances by place: provinces as tiles, counties that tell namesakes apart, kinds of settlement."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from test_render_answer import published

from shequ.codebook import Lang
from shequ.render.community_list import list_kinds, render_community_list
from shequ.render.edition import Edition
from shequ.render.locality import group_by_county, group_by_province, name_county
from shequ.render.tile_grid import POSITIONS, count_empty, count_provinces, draw_tiles


def test_every_province_has_one_tile() -> None:
    """The grid holds the 34 province-level divisions of the vocabulary, each on a spot of its own."""
    regions = published().catalogue.vocabularies.regions.values()
    assert {region.code for region in regions if region.level == "province"} == POSITIONS.keys()
    assert len(POSITIONS) == len(set(POSITIONS.values())) == 34


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tiles_have_short_names_of_their_own(lang: Lang) -> None:
    """Every tile has a name short enough for it, and no two have the same."""
    edition = Edition(published().catalogue, lang)
    names = [tile.name for tile in draw_tiles(edition)]
    assert len(set(names)) == 34
    assert max(map(len, names)) <= 3
    if lang == "zh":
        regions = edition.catalogue.vocabularies.regions
        full = {region.code: region.pref_label.zh for region in regions.values()}
        assert all(full[code].startswith(name) for code, name in zip(POSITIONS, names, strict=True))


def test_tiles_count_every_place() -> None:
    """The counts on the tiles and in the list beside them add up to all places."""
    tiles, listed = draw_tiles(published()), count_provinces(published())
    assert sum(tile.count for tile in tiles) == len(published().catalogue.communities)
    assert sum(province.places for province in listed) == len(published().catalogue.communities)
    assert sum(province.practices for province in listed) == len(published().catalogue.practices)
    assert sum(province.figures for province in listed) == len(published().catalogue.figures)
    assert count_empty(tiles) + len(listed) == 34


def test_every_place_stands_in_one_county() -> None:
    """By province and county each place is listed once, and a county's own entry leads its group."""
    places = [id_ for ids in group_by_province(published()).values() for id_ in ids]
    groups = group_by_county(published(), places)
    assert sorted(id_ for ids in groups.values() for id_ in ids) == sorted(published().catalogue.communities)
    for above, ids in groups.items():
        assert not set(above) & set(ids) or ids[0] == above[-1]


def test_namesakes_are_told_apart_by_their_county() -> None:
    """Places of one name differ in what is said with it, or are of different levels."""
    communities = published().catalogue.communities
    said = Counter((r.name.zh, r.level, name_county(published(), id_)) for id_, r in communities.items())
    assert max(said.values()) == 1
    assert all(name_county(published(), id_) for id_ in communities)


def test_the_list_names_every_place_and_kind() -> None:
    """The page has a line for each place and an anchor for each kind of settlement that occurs."""
    content = next(iter(render_community_list(published()))).content
    kinds = {str(s.is_) for r in published().catalogue.communities.values() for s in r.settlement}
    assert set(re.findall(r'<dt id="settlement-([a-z-]+)"', content)) == kinds
    assert {kind.anchor for kind in list_kinds(published())} == {f"settlement-{kind}" for kind in kinds}
    lines = content[content.index('class="sq-list sq-places"') :]
    for id_ in published().catalogue.communities:
        assert lines.count(f'href="{id_}.html"') + lines.count(f"communities/{id_}.html") == 1, id_


def test_regions_lead_to_their_heading() -> None:
    """A province or county above an entry links to its heading in the list; one without entries does not."""
    content = next(iter(render_community_list(published()))).content
    headings = published().index.headings_of_regions
    regions = published().catalogue.vocabularies.regions
    for region, anchor in headings.items():
        assert re.search(rf'<h[23] id="{anchor}">', content), region
        link = published().to_place(region)
        assert link.target is not None
        assert link.target.anchor == anchor
    empty = next(region for region in regions if region not in headings)
    assert published().to_place(empty).target is None
