"""Measures that were due, and signs that a client may be leaving."""

from datetime import date, timedelta

import pytest

from fullarc.change.adherence import NONE_CLOSED, NONE_DUE, Due, adherence, coverage_sentence, has_pair, paired_share, risk_item_share
from fullarc.change.attendance import NOT_MEASURED, Appointment, Ending, is_dropout, signs_of_leaving
from fullarc.change.direction import NotEnough

MARCH = date(2026, 3, 2)


def week(number):
    return MARCH + timedelta(weeks=number)


def test_nine_of_twelve_due_measures_are_three_quarters():
    occasions = [Due(week(n), scored=n not in (4, 5, 11)) for n in range(12)]
    found = adherence([*occasions, Due(week(12), scored=False, declined="one-off contact")])
    assert (found.scored, found.due, found.share, found.longest_gap) == (9, 12, 0.75, 21)
    assert found.not_due == ("one-off contact",)


def test_nothing_due_is_no_adherence_and_one_score_has_no_gap():
    with pytest.raises(NotEnough, match=NONE_DUE):
        adherence([Due(week(0), scored=True, declined="declined measuring")])
    assert adherence([Due(week(0), scored=True)]).longest_gap == 0


def test_the_gap_is_the_longest_between_scored_measures_in_order_of_date():
    occasions = [Due(week(9), scored=True), Due(week(0), scored=True), Due(week(2), scored=True), Due(week(5), scored=False)]
    assert adherence(occasions).longest_gap == 49


def test_a_pair_needs_a_score_in_the_last_two_attended_sessions():
    attended = [week(n) for n in range(6)]
    assert has_pair([week(0), week(4)], attended)
    assert has_pair([week(0), week(3)], attended) is False
    assert has_pair([week(5)], attended) is False
    assert not has_pair([week(5), week(5)], attended)
    assert not has_pair([week(0), week(4)], [])
    assert has_pair([week(0), week(1)], [week(0)])


def test_a_report_says_on_how_many_clients_it_rests():
    assert (paired_share(3, 4), paired_share(1, 1), paired_share(0, 1)) == (0.75, 1, 0)
    assert coverage_sentence(59, 100) == "Based on 59 of 100 clients."
    assert coverage_sentence(60, 100) == ""
    for paired, closed in ((0, 0), (5, 4), (-1, 4)):
        with pytest.raises(NotEnough, match=NONE_CLOSED):
            paired_share(paired, closed)


def test_the_share_of_answered_risk_items_is_given():
    assert risk_item_share(9, 10) == 0.9
    assert risk_item_share(0, 1) == 0
    for answered, forms in ((0, 0), (2, 1), (-1, 1)):
        with pytest.raises(NotEnough, match="No share"):
            risk_item_share(answered, forms)


def visits(*missed):
    return [Appointment(week(n), flag) for n, flag in enumerate(missed)]


def test_two_missed_sessions_in_a_row_are_a_sign():
    after = week(5) + timedelta(days=1)
    assert signs_of_leaving(visits(False, False, False, False, True, True), after, next_booked=True) == ("the last 2 sessions were missed",)
    assert signs_of_leaving(visits(False, False, False, True, False, True), after, next_booked=True) == ()
    assert signs_of_leaving(visits(False, False, False, False, True, True), week(5), next_booked=True) == (
        "the last 2 sessions were missed",
    )


def test_only_the_latest_sessions_in_a_row_count_as_missed():
    missed_since = visits(False, False, False, True, True, False, True, True, True)
    assert signs_of_leaving(missed_since, week(9), next_booked=True) == ("the last 3 sessions were missed",)
    assert signs_of_leaving(visits(False, False, False, True, True, True, False), week(9), next_booked=True) == ()
    assert signs_of_leaving([], week(9), next_booked=False) == ()


def test_a_missed_session_among_the_first_three_is_a_sign():
    after = week(5)
    assert signs_of_leaving(visits(False, True, False, False), after, next_booked=True) == ("1 of the first 3 sessions missed",)
    assert signs_of_leaving(visits(False, False, False, True, False), after, next_booked=True) == ()


def test_three_weeks_without_a_session_and_none_booked_are_a_sign():
    seen = visits(False, False)
    assert signs_of_leaving(seen, week(4) + timedelta(days=1), next_booked=False) == ("22 days since the last session, and none is booked",)
    assert signs_of_leaving(seen, week(4), next_booked=False) == ()
    assert signs_of_leaving(seen, week(9), next_booked=True) == ()
    assert signs_of_leaving([Appointment(week(0), missed=True)], week(9), next_booked=False) == ("1 of the first 1 sessions missed",)
    counted = signs_of_leaving(visits(False, False, False, False, True), week(7), next_booked=False)
    assert counted == ("28 days since the last session, and none is booked",)


def test_appointments_to_come_are_no_sign_yet():
    assert signs_of_leaving(visits(False, False, False, False, True, True), week(4), next_booked=True) == ()


def test_unanswered_measures_and_fallen_feedback_are_signs():
    found = signs_of_leaving(visits(False), week(0), next_booked=True, feedback_fell=True, answered=[True, False, False])
    assert found == ("session feedback fell", "the last 2 measures were not answered")
    assert signs_of_leaving(visits(False), week(0), next_booked=True, answered=[False, False, True, False]) == ()


@pytest.mark.parametrize(
    ("ending", "goals", "better", "dropout"),
    [
        (Ending.CLIENT_STOPPED, False, False, True),
        (Ending.LOST_CONTACT, None, False, True),
        (Ending.LOST_CONTACT, False, None, True),
        (Ending.CLIENT_STOPPED, True, False, False),
        (Ending.CLIENT_STOPPED, False, True, False),
        (Ending.AGREED, False, False, False),
        (Ending.MOVED, None, None, False),
    ],
)
def test_dropout_is_a_one_sided_ending_without_goals_or_reliable_change(ending, goals, better, dropout):
    assert is_dropout(ending, goals_reached=goals, reliably_better=better) is dropout


def test_a_one_sided_ending_of_which_nothing_is_known_is_not_judged():
    with pytest.raises(NotEnough, match=NOT_MEASURED):
        is_dropout(Ending.CLIENT_STOPPED, goals_reached=None, reliably_better=None)
