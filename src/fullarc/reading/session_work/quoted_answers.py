"""What a client says to an intervention, told in quotation marks: `Role-played saying no: "gross, but useful"`."""

import re
from collections.abc import Iterator

from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.session_work.answer_places import begins_with_work
from fullarc.reading.session_work.answer_taken import as_taken
from fullarc.reading.session_work.responses import asks_for_an_answer
from fullarc.reading.text.passages import Sentence

RULE = "quoted"
_QUOTE = re.compile(r"[\"“«]([^\"“”«»\n]{2,160})[\"”»]")
_LEADS_TO_ANSWER = re.compile(r"(?:[,:;—–>→-]|\b(?:ct|pt|cl|client|patient|she|he|they|said|says|then|and))\s*$", re.IGNORECASE)
_NOT_HERE = frozenset({Section.SUBJECTIVE, Section.BEHAVIOR, Section.HISTORY, Section.GOAL, Section.OBJECTIVE})
_WHO_SPOKE = re.compile(
    r"[\s\"“(>•-]*(?:(?:client|ct|cl|pt|patient|she|he|they)\b[:,]?\s*(?:(?:said|says|stated|replied|answered)[:,]?\s*)?)?", re.IGNORECASE
)
MOST_WORDS_BEHIND = 5
SIGNS_BETWEEN = 3  # between the name of the work and what the client said to it
_WRAPPING = ' \t\r\n.,;:!?-–—"“”«»()'


def quoted_answers(text: str, found: list[Finding], parts: list[Sentence], repeated: frozenset[int]) -> list[Finding]:
    """Quotations that answer an intervention and that no other finding has claimed: after it in its sentence, or a sentence of their own
    right behind it. Words of dislike or indifference are found by the lexicon; what it leaves is taken as a good answer. `repeated`: the
    numbers of sentences carried forward."""
    if _QUOTE.search(text) is None:
        return []
    answers: list[Finding] = []
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(finding.sentence[0], []).append(finding)
    asked_before = False
    for number, part in enumerate(parts):
        here = by_sentence.get(part.start, [])
        work = [finding.evidence.end for finding in here if asks_for_an_answer(finding)]
        made: list[Finding] = []
        if part.section not in _NOT_HERE:
            asked_before |= _heads_the_response(parts, number)
            asked_else = part.section is Section.RESPONSE or any(group_of(each.indicator) == "risk" for each in here)
            if not work and not asked_else and (did := begins_with_work(text, part.start, part.end)):
                work = [did[1]]
            if work:
                spans = list(_after(text, min(work), part))
            elif asked_before:
                spans = [first] if (first := _opening_quote(text, part)) else [*_after(text, part.start, part)][:1]
            else:
                spans = []
            made = [_answer(text, start, end, part, number in repeated) for start, end in spans if _is_free(here, start, end)]
            answers += made
        asked_before = bool(work) or (asked_before and (bool(made) or any(_goes_on(each) for each in here)))
    return answers


def _after(text: str, place: int, part: Sentence) -> Iterator[tuple[int, int]]:
    for quote in _QUOTE.finditer(text, part.start, part.end):
        if quote.start() < place:
            continue
        told_of_it = part.section is Section.RESPONSE and part.start < place and quote.start() - place <= SIGNS_BETWEEN
        if told_of_it or _LEADS_TO_ANSWER.search(text, place, quote.start()):
            yield quote.span(1)


def _heads_the_response(parts: list[Sentence], number: int) -> bool:
    """Whether a sentence is the first below a heading of responses or feedback."""
    return parts[number].section is Section.RESPONSE and (number == 0 or parts[number - 1].section is not Section.RESPONSE)


def _goes_on(finding: Finding) -> bool:
    """Whether a sentence behind the work still tells of it: how the client took it, or what was rated then."""
    return group_of(finding.indicator) == "responses" or finding.indicator == "measure_score"


def _opening_quote(text: str, part: Sentence) -> tuple[int, int] | None:
    """A quotation that is the sentence, but for who spoke before it and a few words behind it (`"Maybe half of it," small laugh`)."""
    quote = _QUOTE.search(text, part.start, min(part.end + 1, len(text)))
    if quote is None or _WHO_SPOKE.fullmatch(text, part.start, quote.start()) is None:
        return None
    behind = text[quote.end() : part.end].strip(_WRAPPING)
    return quote.span(1) if len(behind.split()) <= MOST_WORDS_BEHIND else None


def _is_free(here: list[Finding], start: int, end: int) -> bool:
    """Whether no finding stands in the quotation, and none in the sentence tells already how the client took it."""
    return not any(
        (finding.evidence.start < end and start < finding.evidence.end) or group_of(finding.indicator) == "responses" for finding in here
    )


def _answer(text: str, start: int, end: int, part: Sentence, carried_forward: bool) -> Finding:
    indicator = as_taken(text[start:end])
    return Finding(
        indicator=indicator,
        evidence=Evidence(start, end, text[start:end]),
        sentence=(part.start, part.end),
        section=part.section,
        status=Status.PRESENT,
        rule=f"{indicator}.{RULE}",
        carried_forward=carried_forward,
    )
