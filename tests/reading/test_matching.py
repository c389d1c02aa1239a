"""Where phrases stand in a text, and that the work done grows with the text and no faster."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.reading.phrases.matching import Matcher, TokenText
from fullarc.reading.phrases.phrase import spell_out
from fullarc.reading.phrases.wordings import tokens_of
from fullarc.reading.text.plain_text import PlainText


def found(text: str, *phrases: str, starts: tuple[int, ...] = (0,)) -> list[str]:
    plain = PlainText.of(text)
    matcher = Matcher([each for phrase in phrases for each in spell_out(phrase, {})])
    return [plain.plain[start:end] for start, end, _ in matcher.find(TokenText.of(plain), starts)]


def test_only_whole_words_are_found() -> None:
    assert found("She is sad, sadder than sadly", "sad") == ["sad"]
    assert found("the client's mood", "client") == []


def test_overlapping_places_are_all_found() -> None:
    assert found("panic attack at work", "panic", "panic attack", "attack ...2 work") == ["panic", "panic attack", "attack at work"]


def test_signs_are_matched_as_they_stand_and_need_no_blank_beside_them() -> None:
    assert found("c/o n/v; +si", "n/v", "+si", "si") == ["n/v", "+si", "si"]
    assert found("sleep ↓↓", "↓") == ["↓", "↓"]
    assert found("n, v", "n v") == []


def test_a_gap_holds_no_more_words_than_it_says() -> None:
    assert found("woke up twice in the night", "woke ...4 night") == ["woke up twice in the night"]
    assert found("woke up twice in the middle of the night", "woke ...4 night") == []


def test_no_gap_reaches_over_a_semicolon_that_the_phrase_does_not_name() -> None:
    assert found("parents are divorcing; he stays up", "parents ...4 stays up") == []
    assert found("owns a shotgun; it is at work", "shotgun ...2 ; it is") == ["shotgun; it is"]


def test_a_gap_for_fillers_lets_no_comma_and_no_other_word_through() -> None:
    assert found("mood has been somewhat low", "mood __ low") == ["mood has been somewhat low"]
    assert found("mood improved, appetite low", "mood __ low") == []


def test_a_phrase_with_several_gaps_needs_all_of_its_parts() -> None:
    assert found("bottle of the white pills", "bottle ...1 the ...1 pills") == ["bottle of the white pills"]
    assert found("bottle of the white", "bottle ...1 the ...1 pills") == []


def test_the_longer_way_to_the_same_end_is_found_beside_the_shorter() -> None:
    assert found("could not finish it", "(could not|not) (finish|do) ...1 it") == ["could not finish it", "not finish it"]


def test_nothing_reaches_over_the_beginning_of_a_sentence() -> None:
    assert found("no sleep. no rest", "sleep ...2 rest", "sleep", starts=(0, 10)) == ["sleep"]


@given(st.text())
def test_the_tokens_of_any_text_join_to_it_again(text: str) -> None:
    plain = PlainText.of(text)
    tokens = TokenText.of(plain)
    assert "".join(tokens_of(plain.plain)) == plain.plain.rstrip(" ")
    assert all(plain.plain[end - len(bare) : end] == bare for bare, end in zip(tokens.bare, tokens.ends, strict=True))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["a", "b", "c", "not", ",", "→", "."]), min_size=20, max_size=60))
def test_twice_the_text_gives_no_more_than_twice_the_places_and_a_rest_at_the_seam(words: list[str]) -> None:
    phrases = ("a", "a ...3 b", "a ...3 a ...3 a", "(not|a) (b|c)? (a|c)", "→ ...2 →")
    once, twice = " ".join(words), " ".join(words * 2)
    at_the_seam = 10 * len(phrases)
    assert len(found(twice, *phrases)) <= 2 * len(found(once, *phrases)) + at_the_seam
