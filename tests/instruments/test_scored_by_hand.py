"""Totals of licensed forms, risk answers beside them, and small forms made up here: every field of what scoring gives back."""

from dataclasses import replace

import pytest

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Better, Cutoff, MissingRule, Pattern, PatternPart, Skip
from fullarc.instruments.scale_scores import band_of, is_clinical, points, prorated_sum
from fullarc.instruments.scored_form import PatternResult, RiskAnswer, RiskState, ScaleScore
from fullarc.instruments.scoring import AnswerRefused, enter_totals, score

NONE_MISSING = MissingRule(0, prorate=False, rounding="none", source="made up here", verified=False)
HALF_UP = MissingRule(2, prorate=True, rounding="half_up", source="made up here", verified=False)


# Totals of licensed forms


def test_an_entered_total_has_its_band_its_side_of_the_cutoff_and_no_items():
    scored = enter_totals("bdi-ii", {"total": 20})
    bdi = catalogue().get("bdi-ii")
    assert scored.total == ScaleScore("total", bdi.total.name, 20.0, "", 0, 0, False, scored.total.band, scored.total.clinical)
    assert scored.total.band == band_of(bdi.total, 20)
    assert (scored.instrument, scored.version, scored.fingerprint, scored.answers) == ("bdi-ii", bdi.version, bdi.fingerprint, {})
    assert scored.patterns == ()


def test_a_scale_that_was_not_entered_has_no_value_and_no_items():
    scored = enter_totals("ors", {"individual": 5})
    assert scored.total == ScaleScore("total", scored.total.name, None, "no value was entered", 0, 0)
    assert scored.scale("individual").value == 5


def test_both_ends_of_a_scale_may_be_entered_and_nothing_beyond_them():
    for measure, low, high in (("bdi-ii", 0, 63), ("ors", 0, 40)):
        assert [enter_totals(measure, {"total": end}).total.value for end in (low, high)] == [low, high]
        for beyond in (low - 1, high + 1, high + 0.1):
            with pytest.raises(AnswerRefused, match=f"Total: the score was {beyond:g}; scores run from {low} to {high}"):
                enter_totals(measure, {"total": beyond})


@pytest.mark.parametrize(
    ("measure", "value", "sentence"),
    [
        ("bdi-ii", 12.5, "BDI-II, Total: the score was 12.5; scores have whole numbers."),
        ("ors", 21.45, "ORS, Total: the score was 21.45; scores have at most 1 decimal."),
    ],
)
def test_a_total_that_is_too_fine_is_refused_with_how_fine_it_may_be(measure, value, sentence):
    with pytest.raises(AnswerRefused) as refused:
        enter_totals(measure, {"total": value})
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("answer", "state"), [(0, RiskState.NOT_RAISED), (1, RiskState.RAISED), (3, RiskState.RAISED)])
def test_a_risk_answer_beside_a_total_is_kept_as_it_is(answer, state):
    [risk] = enter_totals("bdi-ii", {"total": 20}, {9: answer}).risk
    assert risk == RiskAnswer(9, "suicidal_ideation", answer, state)


@pytest.mark.parametrize("answer", [-1, 4, True, 1.5, "1"])
def test_a_risk_answer_that_the_form_does_not_offer_is_refused(answer):
    with pytest.raises(AnswerRefused, match="BDI-II, item 9: found another answer than 0 to 3"):
        enter_totals("bdi-ii", {"total": 20}, {9: answer})


def test_a_scale_that_the_form_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(
        AnswerRefused, match=r"ORS: found a scale 'mood', expected one of: individual, interpersonal, overall, social, total"
    ):
        enter_totals("ors", {"mood": 5})
    with pytest.raises(KeyError, match="found scale 'mood', expected one of: total, individual"):
        enter_totals("ors", {"total": 5}).scale("mood")


# Lines and bands


@pytest.mark.parametrize("inclusive", [True, False])
def test_the_cutoff_itself_belongs_to_the_side_that_is_said(inclusive):
    line = Cutoff(10, inclusive, "made up", "made up here", verified=False)
    assert [is_clinical(value, line, Better.LOWER) for value in (9.9, 10, 10.1)] == [False, inclusive, True]
    assert [is_clinical(value, line, Better.HIGHER) for value in (9.9, 10, 10.1)] == [True, inclusive, False]


def test_a_band_reaches_to_where_the_next_begins():
    total = catalogue().get("phq-9").total
    ends = [band.low for band in total.bands]
    assert [band_of(total, low) for low in ends] == [band.label for band in total.bands]
    assert [band_of(total, low - 0.1) for low in ends[1:]] == [band.label for band in total.bands[:-1]]
    assert band_of(total, ends[0] - 1) == ""


def test_missing_answers_are_filled_in_with_the_mean_of_the_rest():
    assert prorated_sum([1, 2, 2], 4, HALF_UP) == 7.0  # 5 over 3, times 4, is 6.67
    assert prorated_sum([1, 2, 2], 4, NONE_MISSING) == pytest.approx(20 / 3)
    assert prorated_sum([1, 2], 3, HALF_UP) == 5.0  # 4.5
    assert prorated_sum([1, 2], 2, HALF_UP) == 3.0


# Small forms


