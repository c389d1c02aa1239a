"""`fullarc status`: what the context says about marked words, one question a line."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.reading.reader import status_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("status", help="what the context says about marked words")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl", help='one {"text","start","end"} a line; without it, stdin')
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints one {"status","rule"} a line, in the order of the questions. Refused: the first line that is no question, by its number."""
    if arguments.file is None:
        return _answer(sys.stdin)
    if not arguments.file.is_file():
        raise CallWasWrong(f"{arguments.file}: there is no such file; give a file of JSON lines, or the lines on stdin")
    with arguments.file.open(encoding="utf-8") as lines:
        return _answer(lines)


def _answer(lines: Iterable[str]) -> int:
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                print(json.dumps(_reading(line, number)))
    except UnicodeDecodeError:
        raise WorkFailed("the lines are not UTF-8 text; save them as UTF-8") from None
    return 0


def _reading(line: str, number: int) -> dict[str, str]:
    try:
        question = json.loads(line)
        reading = status_of(question["text"], question["start"], question["end"])
    except (json.JSONDecodeError, KeyError, TypeError):
        raise WorkFailed(f'line {number}: expected a JSON object with "text", "start" and "end"') from None
    except ValueError as problem:
        raise WorkFailed(f"line {number}: {problem}") from None
    return {"status": str(reading.status), "rule": reading.rule}
