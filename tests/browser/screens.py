"""Take the pictures of the README from a built site: `python tests/browser/screens.py site docs/screens`.

In: a built site. Out: PNG files, the same views each time. Nothing is asserted here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chromium import HOW, find_chromium
from playwright.sync_api import sync_playwright

# Name, page, width, height, colour scheme.
VIEWS = (
    ("home", "index.html", 1280, 900, "light"),
    ("problem", "problems/unsafe-charging.html", 1280, 900, "light"),
    ("mechanism", "mechanisms/grid-management.html", 1280, 1000, "light"),
    ("table", "compare/grids.html", 1280, 900, "light"),
    ("community", "communities/nanhu-xiangcheng.html", 1280, 900, "light"),
    ("dark", "practices/zhenhai/mutual-aid-stations.html", 1280, 900, "dark"),
    ("phone", "communities/nanhu-xiangcheng.html", 390, 844, "light"),
    ("english", "en/index.html", 1280, 900, "light"),
)


def main(site: Path, out: Path) -> None:
    """Write a picture for each view."""
    path = find_chromium()
    if path is None:
        raise SystemExit(HOW)
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, page, width, height, scheme in VIEWS:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto((site / page).resolve().as_uri(), wait_until="load")
            tab.screenshot(path=out / f"{name}.png")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
