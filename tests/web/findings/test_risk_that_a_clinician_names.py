"""What a clinician says of the words of a note is no news to them: no second signal of a note, none of what was dealt with since; but a
danger that no signal told of gets its signal."""

from datetime import timedelta

import pytest
from tests.cast import Cast

from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.findings import actions
from fullarc.web.findings.models import StoredFinding
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Escalation, Signal

OLD = "Sleep is poor. Walks daily."
TOLD = "Has thoughts of suicide. Has access to pills. Sleep is poor."
DENIED = "Denies suicidal ideation."


def note_on(cast: Cast, days_later: int, text: str) -> Note:
    session = (
        Session.objects.create(course=cast.course, date=cast.session.date + timedelta(days=days_later)) if days_later else cast.session
    )
    note = import_note(session, text=text, source_name=f"{days_later}.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return note


def found(note: Note, indicator: str) -> StoredFinding:
    return next(row for row in note.findings.all() if row.as_read.indicator == indicator)


def to_suicidal_thoughts(note: Note, cast: Cast) -> None:
    actions.correct(found(note, "sleep_disturbance"), {"indicator": "suicidal_ideation"}, by=cast.mira)


@pytest.mark.parametrize(
    "changes", [{"severity": "mild"}, {"direction": "better"}, {"status": "uncertain"}, {"indicator": "self_harm_urge"}]
)
def test_correcting_a_lesser_danger_of_a_note_that_has_its_signal_raises_no_second_one(cast: Cast, changes: dict[str, str]) -> None:
    note = note_on(cast, 0, TOLD)
    (before,) = Signal.objects.all()
    actions.correct(found(note, "access_to_means"), changes, by=cast.mira)
    assert [signal.pk for signal in Signal.objects.all()] == [before.pk]


def test_a_graver_danger_than_the_note_was_known_for_raises_its_signal(cast: Cast) -> None:
    note = note_on(cast, 0, TOLD)
    actions.correct(found(note, "suicidal_ideation"), {"indicator": "suicide_plan"}, by=cast.mira)
    assert {signal.kind for signal in Signal.objects.all()} == {"suicidal_ideation", "suicide_plan"}


def test_a_danger_to_others_raises_its_signal_beside_one_to_oneself(cast: Cast) -> None:
    note = note_on(cast, 0, TOLD)
    actions.correct(found(note, "sleep_disturbance"), {"indicator": "homicidal_ideation"}, by=cast.mira)
    assert {signal.kind for signal in Signal.objects.all()} == {"suicidal_ideation", "homicidal_ideation"}


def test_a_danger_to_others_that_the_signal_of_the_note_names_already_raises_no_second_one(cast: Cast) -> None:
    note = note_on(cast, 0, "Has thoughts of suicide. Thinks of killing his brother. Sleep is poor.")
    (signal,) = Signal.objects.all()
    assert "thoughts of harming others" in signal.reason
    actions.correct(found(note, "sleep_disturbance"), {"indicator": "violence"}, by=cast.mira)
    assert Signal.objects.count() == 1


def test_the_signal_of_a_correction_is_seen_by_whoever_made_it_and_goes_to_nobody_else(cast: Cast) -> None:
    to_suicidal_thoughts(note_on(cast, 0, OLD), cast)
    signal = Signal.objects.get()
    assert signal.state == "seen"
    assert signal.seen_by == cast.mira
    assert signal.source_date == cast.session.date
    assert "as Mira Lind said of its words on" in signal.reason
    assert not Escalation.objects.exists()
    assert Event.objects.filter(action="signal.raised").count() == 1


def test_what_an_old_note_tells_raises_nothing_where_later_notes_denied_it(cast: Cast) -> None:
    old = note_on(cast, 0, OLD)
    note_on(cast, 7, DENIED)
    note_on(cast, 14, DENIED)
    to_suicidal_thoughts(old, cast)
    assert not Signal.objects.exists()
    assert found(old, "sleep_disturbance").finding.indicator == "suicidal_ideation"  # it counts all the same


def test_what_an_old_note_tells_raises_nothing_where_a_later_note_told_as_much(cast: Cast) -> None:
    old = note_on(cast, 0, OLD)
    later = note_on(cast, 7, TOLD)
    to_suicidal_thoughts(old, cast)
    assert [signal.source_id for signal in Signal.objects.all()] == [str(later.pk)]


def test_what_an_old_note_tells_raises_its_signal_while_nobody_has_answered_it(cast: Cast) -> None:
    old = note_on(cast, 0, OLD)
    note_on(cast, 7, DENIED)
    to_suicidal_thoughts(old, cast)
    assert [signal.kind for signal in Signal.objects.all()] == ["suicidal_ideation"]


def test_words_put_in_the_place_of_others_raise_no_signal_for_what_the_note_told_already(cast: Cast) -> None:
    note = note_on(cast, 0, TOLD)
    add_addendum(
        note, kind="correction", reason="slip", text="Has thoughts of suicide, passive.", by=cast.mira, passage="thoughts of suicide"
    )
    actions.ensure_read(cast.course, by=cast.mira)
    assert Signal.objects.count() == 1
    add_addendum(note, kind="correction", reason="slip", text="Has a plan to overdose.", by=cast.mira, passage="access to pills")
    actions.ensure_read(cast.course, by=cast.mira)
    assert {signal.kind for signal in Signal.objects.all()} == {"suicidal_ideation", "suicide_plan"}


def test_an_addendum_that_tells_of_danger_raises_its_signal_as_before(cast: Cast) -> None:
    note = note_on(cast, 0, TOLD)
    add_addendum(note, kind="addendum", reason="left out", text="Called later: has thoughts of suicide.", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    assert Signal.objects.count() == 2
