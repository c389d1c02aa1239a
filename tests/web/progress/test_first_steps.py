"""The first start leads somewhere: three steps on Today and in the empty caseload, gone when they are done; nothing is said twice."""

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.actions import add_person, begin_practice
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.actions import add_client, begin_course
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes.actions import begin_note
from fullarc.web.progress.first_steps import FirstSteps, first_steps

STEPS = "First steps"


@pytest.fixture
def owner(db: None) -> User:
    return begin_practice("Practice at the River", owner_name="Olga Owens", email="olga@example.org", password="")


def a_client(owner: User) -> Client:
    return add_client(by=owner, today=timezone.localdate(), name="Nora V.")


def a_course(client: Client, owner: User) -> CourseOfCare:
    return begin_course(client, CourseOfCare(began=timezone.localdate()), by=owner)


def words(browser: Browser, address: str) -> str:
    return re.sub(r"\s+", " ", browser.get(address, follow=True).content.decode())


def test_a_new_owner_is_led_to_the_first_steps(owner: User, signed_in: SignIn) -> None:
    page = words(signed_in(owner), "/")
    assert STEPS in page
    assert f'href="{reverse("clients:new")}"' in page
    assert "./run --port 8100" in page


def test_each_step_leads_to_the_next(owner: User) -> None:
    today = timezone.localdate()
    assert first_steps(owner, today) == FirstSteps()
    client = a_client(owner)
    assert first_steps(owner, today) == FirstSteps(client)
    course = a_course(client, owner)
    assert first_steps(owner, today) == FirstSteps(client, course)


def a_note(course: CourseOfCare, owner: User) -> None:
    session = Session.objects.create(course=course, date=course.began)
    begin_note(session, by=owner, format_key="soap")


def a_measure(course: CourseOfCare, owner: User) -> None:
    enter_totals(course, measure="phq-9", values={"total": 12}, on=course.began, by=owner, mode="staff")


@pytest.mark.parametrize("recorded", [a_note, a_measure])
def test_they_go_away_once_a_note_or_a_measure_is_recorded(recorded: Any, owner: User, signed_in: SignIn) -> None:
    course = a_course(a_client(owner), owner)
    recorded(course, owner)
    assert first_steps(owner, timezone.localdate()) is None
    assert STEPS not in words(signed_in(owner), reverse("today:today"))


def test_the_empty_caseload_shows_them_and_nothing_to_search_in(owner: User, signed_in: SignIn) -> None:
    page = words(signed_in(owner), reverse("progress:caseload"))
    assert STEPS in page
    assert 'role="search"' not in page


def test_whoever_adds_no_clients_has_none(cast: Cast) -> None:
    assert first_steps(cast.auditor, timezone.localdate()) is None


def test_the_steps_are_of_ones_own_clients(owner: User) -> None:
    a_note(a_course(a_client(owner), owner), owner)
    colleague = add_person("Tom Berg", "tom@example.org", [Role.CLINICIAN])
    assert first_steps(colleague, timezone.localdate()) == FirstSteps()


def test_a_day_without_sessions_says_so_once(cast: Cast, signed_in: SignIn) -> None:
    enter_totals(cast.course, measure="phq-9", values={"total": 12}, on=cast.session.date, by=cast.mira, mode="staff")
    page = words(signed_in(cast.mira), reverse("today:today"))
    assert page.count("No session") == 1
    assert STEPS not in page


def test_an_empty_course_says_once_that_nothing_is_recorded_and_what_to_do(owner: User, signed_in: SignIn) -> None:
    course = a_course(a_client(owner), owner)
    page = words(signed_in(owner), reverse("progress:course", args=[course.client_id, course.pk]))
    assert page.count("Nothing is recorded yet") == 1
    assert "not enough to tell" not in page
    assert "Nothing at the moment" not in page
    assert reverse("imports:upload", args=[course.client_id, course.pk]) in page
