"""The template engine, set so that no text can become markup and no name can be missing.

In: a language's words. Out: a Jinja environment, and the functions that depend on the page a template is for.
Templates hold markup only: no wording, no computing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from shequ.render.address import Target, external_url, url_for
from shequ.render.wording import Wording


class _Compiled(BytecodeCache):
    """Templates, compiled once for all editions: these differ in words only."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called before a template is compiled; `key` tells its name and its text."""
        if (code := self.code.get(f"{bucket.key}-{bucket.checksum}")) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called after."""
        self.code[f"{bucket.key}-{bucket.checksum}"] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def make_environment(wording: Wording) -> Environment:
    """An environment over `shequ/templates`, with the words of one language."""
    environment = Environment(
        loader=PackageLoader("shequ", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_COMPILED,
    )
    environment.globals.update(
        t=wording.t, words=wording.words, count=wording.count, quote=wording.quote, external_url=external_url
    )
    return environment


def page_functions(path: str) -> dict[str, Callable[..., Any]]:
    """What templates may call that depends on where their page stands."""
    return {"url": partial(_url, path)}


def _url(path: str, target: Target) -> str:
    return url_for(target.kind, target.id, path, target.anchor)
