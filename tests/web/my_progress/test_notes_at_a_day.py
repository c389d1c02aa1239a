"""A client's words at a day: kept, replaced, taken back, and entered as a life event by the therapist."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.models import LifeEvent, Session
from fullarc.web.my_progress.actions import NoteRefused, take_over, write_note
from fullarc.web.my_progress.models import DayNote
from fullarc.web.progress.queries import timeline_of_course


def url(cast: Cast, days: int = 3) -> str:
    return reverse("my_progress:note", args=[f"{cast.course.began + timedelta(days=days):%Y-%m-%d}"])


def current() -> list[str]:
    return [note.text for note in DayNote.objects.filter(taken_back_at=None)]


def test_words_at_a_day_are_kept_and_shown_to_the_therapist(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(url(cast), {"text": "exam week"})
    assert current() == ["exam week"]
    assert "exam week" in signed_in(cast.mira).get(reverse("my_progress:for_client", args=[cast.client.id])).content.decode()


def test_newer_words_take_their_place_and_none_take_them_back(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    for text in ("exam week", "exams, second week", "exams, second week"):
        browser.post(url(cast), {"text": text})
    assert current() == ["exams, second week"]
    assert DayNote.objects.count() == 2
    browser.post(url(cast), {"text": "  "})
    assert current() == []
    assert "second week" not in signed_in(cast.mira).get(reverse("my_progress:for_client", args=[cast.client.id])).content.decode()


@pytest.mark.parametrize("day", ["1999-01-01", "2999-01-01", "nonsense", "2026-02-30"])
def test_a_day_outside_the_course_is_not_there(day: str, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.nora).get(reverse("my_progress:note", args=[day])).status_code == 404


def test_too_many_words_are_refused_and_stay_in_the_field(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.nora).post(url(cast), {"text": "x" * 121})
    assert answer.status_code == 422
    assert "x" * 121 in answer.content.decode()
    with pytest.raises(NoteRefused):
        write_note(cast.course, cast.course.began, "x" * 121, today=timezone.localdate(), by=cast.nora)
    assert current() == []


def test_taken_over_it_is_a_life_event_of_the_course_once(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(url(cast), {"text": "exam week"})
    assert timeline_of_course(cast.course).events == ()
    [note] = DayNote.objects.all()
    for _ in range(2):
        signed_in(cast.mira).post(reverse("my_progress:take_over", args=[cast.client.id, note.id]))
    [event] = timeline_of_course(cast.course).events
    assert (event.date, event.text) == (note.date, "exam week")
    assert LifeEvent.objects.count() == 1
    assert take_over(note, by=cast.mira) == LifeEvent.objects.get()


def test_what_was_taken_back_cannot_be_taken_over(cast: Cast, signed_in: SignIn) -> None:
    note = write_note(cast.course, cast.course.began, "exam week", today=timezone.localdate(), by=cast.nora)
    assert note is not None
    write_note(cast.course, cast.course.began, "", today=timezone.localdate(), by=cast.nora)
    assert signed_in(cast.mira).post(reverse("my_progress:take_over", args=[cast.client.id, note.id])).status_code == 404


def test_the_database_keeps_a_clients_words_as_they_were(cast: Cast) -> None:
    write_note(cast.course, cast.course.began, "exam week", today=timezone.localdate(), by=cast.nora)
    for change in (lambda: DayNote.objects.update(date=timezone.localdate()), lambda: DayNote.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_hostile_words_are_words(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(url(cast), {"text": "<img src=x onerror=alert(1)>"})
    assert "<img src=x" not in signed_in(cast.nora).get("/me/progress/").content.decode()
    assert "<img src=x" not in signed_in(cast.mira).get(reverse("my_progress:for_client", args=[cast.client.id])).content.decode()


def test_it_stands_on_the_sheet_before_the_session_with_what_was_written_for_it(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    browser = signed_in(cast.nora)
    browser.post(url(cast), {"text": "exam week"})
    browser.post(reverse("my_progress:month", args=[f"{today:%Y-%m}"]), {"text": "Too many questions."})
    session = Session.objects.create(course=cast.course, date=today, minutes=50, attendance=Session.State.PLANNED)
    sheet = signed_in(cast.mira).get(reverse("today:sheet", args=[cast.client.id, session.id])).content.decode()
    assert "“exam week”" in sheet
    assert "For the session: “Too many questions.”" in sheet
