"""A course of care as a folder: notes as files, facts in course.json or course.toml, scores and log as CSV (design: COURSE_DIR)."""

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fullarc.course.from_notes import read_notes
from fullarc.course.logged_risk import risk_in_entries
from fullarc.course.timeline import Attendance, DueMeasure, LifeEvent, LogEntry, Note, ScoreRecord, Session, Timeline, timeline_of
from fullarc.exchange.incoming.entered_scores import RefusedScore, score_entered
from fullarc.goals.goal import Goal, Rating
from fullarc.reading.documents.note_files import NotReadable, text_of

_NOTE_NAME = re.compile(r"(?:\d+_)?(\d{4}-\d{2}-\d{2})(?:_[\w-]+)?\.(?:txt|md|docx)$", re.IGNORECASE)
_HIGHER_IS_BETTER = ("mood", "energy", "sleep_hours", "hours", "voc", "pleasure", "mastery", "skills", "calm", "connection", "joy")
_SCORE_COLUMNS = "date,measure,score"
NOT_ENTERED = "no value was entered"


class RefusedCourse(ValueError):
    """A folder that is no course of care. The message says found, expected, what to do, and no word of a note."""


def read_course(folder: Path, today: date | None = None) -> Timeline:
    """Reads a COURSE_DIR into a timeline. `source` of every row is its file, relative to the folder.

    Refused: a missing folder, one without notes and scores, a note whose name holds no date, a broken course file, a score
    out of its measure's range, two scores of one measure at one time, a note, score, rating or log entry of a day after `today`
    (without it no day is too late). Only a measure that the catalogue does not know is let through, without thresholds.
    """
    if not folder.is_dir():
        raise RefusedCourse(f"{folder.name}: there is no such folder; give the path of a course of care with a folder notes/ in it")
    facts, facts_name = _facts(folder)
    notes, findings = read_notes(_note_texts(folder))
    scores = _scores(facts, facts_name, folder / "scores.csv")
    ratings = [_rating(row, facts_name) for row in _rows(facts, "ratings", facts_name)]
    entries = _log_csv(folder / "log.csv")
    if today is not None:
        records: Iterable[Note | ScoreRecord | Rating | LogEntry] = (*notes, *scores, *ratings, *entries)
        for one in records:
            _refuse_a_day_to_come(one.date, one.source, today)
    if not notes and not scores:
        raise RefusedCourse(
            f"{folder.name}: found neither notes nor scores; expected notes/NN_YYYY-MM-DD.txt or scores.csv ({_SCORE_COLUMNS})"
        )
    return timeline_of(
        sessions=[_session(row, facts_name) for row in _rows(facts, "sessions", facts_name)],
        notes=notes,
        findings=findings,
        scores=scores,
        goals=[_goal(row, number, facts_name) for number, row in enumerate(_rows(facts, "goals", facts_name), 1)],
        ratings=ratings,
        entries=entries,
        logged_risk=risk_in_entries(entries),
        events=[_event(row, facts_name) for row in _rows(facts, "events", facts_name)],
        due=[
            DueMeasure(_day(_need(row, "date", facts_name), facts_name), str(_need(row, "measure", facts_name)))
            for row in _rows(facts, "due", facts_name)
        ],
        presenting_problem=str(facts.get("presenting_problem", facts.get("presenting problem", ""))),
        diagnoses=_codes(facts),
        began=_optional_day(facts, "began", facts_name),
        ended=_optional_day(facts, "ended", facts_name),
    )


def _facts(folder: Path) -> tuple[Mapping[str, Any], str]:
    for name in ("course.json", "course.toml"):
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
            facts = json.loads(text) if name.endswith("json") else tomllib.loads(text)
        except (ValueError, UnicodeDecodeError) as problem:
            raise RefusedCourse(f"{name}: cannot be understood ({_where(problem)}); expected UTF-8 {path.suffix[1:].upper()}") from None
        if not isinstance(facts, dict):
            raise RefusedCourse(f"{name}: found {type(facts).__name__}, expected keys such as presenting_problem, goals, scores")
        return facts, name
    return {}, "course.json"


def _where(problem: Exception) -> str:
    return f"line {problem.lineno}" if isinstance(problem, json.JSONDecodeError) else type(problem).__name__


def _note_texts(folder: Path) -> Iterable[tuple[date, str, str]]:
    place = folder / "notes"
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.name.startswith(".") or not path.is_file():
            continue
        match = _NOTE_NAME.match(path.name)
        if match is None:
            raise RefusedCourse(
                f"notes/{path.name}: the name holds no date; expected NN_YYYY-MM-DD.txt, .md or .docx, for example 03_2026-01-28.txt"
            )
        try:
            yield _day(match.group(1), f"notes/{path.name}"), f"notes/{path.name}", text_of(path)
        except NotReadable as refusal:
            raise RefusedCourse(f"notes/{refusal}") from None


def _rows(facts: Mapping[str, Any], key: str, name: str) -> Sequence[Mapping[str, Any]]:
    rows = facts.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RefusedCourse(f"{name}: {key} must be a list of tables, such as {_EXAMPLES.get(key, '[{…}]')}")
    return rows


_EXAMPLES = {"goals": '[{"id": "1", "text": "…"}]', "scores": '[{"date": "2026-01-14", "measure": "phq-9", "value": 18}]'}


def _need(row: Mapping[str, Any], key: str, name: str) -> Any:
    if key not in row:
        raise RefusedCourse(f"{name}: found a row with {', '.join(sorted(row)) or 'nothing in it'}; expected the key {key} too")
    return row[key]


