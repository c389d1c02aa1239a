"""From findings to a level per session and indicator: 0 denied or resolved, 1 mild, 2 moderate or unspecified, 3 severe.

Rules in words: docs/methods/assessment.md, "Levels".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from fullarc.course.assessment import Level
from fullarc.course.change import UNSPECIFIED
from fullarc.course.frequency import level_from_value
from fullarc.course.groups import domain_of, group_of
from fullarc.course.proofs import finding_proof
from fullarc.course.timeline import NotedFinding, Review
from fullarc.reading.finding import Direction, Finding, Severity, Status

_CURRENT = {Status.PRESENT, Status.UNCERTAIN, Status.DENIED}
_SEVERITY = {Severity.NONE: 0.0, Severity.MILD: 1.0, Severity.MODERATE: 2.0, Severity.SEVERE: 3.0}
NO_LEVEL = frozenset({"safety_plan", "protective_factor"})


def speaks_about_now(finding: Finding) -> bool:
    """Whether a finding is a claim about the client at the time of the note.

    The past, the feared or planned, other people and text carried over from an earlier note claim nothing about now.
    """
    return finding.status in _CURRENT and not finding.carried_forward


def levels_of(findings: Iterable[NotedFinding]) -> dict[str, tuple[Level, ...]]:
    """Per indicator with an outcome domain, one Level a day on which a note speaks of it, in order of date."""
    by_indicator: dict[str, dict[date, list[NotedFinding]]] = defaultdict(lambda: defaultdict(list))
    for noted in findings:
        indicator = noted.finding.indicator
        if speaks_about_now(noted.finding) and domain_of(indicator) is not None and indicator not in NO_LEVEL:
            by_indicator[indicator][noted.date].append(noted)
    return {indicator: _series(days) for indicator, days in by_indicator.items()}


def _series(days: dict[date, list[NotedFinding]]) -> tuple[Level, ...]:
    levels: list[Level] = []
    for day in sorted(days):
        mentions = days[day]
        findings = [as_it_counts(noted) for noted in beside_what_was_said(mentions)]
        level = session_level(findings, levels[-1].level if levels else None)
        proofs = tuple(finding_proof(noted) for noted in mentions)
        unreviewed = all(noted.review is Review.UNREVIEWED for noted in mentions)
        levels.append(Level(mentions[0].session, day, level, proofs, unreviewed, is_named(level, findings)))
    return tuple(levels)


def as_it_counts(noted: NotedFinding) -> Finding:
    """The finding as its level is worked out: where a clinician said the level, the number in the words gives none. Where they said that
    it is there, neither a number nor a word for "none" makes it absent."""
    if noted.level_said:
        return replace(noted.finding, value=None, previous_value=None)
    if is_said_to_be_there(noted) and _in_so_many_words(noted.finding) == 0:
        return replace(noted.finding, value=None, previous_value=None, severity=None)
    return noted.finding


def is_said_to_be_there(noted: NotedFinding) -> bool:
    """Whether a clinician said that it is there, in the place of what was read or where nothing was."""
    return noted.status_said and noted.finding.status is Status.PRESENT


def beside_what_was_said(mentions: Sequence[NotedFinding]) -> Sequence[NotedFinding]:
    """Of the mentions of one session those that count: where a clinician said that it is there, no denial stands against it."""
    if not any(is_said_to_be_there(noted) for noted in mentions):
        return mentions
    return [noted for noted in mentions if is_said_to_be_there(noted) or not _is_denial(noted.finding)]


def _is_denial(finding: Finding) -> bool:
    return finding.status is Status.DENIED or _in_so_many_words(finding) == 0


def is_danger(finding: Finding) -> bool:
    """Whether it is one of the risk group: what is there, or may be there, is never outweighed by a denial of the same session."""
    return group_of(finding.indicator) == "risk"


def session_level(findings: Sequence[Finding], before: float | None) -> float:
    """The level of one session from all that its note claims about one indicator; `before` is the previous session's level.

    A mention that says how bad, how often or which way outweighs a denial, a denial outweighs a bare mention;
    among mentions of the same weight the most severe counts. Of a danger any mention outweighs a denial, a bare or a doubtful one too.
    How the client presented may be out of the ordinary and in order within one hour ("affect restricted; laughed once"): that is mild.
    """
    there = [finding for finding in findings if is_danger(finding) and not _is_denial(finding)]
    findings = there or findings
    qualified = [level for f in findings if f.status is not Status.DENIED and (level := _qualified_level(f, before)) is not None]
    if qualified:
        return max(qualified)
    if any(f.status is Status.DENIED for f in findings):
        both = any(f.status is not Status.DENIED and group_of(f.indicator) == "presentation" for f in findings)
        return 1.0 if both else 0.0
    return max(UNSPECIFIED if f.status is Status.PRESENT else 1.0 for f in findings)


def is_named(level: float, findings: Sequence[Finding]) -> bool:
    """Whether a word or a number of the note names the level; "worse than last time" and a bare mention name none."""
    return level == 0 or any(_in_so_many_words(finding) == level for finding in findings if finding.status is not Status.DENIED)


def _in_so_many_words(finding: Finding) -> float | None:
    counted = level_from_value(finding)
    named = counted if counted is not None else _SEVERITY[finding.severity] if finding.severity is not None else None
    return min(named, 1.0) if named is not None and finding.status is Status.UNCERTAIN else named


def _qualified_level(finding: Finding, before: float | None) -> float | None:
    """The level that severity, number or direction give, or None for a bare mention. A doubtful one counts as mild at most."""
    level = _from_words(finding, before)
    return min(level, 1.0) if level is not None and finding.status is Status.UNCERTAIN else level


def _from_words(finding: Finding, before: float | None) -> float | None:
    named = _in_so_many_words(finding)
    if named is not None:
        return named
    known = UNSPECIFIED if before is None else before
    if finding.direction is Direction.BETTER:
        return max(1.0, known - 1.0)
    if finding.direction is Direction.WORSE:
        return min(3.0, max(known, 1.0) + 1.0)
    if finding.direction is Direction.SAME:
        return max(known, 1.0)
    return None
