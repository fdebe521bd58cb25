"""Print the path of a Chromium: the one named by SHEQU_CHROMIUM, one on the machine, or one installed now.

In: the environment. Out: a path on standard output, or exit status 1 with what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
HOW = """No Chromium was found, and none could be installed.
Install one and run `make test` again:
  Debian, Ubuntu   sudo apt-get install chromium fonts-noto-cjk
  Fedora           sudo dnf install chromium google-noto-sans-cjk-fonts
  macOS            brew install --cask chromium
  elsewhere        set SHEQU_CHROMIUM to the path of a Chromium, Chrome or Edge
Without one, plain `pytest` runs everything else and says what it left out."""


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    named = os.environ.get("SHEQU_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install Debian's Chromium and a font with Chinese where apt-get may; failures are for the caller to see."""
    if os.name != "posix" or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("installing Chromium …", file=sys.stderr)
    quiet = {"stdout": sys.stderr, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["chromium", "fonts-noto-cjk"]
    subprocess.run(["apt-get", "install", "-y", "-qq", *packages], env=environment, **quiet)


def main() -> int:
    """Find, else install, else say how."""
    path = find_chromium()
    if path is None:
        install_chromium()
        path = find_chromium()
    if path is None:
        print(HOW, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
