"""What choices give away together: windows of time that differ by a few courses, and the small problem that is left of the whole."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.learning.courses import GAIN, add_courses

from fullarc.change.learning_row import Aspect, CaseRow, Factor
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.roles import Role
from fullarc.web.learning.choices import Choice, rows_for
from fullarc.web.learning.queries import PRACTICE, cases_for
from fullarc.web.learning.worked_out import Wider, could_be_worked_out, wider_than

EXPOSURE = Factor("exposure", Aspect.INTERVENTION, "Exposure", "in which exposure was worked with")


def part(problem: str, count: int, having: int = 0) -> list[CaseRow]:
    """So many courses of others with one problem, half of them of either therapist; the first `having` have the factor."""
    return [
        CaseRow(f"{problem}{n}", "phq-9", "lower", 15, 9, 6, 10, problem, {"exposure": n < having}, None, False, False, "ab"[n % 2])
        for n in range(count)
    ]


def whole(*parts: list[CaseRow]) -> list[Wider]:
    return [Wider([row for each in parts for row in each], parts)]


def test_the_small_problem_that_is_left_of_the_whole_cannot_be_worked_out() -> None:
    mood, fear = part("mood", 20), part("fear", 20)
    assert could_be_worked_out(whole(mood, fear, part("eating", 3)), mood)
    assert not could_be_worked_out(whole(mood, fear), mood)
    assert not could_be_worked_out(whole(mood, fear, part("eating", 14)), mood)


def test_small_problems_that_are_many_together_hide_one_another() -> None:
    mood, fear = part("mood", 20), part("fear", 20)
    small = [part(f"small{n}", 4) for n in range(4)]
    assert not could_be_worked_out(whole(mood, fear, *small), mood)


def test_the_few_of_a_hidden_side_cannot_be_worked_out_from_the_sides_that_are_shown() -> None:
    mood, fear, eating = part("mood", 24, 12), part("fear", 24, 12), part("eating", 24, 2)
    assert could_be_worked_out(whole(mood, fear, eating), mood, EXPOSURE)
    assert not could_be_worked_out(whole(mood, fear), mood, EXPOSURE)


def test_two_windows_of_time_that_differ_by_a_few_courses_are_not_both_shown(cast: Cast) -> None:
    other = add_person("Other", "other@example.org", [Role.CLINICIAN])
    for person, between in ((cast.colleague, 1), (other, 1)):
        for days, count in ((100, 6), (500, between), (900, 6)):
            add_courses(person, count, GAIN, "ACT", ended=days)
    today = timezone.localdate()
    cases = cases_for(cast.owner, PRACTICE, today).cases
    year, two_years = Choice(PRACTICE, period="12"), Choice(PRACTICE, period="24")
    assert len(rows_for(cases, two_years, today)) - len(rows_for(cases, year, today)) == 2
    assert could_be_worked_out(wider_than(cases, year, today), rows_for(cases, year, today))
    assert not could_be_worked_out(wider_than(cases, two_years, today), rows_for(cases, two_years, today))
