"""`fullarc read`: findings of notes."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong
from fullarc.reading.documents import NotReadable, text_of
from fullarc.reading.reader import read

NOTES_AT_A_TIME = 16


def add_to(commands: Any) -> None:
    parser = commands.add_parser("read", help="findings of notes, each with its evidence")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="notes as txt, md or docx")
    parser.add_argument("--json", action="store_true", help="JSON: a list for one file, {file: list} for several")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share many files between (default 1)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the findings. Files that cannot be read are named on stderr; the others are read all the same, and the exit code is 1."""
    if arguments.jobs < 1:
        raise CallWasWrong(f"--jobs: found {arguments.jobs}, expected a number from 1")
    missing = [path for path in arguments.files if not path.is_file()]
    if missing:
        raise CallWasWrong(f"{missing[0]}: there is no such file; give the paths of notes (txt, md or docx)")
    results: dict[str, list[dict[str, Any]]] = {}
    refused = 0
    for path, findings, refusal in _read_all(arguments.files, arguments.jobs):
        if refusal:
            print(f"fullarc: {refusal}", file=sys.stderr)
            refused += 1
        else:
            results[path] = findings
    if arguments.json:
        if len(arguments.files) > 1:
            print(json.dumps(results, ensure_ascii=False, indent=1))
        elif results:
            print(json.dumps(next(iter(results.values())), ensure_ascii=False, indent=1))
    else:
        _print_plainly(results)
    return 1 if refused else 0


def _read_all(files: Sequence[Path], jobs: int) -> Iterator[tuple[str, list[dict[str, Any]], str]]:
    if jobs == 1 or len(files) == 1:
        yield from map(_read_one, files)
        return
    with ProcessPoolExecutor(min(jobs, len(files))) as pool:
        yield from pool.map(_read_one, files, chunksize=NOTES_AT_A_TIME)


def _read_one(path: Path) -> tuple[str, list[dict[str, Any]], str]:
    try:
        return str(path), [finding.as_json() for finding in read(text_of(path))], ""
    except NotReadable as refusal:
        return str(path), [], str(refusal)


def _print_plainly(results: dict[str, list[dict[str, Any]]]) -> None:
    for name, findings in results.items():
        if len(results) > 1:
            print(f"\n{name}")
        if not findings:
            print("Nothing was found that the reader knows. Not mentioned is not the same as absent.")
        for finding in findings:
            print(_line(finding))


def _line(finding: dict[str, Any]) -> str:
    quote = " ".join(finding["quote"].split())
    said = [finding["status"], finding.get("direction"), finding.get("severity"), finding.get("measure"), _amount(finding)]
    said.append(f"answers {finding['intervention']}" if finding.get("intervention") else None)
    said.append("carried forward" if finding.get("carried_forward") else None)
    return f"{finding['indicator']:<24} {', '.join(word for word in said if word):<28} “{quote}”  [{finding['rule']}]"


def _amount(finding: dict[str, Any]) -> str | None:
    if finding.get("value") is None:
        return None
    now = _number(finding["value"])
    before = f", before {_number(finding['previous_value'])}" if finding.get("previous_value") is not None else ""
    return f"{now} {str(finding.get('unit') or '').replace('_', ' ')}{before}".strip()


def _number(value: Any) -> str:
    return "–".join(f"{part:g}" for part in value) if isinstance(value, list) else f"{value:g}"
