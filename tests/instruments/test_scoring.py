"""Scoring: published scores, missing items, risk answers, refusals."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from fullarc import score as score_by_name
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Pattern, PatternPart
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
    assert scored.total.prorated is (form["measure"] in ("k10", "whodas-12") and scored.total.answered < scored.total.of)


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


def test_a_core_om_score_is_ten_times_the_mean_of_the_items_that_were_answered():
    answers = dict.fromkeys(range(1, 35), 0)
    answers |= dict.fromkeys((3, 4, 7, 12, 19, 21, 31, 32), 4)  # positive items at their healthiest
    answers |= dict.fromkeys((2, 5, 8, 11, 13, 15, 18, 20, 23, 27, 28, 30), 4) | {1: 2} | {10: None, 25: None}
    total = score("core-om", answers).total
    assert (total.answered, total.prorated) == (32, True)
    assert total.value == 15.625  # 50 points over 32 items


def test_a_core_om_with_four_items_or_one_risk_item_missing_has_no_total():
    answers = dict.fromkeys(range(1, 35), 1)
    assert score("core-om", answers | dict.fromkeys((1, 2, 3), None)).total.scored
    assert not score("core-om", answers | dict.fromkeys((1, 2, 3, 5), None)).total.scored
    risky = score("core-om", answers | {9: None})
    assert not risky.total.scored
    assert not risky.scale("risk").scored
    assert risky.scale("non_risk").scored


def test_without_work_the_wsas_stands_on_four_items_with_a_maximum_of_its_own():
    scored = score("wsas", {2: 8, 3: 8, 4: 8, 5: 8})
    assert not scored.total.scored
    assert (scored.scale("without_work").value, catalogue().get("wsas").scale("without_work").high) == (32, 32)


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


@pytest.mark.parametrize(("first", "met"), [((0, 0), None), ((1, 0), None), ((1, 1), None), ((1, 1, 1), False)])
def test_a_pattern_with_an_upper_end_is_settled_only_when_the_missing_answers_cannot_pass_it(first, met):
    ptsd = catalogue().get("pcl-5")
    part = PatternPart("one or two of items 1 to 4", (1, 2, 3, 4), at_least=1, count=1, at_most=2)
    few = replace(ptsd, patterns=(Pattern("few", "one or two", (part,), "made up here", verified=False, when_settled=True),))
    [judged] = score(few, numbered(first)).patterns
    assert judged.met is met
    assert [score(few, numbered([*answers])).patterns[0].met for answers in ([1, 1, 0, 0], [1, 0, 0, None], [0, 0, 0, 0])] == [
        True,
        True,
        False,
    ]


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


def mdq(yes, together, problem):
    return {**{n: int(n <= yes) for n in range(1, 14)}, 14: together, 15: problem}


@pytest.mark.parametrize(
    ("form", "met"),
    [
        (mdq(7, 1, 2), True),
        (mdq(7, 1, 1), False),
        (mdq(7, 0, 3), False),
        (mdq(6, 1, 3), False),
        (mdq(6, None, None), False),  # six yes are too few, whatever the rest says
        (mdq(7, None, 3), None),
        (mdq(13, 1, None), None),
        (mdq(7, None, 0), False),
    ],
)
def test_the_mood_disorder_questionnaire_needs_all_three_parts(form, met):
    assert score("mdq", form).patterns[0].met is met


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ([2, 2, 2, 3, 0, 0], True),
        ([2, 2, 2, 2, 2, 2], False),
        ([1, 1, 1, 3, 3, 3], False),
        ([0, 2, 2, 3, 3], True),
        ([0, 2, 2, 2, 3], None),
        ([0, 0, 0], False),
    ],
)
def test_the_adhd_screen_counts_answers_in_the_shaded_boxes(answers, met):
    assert score("asrs", numbered(answers)).patterns[0].met is met


# Triage


def columbia(*yes, no=()):
    return dict.fromkeys(yes, 1) | dict.fromkeys(no, 0)


@pytest.mark.parametrize(
    ("answers", "level", "words"),
    [
        (columbia(no=(1, 2, 6)), 0, "none reported"),
        (columbia(1, no=(2, 6)), 1, "low"),
        (columbia(1, 2, 3, no=(4, 5, 6)), 2, "moderate"),
        (columbia(6, no=(1, 2, 7)), 2, "moderate"),
        (columbia(6, 7, no=(1, 2)), 3, "high"),
        (columbia(4), 3, "high"),
    ],
)
def test_the_columbia_screener_gives_a_level_and_no_sum(answers, level, words):
    total = score("c-ssrs-screener", answers).total
    assert (total.value, total.band, total.clinical, total.prorated) == (level, words, None, False)


def test_a_level_that_a_missing_answer_could_raise_does_not_stand():
    total = score("c-ssrs-screener", columbia(1, 2, 3, no=(5, 6))).total
    assert total.value is None
    assert total.not_scored == "item 4 not answered, which could raise the level above “moderate”"


def test_a_yes_behind_a_no_is_no_level_but_is_told_as_risk_at_once():
    scored = score("c-ssrs-screener", columbia(5, no=(1, 2, 3, 4, 6)))
    assert scored.total.value is None
    assert "ask again" in scored.total.not_scored
    assert [risk.about for risk in scored.risk_raised] == ["suicide_plan"]


def test_questions_that_were_not_asked_are_not_called_unanswered():
    assert score("c-ssrs-screener", columbia(no=(1, 2, 6))).risk_unanswered == ()


# Sums of scales, points, groups


def test_the_sdq_total_is_the_sum_of_four_scales_and_leaves_the_prosocial_one_out():
    answers = dict.fromkeys((3, 8, 13, 1, 4, 9, 17, 20), 2) | dict.fromkeys((7, 11, 14, 21, 25), 2)
    full = dict.fromkeys(range(1, 26), 0) | answers
    scored = score("sdq", full)
    assert (scored.total.value, scored.scale("emotional").value, scored.scale("prosocial").value) == (6, 6, 10)


def test_an_sdq_scale_may_miss_two_items_and_the_total_needs_every_scale():
    full = dict.fromkeys(range(1, 26), 1)
    scored = score("sdq", full | {3: 2, 13: None, 16: None})
    assert scored.scale("emotional").value == 7  # 4 over 3 answered, times 5, is 6.67
    assert scored.total.value == 22
    broken = score("sdq", full | {3: None, 8: None, 13: None})
    assert broken.total.not_scored.startswith("emotional problems is part of it and was not scored: 3 of 5 items")


def test_sdq_impact_counts_only_the_upper_two_answers_and_nothing_without_difficulties():
    answers = {26: 1, 28: 0, 29: 1, 30: 2, 31: 3, 32: 3}
    assert score("sdq", answers).scale("impact").value == 5
    assert score("sdq", answers | {26: 0}).scale("impact").value == 0
    assert score("sdq", {26: 0}).scale("impact").value == 0


def test_bands_of_a_group_are_used_when_the_group_is_named_and_never_guessed():
    fifteen = dict.fromkeys(range(1, 26), 0) | dict.fromkeys((7, 11, 14, 21, 25), 2) | dict.fromkeys((3, 8, 13, 16, 24, 2, 10), 2) | {15: 1}
    assert score("sdq", fifteen).total.value == 15
    assert [score("sdq", fifteen, group=who).total.band for who in ("", "parent", "teacher", "self")] == [
        "", "borderline", "borderline", "close to average",
    ]  # fmt: skip
    assert enter_totals("yp-core", {"total": 15}, group="girls-14-to-16").total.clinical is False
    assert enter_totals("yp-core", {"total": 15}, group="boys-14-to-16").total.clinical is True
    assert enter_totals("yp-core", {"total": 15}).total.clinical is None


def test_an_unknown_group_is_refused_with_the_known_ones():
    with pytest.raises(AnswerRefused, match=r"found a group 'aunt', expected one of: parent, teacher, self"):
        score("sdq", {}, group="aunt")
    with pytest.raises(AnswerRefused, match="no figures by group"):
        score("gad-7", {}, group="parent")


def test_who_never_drinks_need_not_answer_the_rest():
    assert score("audit", {1: 0, 9: 0, 10: 2}).total.value == 2
    assert score("audit", {1: 0, 4: 1, 9: 0, 10: 0}).total.value == 1
    assert not score("audit", {1: 1, 9: 0, 10: 0}).total.scored


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


def test_answers_with_gaps_between_them_are_listed():
    with pytest.raises(AnswerRefused, match=r"^AUDIT, item 9: the answer was 1; answers are 0, 2 or 4\.$"):
        score("audit", {9: 1})


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


def test_a_total_that_is_no_number_is_refused_as_none():
    for value in (True, "12"):
        with pytest.raises(AnswerRefused, match="PHQ-9, Total: the score was not a number; scores run from 0 to 27"):
            enter_totals("phq-9", {"total": value})


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
