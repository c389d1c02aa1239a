"""Which lines are a client's own words."""

import pytest

from fullarc.instruments.catalogue import catalogue
from fullarc.modalities.own_words import numbers_stand_alone, own_words, without_words
from fullarc.modalities.tracker import trackers


def test_the_words_of_the_mood_journal_are_what_was_done_and_the_note():
    journal = catalogue().logs["mood-journal"]
    assert own_words(journal) == {"activities", "note"}
    assert without_words(journal, {"mood": 4.0, "note": "canary", "activities": "canary"}) == {"mood": 4.0}


def test_skills_are_codes_and_no_words_but_a_word_about_the_day_is():
    card = trackers()["diary-card"].row
    assert own_words(card) == {"substances", "note"}


@pytest.mark.parametrize(
    ("form", "stand_alone"),
    [
        (catalogue().logs["mood-journal"], True),
        (catalogue().logs["urges-skills"], True),
        (trackers()["diary-card"].row, True),
        (trackers()["exposure"].row, True),
        (trackers()["thought-record"].row, False),
        (trackers()["activity-schedule"].row, False),
        (trackers()["chain-analysis"].row, False),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_numbers_stand_alone_where_no_words_must_be_written(form, stand_alone):
    assert numbers_stand_alone(form) is stand_alone


def test_every_line_of_text_that_is_no_word_is_of_a_closed_list_or_of_numbers():
    for tracker in trackers().values():
        for line in tracker.row.fields:
            if line.kind == "text" and line.id not in own_words(tracker.row):
                assert line.id in {"item", *tracker.codes, *tracker.readings}
