"""What a client told of danger in the logs of a course: answers that ask for attention, in catalogue logs and in trackers
with the client's own targets, and shared words in which the rules found a danger.
"""

from collections.abc import Iterator, Sequence

from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.logged_risk import logged_risk
from fullarc.course.timeline import LoggedRisk
from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.journal.shared_words import form_of
from fullarc.web.journal.words_of_danger import dangers_in, rows_with_signals
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.queries import row_form, stored_rows, things_of

CARD = "diary-card"  # the tracker whose lines ask about risk
OWN_WORDS = "own words"


def logged_risk_of(course: CourseOfCare) -> list[LoggedRisk]:
    """One for each such answer and each danger named, in order of date; what was withdrawn as entered in error is left out. A fixed number
    of queries."""
    forms = {log: form for log, form in catalogue().logs.items() if any(field.risk_about for field in form.fields)}
    rows = stored_rows(course, [*forms, CARD])
    if any(row.log == CARD for row in rows):
        forms[CARD] = row_form(trackers()[CARD], CARD, things_of(course, trackers()[CARD]), closed_too=True)
    answered = [one for row in rows if row.log in forms for one in logged_risk(forms[row.log], row.values, on=row.date, source=str(row.pk))]
    return sorted([*answered, *told_in_words(rows_with_signals(course))], key=lambda one: one.date)


def told_in_words(rows: Sequence[LogRow]) -> Iterator[LoggedRisk]:
    """The dangers that shared words speak of as they stand today, each named and never quoted. One query, two where phrases changed."""
    lexicon = lexicon_in_force() if rows else None
    for row in rows:
        if form := form_of(row):
            for danger in dangers_in(form, row.values, lexicon):
                yield LoggedRisk(row.date, row.log, OWN_WORDS, indicator_in_words(danger), danger, str(row.pk))
