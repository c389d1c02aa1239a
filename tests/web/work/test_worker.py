"""The worker runs rounds and tasks, survives what fails in them, and is missed when it stands still."""

import os
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import OperationalError
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web import start
from fullarc.web.work import rounds
from fullarc.web.work.models import Heartbeat, RoundRun
from fullarc.web.work.queries import work_state
from fullarc.web.work.worker import TURN, Worker

# A worker closes its connection between tasks: on PostgreSQL that would end a transaction around the test.
pytestmark = pytest.mark.django_db(transaction=bool(os.environ.get("FULLARC_TESTED_ON")))
NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)
CANARY = "canaryword of a note"
done: list[str] = []


@task()
def a_task(word: str) -> None:
    done.append(word)


@task()
def a_task_that_fails() -> None:
    raise ValueError(CANARY)


@pytest.fixture(autouse=True)
def _only_rounds_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_known", {})
    monkeypatch.setattr(rounds, "find_spec", lambda name: None)
    done.clear()


def test_a_task_that_waits_is_done_once() -> None:
    a_task.enqueue("first")
    worker = Worker("work")
    worker.turn(NOW)
    worker.turn(NOW + timedelta(seconds=15))
    assert done == ["first"]


def test_a_round_runs_when_its_time_has_come() -> None:
    ran: list[datetime] = []
    rounds.a_round("counting", every=timedelta(minutes=1))(ran.append)
    worker = Worker("work")
    for seconds in (0, 15, 30, 45, 60, 75):
        worker.turn(NOW + timedelta(seconds=seconds))
    assert ran == [NOW, NOW + timedelta(seconds=60)]


def test_what_fails_ends_nothing_and_leaves_no_word_of_a_record() -> None:
    def failing(now: datetime) -> None:
        raise ValueError(CANARY)

    rounds.a_round("failing", every=timedelta(minutes=1))(failing)
    a_task_that_fails.enqueue()
    a_task.enqueue("after")
    Worker("work").turn(NOW)
    assert done == ["after"]
    assert work_state(NOW).failing == ("failing",)
    assert "failed when they last ran" in work_state(NOW).sentence
    [failed] = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    assert (failed.exception_class_path, failed.traceback) == ("builtins.ValueError", "")
    assert RoundRun.objects.get().failed == "ValueError"


def test_a_database_that_is_locked_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[float] = []

    class ThreeTurns(Event):
        def wait(self, timeout: float | None = None) -> bool:
            turns.append(timeout or 0)
            if len(turns) == 3:
                self.set()
            return True

    def locked(self: Worker, now: datetime) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Worker, "turn", locked)
    Worker("serve").run(ThreeTurns())
    assert turns == [TURN] * 3


def test_a_task_whose_worker_was_cut_off_is_taken_up_again() -> None:
    a_task.enqueue("cut off")
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=NOW - timedelta(minutes=16))
    Worker("work").turn(NOW)
    assert done == ["cut off"]


def test_a_worker_that_is_seen_is_at_work_and_later_it_is_missed_only_when_needed() -> None:
    assert work_state(NOW).fine
    assert work_state(NOW).sentence == "never seen; nothing waits for it"
    Worker("serve").turn(NOW)
    assert (work_state(NOW).alive, Heartbeat.objects.get().name) == (True, "serve")
    later = NOW + timedelta(minutes=6)
    assert work_state(later).fine
    rounds.a_round("reminding", every=timedelta(minutes=1), needed=lambda: True)(lambda now: None)
    state = work_state(later)
    assert (state.fine, state.alive) == (False, False)
    assert "not seen since 2025-03-03 09:00 UTC, and something waits for it" in state.sentence


def test_doctor_and_the_page_of_the_owner_say_that_something_waits(cast: Cast, signed_in: SignIn) -> None:
    assert start.background_work().fine
    assert "Background work" not in signed_in(cast.owner).get("/staff/").content.decode()
    a_task.enqueue("waiting")
    found = start.background_work()
    assert (found.fine, "never seen, and something waits for it (1 task(s) waiting" in found.what) == (False, True)
    assert "never seen, and something waits for it" in signed_in(cast.owner).get("/staff/").content.decode()
    Worker("serve").turn(datetime.now(UTC))
    assert start.background_work().fine
    assert "Background work" not in signed_in(cast.owner).get("/staff/").content.decode()
