"""Effect sizes of groups and rates with their intervals. Groups in routine care are not randomised: never print "effective"."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import correlation, mean, stdev

from fullarc.change.direction import NotEnough, as_numbers, critical_z, finite, improvement
from fullarc.change.not_computed import NotComputed
from fullarc.change.other_formulas import Moments
from fullarc.change.student import t_quantile

LEAST_PAIRS, LEAST_PEOPLE, LEAST_FOR_INTERVAL, LEAST_FOR_RATE = 3, 2, 10, 20  # the correction J of two pairs is 0
NO_SPREAD = "Everybody changed by the same amount; the differences have no spread."


@dataclass(frozen=True, slots=True)
class EffectSize:
    """`g` with its standard error and interval; positive means better after (or in the second group). `d` is uncorrected."""

    n: int
    d: float
    g: float
    standard_error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WithinGroup:
    """Change within one group, in points (`mean_improvement` with its interval) and as effect sizes.

    `effect` is standardised by SD before treatment; `d_z` by the SD of the differences (not computed when everybody changed by the
    same amount), `d_av` by the mean of the two SDs. `shown`: from 10 pairs on the interval is worth showing.
    """

    n: int
    mean_improvement: float
    low: float
    high: float
    correlation: float
    effect: EffectSize
    d_z: float | NotComputed
    d_av: float

    @property
    def shown(self) -> bool:
        return self.n >= LEAST_FOR_INTERVAL


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its Wilson interval, all between 0 and 1. `shown` is False below 20 cases: then say "4 of 6"."""

    count: int
    of: int
    share: float
    low: float
    high: float
    confidence: float

    @property
    def shown(self) -> bool:
        return self.of >= LEAST_FOR_RATE

    @property
    def words(self) -> str:
        """The rate as it may be printed: "4 of 6", or "26 of 50 (52 %, 95 % interval 38 to 65 %)"."""
        counted = f"{self.count} of {self.of}"
        if not self.shown:
            return counted
        level = f"{100 * self.confidence:.0f} % interval"
        return f"{counted} ({100 * self.share:.0f} %, {level} {100 * self.low:.0f} to {100 * self.high:.0f} %)"


def small_sample_correction(df: int) -> float:
    """J = 1 - 3 / (4 df - 1)."""
    return 1 - 3 / (4 * df - 1)


def within_group(
    pre: Sequence[float], post: Sequence[float], better: str, confidence: float = 0.95, *, benchmark_sd: float | None = None
) -> WithinGroup:
    """Becker's standardised mean change: d = mean improvement / SD_pre, g = J d, Var = 2 (1 - r) / n + g^2 / (2 n).

    `pre` and `post` are the paired scores of the same people. Refused (NotEnough): fewer than three pairs, or no spread before.
    Show the interval from 10 pairs on. A selected sample has a small SD_pre and so a large d: say so, or standardise by a
    published SD before treatment (`benchmark_sd`).
    """
    pre, post = as_numbers(pre), as_numbers(post)
    n = len(pre)
    if n != len(post):
        raise ValueError(f"found {n} scores before and {len(post)} after; expected pairs")
    if n < LEAST_PAIRS or len(set(pre)) < 2:
        raise NotEnough(f"No effect size: {n} pairs, or no spread among the first scores.")
    gains = [improvement(before, after, better) for before, after in zip(pre, post, strict=True)]
    r = correlation(pre, post) if len(set(post)) > 1 else 0.0
    moments = Moments(n, mean(pre), stdev(pre), mean(post), stdev(post), r)
    return within_group_of(moments, better, confidence, spread=stdev(gains), benchmark_sd=benchmark_sd)


