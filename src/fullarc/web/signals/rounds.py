"""What the background work does about signals: every minute, put on what nobody has seen in time."""

from datetime import datetime, timedelta

from fullarc.web.signals.escalation import escalate, still_unseen
from fullarc.web.work.rounds import a_round


@a_round("signals", every=timedelta(minutes=1), needed=lambda: still_unseen().exists())
def put_on(now: datetime) -> None:
    escalate(now)
