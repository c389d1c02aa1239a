"""A level that no note names is never called moderate; what is said instead is true of the notes."""

import re

import pytest
from tests.course.courses import course, said, story

from fullarc.charts.numbers import numbers_table
from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.levels import levels_of
from fullarc.course.statement import Change
from fullarc.course.timeline import NotedFinding
from fullarc.reading.finding import Direction


def judged(findings: list[NotedFinding], weeks: int = 10) -> CourseAssessment:
    return assess_timeline(course(weeks, findings=findings))


def sentence(findings: list[NotedFinding], weeks: int = 10, topic: str = "avoidance") -> str:
    return next(one.text for one in judged(findings, weeks).statements if one.topic == topic)


def bare(*weeks: int) -> list[NotedFinding]:
    return [said("avoidance", number, None) for number in weeks]


def told(**levels: int) -> list[NotedFinding]:
    return [said("avoidance", int(week.removeprefix("w")), level) for week, level in levels.items()]


def test_a_bare_mention_names_no_level() -> None:
    [level] = levels_of(bare(1))["avoidance"]
    assert not level.named


def test_better_than_last_time_names_no_level() -> None:
    levels = levels_of([said("avoidance", 1, 3), said("avoidance", 2, None, direction=Direction.BETTER)])["avoidance"]
    assert [level.named for level in levels] == [True, False]


def test_severity_in_words_and_a_denial_name_a_level() -> None:
    assert all(level.named for level in levels_of(story("avoidance", [3, 1, 0]))["avoidance"])


def test_a_beginning_without_a_level_is_not_called_moderate() -> None:
    words = sentence([*bare(1, 2, 3), *told(w4=1, w5=1, w6=1, w7=1, w8=1)])
    assert words.startswith(
        "Avoidance was noted in the first three notes that mention it, with no level named, and is mild in the last notes"
    )


def test_what_was_noted_and_is_gone_is_told_without_a_level() -> None:
    words = sentence([*bare(1, 2, 3), *told(w4=0, w6=0, w9=0)])
    assert words.startswith("Avoidance was noted in the first three notes that mention it; last noted on 28 January, and three later notes")


def test_an_end_without_a_level_is_told_as_noted() -> None:
    words = sentence([*told(w1=0, w2=0, w3=0), *bare(6, 7, 8)])
    assert words.startswith("Avoidance was absent in the first notes and noted, with no level named, in the last three notes")


def test_severe_at_first_and_no_level_lately_is_no_improvement() -> None:
    seen = judged([*told(w1=3, w2=3, w3=3), *bare(6, 7, 8)])
    [avoidance] = seen.indicators
    assert avoidance.change is Change.NO_CLEAR_CHANGE


def test_the_one_severe_note_of_the_beginning_does_not_vanish() -> None:
    words = sentence([*bare(1, 2), *told(w3=3, w5=1, w6=1, w7=1)])
    assert words.startswith("Avoidance went from severe to mild in the notes that name a level")


def test_no_sentence_goes_from_a_word_to_the_same_word() -> None:
    words = sentence(told(w1=2, w2=2, w3=0, w6=2, w7=2, w8=3))
    assert words.startswith("Avoidance went from absent or moderate to moderate or severe in the notes")


def test_better_without_any_level_is_told_as_better() -> None:
    eased = [said("avoidance", number, None, direction=Direction.BETTER) for number in (4, 5, 6, 7)]
    words = sentence([*bare(1, 2, 3), *eased])
    assert words.startswith("Avoidance reads better in the last notes than in the first")


def test_a_worsening_that_the_latest_notes_do_not_bear_out_is_told_in_plain_words() -> None:
    words = sentence(told(w1=0, w2=1, w3=1, w4=2, w5=2, w6=3, w7=1, w8=1))
    assert "though not in the latest note" not in words
    assert "no longer reads worse" in words


def test_little_difference_is_no_clear_change_in_one_breath() -> None:
    words = sentence(told(w1=2, w2=2, w3=2, w6=2, w7=2, w8=1))
    assert words == "Avoidance: moderate in the first notes, mostly moderate in the last, too little to call it a change."


@pytest.mark.parametrize("levels", [[None, 2, 2, 3, 3, 3], [1, 1, 2, 2, 3, 3], [0, 2, 2, 2, 3, 2], [3, 0, 0, 3, 3, 3], [2, 2, 1, 3, 3, 3]])
def test_from_and_to_are_never_the_same(levels: list[int | None]) -> None:
    for one in judged(story("avoidance", levels), len(levels)).statements:
        found = re.search(r"went from (.+) to (.+) in the notes", one.text)
        assert not found or found[1] != found[2], one.text


def test_the_table_of_the_picture_says_that_no_level_was_named() -> None:
    rows = numbers_table(judged(bare(1, 2, 3))).rows
    assert "noted, no level named" in rows[0].cells
    assert all("moderate" not in row.cells for row in rows)
