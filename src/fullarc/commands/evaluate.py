"""`fullarc evaluate`: accuracy and speed of the reader on annotated notes."""

import argparse
import json
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong
from fullarc.reading.evaluation import OVERALL, PARTS, NotAnnotated, Result, evaluate, gold_notes

COLUMNS = ("n", "found", "precision", "recall", "f1", "status", "direction", "value")


def add_to(commands: Any) -> None:
    parser = commands.add_parser("evaluate", help="accuracy and speed of the reader on annotated notes")
    parser.add_argument(
        "--gold", type=Path, default=Path("tests/reading/notes"), metavar="DIR", help="annotated notes (default tests/reading/notes)"
    )
    parser.add_argument("--part", choices=PARTS, help="only this part; without it, both are counted")
    parser.add_argument("--style", help="only notes of this style of writing")
    parser.add_argument("--errors", action="store_true", help="list every difference; of the part development, unless --part test is given")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints a table by group. Differences of the test part are shown only when it is asked for by name: nobody tunes on it unawares."""
    if not arguments.gold.is_dir():
        raise CallWasWrong(f"{arguments.gold}: there is no such folder; give one with annotated notes by --gold")
    try:
        notes = gold_notes(arguments.gold, arguments.part)
    except NotAnnotated as refusal:
        raise CallWasWrong(str(refusal)) from None
    notes = [note for note in notes if arguments.style in (None, note.style)]
    result = evaluate(notes)
    if arguments.errors:
        shown = evaluate(note for note in notes if note.part == (arguments.part or "development"))
        print("\n".join(shown.errors))
    if arguments.json:
        print(json.dumps(result.as_json(), indent=1))
    else:
        _print_table(result)
    return 0


def _print_table(result: Result) -> None:
    report = result.as_json()
    print(f"{'group':<16}" + "".join(f"{column:>11}" for column in COLUMNS))
    for name in [*(name for name in sorted(report["groups"]) if name != OVERALL), OVERALL]:
        print(f"{name:<16}" + "".join(f"{_cell(report['groups'][name][column]):>11}" for column in COLUMNS))
    risk = report["risk_recall"]
    print(f"\n{report['notes']} notes, {report['notes_per_second']:.0f} notes/s; risk recall {_cell(risk)}")


def _cell(value: float | int | None) -> str:
    return "–" if value is None else (str(value) if isinstance(value, int) else f"{value:.3f}")
