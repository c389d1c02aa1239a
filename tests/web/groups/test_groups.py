"""Several clients in one session: a note for each, the common part typed once, nobody in another's record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.clients.models import Client, Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.groups.actions import begin_group, plan_meeting, put_in, take_out
from fullarc.web.groups.models import Group, GroupSession, Seat
from fullarc.web.groups.names import named
from fullarc.web.notes.actions import save_draft
from fullarc.web.notes.models import Note

TODAY = timezone.localdate
COMMON = {"common-intervention": "Paired listening exercise, five minutes each.", "common-plan": "Repeat it twice this week."}


@pytest.fixture
def three(cast: Cast) -> list[Client]:
    names = (("G-1", "Astrid Canaryone"), ("G-2", "Bjorn Canarytwo"), ("G-3", "Carla Canarythree"))
    return [add_record(code, name, cast.mira, TODAY()) for code, name in names]


@pytest.fixture
def meeting(cast: Cast, three: list[Client]) -> GroupSession:
    group = begin_group(Group(kind=Group.Kind.GROUP, name="Tuesday evening"), by=cast.mira)
    for client in three:
        put_in(group, client.courses.get(), on=TODAY(), by=cast.mira)
    return plan_meeting(GroupSession(group=group, date=TODAY(), minutes=90), group.members.all(), by=cast.mira)


def address(meeting: GroupSession) -> str:
    return reverse("groups:meeting", args=[meeting.group_id, meeting.pk])


def seat_of(client: Client) -> Seat:
    return Seat.objects.get(session__course__client=client)


def form(meeting: GroupSession, three: list[Client], **more: str) -> dict[str, str]:
    sent = {"from_version": str(meeting.version), **COMMON}
    for number, client in enumerate(three):
        sent |= {f"{seat_of(client).pk}-came": "attended", f"{seat_of(client).pk}-client_report": f"Told of worry number {number}."}
    return sent | more


def test_a_group_and_a_session_for_everybody_that_are_sent_twice_are_one(
    cast: Cast, meeting: GroupSession, three: list[Client], signed_in: SignIn
) -> None:
    browser, group = signed_in(cast.mira), meeting.group
    key = str(browser.get(reverse("groups:list")).context["form"].initial["key"])
    assert len({browser.post(reverse("groups:list"), {"kind": "couple", "name": "Two", "key": key})["Location"] for _ in range(2)}) == 1
    page = browser.get(reverse("groups:group", args=[group.pk]))
    sent = {"date": (TODAY() + timedelta(days=7)).isoformat(), "minutes": "90", "key": str(page.context["meeting_form"].initial["key"])}
    for again in (sent, sent, sent | {"date": (TODAY() + timedelta(days=14)).isoformat()}):
        assert browser.post(reverse("groups:plan", args=[group.pk]), again).status_code == 302
    assert group.meetings.count() == 3
    assert three[0].sessions.filter(date__gt=TODAY()).count() == 2


def test_the_pages_lead_from_a_new_group_to_signed_notes(cast: Cast, three: list[Client], signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    made = browser.post(reverse("groups:list"), {"kind": "couple", "name": "The two"})
    group = Group.objects.get()
    assert made.headers["Location"] == reverse("groups:group", args=[group.pk])
    for client in three[:2]:
        browser.post(reverse("groups:add_member", args=[group.pk]), {"course": client.courses.get().pk})
    planned = browser.post(reverse("groups:plan", args=[group.pk]), {"date": TODAY().isoformat(), "minutes": "80"})
    meeting = GroupSession.objects.get()
    assert planned.headers["Location"] == address(meeting)
    seats = [seat_of(client) for client in three[:2]]
    for seat in seats:
        meeting.refresh_from_db()
        assert browser.post(address(meeting), form(meeting, three[:2], sign=str(seat.pk))).status_code == 302
    notes = Note.objects.filter(state=Note.State.SIGNED)
    assert {note.session.course.client for note in notes} == set(three[:2])
    assert all("Paired listening exercise" in note.text and "Repeat it twice" in note.text for note in notes)
    assert [seat.own for seat in Seat.objects.all()] == [{}, {}]


def test_each_note_tells_of_its_client_only(cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(address(meeting), form(meeting, three))
    for number, client in enumerate(three):
        [note] = Note.objects.filter(session__course__client=client)
        assert f"worry number {number}" in note.text
        assert not any(f"worry number {other}" in note.text for other in range(3) if other != number)


def test_no_page_of_a_client_and_no_row_of_theirs_names_another_participant(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn
) -> None:
    browser = signed_in(cast.mira)
    for client in three:
        meeting.refresh_from_db()
        browser.post(address(meeting), form(meeting, three, sign=str(seat_of(client).pk)))
    for client in three:
        course = client.courses.get()
        ensure_read(course, by=cast.mira)
        [note] = Note.objects.filter(session__course=course)
        pages = [reverse("findings:note", args=[client.pk, note.pk])]
        pages += [reverse(name, args=[client.pk, course.pk]) for name in ("progress:course", "notes:list", "golden_thread:course")]
        pages.append(reverse("clients:client", args=[client.pk]))
        others = [each for each in three if each != client]
        for page in pages:
            told = browser.get(page).content.decode()
            assert not any(word in told for other in others for word in (*other.name.split(), other.code, "Tuesday evening")), page


@pytest.mark.parametrize("words", ["Astrid listened well.", "They heard what Canarytwo said.", "G-3 was late.", "carla’s turn came last."])
def test_a_common_part_that_names_somebody_is_refused_and_nothing_is_stored(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn, words: str
) -> None:
    answer = signed_in(cast.mira).post(address(meeting), form(meeting, three, **{"common-observation": words}))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "names a participant" in told
    assert "Paired listening" in told  # what was typed is not lost
    assert not Note.objects.exists()
    meeting.refresh_from_db()
    assert meeting.common == {}


def test_one_clients_part_may_name_the_client_and_nobody_else(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn
) -> None:
    browser, seat = signed_in(cast.mira), seat_of(three[0])
    refused = browser.post(address(meeting), form(meeting, three, **{f"{seat.pk}-response": "Bjorn made her laugh."}))
    assert refused.status_code == 422
    assert "The part of G-1 names another participant." in refused.content.decode()
    assert browser.post(address(meeting), form(meeting, three, **{f"{seat.pk}-response": "Astrid laughed."})).status_code == 302


def test_a_client_who_did_not_come_has_no_note(cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn) -> None:
    absent = seat_of(three[2])
    signed_in(cast.mira).post(address(meeting), form(meeting, three, **{f"{absent.pk}-came": "missed"}))
    assert Note.objects.count() == 2
    absent.session.refresh_from_db()
    assert absent.session.attendance == Session.State.MISSED


def test_a_note_that_went_on_in_its_own_editor_is_not_written_over(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn
) -> None:
    browser = signed_in(cast.mira)
    browser.post(address(meeting), form(meeting, three))
    note = Note.objects.get(session__course__client=three[0])
    save_draft(note, parts={"assessment": "Written apart."}, format_key="soap", started_from=note.version, by=cast.mira)
    meeting.refresh_from_db()
    page = browser.post(address(meeting), form(meeting, three), follow=True).content.decode()
    note.refresh_from_db()
    assert note.parts == {"assessment": "Written apart."}
    assert "This note goes on in its own editor" in page


def test_of_two_saves_from_one_page_the_second_is_shown_both_texts(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn
) -> None:
    browser, sent = signed_in(cast.mira), form(meeting, three)
    browser.post(address(meeting), sent)
    answer = browser.post(address(meeting), sent | {"common-plan": "Something else."})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Something else." in told
    assert "Repeat it twice this week." in told


def test_a_group_opens_only_to_whoever_may_write_for_everybody_in_it(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn
) -> None:
    put_in(meeting.group, cast.foreign.courses.get(), on=TODAY(), by=cast.colleague)
    for person in (cast.mira, cast.colleague):
        browser: Browser = signed_in(person)
        assert browser.get(reverse("groups:group", args=[meeting.group_id])).status_code == 404
        assert browser.get(address(meeting)).status_code == 404
        assert "Tuesday evening" not in browser.get(reverse("groups:list")).content.decode()


def test_who_left_has_no_part_in_later_sessions(cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn) -> None:
    group, browser = meeting.group, signed_in(cast.mira)
    member = group.members.get(course__client=three[0])
    browser.post(reverse("groups:take_out", args=[group.pk, member.pk]))
    browser.post(reverse("groups:plan", args=[group.pk]), {"date": (TODAY() + timedelta(days=7)).isoformat()})
    later = GroupSession.objects.latest("date")
    assert {seat.session.course.client for seat in later.seats.all()} == set(three[1:])


def test_texts_and_names_are_encrypted(cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn) -> None:
    signed_in(cast.mira).post(address(meeting), form(meeting, three))
    with connection.cursor() as cursor:
        for table, column in (("groups_group", "name"), ("groups_groupsession", "common"), ("groups_seat", "own")):
            cursor.execute(f"SELECT {column} FROM {table}")
            assert not any(word in str(row[0]) for row in cursor.fetchall() for word in ("Tuesday", "listening", "worry"))


def test_an_everyday_word_is_a_name_only_with_a_capital_inside_a_sentence() -> None:
    people = [("Will Grace", "C-1")]
    assert named("Will continue the exercise. They will hope for grace.", people) == ""
    assert named("They asked Will about it.", people) == "Will"
    assert named("Then Grace spoke.", people) == "Grace"
    assert named("C-1 spoke.", people) == "C-1"


def test_a_short_name_counts_as_it_is_written() -> None:
    people = [("Bo Li", "C-2"), ("An Ng", "C-3")]
    assert named("Bo spoke.", people) == "Bo"
    assert named("BO is odour, bo is not a word. An exercise.", people) == ""
    assert named("Then An spoke.", people) == "An"


@pytest.mark.parametrize(("text", "name"), [("Rene\u0301e spoke.", "Ren\u00e9e Oak"), ("Ren\u00e9e spoke.", "Rene\u0301e Oak")])
def test_an_accent_of_two_signs_is_the_accent_of_one(text: str, name: str) -> None:
    assert named(text, [(name, "C-4")]) == "Ren\u00e9e"


def test_the_common_part_names_nobody_who_left_the_group(cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn) -> None:
    group = meeting.group
    take_out(group.members.get(course__client=three[0]), on=TODAY(), by=cast.mira)
    later = plan_meeting(GroupSession(group=group, date=TODAY()), group.members.filter(ends=None), by=cast.mira)
    sent = {"from_version": str(later.version), "common-observation": "All missed Astrid."}
    assert signed_in(cast.mira).post(address(later), sent).status_code == 422


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", ""])
def test_a_version_that_is_no_number_is_refused(
    cast: Cast, three: list[Client], meeting: GroupSession, signed_in: SignIn, version: str
) -> None:
    assert signed_in(cast.mira).post(address(meeting), form(meeting, three, from_version=version)).status_code == 422
    assert not Note.objects.exists()
