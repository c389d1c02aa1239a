"""Who keeps coming, what was done in the moment, what is wanted and believed, and how the hour was attended."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read


def told(note: str, indicator: str) -> list[Status]:
    return [each.status for each in read(note) if each.indicator == indicator]


@pytest.mark.parametrize(
    "note",
    [
        "S: Her cousin Ada has been phoning in the evenings.",
        "S: Gran sits with her through supper.",
        "S: Aunt flies in on Friday.",
        "S: Neighbours do the shopping.",
        "S: Rang her brother last night instead of going out.",
        "S: Flatmate staying with him till Monday.",
    ],
)
def test_somebody_who_keeps_coming_is_support(note: str) -> None:
    assert Status.PRESENT in told(note, "social_support")


@pytest.mark.parametrize(
    "note",
    ["Plan: Safety plan written: wake brother, 988, ER.", "P: Bereavement group in March.", "P: If SI returns, call 988 or her aunt."],
)
def test_support_for_later_is_only_planned(note: str) -> None:
    assert Status.HYPOTHETICAL in told(note, "social_support")


@pytest.mark.parametrize(
    "note", ["S: His mother came in a grey coat.", "S: Mother-in-law moved in, tense.", "S: Wife took the kids and left."]
)
def test_somebody_who_only_comes_along_is_no_support(note: str) -> None:
    assert Status.PRESENT not in told(note, "social_support")


@pytest.mark.parametrize(
    "note",
    [
        "S: Uses box breathing on the tram.",
        "S: Plays the radio and knits until the wave passes.",
        "S: Stepped outside before answering her manager.",
        "S: Left the canteen instead of hitting him.",
    ],
)
def test_a_skill_used_in_the_moment_is_read(note: str) -> None:
    assert Status.PRESENT in told(note, "coping_skill_use")


@pytest.mark.parametrize(
    "note", ['S: "I can ride it out now."', "S: He thinks he might manage Easter alone.", "A: Beginning to see that she has a choice."]
)
def test_confidence_in_plain_words_is_read(note: str) -> None:
    assert Status.PRESENT in told(note, "self_efficacy")


def test_wanting_it_and_not_wanting_it_are_told_apart() -> None:
    assert told("S: He is in it for the long haul.", "motivation") == [Status.PRESENT]
    assert Status.DENIED in told("S: Says he is not interested in the day program.", "motivation")


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("O: Volunteered to share her list.", Status.DENIED),
        ("O: Answered all questions.", Status.DENIED),
        ("O: Left the room twice.", Status.PRESENT),
        ("O: Stared at the floor for most of it.", Status.PRESENT),
    ],
)
def test_how_the_hour_was_attended_is_engagement(note: str, status: Status) -> None:
    assert status in told(note, "engagement")


def test_homework_within_a_line_before_the_plan_is_no_heading() -> None:
    note = "Seen 50 min. HW: log 5/7. Uses box breathing on the tram. Sleeps well.\nPlan: worry log."
    assert told(note, "coping_skill_use") == [Status.PRESENT]
