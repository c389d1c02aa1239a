"""The work done on a note grows with its length and no faster, also where a line is nothing but cues and mentions."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fullarc.reading.context import bearing
from fullarc.reading.danger import said_twice
from fullarc.reading.finding import Finding
from fullarc.reading.mentions import sentence_memory
from fullarc.reading.mentions.sentence_memory import SentenceMemory
from fullarc.reading.reader import read

NOTES = Path(__file__).parent / "notes"
EVERY_CUE = 1_000_000
CROWDED = (
    "no SI (",
    "denies SI, ",
    "asked about SI? ",
    "SI- HI+ ",
    "SI: no HI: yes ",
    "if she cuts, she will call 911 - ",
    "not sleeping well but denies panic and SI/HI ",
)
SHORT = 400  # signs; the doubled text is below the length at which a sentence without end is cut
LONG = 12_000
QUESTIONS_FOR_A_SIGN = 2
TIMES_LONGER, WORSE_THAN_LINEAR = 4, 3
PIECES = (
    *(
        "no",
        "not",
        "denies",
        "SI",
        "HI",
        "- SI",
        "asked about",
        "?",
        "her brother",
        "if",
        "history of",
        "still",
        "was",
        "from 5 to 2",
        "x3/wk",
    ),
    *("panic", "sad", "sleeps", "well", "urge 4", "→", "0", "½", "10/10", "PHQ-9", "scored 14 on the", "HW:", "Plan:", "P:", "S -", "[ ]"),
    *(
        "(",
        ")",
        "“",
        "'",
        "-",
        "—",
        ",",
        ";",
        ":",
        "/",
        ".",
        "...",
        "•",
        "\n",
        "\n\n",
        "\t",
        "\u200b",
        "a",
        "the",
        "to",
        "and",
        "or",
        "taught",
    ),
    *("grounding", "she liked it", "suicide", "plan", "gun", "he", "better", "worse", "twice", "a week", "daily", "nightly", "one or two"),
)


class Counted:
    """A check that counts how often it is asked."""

    def __init__(self, check: Callable[..., bool]) -> None:
        self.check = check
        self.times = 0

    def __call__(self, *asked: object) -> bool:
        self.times += 1
        return self.check(*asked)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """How often a note makes the reader ask whether a cue reaches a mention, or whether a finding is part of another."""

    def times(text: str) -> int:
        with monkeypatch.context() as patched:
            reaches, is_part = Counted(bearing.reaches), Counted(said_twice._is_part)
            patched.setattr(bearing, "reaches", reaches)
            patched.setattr(said_twice, "_is_part", is_part)
            read(text)
            return reaches.times + is_part.times

    return times


def line_of(words: str, signs: int) -> str:
    return (words * (signs // len(words) + 1))[:signs]


@pytest.mark.parametrize("words", CROWDED)
def test_a_sentence_twice_as_long_asks_at_most_three_times_as_much(asked: Callable[[str], int], words: str) -> None:
    times = SHORT // len(words)  # whole, as a word cut off may say something else: "SI: n"
    once, twice = asked(words * times), asked(words * 2 * times)
    assert 0 < twice <= 3 * once


@pytest.mark.parametrize("words", CROWDED)
def test_a_note_twice_as_long_asks_twice_as_much(asked: Callable[[str], int], words: str) -> None:
    once, twice = asked(line_of(words, LONG)), asked(line_of(words, 2 * LONG))
    assert 0 < twice <= 2.2 * once


@pytest.mark.parametrize("words", CROWDED)
def test_the_longest_line_asks_little_for_each_of_its_signs(asked: Callable[[str], int], words: str) -> None:
    assert asked(line_of(words, LONG)) <= QUESTIONS_FOR_A_SIGN * LONG


@pytest.mark.parametrize(
    ("text", "status"),
    [("[ ] endorses SI " * 60, "denied"), (f"SI{' ' * 20_000}none", "denied"), (f"self-harm {' ' * 20_000}yes", "present")],
    ids=["boxes", "blanks before a no", "blanks before a yes"],
)
def test_boxes_and_blanks_in_a_row_are_read_to_the_end(text: str, status: str) -> None:
    assert {str(finding.status) for finding in read(text)} == {status}  # what grows faster than the length would not end here


def test_the_nearest_denial_of_many_decides() -> None:
    text = "no plan to use the lab, " * 40 + "denies SI"
    found = [finding for finding in read(text) if finding.indicator == "suicidal_ideation"]
    assert [(str(finding.status), finding.cues[0]) for finding in found] == [("denied", ("denied", "denies"))]


def read_with(monkeypatch: pytest.MonkeyPatch, text: str, many_cues: int) -> list[Finding]:
    with monkeypatch.context() as patched:
        patched.setattr(sentence_memory, "_of_the_shipped_rules", SentenceMemory)
        patched.setattr(bearing, "MANY_CUES", many_cues)
        return read(text)


def test_a_note_is_read_alike_whether_its_sentences_are_taken_as_crowded_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(NOTES.rglob("*.txt"))[::40]:
        text = path.read_text(encoding="utf-8")
        assert read_with(monkeypatch, text, 0) == read_with(monkeypatch, text, EVERY_CUE)


@pytest.mark.parametrize("words", CROWDED)
def test_in_a_crowded_sentence_the_nearest_cues_say_what_all_of_them_say(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    text = line_of(words, 2 * SHORT)
    assert statuses(read_with(monkeypatch, text, 0)) == statuses(read_with(monkeypatch, text, EVERY_CUE))


def statuses(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(finding.indicator, finding.evidence.start, str(finding.status)) for finding in findings]


def work(text: str) -> int:
    """How many functions are called while a text is read, with nothing remembered of it."""
    calls = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sentence_memory, "_of_the_shipped_rules", SentenceMemory)
        read(text)  # what the rules lead to is worked out when a text first leads there
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            read(text)
        finally:
            sys.setprofile(before)
    return calls


units = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=7).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda between: between.join(pieces) + between or " ")
)


def grows_no_worse_than_linear(unit: str, signs: int) -> None:
    once, longer = work(line_of(unit, signs)), work(line_of(unit, TIMES_LONGER * signs))
    assert longer <= WORSE_THAN_LINEAR * TIMES_LONGER * once


@settings(max_examples=8, deadline=None)
@given(units)
@example("no SI ( ")
@example("panic, ")
def test_no_text_made_to_be_hard_costs_more_than_three_times_its_length(unit: str) -> None:
    grows_no_worse_than_linear(unit, 1_000)


@pytest.mark.long
@settings(max_examples=250, deadline=None)
@given(units)
def test_no_long_text_made_to_be_hard_costs_more_than_three_times_its_length(unit: str) -> None:
    grows_no_worse_than_linear(unit, 8_000)
