"""`fullarc assess`: what changed over a course of care, whether it lasted, what else was going on, each sentence with its proof."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong
from fullarc.course.assess import assess_timeline
from fullarc.exchange.assessment_json import assessment_json
from fullarc.exchange.course_folder import RefusedCourse, read_course
from fullarc.narrative.for_clinician import outcome_for_clinician


def add_to(commands: Any) -> None:
    parser = commands.add_parser("assess", help="what changed over a course of care, with the evidence")
    parser.add_argument(
        "folder", type=Path, metavar="COURSE_DIR", help="a folder with notes/NN_YYYY-MM-DD.txt, course.json, scores.csv, log.csv"
    )
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="judge the course as it stood on this day (default: its last record)")
    parser.add_argument("--json", action="store_true", help="the assessment as JSON")
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a date such as 2026-09-16") from None


def run(arguments: argparse.Namespace) -> int:
    """Prints the assessment as text or JSON. A folder that is no course of care is refused as a wrong call."""
    try:
        timeline = read_course(arguments.folder)
    except RefusedCourse as refusal:
        raise CallWasWrong(str(refusal)) from None
    assessment = assess_timeline(timeline, arguments.as_of)
    if arguments.json:
        print(json.dumps(assessment_json(assessment), ensure_ascii=False, indent=1))
    else:
        print(outcome_for_clinician(assessment), end="")
    return 0
