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
        ("panic", "Panic attacks used to come every day; now it is twice a week.", 2, "per_week", 7),
        ("panic", "One panic attack this week vs. three the week before.", 1, "times", 3),
        ("panic", "Panic attacks 3/wk (1/wk in summer).", 3, "per_week", 1),
        ("nightmares", "Nightmares twice this week where it used to be nightly.", 2, "per_week", 7),
        ("nightmares", "Nightmares 4 of 7 nights.", 4, "per_week", None),
        ("hallucinations", "Voices: daily → 2-3 d/wk.", (2, 3), "per_week", 7),
        ("hallucinations", "Voices: 2x/day -> 2x/wk.", 2, "per_week", 14),
        ("suicidal_ideation", "Suicidal thoughts once or twice a month.", (1, 2), "per_month", None),
        ("self_harm_urge", "Urge to cut 8 of 10, razor in the drawer.", 8, "of_10", None),
        ("self_harm_urge", "Urges have come down to a 2.", 2, None, None),
        ("anxiety", "She rated her anxiety a 5, compared with an 8 two weeks ago.", 5, None, 8),
        ("anxiety", "Anx 6 → 3 by end of session.", 3, None, 6),
        ("anxiety", "Anxiety down to 4 from 7.", 4, None, 7),
        ("nightmares", "Nightmares dropped to two from five.", 2, None, 5),
        ("anxiety", "Anxiety 90→40 on the bridge.", 40, None, 90),
        ("anger", "Rage 8 to 3 after a walk.", 3, None, 8),
        ("craving", "Cravings 3/10 today, 8 over the weekend.", 3, "of_10", 8),
        ("alcohol_use", "18-pack on Saturday.", 18, "drinks", None),
        ("sleep_disturbance", "Sleeping 6.5, wakes early.", 6.5, "hours", None),
        ("sleep_disturbance", "Sleeping 11+ hrs.", 11, "hours", None),
        ("missed_session", "No-show x3.", 3, "times", None),
        ("school_functioning", "Failing three of six classes.", 3, "times", None),
        ("alcohol_use", "No alcohol x 9 wks.", 9, "weeks", None),
        ("anxiety", "Anxious, cooperative, oriented x4.", None, None, None),
        ("worry", "Worry about the court date 11/3.", None, None, None),
        ("alcohol_use", "Now drinks 2 nights a week rather than 5.", 2, "per_week", 5),
        ("alcohol_use", "A pint of vodka a day.", 1, "per_day", None),
        ("tobacco_use", "Smokes half a pack a day.", 0.5, "per_day", None),
        ("tobacco_use", "Smoking a pack and a half a day.", 1.5, "packs_per_day", None),
        ("tobacco_use", "Cigs 1 ppd → 5/d.", 5, "per_day", 20),
        ("work_functioning", "Called out x2 this wk.", 2, "per_week", None),
        ("disordered_eating", "Purged x4, 1 last wk.", 4, "times", 1),
    ],
)
def test_an_amount_belongs_to_the_words_it_stands_by(
    indicator: str, note: str, value: Quantity, unit: str, previous: Quantity | None
) -> None:
    finding = first(indicator, note)
    assert (finding.value, finding.unit, finding.previous_value) == (value, unit, previous)


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("nightmares", "Nightmares nightly."),
        ("suicidal_ideation", "SI daily."),
        ("suicidal_ideation", "Agreed to call 988 if SI increases."),
        ("suicidal_ideation", "SI: denied x2."),
        ("suicide_attempt", "Overdosed at 15, ten years ago."),
        ("panic", "Had a panic attack 3 weeks ago."),
        ("depressed_mood", "Feeling low for the past 3 weeks."),
        ("sleep_disturbance", "Wakes at 4 am."),
        ("anger", "I go from zero to a hundred."),
        ("medication_adherence", "Takes her sertraline daily."),
        ("irritability", "Irritable with her 3 kids."),
    ],
)
def test_words_of_frequency_dates_and_numbers_to_ring_are_no_amounts(indicator: str, note: str) -> None:
    assert first(indicator, note).value is None


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


@pytest.mark.parametrize(
    ("note", "indicator", "value", "previous", "unit"),
    [
        ("Increase sertraline 50 > 75 mg.", "medication_change", 75, 50, "mg"),
        ("No nightmares in two weeks.", "nightmares", 2, None, "weeks"),
        ("Thought diary filled in 3 of 5 days.", "homework_done", 3, None, "days"),
        ("Back pain 5/10, usual is 8.", "somatic_complaints", 5, 8, "of_10"),
        ("Drank a bottle of wine.", "alcohol_use", None, None, None),
    ],
)
def test_amounts_that_only_some_kinds_have(
    note: str, indicator: str, value: float | None, previous: float | None, unit: str | None
) -> None:
    [finding] = [each for each in read(note) if each.indicator == indicator]
    assert (finding.value, finding.previous_value, finding.unit) == (value, previous, unit)
