"""Remission, recovery, relapse and recurrence of one course (Frank et al. 1991; Rush et al. 2006). The durations are conventions.

A review of 56 studies found that fixed durations add no predictive value (de Zwart et al. 2019), so the words are shown with their
rule, and "recovered" on a page is reserved for the definition in classification.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fullarc.change.direction import NotEnough, is_clinical

REMISSION_DAYS, RECOVERY_DAYS = 21, 120  # Rush et al. 2006: three weeks, four months; not verified at the source
FRANK_RECOVERY_DAYS = 60
TOO_FEW = "Remission cannot be followed: fewer than two scores."


class Phase(StrEnum):
    SYMPTOMATIC = "symptomatic"
    WELL = "below the remission line, not yet for long enough"
    REMISSION = "remission"
    RECOVERY = "recovery"
    RELAPSE = "relapse"
    RECURRENCE = "recurrence"


@dataclass(frozen=True, slots=True)
class PhaseOn:
    date: date
    phase: Phase


def phases(
    scores: Sequence[tuple[date, float]],
    better: str,
    *,
    remission_at: float,
    case_at: float,
    remission_days: int = REMISSION_DAYS,
    recovery_days: int = RECOVERY_DAYS,
) -> tuple[PhaseOn, ...]:
    """The phase on each day with a score. `remission_at` and `case_at` lie on the symptomatic side themselves (PHQ-9: 5 and 10).

    remission: on the healthy side of `remission_at` for `remission_days` · recovery: for `recovery_days` · relapse: a case again
    out of remission, before recovery · recurrence: a case again out of recovery. A score between the two lines ends nothing, but the
    count of days begins anew. Refused (NotEnough) with fewer than two scores.
    """
    if len(scores) < 2:
        raise NotEnough(TOO_FEW)
    found: list[PhaseOn] = []
    since: date | None = None
    reached = Phase.SYMPTOMATIC
    for day, score in sorted(scores, key=lambda one: one[0]):
        if not is_clinical(score, remission_at, better, inclusive=True):
            since = since or day
            reached = _reached(reached, (day - since).days, remission_days, recovery_days)
            phase: Phase = reached if reached in (Phase.REMISSION, Phase.RECOVERY) else Phase.WELL
        else:
            since = None
            phase = reached
            if is_clinical(score, case_at, better, inclusive=True):
                phase = {Phase.REMISSION: Phase.RELAPSE, Phase.RECOVERY: Phase.RECURRENCE}.get(reached, Phase.SYMPTOMATIC)
                reached = Phase.SYMPTOMATIC
        found.append(PhaseOn(day, phase))
    return tuple(found)


def _reached(before: Phase, days: int, remission_days: int, recovery_days: int) -> Phase:
    if before is Phase.RECOVERY or days >= recovery_days:
        return Phase.RECOVERY
    return Phase.REMISSION if before is Phase.REMISSION or days >= remission_days else Phase.SYMPTOMATIC
