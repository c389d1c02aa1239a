"""What the pages of measures say: change against measurement error, sources, and the same number of queries for one form as for fifty."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition_words import figures_of
from fullarc.web.measurements import queries
from fullarc.web.measurements.actions import enter_answers, enter_totals


def give(cast: Cast, *totals: float, measure: str = "phq-9") -> None:
    for week, total in enumerate(totals):
        day = cast.course.began + timedelta(days=7 * week)
        enter_totals(cast.course, measure=measure, values={"total": total}, on=day, by=cast.mira, mode="staff")


def give_daily(cast: Cast, count: int, *, until: int = 0) -> None:
    """One a day, the last `until` days ago: a measure is given once a day at most, and never in the future."""
    for n in range(count):
        day = timezone.localdate() - timedelta(days=until + n)
        enter_totals(cast.course, measure="phq-9", values={"total": float(n % 27)}, on=day, by=cast.mira, mode="staff")


def text_of(signed_in: SignIn, cast: Cast, name: str = "list", *more: str) -> str:
    answer = signed_in(cast.mira).get(reverse(f"measurements:{name}", args=[cast.client.id, cast.course.id, *more]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_one_score_is_no_change(cast: Cast, signed_in: SignIn) -> None:
    give(cast, 18)
    assert "One score so far; change needs a second one." in text_of(signed_in, cast)


def test_a_change_beyond_measurement_error_is_called_reliable(cast: Cast, signed_in: SignIn) -> None:
    give(cast, 18, 11)
    page = text_of(signed_in, cast)
    assert "7 lower, reliably better; the smallest reliable change is 6 points." in page
    assert '<span class="state improved">better</span>' in page


def test_a_smaller_one_lies_within_measurement_error(cast: Cast, signed_in: SignIn) -> None:
    give(cast, 18, 14)
    page = text_of(signed_in, cast)
    assert "4 lower, within measurement error" in page
    assert "no progress" not in page


def test_a_rise_of_a_measure_where_higher_is_better_is_better(cast: Cast, signed_in: SignIn) -> None:
    give(cast, 20, 27, measure="ors")
    assert "7 higher, reliably better" in text_of(signed_in, cast)


def test_the_page_of_a_measure_names_the_sources_of_its_lines(cast: Cast, signed_in: SignIn) -> None:
    give(cast, 20, 27, measure="ors")
    page = text_of(signed_in, cast, "measure", "ors")
    assert "<b>Not verified</b> at the source" in page
    assert "a public licence review of ORS and SRS" in page


def test_a_form_that_cannot_be_scored_stands_in_the_list_with_its_reason(cast: Cast, signed_in: SignIn) -> None:
    enter_answers(cast.course, measure="gad-7", answers={1: 2}, on=cast.session.date, by=cast.mira, mode="staff")
    assert "Not scored: 6 of 7 items were not answered" in text_of(signed_in, cast, "measure", "gad-7")
    assert "No score yet" in text_of(signed_in, cast)


def test_a_measure_never_given_has_a_page_and_an_unknown_one_has_none(cast: Cast, signed_in: SignIn) -> None:
    assert "has not been given" in text_of(signed_in, cast, "measure", "who-5")
    unknown = reverse("measurements:measure", args=[cast.client.id, cast.course.id, "phq-10"])
    assert signed_in(cast.mira).get(unknown).status_code == 404


def test_scores_by_a_definition_that_no_longer_ships_stay_readable(cast: Cast, signed_in: SignIn) -> None:
    given = enter_answers(cast.course, measure="gad-7", answers={1: 2}, on=cast.session.date, by=cast.mira, mode="staff")
    given.measure = "old-scale"
    given.save()
    assert "old-scale" in text_of(signed_in, cast)
    assert "not scored" in text_of(signed_in, cast, "measure", "old-scale").lower()
    page = signed_in(cast.mira).get(reverse("measurements:administration", args=[cast.client.id, given.id]))
    assert "Item 1" in page.content.decode()
    again = signed_in(cast.mira).post(reverse("measurements:score_again", args=[cast.client.id, given.id]))
    assert again.status_code == 422


@pytest.mark.parametrize(("name", "more"), [("list", ()), ("measure", ("phq-9",))])
def test_fifty_forms_take_no_more_queries_than_two(name: str, more: tuple[str, ...], cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    address = reverse(f"measurements:{name}", args=[cast.client.id, cast.course.id, *more])
    give_daily(cast, 2)
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(address)
    give_daily(cast, 48, until=2)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_the_records_of_a_course_take_two_queries(cast: Cast) -> None:
    give_daily(cast, 30)
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.score_records(cast.course)) == 30
    assert len(asked) == 2


def test_every_measure_of_the_catalogue_has_a_page(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    listed = browser.get(reverse("measurements:catalogue")).content.decode()
    for each in catalogue():
        address = reverse("measurements:definition", args=[each.id])
        assert address in listed
        assert each.source.split(",")[0] in unescape(browser.get(address).content.decode())


def test_the_page_of_a_licensed_measure_shows_none_of_its_items(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("measurements:definition", args=["bdi-ii"])).content.decode()
    assert "No wording ships: only scores are entered." in page
    assert "<h2>Items</h2>" not in page
    assert "commercial" in page


def page_about(signed_in: SignIn, cast: Cast, measure: str) -> str:
    return unescape(signed_in(cast.mira).get(reverse("measurements:definition", args=[measure])).content.decode())


def test_every_figure_on_the_page_of_a_measure_has_its_source_and_whether_it_was_read(cast: Cast, signed_in: SignIn) -> None:
    page = page_about(signed_in, cast, "phq-9")
    for figure in figures_of(catalogue().get("phq-9")):
        assert figure.told in page
    assert page.count("<b>not verified</b>") == sum(not figure.verified for figure in figures_of(catalogue().get("phq-9")))
    assert "panel 44249-1, total 44261-6" in page


def test_the_page_of_a_triage_has_levels_and_says_that_it_is_no_score(cast: Cast, signed_in: SignIn) -> None:
    page = page_about(signed_in, cast, "c-ssrs-screener")
    assert "Level 3, high" in page
    assert "never summed" in page
    assert "A triage has levels and no figures." in page


def test_figures_by_group_name_their_group(cast: Cast, signed_in: SignIn) -> None:
    page = page_about(signed_in, cast, "yp-core")
    assert "Total, girls aged 14 to 16" in page
    assert "15.9" in page


def test_labels_of_our_own_are_said_to_be_ours(cast: Cast, signed_in: SignIn) -> None:
    assert "Our own neutral labels; the wording is on the licensed form" in page_about(signed_in, cast, "k10")
    assert "not validated" in page_about(signed_in, cast, "session-feedback")
