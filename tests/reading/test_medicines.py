"""One list of medicines: whatever is taken too much of, locked away, changed or taken as agreed, every name of it is known."""

import pytest

from fullarc.reading.phrases.lexicon import shared_words
from fullarc.reading.reader import read


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Took a handful of {} to end it.", "suicide_attempt"),
        ("Sister holds his {}.", "access_to_means"),
        ("{} increased to 20 mg.", "medication_change"),
        ("Takes {} daily as prescribed.", "medication_adherence"),
    ],
)
def test_every_medicine_is_known_wherever_a_medicine_counts(sentence: str, indicator: str) -> None:
    names = shared_words()["medicine"]
    unknown = [name for name in names if indicator not in {finding.indicator for finding in read(sentence.format(name.capitalize()))}]
    assert len(names) > 100
    assert unknown == []
