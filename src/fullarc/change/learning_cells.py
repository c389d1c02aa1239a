"""What may be shown of a whole practice without speaking of a few clients, or of one colleague, to somebody who knows their own cases.

Four rules. Courses that are not the reader's own, and those whose records are not open to the reader, come from at least two therapists
with five courses each: what is left when a reader takes the known ones away is never one colleague's. On each side of a comparison the
courses that are not open are none or at least five. No therapist has more than four fifths of a side, with or without the known ones:
a comparison is never one therapist against the others. And where a filter narrows the courses, the same holds for those that it leaves
out, so that nothing can be worked out from the wider figure.

The second and third are known in official statistics as threshold and dominance rules (Hundepool et al. 2012, Statistical Disclosure
Control, chapter 4).
"""

from collections import Counter
from collections.abc import Sequence

from fullarc.change.learning_row import CaseRow, Factor

LEAST_COURSES, LEAST_THERAPISTS = 5, 2
MOST_OF_A_SIDE = 0.8  # of the courses of one side that may be one therapist's
ONE_COLLEAGUE = (
    "Not shown for the practice: the courses of others come from fewer than two therapists with five courses each, "
    "so these figures would speak of one colleague."
)
NOT_SAFE = "Not shown for the practice: it would speak of fewer than five courses that you do not know, or of one therapist."
NARROWED = (
    "Not shown for the practice: what this choice leaves out are fewer than five courses, or those of one colleague, "
    "and could be worked out from the wider figure."
)


def speaks_of_one_colleague(rows: Sequence[CaseRow]) -> bool:
    """Whether the courses that are not the reader's own, or not open to the reader, come from fewer than two therapists with five each."""
    return any(_of_too_few(rest) for rest in ([row for row in rows if not row.own], [row for row in rows if not row.open]))


def _of_too_few(rest: Sequence[CaseRow]) -> bool:
    by_therapist = Counter(row.therapist for row in rest)
    return bool(rest) and sum(count >= LEAST_COURSES for count in by_therapist.values()) < LEAST_THERAPISTS


def closed_sides(rows: Sequence[CaseRow], factor: Factor) -> tuple[int, int]:
    """How many courses that are not open to the reader have it, and how many have not."""
    has = [row.has(factor) for row in rows if not row.open]
    return sum(each is True for each in has), sum(each is False for each in has)


def is_safe(rows: Sequence[CaseRow], factor: Factor) -> bool:
    """Whether a comparison can be shown: enough courses that are not open to the reader a side, and no side that is one therapist's."""
    return not tells_of_a_few(rows, factor) and not any(_is_one_therapists(side) for side in _sides(rows, factor))


def tells_of_a_few(rows: Sequence[CaseRow], factor: Factor) -> bool:
    """Whether a side has one to four courses that are not open, or one colleague's courses when the reader takes the known ones away."""
    if any(0 < count < LEAST_COURSES for count in closed_sides(rows, factor)):
        return True
    parts = ([row for row in rows if not row.own], [row for row in rows if not row.open])
    return any(_is_one_therapists(side) for part in parts for side in _sides(part, factor))


def _sides(rows: Sequence[CaseRow], factor: Factor) -> tuple[list[CaseRow], list[CaseRow]]:
    return [row for row in rows if row.has(factor) is True], [row for row in rows if row.has(factor) is False]


def _is_one_therapists(side: Sequence[CaseRow]) -> bool:
    return bool(side) and max(Counter(row.therapist for row in side).values()) > MOST_OF_A_SIDE * len(side)


def narrows_to_few(wider: Sequence[CaseRow], narrower: Sequence[CaseRow], factor: Factor | None = None) -> bool:
    """Whether what a filter leaves out could be worked out from the wider figure and would speak of a few, or of one colleague.

    Asked of all courses left out, or, with a factor, of each side of them.
    """
    kept = {row.course for row in narrower}
    out = [row for row in wider if row.course not in kept]
    if factor is not None:
        return tells_of_a_few(out, factor)
    return speaks_of_one_colleague(out)
