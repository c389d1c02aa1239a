"""Work that is the same at every start is done once and kept in the user's own cache folder, as JSON: reading it back can run no code.

What was kept is used only when its seal fits (same rules, same program, nothing damaged) and when nobody else could have written it. In any
other case it is worked out anew; a folder that cannot be written to costs time and nothing else.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

KEPT_VERSIONS = 3
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def kept(name: str, made_from: Iterable[Path], make: Callable[[], Any]) -> Any:
    """What `make` gives (JSON values), from the disk when it was made from these same files before."""
    seal = _seal_of(made_from)
    path = cache_folder() / f"{name}-{seal[:16]}.json"
    with suppress(OSError, ValueError):
        return _read(path, seal)
    made = make()
    with suppress(OSError):
        _write(path, seal, json.dumps(made, separators=(",", ":")).encode())
        _forget_older(path.parent, name)
    return made


def cache_folder() -> Path:
    """FULLARC_CACHE, else `cache` in FULLARC_HOME, else the platform's place for what can be made anew."""
    if chosen := os.environ.get("FULLARC_CACHE"):
        return Path(chosen)
    if home := os.environ.get("FULLARC_HOME"):
        return Path(home) / "cache"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "fullarc" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "fullarc"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fullarc"


def _seal_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.name} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path, seal: str) -> Any:
    with path.open("rb") as file:
        _refuse_what_others_could_write(os.fstat(file.fileno()), path.parent.stat())
        if file.readline() != f"{seal}\n".encode():
            raise ValueError("made from other rules")
        body_seal, body = file.readline(), file.read()
    if body_seal != f"{hashlib.sha256(body).hexdigest()}\n".encode():
        raise ValueError("damaged")
    return json.loads(body)


def _refuse_what_others_could_write(*found: os.stat_result) -> None:
    if hasattr(os, "getuid") and any(each.st_uid != os.getuid() or each.st_mode & _WRITABLE_BY_OTHERS for each in found):
        raise PermissionError("others could have written this")


def _write(path: Path, seal: str, body: bytes) -> None:
    """Written beside its place and moved there whole, so that nobody ever reads half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_what_others_could_write(path.parent.stat())
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(f"{seal}\n{hashlib.sha256(body).hexdigest()}\n".encode() + body)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _forget_older(folder: Path, name: str) -> None:
    found = sorted(folder.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT_VERSIONS:]:
        path.unlink(missing_ok=True)
