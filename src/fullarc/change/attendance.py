"""Signs that a client may be leaving therapy, and what counts as having left. There is no validated score: reasons, no percentage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from fullarc.change.direction import NotEnough

MISSED_IN_A_ROW, FIRST_SESSIONS, GAP_DAYS, UNANSWERED_IN_A_ROW = 2, 3, 21, 2
NOT_MEASURED = "Not judged: neither goals nor reliable change are known for this course."


class Ending(StrEnum):
    AGREED = "agreed"
    CLIENT_STOPPED = "client stopped"
    THERAPIST_STOPPED = "therapist stopped"
    LOST_CONTACT = "lost contact"
    MOVED = "moved or referred"
    DECEASED = "deceased"


DROPOUT_RULE = "ended by the client or by lost contact before the goals were reached and without reliable change"
ONE_SIDED = (Ending.CLIENT_STOPPED, Ending.LOST_CONTACT)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment; `missed` counts late cancellations as well."""

    date: date
    missed: bool


def signs_of_leaving(
    appointments: Sequence[Appointment],
    today: date,
    *,
    next_booked: bool,
    feedback_fell: bool = False,
    answered: Sequence[bool] = (),
) -> tuple[str, ...]:
    """The reasons to look, in words; empty when there is none. `answered` tells of each measure sent, in order, whether it came back.

    Two missed in a row · one of the first three missed · more than 21 days since the last attended one with nothing booked ·
    session feedback fell · two measures in a row unanswered.
    """
    past = sorted((one for one in appointments if one.date <= today), key=lambda one: one.date)
    reasons = []
    trailing = _trailing([one.missed for one in past])
    if trailing >= MISSED_IN_A_ROW:
        reasons.append(f"the last {trailing} sessions were missed")
    early = sum(one.missed for one in past[:FIRST_SESSIONS])
    if early:
        reasons.append(f"{early} of the first {len(past[:FIRST_SESSIONS])} sessions missed")
    attended = [one.date for one in past if not one.missed]
    if attended and not next_booked and (today - attended[-1]).days > GAP_DAYS:
        reasons.append(f"{(today - attended[-1]).days} days since the last session, and none is booked")
    if feedback_fell:
        reasons.append("session feedback fell")
    if _trailing([not one for one in answered]) >= UNANSWERED_IN_A_ROW:
        reasons.append(f"the last {_trailing([not one for one in answered])} measures were not answered")
    return tuple(reasons)


def _trailing(flags: Sequence[bool]) -> int:
    """How many of the latest flags in a row are true."""
    return len([*takewhile(bool, reversed(flags))])


def is_dropout(ending: Ending, *, goals_reached: bool | None, reliably_better: bool | None) -> bool:
    """Dropout by the one rule of this file (`DROPOUT_RULE`): store the rule with every count.

    Refused (NotEnough) for a one-sided ending of which neither goals nor reliable change are known.
    """
    if ending not in ONE_SIDED:
        return False
    if goals_reached is None and reliably_better is None:
        raise NotEnough(NOT_MEASURED)
    return not goals_reached and not reliably_better
