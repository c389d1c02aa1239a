"""A closed note as lines, each with the words that carry a finding marked, and what was read in it beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from fullarc.course.status_words import STATUS_IN_WORDS
from fullarc.course.timeline import Review
from fullarc.reading.explain import PlaceOf, explain
from fullarc.reading.finding import Finding, Status
from fullarc.reading.left_out import LeftOut
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText
from fullarc.web.findings.finding_words import WHY_WORDS, name_of, status_word, words_of
from fullarc.web.findings.models import DISMISSED, StoredFinding

LONG_LINE = 120  # signs; a longer line is shown sentence by sentence
_NO_DANGER = frozenset({"protective_factor", "safety_plan"})  # of the group risk, and no danger


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `mark` is the class of its mark, empty for plain text."""

    text: str
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One finding as the margin says it."""

    id: str
    name: str
    words: str  # status, direction, severity, number
    status: str
    statuses: tuple[tuple[str, str], ...]  # what it can be corrected to, each with its words
    direction: str
    severity: str
    explained: tuple[tuple[str, str], ...]  # about what, sentence: as it was read, before any correction
    review: str
    dismissed: bool
    carried: bool  # the words stood in an earlier note already
    by: str = ""  # who reviewed it
    as_read: str = ""  # what the reader said, where a clinician has corrected it
    subject_stays: bool = False  # the score of a measure is about nothing else
    added: bool = False  # a clinician's own
    of_life: bool = False  # something that happened in the client's life, which can be taken over as an event


@dataclass(frozen=True, slots=True)
class Gone:
    """What was read and left out, as the margin says it."""

    name: str
    quote: str
    why: str
    told_by: str = ""  # the finding that stands and tells the same


@dataclass(frozen=True, slots=True)
class Line:
    """`start` is where its first piece stands in the text."""

    pieces: tuple[Piece, ...]
    reads: tuple[Read, ...]
    is_heading: bool
    left_out: tuple[Gone, ...] = ()
    start: int = 0
    begins_paragraph: bool = False


def lines_of(
    text: str,
    stored: Sequence[StoredFinding],
    own: PlaceOf | None = None,
    headings: Collection[str] | None = None,
    left_out: Sequence[LeftOut] = (),
) -> list[Line]:
    """The lines of a note. A finding, and what was left out, stands beside the line in which its words begin; of a blank line is shown that
    a paragraph begins. `own` tells of the rules of own phrases. `headings` are the only lines that are headings, as in a note of typed
    parts; without it a short line with a colon at its end is one."""
    shown = sorted(((row, row.finding) for row in stored), key=lambda each: each[1].evidence.start)
    starts = [finding.evidence.start for _, finding in shown]
    gone = _beside_what_stands(left_out, [finding for _, finding in shown])
    gone_starts = [each.finding.evidence.start for each in gone]
    read = [row for row, _ in shown if not row.is_added]
    explained = {
        row.pk: [(WHY_WORDS.get(about, about), sentence) for about, sentence in each.lines(places=False)]
        for row, each in zip(read, explain(text, [row.as_read for row in read], own, status_word), strict=True)
    }
    out, reaching = list[Line](), list[tuple[StoredFinding, Finding]]()  # those that began earlier and reach into this line
    before = 0  # where the last line ended
    for start, end in spans_of(text):
        here = shown[bisect_left(starts, start) : bisect_left(starts, end)]
        reaching = [each for each in reaching if each[1].evidence.end > start] + here
        overlapping = [(row, f) for row, f in reaching if f.evidence.end > start and row.review != DISMISSED]
        words = text[start:end]
        pieces = pieces_of(text, start, start + len(words.rstrip()), overlapping)
        reads = [read_of(row, finding, explained.get(row.pk, ())) for row, finding in here]
        named = words.strip()
        heading = not here and (named in headings if headings is not None else named.endswith(":") and len(words) < 40)
        dropped = gone[bisect_left(gone_starts, start) : bisect_left(gone_starts, end)]
        left = tuple(gone_of(each) for each in dropped)
        paragraph = bool(out) and "\n" in text[before:start]
        out.append(Line(tuple(pieces), tuple(reads), heading, left_out=left, start=start, begins_paragraph=paragraph))
        before = end
    return out


def _beside_what_stands(left_out: Sequence[LeftOut], shown: Sequence[Finding]) -> list[LeftOut]:
    """Without what stands in the margin anyway: a finding of older rules stays when a clinician has spoken of it."""
    stands = {(each.indicator, each.evidence.start, each.evidence.end) for each in shown}
    return [each for each in left_out if (each.finding.indicator, each.finding.evidence.start, each.finding.evidence.end) not in stands]


def gone_of(each: LeftOut) -> Gone:
    told_by = f"{name_of(each.told_by)}, “{' '.join(each.told_by.quote.split())}”" if each.told_by else ""
    return Gone(name_of(each.finding), " ".join(each.finding.quote.split()), each.in_plain_words, told_by)


def spans_of(text: str) -> list[tuple[int, int]]:
    """Begin and end of each line that is not blank. A long paragraph is cut into its sentences: the margin stays beside the words."""
    ends = sorted(sentence.end for sentence in sentences(PlainText.of(text)))
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        stop = start + len(line)
        cuts = ends[bisect_right(ends, start) : bisect_left(ends, start + len(line.rstrip()))] if len(line) > LONG_LINE else []
        edges = [start, *cuts, stop]
        spans += [(begin + blanks(text[begin:end]) if cuts else begin, end) for begin, end in pairwise(edges) if text[begin:end].strip()]
        start = stop
    return spans


def blanks(words: str) -> int:
    """How many blanks stand before the first word."""
    return len(words) - len(words.lstrip())


def pieces_of(text: str, start: int, end: int, findings: Sequence[tuple[StoredFinding, Finding]]) -> list[Piece]:
    """Cut a line at the edges of its findings. Where several overlap, the first to begin marks the words."""
    out, at = [], start
    for row, finding in sorted(findings, key=lambda each: (each[1].evidence.start, -each[1].evidence.end)):
        left, right = max(finding.evidence.start, at), min(finding.evidence.end, end)
        if right <= left:
            continue
        if left > at:
            out.append(Piece(text[at:left]))
        out.append(Piece(text[left:right], mark_of(finding), f"finding-{row.pk}"))
        at = right
    return [*out, Piece(text[at:end])] if at < end else out


def mark_of(finding: Finding) -> str:
    if finding.status is Status.DENIED:
        return "denied"
    if finding.status is Status.PRESENT:
        return "risky" if group_of(finding.indicator) == "risk" and finding.indicator not in _NO_DANGER else "present"
    return "other"


def read_of(row: StoredFinding, finding: Finding, explained: Iterable[tuple[str, str]]) -> Read:
    corrected = row.review == Review.CORRECTED.value
    return Read(
        id=str(row.pk),
        name=name_of(finding),
        words=words_of(finding),
        status=str(finding.status),
        statuses=tuple((str(status), status_word(status, finding)) for status in STATUS_IN_WORDS),
        direction=str(finding.direction or ""),
        severity=str(finding.severity or ""),
        explained=tuple(explained) or said_of(row, finding),
        review="" if row.review == Review.UNREVIEWED.value else row.review,
        dismissed=row.review == DISMISSED,
        carried=finding.carried_forward,
        by=row.reviewed_by.name if row.reviewed_by else "",
        as_read=f"{name_of(row.as_read)}, {words_of(row.as_read)}" if corrected else "",
        subject_stays=not row.correctable_subject,
        added=row.is_added,
        of_life=group_of(finding.indicator) == "life_context" and finding.status is Status.PRESENT and row.review != DISMISSED,
    )


def said_of(row: StoredFinding, finding: Finding) -> tuple[tuple[str, str], ...]:
    """Of a clinician's own finding: the words, and whose it is."""
    day = timezone.localdate(row.reviewed_at) if row.reviewed_at else None
    when = f" on {day.day} {day:%B %Y}" if day else ""
    who = row.reviewed_by.name if row.reviewed_by else "a clinician"
    said = f"marked by {who}{when}; the reader had missed it"
    return ("words", f"“{' '.join(finding.quote.split())}”"), ("said by", said)
