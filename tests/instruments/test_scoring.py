"""Scoring: published scores, missing items, risk answers, refusals."""

import tomllib
from pathlib import Path

import pytest

from fullarc import score as score_by_name
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scored_form import RiskState
from fullarc.instruments.scoring import AnswerRefused, enter_totals, score

FORMS = tomllib.loads((Path(__file__).parent / "published_scores.toml").read_text(encoding="utf-8"))["forms"]


def numbered(answers):
    return dict(enumerate(answers, start=1))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form['measure']} {form['total']}")
def test_a_filled_form_gives_its_published_score(form):
    scored = score(form["measure"], numbered(form["answers"]))
    assert (scored.total.value, scored.total.band) == (form["total"], form["band"])
    assert scored.total.clinical is form.get("clinical")
    assert not scored.total.prorated


def test_every_measure_with_items_has_a_published_score():
    assert {form["measure"] for form in FORMS} == {instrument.id for instrument in catalogue() if instrument.items}


def test_the_difficulty_item_is_not_part_of_the_total():
    easy, hard = ({**numbered([1] * 9), 10: difficulty} for difficulty in (0, 3))
    assert score("phq-9", easy).total == score("phq-9", hard).total


def test_a_score_names_the_definition_it_was_made_by():
    scored = score("gad-7", numbered([0] * 7))
    assert (scored.instrument, scored.version, len(scored.fingerprint)) == ("gad-7", "1", 64)


# Missing items


def test_up_to_two_missing_items_are_filled_in_from_the_rest_and_rounded_half_up():
    answers = numbered([2, 2, 2, 2, 2, 1, 1, None, 1])  # 13 over 8 items: 14.625
    total = score("phq-9", answers).total
    assert (total.value, total.prorated, total.answered, total.of) == (15, True, 8, 9)


def test_half_a_point_is_rounded_up():
    two_missing = numbered([1, 1, 1, 1, 1, 0, None, None, 0])  # 5 x 9 / 7 = 6.43
    assert score("phq-9", two_missing).total.value == 6
    one_missing = numbered([1, 1, 1, 1, 0, 0, None])  # 4 x 7 / 6 = 4.67
    assert score("gad-7", one_missing).total.value == 5
    halved = numbered([2, 1, 0, 0, 0, 0, None])  # 3 x 7 / 6 = 3.5
    assert score("gad-7", halved).total.value == 4


def test_three_missing_items_leave_no_total():
    total = score("phq-9", numbered([2, 2, 2, None, None, None, 1, 1, 1])).total
    assert total.value is None
    assert total.not_scored == "3 of 9 items were not answered (items 4, 5, 6); at most 2 may be missing"


def test_a_missing_risk_item_is_never_filled_in():
    scored = score("phq-9", numbered([2, 2, 2, 2, 2, 1, 1, 1, None]))
    assert scored.total.value is None
    assert "never filled in" in scored.total.not_scored
    assert scored.risk[0].state is RiskState.UNANSWERED


def test_core_10_keeps_the_decimals_of_ten_times_the_mean():
    answers = numbered([2, 2, 2, 2, 2, 2, 2, 2, 2, None])
    assert score("core-10", answers).total.value == 20.0
    answers = numbered([2, 2, 2, 2, 2, 2, 2, 1, 1, None])
    total = score("core-10", answers).total
    assert total.value == pytest.approx(17.7778, abs=1e-4)
    assert total.band == "moderate"


def test_core_10_with_two_missing_items_has_no_score():
    assert score("core-10", numbered([2, 2, 2, 2, 2, 2, 2, 2, None, None])).total.value is None


def test_who_5_needs_every_item():
    total = score("who-5", numbered([3, 3, 3, 3, None])).total
    assert total.not_scored == "1 of 5 items were not answered (item 5); none may be missing"


def test_an_empty_form_scores_nothing():
    scored = score("gad-7", {})
    assert scored.total.value is None
    assert scored.total.answered == 0


def test_a_dass_scale_may_miss_one_item_and_stays_even():
    scored = score("dass-21", {**dict.fromkeys(range(1, 22), 1), 3: None})
    depression = scored.scale("depression")
    assert (depression.value, depression.prorated, depression.band) == (14, True, "moderate")
    assert scored.total.value is None
    assert scored.scale("stress").value == 14


@pytest.mark.parametrize(
    ("scale", "items"),
    [("depression", (3, 5, 10, 13, 16, 17, 21)), ("anxiety", (2, 4, 7, 9, 15, 19, 20)), ("stress", (1, 6, 8, 11, 12, 14, 18))],
)
def test_each_dass_scale_counts_its_own_items_twice(scale, items):
    scored = score("dass-21", {number: 3 if number in items else 0 for number in range(1, 22)})
    assert [(s.scale, s.value) for s in scored.subscales if s.value] == [(scale, 42)]


# Risk items


