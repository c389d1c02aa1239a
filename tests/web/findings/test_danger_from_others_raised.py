"""A note that tells of violence done to the client now raises a signal to acknowledge, beneath danger to life; history raises none."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.reading.danger.danger_from_others import FROM_OTHERS
from fullarc.web.clients.models import Session
from fullarc.web.findings.actions import correct, dismiss, ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first

HIT = "Her husband hit her on Saturday."


def read_in_a_note(cast: Cast, text: str, on: date | None = None) -> Note:
    session = Session.objects.create(course=cast.course, date=on or timezone.localdate(), minutes=50)
    note = Note(session=session, author=cast.mira, format="free", parts={"text": text}, state=Note.State.SIGNED)
    note.content_hash = note.hash_now()
    note.save()
    ensure_read(cast.course, by=cast.mira)
    return note


def raised_by(note: Note) -> list[Signal]:
    return list(Signal.objects.filter(source_id=str(note.pk)))


def test_it_is_raised_with_its_words(cast: Cast) -> None:
    [signal] = raised_by(read_in_a_note(cast, HIT))
    assert signal.kind == FROM_OTHERS
    assert signal.reason == "The note speaks of danger from others"
    assert signal.state == "raised"


@pytest.mark.parametrize("text", ["He was beaten as a child by his father.", "Denies DV.", "Her husband hit her sister on Sunday."])
def test_history_denials_and_other_people_raise_none(cast: Cast, text: str) -> None:
    assert raised_by(read_in_a_note(cast, text)) == []


def test_a_danger_to_life_in_the_same_note_gives_the_signal_its_name(cast: Cast) -> None:
    [signal] = raised_by(read_in_a_note(cast, f"{HIT} She has a plan to overdose on her pills tonight and means to die."))
    assert signal.kind.startswith("suicid")
    assert signal.reason.endswith(", danger from others")


def test_danger_to_life_stands_before_it_and_violence_of_the_client_behind(cast: Cast) -> None:
    notes = [read_in_a_note(cast, text) for text in ("He hit a man at the bar yesterday.", HIT, "She cut her arm last night.")]
    rows = most_pressing_first(Signal.objects.filter(source_id__in=[str(note.pk) for note in notes]))
    assert [row.kind for row in rows] == ["self_harm", FROM_OTHERS, "violence"]


def test_what_a_clinician_takes_back_is_told_behind_it(cast: Cast) -> None:
    note = read_in_a_note(cast, HIT)
    rows = list(StoredFinding.objects.filter(note=note, said__isnull=False))
    for row in rows:
        if row.finding.indicator == "trauma_exposure":
            correct(row, {"status": "historical"}, by=cast.mira)
        elif row.finding.indicator == "violence":
            dismiss(row, by=cast.mira)
    [signal] = as_they_stand(raised_by(note))
    assert signal.taken_back
    assert signal.words.startswith("The note speaks of danger from others (")
    assert "Mira" in signal.words


def test_whoever_acknowledges_it_reads_the_words_of_the_note(cast: Cast, signed_in: SignIn) -> None:
    note = read_in_a_note(cast, HIT)
    [signal] = raised_by(note)
    page = signed_in(cast.mira).get(reverse("signals:signal", args=[signal.client_id, signal.pk])).content.decode()
    assert "hit her" in page
    assert "danger from others" in page
