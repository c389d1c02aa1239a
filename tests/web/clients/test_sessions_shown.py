"""The client's page: the next session on top, then the newest first; long lists are folded, none is left out."""

from datetime import date, time, timedelta

from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.clients.queries import AHEAD, BACK, sessions_shown

TODAY = date(2026, 3, 2)
State = Session.State


def on(days: int, attendance: str = State.ATTENDED) -> Session:
    return Session(date=TODAY + timedelta(days=days), begins=time(10), attendance=attendance)


def test_the_next_session_stands_on_top_and_then_the_newest() -> None:
    older, newer, soon, later = on(-14), on(-7), on(3, State.PLANNED), on(10, State.PLANNED)
    shown = sessions_shown([older, newer, soon, later], TODAY)
    assert shown.next is soon
    assert shown.ahead == (soon, later)
    assert shown.back == (newer, older)


def test_todays_session_is_next_while_it_is_planned_and_behind_once_it_was_held() -> None:
    assert sessions_shown([today := on(0, State.PLANNED)], TODAY).next is today
    assert sessions_shown([today := on(0)], TODAY).back == (today,)


def test_a_planned_session_of_a_day_that_has_passed_is_not_next() -> None:
    shown = sessions_shown([forgotten := on(-2, State.PLANNED)], TODAY)
    assert shown.next is None
    assert shown.back == (forgotten,)


def test_a_session_cancelled_ahead_is_not_next() -> None:
    assert sessions_shown([on(3, State.CANCELLED), soon := on(10, State.PLANNED)], TODAY).next is soon


def test_long_lists_are_folded_and_nothing_is_lost() -> None:
    rows = [*(on(-days) for days in range(40, 0, -1)), *(on(days, State.PLANNED) for days in range(1, 20))]
    shown = sessions_shown(rows, TODAY)
    assert (len(shown.ahead), len(shown.back)) == (AHEAD, BACK)
    every = [*shown.ahead, *shown.later, *shown.back, *shown.earlier]
    assert sorted(every, key=lambda each: each.date) == rows


def test_the_page_shows_the_newest_above_the_oldest_and_says_how_many_are_folded(cast: Cast, signed_in: SignIn) -> None:
    there = cast.course.sessions.count()
    for number in range(1, 11):
        add_session(cast.course, Session(date=date(2026, 1, number)), by=cast.mira)
    page = signed_in(cast.mira).get(f"/clients/{cast.client.id}/").content.decode()
    assert page.index("10 Jan 2026") < page.index("9 Jan 2026") < page.index("1 Jan 2026")
    assert f"{there + 10 - BACK} earlier sessions" in page
