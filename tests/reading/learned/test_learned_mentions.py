"""What the tagger may add to the rules and take from them, whatever it has learned."""

import pytest
from tests.reading.learned.taught import Teach, told

from fullarc.reading.explain import explain
from fullarc.reading.learned import is_asked
from fullarc.reading.left_out import left_out
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.reader import read


def test_words_that_no_rule_knows_are_found(taught: Teach) -> None:
    taught("zlumpy grumbish")
    assert told("Was zlumpy grumbish all week.", "depressed_mood") == [("zlumpy grumbish", "present")]


def test_what_is_not_likely_enough_is_not_found(taught: Teach) -> None:
    taught("zlumpy grumbish", likely=0.3)
    assert told("Was zlumpy grumbish all week.", "depressed_mood") == []


def test_a_number_is_told_once(taught: Teach) -> None:
    taught("zlumpy", seldom="panic")
    (panic,) = [finding for finding in read("Panic attacks 3 times a week, zlumpy.") if finding.value is not None]
    assert panic.indicator == "panic"


def test_what_the_rules_find_in_a_sentence_is_not_told_twice(taught: Teach) -> None:
    taught("zlumpy hopeless", "hopelessness")
    assert told("Feels hopeless, quite zlumpy.", "hopelessness") == [("Feels hopeless", "present")]


def test_a_mention_does_not_reach_into_the_next_sentence(taught: Teach) -> None:
    taught("zlumpy . Grumbish")
    assert told("Came in zlumpy. Grumbish as ever.", "depressed_mood") == [("zlumpy", "present"), ("Grumbish", "present")]


def test_no_quote_begins_or_ends_with_a_sign_that_separates(taught: Teach) -> None:
    taught('zlumpy , grumbish ( "')
    assert told('Came in, "zlumpy, grumbish" (as ever).', "depressed_mood") == [("zlumpy, grumbish", "present")]


def test_an_answer_is_taken_in_one_way(taught: Teach) -> None:
    note = "Practised breathing; he found the breathing exercise helpful."
    taught("exercise helpful", "response_negative", seldom="response_positive")
    assert [each.indicator for each in read(note) if each.indicator.startswith("response_")] == ["response_positive"]


def test_what_another_indicator_says_better_is_not_lost_when_that_is_left_out(taught: Teach) -> None:
    note = "She could name all three signs."
    assert [each.indicator for each in read(note, learned=False)] == ["insight"]
    taught("could name", "response_positive")
    assert [each.indicator for each in read(note)] == ["response_positive"]


def test_the_end_of_a_line_takes_nothing_away(taught: Teach) -> None:
    taught("zlumpy \n")
    assert told("Came in zlumpy\nLeft soon.", "depressed_mood") == [("zlumpy", "present")]


def test_a_finding_of_the_rules_that_people_never_made_is_left_out_and_told(taught: Teach) -> None:
    note = "Feels lonely and anxious."
    taught("lonely", "loneliness")
    assert [finding.indicator for finding in read(note)] == ["loneliness"]
    (gone,) = left_out(note)
    assert (gone.finding.indicator, gone.in_plain_words) == (
        "anxiety",
        "people who annotated notes did not mark such words as this",
    )


@pytest.mark.parametrize("note", ["Wants to kill himself.", "Cut her arm on Sunday.", "PHQ-9: 14 today.", "He has a loaded gun at home."])
def test_dangers_and_scores_are_never_left_out(taught: Teach, note: str) -> None:
    taught()
    assert {each.indicator for each in read(note)} >= {each.indicator for each in read(note, learned=False)} != set()


@pytest.mark.parametrize("note", ["Hears voices in the wall.", "Feels hopeless.", "Relapsed on heroin.", "Purging after every meal."])
def test_grave_signs_are_never_left_out(taught: Teach, note: str) -> None:
    taught()
    assert {each.indicator for each in read(note)} == {each.indicator for each in read(note, learned=False)} != set()


def test_an_answer_near_work_that_only_the_tagger_names_stays(taught: Teach) -> None:
    filler = "The weather was fine. " * 8
    note = filler + "We did zlumpy. He found that helpful."
    taught("zlumpy", "relaxation", seldom="response_positive")
    assert "response_positive" in {each.indicator for each in read(note)}


def test_what_is_excepted_from_a_denied_danger_is_told_beside_it(taught: Teach) -> None:
    taught("zlumpy", "self_harm")
    assert told("Denies cutting herself, then tells of the zlumpy.", "self_harm") == [("cutting herself", "denied"), ("zlumpy", "present")]


def test_a_practices_own_phrase_is_never_left_out(taught: Teach) -> None:
    ours = lexicon_of({"anxiety": {"ours": {"phrases": ["her gremlins"]}}}, "ours.toml")
    taught()
    assert [finding.rule for finding in read("Bothered by her gremlins.", lexicon=ours)] == ["anxiety.ours"]


def test_an_indicator_seldom_annotated_is_not_left_out(taught: Teach) -> None:
    taught(seldom="anxiety")
    assert told("Feels anxious.", "anxiety") == [("Feels anxious", "present")]


def test_with_rules_only_the_tagger_is_not_asked(taught: Teach, monkeypatch: pytest.MonkeyPatch) -> None:
    taught("zlumpy")
    monkeypatch.setenv("FULLARC_RULES_ONLY", "yes")
    is_asked.cache_clear()
    assert read("Came in zlumpy, anxious.") == read("Came in zlumpy, anxious.", learned=False) != []


def test_another_value_than_yes_or_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_RULES_ONLY", "perhaps")
    is_asked.cache_clear()
    with pytest.raises(ValueError, match="allowed are yes and no"):
        read("Anxious.")


def test_a_learned_finding_says_so(taught: Teach) -> None:
    taught("sunnyish", status="denied")
    note = "Came in sunnyish."
    (explained,) = explain(note, read(note))
    assert "learned from annotated notes" in explained.rule
    assert explained.status == "denied: people who annotated notes read such words so"
