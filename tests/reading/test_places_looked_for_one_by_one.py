"""The places of phrases, found once more by trying every stretch of the text: slower, and without a net."""

import re
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fullarc.reading.phrases.matching import FILLERS, Matcher, TokenText
from fullarc.reading.phrases.net import Net
from fullarc.reading.phrases.phrase import spell_out
from fullarc.reading.text.plain_text import PlainText

# A phrase, its parts with all their wordings, and the most words between them (-1: fillers only).
PHRASES: dict[str, tuple[list[list[str]], list[int]]] = {
    "a": ([["a"]], []),
    "a b": ([["a b"]], []),
    "a , b": ([["a , b"]], []),
    "(a|not a|a a) b": ([["a b", "not a b", "a a b"]], []),
    "a (b|c)? a": ([["a b a", "a c a", "a a"]], []),
    "a ...2 b": ([["a"], ["b"]], [2]),
    "a ...1 b c": ([["a"], ["b c"]], [1]),
    "(a|a b) ...3 (c|b c)": ([["a", "a b"], ["c", "b c"]], [3]),
    "a ...2 ; b": ([["a"], ["; b"]], [2]),
    "a ...2 ;": ([["a"], [";"]], [2]),
    "a __ b": ([["a"], ["b"]], [-1]),
    "a b __ (a|c)": ([["a b"], ["a", "c"]], [-1]),
    "a ...0 b": ([["a"], ["b"]], [0]),
    "a ...1 b ...2 c": ([["a"], ["b"], ["c"]], [1, 2]),
    "a __ b ...1 c": ([["a"], ["b"], ["c"]], [-1, 1]),
    "a ...1 b ...1 a ...1 c": ([["a"], ["b"], ["a"], ["c"]], [1, 1, 1]),
}
MOST_FILLERS = 6
texts = st.lists(st.sampled_from(["a", "b", "c", "not", "was", "very", ",", ";", ".", "→"]), max_size=24).map(" ".join) | st.lists(
    st.sampled_from(["a ", "b", "b ", "c", "was ", ", ", "; ", " "]), max_size=24
).map("".join)


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand, whole."""
    begins = {found.start() for found in re.finditer(r"\w+|[^\w ]", text)}
    ends = {found.end() for found in re.finditer(r"\w+|[^\w ]", text)}
    return [(start, start + len(words)) for start in begins if text.startswith(words, start) and start + len(words) in ends]


def lets_through(gap: int, between: str) -> bool:
    words = re.findall(r"\w+", between)
    if gap < 0:
        return len(words) <= MOST_FILLERS and FILLERS.issuperset(words) and not set(between) & set(",;.?!")
    return between == " " if gap == 0 else len(words) <= gap and ";" not in between


def one_by_one(text: str, phrase: str) -> set[tuple[int, int]]:
    """Of a phrase with several gaps that begins twice for the same second part the nearer beginning counts."""
    parts, gaps = PHRASES[phrase]
    found = [(start, start, end) for words in parts[0] for start, end in places(text, words)]
    for number, (gap, wordings) in enumerate(zip(gaps, parts[1:], strict=True)):
        there = sorted({place for words in wordings for place in places(text, words)})
        ways = [
            (start, left, right)
            for (start, _, end), (left, right) in product(found, there)
            if left >= end and lets_through(gap, text[end:left])
        ]
        last = number + 1 == len(gaps)
        found = ways if last else [max(each for each in ways if each[1:] == way[1:]) for way in ways]
    return {(start, end) for start, _, end in found}


@settings(max_examples=150, deadline=None)
@given(texts)
@example("a was b; a, b a b c")
@example("a a b c a b a c")
@example("a was was was was was was b")
@example("a was was was was was was was b")
@example("not a a b; b ;b")
def test_a_phrase_stands_where_trying_every_stretch_finds_it(text: str) -> None:
    plain = PlainText.of(text)
    for phrase in PHRASES:
        found = Matcher(spell_out(phrase, {})).find(TokenText.of(plain), (0,))
        assert sorted({(start, end) for start, end, _ in found}) == sorted(one_by_one(plain.plain, phrase)), phrase


@settings(max_examples=60, deadline=None)
@given(texts)
@example("a b; a, b a was c")
@example("not a b c a b")
def test_many_phrases_together_stand_where_each_stands_alone(text: str) -> None:
    plain = PlainText.of(text)
    names = [name for name in PHRASES for _ in spell_out(name, {})]
    found = Matcher([each for name in PHRASES for each in spell_out(name, {})]).find(TokenText.of(plain), (0,))
    assert found == sorted(found)
    together = {(names[number], start, end) for start, end, number in found}
    assert together == {(name, *place) for name in PHRASES for place in one_by_one(plain.plain, name)}


@settings(max_examples=60, deadline=None)
@given(texts, st.lists(st.integers(0, 60), max_size=3))
def test_no_place_reaches_over_the_beginning_of_a_sentence(text: str, beginnings: list[int]) -> None:
    plain = PlainText.of(text)
    starts = sorted({0, *(each for each in beginnings if plain.plain[each - 1 : each + 1].startswith(" "))})
    for phrase in PHRASES:
        found = {(start, end) for start, end, _ in Matcher(spell_out(phrase, {})).find(TokenText.of(plain), starts)}
        assert not [place for place in found for start in starts if place[0] < start < place[1]]
        whole = one_by_one(plain.plain, phrase)
        apart = {place for place in whole if not any(place[0] < start < place[1] for start in starts)}
        assert found <= whole or len(PHRASES[phrase][1]) > 1
        assert apart <= found or len(PHRASES[phrase][1]) > 1


@pytest.mark.parametrize(("letters", "is_near"), [(23, True), (24, False)])
def test_a_gap_of_one_word_is_at_most_25_signs_long(letters: int, is_near: bool) -> None:
    plain = PlainText.of(f"a {'x' * letters} b")
    assert bool(Matcher(spell_out("a ...1 b", {})).find(TokenText.of(plain), (0,))) is is_near


def test_a_net_that_was_written_down_is_the_same_net() -> None:
    net = Net.of(each for phrase in PHRASES for each in spell_out(phrase, {}))
    assert Net.of_json(net.as_json()) == net
