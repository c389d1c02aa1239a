"""`fullarc for-client`: a course of care as its client would read it, with how easy that reads."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.assess import day_of, this_day
from fullarc.commands.refusals import CallWasWrong
from fullarc.course.assess import assess_timeline
from fullarc.exchange.incoming.course_folder import RefusedCourse, read_course
from fullarc.narrative.client_words import LANGUAGES
from fullarc.narrative.for_client import own_wording, story_as_text, story_for_client
from fullarc.narrative.readability import reading_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("for-client", help="a course in plain words for its client, with a readability index")
    parser.add_argument("folder", type=Path, metavar="COURSE_DIR", help="a folder with notes/NN_YYYY-MM-DD.txt, course.json, scores.csv")
    parser.add_argument("--as-of", type=day_of, metavar="DATE", help="as it stood on this day (default: its last record)")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="the language of the client (default: en)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the story and its readability index. A folder that is no course of care is refused as a wrong call."""
    try:
        timeline = read_course(arguments.folder, today=this_day())
    except RefusedCourse as refusal:
        raise CallWasWrong(str(refusal)) from None
    story = story_for_client(assess_timeline(timeline, arguments.as_of), arguments.language)
    if not story.sentences:
        print("Nothing was recorded yet that could be told.")
        return 0
    print(story_as_text(story))
    print(f"Readability: {reading_of(own_wording(story), story.language).in_words}")
    return 0
