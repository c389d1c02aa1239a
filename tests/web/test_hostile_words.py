"""Markup typed into every field of the record, and then every page looked at: it is shown as words, and nowhere as markup."""

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from tests.cast import Cast, assemble
from tests.web import objects
from tests.web.conftest import SignIn
from tests.web.test_every_url import PAGES, Page, address

from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.actions import add_event
from fullarc.web.clients.models import LifeEvent
from fullarc.web.goals.actions import agree_goal, rate_goal
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.actions import enter_answers, enter_log_row, withdraw
from fullarc.web.measurements.models import HelpText
from fullarc.web.notes.actions import add_addendum, autosave, begin_note, import_note
from fullarc.web.signals.actions import acknowledge, raise_signal

objects.load_all()

PROBE = "\"'><canarytag onload=alert(1)>{{ 7|add:7 }}]]></svg></script></style>"
RAW = ("<canarytag", "\"'><", "]]></svg>", "canarytag onload=alert(1)>")
SAID = f"Feels anxious {PROBE} and slept badly {PROBE}. Passive suicidal ideation {PROBE}. Argued with sister {PROBE}."


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Built once for this module; each test stands on a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield after_hostile_hands(assemble())
        transaction.set_rollback(True)


@pytest.fixture
def hostile(made: Cast, db: None) -> Cast:
    """As a request finds them: read from the rows anew."""
    return replace(made, **{each.name: type(row).objects.get(pk=row.pk) for each in fields(made) if (row := getattr(made, each.name))})


def after_hostile_hands(cast: Cast) -> Cast:
    """The cast, after somebody wrote markup wherever anything can be written."""
    day, course, client = cast.session.date, cast.course, cast.client
    client.name, client.contact, client.code = f"Nora {PROBE}", PROBE, "C<canarytag>"
    client.save()
    course.presenting_problem, course.modality = PROBE, PROBE[:80]
    course.save()
    for person in User.objects.all():
        person.name = f"{person.name} {PROBE}"[:120]
        person.save()
    add_addendum(
        import_note(cast.session, text=SAID, source_name=f"{PROBE}.txt", by=cast.mira),
        kind="correction",
        reason=PROBE,
        text=PROBE,
        by=cast.mira,
    )
    draft = begin_note(client.sessions.latest("date"), by=cast.mira, format_key="soap")
    draft.parts = {"subjective": SAID, "plan": PROBE}
    draft.save()
    autosave(draft, parts={"subjective": PROBE}, started_from=1, by=cast.mira, tab="tab")
    goal = agree_goal(course, Goal(text=PROBE, agreed_on=course.began, levels=[PROBE] * 5, closed_because=PROBE), by=cast.mira)
    rate_goal(goal, value=Decimal(1), on=day, by=cast.mira)
    add_event(course, LifeEvent(date=day, text=PROBE), by=cast.mira)
    given = enter_answers(course, measure="phq-9", answers=dict.fromkeys(range(1, 10), 2), on=day, by=cast.mira, mode="staff")
    wrong = enter_answers(course, measure="gad-7", answers=dict.fromkeys(range(1, 8), 2), on=day, by=cast.mira, mode="staff")
    withdraw(wrong, because=PROBE, by=cast.mira)
    enter_log_row(course, log="mood-journal", values=texts_of("mood-journal"), on=day, by=cast.mira)
    raise_signal(client, kind="self_harm", reason=PROBE, source=given, on=day)
    acknowledge(raise_signal(client, kind="violence", reason=PROBE, source=given, on=day), what_was_done=PROBE, by=cast.mira)
    HelpText(text=PROBE).save()
    return cast


def texts_of(log: str) -> dict[str, str]:
    from fullarc.instruments.catalogue import catalogue
    from fullarc.instruments.log import LogKind

    return {field.id: PROBE for field in catalogue().logs[log].fields if field.kind is LogKind.TEXT}


def who_may(page: Page, cast: Cast) -> User:
    permission = getattr(page.pattern.callback, "capability", None)
    return {Permission.KEEP_STAFF: cast.owner, Permission.READ_AUDIT: cast.auditor}.get(permission, cast.mira)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_markup_in_the_record_is_shown_as_words(page: Page, hostile: Cast, signed_in: SignIn) -> None:
    response = signed_in(who_may(page, hostile)).get(address(page, hostile))
    body = "" if response.streaming else response.content.decode(errors="replace")
    for raw in RAW:
        assert raw not in body, f"{page.name} shows {raw} as markup"


@pytest.mark.parametrize("kind", ["html", "pdf", "json"])
def test_markup_in_the_record_is_words_in_its_files(hostile: Cast, signed_in: SignIn, kind: str) -> None:
    response = signed_in(hostile.mira).get(reverse("progress:file", args=[hostile.client.id, hostile.course.id, kind]))
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")
    if kind == "html":
        assert not [raw for raw in RAW if raw in response.content.decode()]


def test_the_probe_was_really_shown(hostile: Cast, signed_in: SignIn) -> None:
    course = [hostile.client.id, hostile.course.id]
    addresses = ["progress:course", "progress:since", "goals:goals", "progress:caseload", "signals:list"]
    for name in addresses:
        body = signed_in(hostile.mira).get(reverse(name, args=course if name not in addresses[3:] else [])).content.decode()
        assert "canarytag onload" in body, name


def test_a_formula_in_a_file_name_is_no_formula_in_the_list_of_refused_rows(hostile: Cast, signed_in: SignIn) -> None:
    from fullarc.web.imports.actions import hold

    held = hold(hostile.course, [("=cmd|calc!A0.exe", b"MZ"), ("@SUM(1).pdf", b"%PDF"), ("\uff1d1.pdf", b"%PDF")], by=hostile.mira)
    body = signed_in(hostile.mira).get(reverse("imports:refused", args=[hostile.client.id, hostile.course.id, held.id])).content.decode()
    assert [line[:3] for line in body.splitlines()] == ["Fil", "'=c", "'@S", "'\uff1d1"]
