"""The practice's own expected course: from fifty finished cases on, told with its cases and its coverage, drawn in the arc."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn
from tests.web.progress.courses import FLAT, finished, with_scores

from fullarc.web.progress import expected
from fullarc.web.progress.expected import learn
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.models import ExpectedCourses

CASES = 50


@pytest.fixture
def archive(cast: Cast) -> None:
    """Fifty finished cases that fall from about 16 by about a point and a half a session."""
    for number in range(CASES):
        start, step = 13 + number % 8, 1 + number % 3
        finished(cast, [max(0, start - step * session + number % 2) for session in range(5)], number)


def page_of(cast: Cast) -> str:
    return f"/clients/{cast.client.pk}/courses/{cast.course.pk}/"


def test_below_fifty_finished_cases_the_page_gives_the_sentence_and_draws_no_band(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, FLAT, cast.mira)
    learn(timezone.localdate())
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "PHQ-9: No expected course: fewer than 50 comparable finished cases." in page
    assert 'class="expected"' not in page


@pytest.mark.usefixtures("archive")
def test_with_fifty_it_is_learned_drawn_and_told_with_cases_and_coverage(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, (20, 21, 20, 21, 22), cast.mira)
    browser = signed_in(cast.mira)
    browser.get("/caseload/")
    model = in_force().expected["phq-9"]
    assert model.cases == CASES
    assert model.tested == CASES * 4
    page = browser.get(page_of(cast)).content.decode()
    assert page.count('class="expected"') >= 3  # wide, medium, narrow
    assert f"From {CASES} finished cases of this practice. The 80 % band held" in page
    assert "Behind the expected course" in page
    owner = signed_in(cast.owner).get("/practice/figures/").content.decode()
    assert model.calibration_in_words() in owner


@pytest.mark.usefixtures("archive")
def test_the_band_drawn_is_that_of_the_model_at_each_session(cast: Cast) -> None:
    with_scores(cast.course, (20, 18, 16), cast.mira)
    learn(timezone.localdate())
    rules = in_force()
    [series] = judged(cast.course, timezone.localdate(), rules).seen.scores
    model = rules.expected["phq-9"]
    assert [(low, high) for _, low, high in series.expected] == [model.band(20, session) for session in (1, 2, 3)]
    days = list(cast.course.sessions.order_by("date").values_list("date", flat=True))
    assert [day for day, _, _ in series.expected] == days


@pytest.mark.usefixtures("archive")
def test_a_client_below_the_clinical_range_has_none_and_the_page_says_why(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, (5, 6, 5), cast.mira)
    learn(timezone.localdate())
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "baseline below the clinical range" in page
    assert 'class="expected"' not in page


def test_it_is_learned_once_a_day_and_only_when_a_course_has_ended_since(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(expected, "LEAST_CASES", 0)
    monkeypatch.setattr(expected, "learned_from", lambda courses: asked.append(len(courses)) or {})
    today = timezone.localdate()
    finished(cast, FLAT, 1)
    learn(today)
    finished(cast, FLAT, 2)
    learn(today)
    learn(today + timedelta(days=1))
    learn(today + timedelta(days=2))
    assert asked == [1, 2]
    assert ExpectedCourses.objects.get().learned_on == today + timedelta(days=2)


def test_no_client_can_be_read_from_what_is_kept(cast: Cast) -> None:
    add_record("C-0700", "Somebody Else", cast.mira, timezone.localdate())
    finished(cast, FLAT, 1)
    learn(timezone.localdate())
    assert ExpectedCourses.objects.get().learned == {}
