"""Reading notes again when the rules have changed: in the background, a note at a time, and on from there after a break.

What was read by which rules stands with every note (`Reading`), so nothing is kept about how far it got: what waits is worked out from the
rows. A note is read outside any transaction and stored in a short one of its own, so that nobody waits for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import transaction
from django.db.models import Q

from fullarc.course.copied_text import NOTES_LOOKED_BACK, copied_blocks
from fullarc.reading.finding import Finding
from fullarc.reading.own_lexicon import OwnLexicon, version_with
from fullarc.reading.reader import read
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings import deeds
from fullarc.web.findings.actions import store
from fullarc.web.findings.models import AddendumReading, Reading
from fullarc.web.findings.risk_said import not_raised_yet, raise_risk
from fullarc.web.lexicon.in_force import lexicon_in_force, rules_in_force
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.queries import addenda_of, closed_notes

SECONDS = 20.0  # of reading in one turn: reminders and what else waits come between


@dataclass(frozen=True, slots=True)
class Progress:
    """How many closed notes and addenda there are, and how many of them stand as the rules in force read them."""

    of: int
    done: int

    @property
    def waiting(self) -> int:
        return self.of - self.done


def progress() -> Progress:
    """In a fixed number of queries."""
    version = rules_in_force()
    notes, addenda = Note.objects.exclude(state=Note.State.DRAFT), Addendum.objects.all()
    read_notes = Reading.objects.filter(rules_version=version).exclude(note__state=Note.State.DRAFT)
    done = read_notes.count() + AddendumReading.objects.filter(rules_version=version).count()
    return Progress(notes.count() + addenda.count(), done)


def something_waits() -> bool:
    """Whether a note or an addendum was read by other rules, or never."""
    old = _old(rules_in_force())
    return Note.objects.exclude(state=Note.State.DRAFT).filter(old).exists() or Addendum.objects.filter(old).exists()


def read_again(*, seconds: float = SECONDS) -> int:
    """Read what waits for so long, one note at least; the newest courses first. Returns how many notes and addenda were read."""
    began, lexicon = monotonic(), lexicon_in_force()
    done = 0
    for course in _courses_that_wait(version_with(lexicon)):
        for _ in _in_course(course, lexicon):
            done += 1
            if monotonic() - began >= seconds:
                return done
    return done


def _courses_that_wait(version: str) -> list[CourseOfCare]:
    old = _old(version)
    notes = Note.objects.exclude(state=Note.State.DRAFT).filter(old).order_by().values("session__course")
    addenda = Addendum.objects.filter(old).order_by().values("note__session__course")
    return list(CourseOfCare.objects.filter(Q(pk__in=notes) | Q(pk__in=addenda)).select_related("client").order_by("-began", "pk"))


def _old(version: str) -> Q:
    return Q(reading=None) | ~Q(reading__rules_version=version)


def _in_course(course: CourseOfCare, lexicon: OwnLexicon | None) -> Iterator[None]:
    """Each step reads one note or addendum and stores what was found."""
    version = version_with(lexicon)
    waiting = set(closed_notes(course).filter(_old(version)).values_list("pk", flat=True))
    earlier: list[str] = []
    for note in closed_notes(course) if waiting else ():
        text = note.text
        if note.pk in waiting:
            found = read(text, earlier=copied_blocks(text, earlier[-NOTES_LOOKED_BACK:]), lexicon=lexicon)
            put_in_place(note, found, version)
            yield
        earlier.append(text)
    for addendum in addenda_of(course).filter(_old(version)):
        put_in_place(addendum, read(addendum.text, lexicon=lexicon), version)
        yield


@transaction.atomic
def put_in_place(source: Note | Addendum, found: Sequence[Finding], version: str) -> None:
    """Store what these rules found in a note or an addendum, and a line in the trail when it is something else than before.

    A sign of risk that no signal tells of yet raises one; a signal that was closed stays closed.
    """
    type(source)._default_manager.select_for_update().get(pk=source.pk)
    readings = Reading.objects if isinstance(source, Note) else AddendumReading.objects
    kept_for = {"note": source} if isinstance(source, Note) else {"addendum": source}
    if readings.filter(**kept_for, rules_version=version).exists():
        return  # somebody was faster
    note, addendum = (source, None) if isinstance(source, Note) else (source.note, source)
    there = note.findings.filter(addendum=addendum)
    stored = store(found, there, version=version, note=note, addendum=addendum)
    readings.update_or_create(**kept_for, defaults={"rules_version": version})
    raise_risk(note, not_raised_yet([each.finding for each in stored.new], source), by=None, source=addendum)
    if stored.changed:
        record(deeds.READ_AGAIN, by=None, client=note.session.course.client_id, on=source, count=stored.changed)
