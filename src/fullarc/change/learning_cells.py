"""What may be shown of a whole practice without speaking of a few clients, or of one colleague, to somebody who knows their own cases.

Four rules. Courses that are not the reader's own, and those whose records are not open to the reader, come from at least two therapists
with five courses each: what is left when a reader takes the known ones away is never one colleague's. On each side of a comparison the
courses that are not open are none or at least five. No therapist has more than four fifths of a side, with or without the known ones:
a comparison is never one therapist against the others. And where a filter narrows the courses, those that it leaves out are none or at
least five on each side, so that nothing can be worked out from the wider figure.

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
NARROWED = "Not shown for the practice: this choice leaves out fewer than five courses, so they could be worked out from the wider figure."


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
    if any(0 < count < LEAST_COURSES for count in closed_sides(rows, factor)):
        return False
    parts = (rows, [row for row in rows if not row.own], [row for row in rows if not row.open])
    return not any(_is_one_therapists([row for row in part if row.has(factor) is side]) for part in parts for side in (True, False))


def _is_one_therapists(side: Sequence[CaseRow]) -> bool:
    return bool(side) and max(Counter(row.therapist for row in side).values()) > MOST_OF_A_SIDE * len(side)


def narrows_to_few(wider: Sequence[CaseRow], narrower: Sequence[CaseRow], factor: Factor | None = None) -> bool:
    """Whether a filter leaves out one to four courses that are not open, altogether or, with a factor, on one side of it."""
    kept = {row.course for row in narrower}
    out = [row for row in wider if row.course not in kept and not row.open]
    if factor is None:
        return 0 < len(out) < LEAST_COURSES
    return any(0 < count < LEAST_COURSES for count in closed_sides(out, factor))
