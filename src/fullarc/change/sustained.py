"""Did the end-of-treatment result last? Rules for follow-up scores. There is no consensus on the words: the rule is printed along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fullarc.change.classification import ChangeClass
from fullarc.change.direction import NotEnough, improvement, is_clinical, reached

LEAST_DAYS = 28
NO_FOLLOW_UP = "Lasting change not known: no follow-up score."

RULES = {
    "maintained": "no reliable worsening since the end of treatment, and still on the same side of the cut-off",
    "relapse": "reliably worse than at the end of treatment, and back on the clinical side of the cut-off",
    "late gain": "in a better class at follow-up than at the end of treatment",
    "not maintained": "reliably worse than at the end of treatment, or on the other side of the cut-off",
}


class Lasting(StrEnum):
    MAINTAINED = "maintained"
    RELAPSE = "relapse"
    LATE_GAIN = "late gain"
    NOT_MAINTAINED = "not maintained"


@dataclass(frozen=True, slots=True)
class Maintenance:
    kind: Lasting
    rule: str


_RANK = (ChangeClass.HARMED, ChangeClass.DETERIORATED, ChangeClass.UNCHANGED, ChangeClass.IMPROVED, ChangeClass.RECOVERED)


def maintenance(
    end: tuple[date, float],
    follow_up: tuple[date, float] | None,
    better: str,
    *,
    reliable: float,
    cutoff: float,
    end_class: ChangeClass | None = None,
    follow_up_class: ChangeClass | None = None,
) -> Maintenance:
    """Judge one follow-up score against the end of treatment; `reliable` (inclusive) and `cutoff` as published for the measure.

    The classes are those against the baseline; give both to recognise a late gain. Refused (NotEnough): no follow-up, or one less
    than 28 days after the end.
    """
    if follow_up is None or (follow_up[0] - end[0]).days < LEAST_DAYS:
        raise NotEnough(NO_FOLLOW_UP)
    worse = reached(improvement(follow_up[1], end[1], better), reliable)
    before, after = is_clinical(end[1], cutoff, better, inclusive=True), is_clinical(follow_up[1], cutoff, better, inclusive=True)
    if worse and after:
        kind = Lasting.RELAPSE
    elif not worse and _better_class(end_class, follow_up_class):
        kind = Lasting.LATE_GAIN
    elif not worse and before == after:
        kind = Lasting.MAINTAINED
    elif not worse and before and not after:
        kind = Lasting.LATE_GAIN
    else:
        kind = Lasting.NOT_MAINTAINED
    return Maintenance(kind, RULES[kind.value])


def maintenance_over(
    end: tuple[date, float], follow_ups: Sequence[tuple[date, float]], better: str, *, reliable: float, cutoff: float
) -> tuple[tuple[date, Maintenance], ...]:
    """Every follow-up of at least 28 days (usual are 1, 3, 6, 12 months), judged against the end. Refused (NotEnough) without one."""
    late = sorted(one for one in follow_ups if (one[0] - end[0]).days >= LEAST_DAYS)
    if not late:
        raise NotEnough(NO_FOLLOW_UP)
    return tuple((one[0], maintenance(end, one, better, reliable=reliable, cutoff=cutoff)) for one in late)


def _better_class(end: ChangeClass | None, later: ChangeClass | None) -> bool:
    return end is not None and later is not None and _RANK.index(later) > _RANK.index(end)
