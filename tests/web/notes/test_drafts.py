"""What is typed survives: the end of a session, a form that became too old, another tab, another person, a signature in between."""

import json

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access.models import CareTeam
from fullarc.web.notes import actions, queries
from fullarc.web.notes.held import writer_token
from fullarc.web.notes.models import Autosave, Note
from fullarc.web.notes.refusals import HeldByOthers, NotTheAuthor

PASSWORD = "four unrelated wordy things"


@pytest.fixture
def draft(cast: Cast) -> Note:
    cast.mira.set_password(PASSWORD)
    cast.mira.save()
    return actions.begin_note(cast.session, by=cast.mira, format_key="soap")


@pytest.fixture
def both(cast: Cast) -> Cast:
    """The colleague is in the care team too."""
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate())
    return cast


def address(name: str, note: Note, cast: Cast) -> str:
    return reverse(f"notes:{name}", args=[cast.client.pk, note.pk])


def editor_form(note: Note, person: object, words: str, **more: object) -> dict[str, object]:
    writer = writer_token(person, note)  # type: ignore[arg-type]
    return {"writer": writer, "from_version": note.version, "tab": "tab-1", "client_report": words, **more}


def test_what_is_saved_after_the_session_ended_is_there_after_the_next_sign_in(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(None)
    sent = browser.post(address("write", draft, cast), editor_form(draft, cast.mira, "typed all the same", save="1"))
    assert sent.status_code == 302
    assert sent.url.startswith(reverse("account_login"))
    there = browser.post(sent.url, {"login": "mira@example.org", "password": PASSWORD, "next": address("write", draft, cast)}, follow=True)
    page = there.content.decode()
    assert "stands in the editor again" in page
    assert "typed all the same" in page
    [kept] = queries.left_behind(draft, cast.mira)
    assert kept.parts == {"client_report": "typed all the same"}
    put = browser.post(address("autosaved", draft, cast), {"autosave": str(kept.pk)})
    assert "typed all the same" in put.content.decode()


def test_an_autosave_after_the_session_ended_says_so_and_is_kept(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(None)
    answer = browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "still typing"))
    assert (answer.status_code, answer.json()["signed_out"]) == (401, True)
    browser.post(reverse("account_login"), {"login": "mira@example.org", "password": PASSWORD})
    browser.get(address("write", draft, cast))
    assert Autosave.objects.get().parts == {"client_report": "still typing"}


def test_what_was_held_for_one_person_is_not_shown_to_another(both: Cast, draft: Note, signed_in: SignIn) -> None:
    both.colleague.set_password(PASSWORD)
    both.colleague.save()
    browser = signed_in(None)
    browser.post(address("write", draft, both), editor_form(draft, both.mira, "for mira only"))
    browser.post(reverse("account_login"), {"login": "tom@example.org", "password": PASSWORD})
    page = browser.get(address("write", draft, both)).content.decode()
    assert "for mira only" not in page
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("writer", ["", "forged", "a b"])
def test_a_form_that_we_did_not_give_out_is_not_held(cast: Cast, draft: Note, signed_in: SignIn, writer: str) -> None:
    browser = signed_in(None)
    browser.post(address("write", draft, cast), {"writer": writer, "from_version": 1, "client_report": "x" * 1000})
    assert "held_note" not in browser.session


def test_a_form_of_before_the_last_sign_in_keeps_its_words(cast: Cast, draft: Note) -> None:
    """Its token is that of the old sign-in; the words are offered, not dropped with the form."""
    browser = Browser(enforce_csrf_checks=True, headers={"host": "localhost"})
    browser.force_login(cast.mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post(address("write", draft, cast), editor_form(draft, cast.mira, "typed before"))
    assert (answer.status_code, answer.url) == (302, address("write", draft, cast))
    assert Autosave.objects.get().parts == {"client_report": "typed before"}
    draft.refresh_from_db()
    assert draft.parts == {}
    foreign = browser.post(address("write", draft, cast), editor_form(draft, cast.colleague, "somebody else's"))
    assert foreign.status_code == 403
    assert browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "and more")).json() == {
        "saved": False,
        "kept": True,
    }


