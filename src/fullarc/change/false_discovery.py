"""Many comparisons at once: which may be told without telling mostly of chance."""

from collections.abc import Sequence

LEVEL = 0.05


def adjusted_p(values: Sequence[float]) -> tuple[float, ...]:
    """Each p-value as the smallest false discovery rate at which it would be told, in the order given.

    Benjamini & Yekutieli 2001, Ann Stat 29:1165-1188: p x m x (1 + 1/2 + ... + 1/m) / rank, made monotone, at most 1. It holds however
    the comparisons depend on each other; here they do, as they speak of the same courses.
    """
    if any(not 0 <= value <= 1 for value in values):
        raise ValueError("found a p-value outside 0 to 1")
    m = len(values)
    factor = m * sum(1 / rank for rank in range(1, m + 1))
    adjusted, least = dict[int, float](), 1.0
    for rank, place in sorted(enumerate(sorted(range(m), key=lambda at: values[at]), 1), reverse=True):
        least = min(least, values[place] * factor / rank)
        adjusted[place] = least
    return tuple(adjusted[place] for place in range(m))
