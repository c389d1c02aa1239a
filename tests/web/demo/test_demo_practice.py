"""The demo practice: complete, marked as invented, and each of its statements stands on words that are there."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import pytest_django
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone
from tests.web.conftest import SignIn

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Kind, Proof
from fullarc.course.timeline import Timeline
from fullarc.instruments.catalogue import catalogue
from fullarc.web.accounts.models import User
from fullarc.web.audit.verify import verify
from fullarc.web.clients.models import Client, CourseOfCare, LifeEvent, Session
from fullarc.web.demo.actions import build_demo_practice
from fullarc.web.findings.models import Reading
from fullarc.web.goals.models import Rating
from fullarc.web.instruments.at_hand import look_again
from fullarc.web.lexicon.in_force import rules_in_force
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.notes.models import Note
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.models import CourseRow
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.signals.models import Signal

COURSES = 12


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[User]:
    """Built once for this module; each test stands on a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        look_again()
        yield build_demo_practice(courses=COURSES, young=False)
        transaction.set_rollback(True)


@pytest.fixture
def practice(made: User, db: None) -> User:
    return made


def resolves(proof: Proof, timeline: Timeline, texts: dict[str, str]) -> bool:
    """Words: the note's own text at their place. Numbers: a stored score, rating or entry of that day. The rest: a row of that day."""
    if proof.kind is Kind.NOTE:
        return bool(proof.quote) and texts[proof.source][proof.start : proof.end] == proof.quote
    if proof.kind is Kind.SCORE and proof.indicator:  # the answer to a risk item
        form = Administration.objects.get(pk=proof.source)
        items = [item.number for item in catalogue().get(form.measure).risk_items if item.about == proof.indicator]
        return form.date == proof.date and proof.value in {form.answers.get(str(number)) for number in items}
    if proof.kind is Kind.SCORE:
        return any((r.source, r.date, r.value) == (proof.source, proof.date, proof.value) for r in timeline.scores)
    if proof.kind is Kind.GOAL:
        return any((r.source, r.date, r.value) == (proof.source, proof.date, proof.value) for r in timeline.ratings)
    if proof.kind is Kind.LOG and proof.indicator:  # an answer that asks for attention
        return any((one.source, one.date, one.about) == (proof.source, proof.date, proof.indicator) for one in timeline.logged_risk)
    if proof.kind is Kind.LOG:
        return any((e.date, e.value) == (proof.date, proof.value) for e in (*timeline.entries, *timeline.tracked))
    if proof.kind is Kind.EVENT:
        return any((e.source, e.text) == (proof.source, proof.label) for e in timeline.events)
    return proof.date in {session.date for session in timeline.sessions} and (not proof.source or proof.source in texts)


def test_no_row_of_an_untouched_demo_waits_to_be_judged_anew(practice: User, signed_in: SignIn) -> None:
    assert set(CourseRow.objects.values_list("rules_version", flat=True)) == {in_force().key}
    assert CourseRow.objects.count() == COURSES
    assert "still say" not in signed_in(practice).get("/caseload/").content.decode()


def test_every_statement_of_every_demo_course_resolves_to_its_evidence(practice: User) -> None:
    checked: Counter[Kind] = Counter()
    for course in CourseOfCare.objects.all():
        timeline = timeline_of_course(course)
        texts = {str(note.pk): note.text for note in Note.objects.filter(session__course=course)}
        for statement in assess_timeline(timeline, timezone.localdate()).statements:
            assert statement.evidence
            for proof in statement.evidence:
                checked[proof.kind] += 1
                assert resolves(proof, timeline, texts), f"{course.client.code}, {statement.rule}: {proof.kind} of {proof.date}"
    assert checked[Kind.NOTE] > 100
    assert checked[Kind.SCORE] > 20


def test_it_has_sessions_notes_scores_goals_events_and_signals(practice: User) -> None:
    assert Client.objects.count() == CourseRow.objects.count() == COURSES
    assert Note.objects.count() == Reading.objects.filter(rules_version=rules_in_force()).count() > 100
    for model in (Score, Rating, LifeEvent, Session):
        assert model.objects.count() > 5, model


def test_the_trail_is_whole_and_every_note_is_as_it_was_signed(practice: User) -> None:
    assert verify().whole
    assert all(note.content_hash == note.hash_now() for note in Note.objects.all())


def test_six_of_ten_courses_go_on_and_the_others_have_ended(practice: User) -> None:
    today = timezone.localdate()
    active = CourseOfCare.objects.filter(ended=None)
    assert active.count() == round(0.6 * COURSES)
    for course in active:
        assert course.sessions.latest("date").date >= today - timedelta(days=14)
    for course in CourseOfCare.objects.exclude(ended=None):
        assert course.ending
        assert course.ended is not None
        assert course.ended <= today


def test_old_signals_were_acknowledged_and_only_recent_ones_wait(practice: User) -> None:
    today = timezone.localdate()
    waiting = Signal.objects.filter(acknowledged_at=None)
    assert waiting.exists()
    assert all(signal.source_date >= today - timedelta(days=10) for signal in waiting)
    assert Signal.objects.exclude(acknowledged_at=None).filter(source_date__lt=today - timedelta(days=10)).exists()


def test_every_page_says_that_the_data_are_invented(practice: User, signed_in: SignIn) -> None:
    browser = signed_in(practice)
    course = CourseOfCare.objects.filter(client__care_team__user=practice).first()
    assert course is not None
    for url in ("/caseload/", f"/clients/{course.client_id}/", f"/clients/{course.client_id}/courses/{course.pk}/", "/account/"):
        assert "Invented data" in browser.get(url).content.decode(), url


def test_one_enters_as_any_of_its_people(practice: User) -> None:
    browser = Browser(headers={"host": "localhost"})
    page = browser.get("/sign-in/").content.decode()
    assert "Dr. Ruth Hansen" in page
    supervisor = User.objects.get(email="hansen@demo.invalid")
    assert browser.post("/demo/enter/", {"person": str(supervisor.pk)}).status_code == 302
    assert "Dr. Ruth Hansen" in browser.get("/account/").content.decode()


def test_the_demo_is_entered_from_this_computer_only(practice: User) -> None:
    browser = Browser(headers={"host": "localhost"})
    assert browser.post("/demo/enter/", {"person": str(practice.pk)}, REMOTE_ADDR="203.0.113.9").status_code == 404


def test_a_person_who_does_not_exist_is_not_found(practice: User) -> None:
    browser = Browser(headers={"host": "localhost"})
    for person in ("", "nobody", "00000000-0000-4000-8000-000000000000"):
        assert browser.post("/demo/enter/", {"person": person}).status_code == 404
