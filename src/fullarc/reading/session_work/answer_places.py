"""Where an answer of the client stands: right behind the work, in a sentence about the client that follows it, or among the responses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fullarc.reading.finding import Section
from fullarc.reading.session_work.answer_taken import as_taken
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import in_small_letters
from fullarc.reading.text.word_lists import alternatives_in

FEWEST_LETTERS = 8
_STRETCH = re.compile(r"[^;\n]+")
_AT_A_SUBJECT = re.compile(
    r"\b(?:smil|laugh|tear|cr(?:ied|ying)|wept|animated|brighten|upset|angry|irritable|proud|emotional|felt|became)[^;,]{0,25}"
    r"\bwhen (?:s?he|they|talking|speaking|discussing|describing|telling|recalling|mentioning|her |his |the |(?:client|ct|pt) (?:talk|sp))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """The stretch of a note that answers the work."""

    start: int
    end: int


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    w = alternatives_in("session_work/answer_places.toml")
    who = rf"(?:(?:the )?{w['client']}(?: (?-i:[A-Z])\b\.?)?,?|(?:mr|mrs|ms|mx|miss)\.? [a-z]+\.?)"
    others = rf"(?:(?-i:[A-Z](?:[a-z]{{1,12}}|\.))|(?:the |her |his )?{w['kin']})"
    moved = rf"(?:(?:her|his|their|ct's|pt's|client's|patient's) )?{w['body']} (?:visibly |then |had |slowly )?{w['moved']}\b"
    about = rf"{who} (?!{w['no_reaction']}(?:(?<=\s)|(?!\w)))"
    spoke = rf"{others} (?:said|cried|wept|commented|remarked|replied|answered|{w['strong']})\b"
    answer = rf"{about}[a-z\"“]|{spoke}|{moved}|{w['reaction']}\b"
    subject = r"\band(?= (?:she|he|they|client|ct|pt|both)\b)|\bwhich(?= (?:she|he|they|client|ct|pt)\b)|\bwho(?= [a-z]+ed\b)"
    ended = r"by (?:the )?(?:end|close|third|second|last|set \d|round \d)[a-z ]{0,12},? "
    link = rf"(?:and |but |then |after which |which |afterwards?,? |{ended})*(?:who )?"
    lead = r"(?:and |but |then |afterwards?,? |after(?: the [a-z-]+| that| \d+ [a-z]+),? |by the end,? )*"
    item = rf"(?:[-*•>+]\s*|\(?\d{{1,2}}[.)]\s*)*(?:{w['heading_of_work']}[:,]?\s+)?"
    written = {
        "behind_work": rf"(?:[;,:—–>→]|\s-\s|\s-+>|{subject})\s*{link}(?P<said>(?:{answer})[^;.\n]*)",
        "by_itself": rf"[^;:,.\n–—]{{0,45}}?(?<![\w-])(?P<said>{w['by_itself']}[^;.\n]*)",
        "begins": rf"\s*{lead}(?P<said>(?:(?:{who}|{others}) {w['manner']}?{w['strong']}\b|{moved})[^;\n]*)",
        "told_of_client": rf"{who}|(?:the |her |his )?{w['kin']}|{moved}|{w['clients_only']}\b",
        "whole": rf"\s*(?:{about}(?:then |also )?{w['took_it']}\b|{w['took_it_elided']}(?!\w))",
        "other_answer": rf", (?:but |and )*(?=(?:(?:she|he|ct|pt|client|{w['kin']}) )?{w['other_answer']}\b)",
        "did": rf"\s*{item}(?P<did>(?:(?:we|i|(?:the |this )?{w['staff']})\s+)?(?:[a-z]+ly\s+)?{w['did']})\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE if name != "did" else 0) for name, pattern in written.items()}


def begins_with_work(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch begins with what the clinician did ("We explored …", "Taught …"): the place of these words."""
    did = _patterns()["did"].match(in_small_letters(text[start:end]))
    return (start + did.start("did"), start + did.end("did")) if did else None


def places_of_answers(text: str, part: Sentence, works: Sequence[int], before: bool) -> Iterator[AnswerPlace]:
    """Where a sentence answers the work. `works`: the ends of the interventions found in it; `before`: the sentence before told of work."""
    behind = False
    for stretch in _STRETCH.finditer(text, part.start, part.end):
        start, end = stretch.span()
        work = min((each for each in works if start < each <= end), default=None)
        if work is None and part.section is not Section.RESPONSE and (did := begins_with_work(text, start, end)):
            work = did[1]
        place = _right_behind(text, part, start, end, work, behind) or _on_its_own(text, part, start, end, work, before)
        if place is not None:
            yield from _apart(text, place)
        behind = work is not None
        before = before or behind


def _right_behind(text: str, part: Sentence, start: int, end: int, work: int | None, behind: bool) -> AnswerPlace | None:
    """The answer behind the work of the same stretch, or in the stretch after it. Where a note tells what was done, the client must
    be named."""
    rules = _patterns()
    if work is not None and (clause := rules["by_itself"].match(text, work, end)):
        return _trimmed(text, clause.start("said"), end)
    clause = rules["behind_work"].match(text, start - 1, end) if behind else None
    if work is not None and (clause is None or clause.start("said") >= work):
        clause = rules["behind_work"].search(text, work, end)
    if clause is None:
        return None
    if part.section is Section.INTERVENTION and not rules["told_of_client"].match(text, clause.start("said")):
        return None
    return _trimmed(text, clause.start("said"), end)


def _on_its_own(text: str, part: Sentence, start: int, end: int, work: int | None, before: bool) -> AnswerPlace | None:
    rules = _patterns()
    if work is None and before and (clause := rules["begins"].match(text, start, end)):
        return _trimmed(text, clause.start("said"), end)
    if part.section is Section.RESPONSE and rules["whole"].match(text, start, end):
        return _trimmed(text, start, end)
    return None


def _apart(text: str, place: AnswerPlace) -> Iterator[AnswerPlace]:
    """What was accepted and what was declined are two answers."""
    start = place.start
    for other in _patterns()["other_answer"].finditer(text, place.start, place.end):
        if as_taken(text[start : other.start()]) != as_taken(text[other.end() : place.end]):
            yield AnswerPlace(start, other.start())
            start = other.end()
    yield AnswerPlace(start, place.end)


def _trimmed(text: str, start: int, end: int) -> AnswerPlace | None:
    while end > start and text[end - 1] in " \t\r\n.,":
        end -= 1
    while start < end and text[start] in " \t\r\n.,":
        start += 1
    told = end - start >= FEWEST_LETTERS and not _AT_A_SUBJECT.search(text[start:end])
    return AnswerPlace(start, end) if told else None
