"""Ratings of distress in an exposure that stand alone, without the name of a scale: "lid on camera, no wash 30 min, 80 -> 50"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from fullarc.reading.finding import Direction, Evidence, Finding, Section, Status
from fullarc.reading.text.passages import Sentence

# what a note about exposure has somewhere; without it two numbers are anything
_EXPOSED = re.compile(
    r"\b(?:suds?|exposures?|erp"
    r"|hierarchy|imaginal|interoceptive|in vivo|no wash\w*|without washing|didn'?t wash|trash can|contamination)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"(?:[,;:)]\s|\b(?:peak|rated (?:it|this|that)|(?:he|she|they) said)\s)(?P<first>100|[1-9][05])"
    r"(?:\s?(?:-+>|→|=>)\s?|\s(?:down\s)?to\s)(?P<last>[1-9]?[05])"
    r"(?=\s*(?:[.,;\n)]|$|(?:in|after|at|on|by|within)\b))",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"(?:\b(?:bp|hr|pulse|belief|believed|weight|dose|mg|certainty|conviction|score|hours)\b|[a-z]+-?\d+ )[^.\n]{0,25}$",
    re.IGNORECASE,
)
_AHEAD_OR_LONG_AGO = re.compile(r"\b(?:goals?|aims?|target|plan|next (?:week|time|session)|last (?:year|month|summer))\b", re.IGNORECASE)
_NOT_OF_TODAY = (Section.PLAN, Section.GOAL, Section.HISTORY)


def bare_ratings_in(text: str, parts: Sequence[Sentence], scores: Sequence[Finding], repeated: frozenset[int]) -> list[Finding]:
    """ "no wash 30 min, 80 -> 50" in a note that tells of exposure: what began at 20 or more and fell by steps of five."""
    if not _EXPOSED.search(text):
        return []
    taken = [(score.evidence.start, score.evidence.end) for score in scores]
    starts = [part.start for part in parts]
    found = []
    for match in _FELL.finditer(text):
        first, last = float(match["first"]), float(match["last"])
        begin, end = match.span("first")[0], match.end("last")
        if first < 20 or last >= first or any(start < end and begin < stop for start, stop in taken):
            continue
        if _OTHERWISE.search(text, max(0, begin - 40), begin):
            continue
        number = max(bisect_right(starts, begin) - 1, 0)
        part = parts[number]
        if end > part.end or part.section in _NOT_OF_TODAY or _AHEAD_OR_LONG_AGO.search(text, part.start, begin):
            continue
        found.append(
            Finding(
                indicator="measure_score",
                evidence=Evidence(begin, end, text[begin:end]),
                sentence=(part.start, part.end),
                section=part.section,
                status=Status.PRESENT,
                rule="measure_score.sud",
                direction=Direction.BETTER,
                value=last,
                unit="of_100",
                previous_value=first,
                measure="sud",
                carried_forward=number in repeated,
            )
        )
    return found
