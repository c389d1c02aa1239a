"""Of the signals to acknowledge what tells of the last two weeks stands first, whenever it was raised; the gravest first within that."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.clients.models import Client, Session
from fullarc.web.progress.caseload import rows_for
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal

TODAY, MAY, JULY = "Urges and skills: “Urge to end my life” was answered 4 of 5", "a plan in May", "intent in July"


def raised(client: Client, kind: str, words: str, *, days_ago: int) -> Signal:
    course = client.courses.get()
    session = Session.objects.create(course=course, date=timezone.localdate() - timedelta(days=days_ago))
    return raise_signal(client, kind=kind, reason=words, source=session, on=session.date)


@pytest.fixture
def urge_of_today(cast: Cast) -> Signal:
    """What the client answered this morning; afterwards old notes were brought in."""
    urge = raised(cast.client, "urges-skills:urge_suicide", TODAY, days_ago=0)
    raised(cast.client, "suicide_plan", MAY, days_ago=200)
    raised(cast.client, "suicide_intent", JULY, days_ago=130)
    return urge


def stand_in_this_order(page: str, *words: str) -> bool:
    places = [page.index(each) for each in words]
    return places == sorted(places)


def test_an_answer_of_today_stands_above_graver_notes_of_spring_that_were_brought_in_later(
    cast: Cast, urge_of_today: Signal, signed_in: SignIn
) -> None:
    browser = signed_in(cast.mira)
    for address in (reverse("signals:list"), "/account/", f"/clients/{cast.client.pk}/"):
        assert stand_in_this_order(browser.get(address).content.decode(), TODAY, JULY, MAY), address


def test_the_list_says_its_order(cast: Cast, urge_of_today: Signal, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("signals:list")).content.decode()
    assert "What tells of the last two weeks stands first, then earlier days; the gravest first in each." in page


def test_within_two_weeks_the_gravest_stands_first_and_of_equal_ones_the_newest(cast: Cast, signed_in: SignIn) -> None:
    raised(cast.client, "self_harm_urge", "urges of today", days_ago=0)
    raised(cast.client, "suicidal_ideation", "thoughts ten days ago", days_ago=10)
    raised(cast.client, "suicidal_ideation", "thoughts of yesterday", days_ago=1)
    raised(cast.client, "suicide_plan", "a plan two weeks ago", days_ago=13)
    raised(cast.client, "suicide_attempt", "an attempt fifteen days ago", days_ago=14)
    page = signed_in(cast.mira).get(reverse("signals:list")).content.decode()
    order = ["a plan two weeks", "thoughts of yesterday", "thoughts ten days", "urges of today", "an attempt fifteen days"]
    assert stand_in_this_order(page, *order)


def test_today_asks_to_acknowledge_the_answer_of_today(cast: Cast, urge_of_today: Signal, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get("/today/").content.decode()
    assert reverse("signals:signal", args=[cast.client.pk, urge_of_today.pk]) in page[page.index('class="agenda"') :]


def test_the_caseload_names_the_answer_of_today_and_puts_its_client_before_one_with_old_signals(cast: Cast, urge_of_today: Signal) -> None:
    raised(add_record("C-0700", "Abel First", cast.mira, timezone.localdate()), "suicide_intent", JULY, days_ago=130)
    first, second = [row for row in rows_for(cast.mira) if row.signal and row.signal.kind == "to_acknowledge"]
    assert (first.client, second.client.code) == (cast.client, "C-0700")
    assert first.signal is not None
    assert first.signal.reason == TODAY
