"""Before a phrase is used it is seen what it would find, and what becomes of the findings that are there."""

from fullarc.reading.finding import Status
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.what_would_change import Breadth, Change, Effect, Outcome, Probe, outcome_in


def outcome(text: str, indicator: str, phrase: str, says: str = "present") -> Outcome:
    then = lexicon_of({indicator: {"ours": {"phrases": [phrase], "says": says}}}, "ours")
    return outcome_in(text, None, then, f"{indicator}.ours")


def only(changes: tuple[Change, ...]) -> tuple[Effect, str]:
    [change] = changes
    return change.effect, change.before.indicator


def test_a_new_phrase_finds_what_was_not_found() -> None:
    seen = outcome("She told of moon days. Denies moon days at work.", "low_self_esteem", "moon days")
    assert [(each.quote, each.status) for each in seen.found] == [("moon days", Status.PRESENT), ("moon days", Status.DENIED)]
    assert seen.changes == ()


def test_a_finding_whose_status_the_phrase_changes_is_named() -> None:
    seen = outcome("Sleep is better than it was.", "sleep_disturbance", "sleep is better", "denied")
    assert only(seen.changes) == (Effect.OTHER_STATUS, "sleep_disturbance")
    assert seen.changes[0].after is not None
    assert seen.changes[0].after.status is Status.DENIED


def test_words_that_would_count_twice_are_named() -> None:
    assert only(outcome("Panicky at the till all week.", "work_stress", "panicky at the till").changes) == (Effect.DOUBLED, "panic")


def test_a_finding_that_the_phrase_takes_over_is_named() -> None:
    assert only(outcome("Panicky in shops all week.", "panic", "panicky in shops").changes) == (Effect.SAID_BY_IT, "panic")


def test_a_finding_that_gives_way_to_the_phrase_is_gone() -> None:
    assert only(outcome("Panicky in shops all week.", "anxiety", "panicky in shops").changes) == (Effect.GONE, "panic")
    seen = outcome("Feels low, stuck under the grey lid.", "hopelessness", "feels low, stuck under the grey lid")
    assert only(seen.changes) == (Effect.GONE, "depressed_mood")


def test_how_many_sentences_hold_the_phrase_is_counted_whatever_they_claim() -> None:
    assert Probe("moon (day|days)").breadth("Moon days. No moon day, moon days. Sun.\nNone.") == Breadth(4, 2)
    assert Probe("moon days").breadth("") == Breadth(0, 0)
