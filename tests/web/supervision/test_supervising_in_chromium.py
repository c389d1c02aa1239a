"""Golden thread, groups, supervision, unseen signals in a real browser: every page fits the window and is accessible."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record, assemble
from tests.web.browser.window import fits, looked_at, violations
from tests.web.golden_thread.records import GOAL, WHOLE, a_plan
from tests.web.imports.chromium import chromium

from fullarc.reading.reader import read
from fullarc.web.accounts.models import User
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.groups.actions import begin_group, plan_meeting, put_in
from fullarc.web.groups.models import Group, GroupSession
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes import actions, house
from fullarc.web.signals import routing
from fullarc.web.signals.actions import acknowledge, raise_signal
from fullarc.web.signals.escalation import escalate
from fullarc.web.signals.models import Signal
from fullarc.web.signals.routing_models import Away, Routing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages


@pytest.fixture
def people() -> Cast:
    read("")
    cast, today = assemble(), timezone.localdate()
    goal = agree_goal(cast.course, Goal(text=GOAL, agreed_on=cast.course.began), by=cast.mira)
    a_plan(cast, goal)
    house.set_trainee(cast.mira, trainee=True, by=cast.owner)
    for session, parts in zip(cast.course.sessions.order_by("date"), ({"client_report": "Slept badly."}, WHOLE), strict=True):
        note = actions.begin_note(session, by=cast.mira, format_key="soap")
        actions.save_draft(note, parts=parts, format_key="soap", started_from=note.version, by=cast.mira)
        actions.sign_note(note, by=cast.mira, started_from=note.version)
        enter_totals(cast.course, measure="phq-9", values={"total": 8 + 9 * session.number}, on=session.date, by=cast.mira, mode="staff")
    signals(cast)
    group = begin_group(Group(name="Tuesday evening"), by=cast.mira)
    for client in (cast.client, add_record("G-1", "Astrid Nilsson", cast.mira, today)):
        put_in(group, client.courses.get(), on=today, by=cast.mira)
    plan_meeting(GroupSession(group=group, date=today, minutes=90), group.members.all(), by=cast.mira)
    return cast


def signals(cast: Cast) -> None:
    """One that reached the owner, one that was acknowledged, a change that waits, somebody away."""
    today = timezone.localdate()
    for kind in ("self_harm", "violence"):
        raise_signal(cast.ward_client, kind=kind, reason="The note speaks of it", source=cast.session, on=today)
    acknowledge(Signal.objects.get(kind="violence"), what_was_done="Spoken about.", by=cast.mira)
    for days in range(1, 5):
        escalate(timezone.now() + timedelta(days=2 * days))
    routing.propose(Routing(wait_hours=8, because="long days in the clinic"), by=cast.owner)
    routing.set_away(Away(user=cast.colleague, begins=today, ends=today + timedelta(days=5)), by=cast.owner)


def addresses(cast: Cast) -> Iterator[tuple[User, str, str]]:
    course = [cast.client.pk, cast.course.pk]
    meeting = GroupSession.objects.get()
    closed = Signal.objects.get(kind="violence")
    yield cast.mira, "thread", reverse("golden_thread:course", args=course)
    yield cast.mira, "groups", reverse("groups:list")
    yield cast.mira, "group", reverse("groups:group", args=[meeting.group_id])
    yield cast.mira, "meeting", reverse("groups:meeting", args=[meeting.group_id, meeting.pk])
    yield cast.mira, "signal", reverse("signals:signal", args=[closed.client_id, closed.pk])
    yield cast.mira, "routing-second", reverse("signals:routing")
    yield cast.supervisor, "agenda", reverse("supervision:agenda")
    yield cast.owner, "practice", reverse("signals:practice")
    yield cast.owner, "routing", reverse("signals:routing")


def test_every_page_fits_and_is_accessible(people: Cast, live_server: object) -> None:
    pages, troubles = list(addresses(people)), []
    for person in dict.fromkeys(person for person, _, _ in pages):
        with chromium(live_server.url, person, width=390) as context:  # type: ignore[attr-defined]
            page = context.new_page()
            page.set_default_timeout(40_000)
            page.on("console", lambda said, troubles=troubles: troubles.append(said.text))
            for name, address in [(name, address) for whose, name, address in pages if whose == person]:
                page.goto(address)
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                for look in looked_at(page, ((390, False), (1280, True))):
                    if PICTURES:
                        page.screenshot(path=Path(PICTURES) / f"{name}-{look}.png", full_page=True)
                    if not fits(page):
                        troubles.append(f"{name} is wider than the window at {look}")
                    troubles += [f"{name}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
    assert not troubles, "\n".join(troubles)
