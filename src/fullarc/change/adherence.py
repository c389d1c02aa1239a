"""Were the measures that were due given and answered? Figures that stand beside every rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from fullarc.change.direction import NotEnough

FEW_PAIRED = 0.60
NONE_DUE = "No adherence: no measure was due."
NONE_CLOSED = "No paired rate: no course is closed yet."


@dataclass(frozen=True, slots=True)
class Due:
    """One measure that was due. `declined` holds the reason when it counts as not due (one-off contact, measuring declined)."""

    date: date
    scored: bool
    declined: str = ""


@dataclass(frozen=True, slots=True)
class Adherence:
    """`share` of the due measures that were scored; `longest_gap` in days between two scored ones, 0 with fewer than two."""

    scored: int
    due: int
    share: float
    longest_gap: int
    not_due: tuple[str, ...]


def adherence(occasions: Sequence[Due]) -> Adherence:
    """Scored of due: 9 of 12 are 75 %. Declined occasions are left out and their reasons listed. Refused (NotEnough): nothing due."""
    due = [one for one in occasions if not one.declined]
    if not due:
        raise NotEnough(NONE_DUE)
    days = sorted(one.date for one in due if one.scored)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    reasons = tuple(one.declined for one in occasions if one.declined)
    return Adherence(len(days), len(due), len(days) / len(due), max(gaps, default=0), reasons)


def has_pair(scored_on: Sequence[date], attended_on: Sequence[date]) -> bool:
    """Does a closed course have a baseline, and another score on one of the last two attended sessions (or later)?"""
    if len(set(scored_on)) < 2 or not attended_on:
        return False
    return max(scored_on) >= sorted(attended_on)[-2:][0]


def paired_share(paired: int, closed: int) -> float:
    """Closed courses with paired scores, as a share. Refused (NotEnough): no closed course."""
    if closed < 1 or not 0 <= paired <= closed:
        raise NotEnough(NONE_CLOSED)
    return paired / closed


def coverage_sentence(paired: int, closed: int) -> str:
    """What to print on every report below 60 % paired: "Based on x of y clients." Empty from 60 % on."""
    return f"Based on {paired} of {closed} clients." if paired_share(paired, closed) < FEW_PAIRED else ""


def risk_item_share(answered: int, forms: int) -> float:
    """The share of forms with a risk item on which it was answered. Refused (NotEnough): no such form."""
    if forms < 1 or not 0 <= answered <= forms:
        raise NotEnough("No share: no form with a risk item was given.")
    return answered / forms
