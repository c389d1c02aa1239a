"""The client's own choice and the practice's words."""

import json
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.reminders.world import MONDAY, assign, local

from fullarc.web.audit.models import Event
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.mail_settings import address_of, mail_of
from fullarc.web.reminders import channels, planning, sending
from fullarc.web.reminders.channels import NotReached, Refused, Text
from fullarc.web.reminders.models import Choice, Message, Wording
from fullarc.web.reminders.neutral import telling_words

OWN = {"way": "mail", "at": "18:30", "zone": "Asia/Kathmandu"}


def test_a_client_chooses_hour_and_place(cast: Cast, signed_in: SignIn) -> None:
    row = assign(cast)
    browser, address = signed_in(cast.nora), reverse("reminders:own")
    page = browser.get(address).content.decode()
    assert "nora@example.org" in page
    assert 'value="21:00"' not in page  # quiet hours are not offered
    assert browser.post(address, OWN).status_code == 302
    choice = Choice.objects.get()
    assert (choice.by, f"{choice.at:%H:%M}", choice.client) == ("mail", "18:30", cast.client)
    cast.client.refresh_from_db()
    assert cast.client.zone == "Asia/Kathmandu"
    assert Event.objects.filter(action="reminder.chosen", client=cast.client.pk, actor=cast.nora.pk).count() == 1
    assert row.due.count() == 1


