"""Work in part is a difficulty at work: an insurer may not be told that there is none. Work in full, or little by choice, is none."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

IN_PART = (
    "Back to work 50% since 1 June.",
    "Work ok 50%.",
    "Returned to work half-time, still off sick the rest.",
    "Returned to work part-time.",
    "Back at work two days a week, off sick the rest.",
    "On a phased return to work.",
    "Back to work 4h/day.",
    "Works half days at the moment, work is going ok.",
    "Resumed work at 30 %.",
    "Gradual return to work, 3 mornings a week.",
    "Back to work on light duties.",
    "Is back to work, but only mornings.",
    "Job going well on reduced hours.",
    "Back at work part time, manages well.",
    "Started graded return to work, 20 hrs.",
    "Back at work for three hours a day.",
    "Back to work 50%, full-time from August.",
    "Back at work, not yet full time.",
    "Back at work half days, aims for full time by June.",
    "Increased from 50% to 80% at work, going well.",
)
IN_FULL = (
    "Back to work full-time since August.",
    "Back to work 100%.",
    "Back at work, no problems.",
    "Returned to work after two weeks of holiday.",
    "Work is going well.",
    "Now back to full hours at work.",
    "Back to work 5 days a week.",
    "Completed her phased return and is now full-time.",
    "Work ok.",
    "Denies any difficulty at work.",
    "Productivity at work up 50%.",
    "Returned to work on 50 mg sertraline.",
    "Returned to work, anxiety 50% better.",
    "Mood 50% better, back at work.",
    "Back to work. Sleeps 50% better.",
    "Work up from 50% to 100% since Monday.",
    "Back at work and sleeping 5 hours a night.",
    "Back at work, 3 sessions a week of physio.",
    "Works three days a week at the library and likes it.",
    "Back at work, saw GP two days ago.",
)


def at_work(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator == "work_functioning"}


@pytest.mark.parametrize("text", IN_PART)
def test_work_in_part_is_a_difficulty_at_work(text: str) -> None:
    assert Status.PRESENT in at_work(text)
    assert Status.DENIED not in at_work(text)


@pytest.mark.parametrize("text", IN_FULL)
def test_work_in_full_or_in_part_by_choice_is_none(text: str) -> None:
    assert at_work(text) <= {Status.DENIED}


def test_a_difficulty_at_work_is_not_told_and_denied_by_one_sentence() -> None:
    """The words that come back to work say that it is better; the rest is still sick leave."""
    first, *_ = [each for each in read("Returned to work half-time, still off sick the rest.") if each.indicator == "work_functioning"]
    assert (first.status, str(first.direction)) == (Status.PRESENT, "better")
