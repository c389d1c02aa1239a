"""The pages that hand out records: a file that only its passphrase opens, and a line in the trail."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.records.full_record import fill

from fullarc.exchange.record.record_file import unpack
from fullarc.web.accounts import second_person
from fullarc.web.accounts.actions import deactivate
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.models import Event
from fullarc.web.records.forms import needs_two
from fullarc.web.records.left_out import PROCESS_NOTES
from fullarc.web.records.sealed import opened

PRACTICE = "Practice at the River"


def page_of(cast: Cast) -> str:
    return reverse("records:client", args=[cast.client.id])


def passphrase_on(response: HttpResponse) -> tuple[str, str]:
    """The passphrase that a page shows, and the hidden value that it sends back."""
    text = response.content.decode()
    shown = text.split('class="passphrase">')[1].split("<")[0]
    return shown, text.split('name="kept" value="')[1].split('"')[0]


def content_of(response: HttpResponse) -> bytes:
    assert response.status_code == 200, response.content[:2000]
    assert response.headers["Content-Disposition"].startswith("attachment")
    return response.content


def test_the_record_comes_as_a_file_that_the_shown_passphrase_opens(cast: Cast, signed_in: SignIn) -> None:
    fill(cast)
    browser = signed_in(cast.mira)
    shown, kept = passphrase_on(browser.get(page_of(cast)))
    data = content_of(browser.post(page_of(cast), {"what": "record", "process_notes": "access", "kept": kept}))
    taken = unpack(opened(data, shown))
    assert taken.manifest["client"] == cast.client.code
    assert len(taken.parts[PROCESS_NOTES].rows) == 1
    assert Event.objects.filter(action="record.taken_out", actor=cast.mira.pk, client=cast.client.pk).count() == 1


def test_tables_come_unsealed_only_when_asked_for(cast: Cast, signed_in: SignIn) -> None:
    fill(cast)
    browser = signed_in(cast.mira)
    _, kept = passphrase_on(browser.get(page_of(cast)))
    plain = content_of(browser.post(page_of(cast), {"what": "tables", "plain": "on", "kept": kept}))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert {"scores.csv", "scores.parquet", "dictionary.md"} <= set(archive.namelist())
    assert browser.post(page_of(cast), {"what": "record", "plain": "on", "kept": kept}).content.startswith(b"age-encryption")


def test_a_passphrase_that_was_not_shown_to_this_person_is_refused(cast: Cast, signed_in: SignIn) -> None:
    _, of_another = passphrase_on(signed_in(cast.owner).get(reverse("records:practice")))
    response = signed_in(cast.mira).post(page_of(cast), {"what": "record", "kept": of_another})
    assert response.status_code == 422
    assert not Event.objects.filter(action="record.taken_out").exists()


def test_whoever_has_a_password_is_asked_for_it_again(cast: Cast, signed_in: SignIn) -> None:
    cast.mira.set_password("a very long password")
    cast.mira.save()
    browser = signed_in(cast.mira)
    for answer in (browser.get(page_of(cast)), browser.post(page_of(cast), {"what": "record"})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_practice_goes_out_when_its_name_is_typed_and_the_trail_says_that_it_was_one_person(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.owner)
    _, kept = passphrase_on(browser.get(reverse("records:practice")))
    given = {"what": "tables", "plain": "on", "kept": kept}
    assert browser.post(reverse("records:practice"), {**given, "typed": "Another"}).status_code == 422
    assert content_of(browser.post(reverse("records:practice"), {**given, "typed": "practice at the river"}))
    assert Event.objects.get(action="practice.export_asked").category == "one person"


@pytest.mark.parametrize(("password", "status"), [("wrong", 422), ("the password of Mira", 200)])
def test_a_second_person_agrees_where_there_is_one(cast: Cast, signed_in: SignIn, password: str, status: int) -> None:
    cast.mira.set_password("the password of Mira")
    cast.mira.save()
    browser = signed_in(cast.owner)
    _, kept = passphrase_on(browser.get(reverse("records:practice")))
    given = {"what": "research", "plain": "on", "kept": kept, "typed": PRACTICE}
    second = {"second_email": cast.mira.email, "second_password": password}
    assert browser.post(reverse("records:practice"), given).status_code == 422
    assert browser.post(reverse("records:practice"), {**given, **second}).status_code == status
    agreed = Event.objects.filter(action="practice.export_agreed", actor=cast.mira.pk, category="two persons")
    assert agreed.exists() == (status == 200)


def test_nobody_agrees_with_themselves(cast: Cast, signed_in: SignIn) -> None:
    for person in (cast.owner, cast.mira):
        person.set_password(f"the password of {person.name}")
        person.save()
    Practice.objects.update(invented=False)
    browser = signed_in(cast.mira)
    assert browser.get(reverse("records:practice")).status_code == 403


def test_a_colleague_who_was_sent_away_within_the_week_is_still_needed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.mira.set_password("the password of Mira")
    cast.mira.save()
    practice = Practice(name="Practice at the Lake", invented=False)
    deactivate(cast.mira, by=cast.owner)
    assert needs_two(cast.owner, practice)
    monkeypatch.setattr(second_person, "SETTLED", timedelta(0))
    assert not needs_two(cast.owner, practice)


def test_a_newcomer_does_not_agree_while_a_colleague_is_here_for_longer(cast: Cast, signed_in: SignIn) -> None:
    for person in (cast.mira, cast.colleague):
        person.set_password(f"the password of {person.name}")
        person.save()
    User.objects.filter(pk=cast.colleague.pk).update(joined_at=timezone.now() - timedelta(days=8))
    browser = signed_in(cast.owner)
    _, kept = passphrase_on(browser.get(reverse("records:practice")))
    given = {"what": "research", "plain": "on", "kept": kept, "typed": PRACTICE}
    for person, status in ((cast.mira, 422), (cast.colleague, 200)):
        second = {"second_email": person.email, "second_password": f"the password of {person.name}"}
        assert browser.post(reverse("records:practice"), {**given, **second}).status_code == status
