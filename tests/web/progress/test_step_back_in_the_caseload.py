"""A client who had improved and whose last score is reliably worse: both are told in the row, and it asks for attention."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.findings.actions import ensure_read
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note, session_on

GAIN = (20, 18, 14, 8, 6, 5, 4, 4)


def given(cast: Cast, *totals: int) -> None:
    cast.course.began = first = timezone.localdate() - timedelta(weeks=len(totals))
    cast.course.save()
    for week, total in enumerate(totals):
        on = first + timedelta(weeks=week)
        enter_totals(cast.course, measure="phq-9", values={"total": total}, on=on, by=cast.mira, mode=Administration.Mode.STAFF)


def test_the_row_says_improved_and_that_the_last_score_is_a_step_back(cast: Cast, signed_in: SignIn) -> None:
    given(cast, *GAIN, 12)
    page = signed_in(cast.mira).get("/caseload/").content.decode()
    row = page[page.index("<tbody>") :]
    assert '<span class="state improved">improved</span>' in row
    assert 'sustained</span><span class="step-back"><span class="comma">, </span>last score a step back</span>' in row
    assert "A step back</b>" in row
    assert "PHQ-9 4 → 12, a step back" in row


@pytest.mark.parametrize("last", [(12,), (19,), (19, 19)])
def test_an_open_course_with_a_risk_to_acknowledge_says_it_too(cast: Cast, signed_in: SignIn, last: tuple[int, ...]) -> None:
    given(cast, *GAIN, *last)
    today = session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira)
    import_note(today, text="Has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    page = signed_in(cast.mira).get("/caseload/").content.decode()
    row = page[page.index("<tbody>") :]
    assert "Risk</b>" in row
    assert f"last {'score' if len(last) == 1 else 'two scores'} a step back</span>" in row


@pytest.mark.parametrize(
    ("totals", "word"),
    [((20, 18, 14, 8, 6, 5, 4, 4, 19, 18, 19), "lost"), ((18, 17, 8, 8, 17, 17, 8, 8, 18, 18), "fluctuating")],
)
def test_a_gain_that_is_gone_is_told_in_the_row_and_asks_for_attention(
    cast: Cast, signed_in: SignIn, totals: tuple[int, ...], word: str
) -> None:
    given(cast, *totals)
    page = signed_in(cast.mira).get("/caseload/", {"show": "track"}).content.decode()
    row = page[page.index("<tbody>") :]
    assert f'<span class="dur {word}">{word}</span>' in row
    assert "Gain lost</b>" in row
    assert f"PHQ-9 {min(totals)} → {totals[-1]}, gain lost" in row


def test_a_gain_that_holds_is_told_without_it(cast: Cast, signed_in: SignIn) -> None:
    given(cast, *GAIN, 5)
    row = signed_in(cast.mira).get("/caseload/").content.decode()
    assert "sustained</span></td>" in row
    assert "step back" not in row
