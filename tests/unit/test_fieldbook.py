"""The words of the field reference against the model."""

from __future__ import annotations

from shequ.fieldbook import ANY, RECORD, describe_field, describe_record, load_fields
from shequ.messages import LANGUAGES
from shequ.render.field import ROOTS, reach_records

FIELDS = {m.__name__: {f.alias or k for k, f in m.model_fields.items()} for m in reach_records(ROOTS)}


def test_every_record_and_field_is_described() -> None:
    """In both languages, in words."""
    for record, keys in FIELDS.items():
        for lang in LANGUAGES:
            assert describe_record(record, lang).strip()
            assert all(describe_field(record, key, lang).strip() for key in keys)


def test_nothing_is_described_that_is_not_there() -> None:
    """A field that is gone from the model is gone from the reference; common words are needed somewhere."""
    for record, keys in load_fields().items():
        if record != ANY:
            assert keys.keys() - {RECORD} <= FIELDS[record], record
    assert load_fields()[ANY].keys() <= set().union(*FIELDS.values())
