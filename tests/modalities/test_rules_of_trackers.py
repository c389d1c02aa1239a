"""The rules of trackers: what counts as done, what is counted and never averaged."""

from datetime import date, timedelta

import pytest

from fullarc.instruments.log import EntryRefused
from fullarc.modalities.activation import activation
from fullarc.modalities.chain import chain_of
from fullarc.modalities.diary_card import Target, act_line, card_for, one_a_day, skills_use, urge_line
from fullarc.modalities.exposure import attempt, between, step_is_done
from fullarc.modalities.numbers import numbers_of
from fullarc.modalities.panels import panels
from fullarc.modalities.readings import readings
from fullarc.modalities.sentences import sentences
from fullarc.modalities.tracker import Row, check_row, trackers

DAY = date(2026, 3, 2)


def row(days: int = 0, **values: float | str) -> Row:
    return Row(DAY + timedelta(days), values, source=f"row {days}")


@pytest.mark.parametrize("text", ["8 6 4", "8,6,4", "8 → 6 → 4", " 8; 6 ;4 "])
def test_readings_are_written_in_order(text: str) -> None:
    assert readings(text, 0, 10) == (8.0, 6.0, 4.0)


@pytest.mark.parametrize(
    ("text", "because"), [("8 11", "number 2 was 11"), ("8 six", "number 2 is not a whole number"), ("1 " * 61, "found 61")]
)
def test_a_reading_off_its_scale_is_refused(text: str, because: str) -> None:
    with pytest.raises(EntryRefused, match=because):
        readings(text, 0, 10)


def test_sud_and_suds_have_scales_of_their_own() -> None:
    with pytest.raises(EntryRefused, match="from 0 to 10"):
        check_row(trackers()["emdr"], {"item": "a", "suds": "80"})
    assert check_row(trackers()["exposure"], {"item": "a", "suds": "80"}).values["suds"] == "80"


def test_a_weak_fall_within_an_attempt_is_no_failure_and_two_low_peaks_end_a_step() -> None:
    tries = [attempt(row(n, suds=suds)) for n, suds in enumerate(("80 90 85", "60 60", "45 40", "44 44"))]
    assert tries[0].within == 5
    assert between(tries) == -46
    assert [step_is_done(tries[:n]) for n in (1, 2, 3, 4)] == [False, False, False, True]


def test_pleasure_and_mood_are_compared_from_ten_pairs_on() -> None:
    rows = [row(n, done=3.0, pleasure=float(n % 5), mood=float(n % 5)) for n in range(10)]
    assert activation(rows[:9]).pleasure_with_mood is None
    assert activation(rows).pleasure_with_mood == pytest.approx(1.0)


def test_an_activity_of_which_nothing_was_told_is_not_one_that_was_left_out() -> None:
    told = activation([row(0, planned="walk"), row(1, done=3.0), row(2, done=0.0)])
    assert (told.planned, told.told, told.done, told.completion, told.mastery) == (3, 2, 1, 0.5, None)


def test_skills_use_is_counted_by_level() -> None:
    told = skills_use([0, 3, 4, 5, 5, 6, 7])
    assert (told.days, told.used, told.helped) == (7, 5, 3)
    assert told.levels == (1, 0, 0, 1, 1, 2, 1, 1)


def test_no_sentence_and_no_panel_averages_skills_use() -> None:
    numbers = numbers_of("diary-card", [row(n, usage=level) for n, level in enumerate((2.0, 5.0))], {})
    assert [one.text for one in sentences("diary-card", numbers)] == ["Skills were used on 1 of 2 days and helped on 1 of them."]
    [panel] = panels("diary-card", numbers)
    assert dict(panel.lines[0].points) == {0: 0, 1: 0, 2: 1, 3: 0, 4: 0, 5: 1, 6: 0, 7: 0}


def test_a_second_card_of_a_day_takes_the_place_of_the_first() -> None:
    assert [card.number("usage") for card in one_a_day([row(1, usage=2.0), row(0, usage=1.0), row(1, usage=5.0)]).values()] == [1, 5]


def test_an_urge_asks_for_attention_at_4_and_an_action_always_where_they_are_about_self_harm() -> None:
    card = card_for([Target("a", "Cutting", 2), Target("b", "Shopping")])
    check = lambda **values: check_row(trackers()["diary-card"], values, card).raised  # noqa: E731 - three uses below
    assert check(**{urge_line("a"): 3.0, act_line("a"): 0.0}) == ()
    assert check(**{urge_line("a"): 4.0, act_line("a"): 1.0}) == (urge_line("a"), act_line("a"))
    assert check(**{urge_line("b"): 5.0, act_line("b"): 1.0}) == ()


def test_sud_and_voc_never_share_a_panel() -> None:
    told = [Row(DAY, {"item": "a", "sud": 8.0, "voc": 2.0}, "emdr-assessment", "r")]
    drawn = panels("emdr", numbers_of("emdr", told, {"a": "The platform"}))
    assert [(panel.low, panel.high, [line.label for line in panel.lines]) for panel in drawn] == [(0, 10, ["SUD"]), (1, 7, ["VoC"])]


def test_a_link_of_a_chain_says_what_it_is() -> None:
    assert [(link.kind, link.solution) for link in chain_of("Thought: she is angry\nurge: leave", "\nopposite action")] == [
        ("thought", ""),
        ("urge", "opposite action"),
    ]
    with pytest.raises(EntryRefused, match="link 1 does not say what it is"):
        chain_of("she is angry")


def test_every_tracker_ships_with_a_form_that_its_lists_and_readings_belong_to() -> None:
    for tracker in trackers().values():
        lines = {line.id for line in tracker.row.fields}
        assert {*tracker.required, *tracker.codes, *tracker.readings} <= lines
        assert (tracker.thing is None) or set(tracker.thing_required) <= {line.id for line in tracker.thing.fields}
