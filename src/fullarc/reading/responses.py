"""Ties a client's answer to the intervention that it answers."""

from dataclasses import replace

from fullarc.reading.finding import Finding
from fullarc.reading.lexicon import group_of
from fullarc.reading.passages import Sentence

SENTENCES_BACK = 2


def with_interventions(findings: list[Finding], parts: list[Sentence]) -> list[Finding]:
    """Each response gets the nearest intervention of its own sentence, else of the sentences shortly before it."""
    if not any(finding.indicator.startswith("response_") for finding in findings):
        return findings
    number_of = {part.start: number for number, part in enumerate(parts)}
    interventions: dict[int, list[Finding]] = {}
    for finding in findings:
        if group_of(finding.indicator) == "interventions":
            interventions.setdefault(number_of[finding.sentence[0]], []).append(finding)
    return [
        replace(finding, intervention=_answered(finding, interventions, number_of[finding.sentence[0]]))
        if group_of(finding.indicator) == "responses"
        else finding
        for finding in findings
    ]


def _answered(response: Finding, interventions: dict[int, list[Finding]], here: int) -> str | None:
    for number in range(here, here - SENTENCES_BACK - 1, -1):
        if named := interventions.get(number):
            return min(named, key=lambda each: (abs(each.evidence.start - response.evidence.start), each.indicator)).indicator
    return None
