"""The status that the tagger gives to its own findings, and to those of the rules where it contradicts them."""

import pytest
from tests.reading.learned.taught import Teach, told

from fullarc.reading.explain import explain
from fullarc.reading.finding import Status
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.reader import read


def test_the_words_themselves_may_deny(taught: Teach) -> None:
    taught("sunnyish", status="denied")
    assert told("Came in sunnyish.", "depressed_mood") == [("sunnyish", "denied")]


@pytest.mark.parametrize(
    ("note", "told_as"),
    [
        ("Denies zlumpy.", "denied"),  # by what stands before it
        ("No zlumpy today.", "denied"),  # by its own first word
        ("Told me about zlumpy.", None),  # by nothing that is said: nothing is told
        ("High zlumpy, no grumbish.", None),
        ("No reason zlumpy today.", None),
        ("No regret zlumpy today.", None),  # what is denied is the regret
        ("Denies any regret about zlumpy.", None),
    ],
)
def test_a_danger_is_denied_only_by_words_that_deny_it(taught: Teach, note: str, told_as: str | None) -> None:
    taught("No High reason regret about zlumpy today , no grumbish", "suicidal_ideation", "denied")
    assert [status for _, status in told(note, "suicidal_ideation")] == ([told_as] if told_as else [])


def test_a_grave_sign_is_denied_only_by_words_that_deny(taught: Teach) -> None:
    taught("zlumpy Christmas", "hopelessness", "denied")
    assert told("Looks forward to zlumpy Christmas.", "hopelessness") == []


def test_a_danger_is_not_moved_to_another_time_or_person_by_the_tagger(taught: Teach) -> None:
    taught("zlumpy", "self_harm", "other_person")
    assert told("Told me about zlumpy.", "self_harm") == [("zlumpy", "present")]


def test_another_status_of_a_finding_of_the_rules_says_whence_it_is(taught: Teach) -> None:
    note = "He would be anxious if asked to speak."
    taught("anxious", "anxiety")
    (explained,) = explain(note, read(note))
    assert explained.status.startswith(
        "present: people who annotated notes read such words so; the written rules alone say hypothetical: “would” before these words"
    )


@pytest.mark.parametrize(
    ("note", "by_rules", "by_tagger"),
    [
        ("His brother is depressed.", "other_person", "present"),
        ("As a child she was depressed.", "historical", "present"),
        ("Feels depressed.", "present", "historical"),
        ("Feels depressed.", "present", "denied"),
    ],
)
def test_another_status_must_be_eight_times_likelier(taught: Teach, note: str, by_rules: str, by_tagger: str) -> None:
    taught("depressed", "depressed_mood", by_tagger, sure=0.5)  # the others .1 each
    assert [status for _, status in told(note, "depressed_mood")] == [by_rules]
    taught("Feels depressed", "depressed_mood", by_tagger, sure=0.8)  # .04
    assert [status for _, status in told(note, "depressed_mood")] == [by_tagger]


def test_than_a_denial_another_status_must_be_far_likelier(taught: Teach) -> None:
    taught("not depressed", sure=0.8)
    assert told("Is not depressed.", "depressed_mood") == [("not depressed", "denied")]
    taught("not depressed", sure=0.9)
    assert told("Is not depressed.", "depressed_mood") == [("not depressed", "present")]


@pytest.mark.parametrize(
    ("note", "indicator", "status"),
    [
        ("Attempted suicide in 2015.", "suicide_attempt", "present"),
        ("Wants to kill himself.", "suicidal_ideation", "denied"),
        ("Denies suicidal thoughts.", "suicidal_ideation", "present"),
        ("Cut her arm on Sunday.", "self_harm", "other_person"),
        ("Will call the crisis line if it gets worse.", "crisis_contact", "present"),
        ("Hears voices in the wall.", "hallucinations", "denied"),
        ("Drinks every night.", "alcohol_use", "other_person"),
        ("Hospitalized last week for mania.", "hospitalization", "historical"),
        ("Relapsed on heroin.", "substance_use", "denied"),
        ("Her stepfather beat her.", "trauma_exposure", "other_person"),
        ("Has no insight.", "insight", "denied"),
        ("Might be anxious.", "anxiety", "present"),
    ],
)
def test_what_may_not_be_hidden_or_is_left_open_stays_as_it_is(taught: Teach, note: str, indicator: str, status: str) -> None:
    by_rules = [(found.quote, str(found.status)) for found in read(note, learned=False) if found.indicator == indicator]
    taught(note.replace(".", ""), indicator, status)
    assert told(note, indicator) == by_rules != []


def test_a_practices_own_phrase_keeps_the_status_of_the_words_near_it(taught: Teach) -> None:
    ours = lexicon_of({"anxiety": {"ours": {"phrases": ["her gremlins"]}}}, "ours.toml")
    taught("her gremlins", "anxiety")
    (finding,) = read("If asked to speak she would meet her gremlins.", lexicon=ours)
    assert (finding.rule, finding.status) == ("anxiety.ours", Status.HYPOTHETICAL)
