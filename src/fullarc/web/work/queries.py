"""Whether the background work is alive, and whether anybody would miss it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fullarc.web.work.models import Heartbeat, RoundRun
from fullarc.web.work.rounds import rounds

SILENT_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class WorkState:
    """`needed`: something waits for it, or will. `failing`: rounds whose last run failed. `failed`: tasks of the last week."""

    seen_at: datetime | None
    alive: bool
    needed: bool
    waiting: int
    failed: int
    failing: tuple[str, ...]

    @property
    def fine(self) -> bool:
        return (self.alive or not self.needed) and not self.failing

    @property
    def sentence(self) -> str:
        """What was found, and what to do when it is not fine."""
        if self.failing:
            return f"the rounds {', '.join(self.failing)} failed when they last ran; they are tried again every minute"
        tasks = f"{self.waiting} task(s) waiting, {self.failed} failed in the last week"
        if self.alive:
            return f"at work, {tasks}"
        last = f"not seen since {self.seen_at:%Y-%m-%d %H:%M} UTC" if self.seen_at else "never seen"
        if self.needed:
            return f"{last}, and something waits for it ({tasks}). Start Fullarc (./run), or on a server: fullarc work"
        return f"{last}; nothing waits for it"


def work_state(now: datetime | None = None) -> WorkState:
    """Four queries, and one a round that somebody may need."""
    now = now or datetime.now(UTC)
    seen = Heartbeat.objects.aggregate(seen=Max("seen_at"))["seen"]
    waiting = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).count()
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    known = rounds()
    failing = RoundRun.objects.exclude(failed="").filter(round__in=[each.name for each in known])
    return WorkState(
        seen_at=seen,
        alive=seen is not None and now - seen < SILENT_AFTER,
        needed=bool(waiting) or any(each.needed() for each in known),
        waiting=waiting,
        failed=failed,
        failing=tuple(failing.order_by("round").values_list("round", flat=True)),
    )
