"""The audit pack of a course and a period: what was planned, done, signed, measured, and whether it is still what was signed.

Values only; `audit_pack_paper.py` sets them on paper and writes the manifest for a machine.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which role, when (as printed), under which text (its SHA-256)."""

    by: str
    role: str
    at: str
    text_hash: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was added to a closed note: an addendum, a correction, or a late entry. Both texts stay readable."""

    id: str
    kind: str
    reason: str
    passage: str
    text: str = field(repr=False)
    signature: Signature
    cosigned: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A closed note of the period. `state` is "signed" or "imported"; `late` says that it was signed long after the session."""

    id: str
    day: date
    session: int | None
    state: str
    late: bool
    source: str
    text: str = field(repr=False)
    signature: Signature
    cosigned: tuple[Signature, ...] = ()
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLine:
    depth: int
    kind: str
    text: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class SignedPlan:
    """A version of the treatment plan that held on a day of the period."""

    number: int
    state: str
    signature: Signature | None
    review_on: date | None
    lines: tuple[PlanLine, ...]
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A review of the course that was signed in the period."""

    title: str
    day: date
    signature: Signature
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One row of the golden thread: from the diagnosis to the next step. An empty cell is a missing link."""

    goal: str
    diagnosis: str
    problem: str
    objectives: str
    interventions: str
    notes: str
    latest: str
    next_step: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    day: date
    measure: str
    scale: str
    value: str
    band: str
    session: str


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    day: date
    time: str
    state: str
    minutes: str
    format: str
    note: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What one person did with the record in the period: how often, when first and last, about what."""

    who: str
    roles: str
    times: int
    first: str
    last: str
    about: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: whether it is in order, and what was found. `faults` name each place that is not."""

    what: str
    fine: bool
    found: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditPack:
    """Everything that is printed. Psychotherapy (process) notes are in no pack."""

    practice: str
    client: str
    code: str
    course: str
    since: date
    until: date
    made_by: str
    made_at: str
    diagnoses: tuple[str, ...] = ()
    thread: tuple[ThreadRow, ...] = ()
    thread_in_words: str = ""
    missing: tuple[str, ...] = ()
    plans: tuple[SignedPlan, ...] = ()
    reviews: tuple[Review, ...] = ()
    notes: tuple[SignedNote, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    attendance: tuple[AttendanceRow, ...] = ()
    access: tuple[AccessRow, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def amendments(self) -> tuple[tuple[SignedNote, Amendment], ...]:
        """Every amendment of the period's notes with the note it belongs to, in order."""
        return tuple((note, added) for note in self.notes for added in note.amendments)

    @property
    def whole(self) -> bool:
        return all(check.fine for check in self.checks)

    @property
    def integrity_in_words(self) -> str:
        """The first sentence of the integrity statement."""
        if self.whole:
            return "Everything that was checked is as it was signed and written."
        faults = sum(len(check.faults) for check in self.checks)
        return f"{faults} {'place is' if faults == 1 else 'places are'} not as signed and written; each is named below."
