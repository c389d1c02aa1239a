"""The story of a goal in order of time, with every note that speaks of it."""

from datetime import date

from fullarc.goals.goal import Goal, Rating
from fullarc.goals.linking import Link
from fullarc.goals.story import Kind, story_of
from fullarc.goals.target import Direction, Observation, Of, Target, follow

LEVELS = ("not at all", "one stop", "to work alone", "anywhere", "gladly")
GOAL = Goal("g", "Take the train.", date(2026, 3, 2), date(2026, 6, 1), LEVELS)
LINK = Link("g", "note-2", 0, 18, "She took the train", "shares the words “train”", 1.0, ())
REACHED = follow(
    Target(Of.COUNT, "rides", "a week", "rides", Direction.AT_LEAST, 3, date(2026, 3, 2)),
    [Observation(date(2026, 4, 6), 3)],
    date(2026, 6, 1),
)


def test_everything_that_happened_to_a_goal_stands_in_order_of_time() -> None:
    ratings = [
        Rating(date(2026, 4, 6), "g", 1, "gas"),
        Rating(date(2026, 3, 2), "g", -2, "gas"),
        Rating(date(2026, 3, 9), "other", 0, "gas"),
    ]
    links = [(date(2026, 3, 16), LINK), (date(2026, 3, 17), Link("other", "note-3", 0, 1, "x", "y", 1.0, ()))]
    told = story_of(GOAL, ratings, links, [REACHED], closed_because="moved on")
    assert [(moment.kind, moment.text) for moment in told] == [
        (Kind.AGREED, "Agreed."),
        (Kind.RATED, "Rated −2: not at all"),
        (Kind.NOTE, "A note speaks of it."),
        (Kind.RATED, "Rated +1: anywhere"),
        (Kind.REACHED, "Target reached: rides: 3 a week or more."),
        (Kind.CLOSED, "Closed: moved on"),
    ]
    assert (told[2].source, told[2].quote, told[2].why) == ("note-2", "She took the train", "shares the words “train”")


def test_a_rating_out_of_ten_says_so() -> None:
    plain = Goal("g", "Swim.")
    assert [moment.text for moment in story_of(plain, [Rating(date(2026, 3, 2), "g", 4, "0-10")], [])] == ["Rated 4 of 10."]
