"""The safety plan: written, signed by both, followed by a version that begins with its words; kept secret and whole."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.safety.writing import PLAN, a_signed_plan

from fullarc.web.audit.models import Event
from fullarc.web.safety import keeping
from fullarc.web.safety.models import SafetyPlan
from fullarc.web.safety.plan_views import is_due


def page_of(cast: Cast) -> str:
    return reverse("safety:plan", args=[cast.client.id])


def send(cast: Cast, signed_in: SignIn, plan: SafetyPlan, **given: str) -> HttpResponse:
    sent = {"from_version": str(plan.version), **PLAN, **given}
    return signed_in(cast.mira).post(reverse("safety:write_plan", args=[cast.client.id, plan.id]), sent)


def test_a_plan_is_begun_written_and_signed_by_both(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    editor = browser.post(reverse("safety:begin_plan", args=[cast.client.id]))
    plan = SafetyPlan.objects.get()
    assert editor.headers["Location"] == reverse("safety:write_plan", args=[cast.client.id, plan.id])
    assert send(cast, signed_in, plan, sign="1", agreed_on=timezone.localdate().isoformat(), agreed_how="written").status_code == 302
    page = browser.get(page_of(cast)).content.decode()
    for words in ("The playlist from the coast.", "My niece.", "signed on paper", "Mira Lind"):
        assert words in page
    assert {"safety_plan.begun", "safety_plan.saved", "safety_plan.signed"} <= set(Event.objects.values_list("action", flat=True))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"agreed_on": "", "agreed_how": "written"}, "on which day and how the client agreed"),
        ({"agreed_on": "2026-01-05", "agreed_how": ""}, "on which day and how the client agreed"),
        ({"agreed_on": "2999-01-05", "agreed_how": "spoken"}, "lies in the future"),
    ],
)
def test_without_the_clients_agreement_it_stays_a_draft(given: dict[str, str], says: str, cast: Cast, signed_in: SignIn) -> None:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    refused = send(cast, signed_in, plan, sign="1", **given)
    assert refused.status_code == 422
    assert says in refused.content.decode()
    plan.refresh_from_db()
    assert plan.is_draft
    assert plan.content["company"] == PLAN["company"]  # what was typed is saved all the same


def test_an_empty_plan_is_not_signed(cast: Cast) -> None:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    with pytest.raises(keeping.NotReady, match="Nothing is written yet"):
        keeping.sign_plan(plan, agreed_on=timezone.localdate(), agreed_how="spoken", by=cast.mira, started_from=1)


def test_the_next_version_begins_with_the_words_in_force_and_needs_its_own_agreement(cast: Cast) -> None:
    first = a_signed_plan(cast)
    second = keeping.begin_plan(cast.client, by=cast.mira)
    assert (second.number, second.content) == (2, PLAN)
    assert keeping.begin_plan(cast.client, by=cast.mira) == second
    first.refresh_from_db()
    assert first.state == SafetyPlan.State.SIGNED


def test_the_plan_in_force_holds_until_the_next_one_is_signed(cast: Cast, signed_in: SignIn) -> None:
    first, browser = a_signed_plan(cast), signed_in(cast.mira)
    draft = keeping.begin_plan(cast.client, by=cast.mira)
    send(cast, signed_in, draft, company="The library")
    page = browser.get(page_of(cast)).content.decode()
    assert "Choir on Tuesdays." in page
    assert "The library" not in page
    a_signed_plan(cast, company="The library")
    assert "The library" in browser.get(page_of(cast)).content.decode()
    earlier = browser.get(reverse("safety:plan_version", args=[cast.client.id, first.id])).content.decode()
    assert "Choir on Tuesdays." in earlier
    assert "superseded" in earlier


def test_a_part_without_words_is_named_and_blocks_nothing(cast: Cast, signed_in: SignIn) -> None:
    a_signed_plan(cast, safe_place="")
    assert "Not filled in: Making the place I live in safe." in signed_in(cast.mira).get(page_of(cast)).content.decode()


def test_empty_parts_are_named_before_it_is_signed_and_signing_once_more_signs_it(cast: Cast, signed_in: SignIn) -> None:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    given = {"company": "", "safe_place": "", "agreed_on": timezone.localdate().isoformat(), "agreed_how": "spoken"}
    warned = send(cast, signed_in, plan, sign="1", **given)
    assert warned.status_code == 422
    page = unescape(warned.content.decode())
    assert "Not filled in: People and places that take my mind off it, Making the place I live in safe." in page
    plan.refresh_from_db()
    assert plan.is_draft
    [again] = re.findall(r'name="sign" value="(\w+)"', page)
    assert send(cast, signed_in, plan, sign=again, **given).status_code == 302
    plan.refresh_from_db()
    assert not plan.is_draft


def test_no_part_of_what_is_signed_is_called_optional(cast: Cast, signed_in: SignIn) -> None:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    page = signed_in(cast.mira).get(reverse("safety:write_plan", args=[cast.client.id, plan.id])).content.decode()
    assert "Needed for signing" in page
    assert "(optional)" not in page


def test_two_tabs_do_not_overwrite_each_other_and_both_texts_are_shown(cast: Cast, signed_in: SignIn) -> None:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    send(cast, signed_in, plan)
    beaten = send(cast, signed_in, plan, company="From the old tab")
    assert beaten.status_code == 409
    assert "From the old tab" in beaten.content.decode()
    assert "Choir on Tuesdays." in beaten.content.decode()
    plan.refresh_from_db()
    assert plan.content["company"] == PLAN["company"]


def test_a_draft_is_discarded_and_a_signed_plan_is_not(cast: Cast, signed_in: SignIn) -> None:
    signed, browser = a_signed_plan(cast), signed_in(cast.mira)
    assert browser.post(reverse("safety:discard_plan", args=[cast.client.id, signed.id])).status_code >= 400
    draft = keeping.begin_plan(cast.client, by=cast.mira)
    assert browser.post(reverse("safety:discard_plan", args=[cast.client.id, draft.id])).status_code == 302
    assert list(SafetyPlan.objects.all()) == [signed]


def test_after_three_months_the_page_asks_to_look_it_over(cast: Cast) -> None:
    plan, today = a_signed_plan(cast), timezone.localdate()
    assert not is_due(plan, today + timedelta(days=90))
    assert is_due(plan, today + timedelta(days=91))


def test_the_database_refuses_to_change_or_delete_what_is_signed(cast: Cast) -> None:
    a_signed_plan(cast)
    for statement in ("UPDATE safety_safetyplan SET content = 'x'", "DELETE FROM safety_safetyplan"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_words_are_stored_encrypted(cast: Cast) -> None:
    a_signed_plan(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM safety_safetyplan")
        stored = repr(cursor.fetchall())
    assert "Choir" not in stored
    assert "agreed" not in stored


def test_a_supervisor_reads_and_does_not_write_and_others_see_nothing(cast: Cast, signed_in: SignIn) -> None:
    a_signed_plan(cast)
    page = signed_in(cast.supervisor).get(page_of(cast)).content.decode()
    assert "Choir on Tuesdays." in page
    assert "Begin the next version" not in page
    assert signed_in(cast.supervisor).post(reverse("safety:begin_plan", args=[cast.client.id])).status_code == 403
    for person in (cast.front_desk, cast.colleague, cast.blocked, cast.owner):
        assert signed_in(person).get(page_of(cast)).status_code in (403, 404)


def test_the_client_page_leads_to_plan_and_assessments(cast: Cast, signed_in: SignIn) -> None:
    address = reverse("clients:client", args=[cast.client.id])
    assert page_of(cast) in signed_in(cast.mira).get(address).content.decode()
    assert page_of(cast) not in signed_in(cast.front_desk).get(address).content.decode()


def test_many_versions_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    a_signed_plan(cast)
    browser.get(page_of(cast))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(cast))
        counts.append(len(queries))
        for _ in range(10):
            a_signed_plan(cast)
    assert counts[0] == counts[1]
