"""The few sums of the second scoring. Nothing here reads a definition file; exact fractions throughout."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Result:
    """A value (None: may not be scored), the place of its band from 0, and its side of the cut-off."""

    value: Fraction | None
    band: int | None = None
    clinical: bool | None = None


def missing(answers, items):
    return [number for number in items if answers.get(number) is None]


def turned(answers, reverse, top):
    """The answers with the reversed items turned round; `top` is lowest plus highest answer."""
    return {n: top - a if n in reverse and a is not None else a for n, a in answers.items()}


def filled_in(answers, items, allowed=0, never=()):
    """Sum with each missing item as the mean of the others; None when too many, all, or one of `never` are missing."""
    gone = missing(answers, items)
    if len(gone) > allowed or len(gone) == len(items) or set(gone) & set(never):
        return None
    there = [answers[number] for number in items if number not in gone]
    mean = Fraction(sum(there), len(there))
    return sum(there) + mean * len(gone)


def whole(value):
    """Half up."""
    return None if value is None else Fraction(floor(value + Fraction(1, 2)))


def judge(value, starts=(), at_least=None, at_most=None, below=None, above=None):
    """`starts`: where each band but the first begins. One of the four limits says which side is clinical."""
    if value is None:
        return Result(None)
    band = sum(value >= start for start in starts) if starts else None
    clinical = None
    if at_least is not None:
        clinical = value >= at_least
    if at_most is not None:
        clinical = value <= at_most
    if below is not None:
        clinical = value < below
    if above is not None:
        clinical = value > above
    return Result(Fraction(value), band, clinical)


def span(first, last):
    return tuple(range(first, last + 1))
