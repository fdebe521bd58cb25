"""Parts of records as parts of rows: words, plain data, exact decimals, places in a source, evidence.

In: values of the model. Out: values of the contract or plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from pydantic import BaseModel

from shequ.derive import Evidence
from shequ.exports.contract import EvidenceRow, StatementRow, Words
from shequ.messages import translate
from shequ.model import Locator, Statement
from shequ.records import Catalogue


class Worded(Protocol):
    """Anything with words in Chinese and perhaps English."""

    @property
    def zh(self) -> str:
        """The Chinese words."""

    @property
    def en(self) -> str | None:
        """The English words, where there are any."""


def words(text: Worded) -> Words:
    """Words in both languages."""
    return Words(zh=text.zh, en=text.en)


def maybe(text: Worded | None) -> Words | None:
    """Words, or None."""
    return words(text) if text is not None else None


def all_words(texts: Iterable[Worded]) -> list[Words]:
    """A list of words."""
    return [words(text) for text in texts]


def plain(value: Any) -> Any:
    """A record's set values under their YAML keys, for the few parts whose shape the model alone defines."""
    if isinstance(value, Locator):
        return value.paragraph
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        pairs = ((fields[name].alias or name, getattr(value, name)) for name in fields)
        return {key: plain(item) for key, item in pairs if item not in (None, ())}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value


def format_decimal(value: Decimal | None) -> str | None:
    """Plain digits without an exponent or trailing zeros; None stays None."""
    return None if value is None else format(value.normalize() if value else Decimal(0), "f")


def place(catalogue: Catalogue, home: str, at: Locator) -> dict[str, Any]:
    """A locator of `home`'s file as source and paragraph."""
    return {"source": catalogue.source_at(home, at), "paragraph": at.paragraph}


def placed(catalogue: Catalogue, home: str, record: BaseModel, at: Locator) -> dict[str, Any]:
    """A record's set values, with its locator as source and paragraph."""
    values = {key: value for key, value in plain(record).items() if key != "at"}
    return {**values, **place(catalogue, home, at)}


def statement(catalogue: Catalogue, home: str, said: Statement) -> StatementRow:
    """Words with their place."""
    return StatementRow(zh=said.zh, en=said.en, **place(catalogue, home, said.at))


def evidence_row(found: Evidence) -> EvidenceRow:
    """A computed level with its reason and the step that would raise it, in both languages."""
    return EvidenceRow(
        level=found.level,
        reason=_message(found.reason_key, found.facts),
        next=_message(found.next_key, found.facts) if found.next_key else None,
    )


def _message(key: str, facts: Mapping[str, str]) -> Words:
    return Words(zh=translate(key, "zh", **facts), en=translate(key, "en", **facts))
