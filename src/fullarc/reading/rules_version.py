"""One figure for everything that decides what is read in a note: it changes with every rule, every step of the reader and with
what the tagger has learned."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

from fullarc.reading.learned import WEIGHTS, is_asked

HERE = Path(__file__).parent


def _rules_version() -> str:
    digest = hashlib.sha256()
    learned = (HERE / "learned").glob("*.py") if is_asked() else ()
    for path in sorted([*HERE.rglob("*.toml"), *HERE.glob("*.py"), *learned]):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    if is_asked():
        with ZipFile(WEIGHTS) as weights:  # their checksums stand in the file
            digest.update(repr([(table.filename, table.CRC) for table in weights.infolist()]).encode())
    return digest.hexdigest()[:16]


RULES_VERSION = _rules_version()
