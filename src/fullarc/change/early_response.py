"""Was a first part of the change there early? Its absence is not failure."""

from collections.abc import Mapping
from dataclasses import dataclass

from fullarc.change.direction import HIGHER, NotEnough, improvement, is_clinical, number_or_none, reached
from fullarc.change.not_computed import NotComputed
from fullarc.change.reliable_change import NO_VALUE

SHARE = 0.20  # of the way to the healthiest score; Lutz et al. 2009, Delgadillo et al. 2014, not verified at their source
SESSIONS = (3, 4)


@dataclass(frozen=True, slots=True)
class EarlyResponse:
    """`share` of the distance to the healthiest score that was covered by the best of sessions 3 and 4, and `gain` in points.

    Two other definitions stand beside it: `reliable` and `half_reliable`, by the measure's reliable-change value.
    """

    share: float
    gain: float
    early: bool
    reliable: bool | NotComputed
    half_reliable: bool | NotComputed
    sentence: str


def early_response(
    baseline: float,
    scores: Mapping[int, float],
    better: str,
    *,
    low: float,
    high: float,
    cutoff: float,
    reliable: float | None = None,
) -> EarlyResponse:
    """(baseline - best of sessions 3 to 4) / (baseline - healthiest possible score) >= .20.

    `scores` maps session numbers to scores; session 5 serves when neither 3 nor 4 has one. `low` and `high` bound the scale.
    `reliable` is the published reliable-change value, inclusive.
    Refused (NotEnough): baseline on the healthy side of the cut-off, or no score at sessions 3, 4 or 5.
    """
    if not is_clinical(baseline, cutoff, better, inclusive=True):
        raise NotEnough("Early response not judged: baseline below the clinical range.")
    known = {session: number for session, score in scores.items() if (number := number_or_none(score)) is not None}
    early = {session: known[session] for session in SESSIONS if session in known} or {s: known[s] for s in (5,) if s in known}
    if not early:
        raise NotEnough("Early response not judged: no score at session 3, 4 or 5.")
    best = max(early.values()) if better == HIGHER else min(early.values())
    share = (baseline - best) / (baseline - (high if better == HIGHER else low))
    session = max(early)
    gain = improvement(baseline, best, better)
    sure, half = (
        (reached(gain, reliable), reached(gain, reliable / 2)) if reliable is not None else (NotComputed(NO_VALUE), NotComputed(NO_VALUE))
    )
    early_enough = reached(share, SHARE)
    sentence = (
        f"By session {session} there is a change of {share:.0%} of the way to the healthiest score."
        if early_enough
        else f"Most of the change often comes early; at session {session} there is not yet a {SHARE:.0%} change."
    )
    return EarlyResponse(share, gain, early_enough, sure, half, sentence)
