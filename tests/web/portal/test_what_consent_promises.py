"""What clients agree to is what the practice does: whoever can be told something is named before they come in."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.reports.readers import readers
from fullarc.web.access.matrix import matrix
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.roles import Role
from fullarc.web.portal import consent_text
from fullarc.web.portal.coming_in import agree
from fullarc.web.portal.consent_text import VERSION, text_for
from fullarc.web.portal.models import Consent, ConsentWords, Invitation

TOLD_OF = {
    "discharge": "treats you next",
    "referrer": "or sent you",
    "insurer": "your insurer",
    "supervision": "your therapist's supervisor",
    "consultation": "Colleagues can be asked for advice",
    "client": "",
}


def said(language: str = "en") -> str:
    with translation.override(language):
        return " ".join(sentence for part in text_for("client") for sentence in part.sentences)


def test_every_reader_of_a_report_is_named() -> None:
    assert set(readers()) == set(TOLD_OF)
    for words in TOLD_OF.values():
        assert words in said()


def test_whoever_sees_the_name_of_a_client_without_being_in_their_care_is_named() -> None:
    others = matrix()[Permission.SEE_DIRECTORY].roles() - {Role.CLINICIAN, Role.SUPERVISOR}
    assert others == {Role.OWNER, Role.FRONT_DESK}
    assert "The front desk and the owner of the practice see your name" in said()


@pytest.mark.parametrize(
    ("language", "promise"), [("en", "Nobody else"), ("en", "no insurer"), ("es", "Nadie más"), ("es", "ningún seguro")]
)
def test_nothing_is_promised_that_a_report_breaks(language: str, promise: str) -> None:
    assert promise not in said(language)


def test_who_agreed_to_an_older_text_is_told_that_it_reads_otherwise_today(cast: Cast, signed_in: SignIn) -> None:
    given = {"client": cast.client, "user": cast.nora, "kind": Invitation.Kind.CLIENT, "language": "en", "fingerprint": "0" * 64}
    browser, words = signed_in(cast.nora), "The text has changed since you agreed"
    Consent.objects.create(**given, text_version="2026-11-22")
    assert words in browser.get("/me/consent/").content.decode()
    Consent.objects.create(**given, text_version=VERSION)
    assert words not in browser.get("/me/consent/").content.decode()


def test_what_was_agreed_to_can_be_read_after_the_text_has_changed(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    given, browser = agree(cast.nora, cast.client, Invitation.Kind.CLIENT), signed_in(cast.nora)
    assert "as you read it" not in browser.get("/me/consent/").content.decode()
    monkeypatch.setattr(consent_text, "VERSION", "2099-01-01")
    monkeypatch.setattr(consent_text, "for_client", lambda: [consent_text.Part("Another heading", ("Another sentence.",))])
    page = browser.get("/me/consent/").content.decode()
    assert "Another sentence." in page
    assert "A journal entry that you keep private is seen by you only." in page
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        ConsentWords.objects.filter(consent=given).update(parts=[])


def test_a_guardian_reads_what_they_agreed_to(cast: Cast, signed_in: SignIn) -> None:
    agree(cast.guardian, cast.ward_client, Invitation.Kind.GUARDIAN)
    page = signed_in(cast.guardian).get(reverse("portal:ward_consent", args=[cast.ward_client.pk])).content.decode()
    with translation.override("en"):
        sentences = [sentence for part in text_for("guardian") for sentence in part.sentences]
    assert sentences
    assert all(escape(sentence) in page for sentence in sentences)
