"""Which items may be missing: every pattern of a short form, a sample of a long one, with random answers to the rest."""

from random import Random

import pytest
from tests.instruments.held_against import MEASURES, disagreement, offered

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scored_form import RiskState
from fullarc.instruments.scoring import score

ALL_UP_TO, SAMPLE = 12, 600


def patterns(numbers, rng):
    """Every set of missing items up to twelve items; above, every single one, every pair beside another, and a sample."""
    if len(numbers) <= ALL_UP_TO:
        for pattern in range(2 ** len(numbers)):
            yield {number for place, number in enumerate(numbers) if pattern >> place & 1}
        return
    yield set()
    for number in numbers:
        yield {number}
        yield set(numbers) - {number}
    for _ in range(SAMPLE):
        yield set(rng.sample(numbers, rng.choice((2, 2, 3, 3, 4, 5, rng.randint(1, len(numbers))))))


@pytest.mark.parametrize("measure", MEASURES)
def test_every_pattern_of_missing_items_gives_only_what_the_rule_allows(measure):
    rng, offers, instrument = Random(measure), offered(measure), catalogue().get(measure)
    asked = [item.number for item in instrument.items if item.scored]
    for missing in patterns(asked, rng):
        answers = {number: None if number in missing else rng.choice(values) for number, values in offers.items()}
        assert disagreement(measure, answers) == "", answers


@pytest.mark.parametrize("measure", [one.id for one in catalogue() if one.risk_items and one.items])
def test_a_missing_risk_item_leaves_no_total_and_is_told(measure):
    instrument = catalogue().get(measure)
    full = {item.number: item.low for item in instrument.items}
    for risk in instrument.risk_items:
        scored = score(instrument, {**full, risk.number: None})
        skipped = any(risk.number in skip.items for skip in instrument.skips)
        if instrument.items[risk.number - 1].scored and not skipped:
            assert scored.total.value is None
        [told] = [answer for answer in scored.risk if answer.item == risk.number]
        assert told.state is (RiskState.NOT_RAISED if skipped else RiskState.UNANSWERED)
