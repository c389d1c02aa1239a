"""`fullarc evaluate`: accuracy and speed of the reader on annotated notes, beside the agreement of those who annotated them."""

import argparse
import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from fullarc.commands.evaluate_goals import evaluate_goals
from fullarc.commands.refusals import CallWasWrong
from fullarc.reading.evaluation import OVERALL, PARTS, GoldNote, NotAnnotated, agreement, evaluate, gold_notes, second_annotations

SHARES = ("precision", "recall", "f1", "status", "direction", "value")
STRICTER = ("direction_said", "value_said")
NOT_MET = "Rules were tuned and the tagger was taught on the parts development: only the parts test say how the reader does on new notes."
ANNOTATED = Path("tests/reading")
FIRST, FURTHER = ANNOTATED / "notes", (ANNOTATED / "further_notes", ANNOTATED / "many_writers")


def add_to(commands: Any) -> None:
    parser = commands.add_parser("evaluate", help="accuracy and speed of the reader on annotated notes")
    parser.add_argument(
        "--gold", type=Path, metavar="DIR", help=f"annotated notes (default {FIRST}, and the totals of those by other writers beside them)"
    )
    parser.add_argument("--goals", action="store_true", help="instead: how well the goals that a note addresses are found")
    parser.add_argument(
        "--links",
        type=Path,
        default=Path("tests/goals/links"),
        metavar="DIR",
        help="annotated goals for --goals (default tests/goals/links)",
    )
    parser.add_argument("--part", choices=PARTS, help="only this part; without it each part")
    parser.add_argument("--style", nargs="+", metavar="STYLE", help="only notes of these styles of writing; t_* for all of writer t")
    parser.add_argument("--errors", action="store_true", help="list every difference; of the part test only with --part test")
    parser.add_argument("--rules-only", action="store_true", help="without the tagger that learned from the development parts")
    parser.add_argument("--json", action="store_true", help="the figures of the notes asked for, in one object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints tables by group. Differences of the test part are shown only when it is asked for by name: nobody tunes on it unawares."""
    gold, learned = arguments.gold or FIRST, False if arguments.rules_only else None
    if not gold.is_dir():
        raise CallWasWrong(f"{gold}: there is no such folder; give one with annotated notes by --gold")
    if arguments.goals and arguments.rules_only:
        raise CallWasWrong("--rules-only: goals are linked by rules in any case; leave it out with --goals")
    if arguments.goals:
        part, errors, as_json = arguments.part, arguments.errors, arguments.json
        return evaluate_goals(arguments.links, gold, part, errors=errors, as_json=as_json)
    try:
        notes = [note for note in gold_notes(gold, arguments.part) if _is_of(note, arguments.style)]
        twice = [both for both in second_annotations(gold, arguments.part) if _is_of(both[0], arguments.style)]
    except NotAnnotated as refusal:
        raise CallWasWrong(str(refusal)) from None
    if not notes:
        raise CallWasWrong(f"{gold}: no notes of the style {' or '.join(arguments.style or ['any'])}; leave --style out to see all")
    if arguments.errors:
        looked_at = [note for note in notes if note.part == arguments.part or (arguments.part is None and note.part != "test")]
        shown = evaluate(looked_at, with_left_out=True, learned=learned)
        print("\n".join(shown.errors))
    if arguments.json:
        between = {"agreement": agreement(twice).as_json()} if twice else {}
        print(json.dumps(evaluate(notes, learned=learned).as_json() | between, indent=1))
        return 0
    parts = [part for part in PARTS if 0 < sum(note.part == part for note in notes) < len(notes)]
    for part in parts:
        of_part = [note for note in notes if note.part == part]
        _print_report(f"part {part}", of_part, [both for both in twice if both[0].part == part], learned)
    if not parts:
        _print_report("all notes" if arguments.part is None else f"part {arguments.part}", notes, twice, learned)
    if arguments.gold is None and arguments.style is None:
        for folder in filter(Path.is_dir, FURTHER):
            _print_totals(folder, arguments.part or "test", learned)
        if arguments.part is None:
            print(NOT_MET)
    return 0


def _is_of(note: GoldNote, styles: list[str] | None) -> bool:
    return styles is None or any(fnmatchcase(note.style, style) for style in styles)


def _print_totals(folder: Path, part: str, learned: bool | None) -> None:
    """One line for a part of other annotated notes: of the part test, what to expect of writers whom the reader has not met."""
    if not (notes := gold_notes(folder, part)):
        return
    report = evaluate(notes, learned=learned).as_json()
    overall = report["groups"][OVERALL]
    print(
        f"{folder}, part {part}: {report['notes']} notes, F1 {_figure(overall['f1'])} (precision {_figure(overall['precision'])}, "
        f"recall {_figure(overall['recall'])}), status {_figure(overall['status'])}, risk recall {_figure(report['risk_recall'])}"
    )


def _print_report(title: str, notes: list[GoldNote], twice: list[tuple[GoldNote, GoldNote]], learned: bool | None) -> None:
    report = evaluate(notes, learned=learned).as_json()
    groups, intervals = report["groups"], report["intervals"]
    names = [*(name for name in sorted(groups) if name != OVERALL), OVERALL]
    print(f"{title}: {report['notes']} notes, {groups[OVERALL]['n']} annotated findings; 95 % intervals by bootstrap over notes")
    print(f"{'group':<14}{'n':>6}{'found':>6}" + "".join(f"{share:>19}" for share in SHARES))
    for name in names:
        cells = "".join(_cell(groups[name][share], intervals[name].get(share)) for share in SHARES)
        print(f"{name:<14}{groups[name]['n']:>6}{groups[name]['found']:>6}{cells}")
    said = ", ".join(f"{share.replace('_said', '')} {_figure(groups[OVERALL][share])}" for share in STRICTER)
    print(f"where either side says one: {said}. Risk recall {_figure(report['risk_recall'])}. {report['notes_per_second']:.0f} notes/s")
    if twice:
        _print_agreement(twice)
    print()


def _print_agreement(twice: list[tuple[GoldNote, GoldNote]]) -> None:
    between = agreement(twice).as_json()
    overall, risk = between["groups"][OVERALL], between["groups"].get("risk", {})
    kappa = "–" if between["status_kappa"] is None else f"{between['status_kappa']:.3f}"
    print(
        f"two annotators apart from each other, {between['notes']} notes: F1 {_figure(overall['f1'])} (risk {_figure(risk.get('f1'))}), "
        f"status {_figure(overall['status'])} (Cohen's kappa {kappa}), direction {_figure(overall['direction'])} "
        f"({_figure(overall['direction_said'])} where either says one), "
        f"value {_figure(overall['value'])} ({_figure(overall['value_said'])})"
    )


def _cell(value: float | None, between: tuple[float, float] | None) -> str:
    return f"{_figure(value):>6}" + (f" ({_short(between[0])}–{_short(between[1])})" if between else " " * 13).rjust(13)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _short(value: float) -> str:
    return f"{value:.3f}".lstrip("0") if value < 1 else "1.00"
