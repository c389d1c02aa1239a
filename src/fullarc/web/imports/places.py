"""To which session each note of an import goes, how that was held, and what number it has there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from fullarc.exchange.incoming.notes_import import ReadyNote
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.imports.queries import sessions_without_note


@dataclass(frozen=True, slots=True)
class Place:
    """A note and its session. A new session is not stored yet."""

    note: ReadyNote
    session: Session
    is_new: bool

    @property
    def takes_its_format(self) -> bool:
        """A planned session was held as the note's head says; what is recorded of one that took place stays."""
        return self.session.is_planned and self.note.held is not None and self.note.held != self.session.format

    @property
    def held(self) -> Session.Format:
        """How the session will have been held."""
        return Session.Format(self.note.held if self.note.held and self.takes_its_format else self.session.format)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth a look: of the note, of how its session was held."""
        ways = " and ".join(Session.Format(way).label.lower() for way in self.note.asked)
        asked = f"Its head names {ways}: say how the session was held." if ways else ""
        return (*self.note.remarks, *filter(None, (asked, self.kept_otherwise)))

    @property
    def kept_otherwise(self) -> str:
        """What the record keeps although the head says something else; empty where they agree."""
        if self.note.held is None or self.note.held == self.session.format or self.takes_its_format:
            return ""
        return f"Its head says {Session.Format(self.note.held).label.lower()}; the session stays {self.held.label.lower()}, as recorded."


def places_of(course: CourseOfCare, notes: Iterable[ReadyNote]) -> list[Place]:
    """Each note with a session of its day that has none: an attended one, else a planned one, else a new one, held as the head says."""
    free: dict[date, list[Session]] = defaultdict(list)
    for session in sessions_without_note(course):
        free[session.date].append(session)
    places = []
    for note in notes:
        if there := free[note.day]:
            places.append(Place(note, there.pop(0), is_new=False))
        else:
            held = Session.Format(note.held) if note.held else Session.Format.IN_PERSON
            places.append(Place(note, Session(course=course, date=note.day, attendance=Session.State.ATTENDED, format=held), is_new=True))
    return places


def numbers_told(course: CourseOfCare, places: Sequence[Place]) -> tuple[str, dict[str, str]]:
    """Where heads give sessions another number than the count of attended sessions will: one sentence when all differ by as much, else one
    for each such note (by its key)."""
    attended = {session.pk: session for session in course.sessions.filter(attendance=Session.State.ATTENDED)}
    attended |= {place.session.pk: place.session for place in places}
    on_day: dict[date, list[int]] = defaultdict(list)
    for counted, session in enumerate(sorted(attended.values(), key=lambda each: (each.date, each.begins or time.min)), 1):
        on_day[session.date].append(counted)
    said = {place.note.key: (place.note.number, on_day[place.note.day]) for place in places if place.note.number is not None}
    differ = {key: (number, counted[0]) for key, (number, counted) in said.items() if number not in counted}
    if len(differ) == len(said) > 1 and len({number - counted for number, counted in differ.values()}) == 1:
        number, counted = next(iter(differ.values()))
        return f"“Session {number}” in the head of a note is session {counted} here: this record counts the sessions that are in it.", {}
    return "", {key: f"Its head says session {number}; here it is session {counted}." for key, (number, counted) in differ.items()}
