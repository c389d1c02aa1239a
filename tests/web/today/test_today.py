"""Today: the day's sessions of one's own clients, each with the sheet that is read in 30 seconds."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn

from fullarc.reading import reader
from fullarc.web.access.models import CareTeam
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.clients.scheduling import plan_sessions, set_attendance
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes.actions import import_note
from fullarc.web.signals.actions import raise_signal
from fullarc.web.today.models import KeptSheet
from fullarc.web.today.queries import own_adherence
from fullarc.web.today.sheets import kept_sheets, sheet_for

PLAN = "Plan: Homework: ride the train alone twice. Look at sleep."


def planned(cast: Cast, at: time | None = time(10), *, course: object = None, by: object = None) -> Session:
    like = Session(begins=at, minutes=50)
    return plan_sessions(course or cast.course, like, [timezone.localdate()], by=by or cast.mira).sessions[0]  # type: ignore[arg-type]


def test_the_sessions_stand_in_order_of_time_and_those_of_others_are_not_there(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    later = add_record("C-0700", "Later One", cast.mira, today)
    for course, at, by in [
        (later.courses.get(), time(9), cast.mira),
        (cast.course, time(15), cast.mira),
        (cast.foreign.courses.get(), time(8), cast.colleague),
    ]:
        planned(cast, at, course=course, by=by)
    page = signed_in(cast.mira).get("/today/")
    assert [slot.client.code for slot in page.context["day"].slots] == ["C-0700", "C-0417"]
    assert cast.foreign.name not in page.content.decode()


def test_a_supervisor_sees_no_sessions_of_supervisees_on_their_own_day(cast: Cast, signed_in: SignIn) -> None:
    planned(cast)
    assert signed_in(cast.supervisor).get("/today/").context["day"].slots == ()


def test_whoever_left_the_care_team_has_the_session_no_longer_on_their_day(cast: Cast, signed_in: SignIn) -> None:
    planned(cast)
    CareTeam.objects.filter(user=cast.mira).update(ends=timezone.localdate() - timedelta(days=1))
    assert signed_in(cast.mira).get("/today/").context["day"].slots == ()


def test_the_page_waits_neither_for_the_reader_nor_for_an_assessment(
    cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(cast)
    import_note(cast.session, text="Sleeps badly.", source_name="1.txt", by=cast.mira)

    def must_not(*_: object, **__: object) -> None:
        raise AssertionError("The page judged a course while somebody waited.")

    monkeypatch.setattr("fullarc.web.today.sheets.renewed", must_not)
    monkeypatch.setattr("fullarc.web.findings.actions.read", must_not)
    assert reader.read is not must_not
    page = signed_in(cast.mira).get("/today/").content.decode()
    assert "data-load-sheet" in page
    assert "The sheet is being made" in page


def test_a_sheet_is_made_once_and_made_anew_after_a_change(cast: Cast, signed_in: SignIn) -> None:
    session, today, browser = planned(cast), timezone.localdate(), signed_in(cast.mira)
    assert browser.get(f"/clients/{cast.client.id}/sessions/{session.id}/sheet/?piece=1").status_code == 200
    assert kept_sheets([cast.course], today).keys() == {cast.course.pk}
    assert "The sheet is being made" not in browser.get("/today/").content.decode()
    set_attendance(session, "missed", by=cast.mira, started_from=1)
    assert not kept_sheets([cast.course], today)
    assert KeptSheet.objects.count() == 1


def test_the_sheet_of_yesterday_is_made_anew(cast: Cast) -> None:
    today = timezone.localdate()
    sheet_for(cast.course, today, by=cast.mira)
    assert not kept_sheets([cast.course], today + timedelta(days=1))


def test_the_kept_sheet_is_encrypted(cast: Cast) -> None:
    agree_goal(cast.course, Goal(text="Canarygoal on the train", agreed_on=cast.course.began), by=cast.mira)
    sheet_for(cast.course, timezone.localdate(), by=cast.mira)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sheet FROM today_keptsheet")
        assert "Worth" not in cursor.fetchone()[0]
        cursor.execute("SELECT sheet FROM today_keptsheet")
        assert "question" not in cursor.fetchone()[0]


def test_the_last_plan_its_homework_and_homework_that_was_not_spoken_of_stand_on_the_sheet(cast: Cast) -> None:
    first, second = cast.course.sessions.order_by("date")
    import_note(first, text=f"She was anxious.\n{PLAN}", source_name="1.txt", by=cast.mira)
    import_note(second, text="Slept better.\nPlan: Homework: write a diary.", source_name="2.txt", by=cast.mira)
    sheet = sheet_for(cast.course, timezone.localdate(), by=cast.mira)
    assert any("diary" in line for line in sheet.homework)
    assert any("train" in line for line in sheet.unspoken)
    assert sheet.rule == "homework"
    assert "does not mention it" in sheet.why


def test_a_measure_that_is_usual_and_not_given_yet_is_due(cast: Cast) -> None:
    today = timezone.localdate()
    for days, value in ((28, 18), (21, 15), (14, 12)):
        if days == 14:
            Session.objects.create(course=cast.course, date=today - timedelta(days=days), minutes=50)
        enter_totals(cast.course, measure="phq-9", values={"total": value}, on=today - timedelta(days=days), by=cast.mira, mode="staff")
    sheet = sheet_for(cast.course, today, by=cast.mira)
    assert [line.split(",")[0] for line in sheet.due] == ["PHQ-9"]
    assert "went from 15 to 12, within measurement error" in sheet.changes[0].text


def test_the_tick_is_kept_and_stands_in_the_trail(cast: Cast, signed_in: SignIn) -> None:
    session, browser = planned(cast), signed_in(cast.mira)
    answer = browser.post(f"/clients/{cast.client.id}/sessions/{session.id}/discussed/", {"discussed": "yes", "next": "/today/"})
    assert answer.headers["Location"] == "/today/"
    session.refresh_from_db()
    assert session.discussed_by == cast.mira
    assert Event.objects.filter(action="session.discussed", client=cast.client.id).count() == 1


def test_another_day_is_reached_by_its_date_and_what_is_no_day_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = browser.get(f"/today/{cast.session.date}/")
    assert cast.session in [slot.session for slot in page.context["day"].slots]
    assert browser.get("/today/2026-02-30/").status_code == 404
    assert browser.get("/today/go/", {"day": "2026-03-02"}).headers["Location"] == "/today/2026-03-02/"


def test_one_click_begins_the_note_of_a_planned_session_in_the_usual_format(cast: Cast, signed_in: SignIn) -> None:
    session, browser = planned(cast), signed_in(cast.mira)
    given = {"date": str(timezone.localdate()), "format": "soap", "minutes": "50"}
    answer = browser.post(f"/clients/{cast.client.id}/courses/{cast.course.id}/notes/new/", given)
    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.attendance == "attended"
    assert "Go on with the note" in browser.get("/today/").content.decode()


def test_one_s_own_measuring_counts_forms_near_a_session(cast: Cast) -> None:
    first, second = cast.course.sessions.order_by("date")
    enter_totals(cast.course, measure="phq-9", values={"total": 12}, on=first.date + timedelta(days=3), by=cast.mira, mode="staff")
    own = own_adherence(cast.mira, timezone.localdate())
    assert own is not None
    of_the_ward = cast.ward_client.sessions.count()
    assert (own.scored, own.due) == (1, 2 + of_the_ward)
    assert second.date > first.date + timedelta(days=3)
    assert own_adherence(cast.owner, timezone.localdate()) is None


def test_a_day_with_many_sessions_takes_as_many_queries_as_a_day_with_one(cast: Cast, signed_in: SignIn) -> None:
    browser, today, counts = signed_in(cast.mira), timezone.localdate(), []
    planned(cast)
    sheet_for(cast.course, today, by=cast.mira)
    for batch in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = browser.get("/today/")
        counts.append((len(queries), len(page.context["day"].slots)))
        if batch == 0:
            courses = [add_record(f"B-{n}", "Somebody", cast.mira, today).courses.get() for n in range(30)]
            Session.objects.bulk_create(Session(course=c, date=today, attendance="planned", begins=time(8)) for c in courses)
            sheet_for(courses[0], today, by=cast.mira)
    assert [slots for _, slots in counts] == [1, 31]
    assert counts[0][0] == counts[1][0]


def test_the_list_of_the_day_leaves_a_line_in_the_trail(cast: Cast, signed_in: SignIn) -> None:
    planned(cast)
    signed_in(cast.mira).get("/today/")
    event = Event.objects.latest("sequence")
    assert (event.action, event.count) == ("records.listed", 1)


def test_an_earlier_session_that_nobody_has_told_about_is_asked_for(cast: Cast, signed_in: SignIn) -> None:
    Session.objects.create(course=cast.course, date=timezone.localdate() - timedelta(days=2), attendance="planned")
    page = " ".join(signed_in(cast.mira).get("/today/").content.decode().split())
    assert "1 earlier session is still only planned" in page


def test_a_clinician_lands_on_today_after_signing_in(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get("/landing/").headers["Location"] == "/today/"
    assert signed_in(cast.front_desk).get("/landing/").headers["Location"] == "/clients/"


@pytest.mark.parametrize("state", ["missed", "cancelled", "late_cancelled"])
def test_a_session_that_did_not_happen_asks_for_no_note(cast: Cast, signed_in: SignIn, state: str) -> None:
    set_attendance(planned(cast), state, by=cast.mira, started_from=1)
    [slot] = signed_in(cast.mira).get("/today/").context["day"].slots
    assert not slot.wants_a_note
    assert not slot.unfolded


def test_the_number_of_a_planned_session_is_the_one_it_will_have(cast: Cast, signed_in: SignIn) -> None:
    planned(cast)
    [slot] = signed_in(cast.mira).get("/today/").context["day"].slots
    assert slot.number == 3
    assert isinstance(slot.session.date, date)


def test_of_signals_of_one_day_the_one_to_acknowledge_is_the_gravest_and_not_the_newest(cast: Cast, signed_in: SignIn) -> None:
    planned(cast)
    grave = raise_signal(cast.client, kind="suicide_intent", reason="x speaks of intent", source=cast.session, on=cast.session.date)
    raise_signal(cast.client, kind="self_harm_urge", reason="x speaks of urges", source=cast.session, on=cast.session.date)
    page = signed_in(cast.mira).get("/today/").content.decode()
    agenda = page[page.index('class="agenda"') :]
    assert reverse("signals:signal", args=[cast.client.pk, grave.pk]) in agenda
