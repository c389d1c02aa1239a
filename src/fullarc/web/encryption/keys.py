"""The key file: made once, readable by its owner only, kept apart from the data."""

import base64
import json
import os
import secrets
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullarc.web import places


class KeyFileRefused(RuntimeError):
    """The key file cannot be used. The message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """All secrets of one installation. `current` names the field key that new text is encrypted with."""

    secret: str
    audit: bytes
    fields: dict[str, bytes]
    current: str


def key_file() -> Path:
    return places.key_home() / "keys.json"


def keyring() -> Keyring:
    """The keys of this installation; the file is made when there is none."""
    return load(key_file())


@cache
def load(path: Path) -> Keyring:
    """Read the key file at `path`, or make it. Refused: inside the data folder, readable by others, not a key file."""
    if places.data_home() in path.parents:
        raise KeyFileRefused(
            f"The key file {path} lies inside the data folder. Keep the keys apart from the data: set FULLARC_KEYS to another folder."
        )
    if not path.exists():
        make(path)
    refuse_when_open_to_others(path)
    return parse(path)


def make(path: Path) -> None:
    """Write a new key file, never over an existing one."""
    places.make_private(path.parent)
    content = {
        "format": 1,
        "secret": secrets.token_urlsafe(48),
        "audit": encoded(secrets.token_bytes(32)),
        "fields": {"k1": encoded(secrets.token_bytes(32))},
        "current": "k1",
    }
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(json.dumps(content, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # atomic, and fails when another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def refuse_when_open_to_others(path: Path) -> None:
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileRefused(f"Others on this computer may read the key file {path}. Run: chmod 600 '{path}' and start again.")


def parse(path: Path) -> Keyring:
    try:
        content = json.loads(path.read_text())
        if content["format"] != 1:
            raise ValueError
        fields = {name: decoded(key) for name, key in content["fields"].items()}
        ring = Keyring(content["secret"], decoded(content["audit"]), fields, content["current"])
        if ring.current not in fields or any(len(key) != 32 for key in [*fields.values(), ring.audit]):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyFileRefused(
            f"{path} is not a key file of Fullarc (format 1). Put the right one back from your copy of the keys."
        ) from None
    return ring


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
