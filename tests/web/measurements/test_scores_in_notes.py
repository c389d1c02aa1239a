"""A score that stands in a note is a score: the pages of measures and Today count it, and say where it comes from."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.models import Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note
from fullarc.web.today.queries import own_adherence


def note(cast: Cast, text: str, *, days_ago: int) -> Note:
    day = timezone.localdate() - timedelta(days=days_ago)
    session = cast.course.sessions.filter(date=day).first() or Session.objects.create(course=cast.course, date=day)
    kept = import_note(session, text=text, source_name=f"{days_ago}.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    return kept


def page(cast: Cast, signed_in: SignIn, name: str, *more: str) -> str:
    return signed_in(cast.mira).get(reverse(f"measurements:{name}", args=[cast.client.pk, cast.course.pk, *more])).content.decode()


def test_the_measures_of_a_client_are_those_of_the_notes_too_and_say_so(cast: Cast, signed_in: SignIn) -> None:
    assert "No measure has been given in this course yet, and no score stands in its notes." in page(cast, signed_in, "list")
    note(cast, "PHQ-9: 17. Sleep poor.", days_ago=14)
    note(cast, "PHQ-9: 9.", days_ago=7)
    listed = page(cast, signed_in, "list")
    assert "No measure has been given" not in listed
    assert "All 2 scores stand in notes." in listed
    assert "From 17" in listed


def test_the_page_of_a_measure_leads_from_each_score_to_the_words_of_its_note(cast: Cast, signed_in: SignIn) -> None:
    written = note(cast, "PHQ-9: 17. Sleep poor.", days_ago=14)
    enter_totals(cast.course, measure="phq-9", values={"total": 9}, on=timezone.localdate(), by=cast.mira, mode="staff")
    told = page(cast, signed_in, "measure", "phq-9")
    assert "Read in notes" in told
    finding = next(row for row in StoredFinding.objects.all() if row.as_read.measure)
    assert f"{reverse('findings:note', args=[cast.client.pk, written.pk])}#finding-{finding.pk}" in told
    assert "1 of 2 scores stands in a note." in page(cast, signed_in, "list")


def test_a_form_of_the_same_day_counts_and_the_note_is_not_counted_twice(cast: Cast, signed_in: SignIn) -> None:
    note(cast, "PHQ-9: 17.", days_ago=7)
    day = timezone.localdate() - timedelta(days=7)
    enter_totals(cast.course, measure="phq-9", values={"total": 17}, on=day, by=cast.mira, mode="staff")
    assert "Read in notes" not in page(cast, signed_in, "measure", "phq-9")
    assert "stands in a note." not in page(cast, signed_in, "list")


def test_one_s_own_measuring_counts_scores_in_notes(cast: Cast, signed_in: SignIn) -> None:
    before = own_adherence(cast.mira, timezone.localdate())
    assert before is not None
    note(cast, "PHQ-9: 17.", days_ago=10)
    note(cast, "Slept well.", days_ago=3)
    own = own_adherence(cast.mira, timezone.localdate())
    assert own is not None
    assert (own.scored, own.due) == (before.scored + 1, before.due + 2)
    told = signed_in(cast.mira).get(reverse("today:adherence")).content.decode()
    assert f"as a form or as a score in the note, at {own.scored} of {own.due} attended sessions" in told
