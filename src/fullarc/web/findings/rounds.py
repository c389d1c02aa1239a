"""What the background work looks after for findings."""

from datetime import datetime, timedelta

from fullarc.web.findings.rereading import read_again, something_waits
from fullarc.web.work.rounds import a_round


@a_round("reading notes again", every=timedelta(seconds=10), needed=something_waits)
def read_notes_again(now: datetime) -> None:
    read_again()
