"""The signals on top of a page take one row a client, which opens to the others; what was taken back altogether is not red."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record, assemble
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium

from fullarc.web.clients.models import Client, Session
from fullarc.web.findings import actions
from fullarc.web.notes.actions import import_note
from fullarc.web.signals.actions import raise_signal


def raised(client: Client, *, weeks_ago: int) -> None:
    day = timezone.localdate() - timedelta(weeks=weeks_ago)
    session = Session.objects.create(course=client.courses.get(), date=day)
    raise_signal(client, kind="suicidal_ideation", reason=f"thoughts {weeks_ago} weeks ago", source=session, on=day)


def rows(page: str) -> list[str]:
    """The rows on top, each without what opens behind it."""
    top = page[page.index('<ul class="on-top">') : page.index("</aside>")]
    shut = re.sub(r"<ul>.*?</ul>", "", top, flags=re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in shut.split("<li")[1:]]


def test_ten_signals_of_a_client_are_one_row_that_opens(cast: Cast, signed_in: SignIn) -> None:
    for weeks in range(10):
        raised(cast.client, weeks_ago=weeks)
    browser = signed_in(cast.mira)
    for address in (f"/clients/{cast.client.pk}/", "/account/"):
        page = browser.get(address).content.decode()
        (row,) = rows(page)
        assert "thoughts 0 weeks ago" in row, address
        assert "and 9 more" in row
        assert "<details" in page[: page.index("thoughts 1 weeks ago")]
        assert "thoughts 9 weeks ago" in page


def test_one_signal_has_nothing_behind_it(cast: Cast, signed_in: SignIn) -> None:
    raised(cast.client, weeks_ago=0)
    (row,) = rows(signed_in(cast.mira).get("/account/").content.decode())
    assert "more" not in row


def test_every_client_of_three_has_a_row_and_those_of_further_ones_are_in_the_list(cast: Cast, signed_in: SignIn) -> None:
    for weeks in range(10):
        raised(cast.client, weeks_ago=weeks)
    others = [add_record(f"C-07{number:02}", f"Client {number}", cast.mira, timezone.localdate()) for number in range(3)]
    for client in others[:2]:
        raised(client, weeks_ago=20)
    browser = signed_in(cast.mira)
    assert len(rows(browser.get("/account/").content.decode())) == 3
    raised(others[2], weeks_ago=20)
    *_, last = rows(browser.get("/account/").content.decode())
    assert "All 13 risk signals to acknowledge" in last


def test_what_a_clinician_corrected_to_another_person_is_not_red(cast: Cast, signed_in: SignIn) -> None:
    note = import_note(cast.session, text="He has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    browser, address = signed_in(cast.mira), f"/clients/{cast.client.pk}/"
    before = browser.get(address).content.decode()
    assert '<b class="state risk-word">Risk</b>' in before
    assert "signals-on-top calm" not in before
    for finding in note.findings.all():
        actions.correct(finding, {"status": "other_person"}, by=cast.mira)
    for each in (address, reverse("signals:list")):
        after = browser.get(each).content.decode()
        assert "corrected to another person" in after
        assert '<b class="state risk-word">Risk</b>' not in after, each
    assert "signals-on-top calm" in browser.get(address).content.decode()
    assert '<b class="state risk-word">Risk</b>' not in browser.get(reverse("progress:caseload")).content.decode()


def test_many_signals_take_as_many_queries_as_one(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    asked = []
    for weeks in (0, 1, 2, 3):
        raised(cast.client, weeks_ago=weeks)
        browser.get("/account/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/account/")
        asked.append(len(queries))
    assert len(set(asked)) == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_on_a_phone_the_page_of_a_client_with_ten_signals_is_in_sight(live_server: object) -> None:
    cast = assemble()
    for weeks in range(10):
        raised(cast.client, weeks_ago=weeks)
    with chromium(live_server.url, cast.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(f"/clients/{cast.client.pk}/")
        top = page.locator(".signals-on-top").bounding_box()
        assert top is not None
        assert top["height"] < 150
