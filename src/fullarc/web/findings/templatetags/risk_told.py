"""`{% risk_told signal as told %}`: what the source of a risk signal says, so that nobody acknowledges what they have not read."""

from dataclasses import dataclass

from django import template
from django.db.models import QuerySet
from django.urls import reverse

from fullarc.modalities.tracker import trackers
from fullarc.reading.danger.danger_from_others import FROM_OTHERS, from_others
from fullarc.reading.finding import Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.findings.margin import Line, lines_of
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.findings.risk_said import as_now
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.signals.models import Signal

register = template.Library()
RAISING = (Status.PRESENT, Status.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class RiskTold:
    """The lines of the note that speak of risk, also those that deny it, and where the whole source stands."""

    lines: tuple[Line, ...]
    address: str
    words: str  # of the link
    mend: str = ""  # where in the note's margin the finding stands that raised it; empty for whoever may not review it


@register.simple_tag(takes_context=True)
def risk_told(context: template.Context, signal: Signal) -> RiskTold | None:
    """None for whoever may not read the source, and for a source that has no page of its own."""
    user = context["user"]
    if not isinstance(user, User):
        return None
    if signal.source_type == Administration._meta.label_lower and may_for(user, signal.client, Permission.READ_SCORES):
        address = reverse("measurements:administration", args=[signal.client_id, signal.source_id])
        return RiskTold((), address, "The form with its answers")
    if signal.source_type == LogRow._meta.label_lower and may_for(user, signal.client, Permission.READ_SCORES):
        return _of_log(signal)
    if not may_for(user, signal.client, Permission.READ_NOTES):
        return None
    if signal.source_type == Note._meta.label_lower:
        note = Note.objects.filter(session__course__client=signal.client, pk=signal.source_id).first()
        return _of(user, signal, note, note.text, note.findings.filter(addendum=None).select_related("reviewed_by")) if note else None
    if signal.source_type == Addendum._meta.label_lower:
        added = Addendum.objects.filter(note__session__course__client=signal.client, pk=signal.source_id).select_related("note").first()
        return _of(user, signal, added.note, added.text, added.findings.select_related("reviewed_by")) if added else None
    return None


def _of_log(signal: Signal) -> RiskTold | None:
    row = LogRow.objects.filter(course__client=signal.client, pk=signal.source_id).first()
    if row is None:
        return None
    page = "trackers:tracker" if row.log in trackers() else "measurements:log"
    return RiskTold((), f"{reverse(page, args=[signal.client_id, row.course_id, row.log])}#row-{row.pk}", "The entry with its words")


def _of(user: User, signal: Signal, note: Note, text: str, stored: "QuerySet[StoredFinding]") -> RiskTold:
    rows = list(stored.exclude(review=DISMISSED))
    done_to_them = from_others([row.finding for row in as_now(rows)], text)
    of_risk = [row for row in rows if group_of(row.finding.indicator) == "risk" or row.finding in done_to_them]
    told = tuple(line for line in lines_of(text, of_risk) if line.reads)
    address = reverse("findings:note", args=[signal.client_id, note.pk])
    raising = [row for row in of_risk if row.finding.status in RAISING or row.finding in done_to_them]
    named = {row.pk: FROM_OTHERS if row.finding in done_to_them else row.finding.indicator for row in raising}
    raised = sorted(raising, key=lambda row: named[row.pk] != signal.kind)
    mend = f"{address}#finding-{raised[0].pk}" if raised and may_for(user, signal.client, Permission.REVIEW_FINDINGS) else ""
    return RiskTold(told, address, "The whole note", mend)
