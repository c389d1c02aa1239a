"""For commands that work on the application's database: getting it ready, and passphrases that no shell history keeps."""

import getpass
import os
import sys
from pathlib import Path

from fullarc.commands.refusals import CallWasWrong, WorkFailed


def ready(*, may_be_new: bool = False) -> None:
    """Load the application and bring its database up to date. Refused: where there is no practice yet, unless it may be new."""
    from fullarc.web import start

    try:
        start.prepare()
        if not may_be_new:
            start.refuse_when_nothing_is_here()
        start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None


def passphrase_from(file: Path | None) -> str:
    """The passphrase in the first line of a file, or typed in; empty when neither is there."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").splitlines()[0].strip()
        except (OSError, UnicodeError, IndexError):
            raise CallWasWrong(f"--passphrase-file: {file} cannot be read or is empty; its first line must be the passphrase") from None
    return getpass.getpass("Passphrase of the file: ") if sys.stdin.isatty() else ""


def write_new(file: Path, content: bytes) -> None:
    """Write a file for its owner only, never over another one."""
    try:
        with open(file, "xb", opener=_private) as out:
            out.write(content)
    except FileExistsError:
        raise CallWasWrong(f"{file}: is there already; give a new name, so that nothing is written over") from None
    except OSError as problem:
        raise WorkFailed(f"{file}: cannot be written ({problem.strerror})") from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
