"""`fullarc demo`: invented courses of care with known truth: as a practice, as folders, and how well the assessment does on them."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.demo.course_files import write_course
from fullarc.demo.learning_board import in_words as learning_in_words
from fullarc.demo.learning_board import learning_board
from fullarc.demo.scoreboard import in_words, scoreboard
from fullarc.demo.signal_board import figures_toml
from fullarc.demo.simulate import simulate

SEED, COURSES = 20261121, 40
LEARNING_RUNS = 100


def add_to(commands: Any) -> None:
    parser = commands.add_parser("demo", help="invented courses of care with known truth")
    parser.add_argument("--courses", type=Path, metavar="DIR", help="write the courses as COURSE_DIRs with truth.json into this folder")
    parser.add_argument("--scoreboard", action="store_true", help="assess the courses and compare with the truth")
    parser.add_argument(
        "--figures", type=Path, metavar="FILE", help="with --scoreboard: write the measured false alarms of the signals here"
    )
    parser.add_argument(
        "--learning", action="store_true", help="plant differences between courses and count how often learning across courses finds them"
    )
    parser.add_argument("--runs", type=int, default=LEARNING_RUNS, help=f"with --learning: how many caseloads (default {LEARNING_RUNS})")
    parser.add_argument("--practice", action="store_true", help="make the demo practice in the application, where there is no practice yet")
    parser.add_argument("--number", type=int, default=COURSES, metavar="N", help=f"how many courses (default {COURSES})")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same courses")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the practice, writes courses, prints the scoreboard. Refused: none of them, a number below 1, a folder with other files."""
    if arguments.number < 1:
        raise CallWasWrong(f"--number: found {arguments.number}, expected a number from 1")
    if arguments.runs < 1:
        raise CallWasWrong(f"--runs: found {arguments.runs}, expected a number from 1")
    if arguments.courses is None and not arguments.scoreboard and not arguments.practice and not arguments.learning:
        raise CallWasWrong(
            "found nothing to do; give --courses DIR to write courses, --scoreboard to judge them, --learning, or --practice"
        )
    if arguments.practice:
        make_practice(arguments.number)
    if arguments.courses is not None:
        _write(arguments.courses, arguments.seed, arguments.number)
    if arguments.scoreboard:
        board = scoreboard(arguments.seed, arguments.number)
        print(in_words(board), end="")
        if arguments.figures is not None:
            arguments.figures.write_text(figures_toml(board.signals), encoding="utf-8")
    if arguments.learning:
        print(learning_in_words(learning_board(arguments.seed, arguments.runs)), end="")
    return 0


def _write(folder: Path, seed: int, number: int) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallWasWrong(f"{folder}: is not an empty folder; give a new one, so that nothing of yours is mixed with invented courses")
    try:
        for course in simulate(seed, number):
            write_course(course, folder / course.code)
    except OSError as problem:
        raise WorkFailed(f"{folder}: cannot be written ({problem.strerror})") from None
    print(f"{number} invented courses with their truth are in {folder}")


def make_practice(number: int) -> None:
    """The demo practice of the first page, made from here. Refused: where there is a practice already, invented or not."""
    from fullarc.web import start

    try:
        start.prepare()
        start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    from fullarc.web.accounts.actions import PracticeExists
    from fullarc.web.demo.actions import build_demo_practice

    try:
        build_demo_practice(courses=number)
    except PracticeExists:
        raise CallWasWrong("there is a practice already; the demo never mixes with it. Use an empty FULLARC_HOME for the demo") from None
    print(f"A demo practice with {number} invented clients is made. Open it: fullarc serve, then choose one of its people.")
