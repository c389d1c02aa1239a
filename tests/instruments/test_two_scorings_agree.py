"""Each measure is scored twice, by two programs that share no key: from its definition, and from measures.md by hand."""

from random import Random

import pytest
from tests.instruments.held_against import MEASURES, disagreement, offered, random_form
from tests.instruments.second_scoring import PATTERNS, SECOND
from tests.instruments.second_scoring.young_people import TOTAL_STARTS, sdq

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import score

FEW, MANY = 250, 10_000


def first_disagreement(measure, forms, seed):
    rng, offers = Random(f"{measure} {seed}"), offered(measure)
    for _ in range(forms):
        answers = random_form(offers, rng)
        if found := disagreement(measure, answers):
            return f"{found}; answers {answers}"
    return ""


def test_every_measure_with_items_has_a_second_scoring():
    assert set(MEASURES) == {instrument.id for instrument in catalogue() if instrument.items}
    assert set(PATTERNS) == {instrument.id for instrument in catalogue() if instrument.patterns}


@pytest.mark.parametrize("measure", MEASURES)
def test_two_scorings_agree_on_random_forms(measure):
    assert first_disagreement(measure, FEW, "few") == ""


@pytest.mark.long
@pytest.mark.parametrize("measure", MEASURES)
def test_two_scorings_agree_on_ten_thousand_random_forms(measure):
    assert first_disagreement(measure, MANY, "many") == ""


@pytest.mark.parametrize("informant", ["parent", "teacher", "self"])
def test_two_scorings_agree_on_the_bands_of_each_informant(informant):
    rng, offers = Random(informant), offered("sdq")
    words = ["close to average", "borderline", "high"]
    for _ in range(FEW):
        answers = random_form(offers, rng)
        second = sdq(answers, informant)["total"]
        first = score("sdq", answers, group=informant).total
        assert first.band == ("" if second.band is None else words[second.band])
    assert set(TOTAL_STARTS) - {""} == {group.id for group in catalogue().get("sdq").total.groups}


def test_the_comparison_notices_a_wrong_key():
    answers = dict.fromkeys(range(1, 11), 0)
    right = SECOND["pss-10"]
    try:
        SECOND["pss-10"] = lambda a: right({**a, 4: 4 - a[4]})
        assert disagreement("pss-10", answers) != ""
    finally:
        SECOND["pss-10"] = right
    assert disagreement("pss-10", answers) == ""
