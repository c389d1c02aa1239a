"""What stays of an import: counts, days, file names and refusals. No word of a note, no score."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.exchange.incoming.refusal import Refusal


def report_of(plan: ImportPlan, new_sessions: int) -> dict[str, Any]:
    """The report of a plan that was carried out, to be stored as JSON."""
    scores = plan.scores
    return {
        "notes": [[note.day.isoformat(), note.name] for note in plan.notes.ready],
        "score_count": len(scores.accepted) if scores else 0,
        "scores": sorted(Counter(score.measure for score in (scores.accepted if scores else ())).items()),
        "sessions": new_sessions,
        "known": plan.known,
        "other_clients": scores.other_clients if scores else 0,
        "left_out": plan.passed_over,
        "refused": [row_of(refusal) for refusal in plan.refused],
    }


def notes_of(report: dict[str, Any]) -> list[tuple[date, str]]:
    """Day and file name of each note in a stored report."""
    return [(date.fromisoformat(day), name) for day, name in report["notes"]]


def row_of(refusal: Refusal) -> list[str]:
    """One refusal as a row: file, line, column, reason, what to do."""
    line = "" if refusal.line is None else str(refusal.line)
    return [refusal.file, line, refusal.column, refusal.reason, refusal.hint]


def together(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of one file refused for the same reason as one row, its lines as "2 to 41, 52". The CSV keeps a row each."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for file, line, column, reason, hint in rows:
        lines.setdefault((file, column, reason, hint), []).append(line)
    return [[file, _runs(numbers), column, reason, hint] for (file, column, reason, hint), numbers in lines.items()]


def _runs(lines: Sequence[str]) -> str:
    runs: list[list[int]] = []
    for number in sorted({int(line) for line in lines if line}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


REFUSED_COLUMNS = ("File", "Line", "Column", "Reason", "What to do")
