"""Goals in the client's words: agreed, rated in one click, changed without overwriting, closed with a reason."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.goals import actions, queries
from fullarc.web.goals.models import Goal, Rating

WORDS = "Take the train to work on my own."
LEVELS = ["not at all", "one stop with somebody", "alone to work", "alone anywhere", "gladly"]
WRITTEN = dict(zip(("level_-2", "level_-1", "level_0", "level_1", "level_2"), LEVELS, strict=True))


def agree(cast: Cast, text: str = WORDS, levels: list[str] | None = None, weight: int = 1) -> Goal:
    goal = Goal(text=text, agreed_on=cast.course.began, levels=levels or [], weight=Decimal(weight))
    return actions.agree_goal(cast.course, goal, by=cast.mira)


def goals_page(cast: Cast) -> str:
    return reverse("goals:goals", args=[cast.client.id, cast.course.id])


def rate(signed_in: SignIn, cast: Cast, goal: Goal, value: str, **more: str) -> HttpResponse:
    return signed_in(cast.mira).post(reverse("goals:rate", args=[cast.client.id, goal.id]), {"value": value, **more})


def test_a_goal_is_agreed_in_the_words_of_the_client(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    sent = {"text": WORDS, "agreed_on": cast.course.began.isoformat(), "weight": "1", **WRITTEN}
    assert browser.post(reverse("goals:new", args=[cast.client.id, cast.course.id]), sent).headers["Location"] == goals_page(cast)
    assert Goal.objects.get().levels == LEVELS
    assert WORDS in browser.get(goals_page(cast)).content.decode()


def test_levels_are_all_written_or_none(cast: Cast, signed_in: SignIn) -> None:
    sent = {"text": WORDS, "agreed_on": cast.course.began.isoformat(), "weight": "1", "level_0": "alone to work"}
    refused = signed_in(cast.mira).post(reverse("goals:new", args=[cast.client.id, cast.course.id]), sent)
    assert refused.status_code == 422
    assert "Found 1 of 5 levels written" in refused.content.decode()
    assert "alone to work" in refused.content.decode()


def test_words_and_levels_are_stored_encrypted(cast: Cast) -> None:
    agree(cast, levels=LEVELS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, levels FROM goals_goal")
        stored = " ".join(map(str, cursor.fetchone()))
    assert "train" not in stored
    assert "stop" not in stored


def test_a_goal_with_levels_is_rated_by_one_click(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, levels=LEVELS)
    assert rate(signed_in, cast, goal, "-1").headers["Location"] == goals_page(cast)
    rating = Rating.objects.get()
    assert (rating.value, rating.scale, rating.date, rating.rated_by) == (Decimal(-1), "gas", timezone.localdate(), cast.mira)


def test_a_goal_without_levels_is_rated_from_0_to_10(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    rate(signed_in, cast, goal, "10")
    assert Rating.objects.get().scale == "0-10"
    refused = rate(signed_in, cast, goal, "11")
    assert refused.status_code == 422
    assert "rated from 0 to 10" in refused.content.decode()


@pytest.mark.parametrize("value", ["", "a", "3", "-3", "NaN", "1e9"])
def test_a_rating_off_the_scale_is_refused(value: str, cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, levels=LEVELS)
    assert rate(signed_in, cast, goal, value).status_code == 422
    assert not Rating.objects.exists()


def test_a_rating_may_be_dated_back_but_not_forward_nor_before_the_goal(cast: Cast, signed_in: SignIn) -> None:
    goal, today = agree(cast), timezone.localdate()
    days = {today - timedelta(days=7): 302, today + timedelta(days=1): 422, cast.course.began - timedelta(days=1): 422}
    assert {day: rate(signed_in, cast, goal, "4", on=day.isoformat()).status_code for day in days} == days
    assert Rating.objects.count() == 1


def test_of_two_ratings_on_one_day_the_newer_counts(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    for value in ("3", "6"):
        rate(signed_in, cast, goal, value)
    _, ratings = queries.goals_and_ratings(cast.course)
    assert [rating.value for rating in ratings] == [6.0]


def test_beside_a_note_the_answer_is_the_piece_of_the_page(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, levels=LEVELS)
    answer = rate(signed_in, cast, goal, "1", part="side")
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'aria-pressed="true">+1<' in answer.content.decode()


def test_only_open_goals_stand_beside_a_note(cast: Cast, signed_in: SignIn) -> None:
    agree(cast)
    done = agree(cast, "Swim again on Sundays.")
    actions.close_goal(done, on=timezone.localdate(), because="reached", by=cast.mira, started_from=1)
    side = signed_in(cast.mira).get(reverse("goals:side", args=[cast.client.id, cast.course.id])).content.decode()
    assert WORDS in side
    assert "Swim" not in side


def test_the_attainment_of_all_goals_is_shown_with_what_it_rests_on(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast, levels=LEVELS)
    for weeks, value in ((3, -2), (1, 1)):
        actions.rate_goal(goal, value=Decimal(value), on=timezone.localdate() - timedelta(days=7 * weeks), by=cast.mira)
    page = signed_in(cast.mira).get(goals_page(cast)).content.decode()
    assert "GAS T 30.0 at the start, 60.0 now; 50 is what was expected. 1 goal only: T moves in steps of 10." in page


def test_without_a_rating_there_is_no_attainment_and_the_page_says_so(cast: Cast, signed_in: SignIn) -> None:
    agree(cast, levels=LEVELS)
    page = signed_in(cast.mira).get(goals_page(cast)).content.decode()
    assert "No T-score: no goal is rated yet." in page
    assert "Not rated yet." in page


def test_two_tabs_do_not_overwrite_a_goal(cast: Cast, signed_in: SignIn) -> None:
    goal, browser = agree(cast), signed_in(cast.mira)
    address = reverse("goals:edit", args=[cast.client.id, goal.id])
    old = {"agreed_on": cast.course.began.isoformat(), "weight": "1", "from_version": "1"}
    assert browser.post(address, {**old, "text": "First."}).status_code == 302
    beaten = browser.post(address, {**old, "text": "From the old tab."})
    assert beaten.status_code == 409
    assert "From the old tab." in beaten.content.decode()
    assert "First." in beaten.content.decode()
    assert Goal.objects.get().text == "First."


def test_levels_written_meanwhile_are_shown_beside_those_of_the_old_tab(cast: Cast, signed_in: SignIn) -> None:
    goal, browser = agree(cast, levels=LEVELS), signed_in(cast.mira)
    address = reverse("goals:edit", args=[cast.client.id, goal.id])
    old = {"text": WORDS, "agreed_on": cast.course.began.isoformat(), "weight": "1", "from_version": "1", **WRITTEN}
    browser.post(address, {**old, "level_0": "alone, at noon"})
    beaten = browser.post(address, {**old, "level_0": "alone, at rush hour"})
    [level] = beaten.context["differences"]
    assert (level.yours, level.theirs) == ("alone, at rush hour", "alone, at noon")


def test_a_rated_goal_keeps_its_scale(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    actions.rate_goal(goal, value=Decimal(4), on=timezone.localdate(), by=cast.mira)
    sent = {"text": WORDS, "agreed_on": cast.course.began.isoformat(), "weight": "1", "from_version": "1", **WRITTEN}
    refused = signed_in(cast.mira).post(reverse("goals:edit", args=[cast.client.id, goal.id]), sent)
    assert refused.status_code == 422
    assert "has ratings on its scale" in refused.content.decode()


def test_a_goal_is_closed_with_a_reason_and_opened_again(cast: Cast, signed_in: SignIn) -> None:
    goal, browser = agree(cast), signed_in(cast.mira)
    sent = {"closed_on": timezone.localdate().isoformat(), "closed_because": "reached in spring", "from_version": "1"}
    assert browser.post(reverse("goals:close", args=[cast.client.id, goal.id]), sent).status_code == 302
    assert "reached in spring" in browser.get(goals_page(cast)).content.decode()
    browser.post(reverse("goals:open", args=[cast.client.id, goal.id]))
    goal.refresh_from_db()
    assert (goal.closed_on, goal.closed_because, goal.version) == (None, "", 3)


def test_a_goal_is_not_closed_before_it_was_agreed(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    sent = {"closed_on": (cast.course.began - timedelta(days=1)).isoformat(), "closed_because": "", "from_version": "1"}
    assert signed_in(cast.mira).post(reverse("goals:close", args=[cast.client.id, goal.id]), sent).status_code == 422


def test_a_closed_goal_is_not_rated_after_its_end(cast: Cast, signed_in: SignIn) -> None:
    goal = agree(cast)
    actions.close_goal(goal, on=cast.course.began + timedelta(days=7), because="", by=cast.mira, started_from=1)
    refused = rate(signed_in, cast, goal, "5")
    assert refused.status_code == 422
    assert "Open it again to rate it" in refused.content.decode()


def test_a_supervisor_reads_goals_and_rates_none(cast: Cast, signed_in: SignIn) -> None:
    goal, browser = agree(cast, levels=LEVELS), signed_in(cast.supervisor)
    page = browser.get(goals_page(cast)).content.decode()
    assert WORDS in page
    assert f"goals/{goal.id}/rate/" not in page
    assert browser.post(reverse("goals:rate", args=[cast.client.id, goal.id]), {"value": "1"}).status_code == 403


def test_many_goals_and_ratings_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    first = agree(cast, levels=LEVELS)
    actions.rate_goal(first, value=Decimal(0), on=timezone.localdate(), by=cast.mira)
    browser.get(goals_page(cast))
    with CaptureQueriesContext(connection) as few:
        browser.get(goals_page(cast))
    for number in range(8):
        goal = agree(cast, f"Goal {number}", levels=LEVELS)
        for day in range(10):
            actions.rate_goal(goal, value=Decimal(1), on=timezone.localdate() - timedelta(days=day), by=cast.mira)
    with CaptureQueriesContext(connection) as many:
        browser.get(goals_page(cast))
    assert len(many) == len(few)
