"""What every record and field of the model means, in both languages, read once from `locales/fields.yml`.

In: one YAML file. Out: text by record and key. Which records and fields there are is the model's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from shequ.codebook import Lang

RECORD, ANY = "record", "any"


def describe_record(record: str, lang: Lang) -> str:
    """What a record is. Raises `KeyError` for one that is not described."""
    return load_fields()[record][RECORD][lang]


def describe_field(record: str, key: str, lang: Lang) -> str:
    """What a field of a record means: its own words, else the common ones. Raises `KeyError`."""
    fields = load_fields()
    return (fields.get(record, {}).get(key) or fields[ANY][key])[lang]


@cache
def load_fields() -> Mapping[str, Mapping[str, Mapping[Lang, str]]]:
    """Everything that is described, by record and key."""
    file = resources.files("shequ") / "locales" / "fields.yml"
    fields: Mapping[str, Mapping[str, Mapping[Lang, str]]] = yaml.load(
        file.read_text("utf-8"),
        Loader=yaml.CBaseLoader,  # noqa: S506  strings only, our own file
    )
    return fields
