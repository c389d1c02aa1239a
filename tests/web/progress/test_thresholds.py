"""Thresholds of the signals: within bounds, replayed over the finished courses before they are saved, then the caseload is judged anew."""

from dataclasses import asdict
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.progress.courses import BETTER, FLAT, WORSE, finished, with_scores

from fullarc.course.replay import compare, finished_course
from fullarc.course.signal_settings import BOUNDS, DEFAULTS, SignalSettings
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.models import CourseRow, Replay, Thresholds
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.progress.replaying import NothingToReplay, begin_replay, compared, go_on, save_thresholds
from fullarc.web.progress.rows import summaries

URL = "/practice/signals/"
LATER = SignalSettings(improvement_by=7)


def typed(**changed: float) -> dict[str, float]:
    return {**asdict(DEFAULTS), **changed}


def six_finished(cast: Cast) -> list[CourseOfCare]:
    return [finished(cast, values, n) for n, values in enumerate((FLAT, FLAT, WORSE, BETTER, BETTER, FLAT))]


def through(run: Replay) -> Replay:
    while run.waiting:
        run = go_on(run, seconds=0)
    return run


def test_a_replay_says_what_the_core_says_beside_the_present_setting(cast: Cast) -> None:
    courses = six_finished(cast)
    run = through(begin_replay(DEFAULTS, LATER, by=cast.owner))
    [found] = compared(run)
    core = [one for course in courses if (one := finished_course(timeline_of_course(course))) is not None]
    expected = compare("no_improvement", core, DEFAULTS, LATER)
    assert (found.now.in_words(), found.then.in_words()) == (expected.now.in_words(), expected.then.in_words())
    assert found.now.median_session == 6
    assert found.then.median_session == 7


def test_each_request_goes_through_a_few_courses_only(cast: Cast) -> None:
    six_finished(cast)
    run = begin_replay(DEFAULTS, LATER, by=cast.owner)
    assert len(run.waiting) == 6
    assert len(go_on(run, seconds=0).waiting) == 5


def test_below_five_finished_courses_nothing_is_replayed_and_the_page_says_so(cast: Cast, signed_in: SignIn) -> None:
    finished(cast, WORSE, 1)
    browser = signed_in(cast.owner)
    page = browser.post(URL, typed(improvement_by=7), follow=True).content.decode()
    assert "a replay needs 5" in page
    assert "ended worse" not in page


def test_from_the_form_over_the_replay_to_a_caseload_that_is_judged_anew(cast: Cast, signed_in: SignIn) -> None:
    six_finished(cast)
    with_scores(cast.course, FLAT[:6], cast.mira)
    kinds = {kind for kind, *_ in summaries([cast.course], by=cast.mira)[cast.course.pk].signals}
    assert "no_improvement" in kinds
    browser = signed_in(cast.owner)
    at = browser.post(URL, typed(improvement_by=7)).headers["Location"]
    while "data-go-on" in browser.get(at).content.decode():
        assert browser.post(at).status_code == 302
    page = unescape(browser.get(at).content.decode())
    assert "Would have fired in 3 of 6 finished courses" in page
    assert "0 more and 0 fewer courses than now" in page
    assert in_force().settings == DEFAULTS
    renewing = browser.post(at, {"save": "yes"}).headers["Location"]
    while "data-go-on" in browser.get(renewing).content.decode():
        browser.post(renewing)
    assert in_force().settings.improvement_by == 7
    assert set(CourseRow.objects.values_list("rules_version", flat=True)) == {in_force().key}
    kinds = {kind for kind, *_ in summaries([cast.course], by=cast.mira)[cast.course.pk].signals}
    assert "no_improvement" not in kinds
    [event] = Event.objects.filter(action="signals.set", outcome="done")
    assert (event.actor, event.fields) == (cast.owner.pk, "improvement_by")
    assert "no reliable improvement by session 6 → 7" in browser.get(URL).content.decode()


@pytest.mark.parametrize("name", BOUNDS)
def test_a_number_out_of_its_bounds_is_refused_and_the_bounds_are_said(cast: Cast, signed_in: SignIn, name: str) -> None:
    low, high = BOUNDS[name]
    browser = signed_in(cast.owner)
    for wrong in (low - 1, high + 1):
        answer = browser.post(URL, typed(**{name: wrong}))
        assert answer.status_code == 422
        assert f"From {low:g} to {high:g}" in answer.content.decode()
    assert not Replay.objects.exists()


def test_the_thresholds_in_force_are_not_replayed(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.owner).post(URL, typed())
    assert answer.status_code == 422
    assert "These are the thresholds in force" in answer.content.decode()


def test_what_is_not_through_cannot_be_saved(cast: Cast) -> None:
    six_finished(cast)
    with pytest.raises(NothingToReplay, match="not through"):
        save_thresholds(begin_replay(DEFAULTS, LATER, by=cast.owner), by=cast.owner)


def test_a_replay_that_began_before_another_saved_is_not_saved_over_it(cast: Cast, signed_in: SignIn) -> None:
    first, second = (begin_replay(DEFAULTS, SignalSettings(improvement_by=n), by=cast.owner) for n in (7, 8))
    browser = signed_in(cast.owner)
    for run, code in ((first, 302), (second, 422)):
        assert browser.post(reverse("progress:replay", args=[run.pk]), {"save": "yes"}).status_code == code
    assert Thresholds.objects.get().values["improvement_by"] == 7


def test_the_expected_course_is_not_tried_on_what_it_is_learned_from(cast: Cast, signed_in: SignIn) -> None:
    six_finished(cast)
    at = signed_in(cast.owner).post(URL, typed(expected_z=2.0)).headers["Location"]
    page = signed_in(cast.owner).get(at).content.decode()
    assert "cannot be tried on them" in page


@pytest.mark.parametrize("who", ["mira", "supervisor", "front_desk", "auditor"])
def test_only_the_owner_sets_thresholds(cast: Cast, signed_in: SignIn, who: str) -> None:
    browser = signed_in(getattr(cast, who))
    assert browser.get(URL).status_code == 403
    assert browser.post(URL, typed(improvement_by=7)).status_code == 403


def test_the_replay_shows_the_owner_no_client(cast: Cast, signed_in: SignIn) -> None:
    six_finished(cast)
    run = through(begin_replay(DEFAULTS, LATER, by=cast.owner))
    page = signed_in(cast.owner).get(reverse("progress:replay", args=[run.pk])).content.decode()
    assert "Client 1" not in page
    assert "C-9001" not in page


def test_a_new_person_with_the_role_may(cast: Cast, signed_in: SignIn) -> None:
    second = add_person("Omar Owner", "omar@example.org", [Role.OWNER])
    assert signed_in(second).get(URL).status_code == 200


@pytest.mark.parametrize("statement", ["DELETE FROM progress_thresholds", "UPDATE progress_thresholds SET saved_by_id = saved_by_id"])
def test_the_database_refuses_to_change_what_was_once_in_force(cast: Cast, statement: str) -> None:
    save_thresholds(begin_replay(DEFAULTS, LATER, by=cast.owner), by=cast.owner)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
