"""Whatever trouble is named, "no … problems" never says that it is there."""

from itertools import product

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

NAMED = """
sleep appetite energy concentration memory mood attention focus anxiety panic anger irritability worry motivation weight
eating drinking alcohol drug substance work school relationship family social parenting guilt self-esteem grief trauma
psychotic manic depressive pain sexual gambling impulse behavior cognitive speech thought perceptual safety housing
financial legal medication self-harm suicidal homicidal violence aggression loneliness nightmare flashback dissociation
craving withdrawal
"""
TAILS = ("problems", "issues", "changes", "symptoms")
SENTENCES = ("No {} {}.", "Denies any {} {}.", "No new {} {} reported.")


@pytest.mark.parametrize("name", NAMED.split())
def test_no_problems_of_any_name_are_there(name: str) -> None:
    for sentence, tail in product(SENTENCES, TAILS):
        text = sentence.format(name, tail)
        assert not [each.indicator for each in read(text) if each.status is Status.PRESENT], text
