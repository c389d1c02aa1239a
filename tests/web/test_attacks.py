"""What an attacker tried: each of these once worked, or answered with a fault."""

import socket
from datetime import timedelta
from time import process_time

import pytest
from django.contrib.sessions.models import Session as StoredSession
from django.core import signing
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web import objects
from tests.web.conftest import SignIn

from fullarc.reading.reader import read
from fullarc.web.access.actions import NotAllowed, end_supervision, leave_team
from fullarc.web.access.models import CareTeam
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client
from fullarc.web.findings.margin import lines_of
from fullarc.web.findings.models import StoredFinding
from fullarc.web.imports.upload_limits import TOGETHER_LIMIT
from fullarc.web.measurements.hand_over import begin, finish, keep_answer
from fullarc.web.notes.actions import begin_note
from fullarc.web.notes.models import Autosave
from fullarc.web.signals.actions import acknowledge
from fullarc.web.signals.queries import waiting_signals

objects.load_all()


def edit_code(browser: Browser, client: Client, code: str) -> int:
    client.refresh_from_db()
    sent = {"name": "Nora", "code": code, "contact": "", "born": "", "from_version": client.version}
    return browser.post(reverse("clients:edit", args=[client.id]), sent).status_code


@pytest.mark.parametrize("code", ["A\nSet-Cookie: b", 'A"; filename="x.exe', "../../x", "a\u2028b", "<b>", "=1+1"])
def test_a_code_that_could_write_into_a_header_or_a_path_is_refused(cast: Cast, signed_in: SignIn, code: str) -> None:
    assert edit_code(signed_in(cast.mira), cast.client, code) == 422


@pytest.mark.parametrize(("code", "name"), [("2024/017", "2024-017-course-"), ("Ä-12", "%C3%84-12-course-"), ("K 7", "K 7-course-")])
def test_an_unusual_code_names_a_file_that_can_be_saved(cast: Cast, signed_in: SignIn, code: str, name: str) -> None:
    browser = signed_in(cast.mira)
    assert edit_code(browser, cast.client, code) == 302
    response = browser.get(reverse("progress:file", args=[cast.client.id, cast.course.id, "html"]))
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert name in response.headers["Content-Disposition"]


@pytest.mark.parametrize("highest", ["C-99999999", "C-999999999"])
def test_a_code_typed_high_does_not_use_up_the_codes(cast: Cast, signed_in: SignIn, highest: str) -> None:
    browser = signed_in(cast.mira)
    assert edit_code(browser, cast.client, highest) == 302
    sent = {"name": "Another", "code": "", "contact": "", "born": "", "from_version": 1}
    for _ in range(3):
        assert browser.post(reverse("clients:new"), sent).status_code == 302


@pytest.mark.parametrize(
    "target", ["x", "#a", "home", "//evil.example", "https://localhost@evil.example", "/\\evil.example", "javascript:1"]
)
def test_after_a_review_the_way_back_stays_here(cast: Cast, signed_in: SignIn, target: str) -> None:
    finding = objects.value("finding_id", cast, cast.client)
    response = signed_in(cast.mira).post(reverse("findings:review", args=[cast.client.id, finding]), {"act": "confirm", "next": target})
    assert response.status_code == 302
    assert "evil" not in response.headers["Location"]
    assert ":" not in response.headers["Location"]


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]
)
def test_after_the_sign_in_the_way_leads_nowhere_else(cast: Cast, signed_in: SignIn, target: str) -> None:
    cast.mira.set_password("four unrelated wordy things")
    cast.mira.save()
    sent = {"login": "mira@example.org", "password": "four unrelated wordy things", "next": target}
    response = signed_in(None).post(reverse("account_login"), sent)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))


@pytest.mark.parametrize("version", ["9" * 19, "9" * 5000, "٣", "-1", "1.0", ""])
def test_an_autosave_that_names_no_version_keeps_nothing(cast: Cast, signed_in: SignIn, version: str) -> None:
    note = begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap")
    sent = {"tab": "a-tab", "from_version": version, "subjective": "words"}
    assert signed_in(cast.mira).post(reverse("notes:autosave", args=[cast.client.id, note.id]), sent).status_code == 409
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("charset", ["rot13", "utf-7", "unicode_escape", "idna", "hex", "undefined", "utf-16", "latin-1"])
@pytest.mark.parametrize("url", ["/clients/new/", "/sign-in/"])
def test_a_form_in_another_encoding_is_refused(cast: Cast, signed_in: SignIn, charset: str, url: str) -> None:
    body = b'--X\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA- \\ud800\r\n--X--\r\n'
    response = signed_in(cast.mira).generic("POST", url, body, content_type=f"multipart/form-data; boundary=X; charset={charset}")
    assert response.status_code == 400


def test_an_address_with_a_nul_in_it_is_refused(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get("/measures/gad%00-7/").status_code == 400


@pytest.mark.parametrize("kind", ["multipart/form-data; charset*=bogus''%41", "multipart/form-data; boundary*=no''%41"])
def test_a_content_type_that_cannot_be_read_counts_as_none(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """It failed before any page of ours could answer."""
    from fullarc.web import wsgi

    monkeypatch.setattr(wsgi, "answers", lambda environ, start_response: [environ["CONTENT_TYPE"].encode()])
    assert wsgi.application({"CONTENT_TYPE": kind}, print) == [b""]
    assert wsgi.application({"CONTENT_TYPE": "text/plain; charset=utf-8"}, print) == [b"text/plain; charset=utf-8"]


def test_a_row_of_another_client_below_ones_own_leaves_a_refusal_in_the_trail(cast: Cast, signed_in: SignIn) -> None:
    note = objects.value("note_id", cast, cast.foreign)
    assert signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.id, note])).status_code == 404
    [event] = Event.objects.filter(outcome="denied")
    assert (event.action, event.outcome, event.actor, event.client) == ("access.denied", "denied", cast.mira.pk, cast.client.pk)


