"""The signals of risk that notes raise: when the reader sees a danger, and when a clinician names one.

What a clinician says of the words of a note is no news to whoever says it, but a danger is never left without its signal.
"""

import re
from collections.abc import Iterable, Sequence

from django.utils import timezone

from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.risk import DANGERS, is_of_one_side, risk_course, told_or_answered_since
from fullarc.course.timeline import timeline_of
from fullarc.reading.danger.danger_from_others import FROM_OTHERS, from_others
from fullarc.reading.finding import Finding, Status
from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.queries import noted_findings, notes_read
from fullarc.web.measurements.queries import score_records
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal


def not_raised_yet(findings: Sequence[Finding], source: Note | Addendum) -> list[Finding]:
    """The findings of a note or addendum that say more than the signals that it raised before: those stay as they are, closed ones too.
    What stands in the place of words of a note is held against the signals of that note as well."""
    sources = [source, source.note] if isinstance(source, Addendum) and source.passage else [source]
    signals = Signal.objects.filter(source_id__in=[str(each.pk) for each in sources], kind__in=DANGERS)
    told = {danger for signal in signals for danger in (signal.kind, *dangers_named(signal.reason))}
    named = dangers_in(findings, source.text)
    return [finding for danger, finding in named if not any(tells_as_much(one, danger) for one in told)]


def dangers_named(reason: str) -> list[str]:
    """The dangers that the reason of a signal of risk names one by one, as `raise_risk` writes it, and as it is written of words that a
    client shares."""
    named = {words.removesuffix(" (uncertain)") for words in re.split(" speaks? of ", reason)[-1].split(", ")}
    return [danger for danger in DANGERS if indicator_in_words(danger) in named]


def tells_as_much(told: str, danger: str) -> bool:
    """Whether a danger that was told of is as grave as another one of the same side: to oneself, to others or from others."""
    return is_of_one_side(told, danger) and DANGERS.index(told) <= DANGERS.index(danger)


def raise_risk(
    note: Note,
    findings: Iterable[Finding],
    *,
    by: User | None,
    source: Addendum | None = None,
    words: str = "",
    seen_by: User | None = None,
) -> None:
    """One signal a note or addendum, named after the most serious thing it says is there or may be there. `words` go behind its reason;
    `seen_by` has seen it already."""
    told = sorted(dangers_in(list(findings), (source or note).text), key=lambda each: DANGERS.index(each[0]))
    if not told:
        return
    named = dict.fromkeys(f"{indicator_in_words(danger)}{' (uncertain)' if f.status is Status.UNCERTAIN else ''}" for danger, f in told)
    speaks = "The addendum to a note speaks" if source else "The note speaks"
    day = timezone.localdate(source.signed_at) if source else note.session.date
    reason = f"{speaks} of {', '.join(named)}" + (f", {words}" if words else "")
    client = note.session.course.client
    raise_signal(client, kind=told[0][0], reason=reason, source=source or note, on=day, by=by, seen_by=seen_by)


def dangers_in(findings: Sequence[Finding], text: str) -> list[tuple[str, Finding]]:
    """The dangers that findings of one text name, present or uncertain, each with its finding."""
    done_to_them = from_others(findings, text)
    return [
        (FROM_OTHERS if each in done_to_them else each.indicator, each) for each in findings if each in done_to_them or names_a_danger(each)
    ]


def as_now(rows: Iterable[StoredFinding]) -> list[StoredFinding]:
    """The findings without those to which a clinician gave another status than that of something there, or perhaps there, now: whatever
    their words say, they tell of no danger."""
    return [row for row in rows if "status" not in row.corrected or row.finding.status in (Status.PRESENT, Status.UNCERTAIN)]


def names_a_danger(finding: Finding) -> bool:
    """Whether a finding by itself is of a danger that is there or may be there."""
    return finding.indicator in DANGERS and finding.status in (Status.PRESENT, Status.UNCERTAIN) and not finding.carried_forward


def raise_risk_said(stored: StoredFinding, *, by: User) -> bool:
    """Raise the signal of a danger that a clinician names in a note, unless the record has dealt with it; whether one was raised.

    None is raised where a signal of this note or addendum told of it, or of something graver, and where later notes and forms told of it
    or denied it until it was resolved. One that is raised is seen by whoever named it, and does not go on to others.
    """
    source = stored.addendum or stored.note
    finding, course = stored.finding, stored.note.session.course
    named = dangers_in([finding], source.text)
    if not named or not not_raised_yet([finding], source):
        return False
    seen = timeline_of(findings=noted_findings(course), notes=notes_read(course), scores=score_records(course))
    if told_or_answered_since(risk_course(seen, {}), named[0][0], stored.note.session.date):
        return False
    client, today = course.client, timezone.localdate()
    words = f"as {by.name} said of its words on {today.day} {today:%B %Y}"
    seen_by = by if may_for(by, client, Permission.ACKNOWLEDGE_SIGNALS) else None
    raise_risk(stored.note, [finding], by=by, source=stored.addendum, words=words, seen_by=seen_by)
    return True
