"""What the background work does for the caseload: what another day or other rules made is made anew before anybody looks."""

from datetime import datetime, timedelta

from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.rows import renew_some
from fullarc.web.work.rounds import a_round

SECONDS = 5.0  # of judging in one turn: reminders and what else waits come between


@a_round("the caseload of the day", every=timedelta(seconds=30))
def judge_anew(now: datetime) -> None:
    renew_some(in_force(), seconds=SECONDS)
