"""The whole demo practice from one installation to another, by the commands, with real seals: equal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fullarc.exchange.record.record_file import unpack
from fullarc.web.records.sealed import opened

pytestmark = pytest.mark.long
COURSES = "40"
PASSPHRASE = "a passphrase of our own"


def fullarc(home: Path, *words: str) -> str:
    environment = {**os.environ, "FULLARC_HOME": str(home), "FULLARC_KEYS": f"{home}-keys"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-m", "fullarc", *words], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_demo_practice_is_equal_in_an_empty_installation(tmp_path: Path) -> None:
    words = tmp_path / "passphrase.txt"
    words.write_text(PASSPHRASE)
    first, second = tmp_path / "first.age", tmp_path / "second.age"
    fullarc(tmp_path / "one", "demo", "--practice", "--number", COURSES)
    fullarc(tmp_path / "one", "export", "record", str(first), "--passphrase-file", str(words))
    fullarc(tmp_path / "two", "import", "record", str(first), "--passphrase-file", str(words))
    fullarc(tmp_path / "two", "export", "record", str(second), "--passphrase-file", str(words))
    before, after = (unpack(opened(file.read_bytes(), PASSPHRASE)) for file in (first, second))
    assert before.parts == after.parts
    assert before.manifest["record_sha256"] == after.manifest["record_sha256"]
