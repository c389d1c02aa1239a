"""What a client does or says right behind the clinician's work, told by its place: `Values card sort; ct picked two and teared up`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fullarc.reading.context.line import Answered, Line
from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.session_work.answer_places import AnswerPlace, begins_with_work, places_of_answers
from fullarc.reading.session_work.answer_taken import NEGATIVE, POSITIVE, as_taken
from fullarc.reading.session_work.responses import asks_for_an_answer
from fullarc.reading.text.passages import Sentence

RULE = "by_place"
_NOT_HERE = frozenset({Section.SUBJECTIVE, Section.BEHAVIOR, Section.HISTORY, Section.GOAL, Section.OBJECTIVE, Section.DATA})
_TOLD_IN_ANSWERS = frozenset(
    {"self_efficacy", "motivation", "coping_skill_use", "violence", "family_functioning", "relationship_functioning"}
)
_PASSING = re.compile(
    r"(?:.*\b)?(?:hesitant|nervous|reluctant|froze|pushed back|found (?:it|this|that|the [\w ]{3,30}) "
    r"(?:painful|hard|difficult|awkward|strange|uncomfortable)|felt (?:awkward|strange|silly|weird))\b.{0,3}",
    re.IGNORECASE,
)
_GOOD_IN_THE_END = re.compile(
    r"\b(?:but|then|until|eventually|by the end|finally)\b(?!.{0,40}\b(?:refus|declin|shut|got defensive|left|stopped|no\b))", re.IGNORECASE
)

_NOT_DONE = re.compile(
    r"(?:(?:she|he|they|ct|pt|client)\s)?(?:did not|didn't|had not|hadn't|has not|hasn't|never)\s(?:yet\s)?"
    r"(?:do|done|did|write|written|wrote|bring|brought|complete|completed|start|started|try|tried|practi[cs]e|practi[cs]ed|go|gone|get|got)\b",
    re.IGNORECASE,
)


def with_answers_by_place(
    found: Sequence[Finding], text: str, parts: Sequence[Sentence], lines: Sequence[Line], repeated: frozenset[int]
) -> list[Finding]:
    """The findings with one answer for each clause that answers the work: what stands right behind the work in its sentence, a sentence
    about the client that follows it, and in the part of a note about the response what the client did. Words of liking and dislike within
    such a clause are that one answer, told by the whole of it. `repeated`: numbers of sentences carried forward."""
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(finding.sentence[0], []).append(finding)
    taken_in: set[int] = set()
    answers = []
    before = False
    for number, part in enumerate(parts):
        if part.section in _NOT_HERE:
            before = False
            continue
        here, zero, line = by_sentence.get(part.start, []), part.start, lines[number]
        key = (before, *[(each.indicator, each.status, each.evidence.start - zero, each.evidence.end - zero) for each in here])
        told = line.answers.get(key)
        if told is None:
            told = line.answers[key] = _answered(text, part, here, before)
        taken_in.update([id(here[each]) for each in told.taken_in])
        answers += [_answer(text, zero + start, zero + end, indicator, part, number in repeated) for start, end, indicator in told.answers]
        before = told.goes_on
    return [each for each in found if id(each) not in taken_in] + answers


def _answered(text: str, part: Sentence, here: Sequence[Finding], before: bool) -> Answered:
    """What a sentence tells of answers, by its findings and whether there is work `before` it to answer to."""
    taken_in = [number for number, each in enumerate(here) if _is_answer(each) and _is_the_clinicians(text, part, each)]
    works = sorted(each.evidence.end for each in here if asks_for_an_answer(each))
    places = [
        each
        for each in places_of_answers(text, part, works, before)
        if not _NOT_DONE.match(text, each.start, each.end) and not _tells_else(each, here)
    ]
    answers = []
    for place in places:
        words = [
            number
            for number, each in enumerate(here)
            if _is_answer(each) and each.evidence.start < place.end and place.start < each.evidence.end
        ]
        taken_in += words
        indicator = as_taken(text[place.start : place.end], [here[number].indicator for number in words])
        answers.append((place.start - part.start, place.end - part.start, indicator))
    goes_on = bool(works) or (before and bool(places)) or begins_with_work(text, part.start, part.end) is not None
    return Answered(tuple(taken_in), tuple(answers), goes_on)


def as_it_ended(text: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings with what was hard only at first ("froze, then got through it") as the good answer that it became; where the sentence
    tells the good answer anyway, the passing one is left out. A gesture of refusal that gave way later stays: that is two answers."""
    good = {finding.sentence for finding in found if finding.indicator == POSITIVE}
    return list(_ended(text, found, good))


def _ended(text: str, found: Sequence[Finding], good: set[tuple[int, int]]) -> Iterator[Finding]:
    for finding in found:
        passing = finding.indicator == NEGATIVE and _PASSING.fullmatch(finding.evidence.quote) is not None
        if passing and _GOOD_IN_THE_END.search(text, finding.evidence.end, finding.sentence[1]):
            if finding.sentence not in good:
                yield replace(finding, indicator=POSITIVE)
        else:
            yield finding


def _is_the_clinicians(text: str, part: Sentence, answer: Finding) -> bool:
    """Whether the words are what the clinician did: `Offered three coping statements` at the beginning of a stretch."""
    if part.section is Section.RESPONSE:
        return False
    begin = max(part.start, text.rfind(";", part.start, answer.evidence.start) + 1)
    did = begins_with_work(text, begin, part.end)
    return did is not None and did[0] <= answer.evidence.start < did[1]


def _tells_else(place: AnswerPlace, here: Sequence[Finding]) -> bool:
    """Whether something else is found in a place that no word of an answer stands in."""
    within = [each for each in here if place.start <= each.evidence.start < place.end]
    return not any(_is_answer(each) for each in within) and any(not _is_seen(each) for each in within)


def _is_answer(finding: Finding) -> bool:
    return group_of(finding.indicator) == "responses"


def _is_seen(finding: Finding) -> bool:
    """Whether a finding is only how the client looked or what the work was called, which an answer may hold as well."""
    return group_of(finding.indicator) in ("interventions", "symptoms", "presentation") or finding.indicator in _TOLD_IN_ANSWERS


def _answer(text: str, start: int, end: int, indicator: str, part: Sentence, carried_forward: bool) -> Finding:
    return Finding(
        indicator=indicator,
        evidence=Evidence(start, end, text[start:end]),
        sentence=(part.start, part.end),
        section=part.section,
        status=Status.PRESENT,
        rule=f"{indicator}.{RULE}",
        carried_forward=carried_forward,
    )
