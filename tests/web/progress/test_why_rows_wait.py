"""Why rows of the caseload still say what was said before: the notice names what has changed, and the background work knows of it."""

from datetime import UTC, datetime

import pytest
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn
from tests.web.instruments.forms_of_ours import leaving, published

from fullarc.web.instruments import at_hand
from fullarc.web.progress import expected, rows
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.models import CourseRow, ExpectedCourses, Thresholds
from fullarc.web.progress.rows import LEARNED_OR_PUBLISHED, RULES_CHANGED
from fullarc.web.work.worker import Worker

URL = "/caseload/"


@pytest.fixture
def no_time(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows that were made, and no time at the next look to make one of them anew."""
    for n in range(2):
        add_record(f"C-08{n:02}", f"Client {n}", cast.mira, cast.session.date)
    signed_in(cast.mira).get(URL)
    monkeypatch.setattr(rows, "SECONDS", 0.0)


@pytest.mark.usefixtures("no_time")
def test_a_measure_that_was_published_here_is_no_change_of_rules(cast: Cast, signed_in: SignIn) -> None:
    published(leaving(), by=cast.mira)
    page = signed_in(cast.mira).get(URL).content.decode()
    assert f"{LEARNED_OR_PUBLISHED}: " in page
    assert "Rules or thresholds" not in page


@pytest.mark.usefixtures("no_time")
def test_an_expected_course_that_was_learned_is_no_change_of_rules(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expected, "LEAST_CASES", 0)
    monkeypatch.setattr(expected, "learned_from", lambda courses: {"phq-9": {"refused": "too few"}})
    ExpectedCourses.objects.all().delete()
    page = signed_in(cast.mira).get(URL).content.decode()
    assert f"{LEARNED_OR_PUBLISHED}: " in page
    assert "Rules or thresholds" not in page


@pytest.mark.usefixtures("no_time")
def test_other_thresholds_are_named_even_when_something_was_published_too(cast: Cast, signed_in: SignIn) -> None:
    published(leaving(), by=cast.mira)
    Thresholds.objects.create(values={"improvement_by": 7}, saved_by=cast.owner)
    assert f"{RULES_CHANGED}: " in signed_in(cast.mira).get(URL).content.decode()


def test_the_background_work_judges_by_what_was_published_since_it_began(cast: Cast, signed_in: SignIn) -> None:
    browser, worker = signed_in(cast.mira), Worker("serve")
    browser.get(URL)
    as_it_began = at_hand._at_hand()
    published(leaving(), by=cast.mira)
    at_hand._this_request.held = as_it_began  # its thread has no requests that begin
    worker.turn(datetime.now(UTC))
    at_hand.look_again()
    assert set(CourseRow.objects.values_list("rules_version", flat=True)) == {in_force().key}
