"""Danger that a clause of its own tells as being there: "Hx of eating disorder, SI present with plan", "would not say why, and cut her arms
last night". What the clause before it says of another time, of kin or of what was taught does not reach it."""

import re

from fullarc.reading.context.reach import SeenCue
from fullarc.reading.context.told_as_fact import is_told
from fullarc.reading.finding import Status
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

_OTHERS_OR_TAUGHT = frozenset({"other_person.family_history", "hypothetical.teaching"})
_KIN_WHO = frozenset({"other_person.relative_who", "other_person.relative_from_somewhere"})
_COULD_BE = frozenset({"hypothetical.not_used", "hypothetical.fear"})
_HARM_DONE = re.compile(r"(?:then )?(?:tried to|attempted|took|overdosed|cut|burned|burnt|hit|hung|hanged|stabbed|strangled|jumped)\b")
_OF_SOMEBODY = re.compile(
    r"\b(?:told|tells?|lost|saw|sees?|met|misses|called|calls|rang|asked|left|visited|visits|with|about|by|from|for|at|of|to)"
    r" (?:(?:her|his|their|the|my|a|an) )?(?:\w+ )?$"
)
_BEGINS = re.compile(r"[,;]\s?(?:and |but |yet |now |also )*|\b(?:and|but|yet) (?:now |also )?")
_ENDS = re.compile(r"[,;.)]|\b(?:and|but|or)\b")
_STATEMENT_ENDS = re.compile(r"[;.]")
_THERE_NOW = re.compile(
    r"\b(?:present|active|actively|current|currently|ongoing|today|tonight|now|still|this (?:morning|week|weekend)|last night"
    r"|endors(?:es|ing)|has been (?:having|feeling|thinking)|is having)\b"
)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|ago|in the past|at (?:that|the) time|then|childhood|as an? \w+|remission|resolved|remitted"
    r"|when (?:she|he|they) (?:was|were)|years?|until|prior|previous(?:ly)?|former(?:ly)?|in (?:her|his|their) (?:teens|twenties|youth))\b"
)
_NOT = re.compile(r"\b(?:no|not|none|nil|never|without|absent|denie[sd]|denying|negative|neither|nor|any)\b|n't\b|[?]")
_SAYS_HOW_IT_IS = re.compile(
    r"(?:(?:she|he|they|client|pt|ct|patient) )?(?:still |also |now |often |again )?"
    r"(?:thinks|wants|wishes|feels|intends|plans|has been|is having|reports|reported|endorses|endorsed|admits|admitted"
    r"|discloses|disclosed|says)\b"
)


def is_said_anew(text: PlainText, sentence: Sentence, cue: SeenCue, danger: tuple[int, int]) -> bool:
    """Whether the danger at that place (plain text) stands behind the cue in a clause of its own that tells it as there."""
    plain, (start, end) = text.plain, danger
    if cue.cue.id in _KIN_WHO:
        return _is_kin_in_passing(plain, sentence, cue)
    begin = _clause_begin(plain, cue.end, start, end)
    if begin is None:
        return False
    clause = plain[begin : _first(_ENDS, plain, end, sentence.plain_end)]
    if _NOT.search(clause):
        return False
    if cue.cue.id in _OTHERS_OR_TAUGHT:
        return _SAYS_HOW_IT_IS.match(clause) is not None or _is_there_now(plain, begin, end, sentence, clause)
    if cue.cue.status is Status.HISTORICAL:
        of_now = _SAYS_HOW_IT_IS.match(clause) is not None and _OF_ANOTHER_TIME.search(clause) is None
        return of_now or _is_there_now(plain, begin, end, sentence, clause)
    if cue.cue.status is not Status.HYPOTHETICAL:
        return False
    went_on = cue.cue.id in _COULD_BE and _HARM_DONE.match(clause) is not None
    return went_on or is_told(plain, sentence, (begin, end))


def _is_kin_in_passing(plain: str, sentence: Sentence, cue: SeenCue) -> bool:
    """ "Told her sponsor, has been having thoughts": who is named there is told of nothing; "her sponsor, who has had thoughts" is."""
    words = plain[cue.start : cue.end]
    return "," in words and " who" not in words and _OF_SOMEBODY.search(plain, sentence.plain_start, cue.start) is not None


def _clause_begin(plain: str, after: int, start: int, end: int) -> int | None:
    """Where the clause of a danger begins, if it begins behind `after`; a danger may begin with the word that joins its clause."""
    opened = [found.end() for found in _BEGINS.finditer(plain, after, end) if found.start() <= start]
    return opened[-1] if opened else None


def _is_there_now(plain: str, begin: int, end: int, sentence: Sentence, clause: str) -> bool:
    whole = plain[begin : _first(_STATEMENT_ENDS, plain, end, sentence.plain_end)]
    return _THERE_NOW.search(clause) is not None and _OF_ANOTHER_TIME.search(whole) is None


def _first(ends: re.Pattern[str], plain: str, begin: int, stop: int) -> int:
    found = ends.search(plain, begin, stop)
    return found.start() if found else stop
