"""Which change of a measure is larger than its measurement error, and which side of its cut-off is clinical."""

from dataclasses import dataclass

from fullarc.change.classification import class_of
from fullarc.change.direction import is_clinical as by_line
from fullarc.change.reliable_change import BETTER, NOT_RELIABLE, WORSE, smallest_reliable_change
from fullarc.instruments.definition import Better, Cutoff, Instrument, Scale


@dataclass(frozen=True, slots=True)
class ReliableStep:
    """The smallest reliable change in points. Published values count when reached, computed ones when exceeded."""

    points: float
    inclusive: bool
    source: str
    verified: bool

    def reached_by(self, improvement: float) -> int:
        """+1 reliably better, -1 reliably worse, 0 within measurement error. `improvement` is positive towards better."""
        size = abs(improvement)
        if size < self.points or (size == self.points and not self.inclusive):
            return 0
        return 1 if improvement > 0 else -1


def scale_of(instrument: Instrument, scale: str) -> Scale | None:
    """The total or the named subscale; None when the instrument has no such scale."""
    if scale in {"total", instrument.total.id}:
        return instrument.total
    return next((one for one in instrument.subscales if one.id == scale), None)


def reliable_step(scale: Scale) -> ReliableStep | None:
    """The scale's published value, else 1.96 x sqrt(2) x SD x sqrt(1 - r) (Jacobson & Truax 1991), else None."""
    if scale.reliable_change:
        fact = scale.reliable_change[0]
        return ReliableStep(fact.value, True, fact.source, fact.verified)
    if scale.clinical_sd is None or not scale.reliability:
        return None
    reliability, sd = scale.reliability[0], scale.clinical_sd
    if sd.value <= 0 or not 0 <= reliability.value < 1:
        return None  # no error of measurement comes of these
    points = smallest_reliable_change(sd.value, reliability.value)
    source = f"computed from SD {sd.value:g} ({sd.source}) and reliability {reliability.value:g} ({reliability.source})"
    return ReliableStep(points, False, source, sd.verified and reliability.verified)


def is_clinical(value: float, cutoff: Cutoff | None, better: Better) -> bool | None:
    """Whether a value lies on the clinical side of the line; None when there is no line."""
    if cutoff is None:
        return None
    return by_line(value, cutoff.at, better.value, cutoff.inclusive)


def class_between(reliable: int, clinical_before: bool | None, clinical_after: bool | None) -> str | None:
    """Jacobson and Truax's class; None when there is no cut-off to judge recovery by. `reliable` is +1 better, -1 worse, 0 within error."""
    if clinical_before is None or clinical_after is None:
        return None
    direction = {1: BETTER, -1: WORSE}.get(reliable, NOT_RELIABLE)
    return class_of(direction, clinical_before, clinical_after).value
