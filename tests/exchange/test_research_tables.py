"""Tables for research: pseudonyms, moved days with their intervals, words away or scrubbed, and a report that says so."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from fullarc.exchange.deidentification.days_in_text import moved_by
from fullarc.exchange.deidentification.deidentified import deidentifier
from fullarc.exchange.deidentification.known_names import Known
from fullarc.exchange.record.record_tables import ENTRIES, SESSIONS, FilledTable
from fullarc.exchange.record.research_tables import for_research, people

DAYS = (date(2024, 3, 14), date(2024, 3, 28), date(2024, 5, 2))
SESSION_ROWS = [
    (client, 1, day, n, "10:30", "attended", 50, "video", 1) for client in ("NORA-77", "TOM-78") for n, day in enumerate(DAYS, 1)
]
WORDS = "Call Nora Lind on 2024-03-14, or her sister Greta, at nora@example.org"
ENTRY_ROWS = [("NORA-77", 1, DAYS[0], "mood", 1, "note", None, WORDS)]


def by_turns() -> Callable[[int], int]:
    """Numbers that are drawn one after the other, the same at every run."""
    state = [3]

    def draw(below: int) -> int:
        state[0] = (state[0] * 7 + 5) % 1_000_003
        return state[0] % below

    return draw


def test_clients_have_pseudonyms_that_tell_nothing_of_their_codes() -> None:
    [table], report = for_research([FilledTable(SESSIONS, SESSION_ROWS)], people(["NORA-77", "TOM-78"], draw=by_turns()))
    assert {row[0] for row in table.rows} == {"P001", "P002"}
    assert report.clients == 2


def test_days_are_moved_by_whole_weeks_and_their_intervals_stay() -> None:
    who = people(["NORA-77", "TOM-78"], draw=by_turns())
    [table], report = for_research([FilledTable(SESSIONS, SESSION_ROWS)], who)
    for pseudonym in ("P001", "P002"):
        days = [row[2] for row in table.rows if row[0] == pseudonym]
        assert [b - a for a, b in pairwise(days)] == [timedelta(14), timedelta(35)]  # type: ignore[operator]
        assert days[0] != DAYS[0]
        assert days[0].weekday() == DAYS[0].weekday()  # type: ignore[union-attr]
    assert report.days_moved == {"sessions.date": 6}


def test_no_client_is_ever_moved_by_nothing() -> None:
    assert all(person.moved for person in people((str(n) for n in range(200)), draw=by_turns()).values())


def test_free_words_and_times_of_day_are_left_out_and_the_report_says_so() -> None:
    who = people(["NORA-77", "TOM-78"], draw=by_turns())
    [sessions, entries], report = for_research([FilledTable(SESSIONS, SESSION_ROWS), FilledTable(ENTRIES, ENTRY_ROWS)], who)
    assert "time" not in [column.name for column in sessions.of.columns]
    assert "words" not in [column.name for column in entries.of.columns]
    assert not any("Nora" in str(cell) for row in entries.rows for cell in row)
    assert report.left_out == {"sessions.time": 6, "entries.words": 1}
    assert "entries.words | left out (1 cells" in report.in_words()
    assert "Nora" not in report.in_words() + report.as_json().decode()


def test_words_are_scrubbed_where_they_are_kept_and_their_days_move_along() -> None:
    known = {Known.CLIENT: ["Nora Lind"], Known.FAMILY: ["Greta"]}
    who = people(["NORA-77"], draw=by_turns(), scrubbers=lambda code, days: deidentifier(known, moved_by(days)))
    [entries], report = for_research([FilledTable(ENTRIES, ENTRY_ROWS)], who)
    [row] = entries.rows
    words = str(row[-1])
    assert str(row[2]) in words
    assert not any(secret in words for secret in ("Nora", "Lind", "Greta", "example.org", "2024-03-14"))
    assert report.scrubbed == {"entries.words": 1}
    assert report.removed["entries.words"].total >= 4


def test_a_client_without_a_pseudonym_is_refused() -> None:
    with pytest.raises(KeyError):
        for_research([FilledTable(SESSIONS, SESSION_ROWS)], people(["NORA-77"], draw=by_turns()))
