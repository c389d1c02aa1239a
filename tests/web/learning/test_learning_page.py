"""Learning across cases: one's own with the courses behind it, the practice's without anybody's, the same as a table."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.learning.courses import FLAT, GAIN, LONG_AGO, add_course, add_courses

from fullarc.change.learning_cells import NARROWED, ONE_COLLEAGUE
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client
from fullarc.web.learning.comparing import NOBODY_ELSE
from fullarc.web.learning.queries import OWN, PRACTICE, cases_for

URL, FILE = "/learning/", "/learning.csv"


def seen(signed_in: SignIn, who: User, **asked: str) -> str:
    return signed_in(who).get(URL, asked).content.decode()


def others(cast: Cast, codes: Sequence[str] = ("F33.1", "F33.1", "F33.1")) -> list[User]:
    """The colleague and two further therapists, each with seven courses of either sort, for the problem of that code."""
    people = [cast.colleague, *(add_person(f"Other {n}", f"other{n}@example.org", [Role.CLINICIAN]) for n in (1, 2))]
    for person, code in zip(people, codes, strict=True):
        add_courses(person, 7, GAIN, "ACT", code=code)
        add_courses(person, 7, FLAT, "CBT", code=code)
    return people


def test_what_goes_together_with_change_is_told_with_the_courses_behind_it(cast: Cast, signed_in: SignIn) -> None:
    [first, *_] = add_courses(cast.mira, 12, GAIN, "ACT")
    add_courses(cast.mira, 12, FLAT, "CBT")
    page = seen(signed_in, cast.mira)
    assert "Courses in ACT: this coincides with " in page
    assert "24 courses with a first and a last score" in page
    assert f'<a href="/clients/{first.client_id}/courses/{first.pk}/">{first.client.code}</a>' in page
    assert "PHQ-9 19 to 5, lasting" in page
    assert "because of" not in page


def test_with_one_measure_the_difference_is_told_in_its_points_too(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 12, GAIN, "ACT")
    add_courses(cast.mira, 12, FLAT, "CBT")
    assert "points of the PHQ-9.</span>" in seen(signed_in, cast.mira, measure="phq-9")
    assert "points of the PHQ-9.</span>" not in seen(signed_in, cast.mira)


def test_two_modalities_are_one_comparison_not_two(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 12, GAIN, "ACT")
    add_courses(cast.mira, 12, FLAT, "CBT")
    page = seen(signed_in, cast.mira)
    assert '<span class="name">ACT</span>' in page
    assert '<span class="name">CBT</span>' not in page


def test_too_few_to_tell_is_said_in_words(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 9, GAIN, "ACT")
    add_courses(cast.mira, 9, FLAT, "CBT")
    page = seen(signed_in, cast.mira)
    assert "Too few courses to tell anything yet." in page
    assert "Too few to tell: 9 comparable courses with it, 9 without; 10 on each side are needed." in page


def test_going_on_courses_count_among_ones_own_and_are_counted_apart(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 3, GAIN, "ACT", ended=None)
    add_courses(cast.mira, 3, FLAT, "CBT")
    assert "6 courses with a first and a last score, 3 still going on" in seen(signed_in, cast.mira)


def test_short_courses_and_scores_close_together_do_not_count(cast: Cast) -> None:
    add_course(cast.mira, GAIN[:5], "ACT")
    cases = cases_for(cast.mira, OWN, timezone.localdate())
    assert (cases.cases, cases.all_courses) == ((), 3)


def test_a_client_with_two_courses_counts_once_with_the_latest(cast: Cast) -> None:
    early = add_course(cast.mira, FLAT, "CBT", ended=400)
    late = add_course(cast.mira, GAIN, "ACT", client=early.client)
    [case] = cases_for(cast.mira, OWN, timezone.localdate()).cases
    assert case.course == late


def test_nobody_elses_courses_are_among_ones_own(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 12, GAIN, "ACT")
    add_courses(cast.mira, 12, FLAT, "CBT")
    page = seen(signed_in, cast.colleague)
    assert "0 courses" in page
    assert "L-0" not in page
    assert cases_for(cast.blocked, OWN, timezone.localdate()).cases == ()


def test_a_record_from_which_somebody_is_kept_out_is_not_among_theirs(cast: Cast) -> None:
    course = add_course(cast.blocked, GAIN, "ACT")
    assert len(cases_for(cast.blocked, OWN, timezone.localdate()).cases) == 1
    course.client.blocks.create(user=cast.blocked)
    assert cases_for(cast.blocked, OWN, timezone.localdate()).cases == ()


def test_owner_and_supervisor_see_the_practice_only(cast: Cast, signed_in: SignIn) -> None:
    others(cast)
    for who in (cast.owner, cast.supervisor):
        page = seen(signed_in, who, scope=OWN)
        assert "Courses in ACT: this coincides with " in page
        assert "My own cases" not in page
        assert "Courses of the whole practice that ended before this month" in page


def test_the_practice_names_no_therapist_and_no_client_that_is_not_open(cast: Cast, signed_in: SignIn) -> None:
    people = others(cast)
    add_courses(cast.mira, 6, GAIN, "ACT")
    for who in (cast.owner, cast.mira):
        page = seen(signed_in, who, scope=PRACTICE)
        assert "not open to you" in page
        assert not any(person.name in page for person in people)
        closed = Client.objects.exclude(care_team__user=cast.mira).values_list("code", flat=True)
        assert not any(code in page for code in closed)
    assert "L-0" in seen(signed_in, cast.mira, scope=PRACTICE)


def test_a_practice_whose_other_courses_are_one_colleagues_shows_nothing_of_them(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.colleague, 12, GAIN, "ACT")
    add_courses(cast.colleague, 12, FLAT, "CBT")
    add_courses(cast.mira, 5, GAIN, "ACT")
    for who in (cast.mira, cast.owner, cast.supervisor):
        browser = signed_in(who)
        page = browser.get(URL, {"scope": PRACTICE}).content.decode()
        assert (ONE_COLLEAGUE in page) is (who is not cast.owner)
        assert "coincides with" not in page
        assert "coincides" not in browser.get(FILE, {"scope": PRACTICE}).content.decode()


def test_what_only_one_therapist_does_is_not_shown_for_the_practice(cast: Cast, signed_in: SignIn) -> None:
    people = others(cast)
    add_courses(people[1], 11, GAIN, "EMDR")
    page = seen(signed_in, cast.owner)
    assert "EMDR: these would speak of fewer than 5 courses that you do not know, or of one therapist." in page
    assert "Courses in EMDR" not in page


def test_differences_by_problem_are_shown_of_ones_own_only(cast: Cast, signed_in: SignIn) -> None:
    others(cast, ("F33.1", "F41.1", "F33.1"))
    page = seen(signed_in, cast.owner)
    assert "Courses in ACT: this coincides with" in page
    assert "By problem" not in page
    for code in ("F33.1", "F41.1"):
        add_courses(cast.mira, 6, GAIN, "ACT", code=code)
        add_courses(cast.mira, 6, FLAT, "CBT", code=code)
    assert "By problem" in seen(signed_in, cast.mira)


def test_who_works_alone_is_sent_to_their_own(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 12, GAIN, "ACT")
    assert NOBODY_ELSE in seen(signed_in, cast.mira, scope=PRACTICE)


def test_a_choice_that_leaves_out_a_few_of_the_others_or_one_colleague_is_refused(cast: Cast, signed_in: SignIn) -> None:
    people = others(cast)
    add_courses(people[0], 3, GAIN, "ACT", code="F41.1")
    assert NARROWED in seen(signed_in, cast.owner, problem="depression")
    add_courses(people[0], 3, GAIN, "ACT", code="F41.1")
    assert NARROWED in seen(signed_in, cast.owner, problem="depression")
    add_courses(people[1], 6, GAIN, "ACT", code="F41.1")
    page = seen(signed_in, cast.owner, problem="depression")
    assert NARROWED not in page
    assert "42 courses with a first" in page


def test_a_course_that_ended_this_month_does_not_move_the_practices_figures(cast: Cast) -> None:
    today = timezone.localdate()
    course = add_course(cast.colleague, GAIN, "ACT")
    assert len(cases_for(cast.owner, PRACTICE, today).cases) == 1
    course.ended = today.replace(day=1)
    course.save()
    assert cases_for(cast.owner, PRACTICE, today).cases == ()


def test_filters_narrow_the_courses(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 6, GAIN, "ACT", code="F41.1")
    add_courses(cast.mira, 7, FLAT, "CBT", ended=800)
    assert "6 courses with a first" in seen(signed_in, cast.mira, problem="anxiety")
    assert "7 courses with a first" in seen(signed_in, cast.mira, modality="CBT")
    assert "6 courses with a first" in seen(signed_in, cast.mira, period="12")
    assert "0 courses with a first" in seen(signed_in, cast.mira, modality="CBT", period="12")
    assert "13 courses with a first" in seen(signed_in, cast.mira, period="nonsense")


def test_only_what_holds_five_courses_is_offered(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 5, GAIN, "ACT")
    add_courses(cast.mira, 4, FLAT, "CBT")
    page = seen(signed_in, cast.mira)
    assert '<option value="ACT">' in page
    assert '<option value="CBT">' not in page


def test_the_table_holds_the_same_figures(cast: Cast, signed_in: SignIn) -> None:
    add_courses(cast.mira, 12, GAIN, "ACT")
    add_courses(cast.mira, 12, FLAT, "CBT")
    add_courses(cast.mira, 2, FLAT, "EMDR")
    browser = signed_in(cast.mira)
    rows = {row["factor"]: row for row in csv.DictReader(io.StringIO(browser.get(FILE).content.decode()))}
    assert (rows["ACT"]["courses with"], rows["ACT"]["stands out"]) == ("12", "yes")
    assert float(rows["ACT"]["low"]) > 0
    assert rows["ACT"]["in words"] in browser.get(URL).content.decode()
    assert (rows["EMDR"]["courses with"], rows["EMDR"]["difference"], rows["EMDR"]["stands out"]) == ("", "", "")


def test_the_trail_says_who_looked_and_took_out(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.get(URL)
    browser.get(FILE, {"scope": PRACTICE})
    events = Event.objects.filter(action__startswith="learning.").order_by("sequence")
    assert [(event.action, event.actor, event.category) for event in events] == [
        ("learning.seen", cast.mira.pk, OWN),
        ("learning.exported", cast.mira.pk, PRACTICE),
    ]


def test_the_number_of_queries_does_not_grow_with_the_courses(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)

    def queries() -> int:
        browser.get(URL)
        with CaptureQueriesContext(connection) as asked:
            browser.get(URL)
        return len(asked)

    add_courses(cast.mira, 2, GAIN, "ACT")
    few = queries()
    add_courses(cast.mira, 14, FLAT, "CBT")
    assert queries() == few


def test_the_month_that_the_practice_waits_for_is_over_for_the_courses_of_these_tests() -> None:
    today = timezone.localdate()
    assert today - timedelta(days=LONG_AGO) < today.replace(day=1)
