"""Sees to it that there is a Chromium for the browser tests, with the system's package manager when it may. Standard library only."""

import os
import shutil
import subprocess

from environment import say, stop

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Package manager -> the commands that install Chromium with it.
INSTALL = {
    "apt-get": (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]),
    "dnf": (["dnf", "install", "-y", "-q", "chromium"],),
    "zypper": (["zypper", "--non-interactive", "install", "chromium"],),
    "pacman": (["pacman", "-Sy", "--noconfirm", "chromium"],),
}


def need_browser() -> None:
    """Returns when there is a Chromium. Stops with the one line to run when there is none and none may be installed."""
    manager = next((name for name in INSTALL if shutil.which(name)), None)
    if not on_path() and manager and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"The browser tests need Chromium; installing it with {manager} …")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        all(subprocess.run(command, env=quiet).returncode == 0 for command in INSTALL[manager])
    if not on_path():
        line = "sudo " + " ".join(INSTALL[manager][-1]) if manager else "your system's package manager, package chromium"
        stop("The browser tests need Chromium, and none was found on the path.", f"Install it and start again: {line}")


def on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
