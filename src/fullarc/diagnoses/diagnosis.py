"""The diagnoses of a course of care: a code with its wording, from when to when, how sure, and which one is the principal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Certainty(StrEnum):
    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One diagnosis. `wording` is the classification's or the clinician's; `until` is the first day on which it no longer held."""

    code: str
    wording: str
    since: date | None = None
    until: date | None = None
    principal: bool = False
    certainty: Certainty = Certainty.CONFIRMED

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        provisional = ", provisional" if self.certainty is Certainty.PROVISIONAL else ""
        return f"{self.code} {self.wording}".strip() + provisional


class DiagnosisRefused(ValueError):
    """The diagnosis would contradict itself or those that stand already. The message is for the person who entered it."""


def current(diagnoses: Sequence[Diagnosis], day: date) -> tuple[Diagnosis, ...]:
    """The diagnoses that hold on a day, the principal one first, then by code."""
    return tuple(sorted((each for each in diagnoses if each.holds_on(day)), key=lambda each: (not each.principal, each.code)))


def check(new: Diagnosis, others: Sequence[Diagnosis]) -> None:
    """Refused (DiagnosisRefused): an end before the beginning; a code that stands for the same days; a second principal one for them."""
    if new.since and new.until and new.until <= new.since:
        raise DiagnosisRefused("The end does not lie after the beginning. Correct one of the two dates.")
    beside = [other for other in others if _overlap(new, other)]
    if any(other.code == new.code for other in beside):
        raise DiagnosisRefused(f"{new.code} stands for these days already. Change that entry instead.")
    if new.principal and (first := next((other for other in beside if other.principal), None)):
        raise DiagnosisRefused(
            f"{first.code} is the principal diagnosis for these days. One at a time can be; take it from that one first."
        )


def _overlap(one: Diagnosis, other: Diagnosis) -> bool:
    def before(end: date | None, begin: date | None) -> bool:
        return end is not None and begin is not None and end <= begin

    return not before(one.until, other.since) and not before(other.until, one.since)
