"""From draft to signed, late, corrected, added to, co-signed: what may follow what, and what never changes."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.notes.corrections import PassageRefused
from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import StaffRole, User
from fullarc.web.clients.actions import DocumentedSession, add_session, change_session
from fullarc.web.clients.models import Session
from fullarc.web.clients.scheduling import CannotPlan, set_attendance
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.queries import noted_findings
from fullarc.web.notes import actions, house, queries
from fullarc.web.notes.models import Addendum, Cosignature, Note
from fullarc.web.notes.refusals import MayNotCosign, NoCosignatureWanted, StillADraft
from fullarc.web.signals.models import Signal

TEXT = "Slept well since Monday. Denies suicidal ideation. Rode the train with her sister on Tuesday."
BEFORE = (
    "Reports three panic attacks this week. Slept five hours a night. Avoided the train on Monday. "
    "Argued with her sister about the move. Denies suicidal ideation."
)


def signed(session: Session, by: User, text: str = TEXT) -> Note:
    note = actions.begin_note(session, by=by, format_key="soap")
    actions.save_draft(note, parts={"client_report": text}, format_key="soap", started_from=note.version, by=by)
    actions.sign_note(note, by=by, started_from=note.version)
    return note


@pytest.fixture
def note(cast: Cast) -> Note:
    return signed(cast.session, cast.mira)


@pytest.fixture
def trainee_note(cast: Cast) -> Note:
    house.set_trainee(cast.mira, trainee=True, by=cast.owner)
    return signed(cast.session, cast.mira)


def test_a_note_signed_weeks_after_its_session_is_a_late_entry_with_both_dates(cast: Cast, note: Note, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    assert note.is_late
    assert "Late entry" in page
    assert f"session of {cast.session.date:%-d %B %Y}, entered {timezone.localdate():%-d %B %Y}" in page


def test_a_note_of_today_is_not_late(cast: Cast) -> None:
    today = add_session(cast.course, Session(date=timezone.localdate(), minutes=50), by=cast.mira)
    assert not signed(today, cast.mira).is_late


def test_a_correction_keeps_both_texts_and_says_why(cast: Cast, note: Note, signed_in: SignIn) -> None:
    sent = {"kind": "correction", "passage": "Monday", "text": "Sunday", "reason": "wrong day"}
    assert signed_in(cast.mira).post(reverse("notes:addendum", args=[cast.client.pk, note.pk]), sent).status_code == 302
    for address in (
        reverse("findings:note", args=[cast.client.pk, note.pk]),
        reverse("notes:shown", args=[cast.client.pk, note.pk, "dap"]),
    ):
        page = signed_in(cast.mira).get(address).content.decode()
        assert "<del>Monday</del> <ins>Sunday</ins>" in page
        assert "wrong day" in page
        assert "since Monday" in page
    note.refresh_from_db()
    assert note.content_hash == note.hash_now()


def test_a_passage_that_the_note_does_not_have_is_refused_on_the_page(cast: Cast, note: Note, signed_in: SignIn) -> None:
    sent = {"kind": "correction", "passage": "Thursday", "text": "Sunday", "reason": "wrong day"}
    answer = signed_in(cast.mira).post(reverse("notes:addendum", args=[cast.client.pk, note.pk]), sent)
    assert answer.status_code == 422
    assert "is not in the signed note word by word" in answer.content.decode()
    with pytest.raises(PassageRefused):
        actions.add_addendum(note, kind="correction", reason="x", text="y", by=cast.mira, passage="Thursday")


def test_words_that_a_correction_took_back_do_not_count(cast: Cast, note: Note) -> None:
    ensure_read(cast.course, by=cast.mira)
    assert any(each.finding.indicator == "suicidal_ideation" for each in noted_findings(cast.course))
    actions.add_addendum(
        note, kind="correction", reason="not asked", text="Risk was not asked about.", by=cast.mira, passage="suicidal ideation."
    )
    ensure_read(cast.course, by=cast.mira)
    assert not any(each.finding.indicator == "suicidal_ideation" and each.source == str(note.pk) for each in noted_findings(cast.course))


def test_risk_in_an_addendum_raises_its_signal(cast: Cast, note: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    sent = {"kind": "addendum", "reason": "told at the door", "text": "She reports suicidal ideation with a plan."}
    answer = browser.post(reverse("notes:addendum", args=[cast.client.pk, note.pk]), sent, follow=True)
    added, signal = Addendum.objects.get(), Signal.objects.get()
    assert signal.source_id == str(added.pk)
    assert signal.reason.startswith("The addendum to a note speaks of")
    assert "She reports" in answer.content.decode()
    assert str(added.pk) in {each.source for each in noted_findings(cast.course)}
    assert ensure_read(cast.course, by=cast.mira) == 0
    assert Signal.objects.count() == 1


def test_a_draft_takes_no_addendum(cast: Cast) -> None:
    draft = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    with pytest.raises(StillADraft):
        actions.add_addendum(draft, kind="addendum", reason="x", text="y", by=cast.mira)


def test_a_trainees_note_waits_until_the_supervisor_has_co_signed_it(cast: Cast, trainee_note: Note, signed_in: SignIn) -> None:
    assert queries.own_notes_waiting(cast.mira) == queries.notes_to_cosign(cast.supervisor) == [trainee_note]
    browser = signed_in(cast.supervisor)
    assert "C-0417" in browser.get(reverse("notes:waiting")).content.decode()
    address = reverse("findings:note", args=[cast.client.pk, trainee_note.pk])
    assert "Waits for a second signature" in browser.get(address).content.decode()
    before = (trainee_note.text, trainee_note.content_hash)
    browser.post(reverse("notes:cosign", args=[cast.client.pk, trainee_note.pk]), {"remark": "Discussed."})
    assert "Co-signed by Sven Holt" in browser.get(address).content.decode()
    trainee_note.refresh_from_db()
    assert (trainee_note.text, trainee_note.content_hash) == before
    assert queries.notes_to_cosign(cast.supervisor) == []


def test_an_addendum_after_the_co_signature_waits_for_its_own(cast: Cast, trainee_note: Note) -> None:
    actions.cosign(trainee_note, by=cast.supervisor)
    added = actions.add_addendum(trainee_note, kind="addendum", reason="x", text="y", by=cast.mira)
    assert queries.notes_to_cosign(cast.supervisor) == [added]
    actions.cosign(added, by=cast.supervisor)
    assert queries.notes_to_cosign(cast.supervisor) == []


def test_nobody_co_signs_their_own_note_or_without_supervising_its_author(cast: Cast, trainee_note: Note) -> None:
    for person in (cast.mira, cast.owner, cast.colleague, cast.auditor):
        with pytest.raises(MayNotCosign):
            actions.cosign(trainee_note, by=person)
    cast.supervisor.supervises.update(ends=timezone.localdate())
    with pytest.raises(MayNotCosign):
        actions.cosign(trainee_note, by=cast.supervisor)


def test_a_supervisor_by_role_in_the_care_team_may_co_sign(cast: Cast, trainee_note: Note) -> None:
    StaffRole.objects.create(user=cast.colleague, role="supervisor")
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate() - timedelta(days=1))
    colleague = User.objects.get(pk=cast.colleague.pk)
    assert queries.notes_to_cosign(colleague) == [trainee_note]
    actions.cosign(trainee_note, by=colleague)


def test_a_second_co_signature_is_refused_and_the_first_stands(cast: Cast, trainee_note: Note, signed_in: SignIn) -> None:
    actions.cosign(trainee_note, by=cast.supervisor)
    with pytest.raises(NoCosignatureWanted):
        actions.cosign(trainee_note, by=cast.supervisor)
    again = signed_in(cast.supervisor).post(reverse("notes:cosign", args=[cast.client.pk, trainee_note.pk]))
    assert again.status_code == 422
    assert Cosignature.objects.count() == 1
    for statement in ("UPDATE notes_cosignature SET signed_as = 'x'", "DELETE FROM notes_cosignature"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_note_that_needs_none_takes_no_co_signature(cast: Cast, note: Note) -> None:
    with pytest.raises(NoCosignatureWanted):
        actions.cosign(note, by=cast.supervisor)


def test_the_owner_says_whose_notes_are_co_signed(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.owner).post(reverse("notes:trainee", args=[cast.mira.pk]), {"trainee": "yes"})
    assert signed(cast.session, cast.mira).needs_cosignature
    assert signed_in(cast.mira).post(reverse("notes:trainee", args=[cast.mira.pk]), {"trainee": "no"}).status_code == 403
    signed_in(cast.owner).post(reverse("notes:trainee", args=[cast.mira.pk]), {"trainee": "no"})
    other = add_session(cast.course, Session(date=timezone.localdate()), by=cast.mira)
    assert not signed(other, cast.mira).needs_cosignature


def test_what_was_needed_at_signing_cannot_be_taken_back_by_raw_sql(trainee_note: Note) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE notes_note SET needs_cosignature = %s", [False])


def test_a_copied_note_and_open_fields_are_pointed_out_once_and_never_block(cast: Cast, signed_in: SignIn) -> None:
    signed(cast.session, cast.mira, BEFORE)
    draft = actions.begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap")
    address, browser = reverse("notes:write", args=[cast.client.pk, draft.pk]), signed_in(cast.mira)
    sent = {"client_report": f"{BEFORE} Now {{mood}}.", "from_version": 1, "sign": "1"}
    asked = browser.post(address, sent)
    page = asked.content.decode()
    assert asked.status_code == 200
    assert "of this note stands word by word in the note of" in page
    assert "Not filled in yet: mood." in page
    draft.refresh_from_db()
    assert draft.is_draft
    assert browser.post(address, {**sent, "from_version": draft.version, "sign": "anyway"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == Note.State.SIGNED


def test_beside_the_editor_the_last_plan_is_taken_up_or_not_yet(cast: Cast, signed_in: SignIn) -> None:
    first = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    plan = {"plan": "Ride the last stretch alone at rush hour. Homework: thought record daily."}
    actions.save_draft(first, parts=plan, format_key="soap", started_from=1, by=cast.mira)
    actions.sign_note(first, by=cast.mira, started_from=2)
    draft = actions.begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap")
    address = reverse("notes:beside", args=[cast.client.pk, draft.pk])
    piece = signed_in(cast.mira).post(address, {"client_report": "Rode the last stretch alone at rush hour."}).content.decode()
    assert piece.count("not mentioned yet") == 1
    assert "homework" in piece
    draft.refresh_from_db()
    assert draft.parts == {}


def test_minutes_are_told_with_their_range(cast: Cast, signed_in: SignIn) -> None:
    draft = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    page = signed_in(cast.mira).get(reverse("notes:write", args=[cast.client.pk, draft.pk])).content.decode()
    assert "50 minutes; 38 to 52 minutes: 90834" in page


def test_the_day_of_a_session_stays_once_its_note_is_signed(cast: Cast, note: Note) -> None:
    session = note.session
    session.date -= timedelta(days=3)
    with pytest.raises(DocumentedSession, match="addendum"):
        change_session(session, by=cast.mira, started_from=session.version, fields=["date"])
    session.refresh_from_db()
    with pytest.raises(CannotPlan, match="signed note"):
        set_attendance(session, "missed", by=cast.mira, started_from=session.version)
