"""Family 3: an id names one thing, for good.

In: `Catalogue`. Out: SQ302, SQ305 for an id that was retired and is used again, SQ310 for one that is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from shequ.diagnostics import Diagnostic
from shequ.model import Community, Path
from shequ.records import Catalogue
from shequ.rules.registry import rule

# The list of a folder is its index page; the other names are devices to Windows, whatever their ending.
_RESERVED = re.compile(r"index|con|prn|aux|nul|com[0-9]|lpt[0-9]")


@rule("SQ302")
def check_ids_in_file(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Practices, observations and relations must each have an id of their own within their file."""
    for id_, community in catalogue.communities.items():
        for group in (_practices(community), _observations(community), _relations(community)):
            seen: dict[str, Path] = {}
            for path, name in group:
                if name in seen:
                    first = catalogue.locate("communities", id_, seen[name])
                    at = catalogue.locate("communities", id_, path)
                    yield Diagnostic(
                        "SQ302", at, {"id": name, "other": f"{first.file}:{first.line}"}, (first,)
                    )
                seen.setdefault(name, path)


@rule("SQ302")
def check_place_ids(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Communities, places that are only named, regions and former ids must not share an id."""
    owners: dict[str, tuple[str, str, Path]] = {
        id_: ("vocabularies", "regions", (id_,)) for id_ in catalogue.vocabularies.regions
    }
    for name, place in _place_ids(catalogue):
        if name in owners:
            at, other = catalogue.locate(*place), catalogue.locate(*owners[name])
            yield Diagnostic("SQ302", at, {"id": name, "other": f"{other.file}:{other.line}"}, (other,))
        owners.setdefault(name, place)


@rule("SQ305")
def check_retired_ids(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A retired id must not be given to another record."""
    for kind in ("communities", "sources", "mechanisms", "tables"):
        for id_ in getattr(catalogue, kind):
            if id_ in catalogue.retired:
                now = "、".join(catalogue.retired[id_].to) or "—"
                yield Diagnostic("SQ305", catalogue.locate(kind, id_), {"value": id_, "now": now})
    for id_, entry in catalogue.practices.items():
        for name in {id_, entry.record.id} & catalogue.retired.keys():
            at = catalogue.locate("communities", entry.community, (*entry.path, "id"))
            now = "、".join(catalogue.retired[name].to) or "—"
            yield Diagnostic("SQ305", at, {"value": name, "now": now})


@rule("SQ310")
def check_reserved_ids(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """An id must not be a name that the site or a file system keeps for itself."""
    for name, place in _ids_of_pages(catalogue):
        if _RESERVED.fullmatch(name):
            yield Diagnostic("SQ310", catalogue.locate(*place), {"id": name})


def _ids_of_pages(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, str, Path]]]:
    """Every id that names a page or a file, and where it is given."""
    for kind in ("sources", "mechanisms", "tables"):
        for id_ in getattr(catalogue, kind):
            yield id_, (kind, id_, ())
    yield from _place_ids(catalogue)
    for entry in catalogue.practices.values():
        yield entry.record.id, ("communities", entry.community, (*entry.path, "id"))
    for field in fields(catalogue.vocabularies):
        for id_ in getattr(catalogue.vocabularies, field.name):
            yield id_, ("vocabularies", field.name.replace("_", "-"), (id_,))


def _practices(community: Community) -> Iterator[tuple[Path, str]]:
    for number, practice in enumerate(community.practices):
        yield ("practices", number, "id"), practice.id


def _observations(community: Community) -> Iterator[tuple[Path, str]]:
    for number, observation in enumerate(community.observations):
        yield ("observations", number, "id"), observation.id
    for place, practice in enumerate(community.practices):
        for number, observation in enumerate(practice.observations):
            yield ("practices", place, "observations", number, "id"), observation.id


def _relations(community: Community) -> Iterator[tuple[Path, str]]:
    for number, relation in enumerate(community.relations):
        if relation.id:
            yield ("relations", number, "id"), relation.id


def _place_ids(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, str, Path]]]:
    """Live ids first, so that a clash is told where the id can still be changed."""
    for id_ in catalogue.communities:
        yield id_, ("communities", id_, ())
    for id_, community in catalogue.communities.items():
        for number, stub in enumerate(community.places):
            yield stub.id, ("communities", id_, ("places", number, "id"))
    for id_, community in catalogue.communities.items():
        for number, former in enumerate(community.former_ids):
            yield former, ("communities", id_, ("former_ids", number))
