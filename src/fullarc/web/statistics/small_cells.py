"""No figure that speaks of fewer than five clients, and none from which such a figure could be worked out."""

from collections.abc import Mapping

from fullarc.change.effect_size import Rate

LEAST = 5


def shown_parts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a whole, each a count or None where it is hidden.

    Parts below five are hidden; then the next smallest too, until at least two parts and five clients are hidden together: a reader who
    knows the whole cannot work one out by subtraction.
    """
    hidden = {name for name, count in counts.items() if count < LEAST}
    rest = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while hidden and rest and (len(hidden) < 2 or sum(counts[name] for name in hidden) < LEAST):
        hidden.add(rest.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


def is_small(rate: Rate) -> bool:
    """Whether a rate speaks of fewer than five clients, those in whom it is not the case included."""
    return rate.count < LEAST or rate.of - rate.count < LEAST
