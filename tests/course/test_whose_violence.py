"""Violence is the client's only where the words say so; what was done to the client never reads as violence of theirs."""

from datetime import date, timedelta

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.from_notes import read_notes
from fullarc.course.timeline import timeline_of


def seen_with(*texts: str) -> CourseAssessment:
    days = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(len(texts))]
    read, found = read_notes([(day, f"note-{n}", text) for n, (day, text) in enumerate(zip(days, texts, strict=True))])
    return assess_timeline(timeline_of(notes=read, findings=found))


def told(seen: CourseAssessment) -> str:
    return next(one.text for one in seen.statements if one.topic == "risk_profile")


BY_THE_CLIENT = [
    "Client hit his wife on Friday.",
    "Hit his wife on Friday.",
    "Patient punched a colleague at work.",
    "Pt slapped her daughter this week.",
    "Violent towards partner at the weekend.",
    "Physically aggressive toward staff.",
    "Got into a fight at the bar.",
    "She hit her husband on Friday.",
    "The client pushed his mother against the door.",
    "Pushed her stepfather on Friday.",
    "Hit gf on Friday.",
]
UNCLEAR = [
    "Slapped her twice.",
    "He threw a plate.",
    "He threw a plate at the wall.",
    "Violence in the relationship.",
    "Violence at home again.",
]
FROM_OTHERS = [
    "DV ongoing.",
    "Husband shouted & threw a plate at the wall on Sunday, daughter in the next room.",
    "Her husband hit her on Saturday.",
    "Reports T grabbed her by the wrist & held her against the wall Friday night.",
    "Her boyfriend is violent towards her, he hits her.",
]


@pytest.mark.parametrize("text", BY_THE_CLIENT)
def test_what_the_client_did_is_told_as_theirs(text: str) -> None:
    seen = seen_with(text)
    assert "violence by the client (note of 2 March)" in told(seen)
    [signal] = [one for one in seen.signals if one.kind == "risk"]
    assert signal.short == "Violence by the client, 2 March"
    assert signal.reason.startswith("Violence by the client on 2 March;")


@pytest.mark.parametrize("text", UNCLEAR)
def test_words_that_do_not_say_who_did_it_accuse_nobody(text: str) -> None:
    seen = seen_with(text)
    assert "violence, unclear by whom (note of 2 March)" in told(seen)
    assert "by the client" not in told(seen)
    assert [one.short for one in seen.signals if one.kind == "risk"] == ["Violence, unclear by whom, 2 March"]


@pytest.mark.parametrize("text", FROM_OTHERS)
def test_what_was_done_to_the_client_is_one_danger_and_from_others(text: str) -> None:
    seen = seen_with(text)
    assert "danger from others (note of 2 March)" in told(seen)
    assert "violence" not in told(seen)
    assert [one.short for one in seen.signals if one.kind == "risk"] == ["Danger from others, 2 March"]


def test_who_is_struck_and_strikes_is_told_both() -> None:
    words = told(seen_with("Her husband hit her on Saturday.", "She hit her husband back on Friday. Client hit her son too."))
    assert "violence by the client" in words
    assert "danger from others" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Was violent towards his ex-wife years ago.", "Past violence (told"),
        ("He pushed me once, years ago.", "Past violence, unclear by whom (told"),
    ],
)
def test_past_violence_says_no_more_than_its_words(text: str, words: str) -> None:
    assert words in told(seen_with(text))
