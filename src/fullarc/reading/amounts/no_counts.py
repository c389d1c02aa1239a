"""A one that counts nothing: one attempt is the attempt itself, and "a bottle" is what somebody drank from."""

import re

from fullarc.reading.finding import Finding

_A_BOTTLE = re.compile(r"\ba (?:bottle|fifth|handle)\b(?!\s(?:a|per|each|every|daily|nightly|and)\b|/)", re.IGNORECASE)


def is_no_count(text: str, finding: Finding) -> bool:
    """Whether the amount that was read for a finding is such a one; what was more or less before was counted."""
    if finding.value != 1 or finding.previous_value is not None:
        return False
    return finding.indicator == "suicide_attempt" or _A_BOTTLE.search(text, finding.evidence.start, finding.evidence.end) is not None
