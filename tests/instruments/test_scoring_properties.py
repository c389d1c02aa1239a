"""What holds for every measure, whatever the answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scored_form import RiskState
from fullarc.instruments.scoring import points, score

FORMS = [instrument for instrument in catalogue() if instrument.items]


@st.composite
def filled_forms(draw, may_be_missing=True):
    instrument = draw(st.sampled_from(FORMS))
    blank = st.none() if may_be_missing else st.nothing()
    answers = {item.number: draw(st.sampled_from([option.value for option in item.options]) | blank) for item in instrument.items}
    return instrument, answers


@settings(max_examples=300, deadline=None)
@given(filled_forms())
def test_every_scale_has_a_value_in_its_range_or_a_reason(form):
    instrument, answers = form
    scored = score(instrument, answers)
    for scale, result in zip(instrument.scales, (scored.total, *scored.subscales), strict=True):
        assert (result.value is None) is bool(result.not_scored)
        if result.value is not None:
            assert scale.low <= result.value <= scale.high
            assert bool(result.band) is bool(scale.bands or scale.levels)
            missing = [n for n in scale.items if answers[n] is None and n not in behind_skips(instrument, answers)]
            if not scale.sum_of and not scale.levels:
                assert result.prorated is bool(missing)
                assert len(missing) <= (scale.missing or instrument.missing).allowed


@settings(max_examples=200, deadline=None)
@given(filled_forms())
def test_risk_answers_do_not_depend_on_whether_a_total_could_be_scored(form):
    instrument, answers = form
    skipped = behind_skips(instrument, answers)
    for risk in score(instrument, answers).risk:
        skipping = {skip.item: answers[skip.item] for skip in instrument.skips}
        only = score(instrument, skipping | {risk.item: answers[risk.item]})
        assert risk in only.risk
        assert (risk.state is RiskState.UNANSWERED) is (answers[risk.item] is None and risk.item not in skipped)
        assert (risk.state is RiskState.RAISED) is bool(answers[risk.item])


def sums(instrument):
    """The scales that add up points; a triage and sums of other scales are left to the second scoring."""
    return [scale for scale in instrument.scales if not scale.levels and not scale.sum_of]


def behind_skips(instrument, answers):
    """Items that do not count as answered because another answer skips them."""
    return {number for skip in instrument.skips if answers[skip.item] == skip.on for number in skip.items}


@settings(max_examples=200, deadline=None)
@given(filled_forms(may_be_missing=False), st.data())
def test_a_higher_answer_never_lowers_a_scale_and_lowers_it_on_a_reversed_item(form, data):
    instrument, answers = form
    free = [item for item in instrument.items if item.scored and item.number not in behind_skips(instrument, answers)]
    skipping = {skip.item for skip in instrument.skips}
    raisable = [item for item in free if answers[item.number] < item.high and item.number not in skipping]
    if not raisable:
        return
    item = data.draw(st.sampled_from(raisable))
    higher = min(option.value for option in item.options if option.value > answers[item.number])
    before, after = score(instrument, answers), score(instrument, {**answers, item.number: higher})
    gained = points(item, higher) - points(item, answers[item.number])
    assert (gained < 0) if item.reverse else (gained >= 0)
    for scale in sums(instrument):
        times = scale.average_times / len(scale.items) if scale.average_times else scale.multiply
        moved = gained * times if item.number in scale.items else 0
        if before.scale(scale.id).value is not None:
            assert abs(after.scale(scale.id).value - before.scale(scale.id).value - moved) < 1e-9


@settings(max_examples=200, deadline=None)
@given(filled_forms(may_be_missing=False))
def test_a_scale_of_a_full_form_is_the_plain_sum_of_the_points(form):
    instrument, answers = form
    skipped = {n for skip in instrument.skips if skip.answered_anyway == "zero" and answers[skip.item] == skip.on for n in skip.items}
    for scale in sums(instrument):
        plain = sum(points(instrument.items[n - 1], 0 if n in skipped else answers[n]) for n in scale.items)
        times = scale.average_times / len(scale.items) if scale.average_times else scale.multiply
        assert abs(score(instrument, answers).scale(scale.id).value - plain * times) < 1e-9
