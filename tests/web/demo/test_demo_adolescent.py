"""The demo's adolescent: his month looks like a month, his progress is released, his guardian sees that and no more."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import pytest_django
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.web.conftest import SignIn

from fullarc.demo.adolescent import adolescent
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.demo.actions import build_demo_practice


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[User]:
    """Built once for this module; each test stands on a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_demo_practice(courses=1)
        transaction.set_rollback(True)


@pytest.fixture
def young(made: User, db: None) -> Client:
    return Client.objects.get(code="C-2015")


def last_month() -> str:
    return f"{timezone.localdate().replace(day=1) - timedelta(days=1):%Y-%m}"


def test_his_month_has_a_mood_with_gaps_goals_that_moved_and_homework(young: Client, signed_in: SignIn) -> None:
    page = signed_in(User.objects.get(email="jonas.e@demo.invalid")).get(reverse("my_progress:month", args=[last_month()]))
    shown = page.content.decode()
    for words in ("math test", "band practice", "Be in class for the first lesson.", "Text Sam before the first lesson", "test week"):
        assert words in shown
    assert 'class="now"' in shown
    assert "feels like a punishment" in shown


def test_his_progress_is_released_and_no_word_of_the_notes_is_in_it(young: Client, signed_in: SignIn) -> None:
    shown = signed_in(User.objects.get(email="jonas.e@demo.invalid")).get("/me/progress/").content.decode()
    assert "Dr. Ana Lindqvist put this here for you" in shown
    assert "You worry less than in" in shown


def test_his_guardian_reads_what_was_released_and_nothing_he_wrote(young: Client, signed_in: SignIn) -> None:
    shown = signed_in(User.objects.get(email="karin.e@demo.invalid")).get(reverse("my_progress:ward", args=[young.pk])).content.decode()
    assert "You worry less than in" in shown
    assert "math test" not in shown
    assert "punishment" not in shown


def test_what_his_mother_and_a_teacher_say_stands_by_name_beside_his_own_answers(young: Client, signed_in: SignIn) -> None:
    course = young.courses.get()
    staff = signed_in(User.objects.get(email="lindqvist@demo.invalid"))
    below = f"/clients/{young.pk}/courses/{course.pk}"
    shown = staff.get(f"{below}/observer-forms/").content.decode()
    assert shown.count("came in on") == 3
    assert "Take back" in shown, "one is waiting"
    told = staff.get(f"{below}/measures/").context["series"]
    who = {(one.course.measure, one.course.informant): len(one.course.points) for one in told if one.course.scale == "total"}
    assert (who["sdq", "parent"], who["sdq", "teacher"]) == (2, 2)
    assert sorted(n for (_, informant), n in who.items() if informant == "parent") == [2, 3]
    assert who["phq-9", "client"] > 5
    page = staff.get(reverse("progress:course", args=[young.pk, course.pk])).content.decode()
    assert "SDQ, answered by a teacher" in page


def test_nothing_that_others_say_is_told_to_him_nor_counted_as_his(young: Client, signed_in: SignIn) -> None:
    browser = signed_in(User.objects.get(email="jonas.e@demo.invalid"))
    for page in ("/me/", "/me/progress/", "/me/check-ins/", reverse("my_progress:month", args=[last_month()])):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        text = answer.content.decode()
        assert not [said for said in ("SDQ", "School mornings", "Getting up for school", "teacher") if said in text], page


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 1), date(2024, 2, 29), date(2026, 11, 22), date(2026, 12, 31)])
def test_whatever_day_it_is_the_last_full_month_is_worth_looking_at(day: date) -> None:
    made = adolescent(day)
    assert made == adolescent(day)
    inside = [one.date for one in made.course.entries if (one.date.year, one.date.month) == (made.last_month.year, made.last_month.month)]
    assert 18 <= len(inside) <= 28
    assert all(entry.date <= day for entry in made.course.entries)
    [test] = [noted for noted, words in made.day_notes if words == "math test"]
    assert test.weekday() < 5, "a test is written on a school day"
    hard = [task.due for task in made.tasks if task.words == "test week"]
    assert [(due.year, due.month) for due in hard] == [(made.last_month.year, made.last_month.month)]
    assert all((task.how == "done") == (task.words[0] == task.words[-1]) for task in made.tasks if " of " in task.words)
    values = [rating.value for rating in made.course.ratings if rating.goal == "1"]
    assert values[0] == -2.0
    assert values[-1] >= 0.0
    assert any(task.how == "not" for task in made.tasks)
    assert all(task.how == "" or task.due <= day for task in made.tasks)
