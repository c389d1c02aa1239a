"""What a client tells of danger in a log stands on the course page and in “Since”, not only in the banner."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.journal.writing import kept

from fullarc.modalities.tracker import trackers
from fullarc.web.findings.actions import ensure_read
from fullarc.web.journal.models import Sharing
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.progress.logged_risk import logged_risk_of
from fullarc.web.trackers.actions import enter_row, keep_thing, withdraw_row

LOG = "urges-skills"
TOLD = {"urge_suicide": 4.0, "did_self_harm": True}


def page(cast: Cast, signed_in: SignIn, name: str) -> str:
    answer = signed_in(cast.mira).get(reverse(name, args=[cast.client.id, cast.course.id]))
    text = re.sub(r"<[^>]+>", "", answer.content.decode()).replace("&#x27;", "'").replace("&#39;", "'")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", ["progress:course", "progress:since"])
def test_what_the_client_shared_stands_on_the_page(cast: Cast, signed_in: SignIn, name: str) -> None:
    day = timezone.localdate()
    earlier: dict[int, int | None] = dict.fromkeys(range(1, 10), 1)
    enter_answers(cast.course, measure="phq-9", answers=earlier, on=day - timedelta(2), by=cast.mira, mode=Administration.Mode.STAFF)
    kept(cast, TOLD, Sharing.NUMBERS, log=LOG)
    text = "Denies suicidal thoughts. No self-harm."
    import_note(session_on(cast.course, day, minutes=50, by=cast.mira), text=text, source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    told = page(cast, signed_in, name)
    assert "the client's own entry: Urge to end my life, 4 of 5" in told
    assert "the client's own entry: I hurt myself, yes" in told


def test_what_the_client_keeps_to_themselves_is_not_told(cast: Cast, signed_in: SignIn) -> None:
    kept(cast, TOLD, Sharing.NOTHING, log=LOG)
    assert not logged_risk_of(cast.course)
    assert "hurt myself" not in page(cast, signed_in, "progress:course")


def test_a_target_of_the_diary_card_counts_until_its_row_is_withdrawn(cast: Cast) -> None:
    card = trackers()["diary-card"]
    target = keep_thing(cast.course, card, {"label": "Hurting myself", "about": 2.0}, by=cast.mira)
    row = enter_row(cast.course, card, {f"act_{target.short}": True}, on=timezone.localdate(), by=cast.mira)
    [told] = logged_risk_of(cast.course)
    assert (told.line, told.answer, told.about) == ("Done", "yes", "self_harm")
    withdraw_row(row, because="Another client's card", by=cast.mira)
    assert not logged_risk_of(cast.course)


def test_many_shared_words_are_told_in_as_many_queries_as_few(cast: Cast) -> None:
    counts = []
    for days in (range(1, 2), range(2, 6)):
        for back in days:
            kept(cast, {"mood": 2.0, "note": "I want to end my life."}, day=timezone.localdate() - timedelta(back))
        with CaptureQueriesContext(connection) as asked:
            told = logged_risk_of(cast.course)
        assert len(told) == days[-1]
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_record_with_nothing_open_does_not_say_so_while_a_signal_waits(cast: Cast, signed_in: SignIn) -> None:
    day = timezone.localdate()
    kept(cast, {"did_self_harm": True}, Sharing.NUMBERS, log=LOG, day=day - timedelta(21))
    for back in (14, 7):
        text = "Denies self-harm."
        import_note(
            session_on(cast.course, day - timedelta(back), minutes=50, by=cast.mira), text=text, source_name=f"{back}.txt", by=cast.mira
        )
    ensure_read(cast.course, by=cast.mira)
    told = page(cast, signed_in, "progress:course")
    assert "All that was noted of risk is resolved." in told
    assert "One risk signal still waits to be acknowledged." in told
    assert "One risk signal waits to be acknowledged, at the top of this page." in told
    assert "none open" not in told
    assert "Nothing at the moment" not in told
