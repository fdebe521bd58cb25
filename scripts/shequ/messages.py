"""All wording of the interface, one catalogue per language, asked for by dotted key.

In: `locales/zh.yml` and `en.yml`. Out: text with its facts filled in. Wording of findings is `codebook`'s.
A noun follows its count: "{n} {n:place|places}" gives the first word after 1, else the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

import yaml

from shequ.codebook import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


class _Form(Formatter):
    """Facts by name, and the word that agrees with one that is a count."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, other = format_spec.partition("|")
        if bar:
            return one if str(value) == "1" else other
        return super().format_field(value, format_spec)


_FORM = _Form()


def translate(key: str, lang: Lang, **facts: object) -> str:
    """The text of `key` in `lang`. Raises `KeyError` for an unknown key or a fact that is not given."""
    return _FORM.vformat(load_messages(lang)[key], (), facts)


@cache
def load_messages(lang: Lang) -> Mapping[str, str]:
    """Every message of a language by its dotted key."""
    file = resources.files("shequ") / "locales" / f"{lang}.yml"
    tree = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  strings only, our own file
    return dict(_flatten(tree))


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
