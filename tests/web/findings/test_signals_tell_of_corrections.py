"""A risk signal stays until it is acknowledged; its words tell what clinicians have taken back of it, everywhere it stands."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.days import day_in_words
from fullarc.web.clients.models import Session
from fullarc.web.findings import actions
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal

ATTEMPT = "She attempted suicide last night. Has thoughts of suicide. Sleep is poor."
SLIGHT = "Has urges to cut herself."


def note_on(cast: Cast, days_later: int, text: str) -> Note:
    day = cast.session.date + timedelta(days=days_later)
    session = Session.objects.create(course=cast.course, date=day) if days_later else cast.session
    note = import_note(session, text=text, source_name=f"{days_later}.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return note


def found(note: Note, indicator: str) -> StoredFinding:
    return next(row for row in note.findings.all() if row.as_read.indicator == indicator)


def words_now() -> list[str]:
    return [signal.words for signal in as_they_stand(Signal.objects.order_by("source_date"))]


def today() -> str:
    day: date = timezone.localdate()
    return day_in_words(day, day)


def test_an_attempt_that_was_corrected_to_denied_is_told_as_corrected_in_banner_list_page_and_agenda(cast: Cast, signed_in: SignIn) -> None:
    note = note_on(cast, 0, ATTEMPT)
    actions.correct(found(note, "suicide_attempt"), {"status": "denied"}, by=cast.mira)
    told = f"The note speaks of a suicide attempt (corrected to denied on {today()} by Mira Lind), suicidal thoughts"
    browser, signal = signed_in(cast.mira), Signal.objects.get()
    page = reverse("signals:signal", args=[cast.client.pk, signal.pk])
    for address in ("/account/", f"/clients/{cast.client.pk}/", reverse("signals:list"), page):
        assert told in browser.get(address).content.decode(), address
    assert "corrected by Mira Lind; it was read as A suicide attempt, present" in browser.get(page).content.decode()
    assert told in browser.get(reverse("progress:caseload")).content.decode()
    assert signal.reason == "The note speaks of a suicide attempt, suicidal thoughts"  # what it was raised for never changes


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "uncertain"}, "corrected to uncertain"),
        ({"status": "historical"}, "corrected to past"),
        ({"indicator": "self_harm"}, "corrected to self-harm, present"),
    ],
)
def test_the_words_tell_what_it_was_corrected_to(cast: Cast, changes: dict[str, str], told: str) -> None:
    actions.correct(found(note_on(cast, 0, ATTEMPT), "suicide_attempt"), changes, by=cast.mira)
    assert f"a suicide attempt ({told} on {today()} by Mira Lind)" in words_now()[0]


def test_a_dismissed_finding_is_told_as_dismissed_and_the_signal_stays(cast: Cast) -> None:
    actions.dismiss(found(note_on(cast, 0, SLIGHT), "self_harm_urge"), by=cast.mira)
    assert words_now() == [f"The note speaks of urges to self-harm (dismissed on {today()} by Mira Lind)"]
    assert Signal.objects.get().acknowledged_at is None


def test_what_other_words_of_the_note_still_tell_is_not_called_corrected(cast: Cast) -> None:
    note = note_on(cast, 0, "Has thoughts of suicide. Later she said that she thinks of killing herself.")
    actions.dismiss(found(note, "suicidal_ideation"), by=cast.mira)
    assert words_now() == ["The note speaks of suicidal thoughts"]


def test_a_correction_that_is_taken_back_leaves_the_signal_as_it_was_raised(cast: Cast) -> None:
    row = found(note_on(cast, 0, SLIGHT), "self_harm_urge")
    actions.correct(row, {"status": "denied"}, by=cast.mira)
    actions.restore(row, by=cast.mira)
    assert words_now() == ["The note speaks of urges to self-harm"]


def test_a_level_or_a_confirmation_takes_nothing_back(cast: Cast) -> None:
    note = note_on(cast, 0, ATTEMPT)
    actions.correct(found(note, "suicide_attempt"), {"severity": "severe"}, by=cast.mira)
    actions.confirm(found(note, "suicidal_ideation"), by=cast.mira)
    assert words_now() == ["The note speaks of a suicide attempt, suicidal thoughts"]


def test_on_top_stands_the_gravest_and_last_what_was_taken_back(cast: Cast, signed_in: SignIn) -> None:
    note_on(cast, 0, "Has thoughts of suicide.")
    note_on(cast, 7, SLIGHT)
    taken_back = note_on(cast, 14, ATTEMPT)
    page = signed_in(cast.mira).get("/account/").content.decode()
    order = ["a suicide attempt", "speaks of suicidal thoughts", "urges to self-harm"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    actions.dismiss(found(taken_back, "suicide_attempt"), by=cast.mira)
    actions.dismiss(found(taken_back, "suicidal_ideation"), by=cast.mira)
    page = signed_in(cast.mira).get("/account/").content.decode()
    assert page.index("urges to self-harm") < page.index("a suicide attempt (dismissed")


def test_what_became_of_many_signals_takes_two_queries(cast: Cast) -> None:
    for week in range(4):
        actions.dismiss(found(note_on(cast, 7 * week, SLIGHT), "self_harm_urge"), by=cast.mira)
    signals = list(Signal.objects.all())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(as_they_stand(signals)) == 4
    assert len(asked) == 2


def test_what_was_taken_back_is_acknowledged_with_its_words_and_together(cast: Cast, signed_in: SignIn) -> None:
    notes = [note_on(cast, later, "Has thoughts of suicide.") for later in (0, 1, 2)]
    for note in notes[:2]:
        actions.dismiss(found(note, "suicidal_ideation"), by=cast.mira)
    first, second, third = Signal.objects.order_by("source_date")
    browser = signed_in(cast.mira)
    page = browser.get(reverse("signals:signal", args=[cast.client.pk, first.pk]))
    assert f"(dismissed on {today()} by Mira Lind)" in page.context["form"].initial["what_was_done"]
    ticked = {one.pk: tick for one, tick in page.context["others"]}
    assert ticked == {second.pk: True, third.pk: False}
    sent = {"what_was_done": page.context["form"].initial["what_was_done"], "also": [str(second.pk)]}
    assert browser.post(reverse("signals:signal", args=[cast.client.pk, first.pk]), sent).status_code == 302
    assert list(Signal.objects.filter(acknowledged_at=None)) == [third]
    assert browser.get(reverse("signals:signal", args=[cast.client.pk, third.pk])).context["form"].initial["what_was_done"] == ""