def test_an_older_text_that_arrives_late_changes_nothing(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for sequence, words in ((2, "newer"), (1, "older")):
        browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, words, sequence=sequence))
    assert Autosave.objects.get().parts == {"client_report": "newer"}


def test_what_a_second_tab_holds_is_shown_with_the_note_that_the_first_one_signs(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "words of the second tab", tab="tab-2"))
    browser.post(address("write", draft, cast), editor_form(draft, cast.mira, "words of the first tab", sign="1"))
    page = browser.get(reverse("findings:note", args=[cast.client.pk, draft.pk])).content.decode()
    assert "words of the second tab" in page
    kept = Autosave.objects.get()
    form = browser.get(f"{address('addendum', draft, cast)}?kept={kept.pk}").content.decode()
    assert "words of the second tab" in form
    sent = {"kind": "addendum", "reason": "typed beside", "text": "words of the second tab", "autosave": str(kept.pk)}
    browser.post(address("addendum", draft, cast), sent)
    assert not Autosave.objects.exists()
    assert draft.addenda.get().text == "words of the second tab"


def test_what_is_typed_while_the_note_is_being_signed_is_kept(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(address("write", draft, cast), editor_form(draft, cast.mira, "signed words", sign="1"))
    answer = browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "a word too late"))
    assert answer.json()["closed"] is True
    page = browser.get(reverse("findings:note", args=[cast.client.pk, draft.pk])).content.decode()
    assert "a word too late" in page


def test_unsaved_words_of_an_older_version_do_not_silently_replace_a_newer_one(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "from the lost tab", tab="lost"))
    browser.post(address("write", draft, cast), editor_form(draft, cast.mira, "saved meanwhile", save="1"))
    kept = Autosave.objects.get()
    page = browser.post(address("autosaved", draft, cast), {"autosave": str(kept.pk)}).content.decode()
    assert "from the lost tab" in page
    assert "saved meanwhile" in page


def test_a_colleague_may_not_discard_anothers_draft(both: Cast, draft: Note, signed_in: SignIn) -> None:
    answer = signed_in(both.colleague).post(address("discard", draft, both))
    assert answer.status_code == 422
    assert Note.objects.filter(pk=draft.pk).exists()
    with pytest.raises(NotTheAuthor):
        actions.discard_draft(draft, by=both.colleague)


def test_a_draft_that_holds_anothers_unsaved_words_is_not_discarded(both: Cast, draft: Note, signed_in: SignIn) -> None:
    signed_in(both.colleague).post(address("autosave", draft, both), editor_form(draft, both.colleague, "the colleague's words"))
    with pytest.raises(HeldByOthers):
        actions.discard_draft(draft, by=both.mira)
    assert signed_in(both.mira).post(address("discard", draft, both)).status_code == 422


def test_the_page_that_asks_before_discarding_shows_ones_unsaved_words(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(address("autosave", draft, cast), editor_form(draft, cast.mira, "never saved"))
    assert "never saved" in browser.get(address("discard", draft, cast)).content.decode()
    assert browser.post(address("discard", draft, cast)).status_code == 302
    assert not Note.objects.exists()


def test_the_second_of_two_people_is_shown_both_texts_and_keeps_theirs(both: Cast, draft: Note, signed_in: SignIn) -> None:
    signed_in(both.mira).post(address("write", draft, both), editor_form(draft, both.mira, "mira's words", save="1"))
    answer = signed_in(both.colleague).post(address("write", draft, both), editor_form(draft, both.colleague, "tom's words", save="1"))
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("mira&#x27;s words", "tom&#x27;s words"))
    assert [json.dumps(each.parts) for each in queries.left_behind(draft, both.colleague)] == ['{"client_report": "tom\'s words"}']
