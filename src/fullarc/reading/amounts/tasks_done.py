"""How many of the tasks that were set were done: "did three of the five", "log kept 5 of 7 days"."""

import re
from dataclasses import replace

from fullarc.reading.amounts.numbers_in_text import NUMBER, quantity
from fullarc.reading.finding import Finding

SIGNS_BEHIND = 16
_DAYS_OF_WEEKS = (7, 14)
_OF_SO_MANY = re.compile(
    rf"(?<![\d/])({NUMBER})\s(?:of|out of)\s(?:the |her |his |their )?({NUMBER})(?:\s(days|nights|evenings|mornings))?\b", re.IGNORECASE
)


def with_tasks_done(text: str, finding: Finding) -> Finding:
    """The finding about homework with how many of how many were done; this replaces whatever else was read as its amount."""
    part = _OF_SO_MANY.search(text, finding.evidence.start, min(finding.evidence.end + SIGNS_BEHIND, finding.sentence[1]))
    if part is None:
        return finding
    done, all_of_them = quantity(part[1]), quantity(part[2])
    if isinstance(done, tuple) or isinstance(all_of_them, tuple) or done > all_of_them:
        return finding
    return replace(finding, value=done, unit="days" if part[3] or all_of_them in _DAYS_OF_WEEKS else "times", previous_value=None)
