"""The answers in the logs of a course that ask for attention: in catalogue logs, and in trackers with the client's own targets."""

from fullarc.course.logged_risk import logged_risk
from fullarc.course.timeline import LoggedRisk
from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.trackers.queries import row_form, stored_rows, things_of

CARD = "diary-card"  # the tracker whose lines ask about risk


def logged_risk_of(course: CourseOfCare) -> list[LoggedRisk]:
    """One for each such answer, in order of date; what was withdrawn as entered in error is left out. Two queries at most."""
    forms = {log: form for log, form in catalogue().logs.items() if any(field.risk_about for field in form.fields)}
    rows = stored_rows(course, [*forms, CARD])
    if any(row.log == CARD for row in rows):
        forms[CARD] = row_form(trackers()[CARD], CARD, things_of(course, trackers()[CARD]), closed_too=True)
    return [one for row in rows if row.log in forms for one in logged_risk(forms[row.log], row.values, on=row.date, source=str(row.pk))]
