"""All that was read in a note is confirmed in one act; what a clinician said before stays."""

from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.timeline import Review
from fullarc.web.audit.models import Event
from fullarc.web.findings.actions import dismiss, ensure_read
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.notes.models import Note
from fullarc.web.progress.queries import timeline_of_course

TEXT = "Panic attacks twice this week. Slept badly. Tired all day."


def read_note(cast: Cast) -> Note:
    note = import_note(session_on(cast.course, cast.session.date, minutes=50, by=cast.mira), text=TEXT, source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    return note


def test_one_press_confirms_what_nobody_has_spoken_of(cast: Cast, signed_in: SignIn) -> None:
    note, mira = read_note(cast), signed_in(cast.mira)
    first, *others = StoredFinding.objects.filter(note=note)
    dismiss(first, by=cast.mira)
    page = reverse("findings:note", args=[cast.client.pk, note.pk])
    address = reverse("findings:confirm_all", args=[cast.client.pk, note.pk])
    assert f"Confirm all {len(others)} findings" in mira.get(page).content.decode()
    assert mira.post(address)["Location"] == page
    said = dict(StoredFinding.objects.filter(note=note).values_list("pk", "review"))
    assert said == {first.pk: DISMISSED, **{each.pk: Review.CONFIRMED.value for each in others}}
    assert address not in mira.get(page).content.decode()
    assert Event.objects.filter(action="finding.confirmed", count=len(others)).count() == 1
    assert timeline_of_course(cast.course).dismissed == 1


def test_a_supervisor_confirms_nothing(cast: Cast, signed_in: SignIn) -> None:
    note = read_note(cast)
    address = reverse("findings:confirm_all", args=[cast.client.pk, note.pk])
    assert signed_in(cast.supervisor).post(address).status_code == 403
    assert not StoredFinding.objects.filter(note=note, review=Review.CONFIRMED.value).exists()
