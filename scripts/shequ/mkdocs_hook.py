"""`mkdocs build` and `mkdocs serve` give the site that `shequ build` gives: the engine calls these two.

Ours is made before the engine empties its folder, so that a failed check leaves the last good site.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from shequ.publish import PublishError, build_project
from shequ.site import EngineError, write_tree
from shequ.site.engine import set_words

_made: dict[str, bytes] = {}


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the catalogue and make the whole site in memory."""
    _made.clear()
    try:
        set_words(config)
        _made.update(build_project(Path(config.config_file_path).parent))
    except (PublishError, EngineError) as error:
        raise PluginError(str(error)) from error


def on_post_build(config: MkDocsConfig) -> None:
    """Put our site in place of the engine's, which lacks every generated page."""
    write_tree(_made, Path(config.site_dir))
