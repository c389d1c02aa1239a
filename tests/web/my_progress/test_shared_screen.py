"""The shared screen: only the client's side answers, and only the clinician's password ends it."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import CONTACT, DIAGNOSIS, NAME, PROBLEM, Cast
from tests.web.conftest import SignIn
from tests.web.my_progress.courses import LESS_LOW, got_better, mood

from fullarc.web.audit.models import Event
from fullarc.web.my_progress.actions import release
from fullarc.web.my_progress.queries import now_of
from fullarc.web.signals.actions import raise_signal

PASSWORD = "seven green lamps hum"


@pytest.fixture
def screen(cast: Cast, signed_in: SignIn) -> Browser:
    """Mira's browser, sharing the screen with Nora."""
    cast.mira.set_password(PASSWORD)
    cast.mira.save()
    now = now_of(got_better(cast), None)
    release(cast.course, now.content, left_out=(), own_word="", as_of=now.as_of, after=0, by=cast.mira)
    mood(cast, timezone.localdate(), 7)
    browser = signed_in(cast.mira)
    begun = browser.post(page(cast, "begin_screen"))
    assert begun["Clear-Site-Data"] == '"cache"'
    return browser


def page(cast: Cast, name: str, *more: str) -> str:
    return reverse(f"my_progress:{name}", args=[cast.client.id, *more])


def this_month() -> str:
    return f"{timezone.localdate():%Y-%m}"


@pytest.mark.parametrize("address", ["/", "/clients/", "/signals/", "/caseload/", "/account/", "/account/logout/", "/nowhere/"])
def test_no_other_address_opens_while_the_screen_is_shared(address: str, screen: Browser, cast: Cast) -> None:
    for method in (screen.get, screen.post):
        assert method(address).headers["Location"] == page(cast, "screen_progress")


def test_the_record_of_the_client_and_other_clients_do_not_open_either(screen: Browser, cast: Cast) -> None:
    for url in (page(cast, "for_client"), page(cast, "staff_month", this_month()), reverse("clients:client", args=[cast.ward_client.id])):
        assert screen.get(url).headers["Location"] == page(cast, "screen_progress")
    assert screen.get(reverse("my_progress:screen_progress", args=[cast.ward_client.id])).status_code == 302


def test_it_shows_what_the_client_sees_and_nothing_of_the_clinician(screen: Browser, cast: Cast) -> None:
    raise_signal(cast.client, kind="suicidal_ideation", reason="canarysignal", source=cast.session, on=cast.session.date)
    for url, words in ((page(cast, "screen_progress"), LESS_LOW), (page(cast, "screen_month", this_month()), "month-wide")):
        shown = screen.get(url).content.decode()
        assert words in shown
        for hidden in (PROBLEM, DIAGNOSIS, CONTACT, NAME, "canarysignal", "Caseload", "Signals", "/account/"):
            assert hidden not in shown, (url, hidden)


def test_only_the_password_of_the_clinician_ends_it(screen: Browser, cast: Cast) -> None:
    refused = screen.post(page(cast, "end_screen"), {"password": "guessed"})
    assert refused.status_code == 422
    assert screen.get("/clients/").headers["Location"] == page(cast, "screen_progress")
    assert screen.post(page(cast, "end_screen"), {"password": PASSWORD}).headers["Location"] == page(cast, "for_client")
    assert screen.get(page(cast, "for_client")).status_code == 200
    assert Event.objects.filter(action__in=["progress.shared_screen", "progress.shared_screen_ended"]).count() == 2


def test_an_error_on_the_shared_screen_names_nobody_and_leads_back(screen: Browser, cast: Cast) -> None:
    answer = screen.get(page(cast, "screen_month", "1999-01"))
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert page(cast, "screen_progress") in shown
    assert NAME not in shown


def test_without_sharing_the_shared_pages_lead_to_the_clinicians(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get(page(cast, "screen_progress")).headers["Location"] == page(cast, "for_client")
    assert signed_in(cast.mira).get(page(cast, "end_screen")).headers["Location"] == page(cast, "for_client")


def test_it_speaks_the_clients_language(screen: Browser, cast: Cast) -> None:
    cast.nora.language = "es"
    cast.nora.save(update_fields=["language"])
    assert "Tienes más ánimo" in screen.get(page(cast, "screen_progress")).content.decode()
