"""From the rows of a plan to rows of the record: sessions, notes, scores. Called inside the transaction that carries an import out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from fullarc.exchange.incoming.notes_import import ReadyNote
from fullarc.exchange.incoming.scores_import import NewScore
from fullarc.web.accounts.models import User
from fullarc.web.clients.actions import change_course, change_session, number_sessions
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.scheduling import set_attendance
from fullarc.web.findings.actions import ensure_read
from fullarc.web.imports.places import places_of
from fullarc.web.measurements.actions import enter_answers, enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note

IMPORTED = Administration.Mode.IMPORT.value


def bring_in_notes(course: CourseOfCare, notes: Iterable[ReadyNote], *, by: User) -> int:
    """Put each note to a session of its day that has none, else to a new one; have it read. Gives the number of new sessions.

    A session that was planned for the day was attended when there is a note of it, and held as its head says.
    """
    places = places_of(course, notes)
    for place in places:
        session = place.session
        if place.takes_its_format:
            session.format = place.held
            change_session(session, by=by, started_from=session.version, fields=["format"])
        if session.is_planned:
            set_attendance(session, Session.State.ATTENDED, by=by, started_from=session.version)
    new = [place.session for place in places if place.is_new]
    Session.objects.bulk_create(new)
    number_sessions(course)
    for place in places:
        import_note(place.session, text=place.note.text, source_name=place.note.name, by=by)
    if places:
        ensure_read(course, by=by)
    return len(new)


def bring_in_scores(course: CourseOfCare, scores: Iterable[NewScore], *, by: User) -> None:
    """One administration for each measure and day; answers raise the signals of their risk items on the way in."""
    totals: dict[tuple[date, str], dict[str, float]] = defaultdict(dict)
    for score in scores:
        if score.answers:
            enter_answers(course, measure=score.measure, answers=dict(score.answers), on=score.day, by=by, mode=IMPORTED)
        elif score.value is not None:
            totals[score.day, score.measure][score.scale] = score.value
    for (day, measure), values in totals.items():
        enter_totals(course, measure=measure, values=values, on=day, by=by, mode=IMPORTED)


def move_beginning(course: CourseOfCare, day: date, *, by: User) -> None:
    """Let the course of care begin on the day of its first note or score."""
    course.began = day
    change_course(course, by=by, started_from=course.version, fields=["began"])
