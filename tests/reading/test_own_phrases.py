"""A phrase is looked at before it is used: what cannot be used is refused in words that say what to do."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.reading.finding import Status
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.phrases.own_phrases import OwnPhrase, PhraseRefused, phrases_in, usable
from fullarc.reading.reader import read

MULTIPLIED = "~(" + " ".join(["(a|b|c|d)"] * 14) + ")"


@pytest.mark.parametrize(
    "phrase",
    ["moon days", "~sleep on (bed|the sofa)", "mood ... underwater", "{trouble} with the moon", "↓ zest", "low __ tide", "co-regulation"],
)
def test_ordinary_words_and_the_signs_of_the_lexicon_are_taken(phrase: str) -> None:
    assert usable("sleep_disturbance", phrase) == OwnPhrase("sleep_disturbance", phrase, Status.PRESENT)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "Found nothing"),
        (" \n ", "Found nothing"),
        ("the", "“the” is enough"),
        ("client reports", "nearly every sentence"),
        ("(the|sad) moon?", "“the” is enough"),
        ("didn't", "nearly every sentence"),
        ("!!", "nearly every sentence"),
        ("7", "nearly every sentence"),
        ("sad " * 30, "at most 24 words"),
        ("s" * 201, "200 signs"),
        ("moon\x07 days", "cannot be printed"),
        ("moon (days", "')' is missing"),
        ("moon days)", "without its partner"),
        ("moon ...", "words are missing"),
        ("~", "needs a word after it"),
        ("{moods} days", "no list of words called {moods}"),
        ("{troubl} days", "{trouble}"),
        ("moon ...30 days", "none wider than 10"),
        ("a1 ... b1 ... c1 ... d1 ... e1", "at most 3"),
        ("(((((moon)))))", "5 deep"),
        (MULTIPLIED, "wordings, expected at most"),
        ("{very} {reduced} {trouble}", "wordings, expected at most"),
    ],
)
def test_a_bad_phrase_is_refused_with_what_to_do(phrase: str, why: str) -> None:
    with pytest.raises(PhraseRefused) as refused:
        usable("sleep_disturbance", phrase)
    assert refused.value.about == "phrase"
    assert why in str(refused.value)


@pytest.mark.parametrize("indicator", ["suicidal_ideation", "self_harm", "homicidal_ideation"])
def test_no_phrase_of_ones_own_denies_a_risk(indicator: str) -> None:
    assert usable(indicator, "thoughts of the bridge").says is Status.PRESENT
    with pytest.raises(PhraseRefused, match="denies no risk") as refused:
        usable(indicator, "thoughts of suicide", "denied")
    assert refused.value.about == "says"


def test_what_stands_after_unless_is_looked_at_too() -> None:
    assert usable("panic", "moon days", "denied", ["honeymoon"]).unless == ("honeymoon",)
    for unless in (["the"], ["(moon"], ["moon"] * 11):
        with pytest.raises(PhraseRefused) as refused:
            usable("panic", "moon days", "present", unless)
        assert refused.value.about == "unless"


@pytest.mark.parametrize(
    ("indicator", "says", "about"),
    [("moon", "present", "indicator"), ("measure_score", "present", "indicator"), ("panic", "historical", "says")],
)
def test_only_indicators_that_can_be_written_about_and_two_statuses_are_offered(indicator: str, says: str, about: str) -> None:
    with pytest.raises(PhraseRefused) as refused:
        usable(indicator, "moon days", says)
    assert refused.value.about == about


@settings(max_examples=40, deadline=None)  # the first one loads the lexicon
@given(st.text(alphabet="ab |()~?.…{}_=-' 9", max_size=60))
def test_whatever_is_typed_is_either_usable_or_refused(typed: str) -> None:
    try:
        phrase = usable("panic", typed)
    except PhraseRefused:
        return
    ours = lexicon_of({"panic": {"ours": phrase.as_table()}}, "ours")
    read(f"Today {typed} was told of.", lexicon=ours)


def test_the_phrases_of_a_file_come_one_by_one() -> None:
    tables = {"panic": {"ours": {"phrases": ["moon days", "moon nights"], "says": "denied", "unless": ["honeymoon"]}}}
    assert [(each.phrase, each.says, each.unless) for each in phrases_in(tables)] == [
        ("moon days", Status.DENIED, ("honeymoon",)),
        ("moon nights", Status.DENIED, ("honeymoon",)),
    ]


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ({"words": {"moon": ["moon"]}}, "lists of words are written out"),
        ({"panic": 3}, "expected a table"),
        ({"panic": {"x": 3}}, "expected a table"),
        ({"panic": {"x": {"phrases": []}}}, "lists of phrases"),
        ({"panic": {"x": {"phrases": "moon"}}}, "lists of phrases"),
        ({"panic": {"x": {"phrases": ["moon"], "needs": ["sun"]}}}, "the key needs"),
        ({"panic": {"x": {"phrases": ["the"]}}}, "[panic.x], phrase: It would be found in nearly every sentence"),
        ({"moon": {"x": {"phrases": ["moon days"]}}}, "no such indicator"),
    ],
)
def test_a_file_that_the_application_cannot_keep_is_refused_naming_the_table(tables: dict[str, Any], why: str) -> None:
    with pytest.raises(PhraseRefused) as refused:
        list(phrases_in(tables))
    assert why in str(refused.value)
