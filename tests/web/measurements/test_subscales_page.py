"""The page of a measure that several people answer: a total each, the subscales behind a line that opens without a script."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.queries import score_records
from fullarc.web.measurements.series import NOT_PUBLISHED, forms_of, series_in


def by_a_parent(cast: Cast, weeks: int, values: dict[str, float]) -> None:
    """An SDQ answered so many weeks ago."""
    on = timezone.localdate() - timedelta(weeks=weeks)
    enter_totals(cast.course, measure="sdq", values=values, on=on, by=cast.mira, mode=Administration.Mode.STAFF, informant="parent")


def test_each_informant_has_a_total_with_its_subscales_folded_beneath(cast: Cast, signed_in: SignIn) -> None:
    for informant in ("parent", "teacher"):
        for weeks, values in ((3, {"total": 18, "emotional": 9}), (0, {"total": 10, "emotional": 4})):
            on = timezone.localdate() - timedelta(weeks=weeks)
            how = {"on": on, "by": cast.mira, "mode": Administration.Mode.STAFF, "informant": informant}
            enter_totals(cast.course, measure="sdq", values=values, **how)
    page = signed_in(cast.mira).get(reverse("measurements:measure", args=[cast.client.pk, cast.course.pk, "sdq"])).content.decode()
    pieces = page.split('<details class="subscales"><summary>')
    assert [piece.partition("</summary>")[0] for piece in pieces[1:3]] == ["Its 6 subscales: Emotional problems 9 → 4; 5 not scored"] * 2
    for by, piece in zip(("a parent or guardian", "a teacher"), pieces[1:3], strict=True):
        assert f"SDQ Emotional problems, answered by {by}." in piece.partition("</details>")[0]
    assert [piece.partition("</summary>")[0] for piece in pieces[3:]] == ["6 subscales"] * 4


def test_that_no_reliable_change_is_published_is_said_once_a_form(cast: Cast, signed_in: SignIn) -> None:
    for weeks, values in ((3, {"total": 18, "emotional": 9, "conduct": 3}), (0, {"total": 10, "emotional": 4, "conduct": 1})):
        by_a_parent(cast, weeks, values)
    page = signed_in(cast.mira).get(reverse("measurements:measure", args=[cast.client.pk, cast.course.pk, "sdq"])).content.decode()
    assert page.count("reliable change is not published") == 1
    assert page.index("reliable change is not published") < page.index('<details class="subscales">')


def test_a_subscale_without_its_total_says_it_for_itself(cast: Cast, signed_in: SignIn) -> None:
    for weeks, values in ((3, {"emotional": 9}), (0, {"emotional": 4})):
        by_a_parent(cast, weeks, values)
    series = [one for one in series_in(cast.course, score_records(cast.course), timezone.localdate()) if one.course.scale == "emotional"]
    assert [form.only_differences for form in forms_of(series)] == [NOT_PUBLISHED]
    assert NOT_PUBLISHED not in series[0].sentence
