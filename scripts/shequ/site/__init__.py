"""Everything of a site as `{path: bytes}`, and the way to the disk.

`build_site` joins the parts; `write_tree` and `write_zip` put them on the disk.
Only `engine` knows the site engine.
"""

from shequ.site.assembly import build_site
from shequ.site.engine import EngineError
from shequ.site.tree import UnsafePathError, write_tree, write_zip

__all__ = ["EngineError", "UnsafePathError", "build_site", "write_tree", "write_zip"]
