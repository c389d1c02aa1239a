"""Writing a file into a folder that another system reads: whole or not at all, never over a file of another content."""

import os
import tempfile
from pathlib import Path

from fullarc.web import places


class FolderRefused(ValueError):
    """The message says what was found and what to do."""


def checked_folder(typed: str) -> str:
    """A folder that is there and that we may write into. Refused (FolderRefused): a relative path, none, one of ours."""
    folder = Path(typed.strip())
    if not folder.is_absolute():
        raise FolderRefused("Give the whole path of the folder, from the root of the disk.")
    real = folder.resolve()
    own = (places.data_home().resolve(), places.key_home().resolve())
    if any(real == one or one in real.parents or real in one.parents for one in own):
        raise FolderRefused("This folder holds Fullarc's own data or lies around it. Make a folder of its own for the other system.")
    if not real.is_dir():
        raise FolderRefused("There is no such folder. Make it, or correct the path.")
    if not os.access(real, os.W_OK | os.X_OK):
        raise FolderRefused("Fullarc may not write into this folder. Allow it, or choose another.")
    return str(folder)


def drop(folder: str, name: str, version: int, text: str) -> Path:
    """Write NAME.txt, or NAME_v2.txt for the second version: under a passing name first, then renamed at one stroke.

    The same version again takes its own place. Refused (FolderRefused): the folder is gone or full; a name that leads out of it.
    """
    target = Path(checked_folder(folder)) / (f"{name}.txt" if version == 1 else f"{name}_v{version}.txt")
    if target.parent.resolve() != Path(folder).resolve():
        raise FolderRefused("The name of the file leads out of the folder. Give the client a code of letters, digits and dashes.")
    passing = ""
    try:
        handle, passing = tempfile.mkstemp(prefix=".fullarc-", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(passing, target)
    except OSError as problem:
        if passing:
            Path(passing).unlink(missing_ok=True)
        raise FolderRefused(f"The file could not be written ({problem.strerror}).") from None
    return target
