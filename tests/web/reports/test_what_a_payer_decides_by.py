"""The report for a payer tells what has not gone, says what is not recorded, and leaves for somebody who is named."""

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.progress.courses import FLAT, with_scores

from fullarc.web.plans.models import Diagnosis
from fullarc.web.reports.models import IssuedReport

WELL = (3, 2, 3, 1, 2, 2)


def page_of(cast: Cast, signed_in: SignIn, reader: str = "insurer") -> str:
    answer = signed_in(cast.mira).get(reverse("reports:report", args=[cast.client.pk, cast.course.pk, reader]))
    return " ".join(answer.content.decode().split())


def test_what_is_still_there_stands_in_the_lead(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, FLAT, cast.mira)
    page = page_of(cast, signed_in)
    assert "Still there: PHQ-9 in the clinical range (" in page
    assert "why treatment should go on" not in page


def test_a_record_in_which_nothing_is_left_is_told_to_the_writer_and_not_to_the_payer(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, WELL, cast.mira)
    page = page_of(cast, signed_in)
    assert "Still there" not in page
    assert "nothing in the report says why treatment should go on" in page.partition("<article")[0]


def test_no_diagnosis_and_no_plan_are_said_in_the_report_and_before_it_is_issued(cast: Cast, signed_in: SignIn) -> None:
    Diagnosis.objects.all().delete()
    above, _, report = page_of(cast, signed_in).partition("<article")
    assert "No diagnosis is recorded; the report says so." in above
    assert "No treatment plan is signed; the report says so." in above
    assert "<dt>Diagnoses</dt><dd>none recorded</dd>" in report
    assert "No signed treatment plan is in the record." in report


def test_a_diagnosis_that_is_there_is_not_asked_for_and_other_readers_are_not_told_of_what_is_missing(
    cast: Cast, signed_in: SignIn
) -> None:
    assert "No diagnosis is recorded" not in page_of(cast, signed_in)
    Diagnosis.objects.all().delete()
    assert "none recorded" not in page_of(cast, signed_in, "discharge")


@pytest.mark.parametrize("reader", ["insurer", "referrer"])
def test_it_is_not_issued_to_nobody(cast: Cast, signed_in: SignIn, reader: str) -> None:
    browser, address = signed_in(cast.mira), reverse("reports:report", args=[cast.client.pk, cast.course.pk, reader])
    sent = {name: str(value) for name, value in browser.get(address).context["form"].initial.items()}
    refused = browser.post(address, sent)
    assert (refused.status_code, "say to whom it goes" in refused.content.decode()) == (409, True)
    assert not IssuedReport.objects.exists()
    assert browser.post(address, sent | {"recipient": "Harbour Health\nBox 12"}).status_code == 302
    row = IssuedReport.objects.get()
    assert row.value.addressed == ("Harbour Health", "Box 12")
