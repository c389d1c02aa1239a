"""`fullarc demo`: invented courses of care with known truth, as folders, and how well the assessment does on them."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.demo.course_files import write_course
from fullarc.demo.scoreboard import in_words, scoreboard
from fullarc.demo.simulate import simulate

SEED, COURSES = 20261121, 40


def add_to(commands: Any) -> None:
    parser = commands.add_parser("demo", help="invented courses of care with known truth")
    parser.add_argument("--courses", type=Path, metavar="DIR", help="write the courses as COURSE_DIRs with truth.json into this folder")
    parser.add_argument("--scoreboard", action="store_true", help="assess the courses and compare with the truth")
    parser.add_argument("--number", type=int, default=COURSES, metavar="N", help=f"how many courses (default {COURSES})")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same courses")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes courses, prints the scoreboard, or both. Refused: neither asked for, a number below 1, a folder that holds other files."""
    if arguments.number < 1:
        raise CallWasWrong(f"--number: found {arguments.number}, expected a number from 1")
    if arguments.courses is None and not arguments.scoreboard:
        raise CallWasWrong("found nothing to do; give --courses DIR to write courses, --scoreboard to judge them, or both")
    if arguments.courses is not None:
        _write(arguments.courses, arguments.seed, arguments.number)
    if arguments.scoreboard:
        print(in_words(scoreboard(arguments.seed, arguments.number)), end="")
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
