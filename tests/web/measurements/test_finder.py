"""The finder of measures: what is it for, how long, who may use it, what does the licence allow. And the export of a measure."""

import json
import re

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.exchange.fhir.questionnaire import questionnaire
from fullarc.instruments.catalogue import catalogue


def found(signed_in: SignIn, cast: Cast, **asked: str) -> list[str]:
    page = signed_in(cast.mira).get(reverse("measurements:catalogue"), asked)
    assert page.status_code == 200
    return re.findall(r'<th scope="row"><a href="/measures/([^/]+)/"', page.content.decode())


def test_nothing_asked_shows_every_measure(cast: Cast, signed_in: SignIn) -> None:
    assert set(found(signed_in, cast)) == set(catalogue().instruments)


@pytest.mark.parametrize(
    ("asked", "measures"),
    [
        ({"problem": "sleep"}, {"isi"}),
        ({"problem": "alcohol", "minutes": "1"}, {"audit-c"}),
        ({"problem": "depression", "age": "12", "given_as": "by_number"}, {"phq-a", "phq-9-teens", "rcads", "rcads-25"}),
        ({"problem": "alliance", "given_as": "shown"}, {"session-feedback"}),
        ({"problem": "anxiety", "given_as": "shown", "repeated": "on", "minutes": "2"}, {"gad-7"}),
        ({"words": "worry penn"}, {"pswq"}),
        ({"words": "gad7"}, {"gad-7"}),
        ({"age": "3"}, set()),
    ],
)
def test_what_is_asked_narrows_the_list(asked: dict[str, str], measures: set[str], cast: Cast, signed_in: SignIn) -> None:
    assert set(found(signed_in, cast, **asked)) == measures


def test_when_nothing_fits_the_page_says_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("measurements:catalogue"), {"age": "3"}).content.decode()
    assert f"0 of {len(catalogue())} measures" in page
    assert "Leave one of the fields empty" in page


@pytest.mark.parametrize("age", ["-1", "999", "twelve"])
def test_an_age_that_is_none_is_refused_in_words(age: str, cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(reverse("measurements:catalogue"), {"age": age})
    assert page.status_code == 422
    assert "give the age in years" in page.content.decode()


@pytest.mark.parametrize("measure", ["phq-9", "k10", "ors"])
def test_a_measure_is_downloaded_as_a_fhir_questionnaire(measure: str, cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).get(reverse("measurements:questionnaire", args=[measure]))
    assert answer.headers["Content-Type"] == "application/fhir+json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="Questionnaire-{measure}.json"'
    assert json.loads(answer.content) == json.loads(json.dumps(questionnaire(catalogue().get(measure))))


def test_an_unknown_measure_has_no_file(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get(reverse("measurements:questionnaire", args=["phq-10"])).status_code == 404
