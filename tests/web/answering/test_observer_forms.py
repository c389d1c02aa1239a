"""A guardian answers a form about a young client: once, kept apart from the client's own answers, which a guardian never sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.answering.objects import observer_measure
from tests.web.conftest import SignIn

from fullarc.exchange.fhir.measured import response, scores
from fullarc.web.access.models import Guardianship
from fullarc.web.answering import observing
from fullarc.web.answering.models import ObserverForm
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.exports.records import form_record
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.queries import administrations, score_records

OWN = {1: 0, 2: 0, 3: 0, 4: 0}


@pytest.fixture
def course(cast: Cast) -> CourseOfCare:
    return CourseOfCare.objects.get(client=cast.ward_client)


@pytest.fixture
def measure(cast: Cast) -> str:
    return observer_measure(cast.mira)


@pytest.fixture
def asked(cast: Cast, course: CourseOfCare, measure: str) -> ObserverForm:
    return observing.ask(course, measure, of=cast.guardian, by=cast.mira)


def address(asked: ObserverForm, part: str = "") -> str:
    return f"/ward/{asked.course.client_id}/forms/{asked.pk}/{part}"


def answer_all(browser: Browser, asked: ObserverForm, answer: int = 2) -> None:
    for place in range(1, 5):
        browser.post(address(asked, f"{place}/"), {"answer": str(answer)})
    browser.post(address(asked, "end/"))


def test_a_guardian_is_asked_answers_and_the_therapist_sees_whose_answers_they_are(
    cast: Cast, course: CourseOfCare, measure: str, signed_in: SignIn
) -> None:
    staff, guardian = signed_in(cast.mira), signed_in(cast.guardian)
    below = f"/clients/{course.client_id}/courses/{course.pk}"
    given = {"guardian": str(cast.guardian.pk), "measure": measure}
    assert staff.post(f"{below}/observer-forms/", given).status_code == 302
    asked = ObserverForm.objects.get()
    assert f"/ward/{course.client_id}/forms/" in guardian.get(f"/ward/{course.client_id}/").content.decode()
    assert address(asked) in guardian.get(f"/ward/{course.client_id}/forms/").content.decode()
    answer_all(guardian, asked)
    kept = Administration.objects.get()
    assert (kept.informant, kept.mode, kept.entered_by, kept.open) == ("parent", "portal", cast.guardian, False)
    assert kept.scores.get(scale="total").result["value"] == 4
    assert "came in on" in staff.get(f"{below}/observer-forms/").content.decode()
    for page in (f"{below}/measures/{measure}/", f"{below}/measures/"):
        assert "answered by a parent or guardian" in staff.get(page).content.decode(), page
    assert "A parent or guardian" in staff.get(reverse("measurements:administration", args=[course.client_id, kept.pk])).content.decode()
    assert "answered by a parent or guardian" in staff.get(reverse("progress:course", args=[course.client_id, course.pk])).content.decode()


def test_two_informants_on_one_day_are_two_lines_and_never_one(
    cast: Cast, course: CourseOfCare, asked: ObserverForm, signed_in: SignIn
) -> None:
    today = timezone.localdate()
    enter_answers(course, measure=asked.measure, answers=OWN, on=today, by=cast.mira, mode="staff")
    answer_all(signed_in(cast.guardian), asked)
    assert {(row.informant, row.value) for row in score_records(course) if row.scale == "total"} == {("client", 4.0), ("parent", 4.0)}
    told = signed_in(cast.mira).get(f"/clients/{course.client_id}/courses/{course.pk}/measures/").context["series"]
    assert [(one.course.informant, len(one.course.points)) for one in told] == [("client", 1), ("parent", 1)]


def test_exports_name_who_answered(cast: Cast, asked: ObserverForm, signed_in: SignIn) -> None:
    answer_all(signed_in(cast.guardian), asked)
    [(row, newest)] = administrations(asked.course)
    form = form_record(row, newest)
    source = response("p", form, None)["source"]
    assert (source["type"], source["identifier"]["value"], source["display"]) == ("RelatedPerson", "parent", "a parent or guardian")
    assert [one["performer"] for one in scores("p", form, None)] == [[source]]


def test_no_answer_is_shown_again_to_the_guardian_nor_any_of_the_clients(
    cast: Cast, course: CourseOfCare, asked: ObserverForm, signed_in: SignIn
) -> None:
    enter_answers(course, measure=asked.measure, answers={1: 2, 2: 2, 3: 2, 4: 2}, on=timezone.localdate(), by=cast.mira, mode="staff")
    guardian = signed_in(cast.guardian)
    guardian.post(address(asked, "1/"), {"answer": "1"})
    for part in ("", "1/", "2/", "all/", "end/", "help/"):
        shown = guardian.get(address(asked, part), follow=True).content.decode()
        assert " checked" not in shown, part
    answer_all(guardian, asked)
    for part in ("", "1/", "all/", "end/"):
        assert "Your answers have come in" in guardian.get(address(asked, part)).content.decode()
    assert guardian.get(f"/clients/{course.client_id}/courses/{course.pk}/measures/").status_code in (403, 404)


def test_every_page_of_the_form_says_whom_it_is_about(cast: Cast, asked: ObserverForm, signed_in: SignIn) -> None:
    guardian = signed_in(cast.guardian)
    for part in ("", "1/", "all/"):
        assert f"About {cast.ward_client.name}, as you see it." in guardian.get(address(asked, part)).content.decode(), part


def test_sent_twice_it_is_one_record(cast: Cast, asked: ObserverForm, signed_in: SignIn) -> None:
    guardian = signed_in(cast.guardian)
    answer_all(guardian, asked)
    answer_all(guardian, asked, answer=0)
    assert Administration.objects.get().answers == {"1": 2, "2": 2, "3": 2, "4": 2}


@pytest.mark.parametrize("ended", ["scope", "cut", "of age", "taken back", "too old", "another guardian"])
def test_it_ends_with_the_guardianship_its_scope_and_its_time(ended: str, cast: Cast, asked: ObserverForm, signed_in: SignIn) -> None:
    given = Guardianship.objects.get(user=cast.guardian)
    if ended == "scope":
        given.scopes = ["appointments", "progress", "goals"]
    elif ended == "cut":
        given.cut_at = timezone.now()
    elif ended == "of age":
        asked.course.client.born = timezone.localdate() - timedelta(days=365 * 19)
        asked.course.client.save()
    elif ended == "taken back":
        observing.take_back(asked, by=cast.mira)
    elif ended == "too old":
        ObserverForm.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    else:
        ObserverForm.objects.update(asked_of=cast.owner)
    given.save()
    answer = signed_in(cast.guardian).post(address(asked, "1/"), {"answer": "1"})
    assert answer.status_code == (409 if ended in ("taken back", "too old") else 404)
    assert not Administration.objects.exists()


def test_nobody_is_asked_who_is_no_guardian_and_nothing_that_is_not_made_for_parents(
    cast: Cast, course: CourseOfCare, measure: str
) -> None:
    for of, what in ((cast.nora, measure), (cast.guardian, "phq-9")):
        with pytest.raises(observing.CannotAsk):
            observing.ask(course, what, of=of, by=cast.mira)
    with pytest.raises(observing.CannotAsk):
        observing.ask(cast.course, measure, of=cast.guardian, by=cast.mira)


def test_the_list_of_forms_asks_the_database_as_often_for_ten_as_for_one(cast: Cast, asked: ObserverForm, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.guardian), []
    for more in (0, 9):
        for _ in range(more):
            ObserverForm.objects.create(
                course=asked.course, measure=asked.measure, asked_of=cast.guardian, asked_by=cast.mira, expires_at=asked.expires_at
            )
        with CaptureQueriesContext(
            connection,
        ) as made:
            browser.get(f"/ward/{asked.course.client_id}/forms/")
        counts.append(len(made))
    assert counts[0] == counts[1]
