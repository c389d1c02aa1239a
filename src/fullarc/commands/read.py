"""`fullarc read`: findings of notes, of one or of a million."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from fullarc.commands.progress_bar import ProgressBar
from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.course.quantities import unit_in_words
from fullarc.reading.bulk import CannotGoOn, notes_in, read_many, read_to_lines, read_to_parquet
from fullarc.reading.documents.note_files import text_of
from fullarc.reading.explain import explain
from fullarc.reading.finding import finding_of
from fullarc.reading.left_out import left_out
from fullarc.reading.own_lexicon import OwnLexicon, own_lexicon
from fullarc.reading.phrases.phrase import BrokenRules

WRITERS = {".jsonl": read_to_lines, ".ndjson": read_to_lines, ".parquet": read_to_parquet}


def add_to(commands: Any) -> None:
    parser = commands.add_parser("read", help="findings of notes, each with its evidence")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="notes as txt, md, docx, rtf, odt or pdf, or folders of them")
    parser.add_argument("--json", action="store_true", help="JSON: a list for one file, {file: list} for several")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write to FILE.jsonl (a line a note) or FILE.parquet (a row a finding); goes on where it stopped",
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share many notes between (default 1; 0: all cores)")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="with each finding its rule and the words that changed its status; behind them what was read and left out, with the step",
    )
    parser.add_argument(
        "--lexicon", type=Path, metavar="FILE", help="phrases of one's own beside the shipped ones: a TOML file of the same form"
    )
    parser.add_argument("--progress", action="store_true", default=None, help="show the progress bar even when nobody watches")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints or writes the findings. Files that cannot be read are named on stderr; the others are read all the same, and the exit code
    is 1."""
    if arguments.jobs < 0:
        raise CallWasWrong(f"--jobs: found {arguments.jobs}, expected a number from 0")
    jobs = arguments.jobs or os.cpu_count() or 1
    if arguments.explain and arguments.out:
        raise CallWasWrong("--explain goes with findings that are shown; leave out --out, or --explain")
    missing = [path for path in arguments.files if not path.exists()]
    if missing:
        raise CallWasWrong(f"{missing[0]}: there is no such file; give the paths of notes or of folders with notes")
    if arguments.explain and (pipes := [path for path in arguments.files if path.is_fifo()]):
        raise CallWasWrong(f"--explain reads a note twice, and found a pipe ({pipes[0]}); save the note to a file and give that")
    notes = notes_in(arguments.files)
    if not notes:
        raise CallWasWrong("there are no notes in these folders; give folders with txt, md, docx, rtf, odt or pdf files")
    lexicon = _lexicon(arguments.lexicon)
    bar = ProgressBar("notes", arguments.progress)
    refusals = _write(notes, arguments.out, jobs, bar, lexicon) if arguments.out else _print(notes, jobs, arguments, bar, lexicon)
    for refusal in refusals:
        print(f"fullarc: {refusal}", file=sys.stderr)
    return 1 if refusals else 0


def _lexicon(path: Path | None) -> OwnLexicon | None:
    try:
        return own_lexicon(path) if path else None
    except BrokenRules as broken:
        raise CallWasWrong(f"--lexicon: {broken}") from None


def _write(notes: list[Path], out: Path, jobs: int, bar: ProgressBar, lexicon: OwnLexicon | None) -> list[str]:
    if out.suffix.lower() not in WRITERS:
        raise CallWasWrong(f"--out {out}: found the ending {out.suffix or 'none'}, expected one of {', '.join(WRITERS)}")
    try:
        return WRITERS[out.suffix.lower()](notes, out, jobs, bar, lexicon)
    except CannotGoOn as refusal:
        raise CallWasWrong(str(refusal)) from None
    except OSError as problem:
        raise WorkFailed(f"--out {out}: cannot be written ({problem.strerror}); what was done before stays, call again to go on") from None


def _print(notes: list[Path], jobs: int, asked: argparse.Namespace, bar: ProgressBar, lexicon: OwnLexicon | None) -> list[str]:
    results: dict[str, list[dict[str, Any]]] = {}
    refusals: list[str] = []
    done = 0
    for chunk in read_many(notes, jobs if len(notes) > 1 else 1, lexicon):
        refusals += chunk.refusals
        results |= {result["note"]: result["findings"] for result in map(json.loads, chunk.lines) if "findings" in result}
        done += len(chunk.lines)
        if len(notes) > 1:
            bar(done, len(notes))
    if asked.explain:
        for name, findings in results.items():
            _explain(text_of(Path(name)), findings, lexicon)
    if not asked.json:
        _print_plainly(results, lexicon, explained=asked.explain)
    elif len(notes) > 1:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    elif results:
        print(json.dumps(next(iter(results.values())), ensure_ascii=False, indent=1))
    return refusals


def _explain(text: str, findings: list[dict[str, Any]], lexicon: OwnLexicon | None) -> None:
    """Adds to each finding what made it so, as {about what: sentence}."""
    own = lexicon.place_of if lexicon else None
    for finding, explained in zip(findings, explain(text, [finding_of(each) for each in findings], own), strict=True):
        finding["explained"] = dict(explained.lines())


def _print_plainly(results: dict[str, list[dict[str, Any]]], lexicon: OwnLexicon | None, *, explained: bool) -> None:
    for name, findings in results.items():
        if len(results) > 1:
            print(f"\n{name}")
        if not findings:
            print("Nothing was found that the reader knows. Not mentioned is not the same as absent.")
        for finding in findings:
            print(_line(finding))
            for about, sentence in finding.get("explained", {}).items():
                print(f"    {about:<15} {sentence}")
        if explained:
            _print_left_out(text_of(Path(name)), lexicon)


def _print_left_out(text: str, lexicon: OwnLexicon | None) -> None:
    gone = [each.as_json() for each in left_out(text, lexicon)]
    if gone:
        print("\nRead and left out:")
    for finding in gone:
        print(f"{_line(finding)}\n    {'left out':<15} {finding['left_out']}")


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
    return f"{now} {unit_in_words(finding.get('unit') or '', finding['value'])}{before}".strip()


def _number(value: Any) -> str:
    return "–".join(f"{part:g}" for part in value) if isinstance(value, list) else f"{value:g}"
