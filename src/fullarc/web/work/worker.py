"""The worker: rounds when they are due, then the tasks that wait. A thread inside `fullarc serve`, or the process `fullarc work`.

Nothing that fails ends it: a locked database, a full disk or a fault in one round is noted, and the next turn tries again.
"""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from django.db import DatabaseError, close_old_connections, transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from fullarc.web.instruments.at_hand import look_again
from fullarc.web.work.models import Heartbeat, RoundRun
from fullarc.web.work.rounds import Round, rounds

TURN = 15.0  # seconds between two looks
SEEN_EVERY = timedelta(seconds=60)
KEPT = timedelta(days=7)  # finished tasks
GIVEN_UP = timedelta(minutes=15)  # a task that has run so long was cut off with its worker

log = logging.getLogger(__name__)


@dataclass
class Worker:
    """One worker. `turn` does all that is to be done at a moment; `run` takes turns until it is stopped."""

    name: str
    last: dict[str, datetime] = field(default_factory=dict)
    seen: datetime | None = None

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            close_old_connections()
            try:
                self.turn(datetime.now(UTC))
            except DatabaseError as failed:
                log.error("Background work: %s", type(failed).__name__)
            close_old_connections()
            stop.wait(TURN)

    def turn(self, now: datetime) -> None:
        """Show that it is alive, run the rounds that are due, then every task that waits; what was published since counts."""
        look_again()
        self.show(now)
        for each in rounds():
            if each.name not in self.last or now - self.last[each.name] >= each.every:
                self.last[each.name] = now
                run_round(each, now)
        if DBTaskResult.objects.ready().exists():
            self.run_tasks()

    def show(self, now: datetime) -> None:
        if self.seen is None or now - self.seen >= SEEN_EVERY:
            began = {"began_at": now} if self.seen is None else {}
            Heartbeat.objects.update_or_create(
                name=self.name, defaults={"seen_at": now, **began}, create_defaults={"began_at": now, "seen_at": now}
            )
            self.seen = now
            tidy(now)

    def run_tasks(self) -> None:
        TaskWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        ).run()
        forget_what_errors_said()


def run_round(each: Round, now: datetime) -> None:
    """Run one round and note how it went. What it stores stands in transactions of its own."""
    failed = ""
    try:
        each.run(now)
    except Exception as error:
        failed = type(error).__name__
        log.error("Background work, round %s: %s", each.name, failed)
    with transaction.atomic():
        RoundRun.objects.update_or_create(round=each.name, defaults={"ran_at": now, "failed": failed})


def forget_what_errors_said() -> None:
    """The text of an error may hold words of a record, and the table of tasks is not encrypted: the class of the error stays."""
    DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).exclude(traceback="").update(traceback="")


def tidy(now: datetime) -> None:
    """Take up tasks whose worker was cut off, and forget those that were finished a week ago."""
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - GIVEN_UP).update(status=TaskResultStatus.READY)
    DBTaskResult.objects.filter(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED], finished_at__lt=now - KEPT).delete()
