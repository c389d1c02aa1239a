"""The clause in which a finding stands."""

import re

from fullarc.reading.finding import Finding


def clause_around(text: str, finding: Finding, ends: re.Pattern[str]) -> tuple[int, int]:
    """Where the clause of a finding begins and where it ends, within its sentence. `ends` is what parts clauses."""
    begin, stop = finding.sentence
    behind = ends.search(text, finding.evidence.end, stop)
    begins = max((each.end() for each in ends.finditer(text, begin, finding.evidence.start)), default=begin)
    return begins, behind.start() if behind is not None else stop
