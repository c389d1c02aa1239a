"""Short ways to write down a course for a test: a day a week from 14 January 2026."""

from collections.abc import Sequence
from datetime import date, timedelta

from fullarc.course.timeline import Note, NotedFinding, ScoreRecord, Timeline, timeline_of
from fullarc.reading.finding import Direction, Evidence, Finding, Section, Severity, Status

START = date(2026, 1, 14)
_SEVERITY = {1: Severity.MILD, 2: Severity.MODERATE, 3: Severity.SEVERE}


def week(number: int) -> date:
    """The day of the session in a week, counted from 1."""
    return START + timedelta(weeks=number - 1)


def source(number: int) -> str:
    return f"notes/{number:02}.txt"


def said(
    indicator: str,
    number: int,
    level: int | None = 2,
    *,
    status: Status | None = None,
    direction: Direction | None = None,
    carried_forward: bool = False,
) -> NotedFinding:
    """One finding in the note of a week. Level 0 is a denial; None a bare mention."""
    status = status or (Status.DENIED if level == 0 else Status.PRESENT)
    finding = Finding(
        indicator=indicator,
        evidence=Evidence(10, 10 + len(indicator), indicator),
        sentence=(0, 60),
        section=Section.NONE,
        status=status,
        rule=f"{indicator}.test",
        severity=_SEVERITY.get(level) if level else None,
        direction=direction,
        carried_forward=carried_forward,
    )
    return NotedFinding(finding, week(number), number, source(number))


def story(indicator: str, levels: Sequence[int | None]) -> list[NotedFinding]:
    """One level a week; None is a week whose note does not mention it."""
    return [said(indicator, number, level) for number, level in enumerate(levels, 1) if level is not None]


def scores(measure: str, values: Sequence[float | None]) -> list[ScoreRecord]:
    """One score a week; None is a week without one."""
    return [ScoreRecord(week(n), measure, value, n, source="scores.csv") for n, value in enumerate(values, 1) if value is not None]


def notes(count: int) -> list[Note]:
    return [Note(week(number), number, source(number), 120) for number in range(1, count + 1)]


def course(weeks: int, **parts: object) -> Timeline:
    return timeline_of(notes=notes(weeks), **parts)  # type: ignore[arg-type]