def within_group_of(
    moments: Moments, better: str, confidence: float = 0.95, *, spread: float | None = None, benchmark_sd: float | None = None
) -> WithinGroup:
    """The same from means, SDs and correlation of the pairs; `spread` is the SD of the differences where it is known more exactly."""
    n, r = moments.n, moments.correlation
    if n < LEAST_PAIRS or moments.pre_sd <= 0:
        raise NotEnough(f"No effect size: {n} pairs, or no spread among the first scores.")
    if spread is None:
        spread = sqrt(max(moments.pre_sd**2 + moments.post_sd**2 - 2 * r * moments.pre_sd * moments.post_sd, 0.0))
    if benchmark_sd is not None and finite("a published standard deviation", benchmark_sd) <= 0:
        raise ValueError(f"found a published standard deviation of {benchmark_sd:g}, expected one above 0")
    gain = improvement(moments.pre_mean, moments.post_mean, better)
    d = gain / (moments.pre_sd if benchmark_sd is None else benchmark_sd)
    g = small_sample_correction(n - 1) * d
    error = sqrt(max(2 * (1 - r) / n + g * g / (2 * n), 0.0))
    z = critical_z(confidence)
    half = t_quantile(0.5 + confidence / 2, n - 1) * spread / sqrt(n)
    return WithinGroup(
        n=n,
        mean_improvement=gain,
        low=gain - half,
        high=gain + half,
        correlation=r,
        effect=EffectSize(n, d, g, error, g - z * error, g + z * error),
        d_z=gain / spread if spread else NotComputed(NO_SPREAD),
        d_av=gain / ((moments.pre_sd + moments.post_sd) / 2),
    )


def individual_difference(pre: float, post: float, better: str, functional_sd: float) -> float:
    """One person's improvement in standard deviations of the functional population. It is not Cohen's d; prefer the RCI.

    Refused (NotEnough): a deviation that is not above 0.
    """
    if functional_sd <= 0:
        raise NotEnough(f"found a standard deviation of {functional_sd:g}, expected one above 0")
    return improvement(pre, post, better) / functional_sd


def between_groups(first: tuple[float, float, int], second: tuple[float, float, int], better: str, confidence: float = 0.95) -> EffectSize:
    """Hedges' g of two groups given as (mean, SD, n), positive when the first group is the better one.

    s_p pooled, J = 1 - 3 / (4 (n1 + n2 - 2) - 1), SE = sqrt((n1 + n2) / (n1 n2) + g^2 / (2 (n1 + n2))).
    """
    (mean_1, _, n_1), (mean_2, _, n_2) = first, second
    if min(n_1, n_2) < LEAST_PEOPLE:
        raise NotEnough(f"No effect size: the groups have {n_1} and {n_2} people, at least {LEAST_PEOPLE} each are needed.")
    pooled = pooled_sd(first, second)
    if pooled == 0:
        raise NotEnough("No effect size: neither group has any spread.")
    d = improvement(mean_2, mean_1, better) / pooled
    g = small_sample_correction(n_1 + n_2 - 2) * d
    error = sqrt((n_1 + n_2) / (n_1 * n_2) + g * g / (2 * (n_1 + n_2)))
    z = critical_z(confidence)
    return EffectSize(n_1 + n_2, d, g, error, g - z * error, g + z * error)


def pooled_sd(first: tuple[float, float, int], second: tuple[float, float, int]) -> float:
    """The SD of two groups together, each given as (mean, SD, n)."""
    (_, sd_1, n_1), (_, sd_2, n_2) = first, second
    if not (sd_1 >= 0 and sd_2 >= 0):
        raise ValueError(f"found standard deviations {sd_1:g} and {sd_2:g}, expected 0 or more")
    return sqrt(((n_1 - 1) * sd_1**2 + (n_2 - 1) * sd_2**2) / (n_1 + n_2 - 2))


def wilson(count: int, of: int, confidence: float = 0.95) -> Rate:
    """A share with Wilson's interval, which begins at 0 with no case and ends at 1 with all. Refused: no cases, or more than there are."""
    if of < 1 or not 0 <= count <= of:
        raise NotEnough(f"No rate: {count} of {of}.")
    z = critical_z(confidence)
    share = count / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    low = (middle - half) / scale if count else 0.0
    high = (middle + half) / scale if count < of else 1.0
    return Rate(count, of, share, low, high, confidence)
