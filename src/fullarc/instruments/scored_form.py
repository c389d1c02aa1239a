"""What scoring gives back: every scale a value or the reason why not, and the risk answers apart from the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RiskState(StrEnum):
    RAISED = "raised"
    NOT_RAISED = "not_raised"
    UNANSWERED = "unanswered"  # reported as such, never as zero


@dataclass(frozen=True, slots=True)
class RiskAnswer:
    """How a risk item was answered. It is judged before the totals and also when no total can be scored."""

    item: int
    about: str
    answer: int | None
    state: RiskState


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """The total or a subscale: `value`, or None and the sentence in `not_scored`.

    `clinical` says on which side of the scale's first cut-off the value lies; None without a cut-off or a value.
    `answered` of `of` items were answered. `prorated` is True when missing items were filled in from the mean of the rest.
    """

    scale: str
    name: str
    value: float | None
    not_scored: str
    answered: int
    of: int
    prorated: bool = False
    band: str = ""
    clinical: bool | None = None

    @property
    def scored(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class PatternResult:
    """A screening pattern: met, not met, or None with the sentence in `not_judged`."""

    id: str
    name: str
    met: bool | None
    not_judged: str = ""


@dataclass(frozen=True, slots=True)
class ScoredForm:
    """One filled form, scored. `version` and `fingerprint` say by which definition, so that it can be scored again later."""

    instrument: str
    version: str
    fingerprint: str
    answers: Mapping[int, int | None]  # every item; None is unanswered. Empty when totals were entered
    risk: tuple[RiskAnswer, ...]
    total: ScaleScore
    subscales: tuple[ScaleScore, ...]
    patterns: tuple[PatternResult, ...] = ()

    @property
    def risk_raised(self) -> tuple[RiskAnswer, ...]:
        """The risk answers that ask for attention at once."""
        return tuple(answer for answer in self.risk if answer.state is RiskState.RAISED)

    @property
    def risk_unanswered(self) -> tuple[RiskAnswer, ...]:
        """Risk items left empty: a prompt to ask, not a zero."""
        return tuple(answer for answer in self.risk if answer.state is RiskState.UNANSWERED)

    def scale(self, scale_id: str) -> ScaleScore:
        """The score of one scale by id. Raises KeyError with the known ids."""
        for score in (self.total, *self.subscales):
            if score.scale == scale_id:
                return score
        raise KeyError(f"found scale {scale_id!r}, expected one of: {', '.join(s.scale for s in (self.total, *self.subscales))}")
