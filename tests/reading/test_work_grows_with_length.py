"""The work done on a note grows with its length and no faster, also where a line is nothing but cues and mentions."""

from collections.abc import Callable

import pytest

from fullarc.reading import reach, said_twice
from fullarc.reading.reader import read

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
            reaches, is_part = Counted(reach.reaches), Counted(said_twice._is_part)
            patched.setattr(reach, "reaches", reaches)
            patched.setattr(said_twice, "_is_part", is_part)
            read(text)
            return reaches.times + is_part.times

    return times


def line_of(words: str, signs: int) -> str:
    return (words * (signs // len(words) + 1))[:signs]


@pytest.mark.parametrize("words", CROWDED)
def test_a_sentence_twice_as_long_asks_at_most_three_times_as_much(asked: Callable[[str], int], words: str) -> None:
    once, twice = asked(line_of(words, SHORT)), asked(line_of(words, 2 * SHORT))
    assert 0 < twice <= 3 * once


@pytest.mark.parametrize("words", CROWDED)
def test_a_note_twice_as_long_asks_twice_as_much(asked: Callable[[str], int], words: str) -> None:
    once, twice = asked(line_of(words, LONG)), asked(line_of(words, 2 * LONG))
    assert 0 < twice <= 2.2 * once


@pytest.mark.parametrize("words", CROWDED)
def test_the_longest_line_asks_little_for_each_of_its_signs(asked: Callable[[str], int], words: str) -> None:
    assert asked(line_of(words, LONG)) <= QUESTIONS_FOR_A_SIGN * LONG


def test_the_nearest_denial_of_many_decides() -> None:
    text = "no plan to use the lab, " * 40 + "denies SI"
    found = [finding for finding in read(text) if finding.indicator == "suicidal_ideation"]
    assert [(str(finding.status), finding.cues[0]) for finding in found] == [("denied", ("denied", "denies"))]
