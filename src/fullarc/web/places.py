"""Where an installation keeps its data, and, apart from it, its keys."""

import os
import sys
from pathlib import Path


def data_home() -> Path:
    """The folder of the practice's data: FULLARC_HOME, or the platform's place for application data."""
    if chosen := os.environ.get("FULLARC_HOME"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Fullarc"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Fullarc"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fullarc"


def key_home() -> Path:
    """The folder of the keys and of the audit trail's anchor: FULLARC_KEYS, or beside a chosen FULLARC_HOME, or the platform's place
    for configuration. Never inside the data folder, so that a copy of the data alone opens nothing."""
    if chosen := os.environ.get("FULLARC_KEYS"):
        return Path(chosen).expanduser().absolute()
    if os.environ.get("FULLARC_HOME"):
        home = data_home()
        return home.with_name(home.name + "-keys")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Preferences" / "Fullarc"
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "Fullarc" / "keys"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "fullarc"


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
