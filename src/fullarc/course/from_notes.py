"""From the texts of notes to what a timeline holds: the notes and what was read in them."""

from collections.abc import Iterable
from datetime import date

from fullarc.course.copied_text import NOTES_LOOKED_BACK, copied_blocks
from fullarc.course.timeline import Note, NotedFinding
from fullarc.reading.reader import read


def read_notes(texts: Iterable[tuple[date, str, str]]) -> tuple[tuple[Note, ...], tuple[NotedFinding, ...]]:
    """Reads dated texts, given as (date, source, text), in order of date.

    Blocks of sentences copied from one of the last notes before are marked as carried forward by the reader.
    """
    ordered = sorted(texts, key=lambda one: (one[0], one[1]))
    notes: list[Note] = []
    findings: list[NotedFinding] = []
    for number, (day, source, text) in enumerate(ordered):
        earlier = [before for _, _, before in ordered[max(0, number - NOTES_LOOKED_BACK) : number]]
        notes.append(Note(day, None, source, len(text.split()), text))
        findings += [NotedFinding(finding, day, None, source) for finding in read(text, earlier=copied_blocks(text, earlier))]
    return tuple(notes), tuple(findings)
