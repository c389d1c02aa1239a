"""One figure for everything that decides what is read in a note: it changes with every rule, every step of the reader and with
what the tagger has learned."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

from fullarc.reading.learned import WEIGHTS, is_asked

HERE = Path(__file__).parent
ELSEWHERE = ("documents", "evaluation")  # rooms that decide nothing of what is read in a text


def _rules_version() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in ("*.toml", "*.py") for path in HERE.rglob(pattern) if _decides(path)):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    if is_asked():
        with ZipFile(WEIGHTS) as weights:  # their checksums stand in the file
            digest.update(repr([(table.filename, table.CRC) for table in weights.infolist()]).encode())
    return digest.hexdigest()[:16]


def _decides(path: Path) -> bool:
    room = path.relative_to(HERE).parts[0]
    return room not in ELSEWHERE and (room != "learned" or is_asked())


RULES_VERSION = _rules_version()