def small(number, *, reverse=(), **more):
    """The first items of the GAD-7 (0 to 3) as a form of their own, without bands, cut-offs and risk items."""
    gad = catalogue().get("gad-7")
    items = tuple(replace(item, reverse=item.number in reverse) for item in gad.items[:number])
    total = replace(gad.total, items=tuple(range(1, number + 1)), bands=(), cutoffs=())
    return replace(gad, items=items, total=total, missing=NONE_MISSING, **more)


def test_a_reversed_item_counts_its_mirror_image():
    form = small(3, reverse=(2,))
    assert [points(form.items[1], answer) for answer in (0, 1, 2, 3)] == [3, 2, 1, 0]
    assert score(form, {1: 3, 2: 0, 3: 1}).total == ScaleScore("total", form.total.name, 7.0, "", 3, 3)
    sdq = catalogue().get("sdq").items[27]
    assert [points(sdq, option.value) for option in sdq.options] == [option.counts for option in sdq.options]


def test_a_scale_of_which_nothing_was_answered_is_never_filled_in():
    form = replace(small(2), missing=HALF_UP)
    assert score(form, {}).total.not_scored == "2 of 2 items were not answered (items 1, 2); at most 2 may be missing"
    assert score(form, {1: 2}).total == ScaleScore("total", form.total.name, 4.0, "", 1, 2, prorated=True)
    assert score(small(2), {1: 2}).total == ScaleScore(
        "total", form.total.name, None, "1 of 2 items were not answered (item 2); none may be missing", 1, 2
    )


def test_one_missing_more_than_allowed_leaves_no_value():
    form = replace(small(5), missing=HALF_UP)
    assert score(form, {1: 1, 2: 1, 3: 1}).total.value == 5
    assert score(form, {1: 1, 2: 1}).total.not_scored == "3 of 5 items were not answered (items 3, 4, 5); at most 2 may be missing"


def test_what_a_shut_question_skips_counts_nought_and_an_answer_all_the_same_as_the_form_says():
    def skipping(anyway):
        return small(3, skips=(Skip(1, 0, (2, 3), anyway, "made up here", verified=False),))

    assert [score(skipping(anyway), {1: 0}).total.value for anyway in ("zero", "counts", "refused")] == [0, 0, 0]
    assert [score(skipping(anyway), {1: 1, 2: 2, 3: 2}).total.value for anyway in ("zero", "counts", "refused")] == [5, 5, 5]
    assert [score(skipping(anyway), {1: 0, 2: 2}).total.value for anyway in ("zero", "counts")] == [0, 2]
    refused = score(skipping("refused"), {1: 0, 2: 2}).total
    assert refused.not_scored == "item 2 was answered although the answer to item 1 skips it; ask again"
    assert score(skipping("refused"), {1: 0, 2: 0, 3: 0}).total.value == 0


def test_the_answers_are_kept_as_they_were_given():
    assert score(small(3), {1: 2, 3: 0}).answers == {1: 2, 2: None, 3: 0}


# Patterns


def patterned(*parts, when_settled=False):
    return small(4, patterns=(Pattern("p", "a pattern", parts, "made up here", verified=False, when_settled=when_settled),))


def judged(form, *answers):
    return score(form, dict(enumerate(answers, start=1))).patterns[0]


def test_a_part_needs_as_many_items_as_it_says_and_no_more_than_its_upper_end():
    form = patterned(PatternPart("two or three", (1, 2, 3, 4), at_least=2, count=2, at_most=3))
    assert [judged(form, *answers).met for answers in ((2, 1, 1, 1), (2, 2, 1, 1), (2, 2, 3, 0), (2, 2, 2, 2))] == [
        False,
        True,
        True,
        False,
    ]
    assert judged(form, 2, 2, None, 0) == PatternResult("p", "a pattern", None, "not judged, because of unanswered items: 3")


def test_an_exception_counts_from_its_own_value():
    form = patterned(PatternPart("one", (1, 2), at_least=2, count=1, at_most=2, from_value=((2, 1),)))
    assert [judged(form, *answers).met for answers in ((1, 0, 0, 0), (1, 1, 0, 0), (2, 0, 0, 0))] == [False, True, True]


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ((1, 1, None, None), None),  # three or four may be too many
        ((1, 0, None, None), None),
        ((0, 0, None, 0), False),  # one at most
        ((0, 0, None, None), None),  # two are still possible
        ((1, 1, None, 0), True),  # three are allowed
        ((1, 1, 1, None), None),
        ((1, 0, None, 0), None),
    ],
)
def test_a_pattern_is_settled_when_no_missing_answer_could_change_it(answers, met):
    form = patterned(PatternPart("two or three", (1, 2, 3, 4), at_least=1, count=2, at_most=3), when_settled=True)
    assert judged(form, *answers).met is met
    unsettled = patterned(PatternPart("two or three", (1, 2, 3, 4), at_least=1, count=2, at_most=3))
    assert judged(unsettled, *answers).met is None


def test_every_part_has_to_be_met_and_one_that_cannot_be_is_enough_to_fail():
    first, second = (PatternPart(name, items, at_least=1, count=2, at_most=2) for name, items in (("a", (1, 2)), ("b", (3, 4))))
    form = patterned(first, second, when_settled=True)
    assert [judged(form, *answers).met for answers in ((1, 1, 1, 1), (1, 1, 1, 0), (1, 1, None, 0), (1, 1, None, 1))] == [
        True, False, False, None,
    ]  # fmt: skip
    assert judged(form, None, 1, 1, None).not_judged == "not judged, because of unanswered items: 1, 4"
