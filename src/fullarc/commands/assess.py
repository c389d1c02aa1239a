"""`fullarc assess`: what changed over a course of care, whether it lasted, what else was going on, each sentence with its proof."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.course.assess import assess_timeline
from fullarc.exchange.incoming.course_folder import RefusedCourse, read_course
from fullarc.exchange.pages.assessment_json import assessment_json
from fullarc.exchange.pages.course_links import CourseLinks
from fullarc.exchange.pages.course_page import course_document
from fullarc.exchange.pages.course_pdf import PaperFailed, course_pdf
from fullarc.narrative.for_clinician import outcome_for_clinician
from fullarc.reading.documents.note_files import text_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("assess", help="what changed over a course of care, with the evidence")
    parser.add_argument(
        "folder", type=Path, metavar="COURSE_DIR", help="a folder with notes/NN_YYYY-MM-DD.txt, course.json, scores.csv, log.csv"
    )
    parser.add_argument("--as-of", type=day_of, metavar="DATE", help="judge the course as it stood on this day (default: its last record)")
    parser.add_argument("--json", action="store_true", help="the assessment as JSON")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the course of care page as one HTML file")
    parser.add_argument("--pdf", type=Path, metavar="OUT", help="write the course of care as PDF")
    parser.set_defaults(run=run)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a date such as 2026-09-16") from None


def this_day() -> date:
    """The day it is here; a record of a later one is refused."""
    return datetime.now().astimezone().date()


def run(arguments: argparse.Namespace) -> int:
    """Prints the assessment as text or JSON. A folder that is no course of care is refused as a wrong call."""
    try:
        timeline = read_course(arguments.folder, today=this_day())
    except RefusedCourse as refusal:
        raise CallWasWrong(str(refusal)) from None
    assessment = assess_timeline(timeline, arguments.as_of)
    links = CourseLinks(note_text=_note_texts(arguments.folder), name_files=True)
    if arguments.html:
        _write(arguments.html, course_document(assessment, links=links).encode())
    if arguments.pdf:
        try:
            _write(arguments.pdf, course_pdf(assessment, links=links))
        except PaperFailed as failure:
            raise WorkFailed(str(failure)) from None
    if arguments.json:
        print(json.dumps(assessment_json(assessment), ensure_ascii=False, indent=1))
    elif not (arguments.html or arguments.pdf):
        print(outcome_for_clinician(assessment), end="")
    return 0


def _note_texts(folder: Path) -> Callable[[str], str | None]:
    """The text of a note of this folder by its source; None for what is no note of it."""

    @cache
    def text(source: str) -> str | None:
        path = (folder / source).resolve()
        return text_of(path) if path.is_relative_to(folder.resolve()) and path.is_file() else None

    return text


def _write(out: Path, content: bytes) -> None:
    """Writes the whole file or leaves what was there."""
    if not out.parent.is_dir():
        raise CallWasWrong(f"found no folder {out.parent}; expected the folder of {out.name} to exist; make it first")
    partial = out.with_name(f".{out.name}.partial")
    partial.write_bytes(content)
    partial.replace(out)
    print(f"written: {out}", file=sys.stderr)
