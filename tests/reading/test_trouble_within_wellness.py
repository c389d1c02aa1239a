"""A normal finding that names a trouble in the same breath is no normal finding."""

import pytest

from fullarc.reading.reader import read


def status_of(sentence: str, indicator: str) -> set[str]:
    return {str(finding.status) for finding in read(sentence) if finding.indicator == indicator}


@pytest.mark.parametrize("sentence", ["Affect anxious, congruent.", "Affect sad, congruent.", "Affect anxious and full in range."])
def test_an_affect_that_is_congruent_and_anxious_is_reported(sentence: str) -> None:
    assert status_of(sentence, "affect") == {"present"}


@pytest.mark.parametrize("sentence", ["Affect euthymic, full range.", "Affect bright and congruent."])
def test_an_affect_that_is_only_normal_stays_normal(sentence: str) -> None:
    assert status_of(sentence, "affect") == {"denied"}


def test_speech_that_is_soft_but_normal_in_rate_is_reported() -> None:
    assert status_of("Speech soft but normal in rate.", "speech") == {"present"}
    assert status_of("Speech normal in rate and volume.", "speech") == {"denied"}
