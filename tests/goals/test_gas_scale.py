"""The builder of the five levels: what it points at, and what it leaves in peace."""

import pytest

from fullarc.goals.gas_scale import look_over

GOOD = [
    "takes no train",
    "takes the train one stop with somebody",
    "takes the train to work alone",
    "takes it alone twice a week",
    "takes any train alone 5 times a week",
]
COUNTED = ["0 days a week", "1 day a week", "3 days a week", "4 days a week", "5 days a week"]


def said(levels: list[str], baseline: int | None = -2) -> str:
    return " ".join(each.sentence for each in look_over(levels, baseline))


@pytest.mark.parametrize("levels", [GOOD, COUNTED, list(reversed(COUNTED)), ["", "", "", "", ""]])
def test_levels_in_order_are_left_in_peace(levels: list[str]) -> None:
    assert said(levels) == ""


def test_levels_that_are_missing_are_named() -> None:
    assert said(["never", "", "daily", "", ""]) == "Not written yet: −1, +1, +2."


def test_two_levels_that_say_the_same_are_pointed_at() -> None:
    [remark] = look_over([GOOD[0], GOOD[0].upper(), *GOOD[2:]], -2)
    assert remark.sentence.startswith("−2 and −1 say the same")
    assert remark.levels == (-2, -1)


def test_levels_that_differ_by_their_number_alone_are_distinct() -> None:
    assert "say the same" not in said([f"walks outside with the dog for {n} minutes" for n in (5, 10, 15, 20, 30)])


def test_numbers_that_turn_back_are_pointed_at() -> None:
    turned = ["0 days", "3 days", "1 day", "4 days", "5 days"]
    assert said(turned) == "The numbers do not run in one direction from −2 to +2: 0, 3, 1, 4, 5."


def test_words_of_opinion_are_asked_for_what_can_be_seen() -> None:
    levels = ["much worse", *GOOD[1:4], "feels a lot better"]
    remarks = look_over(levels, -2)
    assert [each.levels for each in remarks] == [(-2,), (2,)]
    assert "“a lot” is a matter of opinion" in remarks[1].sentence


@pytest.mark.parametrize(
    ("baseline", "words"), [(None, "Choose the level of now"), (0, "Now is 0: what is expected is reached already"), (-1, "")]
)
def test_the_level_of_now_is_asked_for(baseline: int | None, words: str) -> None:
    assert said(GOOD, baseline).startswith(words)
    assert bool(said(GOOD, baseline)) == bool(words)
