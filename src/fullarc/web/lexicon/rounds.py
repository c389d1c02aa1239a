"""What the background work looks after: what a trial of a phrase found in notes is forgotten after a day."""

from datetime import datetime, timedelta

from fullarc.web.lexicon.trying import forget_old
from fullarc.web.work.rounds import a_round


@a_round("trials of phrases", every=timedelta(hours=1))
def forget_trials(now: datetime) -> None:
    forget_old(now)
