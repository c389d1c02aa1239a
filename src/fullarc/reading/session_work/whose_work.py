"""What the client or somebody of the client's life explained or asked is not the clinician's work (`She questioned her boss`)."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.word_lists import any_of_the_people

SIGNS_BEFORE = 45
_SPOKE = re.compile(
    r"(?:explain|question|challeng|describ|discuss|ask|told|explor|disput|argu|doubt|encourag|support|reassur|listen|validat|normali[sz]|meditat|confront|remind|advis)\w*\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    rf"(?:^|[\s,;:(])(?:s?he|client|ct|pt|cl|patient|(?:(?:his|her|their|the) )?(?:{any_of_the_people()}|boss|manager|supervisor|teacher"
    r"|landlord|judge|police|doctor))(?: (?:then|also|has|had|still|later|often|always|sometimes|[a-z]+ly))*\s+$",
    re.IGNORECASE,
)


def by_the_clinician(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without work that begins with a verb of speaking right behind somebody who is not the clinician."""
    return [each for each in findings if not _is_somebody_elses(text, each)]


def _is_somebody_elses(text: str, finding: Finding) -> bool:
    if group_of(finding.indicator) != "interventions" or not _SPOKE.match(finding.evidence.quote):
        return False
    before = text[max(finding.sentence[0], finding.evidence.start - SIGNS_BEFORE) : finding.evidence.start]
    return _SOMEBODY_ELSE.search(before) is not None
