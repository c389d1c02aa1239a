"""The risk assessment: begun from a signal or without one, its screen read as categories, signed with reasons in words, kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.safety.writing import RISK, a_signed_assessment, a_signed_plan

from fullarc.web.safety import keeping
from fullarc.web.safety.checklist import BEHAVIOUR, triage
from fullarc.web.safety.models import RiskAssessment
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal

NOTHING = {"ideation": "0", **dict.fromkeys(BEHAVIOUR, "none")}


def page_of(cast: Cast) -> str:
    return reverse("safety:assessments", args=[cast.client.id])


def a_signal(cast: Cast) -> Signal:
    return raise_signal(cast.client, kind="phq-9:9", reason="PHQ-9 item 9 is above 0", source=cast.session, on=cast.session.date)


@pytest.mark.parametrize(
    ("answers", "concern"),
    [
        ({"ideation": "5"}, "high"),
        ({"ideation": "4"}, "high"),
        ({"ideation": "3"}, "moderate"),
        ({"ideation": "2"}, "low"),
        ({"ideation": "1"}, "low"),
        ({"ideation": "0", "aborted": "recent"}, "high"),
        ({"ideation": "1", "attempt": "older"}, "moderate"),
        ({"ideation": "4", "attempt": "older"}, "high"),
        (NOTHING, "none told of"),
        ({**NOTHING, "self_injury": "recent"}, "none told of"),
        ({"ideation": "0"}, "open"),
        ({}, "open"),
    ],
)
def test_the_highest_category_decides_what_the_screen_points_to(answers: dict[str, str], concern: str) -> None:
    assert triage(answers).concern == concern


def test_what_was_not_asked_is_named_and_never_read_as_a_no() -> None:
    assert triage({"ideation": "2", "attempt": "none"}).not_asked == ("Preparatory acts", "Aborted attempt", "Interrupted attempt")


def test_an_assessment_begins_from_a_signal_which_stays_open(cast: Cast, signed_in: SignIn) -> None:
    signal, browser = a_signal(cast), signed_in(cast.mira)
    page = browser.get(reverse("signals:signal", args=[cast.client.id, signal.id])).content.decode()
    assert "none is signed yet" in page
    begin = reverse("safety:assess_signal", args=[cast.client.id, signal.id])
    assert begin in page
    editor = browser.post(begin)
    assert "PHQ-9 item 9 is above 0" in browser.get(editor.headers["Location"]).content.decode()
    assert RiskAssessment.objects.get().signal == signal
    signal.refresh_from_db()
    assert signal.acknowledged_at is None


def test_the_signal_shows_the_day_of_the_latest_assessment_and_the_plan(cast: Cast, signed_in: SignIn) -> None:
    day = timezone.localdate() - timedelta(days=3)
    a_signed_assessment(cast, assessed_on=day.isoformat())
    a_signed_plan(cast)
    page = signed_in(cast.mira).get(reverse("signals:signal", args=[cast.client.id, a_signal(cast).id])).content.decode()
    assert f"{day.day} {day:%B %Y}" in page
    assert reverse("safety:plan", args=[cast.client.id]) in page


def test_a_supervisor_sees_the_latest_assessment_beside_a_signal_and_begins_none(cast: Cast, signed_in: SignIn) -> None:
    signal = a_signal(cast)
    browser = signed_in(cast.supervisor)
    page = browser.get(reverse("signals:signal", args=[cast.client.id, signal.id])).content.decode()
    assert "Latest assessment" in page
    assert "Assess the risk" not in page
    assert browser.post(reverse("safety:assess_signal", args=[cast.client.id, signal.id])).status_code == 403


@pytest.mark.parametrize("lacking", ["source", "formulation", "action"])
def test_without_source_reasons_or_what_was_done_it_is_not_signed(lacking: str, cast: Cast, signed_in: SignIn) -> None:
    row = keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())
    sent = {**RISK, "level": "high", "assessed_on": timezone.localdate().isoformat(), "from_version": "1", "sign": "1", lacking: " "}
    refused = signed_in(cast.mira).post(reverse("safety:write_assessment", args=[cast.client.id, row.id]), sent)
    assert refused.status_code == 422
    assert "Not written yet" in refused.content.decode()
    row.refresh_from_db()
    assert row.is_draft


def test_a_signed_assessment_shows_level_reasons_screen_and_what_is_not_mentioned(cast: Cast, signed_in: SignIn) -> None:
    row = keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())
    given = {**RISK, "level": "raised, for us", "ideation": "3", "attempt": "none", "assessed_on": timezone.localdate().isoformat()}
    browser = signed_in(cast.mira)
    answer = browser.post(reverse("safety:write_assessment", args=[cast.client.id, row.id]), {**given, "from_version": "1", "sign": "1"})
    assert answer.status_code == 302
    page = browser.get(page_of(cast)).content.decode()
    for words in (
        RISK["formulation"],
        "raised, for us",
        "3, with a method, no intent",
        "points to moderate concern",
        "Not mentioned: ideation",
    ):
        assert words in page


def test_risk_is_assessed_anew_and_the_earlier_assessment_is_kept(cast: Cast, signed_in: SignIn) -> None:
    first = a_signed_assessment(cast)
    second = keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())
    assert set(second.content) == {"assessed_on"}
    keeping.discard(second, by=cast.mira)
    a_signed_assessment(cast, action="Called the county team.")
    browser = signed_in(cast.mira)
    assert "Called the county team." in browser.get(page_of(cast)).content.decode()
    earlier = browser.get(reverse("safety:assessment", args=[cast.client.id, first.id])).content.decode()
    assert RISK["action"] in earlier
    assert "a later one followed" in earlier


def test_an_assessment_of_tomorrow_is_refused(cast: Cast) -> None:
    with pytest.raises(keeping.NotReady, match="lies in the future"):
        a_signed_assessment(cast, assessed_on=(timezone.localdate() + timedelta(days=1)).isoformat())


def test_an_assessment_of_another_client_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    foreign = keeping.begin_assessment(cast.foreign, by=cast.colleague, today=timezone.localdate())
    assert signed_in(cast.mira).get(reverse("safety:assessment", args=[cast.client.id, foreign.id])).status_code == 404


def test_the_words_are_stored_encrypted(cast: Cast) -> None:
    a_signed_assessment(cast, ideation="4")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM safety_riskassessment")
        stored = repr(cursor.fetchall())
    assert "ideation" not in stored
    assert "hearing" not in stored


def test_many_assessments_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, signal = signed_in(cast.mira), a_signal(cast)
    pages = (page_of(cast), reverse("signals:signal", args=[cast.client.id, signal.id]))
    a_signed_assessment(cast)
    counts: list[list[int]] = []
    for _ in range(3):
        counts.append([])
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                browser.get(page)
            counts[-1].append(len(queries))
        for _ in range(5):
            a_signed_assessment(cast)
    assert counts[1] == counts[2]
