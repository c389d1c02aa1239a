"""The measures that the reader knows by name in notes are the ones of the catalogue, with the same highest score."""

from fullarc.instruments.catalogue import catalogue
from fullarc.reading.scores.measures_in_text import measure_names

RAW_IN_NOTES = {"core-om": 136, "rses": 40}  # notes give the raw sum, or the form counted from 1


def test_the_highest_score_in_notes_is_the_highest_of_the_measure():
    known = {name.id: name for name in measure_names().values() if name.id in catalogue()}
    assert len(known) >= 35
    for name in known.values():
        total = catalogue().get(name.id).total
        assert name.most == RAW_IN_NOTES.get(name.id, total.high), name.id


def test_the_better_end_in_notes_is_the_better_end_of_the_measure():
    for name in measure_names().values():
        if name.id in catalogue():
            assert name.higher_is_better is (catalogue().get(name.id).better == "higher"), name.id
