"""A gain that was lost in between is not said to have held: it was lost and is back, with the days. What is months old is not recent."""

from datetime import timedelta

from tests.course.courses import START, course, scores, story, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.durability import Held, durability_of
from fullarc.course.statement import Domain, Durability
from fullarc.course.timeline import LifeEvent, ScoreRecord
from fullarc.goals.goal import Goal, Rating
from fullarc.narrative.for_client import story_as_text, story_for_client


def text(seen: CourseAssessment, topic: str) -> str:
    return next(one.text for one in seen.statements if one.topic == topic)


def judged(*values: float) -> CourseAssessment:
    return assess_timeline(course(len(values), scores=scores("phq-9", values)))


def phq(*values: float, event: bool = False) -> str:
    events = [LifeEvent(week(5), "Moved house")] if event else []
    return text(assess_timeline(course(len(values), scores=scores("phq-9", values), events=events)), "phq-9")


def test_a_relapse_in_between_is_told_with_both_days() -> None:
    assert phq(23, 13, 12, 11, 22, 12, 11, 11, 10, 11) == (
        "PHQ-9 fell reliably from 23 to 11, still on the clinical side of the cut-off of 10, and the gain has been back in five scores "
        "since 18 February; before that a gain to 11 on 4 February was lost, with 22 on 11 February, and was back from 18 February."
    )


def test_it_is_told_beside_scores_below_the_cut_off_too() -> None:
    words = phq(19, 17, 14, 11, 21, 12, 8, 6, 7, 6)
    assert "has stayed below the clinical cut-off in all four scores" in words
    assert "before that a gain to 11 on 4 February was lost, with 21 on 11 February, and was back from 18 February" in words


def test_a_score_within_measurement_error_is_no_loss_but_is_not_counted_as_one_that_held() -> None:
    words = phq(23, 17, 17, 16, 18, 17, 16, 17, 17, 16)
    assert "lost" not in words
    assert "the gain has held in eight of nine scores since 21 January" in words


def test_a_gain_of_one_score_that_was_lost_beyond_measurement_error_is_told_as_lost_and_back() -> None:
    seen = judged(22, 10, 22, 21, 10, 9, 8, 7, 6, 6, 5)
    assert seen.scores[0].durability is Durability.REGAINED
    assert "before that a gain to 10 on 21 January was lost, at worst with 22 on 28 January, and was back from 11 February" in text(
        seen, "phq-9"
    )


def test_the_headline_the_domain_and_the_client_are_told_the_same() -> None:
    for values in ((22, 10, 22, 21, 10, 9, 8, 7, 6, 6, 5), (22, 10, 9, 21, 22, 10, 9, 8, 7, 6, 6, 5), (22, 10, 9, 21, 22, 10, 9)):
        seen = judged(*values)
        assert "was lost, at worst with 22" in text(seen, "phq-9")
        since = "11 February" if values[2] == 22 else "18 February"
        assert seen.lead == f"Depression improved; the gain was lost for a time and has been back since {since}."
        burden = next(one for one in seen.domains if one.domain is Domain.SYMPTOM_BURDEN)
        assert burden.durability is Durability.REGAINED
        assert "It slipped for a time, and you got it back." in story_as_text(story_for_client(seen))


def test_notes_alone_tell_the_headline_and_the_domain_the_same() -> None:
    seen = assess_timeline(course(14, findings=story("panic", [3, 3, 3, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0])))
    assert "the gain was lost in between and has been back since 4 March" in text(seen, "panic")
    assert seen.lead == "Panic attacks improved; the gain was lost for a time and has been back since 4 March."
    assert next(one for one in seen.domains if one.domain is Domain.SYMPTOM_BURDEN).durability is Durability.REGAINED


def test_two_gains_that_are_back_since_different_days_name_no_day_in_the_headline() -> None:
    phq, gad = (22, 10, 9, 21, 22, 10, 9, 8, 7, 6, 6, 5), (18, 6, 5, 18, 17, 18, 6, 5, 4, 3, 3, 3)
    seen = assess_timeline(course(12, scores=[*scores("phq-9", phq), *scores("gad-7", gad)]))
    assert seen.lead == "Depression and anxiety improved; the gain was lost for a time and is back."


def test_what_wavers_within_measurement_error_was_not_lost_and_is_not_first_there() -> None:
    words = phq(22, 16, 17, 16, 15)
    assert "lost" not in words
    assert "the gain has been there since 4 February and has not yet held for four weeks and three scores" in words


def test_a_goal_that_was_lost_for_a_time_says_so() -> None:
    goal = Goal("1", "Take the train to work.", week(1))
    ratings = [Rating(week(n), "1", value, "gas") for n, value in enumerate((-2, 0, 0, -2, -2, 0, 0, 0, 0, 0), 1)]
    seen = assess_timeline(course(10, goals=[goal], ratings=ratings))
    assert seen.goals[0].durability is Durability.REGAINED
    assert "and 0 on 18 March; it was lost for a time and is back" in text(seen, "1")


def test_a_situational_dip_is_not_passed_over() -> None:
    words = phq(23, 13, 12, 11, 22, 12, 11, 11, 10, 11, event=True)
    assert "the gain has held in eight scores since 21 January, but for a dip (22 on 11 February)" in words


def test_one_observation_beyond_measurement_error_ends_a_run() -> None:
    held = [Held(START + timedelta(weeks=n), n != 3) for n in range(8)]
    assert durability_of(held) is Durability.SUSTAINED
    lost = [Held(one.date, one.held, lost=not one.held) for one in held]
    assert durability_of(lost) is Durability.REGAINED


def test_a_note_that_tells_otherwise_is_not_counted_among_those_in_which_a_change_held() -> None:
    seen = assess_timeline(course(10, findings=story("panic", [3, 3, 3, 1, 1, 3, 1, 1, 1, 1])))
    assert "the change has held in six of seven mentions since 4 February, but not on 18 February" in text(seen, "panic")


def test_a_change_of_months_ago_is_not_called_recent() -> None:
    line = course(30, findings=story("panic", [3, 3, 0, 0]))
    assert "; so since 28 January, in two mentions, too few to say that it lasted." in text(assess_timeline(line), "panic")
    assert "; this is recent, since 28 January." in text(assess_timeline(line, week(5)), "panic")
    given = [ScoreRecord(week(1), "phq-9", 20.0, 1), ScoreRecord(week(3), "phq-9", 11.0, 3)]
    seen = assess_timeline(course(30, scores=given))
    assert "the gain was there on 28 January, but only one score says so, too few or too close to call it lasting" in text(seen, "phq-9")