def _day(value: Any, name: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise RefusedCourse(f"{name}: found the date {str(value)[:20]!r}; expected year-month-day, for example 2026-01-14") from None


def _optional_day(facts: Mapping[str, Any], key: str, name: str) -> date | None:
    return _day(facts[key], name) if facts.get(key) else None


def _number(value: Any, what: str, name: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise RefusedCourse(f"{name}: found {str(value)[:20]!r} as {what}, expected a number") from None


def _codes(facts: Mapping[str, Any]) -> tuple[str, ...]:
    codes = facts.get("diagnoses", facts.get("diagnosis_codes", facts.get("diagnosis", [])))
    return tuple(str(code) for code in ([codes] if isinstance(codes, str) else codes))


def _session(row: Mapping[str, Any], name: str) -> Session:
    attendance = str(row.get("attendance", "attended"))
    if attendance not in set(Attendance):
        raise RefusedCourse(f"{name}: found attendance {attendance[:20]!r}, expected attended, missed or cancelled")
    minutes = row.get("minutes")
    return Session(
        _day(_need(row, "date", name), name),
        Attendance(attendance),
        minutes=None if minutes is None else int(_number(minutes, "minutes", name)),
    )


def _goal(row: Mapping[str, Any], number: int, name: str) -> Goal:
    levels = row.get("levels", ())
    return Goal(
        id=str(row.get("id", number)),
        text=str(_need(row, "text", name)),
        agreed_on=_optional_day(row, "agreed_on", name),
        closed_on=_optional_day(row, "closed_on", name),
        levels=tuple(str(level) for level in levels),
        weight=_number(row.get("weight", 1.0), "a weight", name),
    )


def _rating(row: Mapping[str, Any], name: str) -> Rating:
    scale = str(row.get("scale", "0-10"))
    if scale not in {"gas", "0-10"}:
        raise RefusedCourse(f"{name}: found the goal scale {scale[:20]!r}, expected gas or 0-10")
    value = _number(_need(row, "value", name), "a rating", name)
    low, high = (-2, 2) if scale == "gas" else (0, 10)
    if not low <= value <= high:
        raise RefusedCourse(f"{name}: found a goal rating of {value:g}; on the scale {scale} ratings run from {low} to {high}")
    return Rating(_day(_need(row, "date", name), name), str(_need(row, "goal", name)), value, scale, name)


def _event(row: Mapping[str, Any], name: str) -> LifeEvent:
    return LifeEvent(_day(_need(row, "date", name), name), str(_need(row, "text", name)), str(row.get("indicator", "")), name)


def _scores(facts: Mapping[str, Any], name: str, table: Path) -> list[ScoreRecord]:
    """All scores, those of one day in order of their times where times are given."""
    rows = [(name, row) for row in _rows(facts, "scores", name)] + _scores_csv(table)
    found: dict[tuple[str, str, str], ScoreRecord] = {}
    for place, row in rows:
        try:
            score = _score(row, place)
        except RefusedScore as refusal:
            raise RefusedCourse(str(refusal)) from None
        when = str(row["date"]).strip()
        key = (when, score.measure, place if score.not_scored == NOT_ENTERED else "")
        if key in found:
            raise RefusedCourse(
                f"{place}: found a second score of {score.measure} at {when}; expected one at a time; take out the wrong one, "
                "or give the time of day of both, for example 2026-01-14T09:30"
            )
        found[key] = score
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _refuse_a_day_to_come(day: date, place: str, today: date) -> None:
    if day > today:
        raise RefusedCourse(f"{place}: the day {day.isoformat()} lies in the future; give the day on which it was written or filled in")


def _score(row: Mapping[str, Any], name: str) -> ScoreRecord:
    day, measure = _day(_need(row, "date", name), name), str(_need(row, "measure", name)).strip()
    answers = row.get("answers")
    if answers is not None:
        return score_entered(day, measure, name, answers=answers)
    value = row.get("value", row.get("score"))
    if value is None or str(value).strip() == "":
        return ScoreRecord(day, measure, None, not_scored=NOT_ENTERED, source=name)
    return score_entered(day, measure, name, value=_number(value, f"a score of {measure}", name))


def _scores_csv(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"{path.name}, line {line}", row) for line, row in _table(path, ({"date", "measure", "score"}, {"date", "measure", "value"}))]


def _log_csv(path: Path) -> list[LogEntry]:
    """Long form (date, log, item, value) or one column an item (date, mood, sleep_hours, …); an empty cell is no entry."""
    entries: list[LogEntry] = []
    for line, row in _table(path, ({"date"},)):
        name = f"{path.name}, line {line}"
        day = _day(row["date"], name)
        if {"item", "value"} <= row.keys():
            cells = [(row.get("log") or "log", row["item"], row["value"], row.get("better") or "")]
        else:
            cells = [("log", item, value, "") for item, value in row.items() if item != "date" and _is_number(value)]
        entries += [
            LogEntry(day, log, item, _number(value, f"a value of {item}", name), better or _better(item), path.name)
            for log, item, value, better in cells
            if str(value or "").strip()
        ]
    return entries


def _better(item: str) -> str:
    return "higher" if any(word in item.lower().replace(" ", "_") for word in _HIGHER_IS_BETTER) else "lower"


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _table(path: Path, headings: Sequence[set[str]]) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedCourse(f"{path.name}: is not UTF-8 text; save it as CSV in UTF-8") from None
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    columns = [str(column).strip().lower() for column in reader.fieldnames or []]
    if not any(heading <= set(columns) for heading in headings):
        raise RefusedCourse(
            f"{path.name}: found the columns {', '.join(columns) or 'none'}; expected {', '.join(sorted(headings[0]))} in the first line"
        )
    reader.fieldnames = columns
    return [(line, {key: value for key, value in row.items() if key}) for line, row in enumerate(reader, 2)]
