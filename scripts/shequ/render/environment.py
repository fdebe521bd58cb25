"""The template engine, set so that no text can become markup and no name can be missing.

In: a language's words. Out: a Jinja environment, and the functions that depend on the page a template is for.
Templates hold markup only: no wording, no computing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from shequ.render.address import Target, external_url, url_for
from shequ.render.wording import Wording


def make_environment(wording: Wording) -> Environment:
    """An environment over `shequ/templates`, with the words of one language."""
    environment = Environment(
        loader=PackageLoader("shequ", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
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
