"""The five letters: what passes, what is warned of and why. Nothing is ever blocked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.goals.smart import Check, GoalFacts, Letter, PlannedTarget, check
from fullarc.goals.target import Direction, Of, Scale, Target

AGREED, AIM = date(2026, 3, 2), date(2026, 6, 1)
PHQ = Scale(0, 27, "lower", 6, 9)
GOOD = GoalFacts(
    "Take the train to work on my own twice a week.",
    agreed_on=AGREED,
    first_rating=2,
    confidence=7,
    serves="Panic on trains",
    aim_by=AIM,
    review_on=date(2026, 5, 31),
)


def target(value: float, direction: Direction = Direction.AT_MOST, scale: Scale = PHQ) -> Target:
    return Target(Of.MEASURE, "phq-9", "total", "PHQ-9", direction, value, AGREED, AIM, scale)


def letter(facts: GoalFacts, which: Letter) -> Check:
    return next(each for each in check(facts) if each.letter is which)


def test_a_good_goal_passes_every_letter_and_says_why() -> None:
    checks = check(GOOD)
    assert [each.letter for each in checks] == list(Letter)
    assert all(each.passed for each in checks)
    assert [each.reason for each in checks] == [
        "“take” can be observed.",
        "“twice a week” can be counted.",
        "It begins somewhere, and the client thinks it can be reached.",
        "For Panic on trains, agreed on 2 March 2026.",
        "By 1 June 2026.",
    ]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Feel better about myself and my life", "“feel better” cannot be observed"),
        ("Be happier with my family again", "“be happier” cannot be observed"),
        ("Improve my mood over the next months", "“improve” cannot be observed"),
        ("Working on my anxiety with the therapist", "“working on” cannot be observed"),
        ("Sleep", "1 words are few"),
        ("More trust between me and the world", "No verb was recognised"),
        ("Call a friend " * 21, "63 words are many"),
    ],
)
def test_what_is_not_specific_is_said_with_what_to_do(text: str, warning: str) -> None:
    assert warning in " ".join(letter(GoalFacts(text), Letter.SPECIFIC).warnings)


def test_a_vague_verb_followed_by_a_measure_is_specific_enough() -> None:
    facts = GoalFacts("Improve my mood over the next months", targets=(PlannedTarget(target(9), 15),))
    assert letter(facts, Letter.SPECIFIC).passed


@pytest.mark.parametrize(
    "change",
    [
        {"targets": (PlannedTarget(target(9), 15),)},
        {"levels": ("never", "once", "twice", "three times", "daily")},
        {"first_rating": 3.0},
        {"text": "Walk outside for 30 minutes with the dog"},
        {"text": "Have lunch with a colleague every week"},
    ],
)
def test_each_of_these_makes_a_goal_measurable(change: dict[str, object]) -> None:
    bare = GoalFacts("Take the train to work on my own.")
    assert not letter(bare, Letter.MEASURABLE).passed
    assert letter(replace(bare, **change), Letter.MEASURABLE).passed  # type: ignore[arg-type]


def test_a_target_better_than_perfect_is_an_error() -> None:
    found = letter(replace(GOOD, targets=(PlannedTarget(target(-1), 15),)), Letter.ACHIEVABLE)
    assert found.error
    assert "PHQ-9 has no value below 0; the target of -1 cannot be reached." in found.warnings


def test_a_step_of_more_than_three_reliable_changes_is_large_unless_it_ends_at_the_healthy_mean() -> None:
    assert letter(replace(GOOD, targets=(PlannedTarget(target(9), 27),)), Letter.ACHIEVABLE).passed
    assert letter(replace(GOOD, targets=(PlannedTarget(target(7), 25),)), Letter.ACHIEVABLE).passed
    far = letter(replace(GOOD, targets=(PlannedTarget(target(2), 25),)), Letter.ACHIEVABLE)
    assert "a step of 23, more than 3 times the smallest reliable change" in far.warnings[0]
    assert not far.error


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"targets": (PlannedTarget(target(20, Direction.AT_LEAST), 15),)}, "lower is better; the target points the other way"),
        ({"targets": (PlannedTarget(target(9), 8),)}, "is at 8 already"),
        ({"first_rating": None}, "no value of where it begins"),
        ({"confidence": 5}, "confidence is 5 of 10"),
        ({"confidence": None}, "is not asked yet"),
    ],
)
def test_what_may_be_out_of_reach_is_said(change: dict[str, object], warning: str) -> None:
    assert warning in " ".join(letter(replace(GOOD, **change), Letter.ACHIEVABLE).warnings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("which", "change", "warning"),
    [
        (Letter.RELEVANT, {"serves": " "}, "for which problem, diagnosis or value"),
        (Letter.RELEVANT, {"agreed_on": None}, "day on which the client agreed is missing"),
        (Letter.TIME_BOUND, {"aim_by": None}, "No day is set"),
        (Letter.TIME_BOUND, {"aim_by": AGREED}, "does not lie after"),
        (Letter.TIME_BOUND, {"aim_by": date(2027, 3, 4)}, "more than 12 months ahead"),
        (Letter.TIME_BOUND, {"review_on": date(2026, 6, 2)}, "reviewed on 2 June 2026, after the day to reach it"),
    ],
)
def test_relevance_and_time_are_checked(which: Letter, change: dict[str, object], warning: str) -> None:
    assert warning in " ".join(letter(replace(GOOD, **change), which).warnings)  # type: ignore[arg-type]


def test_the_day_of_a_target_counts_where_the_goal_has_none() -> None:
    assert letter(replace(GOOD, aim_by=None, targets=(PlannedTarget(target(9), 15),)), Letter.TIME_BOUND).reason == "By 1 June 2026."


@given(st.text(max_size=400), st.none() | st.integers(0, 10), st.none() | st.dates(), st.none() | st.dates())
def test_any_goal_gets_five_letters_and_every_warning_is_a_sentence(
    text: str, sure: int | None, agreed: date | None, aim: date | None
) -> None:
    checks = check(GoalFacts(text, agreed_on=agreed, confidence=sure, aim_by=aim))
    assert [each.letter for each in checks] == list(Letter)
    assert all(warning.endswith(".") for each in checks for warning in each.warnings)
