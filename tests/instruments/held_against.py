"""Random forms of any measure, and the comparison of the two scorings of one form."""

from fractions import Fraction
from random import Random

from tests.instruments.second_scoring import PATTERNS, SECOND
from tests.instruments.second_scoring.arithmetic import Result

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import score

MEASURES = sorted(SECOND)


def offered(measure):
    """Item number -> the answers it offers; 0 is a question before the items."""
    instrument = catalogue().get(measure)
    items = ((instrument.gate.item,) if instrument.gate else ()) + instrument.items
    return {item.number: tuple(option.value for option in item.options) for item in items}


def random_form(offers, rng: Random):
    """Every item answered at random or left out, mostly few, sometimes many."""
    left_out = rng.choice((0.0, 0.0, 0.03, 0.1, 0.3))
    return {number: None if rng.random() < left_out else rng.choice(values) for number, values in offers.items()}


def disagreement(measure, answers):
    """What the two scorings of one form do not agree on; empty when they agree."""
    instrument, scored = catalogue().get(measure), score(measure, answers)
    second = SECOND[measure](answers)
    ours = {one.scale: one for one in (scored.total, *scored.subscales)}
    if set(ours) != set(second):
        return f"scales {sorted(ours)} and {sorted(second)}"
    for scale in instrument.scales:
        labels = [band.label for band in scale.bands] or [level.label for level in reversed(scale.levels)]
        if difference := unlike(ours[scale.id], second[scale.id], labels):
            return f"{scale.id}: {difference}"
    judged = {one.id: one.met for one in scored.patterns}
    complete = None not in [answers[n] for pattern in instrument.patterns for part in pattern.parts for n in part.items]
    if measure in PATTERNS and (complete or instrument.patterns[0].when_settled) and judged != PATTERNS[measure](answers):
        return f"patterns {judged} and {PATTERNS[measure](answers)}"
    return ""


def unlike(ours, second: Result, labels):
    if (ours.value is None) is not (second.value is None):
        return f"{ours.value} ({ours.not_scored}) and {second.value}"
    if ours.value is None:
        return ""
    if abs(Fraction(ours.value) - second.value) > Fraction(1, 10**9):
        return f"{ours.value} and {float(second.value)}"
    if second.clinical is not ours.clinical:
        return f"clinical {ours.clinical} and {second.clinical} at {ours.value}"
    if second.band is not None and (ours.band != labels[second.band]):
        return f"band {ours.band!r} and {labels[second.band]!r} at {ours.value}"
    return "" if second.band is not None or not ours.band else f"a band {ours.band!r} that the second scoring has not"
