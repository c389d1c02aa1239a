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
    interventions = [finding for finding in findings if group_of(finding.indicator) == "interventions"]
    return [
        replace(finding, intervention=_answered(finding, interventions, number_of)) if group_of(finding.indicator) == "responses" else finding
        for finding in findings
    ]


def _answered(response: Finding, interventions: list[Finding], number_of: dict[int, int]) -> str | None:
    here = number_of[response.sentence[0]]
    best: tuple[int, int, str] | None = None
    for each in interventions:
        back = here - number_of[each.sentence[0]]
        if 0 <= back <= SENTENCES_BACK:
            rank = (back, abs(each.evidence.start - response.evidence.start), each.indicator)
            best = rank if best is None else min(best, rank)
    return best[2] if best else None
