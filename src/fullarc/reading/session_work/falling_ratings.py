"""A belief that fell, or a pulse, in the hour (`Belief 85 → 50`, "HR 110 down to 92"): the client took the work well. What is craved,
feared or hurts has findings of its own; what was rated by SUD or VoC is a score."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.passages import Sentence

RULE = "response_positive.rating_fell"
SENTENCES_BACK = 4
_NOT_HERE = frozenset({Section.HISTORY, Section.GOAL, Section.PLAN})
_RATED = (
    r"(?:(?:degree of |rated )?(?:belief|conviction|believability|certainty)"
    r"|(?:(?:her|his|their|own) )?(?:slice|share)(?: of (?:the )?(?:blame|responsibility))?|(?:(?:her|his|own) )?responsibility"
    r"|HR|heart rate|pulse|hot thought|believed (?:it|the thought)|guilt rating)"
)
_FELL = re.compile(
    rf"\b{_RATED}\b(?:[^.;,\n\d]{{0,40}}?)\b(?P<first>\d{{1,3}})\s?(?:%|/\s?10{{1,2}}|bpm|percent)?\s?"
    r"(?:-+>|→|>|to|down to|and (?:fell|dropped|came down) to|before,? |,? ?(?:then|now|after(?: [a-z]+){1,2}))\s?"
    r"(?P<last>\d{1,3})(?!\d|[/:]\d)%?",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"\d\D+\d")


def answers_by_rating(found: Sequence[Finding], text: str, parts: Sequence[Sentence], repeated: frozenset[int]) -> list[Finding]:
    """A good answer for each rating of a belief or a pulse that fell close behind work of the session and is no answer by other words.
    `repeated`: numbers of sentences carried forward."""
    number_of = {part.start: number for number, part in enumerate(parts)}
    worked = {number_of[each.sentence[0]] for each in found if group_of(each.indicator) == "interventions"}
    answered = {each.sentence for each in found if group_of(each.indicator) == "responses"}
    told = [each.evidence for each in found if group_of(each.indicator) == "interventions"]
    made = []
    for number, part in enumerate(parts):
        if part.section in _NOT_HERE or (part.start, part.end) in answered:
            continue
        if part.section is not Section.RESPONSE and worked.isdisjoint(range(number - SENTENCES_BACK, number + 1)):
            continue
        if _TWO_NUMBERS.search(text, part.start, part.end) is None:
            continue
        for fell in _FELL.finditer(text, part.start, part.end):
            if int(fell["last"]) < int(fell["first"]) and not any(each.start < fell.end() and fell.start() < each.end for each in told):
                made.append(
                    Finding(
                        indicator="response_positive",
                        evidence=Evidence(fell.start(), fell.end(), fell.group()),
                        sentence=(part.start, part.end),
                        section=part.section,
                        status=Status.PRESENT,
                        rule=RULE,
                        carried_forward=number in repeated,
                    )
                )
    return made
