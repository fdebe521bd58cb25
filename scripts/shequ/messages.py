"""All wording of the interface, one catalogue per language, asked for by dotted key.

In: `locales/zh.yml` and `en.yml`. Out: text with its facts filled in. Wording of findings is `codebook`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from shequ.codebook import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def translate(key: str, lang: Lang, **facts: object) -> str:
    """The text of `key` in `lang`. Raises `KeyError` for an unknown key or a fact that is not given."""
    return load_messages(lang)[key].format_map(facts)


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
