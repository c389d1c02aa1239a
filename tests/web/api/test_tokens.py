"""A token: made by its owner, shown once, kept as a digest, ended in time; it acts as its owner and never as more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone
from tests.cast import Cast
from tests.web.api.callers import ROOT, program, read, send, switched_on, with_token
from tests.web.notes.objects import a_closed_note

from fullarc.web.accounts.actions import change_roles, deactivate
from fullarc.web.api.actions import MOST, TooMany, make_token, switch, withdraw
from fullarc.web.api.models import AccessToken, Switch
from fullarc.web.audit.deeds import DENIED
from fullarc.web.audit.models import Event


@pytest.fixture
def caller(cast: Cast) -> Browser:
    switched_on(cast)
    return program(cast.mira)


def status(caller: Browser) -> int:
    return int(caller.get(f"{ROOT}/me").status_code)


def test_a_token_is_kept_as_its_digest_alone(cast: Cast) -> None:
    _, token = make_token(cast.mira, name="canarypurpose", scope="read", days=30)
    assert len(token) > 40
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM api_accesstoken")
        kept = repr(cursor.fetchall())
    assert token not in kept
    assert token.removeprefix("fullarc_") not in kept
    assert "canarypurpose" not in kept


def test_a_token_says_whose_it_is_and_what_it_may_do(caller: Browser) -> None:
    told = read(caller, "/me")
    assert (told["name"], told["roles"], told["scope"]) == ("Mira Lind", ["clinician"], "write")


def test_a_withdrawn_token_opens_nothing(cast: Cast, caller: Browser) -> None:
    assert status(caller) == 200
    withdraw(cast.mira.access_tokens.get(), by=cast.mira)
    assert status(caller) == 401


def test_a_token_ends_on_its_day(cast: Cast, caller: Browser) -> None:
    AccessToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert status(caller) == 401


def test_a_token_ends_with_a_new_password(cast: Cast, caller: Browser) -> None:
    cast.mira.set_password("another long password")
    cast.mira.save()
    assert status(caller) == 401
    assert cast.mira.access_tokens.get().state(cast.mira, timezone.now()) == "ended"


def test_a_token_ends_with_a_change_of_roles(cast: Cast, caller: Browser) -> None:
    change_roles(cast.mira, ["front_desk"], by=cast.owner)
    assert status(caller) == 401


def test_a_token_ends_with_its_owners_access(cast: Cast, caller: Browser) -> None:
    deactivate(cast.mira, by=cast.owner)
    assert status(caller) == 401
    assert Event.objects.filter(outcome="denied", actor=cast.mira.pk).exists()


def test_a_token_that_may_only_read_writes_nothing(cast: Cast) -> None:
    switched_on(cast)
    caller = program(cast.mira, scope="read")
    body = {"course": str(cast.course.pk), "date": cast.course.began.isoformat()}
    answer = send(caller, f"/clients/{cast.client.pk}/sessions", body)
    assert answer.status_code == 403
    assert "only read" in answer.json()["detail"]
    assert read(caller, f"/clients/{cast.client.pk}/sessions")["total"] == 2
    assert Event.objects.filter(outcome="denied", actor=cast.mira.pk).exists()


def test_what_a_program_reads_stands_in_the_trail_as_its_owners_signed_in_by_token(cast: Cast, caller: Browser) -> None:
    read(caller, f"/clients/{cast.client.pk}/courses")
    opened = Event.objects.filter(action="record.opened", client=cast.client.pk, actor=cast.mira.pk).latest("sequence")
    assert (opened.sign_in, opened.category) == ("token", "read_record")
    assert opened.session == cast.mira.access_tokens.get().pk.hex[:16]


def test_the_last_use_is_remembered_to_the_minute(cast: Cast, caller: Browser) -> None:
    assert cast.mira.access_tokens.get().last_used_at is None
    read(caller, "/me")
    first = cast.mira.access_tokens.get().last_used_at
    assert first is not None
    read(caller, "/me")
    assert cast.mira.access_tokens.get().last_used_at == first


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer fullarc_" + "x" * 43, "Basic bWlyYTpi", "Bearer fullarc_\udcff", "bearer  "]
)
def test_what_is_no_token_opens_nothing(cast: Cast, header: str) -> None:
    switched_on(cast)
    answer = Browser(headers={"host": "localhost", "authorization": header}).get(f"{ROOT}/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_guessing_is_slowed_and_does_not_lock_out_who_has_a_token(cast: Cast, caller: Browser) -> None:
    answers = [with_token(f"fullarc_{number}").get(f"{ROOT}/me") for number in range(25)]
    assert answers[-1].status_code == 429
    assert Event.objects.filter(action="account.sign_in_failed", outcome="failed", category="use_api").count() == 20
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert status(caller) == 200


def test_a_token_makes_so_many_calls_a_minute(cast: Cast, caller: Browser, settings: object) -> None:
    settings.API_CALLS_A_MINUTE = 3  # type: ignore[attr-defined]
    answers = [caller.get(f"{ROOT}/me") for _ in range(7)]  # whichever minute they fall into, one of them holds four
    late = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(late.headers["Retry-After"]) <= 60
    assert answers[0].status_code == 200


def test_nobody_has_more_tokens_than_can_be_looked_after(cast: Cast) -> None:
    for _ in range(MOST):
        make_token(cast.mira, name="one more", scope="read", days=7)
    with pytest.raises(TooMany):
        make_token(cast.mira, name="one too many", scope="read", days=7)


def test_switching_on_and_off_is_told_in_the_trail_and_ends_every_answer(cast: Cast, caller: Browser) -> None:
    assert status(caller) == 200
    switch(on=False, by=cast.owner)
    switch(on=False, by=cast.owner)
    assert status(caller) == 404
    deeds = Event.objects.filter(action__startswith="api.switched").order_by("sequence").values_list("action", flat=True)
    assert list(deeds) == ["api.switched_on", "api.switched_off"]
    assert Switch.objects.count() == 1


def test_a_token_without_notes_takes_out_scores_and_no_word_of_a_note(cast: Cast) -> None:
    switched_on(cast)
    course = f"/clients/{cast.client.pk}/courses/{cast.course.pk}"
    note = a_closed_note(cast, cast.client)
    with_words = [f"/clients/{cast.client.pk}/notes/{note.pk}", f"{course}/findings", f"{course}/assessment", f"{course}/fhir?notes=true"]
    without, with_notes = program(cast.mira, "read", notes=False), program(cast.mira, "read")
    assert [with_notes.get(ROOT + each).status_code for each in with_words] == [200] * 4
    denied = Event.objects.filter(action=DENIED.name).count()
    answers = [without.get(ROOT + each) for each in with_words]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert "words of notes" in answers[0].json()["detail"]
    assert Event.objects.filter(action=DENIED.name).count() == denied + 4
    open_ones = [f"{course}/{rows}" for rows in ("notes", "administrations", "log-rows", "goals")]
    told = [read(without, each) for each in (*open_ones, f"/clients/{cast.client.pk}/signals", "/caseload", "/me")]
    assert told[0]["total"] == 1
    assert told[-1]["notes"] is False
    assert "canarynote" not in str(told)


def test_a_token_that_takes_out_notes_holds_a_month_at_most(cast: Cast) -> None:
    made, _ = make_token(cast.mira, name="the study", scope="read", days=30, notes=True)
    assert made.expires_at - made.made_at == timedelta(days=30)
    with pytest.raises(ValueError, match="at most 30"):
        make_token(cast.mira, name="the study", scope="read", days=90, notes=True)
