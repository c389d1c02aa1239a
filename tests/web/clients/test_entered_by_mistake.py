"""What was entered by mistake goes and leaves a trace, what a record rests on stays, and the client's page leads to both."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note


@pytest.fixture
def mistaken(cast: Cast) -> Session:
    day = cast.session.date - timedelta(days=1)
    cast.course.began = min(cast.course.began, day)
    cast.course.save()
    return add_session(cast.course, Session(date=day, minutes=50), by=cast.mira)


def remove(cast: Cast, signed_in: SignIn, session: Session, by: User | None = None) -> str:
    address = reverse("clients:remove_session", args=[cast.client.pk, session.pk])
    return signed_in(by or cast.mira).post(address, {"from_version": session.version}, follow=True).content.decode()


def test_a_session_that_never_was_goes_the_others_are_counted_anew_and_the_trail_keeps_it(
    cast: Cast, signed_in: SignIn, mistaken: Session
) -> None:
    cast.session.refresh_from_db()
    assert cast.session.number == 2
    page = signed_in(cast.mira).get(reverse("clients:edit_session", args=[cast.client.pk, mistaken.pk])).content.decode()
    assert "Remove this session" in page
    assert "is removed; the audit trail keeps that it was." in remove(cast, signed_in, mistaken)
    assert not Session.objects.filter(pk=mistaken.pk).exists()
    cast.session.refresh_from_db()
    assert cast.session.number == 1
    event = Event.objects.get(action="session.removed", outcome="done")
    assert (event.actor, event.object_id, event.category) == (cast.mira.pk, str(mistaken.pk), "attended")


def test_the_front_desk_removes_only_what_is_planned(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    browser = signed_in(cast.front_desk)
    page = reverse("clients:edit_session", args=[cast.client.pk, mistaken.pk])
    assert "Remove this session" not in browser.get(page).content.decode()
    assert "This session is no longer only planned, so it stays." in remove(cast, signed_in, mistaken, by=cast.front_desk)
    assert Session.objects.filter(pk=mistaken.pk).exists()
    Session.objects.filter(pk=mistaken.pk).update(attendance=Session.State.PLANNED)
    assert "Remove this session" in browser.get(page).content.decode()
    remove(cast, signed_in, mistaken, by=cast.front_desk)
    assert not Session.objects.filter(pk=mistaken.pk).exists()
    assert Event.objects.get(action="session.removed", outcome="done").category == "planned"


def test_a_session_with_a_note_stays_be_it_a_draft(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    Note.objects.create(session=mistaken, author=cast.mira, parts={"text": "words"}, state=Note.State.DRAFT)
    assert "A note stands for this session" in remove(cast, signed_in, mistaken)
    assert Session.objects.filter(pk=mistaken.pk).exists()
    page = signed_in(cast.mira).get(reverse("clients:edit_session", args=[cast.client.pk, mistaken.pk])).content.decode()
    assert "Remove this session" not in page
    assert not Event.objects.filter(action="session.removed").exists()


@pytest.mark.parametrize("stands", ["a draft", "a form", "nothing"])
def test_the_front_desk_is_not_told_whether_a_note_or_a_form_stands(cast: Cast, signed_in: SignIn, mistaken: Session, stands: str) -> None:
    Session.objects.filter(pk=mistaken.pk).update(attendance=Session.State.PLANNED)
    if stands == "a draft":
        Note.objects.create(session=mistaken, author=cast.mira, parts={"text": "words"}, state=Note.State.DRAFT)
    elif stands == "a form":
        answers: dict[int, int | None] = dict.fromkeys(range(1, 10), 1)
        enter_answers(cast.course, measure="phq-9", answers=answers, on=mistaken.date, by=cast.mira, mode=Administration.Mode.STAFF)
    page = reverse("clients:edit_session", args=[cast.client.pk, mistaken.pk])
    assert "Remove this session" in signed_in(cast.front_desk).get(page).content.decode()
    told = remove(cast, signed_in, mistaken, by=cast.front_desk)
    assert ("Something of the record stands on this session, so it stays." in told) is (stands != "nothing")
    assert Session.objects.filter(pk=mistaken.pk).exists() is (stands != "nothing")
    assert "A note stands" not in told
    assert "A form was given" not in told


def say(cast: Cast, signed_in: SignIn, session: Session, state: str, by: User) -> str:
    """Both ways to say what became of a session, one after the other: what they answer."""
    browser, told = signed_in(by), ""
    session.refresh_from_db()
    click = {"attendance": state, "from_version": session.version}
    told += browser.post(reverse("clients:attendance", args=[cast.client.pk, session.pk]), click, follow=True).content.decode()
    session.refresh_from_db()
    form = browser.get(reverse("clients:edit_session", args=[cast.client.pk, session.pk])).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"attendance": state}
    return told + browser.post(reverse("clients:edit_session", args=[cast.client.pk, session.pk]), sent).content.decode()


@pytest.mark.parametrize("was", ["attended", "missed", "late_cancelled", "cancelled"])
def test_what_was_said_of_a_session_is_taken_back_by_the_clinician_alone(
    cast: Cast, signed_in: SignIn, mistaken: Session, was: str
) -> None:
    Session.objects.filter(pk=mistaken.pk).update(attendance=was)
    assert say(cast, signed_in, mistaken, "planned", by=cast.front_desk).count("What was said of this session stays.") == 2
    assert Session.objects.get(pk=mistaken.pk).attendance == was
    say(cast, signed_in, mistaken, "planned", by=cast.mira)
    assert Session.objects.get(pk=mistaken.pk).attendance == "planned"


@pytest.mark.parametrize("state", ["missed", "planned"])
def test_what_is_documented_is_told_to_the_clinician_and_not_to_the_front_desk(
    cast: Cast, signed_in: SignIn, mistaken: Session, state: str
) -> None:
    import_note(mistaken, text="She was calm.", source_name="1.txt", by=cast.mira)
    assert " note " in say(cast, signed_in, mistaken, state, by=cast.mira)
    told = say(cast, signed_in, mistaken, state, by=cast.front_desk)
    assert "Something of the record stands on this session" in told
    for word in ("signed note", "A note", "addendum"):
        assert word not in told
    assert Session.objects.get(pk=mistaken.pk).attendance == "attended"


def test_a_session_with_a_draft_is_not_planned_again_by_its_form(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    Note.objects.create(session=mistaken, author=cast.mira, parts={"text": "words"}, state=Note.State.DRAFT)
    assert say(cast, signed_in, mistaken, "planned", by=cast.mira).count("A note is written for this session") == 2
    assert Session.objects.get(pk=mistaken.pk).attendance == "attended"


def test_what_somebody_changed_meanwhile_is_not_removed(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    Session.objects.filter(pk=mistaken.pk).update(version=mistaken.version + 1)
    assert "changed this session meanwhile" in remove(cast, signed_in, mistaken)
    assert Session.objects.filter(pk=mistaken.pk).exists()


def test_the_list_of_sessions_leads_to_the_note_and_to_ones_own_draft(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    draft = Note.objects.create(session=mistaken, author=cast.mira, parts={"text": "words"}, state=Note.State.DRAFT)
    own = signed_in(cast.mira).get(reverse("clients:client", args=[cast.client.pk])).content.decode()
    assert reverse("notes:write", args=[cast.client.pk, draft.pk]) in own
    front = signed_in(cast.front_desk).get(reverse("clients:client", args=[cast.client.pk])).content.decode()
    assert str(draft.pk) not in front


def test_pages_of_a_client_are_headed_with_the_name(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for name in ("clients:new_course", "clients:edit"):
        head = browser.get(reverse(name, args=[cast.client.pk])).content.decode().partition("page-head")[2][:400]
        assert cast.client.name in head


def test_ending_a_course_with_an_unsigned_draft_says_so(cast: Cast, signed_in: SignIn, mistaken: Session) -> None:
    Note.objects.create(session=mistaken, author=cast.mira, parts={"text": "words"}, state=Note.State.DRAFT)
    browser, address = signed_in(cast.mira), reverse("clients:edit_course", args=[cast.client.pk, cast.course.pk])
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"ended": timezone.localdate().isoformat()}
    page = browser.post(address, sent, follow=True).content.decode()
    assert "The course has ended. 1 note is still a draft: sign or discard first." in page
