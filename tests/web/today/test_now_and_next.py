"""What Today marks: the session that is going on or next, and what became of the notes of those that are over."""

from datetime import date, time, timedelta

import pytest
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.notes.actions import begin_note, sign_note
from fullarc.web.today.queries import Day, day_of

TODAY = date(2026, 3, 2)
TEN = 10 * 60
State = Session.State


@pytest.fixture
def sessions(cast: Cast) -> list[Session]:
    """At nine, at ten and at eleven, 50 minutes each."""
    return [add_session(cast.course, Session(date=TODAY, begins=time(hour), minutes=50), by=cast.mira) for hour in (9, 10, 11)]


def seen(cast: Cast, now_minutes: int, *, day: date = TODAY) -> Day:
    cast.client.care_team.update(begins=TODAY - timedelta(days=300))
    return day_of(cast.mira, day, TODAY, now_minutes=now_minutes)


def marks(cast: Cast, now_minutes: int) -> list[str]:
    return [slot.mark for slot in seen(cast, now_minutes).slots]


def signed(session: Session, cast: Cast) -> None:
    note = begin_note(session, by=cast.mira, format_key="free", parts={"text": "Slept better."})
    sign_note(note, by=cast.mira, started_from=note.version)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (8 * 60, ["next", "", ""]),
        (TEN, ["", "now", ""]),
        (TEN + 49, ["", "now", ""]),
        (TEN + 50, ["", "", "next"]),
        (12 * 60, ["", "", ""]),
    ],
)
def test_one_session_is_marked_as_going_on_or_next(cast: Cast, sessions: list[Session], minutes: int, expected: list[str]) -> None:
    assert marks(cast, minutes) == expected


def test_a_cancelled_session_is_not_what_comes_next(cast: Cast, sessions: list[Session]) -> None:
    Session.objects.filter(pk=sessions[0].pk).update(attendance=State.CANCELLED)
    assert marks(cast, 8 * 60) == ["", "next", ""]


def test_another_day_has_no_session_that_is_next(cast: Cast, sessions: list[Session]) -> None:
    tomorrow = TODAY + timedelta(days=1)
    add_session(cast.course, Session(date=tomorrow, begins=time(9), attendance=State.PLANNED), by=cast.mira)
    assert [slot.mark for slot in seen(cast, TEN, day=tomorrow).slots] == [""]


def test_a_session_that_is_over_lacks_its_note_until_one_is_begun(cast: Cast, sessions: list[Session]) -> None:
    signed(sessions[0], cast)
    begin_note(sessions[1], by=cast.mira, format_key="soap")
    day = seen(cast, 12 * 60)
    assert [slot.lacks_a_note for slot in day.slots] == [False, False, True]
    assert day.lacking_notes == 1
    assert seen(cast, 8 * 60).lacking_notes == 0


def test_a_missed_session_lacks_no_note(cast: Cast, sessions: list[Session]) -> None:
    Session.objects.filter(pk=sessions[0].pk).update(attendance=State.MISSED)
    assert not seen(cast, 12 * 60).slots[0].lacks_a_note


def test_a_draft_is_shown_before_a_note_that_was_signed_for_the_same_session(cast: Cast, sessions: list[Session]) -> None:
    signed(sessions[0], cast)
    draft = begin_note(sessions[0], by=cast.mira, format_key="soap")
    assert seen(cast, 12 * 60).slots[0].note == draft


def test_the_page_tells_signed_and_missing_notes_apart_in_words(cast: Cast, sessions: list[Session], signed_in: SignIn) -> None:
    signed(sessions[0], cast)
    cast.client.care_team.update(begins=TODAY - timedelta(days=300))
    page = signed_in(cast.mira).get(f"/today/{TODAY}/").content.decode()
    assert page.count("Note signed") == 1
    assert page.count("No note yet") == 2
    assert "2 are over without a note" in page
