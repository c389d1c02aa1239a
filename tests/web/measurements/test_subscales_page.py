"""The page of a measure that several people answer: a total each, the subscales behind a line that opens without a script."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration


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