@pytest.mark.parametrize(("answer", "state"), [(0, RiskState.NOT_RAISED), (1, RiskState.RAISED), (3, RiskState.RAISED)])
def test_any_answer_above_never_on_item_9_raises_risk(answer, state):
    [risk] = score("phq-9", {9: answer}).risk
    assert (risk.state, risk.answer, risk.about) == (state, answer, "suicidal_ideation")


def test_risk_is_raised_on_a_form_that_cannot_be_scored():
    scored = score("core-10", {6: 1})
    assert scored.total.value is None
    assert [risk.about for risk in scored.risk_raised] == ["suicide_plan"]


def test_an_unanswered_risk_item_is_not_a_zero():
    scored = score("phq-9", numbered([0] * 8))
    assert [risk.item for risk in scored.risk_unanswered] == [9]
    assert scored.risk_raised == ()


# Patterns


def test_the_provisional_ptsd_pattern_needs_every_cluster():
    met = {1: 2, 6: 2, 8: 2, 9: 2, 15: 2, 16: 2}
    everything = dict.fromkeys(range(1, 21), 0) | met
    assert score("pcl-5", everything).patterns[0].met is True
    assert score("pcl-5", everything | {16: 1}).patterns[0].met is False


def test_a_pattern_is_not_judged_with_an_unanswered_item():
    scored = score("pcl-5", {**dict.fromkeys(range(1, 21), 2), 20: None})
    assert scored.patterns[0].met is None
    assert scored.total.value == 40  # 19 x 2 x 20 / 19
    assert scored.scale("arousal").value is None


@pytest.mark.parametrize(
    ("answers", "major", "other"),
    [
        ([2, 0, 2, 2, 2, 0, 0, 0, 1], True, False),
        ([0, 0, 2, 2, 2, 2, 2, 0, 0], False, False),
        ([2, 2, 0, 0, 0, 0, 0, 0, 0], False, True),
    ],
)
def test_the_phq_algorithm_counts_symptoms_and_item_9_from_one(answers, major, other):
    assert [pattern.met for pattern in score("phq-9", numbered(answers)).patterns] == [major, other]


# The question before the items


def test_no_exposure_scores_nought_without_asking_the_items():
    assert score("pc-ptsd-5", {0: 0}).total.value == 0


def test_items_answered_yes_without_exposure_are_not_scored():
    total = score("pc-ptsd-5", {0: 0, 2: 1}).total
    assert total.value is None
    assert "ask again" in total.not_scored


def test_exposure_without_the_items_is_not_scored():
    assert score("pc-ptsd-5", {0: 1}).total.value is None


# Refusals


def test_an_answer_off_the_scale_is_refused_in_words():
    with pytest.raises(AnswerRefused, match=r"^PHQ-9, item 4: the answer was 5; answers run from 0 to 3\.$"):
        score("phq-9", {4: 5})


@pytest.mark.parametrize("answer", [-1, 1.5, "2", True, 4])
def test_only_the_options_of_the_form_are_answers(answer):
    with pytest.raises(AnswerRefused, match="item 1"):
        score("gad-7", {1: answer})


@pytest.mark.parametrize("number", [0, 11, -3])
def test_an_item_the_form_does_not_have_is_refused(number):
    with pytest.raises(AnswerRefused, match="items run from 1 to 10"):
        score("phq-9", {number: 1})


def test_a_text_in_place_of_an_answer_is_not_repeated():
    with pytest.raises(AnswerRefused) as refusal:
        score("phq-9", {1: "I told my sister"})
    assert "sister" not in str(refusal.value)


# Totals of licensed forms


def test_a_total_is_taken_within_its_range():
    scored = enter_totals("ors", {"total": 21.4, "individual": 5.2})
    assert (scored.total.value, scored.total.clinical) == (21.4, True)
    assert scored.scale("individual").value == 5.2
    assert scored.scale("social").not_scored == "no value was entered"


@pytest.mark.parametrize(("measure", "value"), [("ors", 40.1), ("ors", 21.45), ("bdi-ii", 64), ("bdi-ii", 12.5), ("oq-45.2", -1)])
def test_a_total_off_the_scale_is_refused(measure, value):
    with pytest.raises(AnswerRefused, match="Total: the score was"):
        enter_totals(measure, {"total": value})


def test_a_risk_item_may_stand_beside_an_entered_total():
    assert enter_totals("bdi-ii", {"total": 20}).risk[0].state is RiskState.UNANSWERED
    assert enter_totals("bdi-ii", {"total": 20}, {9: 1}).risk[0].state is RiskState.RAISED
    with pytest.raises(AnswerRefused, match="0 to 3"):
        enter_totals("bdi-ii", {"total": 20}, {9: 4})


def test_a_form_without_wording_takes_no_answers():
    with pytest.raises(AnswerRefused, match="enter the total"):
        score("bdi-ii", {1: 1})


def test_the_library_scores_by_the_name_people_type():
    assert score_by_name("GAD7", numbered([3] * 7)).total.value == 21
