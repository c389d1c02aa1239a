"""The staff's page of check-ins: assigned, seen, changed, resting, ended."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.check_ins.objects import an_assignment
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.check_ins.models import Assignment, DueCheckIn
from fullarc.web.clients.models import Session
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration


def page(cast: Cast, name: str = "check_ins", *more: object) -> str:
    return reverse(f"check_ins:{name}", args=[cast.client.id, *more])


def send(cast: Cast, signed_in: SignIn, **given: object) -> HttpResponse:
    form = {
        "course": cast.course.pk,
        "what": "measure:phq-9",
        "rhythm": "daily",
        "begins": timezone.localdate().isoformat(),
        "remind": "on",
    }
    return signed_in(cast.mira).post(page(cast, "assign"), {**form, **given})


def test_a_measure_is_assigned_and_stands_on_the_page_as_open(cast: Cast, signed_in: SignIn) -> None:
    assert send(cast, signed_in).status_code == 302
    shown = signed_in(cast.mira).get(page(cast)).content.decode()
    assert "PHQ-9" in shown
    assert "every day" in shown
    assert "nothing was due yet" in shown
    assert "open until" in shown
    assert Event.objects.filter(action="check_in.assigned", actor=cast.mira.pk, client=cast.client.pk).count() == 1


def test_what_came_in_is_counted_in_words(cast: Cast, signed_in: SignIn) -> None:
    row = an_assignment(cast, cast.client)
    answers = dict.fromkeys(range(1, 8), 1)
    enter_answers(cast.course, measure="gad-7", answers=answers, on=timezone.localdate(), by=cast.mira, mode=Administration.Mode.STAFF)
    shown = signed_in(cast.supervisor).get(page(cast)).content.decode()
    assert "1 of 1 came in" in shown
    assert "answered</span>" in shown
    assert "Let it rest" not in shown  # a supervisor reads
    assert row.due.get().state == DueCheckIn.State.ANSWERED


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"rhythm": "weekly"}, "needs a day of the week"),
        ({"ends": "2020-01-01"}, "lies before the first"),
        ({"what": "measure:bdi-ii"}, "Select a valid choice"),
        ({"rhythm": "hourly"}, "Select a valid choice"),
    ],
)
def test_what_means_nothing_is_refused_in_words(cast: Cast, signed_in: SignIn, given: dict[str, object], word: str) -> None:
    response = send(cast, signed_in, **given)
    assert response.status_code == 422
    assert word in response.content.decode()
    assert not Assignment.objects.exists()


def test_the_same_measure_twice_is_refused(cast: Cast, signed_in: SignIn) -> None:
    send(cast, signed_in)
    assert "assigned already" in send(cast, signed_in).content.decode()
    assert Assignment.objects.count() == 1


def test_it_is_changed_rests_goes_on_and_ends(cast: Cast, signed_in: SignIn) -> None:
    row = an_assignment(cast, cast.client)
    browser = signed_in(cast.mira)
    form = browser.get(page(cast, "change", row.pk)).context["form"]
    given = {"from_version": form.initial["from_version"], "rhythm": "daily", "begins": row.begins.isoformat(), "weekday": ""}
    assert browser.post(page(cast, "change", row.pk), given).status_code == 302
    assert browser.post(page(cast, "change", row.pk), given).status_code == 409  # from an older version
    row.refresh_from_db()
    assert row.remind is False
    browser.post(page(cast, "rest", row.pk))
    assert "rests from" in browser.get(page(cast)).content.decode()
    browser.post(page(cast, "resume", row.pk))
    assert "rests from" not in browser.get(page(cast)).content.decode()
    browser.post(page(cast, "end", row.pk))
    assert "Nothing is sent to this client" in browser.get(page(cast)).content.decode()
    assert browser.get(page(cast, "change", row.pk)).status_code == 404
    deeds = Event.objects.filter(action__startswith="check_in.").order_by("sequence").values_list("action", flat=True)
    assert [deed.partition(".")[2] for deed in deeds] == ["assigned", "changed", "rested", "resumed", "ended"]


def test_another_rhythm_begins_anew_and_the_old_one_stands_below(cast: Cast, signed_in: SignIn) -> None:
    row = an_assignment(cast, cast.client)
    given = {"from_version": row.version, "rhythm": "weekly", "begins": row.begins.isoformat(), "weekday": "0", "remind": "on"}
    signed_in(cast.mira).post(page(cast, "change", row.pk), given)
    shown = signed_in(cast.mira).get(page(cast)).content.decode()
    assert "every Monday" in shown
    assert "<h2>Ended</h2>" in shown


def test_without_an_open_course_nothing_can_be_assigned(cast: Cast, signed_in: SignIn) -> None:
    cast.course.ended = timezone.localdate() - timedelta(days=1)
    cast.course.save()
    browser = signed_in(cast.mira)
    assert "No course of care is open" in browser.get(page(cast, "assign")).content.decode()
    assert "No course of care is open" in browser.get(page(cast)).content.decode()
    assert send(cast, signed_in).status_code == 422


def test_the_number_of_queries_of_the_page_is_fixed(cast: Cast, signed_in: SignIn) -> None:
    browser, counted = signed_in(cast.mira), []
    for what in ("measure:phq-9", "log:mood-journal", "log:diary-card"):
        send(cast, signed_in, what=what)
        with CaptureQueriesContext(connection) as looked:
            browser.get(page(cast))
        counted.append(len(looked))
    assert len(set(counted)) == 1


def test_the_sheet_of_the_day_says_what_was_sent_and_not_answered(cast: Cast, signed_in: SignIn) -> None:
    an_assignment(cast, cast.client)
    planned = Session.objects.create(course=cast.course, date=timezone.localdate(), attendance=Session.State.PLANNED)
    address = reverse("today:sheet", args=[cast.client.id, planned.id])
    assert "GAD-7 was sent and is not answered yet" in signed_in(cast.mira).get(address).content.decode()
