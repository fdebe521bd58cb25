"""Print the path of a Chromium: the one named by SHEQU_CHROMIUM, one on the machine, or one installed now.

In: the environment. Out: a path on standard output, or exit status 1 with what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Where the installers of macOS and Windows put it, which no search path names.
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
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
    return next((path for name in (*NAMES, *PLACES) if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install Debian's Chromium and a Chinese font where apt-get may; failures are for the caller to see."""
    if os.name != "posix" or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    sys.stderr.write("installing Chromium …\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "chromium", "fonts-noto-cjk"]):
        command = ["apt-get", "-qq", *arguments]
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)


def main() -> int:
    """Find, else install, else say how."""
    path = find_chromium()
    if path is None:
        install_chromium()
        path = find_chromium()
    if path is None:
        sys.stderr.write(HOW + "\n")
        return 1
    sys.stdout.write(path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
