"""Every finding shows the exact words of the note, whatever the note is made of."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.reading.reader import read, status_of

CLINICAL = [
  "Denies SI", "panic attacks", "no", "İstanbul", "sleeping\u200bpoorly", "“anxious”",
  "PHQ-9 = 14 (was 19)", "\r\n", "\n\n", "\t", "\x00", "S:", "P:", "-", "→", "3x/week",
  "history of", "self\u2011harm", "[ ]", "☐", "(", ")", "?", "...", "Dr.", "ﬁ", "ẞ",
  "her brother", "if", "hopeless", ",", "  ", "—", "insomnia", "1/2", "\u2028", "8->3",
]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(CLINICAL), max_size=25).map(" ".join),
        st.lists(st.sampled_from(CLINICAL), max_size=25).map("".join),
    )
)
def test_each_quote_is_exactly_the_words_at_its_place(note: str) -> None:
    for finding in read(note):
        start, end = finding.sentence
        assert note[finding.evidence.start : finding.evidence.end] == finding.quote
        assert 0 <= start < end <= len(note)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(CLINICAL), min_size=1, max_size=25).map(" ".join))
def test_reading_the_same_note_twice_gives_the_same_findings(note: str) -> None:
    assert read(note) == read(note)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(CLINICAL), min_size=1, max_size=12).map(" ".join), st.data())
def test_any_marked_words_get_a_status(note: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(note) - 1))
    end = data.draw(st.integers(start + 1, len(note)))
    if note.strip():
        assert status_of(note, start, end).rule


def test_quotes_survive_letters_that_change_their_length_in_small_type() -> None:
    [finding] = [each for each in read("İİİ She reports panic attacks.") if each.indicator == "panic"]
    assert finding.quote == "panic attacks"


def test_an_empty_note_has_no_findings() -> None:
    assert read("") == []
    assert read(" \n\t ") == []


def test_a_note_of_a_megabyte_without_a_full_stop_is_read_in_seconds() -> None:
    assert _seconds("denies si and hopeless " * 8_000) < 20
    assert _seconds("." * 1_000_000 + "a") < 10
    assert _seconds(" " * 1_000_000 + "plan") < 10
    assert _seconds("history of " * 20_000) < 20


def _seconds(note: str) -> float:
    begin = time.process_time()
    read(note)
    return time.process_time() - begin
