"""One figure for everything that decides what is read in a note: it changes with every rule and every step of the reader."""

import hashlib
from pathlib import Path

HERE = Path(__file__).parent


def _rules_version() -> str:
    digest = hashlib.sha256()
    for path in sorted([*HERE.rglob("*.toml"), *HERE.glob("*.py")]):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


RULES_VERSION = _rules_version()
