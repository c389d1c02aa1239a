"""The row of a client says how many things ask for attention besides the one it names; a risk is one of them, however often it is told."""

import pytest
from django.utils import timezone
from tests.cast import Cast

from fullarc.web.findings.actions import ensure_read
from fullarc.web.measurements.actions import enter_answers, enter_log_row
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.progress.caseload import Row, rows_for
from fullarc.web.signals.models import Signal


def noted(cast: Cast, text: str) -> None:
    import_note(session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira), text=text, source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)


def answered(cast: Cast, item_9: int) -> None:
    answers: dict[int, int | None] = dict.fromkeys(range(1, 10), 1) | {9: item_9}
    enter_answers(cast.course, measure="phq-9", answers=answers, on=timezone.localdate(), by=cast.mira, mode=Administration.Mode.STAFF)


def row(cast: Cast) -> Row:
    [mine] = [each for each in rows_for(cast.mira) if each.client == cast.client]
    return mine


@pytest.mark.parametrize("text", ["Has thoughts of suicide.", "Has thoughts of suicide. He hit his brother on Monday."])
def test_risks_that_the_waiting_signal_names_are_not_counted_again(cast: Cast, text: str) -> None:
    noted(cast, text)
    assert row(cast).more == 0


def test_two_words_for_one_kind_of_risk_are_one(cast: Cast) -> None:
    noted(cast, "Has thoughts of suicide. She has a plan to take an overdose tonight.")
    assert row(cast).more == 0


def test_a_stay_that_no_signal_speaks_of_is_counted(cast: Cast) -> None:
    noted(cast, "Has thoughts of suicide. She was in the psychiatric hospital until yesterday.")
    assert row(cast).more == 1


def test_an_answer_that_waits_is_the_risk_that_the_record_holds_open(cast: Cast) -> None:
    answered(cast, 1)
    assert row(cast).more == 0


def test_a_note_and_a_form_that_tell_the_same_risk_are_one(cast: Cast) -> None:
    noted(cast, "Has thoughts of suicide.")
    answered(cast, 1)
    assert Signal.objects.count() == 2
    assert row(cast).more == 0


def test_what_the_client_told_in_a_log_is_the_risk_that_the_record_holds_open(cast: Cast) -> None:
    enter_log_row(cast.course, log="urges-skills", values={"did_self_harm": True}, on=timezone.localdate(), by=cast.mira)
    assert row(cast).more == 0


def test_a_risk_that_the_row_does_not_name_is_counted(cast: Cast) -> None:
    answered(cast, 1)
    noted(cast, "He hit his brother on Monday.")
    assert row(cast).more == 1
