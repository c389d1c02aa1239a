"""What the trackers of a way of working say of the course: belief, activation, SUD and VoC, urges, skills, each with its rows as proof."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from fullarc.course.course_statements import LOG
from fullarc.course.proofs import entry_proof
from fullarc.course.said import Said, said
from fullarc.course.statement import Proof
from fullarc.course.timeline import LogEntry
from fullarc.modalities.code_list import label_of
from fullarc.modalities.numbers import CODED
from fullarc.modalities.sentences import sentences
from fullarc.modalities.tracker import trackers

WORDS = {"sud": "SUD", "voc": "VoC", "usage": "skills today (level 0 to 7)", "peak": "highest SUDS", "end": "SUDS at the end"}


def tracked_statements(entries: Sequence[LogEntry]) -> list[Said]:
    """The sentences of every tracker that has rows. They describe, and speak for no domain."""
    of_tracker: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in entries:
        of_tracker[entry.log].append(entry)
    drafts = []
    for log, rows in of_tracker.items():
        for one in sentences(log, rows):
            kept = {id(told) for told in one.rests_on}
            proofs = [tracked_proof(entry) for entry in rows if id(entry) in kept]
            drafts.append(said(one.text, one.rule, proofs, topic=trackers()[log].row.name, domain=None, order=LOG, weight=len(proofs)))
    return drafts


def tracked_proof(entry: LogEntry) -> Proof:
    """One number of a row, in words: "EMDR, the kitchen: SUD"."""
    name = trackers()[entry.log].row.name
    about = f", {entry.about}" if entry.about else ""
    return replace(entry_proof(entry), label=f"{name}{about}: {line_in_words(entry)}")


def line_in_words(entry: LogEntry) -> str:
    """The line of a number as a proof names it; a code by its label."""
    name, _, code = entry.item.partition(":")
    if code and CODED.get(entry.log) == name:
        return label_of(name, code).lower()
    return WORDS.get(entry.item, entry.item.replace("_", " "))
