"""What a risk signal stands on after clinicians have looked at the findings that raised it.

A signal never changes and never goes by itself; its words tell of each danger that was taken back, by whom and when.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from fullarc.course.days import day_in_words
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.risk import DANGERS
from fullarc.course.timeline import Review
from fullarc.reading.danger.danger_from_others import FROM_OTHERS, from_others
from fullarc.reading.finding import Finding, Status
from fullarc.web.findings.finding_words import status_word
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.findings.risk_said import as_now, names_a_danger
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.signals.models import Signal

SPEAKS = " speaks of "
DOUBT = " (uncertain)"
_DANGERS = {indicator_in_words(danger): danger for danger in DANGERS}
_SOURCES = (Note._meta.label_lower, Addendum._meta.label_lower)


def as_they_stand(signals: Iterable[Signal]) -> list[Signal]:
    """The signals with their words as they stand now; those of which clinicians have taken everything back come last. Two queries."""
    rows = list(signals)
    reviewed = _reviewed([row for row in rows if row.source_type in _SOURCES])
    for row in rows:
        row.taken_back = row.source_id in reviewed and not _fill(row, reviewed[row.source_id])
    return sorted(rows, key=lambda row: row.taken_back)


def _reviewed(signals: Sequence[Signal]) -> dict[str, list[StoredFinding]]:
    """By the id of a note or an addendum, all its findings, where a clinician has corrected or dismissed one."""
    ids = {signal.source_id for signal in signals}
    if not ids:
        return {}
    own = Q(addendum__in=ids) | Q(addendum=None, note__in=ids)
    said = StoredFinding.objects.filter(own).exclude(review__in=[Review.UNREVIEWED.value, Review.CONFIRMED.value])
    touched = {str(addendum or note) for note, addendum in said.order_by().values_list("note", "addendum")}
    found: dict[str, list[StoredFinding]] = defaultdict(list)
    if touched:
        of_touched = Q(addendum__in=touched) | Q(addendum=None, note__in=touched)
        for row in StoredFinding.objects.filter(of_touched).select_related("reviewed_by"):
            found[str(row.addendum_id or row.note_id)].append(row)
    return found


def _fill(signal: Signal, rows: Sequence[StoredFinding]) -> bool:
    """Put what became of each danger behind its name; whether anything that raised the signal is still there."""
    head, speaks, tail = signal.reason.partition(SPEAKS)
    parts, there = [], []
    for part in tail.split(", "):
        danger = _DANGERS.get(part.removesuffix(DOUBT))
        became = _became(danger, rows, doubtful=part.endswith(DOUBT)) if danger else ""
        there += [not became or bool(_there(danger, rows))] if danger else []
        parts.append(f"{part} ({became})" if became else part)
    signal.as_it_stands = f"{head}{speaks}{', '.join(parts)}"
    return any(there) or not there


def _there(danger: str, rows: Sequence[StoredFinding]) -> list[Finding]:
    """What counts of a danger in the source: present or uncertain, as it was read or as a clinician said."""
    standing = [row for row in rows if row.review != DISMISSED]
    if danger == FROM_OTHERS:
        return from_others([row.finding for row in as_now(standing)], _text(rows))
    return [finding for finding in (row.finding for row in standing) if finding.indicator == danger and names_a_danger(finding)]


def _text(rows: Sequence[StoredFinding]) -> str:
    """The words that the findings of one source were read in; asked for only of danger from others, which is told by them."""
    return (rows[0].addendum or rows[0].note).text if rows else ""


def _became(danger: str, rows: Sequence[StoredFinding], *, doubtful: bool) -> str:
    """Says "corrected to denied on 23 November by Mira Lind"; empty while words of the source tell of the danger as the signal does."""
    if any(doubtful or finding.status is Status.PRESENT for finding in _there(danger, rows)):
        return ""
    taken = [row for row in rows if row.reviewed_at is not None and row.reviewed_by is not None and _told_of(danger, row)]
    if not taken:
        return ""
    last = max(taken, key=lambda row: row.reviewed_at or row.note.begun_at)
    if last.review == DISMISSED:
        deed = "dismissed"
    else:
        other = "" if last.finding.indicator == danger else f"{indicator_in_words(last.finding.indicator)}, "
        deed = f"corrected to {other}{status_word(last.finding.status, last.finding)}"
    day = day_in_words(timezone.localdate(last.reviewed_at), timezone.localdate())
    return f"{deed} on {day} by {last.reviewed_by.name if last.reviewed_by else ''}"


def _told_of(danger: str, row: StoredFinding) -> bool:
    """Whether it was read as that danger, or a clinician had said so of it, and it was changed since."""
    if danger == FROM_OTHERS:
        read = bool(from_others([row.as_read], _text([row])))
    else:
        read = row.as_read.indicator == danger and names_a_danger(row.as_read)
    return (read or row.corrected.get("indicator") == danger) and (row.review == DISMISSED or bool(row.corrected))
