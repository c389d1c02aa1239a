"""Numbers and days that no form sends: each is answered in words or as an address that is not there, never by a fault."""

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.sent_values import day_in, month_in, offered_number, whole_number

ENDLESS = "9" * 5_000


@pytest.mark.parametrize("sent", ["", "-1", "1.0", "1e3", "²", "٣", " 1", ENDLESS])
def test_what_is_no_whole_number_is_none(sent: str) -> None:
    assert whole_number(sent) is None
    assert offered_number(sent) == -1


def test_a_whole_number_is_one() -> None:
    assert (whole_number("007"), whole_number("999999999"), offered_number("0")) == (7, 999_999_999, 0)


@pytest.mark.parametrize("sent", ["", "0001-01-01", "9999-12-31", "2026-02-30", "2026-3", ENDLESS])
def test_what_is_no_day_of_anybody_s_is_none(sent: str) -> None:
    assert day_in(sent) is None
    assert month_in(sent) is None or sent == "2026-3"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days_of_a_practice(cast: Cast, signed_in: SignIn, day: str) -> None:
    browser = signed_in(cast.mira)
    assert browser.get(reverse("today:day", args=[day])).status_code == 404
    assert browser.get(reverse("today:go_to"), {"day": day}).headers["Location"] == reverse("today:today")
    assert browser.get(reverse("life:without", args=[cast.client.pk, cast.course.pk, day])).status_code == 404


def test_a_version_without_end_is_refused_in_words(cast: Cast, signed_in: SignIn) -> None:
    address = reverse("clients:attendance", args=[cast.client.pk, cast.session.pk])
    answer = signed_in(cast.mira).post(address, {"attendance": "missed", "from_version": ENDLESS})
    assert answer.status_code == 422
    assert "press the button again" in answer.content.decode()
