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
            assert bool(result.band) is bool(scale.bands)
            missing = [number for number in scale.items if answers[number] is None]
            assert result.prorated is bool(missing)
            assert len(missing) <= (scale.missing or instrument.missing).allowed


@settings(max_examples=200, deadline=None)
@given(filled_forms())
def test_risk_answers_do_not_depend_on_whether_a_total_could_be_scored(form):
    instrument, answers = form
    for risk in score(instrument, answers).risk:
        only = score(instrument, {risk.item: answers[risk.item]})
        assert risk in only.risk
        assert (risk.state is RiskState.UNANSWERED) is (answers[risk.item] is None)


@settings(max_examples=200, deadline=None)
@given(filled_forms(may_be_missing=False), st.data())
def test_a_higher_answer_raises_the_total_and_lowers_it_on_a_reversed_item(form, data):
    instrument, answers = form
    raisable = [item for item in instrument.items if item.scored and answers[item.number] < item.high]
    if not raisable:
        return
    item = data.draw(st.sampled_from(raisable))
    more = {**answers, item.number: answers[item.number] + 1}
    before, after = score(instrument, answers).total.value, score(instrument, more).total.value
    assert after - before == (-1 if item.reverse else 1) * instrument.total.multiply


@settings(max_examples=200, deadline=None)
@given(filled_forms(may_be_missing=False))
def test_the_total_is_the_plain_sum_of_the_points(form):
    instrument, answers = form
    plain = sum(points(item, answers[item.number]) for item in instrument.items if item.scored)
    assert score(instrument, answers).total.value == plain * instrument.total.multiply


def test_every_pattern_of_missing_items_of_a_short_form_follows_its_rule():
    for instrument in FORMS:
        scored = [item.number for item in instrument.items if item.scored]
        if len(scored) > 10:
            continue
        risky = {risk.number for risk in instrument.risk_items}
        for pattern in range(2 ** len(scored)):
            missing = {number for place, number in enumerate(scored) if pattern >> place & 1}
            answers = {number: None if number in missing else instrument.items[number - 1].low for number in scored}
            expected = len(missing) <= instrument.missing.allowed and not missing & risky
            assert (score(instrument, answers).total.value is not None) is expected, (instrument.id, sorted(missing))
