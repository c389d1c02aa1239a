"""What the head of an imported note says of its session reaches the session; what is not clear is asked, and nothing is overwritten."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.imports.walks import answer, carry_out, newest, page_of, upload

from fullarc.web.clients.models import Session
from fullarc.web.notes.models import Note

FIRST = ("2024-03-14.txt", b"Sess 1, video\nSlept better.")
SECOND = ("2024-03-21.txt", b"S2 (phone)\nMood brighter this week.")
UNCLEAR = ("2024-03-28.txt", b"Session 3, video/phone\nThe picture froze, went on by ear.")


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def formats(cast: Cast) -> list[str]:
    return [note.session.format for note in Note.objects.select_related("session").order_by("session__date")]


def test_a_new_session_was_held_as_the_head_of_its_note_says(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, FIRST, SECOND).content.decode()
    assert "new, video" in shown
    assert "new, phone" in shown
    carry_out(browser, newest(cast.course))
    assert formats(cast) == ["video", "phone"]
    assert Note.objects.first().text.startswith("Sess 1, video")  # type: ignore[union-attr]


def test_a_head_that_names_two_ways_is_asked_before_anything_is_stored(cast: Cast, browser: Browser) -> None:
    asked = upload(browser, cast.course, FIRST, UNCLEAR)
    assert "How sessions were held" in asked.content.decode()
    held = newest(cast.course)
    assert "Its head names video and phone: say how the session was held." in browser.get(page_of(held, "dry_run")).content.decode()
    carry_out(browser, held)
    assert not Note.objects.exists()
    [(name, field)] = asked.context["notes"].ways
    assert name == UNCLEAR[0]
    answer(browser, held, {field.html_name: "phone"})
    carry_out(browser, held)
    assert formats(cast) == ["video", "phone"]


def test_a_planned_session_was_held_as_the_head_says(cast: Cast, browser: Browser) -> None:
    day = cast.session.date + timedelta(days=3)
    planned = Session.objects.create(course=cast.course, date=day, attendance="planned")
    shown = upload(browser, cast.course, (f"{day}.txt", b"Video session\nSlept better.")).content.decode()
    assert "there already, video" in shown
    carry_out(browser, newest(cast.course))
    planned.refresh_from_db()
    assert (planned.attendance, planned.format) == ("attended", "video")


def test_what_is_recorded_of_a_session_stays_and_the_dry_run_says_so(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, (f"{cast.session.date}.txt", b"Video session\nSlept better.")).content.decode()
    assert "Its head says video; the session stays in person, as recorded." in shown
    carry_out(browser, newest(cast.course))
    cast.session.refresh_from_db()
    assert cast.session.format == "in_person"


def test_a_number_that_the_record_counts_otherwise_is_shown(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, FIRST, ("2024-03-21.txt", b"Sess 4, video\nWorse again.")).content.decode()
    assert "Its head says session 4; here it is session 2." in shown
    assert "Its head says session 1" not in shown


def test_heads_that_all_count_from_another_beginning_are_told_once(cast: Cast, browser: Browser) -> None:
    later = ("2024-03-21.txt", b"Sess 6, video\nWorse again.")
    shown = upload(browser, cast.course, ("2024-03-14.txt", b"Sess 5, video\nSlept better."), later).content.decode()
    assert "“Session 5” in the head of a note is session 1 here" in shown
    assert "Its head says session" not in shown
