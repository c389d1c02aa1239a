"""What a report says of how much of its findings a clinician has looked at: what was said, never a share of what nobody had to confirm."""

from datetime import date

from fullarc.course.timeline import Note, NotedFinding, Review, timeline_of
from fullarc.exchange.pages.course_words import given_amounts
from fullarc.reading.reader import read

TEXT = "Panic attacks twice this week. Slept badly. Denies suicidal thoughts."
DAY = date(2026, 11, 23)


def rests_on(*said: Review, dismissed: int = 0) -> str:
    """One note with as many findings as were said something of."""
    found = read(TEXT)
    findings = [NotedFinding(found[n % len(found)], DAY, None, source="1", review=each, key=str(n)) for n, each in enumerate(said)]
    words = given_amounts(timeline_of(notes=[Note(DAY, "1", None, TEXT, len(TEXT.split()))], findings=findings, dismissed=dismissed))
    return words.removeprefix("1 note; ")


RULE = "what was read from the notes counts unless the clinician says otherwise"


def test_what_a_clinician_said_is_counted_and_dismissed_findings_are_among_it() -> None:
    assert rests_on(*[Review.UNREVIEWED] * 5, Review.CORRECTED, dismissed=1) == f"{RULE}: 1 corrected and 1 dismissed"


def test_a_record_of_which_nothing_was_said_states_the_rule() -> None:
    assert rests_on(*[Review.UNREVIEWED] * 5) == RULE


def test_a_record_that_was_looked_at_as_a_whole_says_so() -> None:
    all_of_it = [Review.CONFIRMED] * 4
    assert rests_on(*all_of_it, dismissed=2) == "the clinician looked at every finding read from the notes: 4 confirmed and 2 dismissed"


def test_what_a_clinician_marked_is_counted_apart() -> None:
    assert rests_on(Review.UNREVIEWED, Review.ADDED) == f"{RULE}, and 1 marked that the reader had missed"
