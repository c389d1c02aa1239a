"""A form behind a link: used up by sending only, write-only, one record of two that send at once, a PIN with five tries."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import NAME, Cast
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.web.answering import asking, link_views
from fullarc.web.answering.links import make_link, take_back
from fullarc.web.answering.models import FormLink
from fullarc.web.mail_settings import TO_FILES
from fullarc.web.measurements.models import Administration
from fullarc.web.portal.throttle import MISSES
from fullarc.web.signals.models import Signal


def stranger() -> Browser:
    return Browser(headers={"host": "localhost"})


def entered(code: str, **sent: str) -> Browser:
    browser = stranger()
    answer = browser.post(f"/form/open/{code}/", sent)
    assert answer.headers["Location"] == "/form/", answer.status_code
    return browser


@pytest.fixture
def made(cast: Cast) -> tuple[FormLink, str]:
    who_to_call()
    return make_link(cast.course, "phq-9", by=cast.mira)


def test_looking_uses_nothing_up_and_sending_does(cast: Cast, made: tuple[FormLink, str]) -> None:
    _, code = made
    for _ in range(50):
        assert stranger().get(f"/form/open/{code}/").status_code == 200
    browser = entered(code)
    whole = {f"item_{number}": "0" if number == 9 else "1" for number in range(1, 11)}
    assert browser.post("/form/all/", whole).headers["Location"] == "/form/end/"
    given = Administration.objects.get()
    assert (given.mode, given.entered_by, given.open) == ("link", None, False)
    again = browser.post("/form/all/", {"item_1": "3"})
    assert "Your answers have come in" in again.content.decode()
    assert "Your answers have come in" in stranger().get(f"/form/open/{code}/").content.decode()
    assert Administration.objects.get().answers["1"] == 1


def test_an_answer_that_cannot_be_read_costs_no_other_and_a_grave_one_leads_to_help(cast: Cast, made: tuple[FormLink, str]) -> None:
    browser = entered(made[1])
    calm = {f"item_{number}": "1" for number in range(1, 9)} | {"item_9": "0"}
    assert browser.post("/form/all/", calm | {"item_2": "7"}).status_code == 422
    answer = browser.post("/form/all/", calm | {"item_2": "7", "item_9": "2"})
    assert answer.headers["Location"] == "/form/help/?on=2"
    given = Administration.objects.get()
    assert (given.open, given.answers["9"], "2" in given.answers) == (True, 2, False)
    assert Signal.objects.get(client=cast.client).source_id == str(given.pk)


def test_a_link_never_reads_back(cast: Cast, made: tuple[FormLink, str]) -> None:
    browser = entered(made[1])
    for place in range(1, 4):
        browser.post(f"/form/{place}/", {"answer": "3"})
    for where in ("1/", "2/", "all/", "end/", "help/"):
        text = browser.get(f"/form/{where}").content.decode()
        assert '" checked' not in text
        assert NAME not in text
        assert "Mira" not in text
        assert "/me/" not in text
    assert browser.get("/me/check-ins/").status_code == 302
    assert browser.get(f"/clients/{cast.client.pk}/").status_code == 302


def test_of_two_that_send_at_once_one_is_the_record(cast: Cast, made: tuple[FormLink, str]) -> None:
    first, second = entered(made[1]), entered(made[1])
    first.post("/form/all/", {f"item_{number}": "1" for number in range(1, 11)})
    second.post("/form/all/", {f"item_{number}": "2" for number in range(1, 11)})
    assert Administration.objects.get().answers["1"] == 1


def test_what_was_answered_stays_with_the_link_until_it_ends(cast: Cast, made: tuple[FormLink, str]) -> None:
    entered(made[1]).post("/form/1/", {"answer": "1"})
    other = entered(made[1])
    assert other.get("/form/").headers["Location"] == "/form/2/"
    other.post("/form/end/")
    assert Administration.objects.count() == 1


def test_a_risky_answer_raises_the_signal_and_shows_help(cast: Cast, made: tuple[FormLink, str]) -> None:
    browser = entered(made[1])
    assert browser.post("/form/9/", {"answer": "2"}).headers["Location"] == "/form/help/?on=10"
    assert "Crisis line 555 0100" in browser.get("/form/help/").content.decode()
    assert Signal.objects.filter(client=cast.client, kind="phq-9:9").exists()
    browser.post("/form/end/")
    assert "Crisis line 555 0100" in browser.get("/form/help/").content.decode()


def test_it_ends_after_seven_days_when_taken_back_and_when_a_newer_one_is_made(
    cast: Cast, made: tuple[FormLink, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    link, code = made
    assert link.is_open(link.expires_at - timedelta(seconds=1))
    assert not link.is_open(link.expires_at)
    assert link.expires_at - link.made_at >= timedelta(days=7) - timedelta(minutes=1)
    _, newer = make_link(cast.course, "phq-9", by=cast.mira)
    assert stranger().get(f"/form/open/{code}/").status_code == 404
    browser = entered(newer)
    take_back(FormLink.objects.get(ended_at=None), by=cast.mira)
    assert browser.post("/form/1/", {"answer": "1"}).status_code == 404
    assert not Administration.objects.exists()


def test_a_form_link_that_has_ended_says_so_with_whom_to_call_and_leads_to_no_sign_in(cast: Cast, made: tuple[FormLink, str]) -> None:
    take_back(made[0], by=cast.mira)
    told = stranger().get(f"/form/open/{made[1]}/").content.decode()
    assert "This link does not open any more" in told
    assert "Ask your therapist for a new one" in told
    assert "Crisis line 555 0100" in told
    assert "To the first page" not in told


def test_the_sixth_pin_finds_the_link_locked(cast: Cast) -> None:
    who_to_call()
    link, code = make_link(cast.course, "phq-9", by=cast.mira, pin="4711")
    for count in range(FormLink.PIN_TRIES):
        answer = stranger().post(f"/form/open/{code}/", {"pin": "1234"})
        assert answer.status_code == (422 if count < FormLink.PIN_TRIES - 1 else 404)
    assert stranger().post(f"/form/open/{code}/", {"pin": "4711"}).status_code == 404
    link.refresh_from_db()
    assert link.is_locked
    assert "4711" not in link.pin_digest


def test_the_right_pin_opens_it(cast: Cast) -> None:
    who_to_call()
    code = make_link(cast.course, "phq-9", by=cast.mira, pin="4711")[1]
    assert entered(code, pin="4711").get("/form/").status_code == 200


def test_guesses_are_answered_alike_and_then_not_at_all(cast: Cast, made: tuple[FormLink, str]) -> None:
    browser = stranger()
    for _ in range(MISSES):
        assert browser.get("/form/open/AAAA-BBBB/").status_code == 404
    assert browser.get(f"/form/open/{made[1]}/").status_code == 404


def test_without_the_cookie_there_is_nothing(cast: Cast, made: tuple[FormLink, str]) -> None:
    for where in ("/form/", "/form/1/", "/form/all/", "/form/end/", "/form/help/", "/form/elsewhere/"):
        assert stranger().get(where).status_code == 404


def test_the_clinician_makes_one_with_a_mail_that_says_nothing(
    cast: Cast, signed_in: SignIn, django_capture_on_commit_callbacks: object
) -> None:
    browser, url = signed_in(cast.mira), reverse("answering:links", args=[cast.client.pk, cast.course.pk])
    assert browser.post(url, {"measure": "phq-9"}).status_code == 422  # nobody has said whom to call
    who_to_call()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        text = browser.post(url, {"measure": "phq-9", "email": "own@example.org"}).content.decode()
    [sent] = mail.outbox
    assert "/form/open/" in sent.body
    assert "/form/open/" in text
    for word in ("phq", "depress", "nora", "therap", "question"):
        assert word not in f"{sent.subject} {sent.body.split('http')[0]}".lower()


def test_where_no_mail_is_set_up_no_link_lies_in_a_file_and_the_page_says_so(
    cast: Cast, signed_in: SignIn, settings: LazySettings, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = TO_FILES, tmp_path
    who_to_call()
    url = reverse("answering:links", args=[cast.client.pk, cast.course.pk])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        text = signed_in(cast.mira).post(url, {"measure": "phq-9", "email": "own@example.org"}).content.decode()
    assert "nothing was sent" in text
    assert list(tmp_path.iterdir()) == []


def test_a_link_of_seven_days_is_not_open_at_its_last_moment(cast: Cast, made: tuple[FormLink, str]) -> None:
    FormLink.objects.update(expires_at=timezone.now())
    assert stranger().get(f"/form/open/{made[1]}/").status_code == 404


@pytest.mark.parametrize("where", ["1/", "all/", "end/"])
def test_the_later_of_two_at_the_same_moment_is_told_that_it_has_come_in(
    cast: Cast, made: tuple[FormLink, str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    begun = link_views.asking_of

    def other_device_first(link: FormLink) -> asking.Asking:
        FormLink.objects.filter(pk=link.pk).update(sent_at=timezone.now())
        return begun(link)

    browser = entered(made[1])
    monkeypatch.setattr(link_views, "asking_of", other_device_first)
    answer = browser.post(f"/form/{where}", {"answer": "1", "item_1": "1"})
    assert answer.status_code == 200
    assert "Your answers have come in" in answer.content.decode()