def test_the_day_on_which_somebody_left_a_team_is_not_written_anew(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    place = CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=today - timedelta(50), ends=today - timedelta(20))
    signed_in(cast.mira).post(reverse("leave_team", args=[cast.client.id, place.id]))
    place.refresh_from_db()
    assert place.ends == today - timedelta(20)


def test_the_day_on_which_supervision_ended_is_not_written_anew(cast: Cast) -> None:
    today, link = timezone.localdate(), cast.supervisor.supervises.get()
    end_supervision(link, by=cast.owner, today=today - timedelta(10))
    end_supervision(link, by=cast.owner, today=today)
    assert link.ends == today - timedelta(10)


def test_a_team_is_not_left_to_somebody_who_cannot_open_the_record(cast: Cast) -> None:
    """Ines is in the team, but blocked from this record; Tom's account has ended."""
    today = timezone.localdate()
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=today)
    cast.colleague.is_active = False
    cast.colleague.save()
    place = CareTeam.objects.get(client=cast.client, user=cast.mira)
    with pytest.raises(NotAllowed, match="who can open the record"):
        leave_team(place, by=cast.owner, today=today)


def test_a_new_second_factor_does_not_lie_in_the_session_in_plain_words(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    session = browser.session
    session["mfa.totp.secret"] = "CANARYSECRET"
    session.save()
    stored = StoredSession.objects.get(pk=session.session_key).session_data
    raw = signing.loads(stored, salt="django.contrib.sessions.SessionStore", serializer=AsItIs)
    assert b"CANARYSECRET" not in raw
    assert raw.startswith(b"f1:")
    assert browser.get("/account/").status_code == 200


class AsItIs:
    """Shows what was serialized."""

    def loads(self, stored: bytes) -> bytes:
        return stored


def test_a_note_of_thousands_of_short_lines_is_laid_out_at_once() -> None:
    """It took minutes, in which nobody else could save anything: each line was compared with each finding."""
    text = "Anxious.\n" * 4000
    rows = [StoredFinding(start=found.evidence.start, said=found.as_json()) for found in read(text)]
    begun = process_time()
    assert len(lines_of(text, rows)) == 4000
    assert process_time() - begun < 5


def test_what_is_sent_and_answered_is_never_put_into_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server in front of the application would write large requests and answers to one, unencrypted."""
    import waitress.server

    from fullarc.commands import serve

    given: dict[str, object] = {}

    class Stopped:
        def run(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(waitress.server, "create_server", lambda application, **options: given.update(options) or Stopped())
    with socket.socket() as listener:
        serve.answer(listener)
    assert int(str(given["inbuf_overflow"])) > int(str(given["max_request_body_size"])) > TOGETHER_LIMIT
    assert int(str(given["outbuf_overflow"])) >= 256 * 1024 * 1024


def test_what_a_second_tab_sends_after_the_note_was_signed_is_shown_and_not_dropped(cast: Cast, signed_in: SignIn) -> None:
    """It was dropped without a word. The same text sent twice, by a double click, just leads to the signed note."""
    note, browser = begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap"), signed_in(cast.mira)
    url, sent = reverse("notes:write", args=[cast.client.id, note.id]), {"from_version": 1, "subjective": "first tab", "plan": ""}
    assert browser.post(url, {**sent, "sign": "1"}).status_code == 302
    assert browser.post(url, {**sent, "sign": "1"}).status_code == 302
    response = browser.post(url, {**sent, "subjective": "words of the second tab"})
    assert response.status_code == 409
    assert "words of the second tab" in response.content.decode()
    assert "first tab" in response.content.decode()


@pytest.mark.parametrize("name", ["notes:write", "notes:autosave"])
def test_an_editor_whose_format_was_changed_in_another_tab_loses_no_word(cast: Cast, signed_in: SignIn, name: str) -> None:
    note, browser = begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap"), signed_in(cast.mira)
    url = reverse("notes:write", args=[cast.client.id, note.id])
    assert browser.post(url, {"from_version": 1, "subjective": "a", "format": "dap"}).status_code == 302
    sent = {"from_version": 1, "tab": "old", "subjective": "words of the old editor", "objective": "", "assessment": "", "plan": ""}
    response = browser.post(reverse(name, args=[cast.client.id, note.id]), sent)
    kept = [text for each in Autosave.objects.all() for text in each.parts.values()]
    assert "words of the old editor" in response.content.decode() + " ".join(kept)


def test_a_risky_answer_made_graver_is_a_signal_of_its_own(cast: Cast) -> None:
    """The first one could be acknowledged, as answered 1, while the client changed the answer to 3."""
    given = begin(cast.course, measures=["phq-9"], on=timezone.localdate(), by=cast.mira)
    keep_answer(given, measure="phq-9", item=9, answer=1)
    acknowledge(cast.client.signals.get(), what_was_done="spoken about", by=cast.mira)
    keep_answer(given, measure="phq-9", item=9, answer=3)
    [waiting] = waiting_signals(cast.mira)
    assert waiting.reason.endswith("was answered 3")
    keep_answer(given, measure="phq-9", item=9, answer=2)
    finish(given)
    assert list(waiting_signals(cast.mira)) == [waiting]
