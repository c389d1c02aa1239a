"""Bringing in a calendar: nothing is stored before the preview was confirmed, and then all or nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.today.models import BroughtIn, CalendarName


def calendar(title: str = "Therapy C-0417", *, weeks: int = 3, clock: str = "100000", uid: str = "x-1") -> SimpleUploadedFile:
    first = timezone.localdate() + timedelta(days=1)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t", "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}"]
    lines += [f"DTSTART:{first:%Y%m%d}T{clock}", "DURATION:PT50M", f"RRULE:FREQ=WEEKLY;COUNT={weeks}", "END:VEVENT", "END:VCALENDAR", ""]
    return SimpleUploadedFile("calendar.ics", "\r\n".join(lines).encode(), content_type="text/calendar")


def looked_at(cast: Cast, signed_in: SignIn, **more: object) -> dict[str, object]:
    page = signed_in(cast.mira).post("/today/calendar/", {"calendar": calendar(**more)})  # type: ignore[arg-type]
    assert page.status_code == 200
    titles = page.context["titles"]
    return {"held": page.context["held"], "title": [each.title for each, _ in titles], "code": [code for _, code in titles]}


def planned() -> int:
    return Session.objects.filter(attendance="planned").count()


def test_the_preview_stores_nothing_and_proposes_by_the_code(cast: Cast, signed_in: SignIn) -> None:
    given = looked_at(cast, signed_in)
    assert given["code"] == ["C-0417"]
    assert (planned(), BroughtIn.objects.count(), CalendarName.objects.count()) == (0, 0, 0)


def test_confirmed_entries_become_planned_sessions_and_a_second_time_they_are_known(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for _ in range(2):
        browser.post("/today/calendar/bring-in/", looked_at(cast, signed_in))
        assert planned() == 3
    again = browser.post("/today/calendar/", {"calendar": calendar()})
    assert (again.context["preview"].known, again.context["titles"]) == (3, [])
    assert Event.objects.filter(action="sessions.planned", client=cast.client.id).get().count == 3


def test_a_session_that_was_removed_as_a_mistake_does_not_come_back_with_the_calendar(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post("/today/calendar/bring-in/", looked_at(cast, signed_in))
    gone = Session.objects.filter(attendance="planned").earliest("date")
    browser.post(f"/clients/{cast.client.pk}/sessions/{gone.pk}/remove/", {"from_version": gone.version})
    assert (planned(), BroughtIn.objects.count()) == (2, 3)
    again = browser.post("/today/calendar/", {"calendar": calendar()})
    assert (again.context["preview"].known, again.context["titles"], again.context["preview"].moved) == (3, [], ())


def test_the_same_preview_sent_twice_plans_once(cast: Cast, signed_in: SignIn) -> None:
    given, browser = looked_at(cast, signed_in), signed_in(cast.mira)
    for _ in range(2):
        assert browser.post("/today/calendar/bring-in/", given).status_code == 302
    assert planned() == 3


def test_a_choice_is_remembered_without_the_title_lying_in_the_database(cast: Cast, signed_in: SignIn) -> None:
    given = looked_at(cast, signed_in, title="Nora weekly")
    assert given["code"] == [""]
    signed_in(cast.mira).post("/today/calendar/bring-in/", {**given, "code": [f"{cast.client.code} {cast.client.name}"]})
    assert looked_at(cast, signed_in, title="nora  Weekly", uid="x-2")["code"] == ["C-0417"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM today_calendarname")
        assert "nora" not in str(cursor.fetchall()).lower()


def test_what_was_left_empty_is_left_out(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.mira).post("/today/calendar/bring-in/", {**looked_at(cast, signed_in), "code": [""]})
    assert (planned(), BroughtIn.objects.count()) == (0, 0)


def test_somebody_else_s_client_is_refused_and_nothing_is_half_written(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).post("/today/calendar/bring-in/", {**looked_at(cast, signed_in), "code": [cast.foreign.code]})
    assert page.status_code == 422
    assert "not that of a client of yours" in page.content.decode()
    assert (planned(), CalendarName.objects.count()) == (0, 0)


def test_a_preview_of_somebody_else_or_a_changed_one_is_refused(cast: Cast, signed_in: SignIn) -> None:
    given = looked_at(cast, signed_in)
    assert signed_in(cast.colleague).post("/today/calendar/bring-in/", given).status_code == 422
    assert signed_in(cast.mira).post("/today/calendar/bring-in/", {**given, "held": f"{given['held']}x"}).status_code == 422
    assert planned() == 0


def test_a_session_that_is_there_already_is_not_planned_twice(cast: Cast, signed_in: SignIn) -> None:
    first = timezone.localdate() + timedelta(days=1)
    Session.objects.create(course=cast.course, date=first, begins="10:00", attendance="planned")
    answer = signed_in(cast.mira).post("/today/calendar/bring-in/", looked_at(cast, signed_in), follow=True)
    assert "2 sessions planned. 1 had a session at that time already." in answer.content.decode()
    assert planned() == 3


def test_an_entry_that_was_moved_in_the_calendar_is_told_of_and_not_moved(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    one = {"weeks": 1}
    browser.post("/today/calendar/bring-in/", looked_at(cast, signed_in, **one))
    assert planned() == 1
    Session.objects.filter(attendance="planned").update(begins="09:00")
    page = browser.post("/today/calendar/", {"calendar": calendar(weeks=1)})
    assert len(page.context["preview"].moved) == 1
    assert "Move it" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"])
def test_a_broken_file_is_refused_in_words(cast: Cast, signed_in: SignIn, content: bytes) -> None:
    page = signed_in(cast.mira).post("/today/calendar/", {"calendar": SimpleUploadedFile("x.ics", content)})
    assert page.status_code == 422
    assert planned() == 0


def test_entries_after_the_course_has_ended_are_left_out_and_counted(cast: Cast, signed_in: SignIn) -> None:
    cast.course.ended = timezone.localdate()
    cast.course.save()
    answer = signed_in(cast.mira).post("/today/calendar/bring-in/", looked_at(cast, signed_in), follow=True)
    assert "3 left out: the client has no open course of care" in answer.content.decode()
    assert planned() == 0
