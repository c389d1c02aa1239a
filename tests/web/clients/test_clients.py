"""Clients, courses of care and sessions through the browser."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.access.models import CareTeam
from fullarc.web.audit.models import Event
from fullarc.web.clients import actions
from fullarc.web.clients.actions import add_client
from fullarc.web.clients.models import Client, CourseOfCare, Session


def test_a_clinician_who_adds_a_client_is_their_care_team(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).post("/clients/new/", {"name": "Otto New", "born": "1980-05-06"})
    client = Client.objects.get(code="C-0601")
    assert answer.headers["Location"] == f"/clients/{client.id}/"
    assert (client.name, client.born) == ("Otto New", date(1980, 5, 6))
    assert CareTeam.objects.get(client=client).user == cast.mira


def test_a_client_whom_the_front_desk_adds_has_no_care_team_yet(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.front_desk).post("/clients/new/", {"name": "Otto New", "code": "X-1"}).status_code == 302
    assert not CareTeam.objects.filter(client__code="X-1").exists()


def test_a_code_is_given_out_once(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).post("/clients/new/", {"name": "Otto New", "code": cast.foreign.code})
    assert page.status_code == 422
    assert "code" in page.context["form"].errors


def test_codes_go_on_from_the_highest(cast: Cast) -> None:
    today = date(2026, 1, 1)
    assert [add_client(by=cast.mira, today=today, name="N").code for _ in range(2)] == ["C-0601", "C-0602"]


def test_the_directory_holds_the_persons_own_clients_by_name_and_leaves_a_line(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get("/clients/")
    assert [row.client.code for row in page.context["page"].object_list] == [cast.client.code, cast.ward_client.code]
    event = Event.objects.latest("sequence")
    assert (event.action, event.count) == ("records.listed", 2)


def test_the_directory_takes_the_same_number_of_queries_for_any_number_of_clients(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    counts = []
    for batch in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/clients/")
        counts.append(len(queries))
        for number in range(10):
            add_record(f"B-{batch}-{number}", "Somebody", cast.mira, date(2026, 1, 1))
    assert counts[0] == counts[1]


def test_a_long_directory_comes_by_pages_and_the_trail_counts_what_a_page_showed(cast: Cast, signed_in: SignIn) -> None:
    for number in range(120):
        add_record(f"B-{number:03}", f"Client {number:03}", cast.mira, date(2026, 1, 1))
    browser = signed_in(cast.front_desk)
    first, last = (browser.get(f"/clients/?page={number}") for number in (1, 3))
    assert [row.client.code for row in first.context["page"].object_list][:2] == ["B-000", "B-001"]
    assert (len(first.context["page"].object_list), "Page 1 of 3" in first.content.decode()) == (50, True)
    assert len(last.context["page"].object_list) == Event.objects.latest("sequence").count == Client.objects.count() - 100


def test_a_client_is_found_by_words_of_name_or_code_that_stand_in_no_address(cast: Cast, signed_in: SignIn) -> None:
    add_record("B-417", "Zoë Ångström", cast.mira, date(2026, 1, 1))
    browser = signed_in(cast.front_desk)
    for words in ("ångström zoë", "b-417", " ZOË "):
        assert [row.client.code for row in browser.post("/clients/", {"find": words}).context["page"].object_list] == ["B-417"]
    assert len(browser.get("/clients/?find=zo%C3%AB").context["page"].object_list) > 1
    assert "No client who is open to you has these words" in browser.post("/clients/", {"find": "nobody of this name"}).content.decode()


def test_the_last_session_of_the_directory_is_none_that_is_only_planned(cast: Cast, signed_in: SignIn) -> None:
    cast.course.sessions.create(date=date(2099, 1, 1), attendance="planned")
    held = cast.course.sessions.exclude(attendance="planned").latest("date").date
    rows = signed_in(cast.mira).get("/clients/").context["page"].object_list
    assert {row.client.code: row.last for row in rows}[cast.client.code] == held


def test_a_course_of_care_is_begun_and_ended(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    given = {"began": "2026-01-05", "presenting_problem": "Low mood", "modality": "CBT"}
    assert browser.post(f"/clients/{cast.client.id}/courses/new/", given).status_code == 302
    course = CourseOfCare.objects.get(began=date(2026, 1, 5))
    assert (course.presenting_problem, course.modality) == ("Low mood", "CBT")
    ended = {**given, "ended": "2026-06-05", "ending": "agreed", "from_version": "1"}
    assert browser.post(f"/clients/{cast.client.id}/courses/{course.id}/edit/", ended).status_code == 302
    course.refresh_from_db()
    assert (course.ended, course.version) == (date(2026, 6, 5), 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ended": "2025-12-31"}, "ended"),
        ({"ending": "agreed"}, "ended"),
        ({"began": "5.1.26"}, "began"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(cast: Cast, signed_in: SignIn, change: dict[str, str], field: str) -> None:
    given = {"began": "2026-01-05", "presenting_problem": "Words that stay", **change}
    page = signed_in(cast.mira).post(f"/clients/{cast.client.id}/courses/new/", given)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Words that stay" in page.content.decode()


def test_sessions_are_numbered_in_order_of_date_and_only_the_attended_ones(cast: Cast, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.mira), f"/clients/{cast.client.id}/courses/{cast.course.id}/sessions/new/"
    early = cast.session.date + timedelta(days=3)
    given = {"attendance": "attended", "minutes": "50", "format": "video"}
    assert browser.post(address, {**given, "date": str(early)}).status_code == 302
    assert browser.post(address, {**given, "date": str(early - timedelta(days=1)), "attendance": "missed"}).status_code == 302
    numbers = list(Session.objects.filter(course=cast.course).order_by("date").values_list("attendance", "number"))
    assert numbers == [("attended", 1), ("missed", None), ("attended", 2), ("attended", 3)]


def test_a_session_cannot_last_a_day(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).post(
        f"/clients/{cast.client.id}/sessions/{cast.session.id}/edit/",
        {"date": str(cast.session.date), "attendance": "attended", "format": "video", "minutes": "1440", "from_version": "1"},
    )
    assert page.status_code == 422
    assert "from 1 to 600 minutes" in page.content.decode()


def test_only_the_fields_of_the_form_change_whatever_else_is_sent(cast: Cast, signed_in: SignIn) -> None:
    extra = {"id": str(cast.foreign.id), "version": "99", "added_at": "2001-01-01", "care_team": "1", "client": str(cast.foreign.id)}
    given = {"name": "Nora Changed", "code": cast.client.code, "from_version": "1", **extra}
    assert signed_in(cast.mira).post(f"/clients/{cast.client.id}/edit/", given).status_code == 302
    cast.foreign.refresh_from_db()
    changed = Client.objects.get(pk=cast.client.pk)
    assert cast.foreign.name == "Foreign Canaryname"
    assert (changed.name, changed.version) == ("Nora Changed", 2)
    assert changed.added_at.year != 2001


def test_a_change_leaves_the_names_of_the_fields_in_the_trail_and_no_values(cast: Cast, signed_in: SignIn) -> None:
    given = {"name": "Nora Changed", "code": cast.client.code, "contact": "555", "from_version": "1"}
    signed_in(cast.mira).post(f"/clients/{cast.client.id}/edit/", given)
    event = Event.objects.get(action="client.changed")
    assert set(event.fields.split(",")) == {"name", "contact", "born"}
    assert event.client == cast.client.id


def test_a_session_does_not_lie_before_its_course(cast: Cast, signed_in: SignIn) -> None:
    given = {"date": str(cast.course.began - timedelta(days=1)), "attendance": "attended", "format": "video"}
    page = signed_in(cast.mira).post(f"/clients/{cast.client.id}/courses/{cast.course.id}/sessions/new/", given)
    assert page.status_code == 422
    assert "Set its beginning earlier first" in page.content.decode()


def test_a_day_of_birth_in_the_future_is_not_taken(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).post("/clients/new/", {"name": "Otto New", "born": "2999-05-06"})
    assert answer.status_code == 422
    assert "lies in the future" in answer.content.decode()
    assert all(client.name != "Otto New" for client in Client.objects.all())


def test_who_is_given_a_code_in_the_same_moment_as_somebody_else_gets_the_next(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    free = iter([cast.client.code, cast.foreign.code, "C-0999"])
    monkeypatch.setattr(actions, "next_code", lambda: next(free))
    assert actions.add_client(by=cast.mira, today=timezone.localdate(), name="At Once").code == "C-0999"
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_client(by=cast.mira, today=timezone.localdate(), name="Typed", code=cast.client.code)
