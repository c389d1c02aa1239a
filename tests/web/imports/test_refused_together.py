"""Rows refused for one reason stand in one line of the page."""

from fullarc.web.imports.report import together

NO_SCORE = ("The row holds no score.", "Fill in a score, or take the row out.")


def test_rows_of_one_reason_stand_together_with_their_lines() -> None:
    rows = [["scores.csv", str(line), "", *NO_SCORE] for line in (2, 3, 4, 9, 12, 13)]
    assert together(rows) == [["scores.csv", "2 to 4, 9, 12 to 13", "", *NO_SCORE]]


def test_another_reason_or_another_file_stands_apart() -> None:
    rows = [
        ["a.csv", "2", "", *NO_SCORE],
        ["b.csv", "3", "", *NO_SCORE],
        ["a.csv", "4", "score", "The score lies above the range of this measure.", "PHQ-9: scores run from 0 to 27."],
    ]
    assert [row[:2] for row in together(rows)] == [["a.csv", "2"], ["b.csv", "3"], ["a.csv", "4"]]


def test_a_refused_file_has_no_line() -> None:
    assert together([["empty.txt", "", "", "The file is empty.", "Save the note again."]])[0][1] == ""
