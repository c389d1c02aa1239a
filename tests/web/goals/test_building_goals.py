"""The goal builder: what is looked over before a goal is saved, targets that know when they are reached, the story of a goal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.instruments.catalogue import catalogue
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals import actions, queries
from fullarc.web.goals.models import Goal, GoalTarget
from fullarc.web.measurements.actions import enter_answers, enter_log_row
from fullarc.web.notes.actions import import_note
from fullarc.web.plans import planning
from fullarc.web.plans.queries import known_of

WORDS = "Take the train to work on my own twice a week."
LEVELS = ["no train", "one stop with somebody", "alone to work", "alone twice a week", "5 days a week"]
WRITTEN = dict(zip(("level_-2", "level_-1", "level_0", "level_1", "level_2"), LEVELS, strict=True))


def agree(cast: Cast, text: str = WORDS, **more: object) -> Goal:
    return actions.agree_goal(cast.course, Goal(text=text, agreed_on=cast.course.began, **more), by=cast.mira)


def page_of(cast: Cast) -> str:
    return reverse("goals:goals", args=[cast.client.id, cast.course.id])


def new_goal(cast: Cast, signed_in: SignIn, **given: str) -> HttpResponse:
    sent = {"text": WORDS, "agreed_on": cast.course.began.isoformat(), "weight": "1", **given}
    return signed_in(cast.mira).post(reverse("goals:new", args=[cast.client.id, cast.course.id]), sent)


def set_target(cast: Cast, signed_in: SignIn, goal: Goal, **given: str) -> HttpResponse:
    return signed_in(cast.mira).post(reverse("goals:new_target", args=[cast.client.id, goal.id]), given)


def phq9(cast: Cast, answer: int, on: date) -> None:
    answers = {item.number: answer for item in catalogue().get("phq-9").items if item.scored}
    enter_answers(cast.course, measure="phq-9", answers=answers, on=on, by=cast.mira, mode="staff")


def looked(cast: Cast) -> str:
    [line] = queries.looked_over_lines(cast.course, timezone.localdate())
    assert line.looked is not None
    return " ".join(warning for check in line.looked.checks for warning in check.warnings)


def test_a_goal_is_looked_over_without_being_saved(cast: Cast, signed_in: SignIn) -> None:
    page = new_goal(cast, signed_in, text="Feel better", look="1").content.decode()
    assert "“feel better” cannot be observed" in page
    assert "Feel better</textarea>" in page
    assert not Goal.objects.exists()


def test_what_a_goal_needs_stands_first_and_the_rest_unfolds_when_it_is_used(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("goals:new", args=[cast.client.pk, cast.course.pk])).content.decode()
    first, _, folded = page.partition("<summary>More: what it serves")
    assert all(f'name="{name}"' in first for name in ("text", "agreed_on", "aim_by"))
    assert all(f'name="{name}"' in folded for name in ("serves", "confidence", "weight", "importance", "difficulty", "level_-2", "level_2"))
    refused = new_goal(cast, signed_in, text="Sleep", level_0="six hours").content.decode()
    assert '<details class="field" open><summary>More' in refused


def test_warnings_never_block(cast: Cast, signed_in: SignIn) -> None:
    assert new_goal(cast, signed_in, text="Feel better").status_code == 302
    assert "how the goal could be put more clearly" in signed_in(cast.mira).get(page_of(cast)).content.decode()


def test_a_goal_that_says_everything_passes_every_letter(cast: Cast, signed_in: SignIn) -> None:
    aim = (cast.course.began + timedelta(days=100)).isoformat()
    new_goal(cast, signed_in, serves="F40.01", aim_by=aim, confidence="7", baseline_level="-2", **WRITTEN)
    goal = Goal.objects.get()
    assert (goal.serves, goal.confidence, goal.baseline_level, goal.levels) == ("F40.01", 7, -2, LEVELS)
    assert looked(cast) == ""
    assert "how clearly the goal is put" in signed_in(cast.mira).get(page_of(cast)).content.decode()


def test_levels_are_looked_over_too(cast: Cast, signed_in: SignIn) -> None:
    page = new_goal(cast, signed_in, look="1", **{**WRITTEN, "level_-1": "no train"}).content.decode()
    assert "−2 and −1 say the same" in page
    assert "Choose the level of now" in page


@pytest.mark.parametrize(
    ("given", "weight"), [({"importance": "3", "difficulty": "2"}, 6), ({"importance": "0", "difficulty": "1"}, 0), ({}, 1)]
)
def test_importance_times_difficulty_is_the_weight(given: dict[str, str], weight: int, cast: Cast, signed_in: SignIn) -> None:
    new_goal(cast, signed_in, **given)
    assert Goal.objects.get().weight == weight


def test_importance_without_difficulty_is_refused_and_a_level_of_now_needs_levels(cast: Cast, signed_in: SignIn) -> None:
    assert "Give importance and difficulty together" in new_goal(cast, signed_in, importance="2").content.decode()
    assert "belongs to written levels" in new_goal(cast, signed_in, baseline_level="-2").content.decode()
    assert not Goal.objects.exists()


def test_the_weight_is_fixed_with_the_first_rating(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, levels=LEVELS)
    actions.rate_goal(goal, value=Decimal(-1), on=timezone.localdate(), by=cast.mira)
    sent = {"text": WORDS, "agreed_on": goal.agreed_on, "from_version": "1", **WRITTEN}
    address = reverse("goals:edit", args=[cast.client.id, goal.id])
    assert signed_in(cast.mira).post(address, {**sent, "weight": "1"}).status_code == 302
    refused = signed_in(cast.mira).post(address, {**sent, "weight": "3", "from_version": "2"})
    assert refused.status_code == 422
    assert "its weight is fixed with the first rating" in refused.content.decode()


def test_the_review_of_the_plan_is_held_against_the_day_of_the_goal(cast: Cast) -> None:
    today = timezone.localdate()
    agree(cast, serves="F40.01", aim_by=today + timedelta(days=30), confidence=8)
    assert "reviewed on" not in looked(cast)
    plan = planning.begin_plan(cast.course, by=cast.mira, today=today)
    planning.sign_plan(plan, by=cast.mira, started_from=1, gone_through=True)
    assert "after the day to reach it. Review it before." in looked(cast)


def test_a_target_on_a_measure_is_reached_by_the_scores(cast: Cast, signed_in: SignIn) -> None:
    today, goal = timezone.localdate(), agree(cast)
    phq9(cast, 2, today - timedelta(days=7))
    by = (today + timedelta(days=60)).isoformat()
    given = {"about": "measure:phq-9:total", "value": "9", "direction": "at_most", "by": by}
    assert set_target(cast, signed_in, goal, **given).headers["Location"] == page_of(cast)
    assert "No value since" in signed_in(cast.mira).get(page_of(cast)).content.decode()
    GoalTarget.objects.update(since=today - timedelta(days=7))
    phq9(cast, 0, today)
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "PHQ-9: 9 or less by" in page
    assert "Reached: 0 on" in page


def test_a_target_better_than_perfect_cannot_be_reached_and_says_so(cast: Cast, signed_in: SignIn) -> None:
    set_target(cast, signed_in, agree(cast), about="measure:phq-9:total", value="-1", direction="at_most")
    assert "PHQ-9 has no value below 0" in looked(cast)
    assert "cannot be reached" in signed_in(cast.mira).get(page_of(cast)).content.decode()


def test_a_target_on_a_log_follows_its_line(cast: Cast, signed_in: SignIn) -> None:
    today, goal = timezone.localdate(), agree(cast)
    set_target(cast, signed_in, goal, about="log:mood-journal:mood", value="6", direction="at_least")
    GoalTarget.objects.update(since=today - timedelta(days=2))
    enter_log_row(cast.course, log="mood-journal", values={"mood": 7}, on=today, by=cast.mira)
    [followed] = queries.looked_over_lines(cast.course, today)[0].looked.targets  # type: ignore[union-attr]
    assert followed.course.sentence.startswith("Reached: 7")


def test_a_count_is_entered_in_one_line_and_the_newest_of_a_day_counts(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    set_target(cast, signed_in, goal, about="count::", counted="canaryproblem rides", unit="a week", value="3", direction="at_least")
    target, today = GoalTarget.objects.get(), timezone.localdate()
    GoalTarget.objects.update(since=today - timedelta(days=10))
    address, browser = reverse("goals:count", args=[cast.client.id, target.id]), signed_in(cast.mira)
    for value in ("1", "4"):
        assert browser.post(address, {"value": value}).headers["Location"] == page_of(cast)
    page = browser.get(page_of(cast)).content.decode()
    assert "canaryproblem rides: 3 a week or more" in page
    assert "Reached: 4 on" in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, part FROM goals_goaltarget")
        assert "rides" not in repr(cursor.fetchall())


@pytest.mark.parametrize("sent", [{"value": ""}, {"value": "-1"}, {"value": "NaN"}, {"value": "1", "on": "2999-01-01"}])
def test_a_count_that_cannot_be_is_refused(sent: dict[str, str], cast: Cast, signed_in: SignIn) -> None:
    set_target(cast, signed_in, agree(cast), about="count::", counted="rides", value="3", direction="at_least")
    address = reverse("goals:count", args=[cast.client.id, GoalTarget.objects.get().id])
    assert signed_in(cast.mira).post(address, sent).status_code == 422


def test_a_value_of_a_measure_is_not_typed_as_a_count(cast: Cast, signed_in: SignIn) -> None:
    set_target(cast, signed_in, agree(cast), about="measure:phq-9:total", value="9", direction="at_most")
    address = reverse("goals:count", args=[cast.client.id, GoalTarget.objects.get().id])
    assert signed_in(cast.mira).post(address, {"value": "3"}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"about": "measure:nothing:total", "value": "9", "direction": "at_most"},
        {"about": "count::", "value": "9", "direction": "at_least"},
        {"about": "measure:phq-9:total", "value": "nine", "direction": "at_most"},
        {"about": "measure:phq-9:total", "value": "9", "direction": "sideways"},
        {"about": "measure:phq-9:total", "value": "9", "direction": "at_most", "by": "2020-01-01"},
    ],
)
def test_a_target_that_cannot_be_is_refused(wrong: dict[str, str], cast: Cast, signed_in: SignIn) -> None:
    assert set_target(cast, signed_in, agree(cast), **wrong).status_code == 422
    assert not GoalTarget.objects.exists()


def test_a_dropped_target_is_followed_no_more_and_stays_in_the_record(cast: Cast, signed_in: SignIn) -> None:
    set_target(cast, signed_in, agree(cast), about="measure:phq-9:total", value="9", direction="at_most")
    target = GoalTarget.objects.get()
    signed_in(cast.mira).post(reverse("goals:drop_target", args=[cast.client.id, target.id]))
    target.refresh_from_db()
    assert target.dropped_on == timezone.localdate()
    assert "PHQ-9: 9" not in signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert Event.objects.filter(action="goal.target_dropped").count() == 1


def test_a_plan_is_drafted_with_the_targets_of_its_goals(cast: Cast, signed_in: SignIn) -> None:
    set_target(
        cast, signed_in, agree(cast, serves="F40.01"), about="count::", counted="rides", unit="a week", value="3", direction="at_least"
    )
    [goal] = known_of(cast.course, timezone.localdate()).goals
    assert (goal.serves, goal.targets) == ("F40.01", ("rides: 3 a week or more",))


def test_the_story_tells_of_every_note_that_speaks_of_the_goal(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, "Take the train to work on my own.", levels=LEVELS)
    first, second = cast.course.sessions.order_by("date")
    import_note(first, text="She took the train to work by herself for the first time, one stop.", source_name="1.txt", by=cast.mira)
    import_note(second, text="Quiet week. Read a novel.", source_name="2.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    actions.rate_goal(goal, value=Decimal(-1), on=second.date, by=cast.mira)
    page = signed_in(cast.mira).get(reverse("goals:story", args=[cast.client.id, goal.id]))
    assert [moment.kind.value for moment in page.context["moments"]] == ["agreed", "note", "rated"]
    text = page.content.decode()
    assert "She took the train to work by herself" in text
    assert "shares the words" in text
    assert "Rated −1: one stop with somebody" in text
    assert "novel" not in text


def test_the_story_takes_a_fixed_number_of_queries(cast: Cast, signed_in: SignIn) -> None:
    goal, counts, browser = agree(cast), [], signed_in(cast.mira)
    address = reverse("goals:story", args=[cast.client.id, goal.id])
    for batch in range(2):
        for number in range(1 + 20 * batch):
            session = Session.objects.create(course=cast.course, date=cast.course.began + timedelta(days=number + batch))
            import_note(session, text="She took the train to work on her own.", source_name="n.txt", by=cast.mira)
            actions.rate_goal(goal, value=Decimal(number % 10), on=session.date, by=cast.mira)
        ensure_read(cast.course, by=cast.mira)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_many_targets_and_counts_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    for batch in range(2):
        for _ in range(1 + 8 * batch):
            goal = agree(cast)
            row = GoalTarget(of="count", what="rides", part="", direction="at_least", value=3, since=goal.agreed_on)
            target = actions.set_target(goal, row, by=cast.mira)
            for day in range(5):
                actions.enter_count(target, value=day, on=goal.agreed_on + timedelta(days=day), by=cast.mira)
        browser.get(page_of(cast))
        with CaptureQueriesContext(connection) as asked:
            browser.get(page_of(cast))
        counts.append(len(asked))
    assert counts[0] == counts[1]
