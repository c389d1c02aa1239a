"""From a row of the timeline to a Proof that a statement can carry."""

from collections.abc import Sequence
from dataclasses import replace

from fullarc.course.assessment import ScoreCourse
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.log_words import line_of_log_in_words, log_in_words
from fullarc.course.statement import Kind, Proof
from fullarc.course.timeline import Attendance, LifeEvent, LogEntry, LoggedRisk, Note, NotedFinding, ScoreRecord, Session
from fullarc.goals.goal import Rating
from fullarc.reading.finding import Status

WRITTEN = ", as the note says"  # after the name of a measure whose score stands in a note


def number_of(value: float | tuple[float, float] | None) -> float | None:
    """A number, or the middle of a range."""
    if isinstance(value, tuple):
        return (value[0] + value[1]) / 2
    return None if value is None else float(value)


def finding_proof(noted: NotedFinding) -> Proof:
    """The words of a finding, with what the words claim: status, severity and direction where they are said."""
    finding = noted.finding
    said = [indicator_in_words(finding.indicator), finding.status.value.replace("_", " ")]
    if finding.severity:
        said.append(finding.severity.value)
    if finding.direction:
        said.append(finding.direction.value)
    return Proof(
        kind=Kind.NOTE,
        date=noted.date,
        label=", ".join(said),
        source=noted.source,
        session=noted.session,
        start=finding.evidence.start,
        end=finding.evidence.end,
        quote=finding.quote,
        indicator=finding.indicator,
        status=finding.status.value,
        value=number_of(finding.value),
        rule=finding.rule,
        key=noted.key,
    )


def score_proof(record: ScoreRecord, name: str) -> Proof:
    """One administration: what was given and what it came to. A score written in a note is proved by its words there."""
    if record.words is not None:
        return replace(finding_proof(record.words), label=f"{name}{WRITTEN}", value=record.value, key=record.measure)
    label = name if record.value is not None else f"{name}, not scored: {record.not_scored or 'reason not given'}"
    return Proof(Kind.SCORE, record.date, label, record.source, record.session, value=record.value, key=record.measure)


def series_proved(proof: Proof, scores: Sequence[ScoreCourse]) -> ScoreCourse | None:
    """The series that a score is of, by its measure and its name, which says the scale and who answered; None when it is of none."""
    named = [one for one in scores if one.measure == proof.key and proof.label.startswith(one.name)]
    return max(named, key=lambda one: len(one.name), default=None)


def rating_proof(rating: Rating, text: str) -> Proof:
    """One rating of a goal, with the goal's words as label."""
    return Proof(Kind.GOAL, rating.date, f"{text} ({rating.scale})", rating.source, value=rating.value, key=rating.goal)


def entry_proof(entry: LogEntry) -> Proof:
    """One number that the client logged."""
    return Proof(
        Kind.LOG,
        entry.date,
        f"{log_in_words(entry.log)}: {line_of_log_in_words(entry.item)}",
        entry.source,
        value=entry.value,
        key=entry.log,
    )


def logged_risk_proof(logged: LoggedRisk) -> Proof:
    """An answer in the client's own log that asks for attention, with the line and the answer in words."""
    label = f"{log_in_words(logged.log)}: {logged.line}, {logged.answer}"
    return Proof(Kind.LOG, logged.date, label, logged.source, indicator=logged.about, status=Status.PRESENT.value, key=logged.log)


def event_proof(event: LifeEvent) -> Proof:
    """A life event that was entered as such."""
    return Proof(Kind.EVENT, event.date, event.text, event.source, indicator=event.indicator)


def session_proof(session: Session) -> Proof:
    """Attendance of one session."""
    words = {Attendance.ATTENDED: "attended", Attendance.MISSED: "missed", Attendance.CANCELLED: "cancelled"}
    number = f"session {session.number}, " if session.number else ""
    return Proof(Kind.SESSION, session.date, f"{number}{words[session.attendance]}", session=session.number)


def silent_note_proof(note: Note, topic: str) -> Proof:
    """A session whose note was read and does not mention the topic: there are no words to quote. Not mentioned is not absent."""
    return Proof(Kind.SESSION, note.date, f"note read; {topic}: not mentioned", note.source, note.session)
