"""The assessment as plain text."""

from datetime import date, timedelta

from fullarc.course.assess import assess_timeline
from fullarc.course.from_notes import read_notes
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import ScoreRecord, timeline_of
from fullarc.goals.goal import Goal
from fullarc.narrative.for_clinician import outcome_for_clinician, verdict_in_words

START = date(2026, 1, 14)
NOTES = ["Severe panic attacks on the train."] * 3 + ["One mild panic attack."] * 2 + ["No panic attacks. Took the train to work."] * 5


def text() -> str:
    days = [START + timedelta(weeks=i) for i in range(len(NOTES))]
    notes, findings = read_notes((day, f"{i}.txt", note) for i, (day, note) in enumerate(zip(days, NOTES, strict=True)))
    records = [
        ScoreRecord(day, "gad-7", value, source="scores.csv") for day, value in zip(days, [16, 15, 15, 11, 9, 7, 6, 6, 5, 5], strict=True)
    ]
    goals = [Goal("1", "Take the train to work.")]
    return outcome_for_clinician(assess_timeline(timeline_of(notes=notes, findings=findings, scores=records, goals=goals)))


def test_it_begins_with_the_one_sentence_and_what_it_rests_on() -> None:
    first, second = text().split("\n\n")[:2]
    assert "improved, and the gain has held" in first
    assert second == "Judged on 18 March 2026. Rests on 10 notes, 10 scores."


def test_every_statement_shows_its_words_and_rule() -> None:
    assert "“panic attacks" in text().lower() or "“severe panic attacks" in text().lower()
    assert "rule change.reliable.gad-7" in text()


def test_all_five_domains_are_named() -> None:
    for name in ("Symptom burden", "Functional capacity", "Stability", "Risk profile", "Overall presentation"):
        assert name in text()


def test_what_is_not_known_has_its_own_list() -> None:
    assert "Not known\n" in text()
    assert "which is not the same as absent" in " ".join(text().split())


def test_a_verdict_leaves_out_a_durability_of_none() -> None:
    assert verdict_in_words(Change.NOT_ENOUGH, Durability.NONE) == "not enough to tell"
    assert verdict_in_words(Change.IMPROVED, Durability.REGAINED) == "improved, regained"
