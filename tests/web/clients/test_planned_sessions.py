"""Sessions planned ahead: in a row, moved, cancelled, attended; what is only planned is evidence of nothing."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.timeline import Attendance
from fullarc.web.audit.models import Event
from fullarc.web.clients import scheduling
from fullarc.web.clients.models import Session
from fullarc.web.clients.scheduling import MOST, CannotPlan, days_of
from fullarc.web.notes.actions import begin_note, session_on
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.versions import EditedMeanwhile

MONDAY = date(2026, 3, 2)


def planned(cast: Cast, *, in_days: int = 0, weeks: int = 1) -> list[Session]:
    first = timezone.localdate() + timedelta(days=in_days)
    days = days_of(first, 1, times=weeks) if weeks > 1 else [first]
    return list(scheduling.plan_sessions(cast.course, Session(begins=time(10), minutes=50), days, by=cast.mira).sessions)


def test_every_two_weeks_until_a_day_ends_on_or_before_that_day() -> None:
    assert days_of(MONDAY, 2, until=date(2026, 3, 31)) == [MONDAY, date(2026, 3, 16), date(2026, 3, 30)]
    assert days_of(MONDAY, 2, until=date(2026, 3, 30))[-1] == date(2026, 3, 30)


@given(every=st.sampled_from([1, 2]), times=st.integers(1, MOST))
def test_a_row_keeps_its_weekday_and_its_length(every: int, times: int) -> None:
    days = days_of(MONDAY, every, times=times)
    assert len(set(days)) == times
    assert {day.weekday() for day in days} == {0}


@pytest.mark.parametrize(
    "end", [{}, {"times": 3, "until": date(2026, 9, 1)}, {"times": 105}, {"until": date(2026, 3, 1)}, {"until": date(2046, 3, 1)}]
)
def test_a_row_without_one_sensible_end_is_refused(end: dict[str, object]) -> None:
    with pytest.raises(CannotPlan):
        days_of(MONDAY, 1, **end)  # type: ignore[arg-type]


def test_a_planned_session_is_no_evidence_until_attendance_is_said(cast: Cast) -> None:
    before = timeline_of_course(cast.course).sessions
    [session] = planned(cast)
    assert timeline_of_course(cast.course).sessions == before
    assert session.number is None
    scheduling.set_attendance(session, "attended", by=cast.mira, started_from=1)
    assert timeline_of_course(cast.course).sessions[-1].number == 3
    assert session.number == 3


@pytest.mark.parametrize(
    ("state", "counts_as"), [("missed", Attendance.MISSED), ("late_cancelled", Attendance.CANCELLED), ("cancelled", Attendance.CANCELLED)]
)
def test_what_became_of_a_session_counts_for_the_signals_as_before(cast: Cast, state: str, counts_as: Attendance) -> None:
    [session] = planned(cast)
    scheduling.set_attendance(session, state, by=cast.mira, started_from=1)
    assert timeline_of_course(cast.course).sessions[-1].attendance is counts_as


def test_nobody_has_come_before_the_day_itself(cast: Cast) -> None:
    [session] = planned(cast, in_days=3)
    with pytest.raises(CannotPlan, match="still to come"):
        scheduling.set_attendance(session, "attended", by=cast.mira, started_from=1)


def test_of_two_clicks_on_one_session_the_second_is_told(cast: Cast) -> None:
    [session] = planned(cast)
    scheduling.set_attendance(session, "missed", by=cast.mira, started_from=1)
    with pytest.raises(EditedMeanwhile):
        scheduling.set_attendance(Session.objects.get(pk=session.pk), "attended", by=cast.mira, started_from=1)


def test_days_that_have_a_session_at_that_time_are_left_out_and_told(cast: Cast) -> None:
    [first] = planned(cast, in_days=7)
    again = scheduling.plan_sessions(cast.course, Session(begins=time(10)), days_of(first.date, 1, times=3), by=cast.mira)
    assert again.taken == (first.date,)
    assert len(again.sessions) == 2


def test_a_row_moves_with_its_later_sessions_and_the_earlier_ones_stay(cast: Cast) -> None:
    rows = planned(cast, in_days=1, weeks=3)
    target = rows[1].date + timedelta(days=2)
    assert scheduling.move_session(rows[1], target, time(11), and_later=True, by=cast.mira, started_from=1) == 2
    now = list(Session.objects.filter(series=rows[0].series).order_by("date").values_list("date", "begins"))
    assert now == [(rows[0].date, time(10)), (target, time(11)), (target + timedelta(days=7), time(11))]


def test_a_session_is_not_moved_before_its_course_and_then_nothing_has_moved(cast: Cast) -> None:
    [session] = planned(cast)
    with pytest.raises(CannotPlan):
        scheduling.move_session(session, cast.course.began - timedelta(days=1), None, and_later=False, by=cast.mira, started_from=1)
    assert Session.objects.get(pk=session.pk).date == timezone.localdate()


def test_cancelling_a_row_leaves_what_was_attended(cast: Cast) -> None:
    rows = planned(cast, weeks=3)
    scheduling.set_attendance(rows[0], "attended", by=cast.mira, started_from=1)
    assert scheduling.cancel_with_later(rows[1], by=cast.mira, started_from=1) == 2
    states = Session.objects.filter(series=rows[0].series).order_by("date").values_list("attendance", flat=True)
    assert list(states) == ["attended", "cancelled", "cancelled"]


def test_a_note_begun_on_a_planned_session_says_that_it_was_attended(cast: Cast) -> None:
    [session] = planned(cast)
    found = session_on(cast.course, timezone.localdate(), minutes=None, by=cast.mira)
    assert (found.pk, found.attendance, found.number) == (session.pk, "attended", 3)
    begin_note(found, by=cast.mira, format_key="soap")
    with pytest.raises(CannotPlan, match="note is written"):
        scheduling.set_attendance(found, "planned", by=cast.mira, started_from=found.version)


def test_a_row_is_planned_and_one_of_it_cancelled_through_the_browser(cast: Cast, signed_in: SignIn) -> None:
    browser, first = signed_in(cast.mira), timezone.localdate() + timedelta(days=1)
    given = {"date": str(first), "begins": "10:00", "minutes": "50", "format": "video", "repeat": "1", "times": "4"}
    answer = browser.post(f"/clients/{cast.client.id}/courses/{cast.course.id}/sessions/plan/", given, follow=True)
    assert "4 sessions are planned" in answer.content.decode()
    session = Session.objects.filter(attendance="planned").earliest("date")
    sent = {"attendance": "cancelled", "from_version": "1", "next": "//elsewhere.example"}
    answer = browser.post(f"/clients/{cast.client.id}/sessions/{session.id}/attendance/", sent)
    assert answer.headers["Location"] == f"/clients/{cast.client.id}/"
    assert Session.objects.get(pk=session.pk).attendance == "cancelled"
    assert Event.objects.filter(action__in=["sessions.planned", "session.attendance_set"], client=cast.client.id).count() == 2


@pytest.mark.parametrize("change", [{"repeat": "1"}, {"date": "2020-01-01"}, {"minutes": "999"}, {"repeat": "1", "times": "500"}])
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_planned(cast: Cast, signed_in: SignIn, change: dict[str, str]) -> None:
    first = timezone.localdate() + timedelta(days=1)
    given = {"date": str(first), "begins": "10:00", "minutes": "50", "format": "video", "repeat": "0", **change}
    page = signed_in(cast.mira).post(f"/clients/{cast.client.id}/courses/{cast.course.id}/sessions/plan/", given)
    assert page.status_code == 422
    assert not Session.objects.filter(attendance="planned").exists()


def test_a_session_on_a_day_to_come_cannot_have_been_attended(cast: Cast, signed_in: SignIn) -> None:
    given = {"date": str(timezone.localdate() + timedelta(days=1)), "attendance": "attended", "format": "video"}
    page = signed_in(cast.mira).post(f"/clients/{cast.client.id}/courses/{cast.course.id}/sessions/new/", given)
    assert page.status_code == 422
    assert "still to come" in page.content.decode()


def test_the_tick_is_kept_with_the_session_with_who_and_when(cast: Cast) -> None:
    scheduling.set_discussed(cast.session, True, by=cast.mira)
    session = Session.objects.get(pk=cast.session.pk)
    assert (session.discussed_by, session.discussed_at is None) == (cast.mira, False)
    scheduling.set_discussed(session, False, by=cast.mira)
    assert Event.objects.filter(action="session.discussed").count() == 2
