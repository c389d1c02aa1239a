"""Effect sizes of groups and rates with their intervals. Groups in routine care are not randomised: never print "effective"."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import correlation, mean, stdev

from fullarc.change.direction import NotEnough, critical_z, improvement
from fullarc.change.student import t_quantile

LEAST_PAIRS = 2
LEAST_FOR_RATE = 20


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

    `effect` is standardised by SD before treatment; `d_z` by the SD of the differences, `d_av` by the mean of the two SDs.
    """

    n: int
    mean_improvement: float
    low: float
    high: float
    correlation: float
    effect: EffectSize
    d_z: float
    d_av: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its Wilson interval, all between 0 and 1. `shown` is False below 20 cases: then say "4 of 6"."""

    count: int
    of: int
    share: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        return self.of >= LEAST_FOR_RATE


def small_sample_correction(df: int) -> float:
    """J = 1 - 3 / (4 df - 1)."""
    return 1 - 3 / (4 * df - 1)


def within_group(pre: Sequence[float], post: Sequence[float], better: str, confidence: float = 0.95) -> WithinGroup:
    """Becker's standardised mean change: d = mean improvement / SD_pre, g = J d, Var = 2 (1 - r) / n + g^2 / (2 n).

    `pre` and `post` are the paired scores of the same people. Refused (NotEnough): fewer than two pairs, or no spread before.
    Show the interval from 10 pairs on. A selected sample has a small SD_pre and so a large d: say so.
    """
    n = len(pre)
    if n != len(post):
        raise ValueError(f"found {n} scores before and {len(post)} after; expected pairs")
    if n < LEAST_PAIRS or len(set(pre)) < 2:
        raise NotEnough(f"No effect size: {n} pairs, or no spread among the first scores.")
    gains = [improvement(before, after, better) for before, after in zip(pre, post, strict=True)]
    r = correlation(pre, post) if len(set(post)) > 1 else 0.0
    d = mean(gains) / stdev(pre)
    g = small_sample_correction(n - 1) * d
    error = sqrt(2 * (1 - r) / n + g * g / (2 * n))
    z = critical_z(confidence)
    spread = stdev(gains)
    half = t_quantile(0.5 + confidence / 2, n - 1) * spread / sqrt(n)
    return WithinGroup(
        n=n,
        mean_improvement=mean(gains),
        low=mean(gains) - half,
        high=mean(gains) + half,
        correlation=r,
        effect=EffectSize(n, d, g, error, g - z * error, g + z * error),
        d_z=mean(gains) / spread if spread else float("inf"),
        d_av=mean(gains) / ((stdev(pre) + stdev(post)) / 2),
    )


def between_groups(first: tuple[float, float, int], second: tuple[float, float, int], better: str, confidence: float = 0.95) -> EffectSize:
    """Hedges' g of two groups given as (mean, SD, n), positive when the first group is the better one.

    s_p pooled, J = 1 - 3 / (4 (n1 + n2 - 2) - 1), SE = sqrt((n1 + n2) / (n1 n2) + g^2 / (2 (n1 + n2))).
    """
    (mean_1, _, n_1), (mean_2, _, n_2) = first, second
    if min(n_1, n_2) < LEAST_PAIRS:
        raise NotEnough(f"No effect size: the groups have {n_1} and {n_2} people, at least {LEAST_PAIRS} each are needed.")
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
    return sqrt(((n_1 - 1) * sd_1**2 + (n_2 - 1) * sd_2**2) / (n_1 + n_2 - 2))


def wilson(count: int, of: int, confidence: float = 0.95) -> Rate:
    """A share with Wilson's interval. Refused: no cases, or more than there are."""
    if of < 1 or not 0 <= count <= of:
        raise NotEnough(f"No rate: {count} of {of}.")
    z = critical_z(confidence)
    share = count / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return Rate(count, of, share, (middle - half) / scale, (middle + half) / scale)


def group_change_against(mean_low: float, estimate: float, mean_high: float, meaningful: float) -> str:
    """What the interval of a mean improvement says about a minimal important difference, in words (anchor-based, group level)."""
    if mean_low <= 0 <= mean_high:
        return "no clear change: the interval includes zero"
    if mean_high < 0:
        return "worse"
    if mean_high < meaningful:
        return "a change, but smaller than the meaningful one"
    if mean_low > meaningful:
        return "a change larger than the meaningful one"
    if estimate >= meaningful:
        return "probably a meaningful change"
    return "a change, not clearly as large as the meaningful one"
