"""A simulated course as a COURSE_DIR, with its truth beside it in truth.json."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fullarc.demo.simulated import SimulatedCourse, Verdict


def write_course(course: SimulatedCourse, folder: Path) -> None:
    """Writes notes/, course.json, scores.csv, log.csv and truth.json into `folder`, which is made when it is missing.

    scores.csv holds every total; the answers to items stand in course.json, because risk items are judged from them.
    """
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    for number, note in enumerate(course.notes, 1):
        (folder / "notes" / f"{number:02}_{note.date.isoformat()}.txt").write_text(note.text, encoding="utf-8")
    _write_json(folder / "course.json", _facts(course))
    totals = [(form.date.isoformat(), form.measure, f"{form.total:g}") for form in course.administrations if form.answers is None]
    if totals:
        _write_csv(folder / "scores.csv", ("date", "measure", "score"), totals)
    if course.entries:
        rows = [(entry.date.isoformat(), entry.log, entry.item, f"{entry.value:g}", entry.better) for entry in course.entries]
        _write_csv(folder / "log.csv", ("date", "log", "item", "value", "better"), rows)
    _write_json(folder / "truth.json", truth_json(course))


def _facts(course: SimulatedCourse) -> Mapping[str, Any]:
    return {
        "invented": True,
        "presenting_problem": course.presenting_problem,
        "diagnoses": list(course.diagnoses),
        "modality": course.modality,
        "began": course.began.isoformat(),
        "ended": course.ended.isoformat() if course.ended else None,
        "sessions": [
            {"date": session.date.isoformat(), "attendance": session.attendance.value, "minutes": session.minutes}
            for session in course.sessions
        ],
        "goals": [
            {"id": goal.id, "text": goal.text, "agreed_on": goal.agreed_on and goal.agreed_on.isoformat(), "levels": list(goal.levels)}
            for goal in course.goals
        ],
        "ratings": [{"date": r.date.isoformat(), "goal": r.goal, "value": r.value, "scale": r.scale} for r in course.ratings],
        "scores": [
            {"date": form.date.isoformat(), "measure": form.measure, "answers": {str(k): v for k, v in form.answers.items()}}
            for form in course.administrations
            if form.answers is not None
        ],
        "due": [{"date": due.date.isoformat(), "measure": due.measure} for due in course.due],
        "events": [{"date": event.date.isoformat(), "text": event.text, "indicator": event.indicator} for event in course.events],
    }


def truth_json(course: SimulatedCourse) -> Mapping[str, Any]:
    """The truth a course was made from, as plain values."""
    truth = course.truth
    return {
        "presentation": course.presentation,
        "trajectory": truth.trajectory,
        "domains": {domain.value: _verdict(verdict) for domain, verdict in truth.domains.items()},
        "indicators": {name: _verdict(verdict) for name, verdict in truth.indicators.items()},
        "dips": [{"begin": dip.begin.isoformat(), "end": dip.end.isoformat(), "event": dip.event} for dip in truth.dips],
        "disagreements": [
            {"measure": one.measure, "begin": one.begin.isoformat(), "end": one.end.isoformat()} for one in truth.disagreements
        ],
        "latent": {name: [round(value, 3) for value in values] for name, values in truth.latent.items()},
    }


def _verdict(verdict: Verdict) -> Mapping[str, str]:
    return {"change": verdict.change.value, "durability": verdict.durability.value}


def _write_json(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_csv(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
