"""Every score stands behind its sentence, and what is counted in a sentence is counted beside it; one standstill is one signal."""

import pytest
from tests.course.courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.timeline import LogEntry
from fullarc.exchange.pages.course_words import proofs_counted

FELL = [13, 15, 16, 14, 12, 13, 6, 6, 5, 4, 7, 3]
STAYED = [13, 11, 12, 14, 13, 12, 13, 11, 12, 12]
LOST = [20, 18, 9, 8, 8, 9, 18, 19, 20, 19]


@pytest.mark.parametrize("values", [FELL, STAYED, LOST])
def test_no_score_is_left_out_of_the_evidence(values: list[float | None]) -> None:
    seen = assess_timeline(course(len(values), scores=scores("gad-7", values)))
    told = next(one for one in seen.statements if one.topic == "gad-7")
    assert [proof.value for proof in told.evidence] == values
    assert proofs_counted(told.evidence) == f"{len(values)} scores"


def test_a_sentence_on_the_log_rests_on_as_many_entries_as_it_says() -> None:
    entries = [
        LogEntry(week(1 + number // 3), "mood-journal", "mood", 3.0 + number % 5, "higher", f"entry {number}") for number in range(36)
    ]
    told = next(one for one in assess_timeline(course(12, entries=entries)).statements if one.topic == "mood-journal")
    assert "from 36 entries" in told.text
    assert proofs_counted(told.evidence) == "36 log entries"


def test_no_improvement_on_two_measures_is_one_signal_since_the_session_it_was_due() -> None:
    both = [*scores("gad-7", STAYED), *scores("core-10", [22, 21, 22, 23, 21, 22, 20, 21, 22, 20])]
    [signal] = [one for one in assess_timeline(course(10, scores=both)).signals if one.kind == "no_improvement"]
    assert signal.reason.startswith("No reliable improvement on GAD-7 and CORE-10 in ten sessions: GAD-7 13 at the start, 12 on 18 March")
    assert "So since session 6" in signal.reason
    assert signal.since == week(6)
    assert {proof.label for proof in signal.proofs} == {"GAD-7", "CORE-10"}


def test_the_day_of_the_signal_does_not_move_with_each_new_score() -> None:
    def since(weeks: int) -> object:
        seen = assess_timeline(course(weeks, scores=scores("gad-7", STAYED[:weeks])))
        return next(one.since for one in seen.signals if one.kind == "no_improvement")

    assert since(8) == since(10)
