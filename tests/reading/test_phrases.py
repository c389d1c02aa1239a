"""The little language of the lexicon."""

import pytest

from fullarc.reading.phrases.inflection import forms_of
from fullarc.reading.phrases.phrase import BrokenRules, spell_out
from fullarc.reading.phrases.wordings import spelt as spelt_wording


def spelt(phrase: str, **words: list[str]) -> set[str]:
    return {form for each in spell_out(phrase, words) for part in each.parts for form in spelt_wording(part) if form}


def test_alternatives_optional_words_and_named_lists_are_spelt_out() -> None:
    assert spelt("{trouble} falling asleep?", trouble=["trouble", "hard time"]) == {
        "trouble falling", "trouble falling asleep", "hard time falling", "hard time falling asleep",
    }  # fmt: skip
    assert spelt("(cannot|can’t) fall asleep") == {"cannot fall asleep", "can't fall asleep"}


def test_a_tilde_gives_all_inflections_of_a_verb() -> None:
    assert spelt("~wake up") == {"wake up", "wakes up", "woke up", "woken up", "waked up", "waking up"}
    assert forms_of("stop") == ("stop", "stops", "stopped", "stopping")
    assert forms_of("worry") == ("worry", "worries", "worried", "worrying")
    assert set(forms_of("sleep")) == {"sleep", "sleeps", "slept", "sleeping"}


def test_hyphens_and_typographic_apostrophes_are_the_same_as_plain_ones() -> None:
    assert spelt("self-harm") == spelt("self harm") == spelt("Self‑Harm")


def test_a_gap_parts_a_phrase() -> None:
    [phrase] = spell_out("wake ...7 (night|dark)", {})
    assert ([list(spelt_wording(part)) for part in phrase.parts], phrase.gaps) == ([["wake"], ["night", "dark"]], (7,))


def test_words_beside_a_gap_may_be_left_out() -> None:
    assert [phrase.gaps for phrase in spell_out("bottle ...2 of? ...1 pills", {})] == [(2, 1), (3,)]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "empty"),
        ("x?", ""),
        ("(a|b", "missing"),
        ("a) b", "bracket"),
        ("{nowhere} x", "no word list 'nowhere'"),
        ("worr(y|ies)", "part of a word"),
        ("... sleep", "missing beside"),
        ("~", "needs a word"),
    ],
)
def test_a_broken_phrase_is_refused_with_its_reason(phrase: str, reason: str) -> None:
    if phrase == "x?":
        assert spelt(phrase) == {"x"}
        return
    with pytest.raises(BrokenRules, match=reason):
        spell_out(phrase, {})


def test_a_loose_hyphen_is_made_plain_with_its_neighbours() -> None:
    assert spelt("(si|hi) -") == {"si−", "hi−"}
    assert spelt("rhythm - tone") == {"rhythm — tone"}
