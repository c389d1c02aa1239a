"""What the background work looks after: notes and scores on their way to the other system."""

from datetime import datetime, timedelta

from fullarc.web.ehr.models import Sending
from fullarc.web.ehr.queue import run_pending
from fullarc.web.work.rounds import a_round


@a_round("ehr", every=timedelta(minutes=1), needed=lambda: Sending.objects.filter(state=Sending.State.WAITING).exists())
def send_what_waits(now: datetime) -> None:
    run_pending(now)
