"""What the reader finds in a draft as it stands, for its writer to see before signing. Nothing is stored, and nothing counts yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.course.copied_text import NOTES_LOOKED_BACK, copied_blocks
from fullarc.reading.finding import Finding
from fullarc.reading.reader import read
from fullarc.web.findings.finding_words import name_of, words_of
from fullarc.web.findings.margin import mark_of
from fullarc.web.findings.queries import LONGEST_LOOKED_THROUGH
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """A finding as it would stand in the margin. `mark` is the class of its words; `carried`: they stood in an earlier note already."""

    name: str
    words: str
    quote: str
    mark: str
    carried: bool


def read_so_far(note: Note) -> list[ReadSoFar] | None:
    """The findings of a note as its parts stand now, dangers first, else in their order; None for a text too long to read while somebody
    writes. A fixed number of queries."""
    text = note.text
    if len(text) > LONGEST_LOOKED_THROUGH:
        return None
    found = read(text, earlier=copied_blocks(text, _earlier(note)), lexicon=lexicon_in_force())
    return sorted(map(_as_said, found), key=lambda each: each.mark != "risky")


def _earlier(note: Note) -> Sequence[str]:
    day = note.session.date
    before = closed_notes(note.session.course).exclude(pk=note.pk).filter(session__date__lte=day).order_by("-session__date", "-begun_at")
    return [each.text for each in reversed(before[:NOTES_LOOKED_BACK])]


def _as_said(finding: Finding) -> ReadSoFar:
    quote = " ".join(finding.quote.split())
    return ReadSoFar(name_of(finding), words_of(finding), quote, mark_of(finding), finding.carried_forward)
