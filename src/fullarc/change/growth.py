"""The course of one client as a curve: score on ln(session), fitted by least squares. Description, not forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from fullarc.change.direction import NotEnough, as_numbers
from fullarc.change.student import t_quantile

DRAW, EXTRAPOLATE = 4, 6  # scores needed to draw the curve, and to look beyond the last session
FARTHEST = 1.5  # times the observed sessions
BREAK_DAYS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """y = intercept + slope x. `residual_sd` has n - 2 degrees of freedom; `sxx` is the sum of squares of x about its mean."""

    n: int
    intercept: float
    slope: float
    r_squared: float
    residual_sd: float
    x_mean: float
    sxx: float

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x


@dataclass(frozen=True, slots=True)
class Growth:
    """A fitted course; `last` is the last session observed. Scores lie between `low` and `high`."""

    line: Line
    last: float
    low: float
    high: float
    least_error: float

    def expected(self, session: float) -> float:
        """The curve at a session (from 1), clipped to the scale. Refused beyond 1.5 times the observed sessions."""
        self._allowed(session)
        return min(max(self.line.at(log(session)), self.low), self.high)

    def interval(self, session: float, confidence: float = 0.80) -> tuple[float, float]:
        """Prediction interval for one new score at a session, clipped to the scale.

        The scatter is floored at the measurement error given to `growth_curve`; the interval covers scatter about a right curve only.
        """
        self._allowed(session)
        x = log(session)
        scatter = max(self.line.residual_sd, self.least_error)
        error = scatter * sqrt(1 + 1 / self.line.n + (x - self.line.x_mean) ** 2 / self.line.sxx)
        half = t_quantile(0.5 + confidence / 2, self.line.n - 2) * error
        middle = self.line.at(x)
        return max(middle - half, self.low), min(middle + half, self.high)

    def _allowed(self, session: float) -> None:
        if session > self.last and self.line.n < EXTRAPOLATE:
            raise NotEnough(f"No look ahead: {self.line.n} scores so far, {EXTRAPOLATE} are needed.")
        if session < 1 or session > FARTHEST * self.last:
            raise NotEnough(f"No look so far ahead: the curve serves sessions 1 to {FARTHEST * self.last:g}.")


def growth_curve(sessions: Sequence[float], scores: Sequence[float], *, low: float, high: float, measurement_error: float = 0.0) -> Growth:
    """Least squares of score on ln(session). Sessions count from 1; `low` and `high` bound the scale.

    Refused (NotEnough) with fewer than 4 scores. Start a new curve after a break of more than 60 days.
    """
    sessions = as_numbers(sessions)
    if len(scores) < DRAW:
        raise NotEnough(f"No curve: {len(scores)} scores so far, {DRAW} are needed.")
    if min(sessions) < 1:
        raise ValueError(f"found session {min(sessions):g}; sessions count from 1")
    line = least_squares([log(session) for session in sessions], scores)
    return Growth(line, max(sessions), low, high, measurement_error)


def segments(scores: Sequence[tuple[date, float]]) -> tuple[tuple[tuple[date, float], ...], ...]:
    """The scores in order of date, parted wherever more than 60 days lie between two: each part has a curve of its own."""
    parts: list[list[tuple[date, float]]] = []
    for day, score in sorted(scores, key=lambda one: one[0]):
        if not parts or (day - parts[-1][-1][0]).days > BREAK_DAYS:
            parts.append([])
        parts[-1].append((day, score))
    return tuple(tuple(part) for part in parts)


def least_squares(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """Ordinary least squares of y on x. Refused with fewer than two different x."""
    if len(xs) != len(ys):
        raise ValueError(f"found {len(xs)} times and {len(ys)} scores; expected as many of one as of the other")
    xs, ys = as_numbers(xs), as_numbers(ys)
    n = len(xs)
    if n < 2 or len(set(xs)) < 2:
        raise NotEnough("A slope needs scores at two different times at least.")
    x_mean, y_mean = sum(xs) / n, sum(ys) / n
    sxx = sum((x - x_mean) ** 2 for x in xs)
    syy = sum((y - y_mean) ** 2 for y in ys)
    slope = sum((x - x_mean) * y for x, y in zip(xs, ys, strict=True)) / sxx
    intercept = y_mean - slope * x_mean
    residual = sum((y - intercept - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    return Line(
        n=n,
        intercept=intercept,
        slope=slope,
        r_squared=1 - residual / syy if syy else 1.0,
        residual_sd=sqrt(residual / (n - 2)) if n > 2 else 0.0,
        x_mean=x_mean,
        sxx=sxx,
    )
