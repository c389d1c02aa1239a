"""Right after scoring, the page of the form says what changed since the one before it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.measurements.actions import enter_totals, withdraw
from fullarc.web.measurements.models import Administration


def given(cast: Cast, weeks: int, total: float) -> Administration:
    on = timezone.localdate() - timedelta(weeks=weeks)
    how = {"on": on, "by": cast.mira, "mode": Administration.Mode.STAFF}
    return enter_totals(cast.course, measure="phq-9", values={"total": total}, **how)


def page_of(cast: Cast, form: Administration, signed_in: SignIn) -> str:
    return signed_in(cast.mira).get(reverse("measurements:administration", args=[cast.client.pk, form.pk])).content.decode()


def test_it_is_told_from_what_to_what_and_whether_that_is_reliable(cast: Cast, signed_in: SignIn) -> None:
    first = given(cast, 2, 18)
    assert "It is the first score of PHQ-9; change needs a second one." in page_of(cast, first, signed_in)
    second, third = given(cast, 1, 9), given(cast, 0, 8)
    assert "change needs a second one" not in page_of(cast, first, signed_in)
    assert "PHQ-9 fell reliably from 18 to 9." in page_of(cast, second, signed_in)
    told = "PHQ-9 went from 9 to 8, no reliable change (difference within measurement error)."
    assert told in page_of(cast, third, signed_in)


def test_a_form_entered_in_error_is_neither_told_nor_compared_with(cast: Cast, signed_in: SignIn) -> None:
    given(cast, 2, 18)
    wrong, last = given(cast, 1, 2), given(cast, 0, 17)
    withdraw(wrong, because="It was the form of another client", by=cast.mira)
    assert 'id="since-before"' not in page_of(cast, wrong, signed_in)
    assert "PHQ-9 went from 18 to 17, no reliable change" in page_of(cast, last, signed_in)
