"""What the background work looks after for reminders."""

from datetime import datetime, timedelta

from fullarc.web.check_ins.models import Assignment
from fullarc.web.reminders.planning import plan_and_send
from fullarc.web.work.rounds import a_round


@a_round("reminders", every=timedelta(minutes=1), needed=lambda: Assignment.objects.filter(remind=True, ended_at=None).exists())
def remind(now: datetime) -> None:
    plan_and_send(now)
