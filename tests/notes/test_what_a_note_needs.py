"""Copying, minutes, snippets, templates, the last plan, corrections, lateness."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.notes.copying import copied_share, is_mostly_copied
from fullarc.notes.corrections import Correction, PassageRefused, amended, place_of
from fullarc.notes.last_plan import against, plan_lines
from fullarc.notes.lateness import is_late
from fullarc.notes.minutes import range_of
from fullarc.notes.parts import BY_KEY
from fullarc.notes.snippets import SnippetRefused, check_snippet, fields_of, unfilled
from fullarc.notes.templates import TemplateRefused, fitting, put_in, shipped, template

BEFORE = (
    "Reports three panic attacks this week. Slept five hours a night. Avoided the train on Monday. "
    "Argued with her sister about the move. Denies suicidal ideation."
)


def test_the_same_text_again_is_a_copy() -> None:
    assert copied_share(BEFORE, BEFORE) == 1.0


def test_a_note_of_one_new_sentence_in_six_is_mostly_copied() -> None:
    assert is_mostly_copied(copied_share(f"{BEFORE} New: she rode.", BEFORE))


def test_a_new_note_with_the_usual_last_sentence_is_no_copy() -> None:
    fresh = "Rode the train twice with her sister. Two panic attacks, both short. Denies suicidal ideation."
    assert copied_share(fresh, BEFORE) == 0.0


def test_a_few_words_are_too_short_to_be_a_copy() -> None:
    assert copied_share("Did not attend.", "Did not attend.") == 0.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_share_is_a_share(text: str, before: str) -> None:
    assert 0.0 <= copied_share(text, before) <= 1.0


@pytest.mark.parametrize(
    ("minutes", "code"), [(0, ""), (15, ""), (16, "90832"), (37, "90832"), (38, "90834"), (52, "90834"), (53, "90837"), (120, "90837")]
)
def test_minutes_fall_in_the_published_ranges(minutes: int, code: str) -> None:
    assert range_of(minutes).code == code


def test_minutes_below_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        range_of(-1)


def test_fields_that_were_not_filled_are_named_once() -> None:
    assert unfilled("Affect {affect|flat}; affect {affect}; {number}") == ("affect", "number")
    assert fields_of("{}{a|b|c}{\n}") == ()


@pytest.mark.parametrize(("short", "text"), [("", "x"), ("Mse", "x"), ("1a", "x"), ("a b", "x"), ("mse", " "), ("mse", "x" * 4001)])
def test_a_snippet_that_cannot_be_called_is_refused(short: str, text: str) -> None:
    with pytest.raises(SnippetRefused):
        check_snippet(short, text)


def test_eight_modalities_have_a_template() -> None:
    assert {each.modality for each in shipped()} == {"CBT", "DBT", "EMDR", "ACT", "IPT", "MI", "Psychodynamic", "Couples"}
    for each in shipped():
        assert {"risk", "intervention", "response", "plan"} <= set(each.parts) <= set(BY_KEY)
        assert all(fields_of(text) for text in each.parts.values())


def test_the_template_of_a_course_is_found_by_its_modality() -> None:
    found = fitting("CBT with exposure", shipped())
    assert found is not None
    assert found.key == "cbt"
    assert fitting("", shipped()) is None


def test_a_template_goes_only_where_nothing_stands() -> None:
    both = put_in({"plan": "Mine."}, template("t", "T", "", {"plan": "Theirs.", "risk": "Asked."}))
    assert both == {"risk": "Asked.", "plan": "Mine."}


@pytest.mark.parametrize(("name", "parts"), [("", {"plan": "x"}), ("T", {}), ("T", {"mood": "x"}), ("T", {"plan": "x" * 4001})])
def test_a_template_that_cannot_be_used_is_refused(name: str, parts: dict[str, str]) -> None:
    with pytest.raises(TemplateRefused):
        template("t", name, "", parts)


def test_the_lines_of_the_last_plan_say_whether_they_were_taken_up() -> None:
    lines = plan_lines("Ride the last stretch alone at rush hour, twice. Homework: thought record daily.\n- Look at the GAD-7 together.")
    assert [line.homework for line in lines] == [True, True, False]
    assert [line.mentioned for line in lines] == [None, None, None]
    now = against(lines, "She rode the last stretch alone on Tuesday and Thursday, at rush hour.")
    assert [line.mentioned for line in now] == [True, False, False]


@pytest.mark.parametrize("line", ["Continue as planned.", "Next session in two weeks.", "F/u 11/29 at 2pm."])
def test_a_line_whose_words_stand_in_every_plan_is_not_called_mentioned(line: str) -> None:
    lines = against(plan_lines(line), "Continued as planned; in the next session, two weeks from now, we go on.")
    assert [each.mentioned for each in lines] == [None]


def test_a_correction_leaves_the_signed_words_readable() -> None:
    text = "She rode on Monday. Slept well."
    stretches = amended(text, [Correction("Monday", "Tuesday"), Correction("Monday", "Thursday")])
    assert "".join(each.text for each in stretches) == text
    assert [(each.text, each.instead) for each in stretches if each.instead] == [("Monday", "Thursday")]


@given(st.text(alphabet="ab ", max_size=30), st.lists(st.tuples(st.text(alphabet="ab ", max_size=6), st.text(max_size=4)), max_size=5))
def test_whatever_is_corrected_the_signed_text_is_all_there(text: str, given_: list[tuple[str, str]]) -> None:
    stretches = amended(text, [Correction(*each) for each in given_])
    assert "".join(each.text for each in stretches) == text


@pytest.mark.parametrize(("passage", "says"), [("", "Copy the words"), ("Sunday", "is not in"), ("on", "stands 3 times")])
def test_a_passage_that_is_not_one_place_is_refused(passage: str, says: str) -> None:
    with pytest.raises(PassageRefused, match=says):
        place_of(passage, "She rode on Monday.\nAnd on.")


def test_a_note_of_the_fourth_day_is_late() -> None:
    ended = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert not is_late(ended, ended + timedelta(hours=72))
    assert is_late(ended, ended + timedelta(hours=72, seconds=1))
