"""The anchor: after each commit the head of the chain goes to a file outside the database and outside the data folder.

A trail that was cut at its end, or a whole database that was put back to an older state, is then shorter than its anchor says. The file
is named after the first event, so that each database has its own.
"""

import os
from datetime import datetime
from pathlib import Path

from fullarc.web import places


def anchor_file(first_hash: str) -> Path:
    return places.key_home() / f"audit-anchor-{first_hash[:16]}.txt"


def append(first_hash: str, sequence: int, head: str) -> None:
    """Add a line `SEQUENCE HASH`. One short write in append mode, so that several processes may do it at once."""
    path = anchor_file(first_hash)
    places.make_private(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{sequence} {head}\n".encode())
    finally:
        os.close(descriptor)


def last(first_hash: str) -> tuple[int, str] | None:
    """The furthest head that was ever anchored, or None without a file."""
    path = anchor_file(first_hash)
    if not path.exists():
        return None
    heads = [line.split(" ") for line in path.read_text().splitlines()]
    known = [(int(parts[0]), parts[1]) for parts in heads if len(parts) == 2 and parts[0].isdecimal()]
    return max(known, default=None)


def set_aside(first_hash: str, now: datetime) -> None:
    """Keep the file under a name with the moment: a copy of the database was brought back, and what it has seen since then is gone."""
    path = anchor_file(first_hash)
    if path.exists():
        path.rename(path.with_name(f"{path.stem}-until-{now:%Y%m%d-%H%M%S}.txt"))
