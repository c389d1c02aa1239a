"""All that was read in a note is confirmed in one act; what a clinician said before stays, and what was read since waits."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.timeline import Review
from fullarc.web.audit.models import Event
from fullarc.web.findings.actions import confirm_all, dismiss, ensure_read
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.progress.queries import timeline_of_course

TEXT = "Panic attacks twice this week. Slept badly. Tired all day."


def read_note(cast: Cast) -> Note:
    note = import_note(session_on(cast.course, cast.session.date, minutes=50, by=cast.mira), text=TEXT, source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    return note


def shown_on(browser: Client, page: str) -> str:
    """What the hidden field of the page says."""
    [told] = re.findall(r'name="shown" value="([^"]*)"', browser.get(page).content.decode())
    return str(told)


def test_one_press_confirms_what_nobody_has_spoken_of(cast: Cast, signed_in: SignIn) -> None:
    note, mira = read_note(cast), signed_in(cast.mira)
    first, *others = StoredFinding.objects.filter(note=note)
    dismiss(first, by=cast.mira)
    page = reverse("findings:note", args=[cast.client.pk, note.pk])
    address = reverse("findings:confirm_all", args=[cast.client.pk, note.pk])
    assert f"Confirm all {len(others)} findings" in mira.get(page).content.decode()
    assert mira.post(address, {"shown": shown_on(mira, page)})["Location"] == page
    said = dict(StoredFinding.objects.filter(note=note).values_list("pk", "review"))
    assert said == {first.pk: DISMISSED, **{each.pk: Review.CONFIRMED.value for each in others}}
    assert address not in mira.get(page).content.decode()
    assert Event.objects.filter(action="finding.confirmed", count=len(others)).count() == 1
    assert timeline_of_course(cast.course).dismissed == 1


def test_what_was_read_since_the_page_was_opened_is_not_confirmed(cast: Cast, signed_in: SignIn) -> None:
    note, mira = read_note(cast), signed_in(cast.mira)
    page = reverse("findings:note", args=[cast.client.pk, note.pk])
    shown, before = shown_on(mira, page), {each.pk for each in StoredFinding.objects.filter(note=note)}
    add_addendum(note, kind=Addendum.Kind.ADDENDUM, text="Could not sleep. Hopeless, wants to die.", reason="", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    new = StoredFinding.objects.filter(note=note).exclude(pk__in=before)
    assert new
    told = mira.post(reverse("findings:confirm_all", args=[cast.client.pk, note.pk]), {"shown": shown}, follow=True).content.decode()
    assert {each.review for each in new} == {Review.UNREVIEWED.value}
    assert {each.review for each in StoredFinding.objects.filter(pk__in=before)} == {Review.CONFIRMED.value}
    assert f"Confirmed {len(before)} findings of this note. Not shown on that page, and not reviewed yet: {len(new)}." in told


def test_a_finding_of_another_note_is_not_confirmed_by_this_one(cast: Cast, signed_in: SignIn) -> None:
    note = read_note(cast)
    other = import_note(
        session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira), text=TEXT, source_name="2.txt", by=cast.mira
    )
    ensure_read(cast.course, by=cast.mira)
    shown = " ".join(str(each.pk) for each in StoredFinding.objects.filter(note=other))
    signed_in(cast.mira).post(reverse("findings:confirm_all", args=[cast.client.pk, note.pk]), {"shown": f"{shown} nonsense"})
    assert not StoredFinding.objects.filter(review=Review.CONFIRMED.value).exists()


def test_a_long_note_is_confirmed_in_as_many_queries_as_a_short_one(cast: Cast) -> None:
    note = read_note(cast)
    rows = list(StoredFinding.objects.filter(note=note))
    counts = []
    for shown in (rows[:1], rows[1:]):
        with CaptureQueriesContext(connection) as asked:
            confirm_all(note, {str(each.pk) for each in shown}, by=cast.mira)
        counts.append(len(asked))
    assert len(rows) > 2
    assert counts[0] == counts[1]


def test_a_supervisor_confirms_nothing(cast: Cast, signed_in: SignIn) -> None:
    note = read_note(cast)
    address = reverse("findings:confirm_all", args=[cast.client.pk, note.pk])
    assert signed_in(cast.supervisor).post(address).status_code == 403
    assert not StoredFinding.objects.filter(note=note, review=Review.CONFIRMED.value).exists()
