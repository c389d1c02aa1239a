"""What the background work looks after: files that nobody brought in are gone after a day, also when nobody uploads another."""

from datetime import datetime, timedelta

from fullarc.web.imports.actions import discard_old
from fullarc.web.work.rounds import a_round


@a_round("held files", every=timedelta(hours=1))
def discard_what_is_old(now: datetime) -> None:
    discard_old(now)
