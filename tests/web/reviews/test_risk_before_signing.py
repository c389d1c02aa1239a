"""No review is signed past a risk signal that its signer does not know of, and what a client has told of danger is frozen with it."""

import uuid

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.journal.writing import kept
from tests.web.reviews.reviewed import OWN, a_draft, filled, page_of

from fullarc.course.risk import risk_course
from fullarc.web.audit.models import Event
from fullarc.web.journal.models import Sharing
from fullarc.web.measurements.bit_by_bit import OpenForm, hand_in, keep
from fullarc.web.measurements.models import Administration
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.reviews import actions
from fullarc.web.reviews.models import Review
from fullarc.web.signals.actions import acknowledge
from fullarc.web.signals.models import Signal

HERE = "I don't want to be here any more."


def unfinished(cast: Cast) -> OpenForm:
    """PHQ-9 at home: the last question is answered with 2, the others are not, and nothing was sent."""
    form = OpenForm(cast.course, "phq-9", uuid.uuid4(), timezone.localdate(), cast.nora, Administration.Mode.PORTAL)
    keep(form, {9: 2})
    return form


def written(cast: Cast) -> Review:
    row = a_draft(cast)
    actions.save(row, {**row.words, "own": dict(OWN)}, row.kind, by=cast.mira, started_from=row.version)
    return row


def open_dangers(cast: Cast) -> list[tuple[str, str]]:
    return [(one.indicator, one.proof.label) for one in risk_course(timeline_of_course(cast.course), {}).unresolved]


def test_an_answer_of_a_form_that_was_not_sent_is_told_in_the_review(cast: Cast) -> None:
    unfinished(cast)
    [(danger, label)] = open_dangers(cast)
    assert danger == "suicidal_ideation"
    assert "answer to item 9" in label
    assert any("item 9" in proof.label for one in a_draft(cast).value.seen.statements for proof in one.evidence)


def test_sent_it_is_told_once_and_a_low_answer_of_an_unfinished_form_denies_nothing(cast: Cast) -> None:
    form = unfinished(cast)
    keep(form, {1: 1})
    hand_in(form)
    assert len(open_dangers(cast)) == 1
    again = OpenForm(cast.course, "phq-9", uuid.uuid4(), timezone.localdate(), cast.nora, Administration.Mode.PORTAL)
    keep(again, {9: 0})
    assert len(timeline_of_course(cast.course).scores) == 1


def test_shared_words_of_danger_are_named_in_the_record_and_never_quoted(cast: Cast) -> None:
    kept(cast, {"mood": 2.0, "note": HERE}, Sharing.ALL)
    [(danger, label)] = open_dangers(cast)
    assert danger == "suicidal_ideation"
    assert label == "Mood journal: own words, suicidal thoughts"


def test_private_words_reach_no_record(cast: Cast) -> None:
    kept(cast, {"mood": 2.0, "note": HERE}, Sharing.NOTHING)
    assert open_dangers(cast) == []


def test_a_review_is_not_signed_past_a_signal_that_waits_unless_the_signer_knows_of_it(cast: Cast, signed_in: SignIn) -> None:
    row, mira = a_draft(cast), signed_in(cast.mira)
    unfinished(cast)
    sent = filled(mira, row, **OWN, sign="1")
    refused = mira.post(page_of(cast, "write", row), sent)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Risk signals of this client wait to be acknowledged" in text
    assert "suicidal ideation, was answered 2" in text
    row.refresh_from_db()
    assert row.is_draft
    [signal] = Signal.objects.all()
    assert f'name="known" value="{signal.pk} "' in text
    known = filled(mira, row, **OWN, sign="1", known=str(signal.pk))
    assert mira.post(page_of(cast, "write", row), known).status_code == 302
    row.refresh_from_db()
    assert not row.is_draft


def test_a_signal_that_came_in_since_the_page_was_looked_at_is_not_signed_past(cast: Cast) -> None:
    unfinished(cast)
    row, known = written(cast), [str(each.pk) for each in Signal.objects.all()]
    kept(cast, {"mood": 2.0, "note": HERE}, Sharing.ALL)
    with pytest.raises(actions.SignalsWait):
        actions.sign(row, by=cast.mira, started_from=row.version, known=known)


def test_that_a_review_was_signed_knowing_of_a_signal_stands_in_the_trail_of_each(cast: Cast) -> None:
    unfinished(cast)
    kept(cast, {"mood": 2.0, "note": HERE}, Sharing.ALL)
    row, known = written(cast), [str(each.pk) for each in Signal.objects.all()]
    actions.sign(row, by=cast.mira, started_from=row.version, known=[*known, "of-another-day"])
    told = Event.objects.filter(action="review.signed_knowing")
    assert len(known) == 2
    assert {event.object_id for event in told} == set(known)
    assert {(event.object_type, event.client, event.actor) for event in told} == {("signals.signal", cast.client.pk, cast.mira.pk)}


def test_acknowledged_signals_stop_nobody(cast: Cast) -> None:
    unfinished(cast)
    for signal in Signal.objects.all():
        acknowledge(signal, what_was_done="Called; safe tonight.", by=cast.mira)
    row = written(cast)
    actions.sign(row, by=cast.mira, started_from=row.version)
    assert not row.is_draft
    assert not Event.objects.filter(action="review.signed_knowing").exists()


def test_a_signed_review_names_the_risk_that_was_told_of_since(cast: Cast, signed_in: SignIn) -> None:
    row = written(cast)
    actions.sign(row, by=cast.mira, started_from=row.version)
    mira, words = signed_in(cast.mira), "Risk that was told of since"
    assert words not in mira.get(page_of(cast, "review", row)).content.decode()
    unfinished(cast)
    page = mira.get(page_of(cast, "review", row)).content.decode()
    assert "suicidal ideation, was answered 2" in page[page.index(words) :]
