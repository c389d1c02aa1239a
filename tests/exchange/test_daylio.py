"""The mood journal out of Daylio's export."""

from datetime import date, time

import pytest

from fullarc.exchange.incoming.daylio import read_daylio, words_of
from fullarc.exchange.incoming.refusal import CannotImport
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.log import check_entry

TODAY = date(2024, 6, 1)
HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
EXPORT = (
    HEAD
    + '2024-05-31,May 31,Friday,21:40,good,"friends | walking | ","A title","Went out.<br>Slept late."\n'
    + "2024-05-31,May 31,Friday,7:05 am,meh,,,\n"
    + '2024-05-29,May 29,Wednesday,,awful,"work","","He said ""no"", again"\n'
)


def read(text, **given):
    return read_daylio("daylio.csv", text.encode(), today=TODAY, **given)


def test_each_line_becomes_an_entry_of_the_mood_journal():
    plan = read(EXPORT)
    assert plan.settled
    assert not plan.refused
    assert [(e.day, e.at, e.mood) for e in plan.accepted] == [
        (date(2024, 5, 31), time(21, 40), 8),
        (date(2024, 5, 31), time(7, 5), 5),
        (date(2024, 5, 29), None, 0),
    ]
    assert plan.accepted[0].values == {"mood": 8.0, "activities": "friends, walking", "note": "A title\nWent out.\nSlept late."}
    assert plan.accepted[1].values == {"mood": 5.0}


def test_what_was_read_fits_the_mood_journal():
    for entry in read(EXPORT).accepted:
        assert check_entry(catalogue().logs["mood-journal"], entry.values).values["mood"] == entry.mood


def test_several_entries_of_one_day_stay_several():
    assert len([entry for entry in read(EXPORT).accepted if entry.day == date(2024, 5, 31)]) == 2


def test_a_mood_in_ones_own_words_is_asked_for_and_nothing_is_taken_meanwhile():
    text = EXPORT + "2024-05-28,May 28,Tuesday,20:00,so-so,,,\n"
    plan = read(text)
    assert plan.unknown == ("so-so",)
    assert plan.accepted == ()
    assert ("so-so", None) in words_of(plan)
    settled = read(text, moods={"So-So": 6})
    assert settled.accepted[-1].mood == 6


def test_words_of_ones_own_go_before_those_that_ship():
    assert [entry.mood for entry in read(EXPORT, moods={"meh": 3}).accepted] == [8, 3, 0]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("31.05.24,May 31,Friday,21:40,good,,,", "full_date", "no day"),
        ("2024-02-30,Feb 30,Friday,21:40,good,,,", "full_date", "no day"),
        ("2024-06-02,June 2,Sunday,21:40,good,,,", "full_date", "future"),
        ("1924-06-02,June 2,Sunday,21:40,good,,,", "full_date", "no day"),
        ("2024-05-30,May 30,Thursday,25:10,good,,,", "time", "no time"),
        ("2024-05-30,May 30,Thursday,13:10 pm,good,,,", "time", "no time"),
        ("2024-05-30,May 30,Thursday,evening,good,,,", "time", "no time"),
        ("2024-05-30,May 30,Thursday,20:10,,,,", "mood", "empty"),
        ("2024-05-30,May 30,Thursday,20:10,good,,," + "x" * 4_001, "note", "longer"),
    ],
)
def test_a_line_that_cannot_be_taken_says_its_line_and_why(line, column, reason):
    plan = read(EXPORT + line + "\n")
    assert len(plan.accepted) == 3
    (refusal,) = plan.refused
    assert (refusal.line, refusal.column) == (5, column)
    assert reason in refusal.reason
    assert "good" not in refusal.sentence


def test_a_line_of_another_width_is_refused_and_the_others_are_read():
    plan = read(EXPORT + "2024-05-30,May 30,Thursday,20:10,good\n")
    assert [refusal.line for refusal in plan.refused] == [5]
    assert len(plan.accepted) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "day,score\n2024-05-31,3\n",
        HEAD,
        'full_date,mood,note\n2024-05-31,good,"never closed\n2024-05-30,bad,x\n',
        "full_date,mood,mood\n2024-05-31,good,bad\n",
    ],
)
def test_a_file_that_is_no_export_is_refused_as_a_whole(text):
    with pytest.raises(CannotImport):
        read(text)


def test_a_picture_is_no_journal():
    with pytest.raises(CannotImport):
        read_daylio("daylio.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), today=TODAY)


def test_a_number_off_the_scale_is_refused():
    with pytest.raises(CannotImport, match="0 to 10"):
        read(EXPORT, moods={"meh": 11})


def test_an_older_export_without_titles_and_one_with_semicolons_are_read():
    text = "full_date;date;weekday;time;mood;activities;note\n2023-01-02;2. Januar;Montag;08:15;rad;lesen | laufen;ein Wort\n"
    (entry,) = read(text).accepted
    assert (entry.mood, entry.activities, entry.note) == (10, ("lesen", "laufen"), "ein Wort")


def test_nothing_of_the_journal_shows_where_an_entry_is_printed():
    assert "Slept" not in repr(read(EXPORT))
