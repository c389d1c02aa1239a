"""Contractions as they are typed in a hurry say what they say with their apostrophe."""

import pytest

from fullarc import read


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("Cant fall asleep most nights.", "Can't fall asleep most nights."),
        ("She didnt cut this week.", "She didn't cut this week."),
        ("Hasnt been drinking since May.", "Hasn't been drinking since May."),
        ("He doesnt want to die.", "He doesn't want to die."),
    ],
)
def test_a_contraction_without_its_apostrophe_is_read_as_with_it(typed: str, spelt: str) -> None:
    def told(text: str) -> list[tuple[str, str]]:
        return [(finding.indicator, finding.status.value) for finding in read(text)]

    assert told(typed)
    assert told(typed) == told(spelt)
