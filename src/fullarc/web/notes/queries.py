"""Reading notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fullarc.notes.formats import BUILT_IN, BY_PARTS, PLAIN, NoteFormat
from fullarc.notes.last_plan import PlanLine, against, plan_lines
from fullarc.notes.templates import Template, shipped
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.notes.actions import holds_more
from fullarc.web.notes.models import Addendum, Autosave, Cosignature, Note, PracticeFormat, PracticeTemplate, Snippet


@dataclass(frozen=True, slots=True)
class SessionRow:
    session: Session
    notes: list[Note]

    @property
    def wants_a_note(self) -> bool:
        return self.session.number is not None and not self.notes


@dataclass(frozen=True, slots=True)
class LastPlan:
    """What the note before planned, line by line; homework stands first among equals."""

    date: date
    lines: tuple[PlanLine, ...]

    @property
    def homework(self) -> tuple[PlanLine, ...]:
        return tuple(line for line in self.lines if line.homework)


def closed_notes(course: CourseOfCare) -> QuerySet[Note]:
    """The signed and imported notes of a course in order of date: what the assessment reads."""
    rows = Note.objects.filter(session__course=course).exclude(state=Note.State.DRAFT)
    return rows.select_related("session").order_by("session__date", "begun_at")


def addenda_of(course: CourseOfCare) -> QuerySet[Addendum]:
    """The addenda and corrections of a course in the order in which they were signed."""
    return Addendum.objects.filter(note__session__course=course).select_related("note__session").order_by("signed_at")


def texts_of(course: CourseOfCare) -> Iterator[tuple[date, str]]:
    """Day and text of every closed note of a course."""
    return ((note.session.date, note.text) for note in closed_notes(course))


def goals_set_aside(course: CourseOfCare) -> set[tuple[str, str]]:
    """(note, goal) pairs, by id, of which a writer said that the note does not speak to the goal."""
    rows = Note.objects.filter(session__course=course).filter(set_aside__isnull=False).only("id", "set_aside")
    return {(str(note.pk), goal) for note in rows for goal in note.set_aside or []}


def sessions_with_notes(course: CourseOfCare) -> list[SessionRow]:
    """The sessions held in a course, newest first, each with its notes. A fixed number of queries; no text is decrypted."""
    sessions = (
        course.sessions.exclude(attendance=Session.State.PLANNED)
        .order_by("-date", "-begins")
        .prefetch_related("notes__author", "notes__addenda", "notes__cosignatures")
    )
    return [SessionRow(session, list(session.notes.all())) for session in sessions]


def note_before(note: Note) -> Note | None:
    """The closed note of the session before, or of an earlier one on the same day."""
    rows = closed_notes(note.session.course).filter(session__date__lte=note.session.date).exclude(pk=note.pk)
    return rows.filter(begun_at__lt=note.begun_at).last() or rows.last()


def last_plan(note: Note, before: Note | None) -> LastPlan | None:
    """What the note before this one planned, when it says so; each line with whether this note takes it up."""
    lines = against(plan_lines(before.plan), note.text) if before else ()
    return LastPlan(before.session.date, lines) if before and lines else None


def newest_plan(course: CourseOfCare) -> tuple[date, str] | None:
    """What the newest closed note planned, a line each; without what it tells of the homework of before."""
    newest = closed_notes(course).last()
    lines = plan_lines(newest.plan) if newest else ()
    return (newest.session.date, "\n".join(line.text for line in lines)) if newest and lines else None


def usual_format(user: User) -> str:
    """The format this person wrote last."""
    last = Note.objects.filter(author=user).exclude(state=Note.State.IMPORTED).order_by("-begun_at").only("format", "layout").first()
    return last.shape if last and last.shape in formats() else "soap"


def formats() -> dict[str, NoteFormat]:
    """Every format that can be chosen here by its key: the built-in ones, the practice's own, plain prose last."""
    own = {row.key: row.format for row in PracticeFormat.objects.all()}
    return {**BUILT_IN, **own, PLAIN.key: PLAIN}


def format_for(key: str) -> NoteFormat:
    """The format of that key; the parts themselves when there is none (any more)."""
    return formats().get(key, BY_PARTS)


def templates() -> tuple[Template, ...]:
    """The shipped templates, with the practice's in their place, and the practice's others."""
    rows = list(PracticeTemplate.objects.all())
    replaced = {row.instead_of: row for row in rows if row.instead_of}
    kept = [replaced[each.key].template if each.key in replaced else each for each in shipped() if not hidden(replaced.get(each.key))]
    return (*kept, *(row.template for row in rows if not row.instead_of and not row.hidden))


def hidden(row: PracticeTemplate | None) -> bool:
    return row is not None and row.hidden


def snippets_for(user: User) -> dict[str, str]:
    """Short word to text: the practice's, and one's own in their place."""
    rows = [*Snippet.objects.filter(owner=None), *Snippet.objects.filter(owner=user)]
    return {row.short: row.text for row in rows}


def left_behind(note: Note, user: User) -> list[Autosave]:
    """What this person's editors held that was never saved and is not in the note: offered, never merged."""
    return [kept for kept in note.autosaves.filter(author=user).order_by("-saved_at") if holds_more(kept, note)]


def notes_to_cosign(user: User) -> list[Note | Addendum]:
    """What waits for this person's second signature, oldest first: by somebody whom they supervise today, or in whose team they are."""
    today = timezone.localdate()
    supervised = Supervision.objects.filter(Supervision.holds(today), supervisor=user).values("supervisee")
    in_team = CareTeam.objects.filter(CareTeam.holds(today), user=user).values("client")
    clients = clients_open_to(user, to=Permission.COSIGN_NOTES)
    notes = unsigned_notes(clients).filter(Q(author__in=supervised) | Q(session__course__client__in=in_team)).exclude(author=user)
    added = unsigned_addenda(clients).filter(Q(author__in=supervised) | Q(note__session__course__client__in=in_team)).exclude(author=user)
    return by_age(notes, added)


def own_notes_waiting(user: User) -> list[Note | Addendum]:
    """What this person signed that nobody has co-signed yet."""
    clients = clients_open_to(user, to=Permission.WRITE_NOTES)
    return by_age(unsigned_notes(clients).filter(author=user), unsigned_addenda(clients).filter(author=user))


def unsigned_notes(clients: QuerySet[Client]) -> QuerySet[Note]:
    signed = Cosignature.objects.filter(addendum=None, note=OuterRef("pk"))
    rows = Note.objects.filter(needs_cosignature=True, session__course__client__in=clients).exclude(state=Note.State.DRAFT)
    return rows.filter(~Exists(signed)).select_related("author", "session__course__client")


def unsigned_addenda(clients: QuerySet[Client]) -> QuerySet[Addendum]:
    rows = Addendum.objects.filter(needs_cosignature=True, note__session__course__client__in=clients, cosignatures=None)
    return rows.select_related("author", "note__session__course__client")


def by_age(notes: QuerySet[Note], addenda: QuerySet[Addendum]) -> list[Note | Addendum]:
    rows: list[Note | Addendum] = [*notes, *addenda]
    return sorted(rows, key=lambda each: each.signed_at or timezone.now())
