"""`fullarc score`: filled forms of one measure, one a row, as scores."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.instruments.answer_table import AnswerColumns, answer_columns, answers_in, entered_in
from fullarc.instruments.catalogue import UnknownMeasure, catalogue
from fullarc.instruments.definition import Instrument, Verdict
from fullarc.instruments.scored_form import ScaleScore, ScoredForm
from fullarc.instruments.scoring import AnswerRefused, enter_totals, score


def add_to(commands: Any) -> None:
    parser = commands.add_parser("score", help="scores of filled forms")
    parser.add_argument("measure", metavar="MEASURE", help="a measure, such as phq-9")
    parser.add_argument("file", type=Path, metavar="ANSWERS.csv", help="one form a row; columns item1, item2 … (or 1, 2 … or PHQ1, PHQ2 …)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints one score a row. Rows that are refused are named on stderr by line; the others are scored. 1 when any was refused."""
    try:
        instrument = catalogue().get(arguments.measure)
    except UnknownMeasure as unknown:
        raise CallWasWrong(str(unknown)) from None
    if not arguments.file.is_file():
        raise CallWasWrong(f"{arguments.file}: there is no such file; give a CSV with one form a row")
    scored: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for line, row, outcome in _outcomes(instrument, arguments.file):
        if isinstance(outcome, AnswerRefused):
            refused.append({"line": line, "reason": str(outcome)})
            print(f"line {line}: {outcome}", file=sys.stderr)
        else:
            scored.append({"line": line, **_kept(row), **_as_json(outcome)})
    if arguments.json:
        head = {"measure": instrument.id, "version": instrument.version, "definition": instrument.fingerprint}
        print(json.dumps({**head, "scored": scored, "refused": refused}, indent=1, ensure_ascii=False))
    else:
        _print_table(instrument, scored, refused)
    return 1 if refused else 0


def _outcomes(instrument: Instrument, path: Path) -> Iterator[tuple[int, dict[str, str], ScoredForm | AnswerRefused]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        try:
            columns = answer_columns(instrument, list(reader.fieldnames or []))
            for row in reader:
                yield reader.line_num, row, _outcome(instrument, columns, row)
        except UnicodeDecodeError:
            raise WorkFailed(f"{path.name}: it is not UTF-8 text; save it as CSV in UTF-8") from None
        except csv.Error:
            raise WorkFailed(f"{path.name}, line {reader.line_num}: it is not CSV; save it as CSV in UTF-8") from None
        except ValueError as problem:
            raise WorkFailed(f"{path.name}: {problem}") from None


def _outcome(instrument: Instrument, columns: AnswerColumns, row: dict[str, str]) -> ScoredForm | AnswerRefused:
    try:
        if None in row or None in row.values():
            raise AnswerRefused("the row has more or fewer cells than the heading; correct it")
        if instrument.verdict is Verdict.TOTAL_ONLY:
            return enter_totals(instrument, *entered_in(instrument, columns, row))
        return score(instrument, answers_in(instrument, columns, row))
    except AnswerRefused as refusal:
        return refusal


def _kept(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("client", "person", "date", "time") if row.get(name)}


def _as_json(form: ScoredForm) -> dict[str, Any]:
    return {
        "total": _scale(form.total),
        "subscales": {scale.scale: _scale(scale) for scale in form.subscales},
        "risk": [{"item": risk.item, "about": risk.about, "answer": risk.answer, "state": risk.state.value} for risk in form.risk],
        "patterns": {pattern.id: pattern.met for pattern in form.patterns},
    }


def _scale(scale: ScaleScore) -> dict[str, Any]:
    return {
        "value": scale.value,
        "not_scored": scale.not_scored,
        "answered": scale.answered,
        "of": scale.of,
        "prorated": scale.prorated,
        "band": scale.band,
        "above_cutoff": scale.clinical,
    }


def _print_table(instrument: Instrument, scored: list[dict[str, Any]], refused: list[dict[str, Any]]) -> None:
    for row in scored:
        who = " ".join(str(row[name]) for name in ("client", "person", "date", "time") if name in row) or f"line {row['line']}"
        parts = [_said(row["total"])]
        parts += [f"{name} {_said(scale)}" for name, scale in row["subscales"].items()]
        parts += [f"item {risk['item']} {risk['state'].replace('_', ' ')}" for risk in row["risk"]]
        print(f"{who}: {instrument.short_name} {'; '.join(parts)}")
    print(f"{len(scored)} scored, {len(refused)} refused")


def _said(scale: dict[str, Any]) -> str:
    if scale["value"] is None:
        return f"not scored, because {scale['not_scored']}"
    marks = ", ".join(word for word in (scale["band"], "pro-rated" if scale["prorated"] else "") if word)
    return f"{scale['value']:g}" + (f" ({marks})" if marks else "")
