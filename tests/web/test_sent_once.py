"""A form that is sent twice (a second click, a page sent again after a lost connection) makes one row: one client, one course, one session,
one goal, one addendum, one consent, one life event. A page that was gone back to and says something else makes a second one."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.golden_thread.records import GOAL, a_plan

from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client, CourseOfCare, LifeEvent, Session
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Addendum
from fullarc.web.plans.models import Consent
from fullarc.web.process_notes.models import ProcessNote


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def key_on(browser: Browser, address: str) -> str:
    return str(browser.get(address).context["form"].initial["key"])


def test_an_addendum(cast: Cast, browser: Browser) -> None:
    note = import_note(cast.session, text="She was calm.", source_name="1.txt", by=cast.mira)
    address = reverse("notes:addendum", args=[cast.client.pk, note.pk])
    sent = {"kind": "addendum", "reason": "left out", "text": "She slept.", "key": key_on(browser, address)}
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    assert Addendum.objects.count() == 1
    assert Event.objects.filter(action="note.added", outcome="done").count() <= 1
    assert browser.post(address, sent | {"key": key_on(browser, address)}).status_code == 302
    assert Addendum.objects.count() == 2


def test_a_consent(cast: Cast, browser: Browser) -> None:
    plan = a_plan(cast, agree_goal(cast.course, Goal(text=GOAL, agreed_on=cast.course.began), by=cast.mira))
    address = reverse("plans:consent", args=[cast.client.pk, plan.pk])
    sent = {"given_on": timezone.localdate().isoformat(), "by": "client", "how": "spoken", "key": key_on(browser, address)}
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    assert Consent.objects.count() == 1


def test_a_life_event_and_a_form_without_a_key_still_works(cast: Cast, browser: Browser) -> None:
    page, address = (reverse(f"life:{name}", args=[cast.client.pk, cast.course.pk]) for name in ("life", "add"))
    sent = {"date": cast.session.date.isoformat(), "text": "Her mother died", "kind": "as_told", "key": key_on(browser, page)}
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    assert LifeEvent.objects.count() == 1
    assert Event.objects.filter(object_type="clients.lifeevent").count() == 1
    browser.post(address, {name: value for name, value in sent.items() if name != "key"})
    assert LifeEvent.objects.count() == 2


FORMS = {
    "clients:new": (Client, {"name": "Twin Clickname"}, {"name": "Another Clickname"}),
    "clients:new_course": (CourseOfCare, {"began": "2026-03-02"}, {"began": "2026-03-09"}),
    "clients:new_session": (Session, {"attendance": "attended", "format": "video", "minutes": "50"}, {"attendance": "missed"}),
    "goals:new": (Goal, {"text": "Take the train.", "agreed_on": "2026-03-02", "weight": "1"}, {"text": "Swim."}),
    "process_notes:new": (ProcessNote, {"text": "A thought of mine."}, {"text": "Another thought."}),
    "life:add": (LifeEvent, {"text": "Moved house", "kind": "as_told"}, {"text": "Lost the job"}),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_twice_is_one_and_what_says_something_else_is_another(cast: Cast, browser: Browser, name: str) -> None:
    of, sent, otherwise = FORMS[name]
    ids = {"clients:new": [], "clients:new_course": [cast.client.pk]}.get(name, [cast.client.pk, cast.course.pk])
    page = reverse("life:life", args=ids) if name == "life:add" else reverse(name, args=ids)
    before = of._default_manager.count()
    sent = {"date": cast.session.date.isoformat(), "key": key_on(browser, page), **sent}
    first, again = (browser.post(reverse(name, args=ids), sent) for _ in range(2))
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert of._default_manager.count() == before + 1
    assert browser.post(reverse(name, args=ids), sent | otherwise).status_code == 302
    assert of._default_manager.count() == before + 2


def test_the_key_of_somebody_elses_row_makes_a_row_of_ones_own(cast: Cast, browser: Browser, signed_in: SignIn) -> None:
    foreign = cast.foreign.courses.get()
    key, sent = str(uuid.uuid4()), {"date": cast.session.date.isoformat(), "text": "Moved house", "kind": "as_told"}
    assert signed_in(cast.colleague).post(reverse("life:add", args=[cast.foreign.pk, foreign.pk]), sent | {"key": key}).status_code == 302
    assert browser.post(reverse("life:add", args=[cast.client.pk, cast.course.pk]), sent | {"key": key}).status_code == 302
    assert {event.course for event in LifeEvent.objects.all()} == {foreign, cast.course}


def test_what_a_note_tells_of_life_is_taken_over_from_its_margin(cast: Cast, browser: Browser) -> None:
    note = import_note(cast.session, text="She lost her job last week. Slept badly.", source_name="1.txt", by=cast.mira)
    page = browser.get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    assert page.count("Take over as a life event") == 1
    [finding] = [row for row in note.findings.all() if row.finding.indicator == "job_loss"]
    assert browser.post(reverse("life:take", args=[cast.client.pk, finding.pk])).status_code == 302
    assert LifeEvent.objects.get().taken_from == finding.pk
