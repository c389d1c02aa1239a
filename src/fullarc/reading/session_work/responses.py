"""Ties a client's answer to the intervention that it answers."""

from collections.abc import Mapping
from dataclasses import replace

from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.passages import Sentence

SENTENCES_BACK = 2
FAR_BACK = 3
NOT_TAKEN_YET = frozenset({Status.HYPOTHETICAL, Status.UNCERTAIN})  # an answer is hoped for or guessed at: none was given
TOLD_AMONG_OTHER_THINGS = frozenset({Section.NONE, Section.DATA, Section.OBJECTIVE, Section.BEHAVIOR})
REPORTED = frozenset({Section.OBJECTIVE, Section.BEHAVIOR})
NO_ANSWER_EXPECTED = frozenset({"homework_assigned", "goal_setting", "medication_coordination", "safety_planning"})
SAID_OF_MUCH_ELSE = (".verdict", ".gesture", ".stuff", ".in_the_end", ".for_children")  # rules of wide words: close to the work only


def asks_for_an_answer(finding: Finding) -> bool:
    """Whether a finding is work that was done and that a client answers to; what is set or arranged is taken note of."""
    return (
        group_of(finding.indicator) == "interventions" and finding.indicator not in NO_ANSWER_EXPECTED and finding.status is Status.PRESENT
    )


def without_answers_to_nothing(findings: list[Finding], parts: list[Sentence], learned: list[Finding]) -> list[Finding]:
    """The findings without answers that are only hoped for and, where a note does not say that it tells of responses, without words of an
    answer far from any intervention, be it one that the tagger alone sees (`learned`)."""
    if not any(finding.indicator.startswith("response_") for finding in findings):
        return findings
    is_note = len(parts) > FAR_BACK + 1  # a line or two that stand alone are answers to what is not shown
    number_of = {part.start: number for number, part in enumerate(parts)}
    interventions = _interventions([*findings, *learned], number_of)
    return [each for each in findings if not _answers_nothing(each, interventions, number_of[each.sentence[0]], is_note)]


def with_interventions(findings: list[Finding], parts: list[Sentence]) -> list[Finding]:
    """Each response gets the nearest intervention of its own sentence, else of the sentences shortly before it."""
    if not any(finding.indicator.startswith("response_") for finding in findings):
        return findings
    number_of = {part.start: number for number, part in enumerate(parts)}
    interventions = _interventions(findings, number_of)
    return [
        replace(finding, intervention=_answered(finding, interventions, number_of[finding.sentence[0]]))
        if group_of(finding.indicator) == "responses"
        else finding
        for finding in findings
    ]


def _interventions(findings: list[Finding], number_of: Mapping[int, int]) -> dict[int, list[Finding]]:
    """By number of the sentence what was done in it."""
    done: dict[int, list[Finding]] = {}
    for finding in findings:
        if group_of(finding.indicator) == "interventions":
            done.setdefault(number_of[finding.sentence[0]], []).append(finding)
    return done


def _answers_nothing(finding: Finding, interventions: dict[int, list[Finding]], here: int, is_note: bool) -> bool:
    """Whether words of an answer stand where nothing was done: what pleases or annoys the client in life is no response."""
    if group_of(finding.indicator) != "responses":
        return False
    if finding.status in NOT_TAKEN_YET:
        return True
    if finding.rule.endswith(SAID_OF_MUCH_ELSE) and finding.section is not Section.RESPONSE:
        return not any(number in interventions for number in (here - 1, here, here + 1))
    if not is_note or finding.section not in TOLD_AMONG_OTHER_THINGS:
        return False
    first = here - (SENTENCES_BACK if finding.section in REPORTED else FAR_BACK)
    return all(number not in interventions for number in range(first, here + 2))


def _answered(response: Finding, interventions: dict[int, list[Finding]], here: int) -> str | None:
    for number in range(here, here - SENTENCES_BACK - 1, -1):
        if named := interventions.get(number):
            return min(named, key=lambda each: (abs(each.evidence.start - response.evidence.start), each.indicator)).indicator
    return None
