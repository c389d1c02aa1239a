"""What the background work does about measures: every day, count risk answers and signals."""

from datetime import datetime, timedelta

from fullarc.web.measurements.risk_invariant import check_risk
from fullarc.web.signals.models import RiskCheck
from fullarc.web.work.rounds import a_round

DAILY = timedelta(days=1)


@a_round("risk count", every=timedelta(hours=1))
def count(now: datetime) -> None:
    """Once a day, however many workers there are and however often they begin."""
    if not RiskCheck.objects.filter(at__gt=now - DAILY).exists():
        check_risk()
