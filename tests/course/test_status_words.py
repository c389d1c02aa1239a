"""A status is called by what the finding tells of: what is planned is not hypothetical, what is not there was denied by nobody."""

import pytest

from fullarc.course.status_words import STATUS_IN_WORDS, status_in_words
from fullarc.reading.finding import Status
from fullarc.reading.phrases.lexicon import groups


@pytest.mark.parametrize(
    ("indicator", "status", "word"),
    [
        ("panic", Status.DENIED, "denied"),
        ("suicidal_ideation", Status.DENIED, "denied"),
        ("suicidal_ideation", Status.HYPOTHETICAL, "feared or hoped for"),
        ("access_to_means", Status.DENIED, "not there"),
        ("protective_factor", Status.DENIED, "not there"),
        ("social_support", Status.DENIED, "not there"),
        ("hospitalization", Status.DENIED, "did not happen"),
        ("exposure", Status.HYPOTHETICAL, "planned"),
        ("exposure", Status.DENIED, "not done"),
        ("homework_assigned", Status.DENIED, "none set"),
        ("job_loss", Status.DENIED, "did not happen"),
        ("work_functioning", Status.DENIED, "no difficulty"),
        ("response_positive", Status.HYPOTHETICAL, "hoped for"),
        ("measure_score", Status.HYPOTHETICAL, "aimed at"),
        ("exposure", Status.HISTORICAL, "past"),
    ],
)
def test_the_word_fits_what_is_told_of(indicator: str, status: Status, word: str) -> None:
    assert status_in_words(status, indicator) == word


def test_every_status_of_every_indicator_has_a_word_of_its_own() -> None:
    assert set(STATUS_IN_WORDS) == set(Status)
    for indicator in groups():
        words = [status_in_words(status, indicator) for status in Status]
        assert len(set(words)) == len(words)
