"""Makes the project's own Python environment (.venv) from a hash-locked list. Standard library only.

Used by ./run and ./test on a machine that has nothing but Python 3.11 or newer.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {name: ROOT / "requirements" / f"{name}.lock" for name in ("run", "test")}
OLDEST = (3, 11)


def interpreter() -> Path:
    """Where the environment's Python is, whether or not it exists yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(lock: str) -> Path:
    """Make or bring up to date the environment for `lock` ("run" or "test") and return its Python.

    The environment for "test" holds everything that "run" needs, so it is never taken down for it.
    """
    if sys.version_info < OLDEST:
        stop(
            f"Found Python {sys.version.split()[0]}; Fullarc needs Python 3.11 or newer.",
            "Install it from your system's packages or python.org and start again with it: python3.11 " + sys.argv[0],
        )
    wanted = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in LOCKS.items()}
    stamp = VENV / "installed.txt"
    installed = stamp.read_text().strip() if stamp.exists() else ""
    if interpreter().exists() and installed in (wanted[lock], wanted["test"]):
        return interpreter()
    say(f"Setting up in {VENV} (once; about a minute) …")
    uv = shutil.which("uv")
    make_venv(uv)
    install(uv, LOCKS[lock])
    link_source()
    stamp.write_text(wanted[lock] + "\n")
    return interpreter()


def make_venv(uv: str | None) -> None:
    if interpreter().exists():
        return
    command = [uv, "venv", "-q", "--python", sys.executable, str(VENV)] if uv else [sys.executable, "-m", "venv", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            "Python could not make a virtual environment: " + (done.stderr or done.stdout).strip().splitlines()[-1],
            "On Debian or Ubuntu install it with: sudo apt-get install python3-venv",
        )


def install(uv: str | None, lock: Path) -> None:
    python = str(interpreter())
    if uv:
        command = [uv, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", str(lock)]
    else:
        command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "--no-deps", "-r", str(lock)]
    if subprocess.run(command).returncode:
        stop(
            f"The packages in {lock.relative_to(ROOT)} could not be installed.",
            "The lines above say which one. Fullarc needs the network once, for this step; try again when it is there.",
        )


def link_source() -> None:
    """Let the environment import `fullarc` from src/ without building a package."""
    [site] = [*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]
    (site / "fullarc-source.pth").write_text(str(ROOT / "src") + "\n")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(found: str, todo: str) -> NoReturn:
    say(f"{found}\n{todo}")
    raise SystemExit(1)
