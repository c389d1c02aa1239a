"""How far a cue reaches within its sentence: where it counts at all, up to which turn of the sentence, within which brackets."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from fullarc.reading.context.cues import Commas, Cue, Reach
from fullarc.reading.context.minus_signs import side_of
from fullarc.reading.finding import Status
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

_CLIENT_BEHIND_COMMA = re.compile(r", (?:she|he|they|client|pt|ct|patient)\b")
_SOURCE = re.compile(r"(?:teacher|tutor|coach|boss|supervisor|manager)s? ?:")
_WENT_ON = ("and had", "and was", "and were", "and felt")
_NEXT_LABEL = re.compile(r"\s+[a-z/&]{1,14}(?: [a-z]{1,12})?\s?:")
_RELATIVE_WHO = "other_person.relative_who"
_PRONOUN_WITHIN = re.compile(r" (?:he|she|they|client|pt|ct|i|we) ")
_RELATIVE_AS_SUBJECT = "other_person.relative_subject"
_WITH_A_RELATIVE = tuple(
    f" {word} {own}" for word in ("with", "to", "at", "from", "by", "for") for own in ("", "her ", "his ", "their ", "my ", "the ")
)
PLAIN_NO = "denied.no"
_LABEL_OF_DENIALS = "denied.label_of_denials"
_LISTS_OF_STEPS = frozenset(
    {"hypothetical.safety_steps", "hypothetical.steps_in_one_line", "hypothetical.steps_of_the_plan", _LABEL_OF_DENIALS}
)
_NEW_STATEMENT = "stops.new_statement"
_LED_UP_TO = frozenset({_NEW_STATEMENT, "stops.still"})
_LEADING_IN = (" if", " whether", " that")
_WHAT_IS_DENIED = re.compile(r"(?: that)?(?: (?:s?he|they|client|pt|ct))?(?: (?:is|was|has))?\s?")
WORDS_OF_AN_OPENING = 3
DENIAL_IN_WORDS = "denied.deny"
_OF_CHANGE = re.compile(r" (?:any )?changes? (?:in|of|to|with)\b")
_CLOSED = re.compile(r"\s?(?:[,.;)/!|—]|\Z)")
_AS_A = (" as a ", " as an ")
_THE_YOUNG_CLIENT = re.compile(r"teen(?:ager)?\b(?!.s)")
_OF_NOBODY = re.compile(
    r"(?:^|\b(?:reports?|reported|says?|said|states?|stated|that|found|noticed|notes|noted|worried|discloses?|disclosed)) ?$"
)
_OPEN_A_CLAUSE = (
    *(" ", ",", ";", "—", ":", ".", ")", "(", "|", "→"),  # a blank: nothing stands before
    *(" although", " though", " when", " that", " but", " because", " while"),
)
_WITHIN_A_NUMBER = ("/", ".", ":", "[", "−")
_BESIDE_A_RELATIVE = frozenset(
    [
        "her",
        "his",
        "their",
        "my",
        "own",
        "older",
        "younger",
        "eldest",
        "elder",
        "late",
        "twin",
        "best",
        "the",
        "a",
        "an",
        "big",
        "half",
        "one",
    ]
)
_START = attrgetter("start")
_BEGINS, _ENDS = itemgetter(0), itemgetter(1)
Place = tuple[int, int, Cue]  # start, end in the plain text


@dataclass(slots=True, eq=False)
class SeenCue:
    """A cue at its place (in the plain text): what it speaks of ends behind `left` and begins before `right`. `blocked_by`: longer words
    around it which say nothing of the indicators that they concern ("no regret about": no danger is denied)."""

    cue: Cue
    start: int
    end: int
    left: int
    right: int
    blocked_by: tuple[Cue, ...] = ()

    def moved(self, signs: int) -> "SeenCue":
        """The same cue so many signs further on."""
        return SeenCue(self.cue, self.start + signs, self.end + signs, self.left + signs, self.right + signs, self.blocked_by)


def with_reach(text: PlainText, sentence: Sentence, places: list[Place]) -> list[SeenCue]:
    """The cues of a sentence that count where they stand, each with the stretch to its left and right in which it is valid."""
    plain = text.plain
    of_status, of_change, stopping = list[Place](), list[Place](), list[Place]()
    for place in places:
        start, end, cue = place
        sign = plain[start]
        anywhere = cue.stands_anywhere and (sign.isalpha() or (end - start == 1 and sign != "−" and not sign.isdigit()))
        if anywhere or _stands_where_it_counts(text, sentence, start, end, cue):
            (of_change if not cue.of_status else stopping if cue.says == "stop" else of_status).append(place)
    denials = {place[0]: place for place in of_status if place[2].id in (PLAIN_NO, DENIAL_IN_WORDS)}
    of_status, of_change = _longest(of_status), _longest(of_change)
    blocked = [place for place in of_status if place[2].says == "blocked" and not place[2].only_for]
    blocked_for_some = [place for place in of_status if place[2].says == "blocked" and place[2].only_for]
    if blocked:
        stopping = [place for place in stopping if not any(_is_within(place, (left, right)) for left, right, _ in blocked)]
    stops = _Stops(text, stopping)
    in_brackets = plain.find("(", sentence.plain_start, sentence.plain_end) >= 0
    found = []
    for start, end, cue in of_status + of_change if of_change else of_status:
        if cue.says != "blocked":
            left, right = stops.around(start, end, cue, sentence) if stopping else (sentence.plain_start, sentence.plain_end)
            if in_brackets:
                right = min(right, _closing_bracket(text, sentence, start, end))
            by = tuple(longer for begin, stop, longer in blocked_for_some if _is_within((start, end, cue), (begin, stop)))
            found.append(
                SeenCue(cue, start, end, start if cue.reach is Reach.RIGHT else left, end if cue.reach is Reach.LEFT else right, by)
            )
    # "no change in" and "denies change in" deny nothing, but a mention that begins within is denied: "no [change in vision]".
    for taken_start, taken_end, _ in blocked:
        denial = denials.get(taken_start)
        if denial is not None and denial[1] < taken_end and (denial[2].id == PLAIN_NO or _OF_CHANGE.match(plain, denial[1], taken_end)):
            found.append(SeenCue(denial[2], denial[0], denial[1], taken_start, taken_end))
    found.sort(key=_START)
    return found


class _Stops:
    """The words of a sentence at which the reach of cues ends; `places` come in the order in which they begin."""

    def __init__(self, text: PlainText, places: list[Place]) -> None:
        self._text = text
        self._places = places
        self._for: dict[Cue, tuple[list[Place], list[Place]]] = {}  # by their beginning and by their end

    def around(self, start: int, end: int, cue: Cue, sentence: Sentence) -> tuple[int, int]:
        """Between which stops a cue stands, else between the beginning and the end of its sentence."""
        left, right = sentence.plain_start, sentence.plain_end
        by_start, by_end = self._that_stop(cue)
        opens = cue.opens_clause and cue.commas is Commas.CROSS
        of_the_past = cue.status is Status.HISTORICAL
        over_all = cue.id == DENIAL_IN_WORDS and self._text.plain.startswith(":", end)
        for number in range(bisect_left(by_start, end, key=_BEGINS), len(by_start)):
            stop_start, stop_end, stop = by_start[number]
            if over_all and self._text.plain[stop_start] == ";" and not _NEXT_LABEL.match(self._text.plain, stop_end, sentence.plain_end):
                continue  # "Denied: SI; HI; self-harm", but not "Denies: SI, HI; sleep: fair"
            if (
                stop.id in _LED_UP_TO
                and self._text.plain.endswith(_LEADING_IN, start, end)
                and self._text.words_between(end, stop_start) <= 1
            ):
                continue  # "unsure if | he has been hallucinating": the statement that the cue leads up to
            if (
                cue.id == DENIAL_IN_WORDS
                and stop.id in _LED_UP_TO
                and _WHAT_IS_DENIED.fullmatch(self._text.plain, end, stop_start) is not None
            ):
                continue  # "denies that he | still cuts himself"
            if (
                of_the_past
                and self._text.plain[stop_start:stop_end] in _WENT_ON
                and self._text.words_between(sentence.plain_start, start) == 0
            ):
                continue  # "as a kid he wet the bed | and had nightmares"
            if not (opens and _begins_what_was_opened(self._text, end, stop_start, stop)):
                right = stop_start
                break
        if ended := by_end[: bisect_right(by_end, start, key=_ENDS)]:
            left = ended[-1][1]
        return left, right

    def _that_stop(self, cue: Cue) -> tuple[list[Place], list[Place]]:
        known = self._for.get(cue)
        if known is None:
            stopping = [place for place in self._places if not place[2].stops or not place[2].stops.isdisjoint((cue.says, cue.id))]
            if cue.id in _LISTS_OF_STEPS:
                labelled = cue.id == _LABEL_OF_DENIALS
                plain = self._text.plain
                stopping = [place for place in stopping if plain[place[0]] != ";" or (labelled and _NEXT_LABEL.match(plain, place[1]))]
            known = self._for[cue] = stopping, sorted(stopping, key=_ENDS)
        return known


def _begins_what_was_opened(text: PlainText, end: int, stop_start: int, stop: Cue) -> bool:
    """Whether a new statement is the one that opening words lead up to ("In 1979, in Kumasi, he drank lye")."""
    return stop.id == _NEW_STATEMENT and text.words_between(end, stop_start) <= WORDS_OF_AN_OPENING


def _closing_bracket(text: PlainText, sentence: Sentence, start: int, end: int) -> int:
    """A cue within brackets says nothing of what follows them."""
    opened = text.plain.rfind("(", sentence.plain_start, start)
    if opened < 0 or text.plain.find(")", opened, start) >= 0:
        return sentence.plain_end
    closed = text.plain.find(")", end, sentence.plain_end)
    return closed if closed >= 0 else sentence.plain_end


def _longest(places: list[Place]) -> list[Place]:
    """Of places within each other the longest decides ("no change in" is not "no")."""
    places.sort(key=lambda place: (place[0], -place[1]))
    kept: list[Place] = []
    near: list[Place] = []  # those kept that have not ended
    for place in places:
        start, _, cue = place
        if near:
            near = [each for each in near if each[1] > start]
            if any(longer.says != cue.says and not longer.only_for and _is_within(place, (left, right)) for left, right, longer in near):
                continue
        kept.append(place)
        near.append(place)
    return kept


def _is_within(place: Place, longer: tuple[int, int]) -> bool:
    start, end, _ = place
    left, right = longer
    return left <= start and end <= right and (start, end) != longer


def _stands_where_it_counts(text: PlainText, sentence: Sentence, start: int, end: int, cue: Cue) -> bool:
    sign = text.plain[start]
    if "−" in text.plain[start:end] and (side := side_of(text.plain, sentence.plain_start, sentence.plain_end, start, end)) is not None:
        return cue.reach is side
    if cue.stands_anywhere:
        return not (sign.isdigit() and text.plain.endswith(_WITHIN_A_NUMBER, sentence.plain_start, start))
    before = text.plain[sentence.plain_start : start]
    if cue.says == Status.OTHER_PERSON and cue.commas is Commas.STOP and _CLIENT_BEHIND_COMMA.search(text.plain, start, end):
        return False  # "according to her sister, she has not slept"
    if cue.id == PLAIN_NO and before.endswith(": ") and _NEXT_LABEL.match(text.plain, end, sentence.plain_end):
        return False  # "SI: no HI: yes"
    if cue.says == Status.OTHER_PERSON and _THE_YOUNG_CLIENT.match(text.plain, start, end) and _OF_NOBODY.search(before):
        return False  # "teen has thoughts of suicide", "mom reports teen is cutting": nobody is named whose teen it is
    if cue.says == Status.OTHER_PERSON and f" {before}".endswith(_AS_A):
        return False  # "as a child" is the client
    if cue.id == _RELATIVE_WHO and _PRONOUN_WITHIN.search(text.plain, start, end):
        return False  # "per wife he was irritable"
    if cue.id == _RELATIVE_AS_SUBJECT and (before.endswith(_WITH_A_RELATIVE) or _SOURCE.match(text.plain, start, sentence.plain_end)):
        return False
    if cue.closes_clause and sign == ":" and _NEXT_LABEL.match(text.plain, end, sentence.plain_end):
        return True
    if cue.closes_clause and _CLOSED.match(text.plain, end, sentence.plain_end) is None:
        return False
    if cue.alone and text.scan[sentence.plain_start : start].strip() + text.scan[end : sentence.plain_end].strip():
        return False
    if cue.opens_clause:
        before = before.rstrip()
        while (words := before.rpartition(" "))[2] in _BESIDE_A_RELATIVE:
            before = words[0]
        return f" {before}".endswith(_OPEN_A_CLAUSE)
    # A number within a date, time or score is not the word that it looks like.
    return not (sign.isdigit() and before.endswith(_WITHIN_A_NUMBER))