@pytest.mark.parametrize("wrong", [{"way": "pigeon"}, {"at": "23:00"}, {"at": "noon"}, {"zone": "Europe/Nowhere"}, {"way": "text"}])
def test_a_choice_that_is_not_offered_is_refused(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    assert signed_in(cast.nora).post(reverse("reminders:own"), {**OWN, **wrong}).status_code == 422
    assert not Choice.objects.exists()


def test_a_number_for_text_messages_is_kept_encrypted(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMS_COMMAND", "/bin/true")
    browser, address = signed_in(cast.nora), reverse("reminders:own")
    assert browser.post(address, {**OWN, "way": "text", "phone": "040 123"}).status_code == 422
    assert browser.post(address, {**OWN, "way": "text", "phone": ""}).status_code == 422
    assert browser.post(address, {**OWN, "way": "text", "phone": "+358 (40) 123-4567"}).status_code == 302
    assert Choice.objects.get().phone == "+358401234567"
    assert "358401234567" not in str(Choice.objects.values_list())


def test_a_text_message_goes_to_the_command_of_the_practice(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, taken = tmp_path / "gateway", tmp_path / "taken.json"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(taken)!r}, 'w').write(sys.stdin.read())\n")
    program.chmod(0o700)
    monkeypatch.setattr(settings, "SMS_COMMAND", str(program))
    assign(cast)
    Choice.objects.create(client=cast.client, by=Choice.By.TEXT, phone="+358401234567")
    planning.plan(local(MONDAY, 9))
    sending.send_message(Message.objects.get().pk, local(MONDAY, 9))
    told = json.loads(taken.read_text())
    assert told["to"] == "+358401234567"
    assert telling_words(told["text"]) == ()
    assert "/me/" in told["text"]
    assert Message.objects.get().state == Message.State.SENT


@pytest.mark.parametrize(("code", "raised"), [(75, NotReached), (1, Refused)])
def test_what_the_command_says_decides(code: int, raised: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gateway"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o700)
    monkeypatch.setattr(settings, "SMS_COMMAND", str(program))
    with pytest.raises(raised):
        channels.by_text(Text("+1", "s", "b", "stop"))
    monkeypatch.setattr(settings, "SMS_COMMAND", str(tmp_path / "not there"))
    with pytest.raises(NotReached):
        channels.by_text(Text("+1", "s", "b", "stop"))


def test_the_command_sees_nothing_of_our_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, seen = tmp_path / "gateway", tmp_path / "seen"
    program.write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\n")
    program.chmod(0o700)
    monkeypatch.setattr(settings, "SMS_COMMAND", str(program))
    monkeypatch.setenv("FULLARC_CANARY", "a key of ours")
    channels.by_text(Text("+1", "s", "b", "stop"))
    assert "PATH=" in seen.read_text()
    assert "FULLARC" not in seen.read_text()


def test_a_gateway_without_encryption_or_none_at_all_gets_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused):
        channels.by_text(Text("+1", "s", "b", "stop"))
    monkeypatch.setattr(settings, "SMS_URL", "http://gateway.example/send")
    with pytest.raises(Refused):
        channels.by_text(Text("+1", "s", "b", "stop"))
    monkeypatch.setattr(settings, "SMS_URL", "http://127.0.0.1:9/send")  # nobody listens there
    with pytest.raises(NotReached):
        channels.by_text(Text("+1", "s", "b", "stop"))


def test_the_owner_words_reminders_and_telling_words_are_refused(cast: Cast, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.owner), reverse("reminders:practice")
    page = browser.get(address).content.decode()
    assert "No mail is set up" in page
    words = {"subject": "Hello", "text": "Have a look.", "subject_es": "Hola", "text_es": "Eche un vistazo."}
    hours = {"quiet_from": "20:00", "quiet_until": "09:00", "from_version": "1"}
    refused = browser.post(address, {**words, **hours, "text": "Your depression questionnaire from your therapist"})
    assert refused.status_code == 422
    assert "“depression”, “questionnaire”, “therapist”" in refused.content.decode()
    assert browser.post(address, {**words, **hours, "quiet_until": "19:00"}).status_code == 422  # an hour is left
    assert browser.post(address, {**words, **hours}).status_code == 302
    assert (Wording.objects.get().subject, Wording.objects.get().quiet.begins.hour) == ("Hello", 20)
    assert browser.post(address, {**words, **hours, "from_version": "7"}).status_code == 409


def test_the_default_words_tell_nothing() -> None:
    words = Wording()
    assert telling_words(" ".join((words.subject, words.text, words.subject_es, words.text_es))) == ()
    found = telling_words("Terapia, PHQ: su sesión; therapy session; Anxiety score; psicóloga; well-being")
    assert found == ("Terapia", "sesión", "therapy", "session", "Anxiety", "score", "psicóloga", "well-being")


@pytest.mark.parametrize("url", ["http://x", "smtp://", "imap://host", "smtp://host:port"])
def test_mail_settings_that_mean_nothing_stop_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FULLARC_MAIL"):
        mail_of(url, "office@example.org")


def test_mail_leaves_encrypted_and_with_a_sender() -> None:
    assert not mail_of("", "").reaches_somebody
    with pytest.raises(ImproperlyConfigured, match="FULLARC_MAIL_FROM"):
        mail_of("smtp://host", "")
    sent = mail_of("smtp://user:p%40ss@mail.example", "office@example.org")
    assert (sent.host, sent.port, sent.password, sent.starttls, sent.tls) == ("mail.example", 587, "p@ss", True, False)
    assert (mail_of("smtps://mail.example", "a@b").port, mail_of("smtps://mail.example", "a@b").tls) == (465, True)


def test_links_begin_with_what_was_set_and_never_with_what_a_request_says() -> None:
    assert address_of("https://office.example/", [], https=False) == "https://office.example"
    assert address_of("", ["office.example"], https=True) == "https://office.example"
    assert address_of("", [], https=False) == "http://localhost:8421"
    for wrong in ("office.example", "http://office.example", "ftp://office.example", "https://office.example/?x=1"):
        with pytest.raises(ImproperlyConfigured, match="FULLARC_ADDRESS"):
            address_of(wrong, [], https=False)


def test_a_due_date_is_kept_when_its_reminder_was_sent(cast: Cast) -> None:
    row = assign(cast)
    planning.plan(local(MONDAY, 9))
    assert row.due.get().state == DueCheckIn.State.OPEN
    assert Message.objects.get().reminders.get().due == row.due.get()
