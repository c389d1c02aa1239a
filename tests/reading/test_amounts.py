"""How often, how long, how much, and what it was before."""

import pytest

from fullarc.reading.finding import Direction, Finding, Quantity
from fullarc.reading.reader import read


def first(indicator: str, note: str) -> Finding:
    return next(finding for finding in read(note) if finding.indicator == indicator)


@pytest.mark.parametrize(
    ("indicator", "note", "value", "unit", "previous"),
    [
        ("panic", "Panic attacks 3x/week.", 3, "per_week", None),
        ("panic", "Panic attacks x3/wk.", 3, "per_week", None),
        ("panic", "Panic attacks twice a day.", 2, "per_day", None),
        ("panic", "Panic attacks have fallen from five to two a week.", 2, "per_week", 5),
        ("panic", "She had two panic attacks.", 2, "times", None),
        ("nightmares", "Nightmares 1-2 times a week.", (1, 2), "per_week", None),
        ("nightmares", "Nightmares 2x/wk (was nightly).", 2, "per_week", 7),
        ("anxiety", "Anxiety 7/10, down from 9.", 7, "of_10", 9),
        ("anxiety", "Anxiety is 6 out of 10.", 6, "of_10", None),
        ("craving", "Craving: 8/10 -> 4/10.", 4, "of_10", 8),
        ("sleep_disturbance", "Sleeping 4.5 hours a night.", 4.5, "hours", None),
        ("crying", "Crying: daily.", 1, "per_day", None),
    ],
)
def test_an_amount_belongs_to_the_words_it_stands_by(
    indicator: str, note: str, value: Quantity, unit: str, previous: Quantity | None
) -> None:
    finding = first(indicator, note)
    assert (finding.value, finding.unit, finding.previous_value) == (value, unit, previous)


def test_zero_is_a_denial() -> None:
    assert first("suicidal_ideation", "SI 0/10 today.").status == "denied"


def test_a_number_of_another_thing_stays_with_it() -> None:
    assert first("depressed_mood", "Depressed; panic attacks 3x/week.").value is None


@pytest.mark.parametrize(
    ("indicator", "note", "direction"),
    [
        ("anxiety", "Anxiety has improved.", Direction.BETTER),
        ("anxiety", "Less anxious at work.", Direction.BETTER),
        ("anxiety", "Anxiety ↓", Direction.BETTER),
        ("anxiety", "Increased anxiety at night.", Direction.WORSE),
        ("anxiety", "Anxiety worse since the move.", Direction.WORSE),
        ("anxiety", "Still anxious.", Direction.SAME),
        ("anxiety", "No change in anxiety.", Direction.SAME),
        ("anxiety", "Anxiety unchanged.", Direction.SAME),
        ("anxiety", "Anxious on the bus.", None),
        ("panic", "Panic attacks 2 a week, was 5.", Direction.BETTER),
    ],
)
def test_words_of_change_give_a_direction(indicator: str, note: str, direction: Direction | None) -> None:
    assert first(indicator, note).direction is direction


def test_the_severity_is_the_word_beside_the_mention() -> None:
    assert first("anxiety", "Severe anxiety at work.").severity == "severe"
    assert first("anxiety", "Anxiety is mild.").severity == "mild"
