"""Printed for a week, filled in by hand, and taken in: a row a day, marked as entered by staff, with the signals of its answers."""

import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import NAME, Cast
from tests.web.conftest import SignIn

from fullarc.modalities.tracker import trackers
from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.schedules.week import week_of
from fullarc.web.check_ins import actions as check_ins
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.signals.models import Signal
from fullarc.web.trackers.actions import keep_thing

LAST_WEEK = week_of(date(2025, 3, 5))


def page(cast: Cast, name: str, *what: str, more: str = f"?week={LAST_WEEK[0]:%Y-%m-%d}") -> str:
    return reverse(f"paper:{name}", args=[cast.client.id, cast.course.id, *what]) + more


def send(cast: Cast, signed_in: SignIn, what: str, cells: dict[str, object], key: uuid.UUID | None = None) -> HttpResponse:
    return signed_in(cast.mira).post(page(cast, "enter", what), {"key": str(key or uuid.uuid4()), **cells})


def words_of(response: HttpResponse) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    return " ".join(" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(response.content)).pages)


def test_a_diary_card_is_printed_with_the_clients_own_targets_and_without_the_name(cast: Cast, signed_in: SignIn) -> None:
    keep_thing(cast.course, trackers()["diary-card"], {"label": "Calling in sick", "about": 0}, by=cast.mira)
    words = words_of(signed_in(cast.mira).get(page(cast, "sheet", "diary-card")))
    assert "Calling in sick" in words
    assert "C-0417" in words
    assert "3 Mar" in words
    assert NAME.split()[1] not in words


def test_a_code_does_not_break_out_of_the_name_of_the_file(cast: Cast, signed_in: SignIn) -> None:
    type(cast.client).objects.filter(pk=cast.client.pk).update(code='a"; b="c')
    header = signed_in(cast.mira).get(page(cast, "sheet", "phq-9")).headers["Content-Disposition"]
    assert header == 'inline; filename="sheet-a\\"; b=\\"c.pdf"'


def test_a_measure_is_printed_as_a_form_and_for_every_day(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert "Nearly every day" in words_of(browser.get(page(cast, "sheet", "gad-7", more="")))
    assert "Sun 9 Mar" in words_of(browser.get(page(cast, "sheet", "gad-7", more=f"?as=week&week={LAST_WEEK[0]}")))


@pytest.mark.parametrize("what", ["bdi-ii", "emdr", "nothing"])
def test_what_may_not_be_printed_is_not_there(cast: Cast, signed_in: SignIn, what: str) -> None:
    browser = signed_in(cast.mira)
    assert browser.get(page(cast, "sheet", what)).status_code == 404
    assert browser.get(page(cast, "enter", what)).status_code == 404
    assert what not in browser.get(page(cast, "choose")).content.decode()


def test_a_filled_card_becomes_a_row_a_day_entered_by_staff(cast: Cast, signed_in: SignIn) -> None:
    cells = {f"emotion_sadness.{n}": str(n % 6) for n in range(7)} | {"sleep.0": "6,5", "skills.1": "stop, wise mind", "note.6": "a walk"}
    del cells["emotion_sadness.3"]  # a day without a card is a gap
    assert send(cast, signed_in, "diary-card", cells).status_code == 302
    rows = list(LogRow.objects.order_by("date"))
    assert [row.date for row in rows] == [day for day in LAST_WEEK if day != LAST_WEEK[3]]
    assert {row.entered_by for row in rows} == {cast.mira}
    assert rows[0].values == {"emotion_sadness": 0.0, "sleep": 6.5}
    assert rows[1].values["skills"] == "stop,wise_mind"
    assert rows[-1].values["note"] == "a walk"


def test_the_same_week_sent_twice_is_one_week(cast: Cast, signed_in: SignIn) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        assert send(cast, signed_in, "mood-journal", {"mood.0": "3", "mood.1": "4"}, key).status_code == 302
    assert LogRow.objects.count() == 2


def test_a_measure_of_every_day_is_scored_and_raises_its_signal(cast: Cast, signed_in: SignIn) -> None:
    cells = {f"i{item}.{day}": "1" for item in range(1, 9) for day in range(2)} | {"i9.0": "2", "i9.1": "0"}
    assert send(cast, signed_in, "phq-9", cells).status_code == 302
    first, second = Administration.objects.order_by("date")
    assert (first.mode, first.entered_by) == ("staff", cast.mira)
    assert [row.scores.get(scale="total").result["value"] for row in (first, second)] == [10, 8]
    assert [signal.source_date for signal in Signal.objects.all()] == [LAST_WEEK[0]]


@pytest.mark.parametrize(
    ("what", "cells", "said"),
    [
        ("diary-card", {"emotion_sadness.2": "6"}, "Sadness, misery, Wed 5: found 6; it runs from 0 to 5"),
        ("diary-card", {"emotion_sadness.2": "much"}, "write a number"),
        ("diary-card", {"emotion_sadness.2": "nan"}, "write a number"),
        ("diary-card", {"skills.0": "xyz"}, "write names of the list"),
        ("urges-skills", {"did_use.0": "maybe"}, "write y or n"),
        ("phq-9", {"i1.0": "4"}, "answers run from 0 to 3"),
        ("mood-journal", {}, "Nothing is filled in yet"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place_and_nothing_is_stored(
    cast: Cast, signed_in: SignIn, what: str, cells: dict[str, object], said: str
) -> None:
    response = send(cast, signed_in, what, {"note.1": "stays"} | cells if cells and what == "diary-card" else cells)
    assert response.status_code == 422
    assert said in response.content.decode().replace("&#x27;", "'")
    assert (LogRow.objects.count(), Administration.objects.count()) == (0, 0)


def test_a_day_that_is_in_or_lies_ahead_is_closed(cast: Cast, signed_in: SignIn) -> None:
    send(cast, signed_in, "gad-7", {f"i{item}.0": "1" for item in range(1, 8)})
    shown = signed_in(cast.mira).get(page(cast, "enter", "gad-7"))
    assert shown.context["form"].closed == {LAST_WEEK[0]}
    assert "is in" in shown.content.decode()
    send(cast, signed_in, "gad-7", {f"i{item}.{day}": "2" for item in range(1, 8) for day in (0, 1)})
    assert [row.answers["1"] for row in Administration.objects.order_by("date")] == [1, 2]
    today = timezone.localdate()
    ahead = signed_in(cast.mira).get(page(cast, "enter", "gad-7", more=f"?week={today + timedelta(days=7)}"))
    assert len(ahead.context["form"].closed) == 7


def test_a_week_from_paper_answers_what_was_due(cast: Cast, signed_in: SignIn) -> None:
    cast.course.began = LAST_WEEK[0]
    schedule = Schedule(Rhythm.DAILY, LAST_WEEK[0], "UTC", LAST_WEEK[-1])
    row = check_ins.assign(cast.course, kind="log", what="diary-card", schedule=schedule, remind=False, by=cast.mira)
    assert set(row.due.values_list("state", flat=True)) == {DueCheckIn.State.EXPIRED}
    send(cast, signed_in, "diary-card", {f"emotion_joy.{n}": "2" for n in range(5)})
    check_ins.bring_up_to_date(cast.client, timezone.now())
    assert list(row.due.order_by("due_on").values_list("state", flat=True)) == ["answered"] * 5 + ["expired"] * 2
