"""Whether a mention is there, denied, past, feared, hoped for, or about somebody else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fullarc.reading.context.bearing import ANSWERS, DONE, USED, Bearing, Mention
from fullarc.reading.context.cues import Reach, cue_finder, cues
from fullarc.reading.context.line import Line
from fullarc.reading.context.reach import DENIAL_IN_WORDS, Place, SeenCue, with_reach
from fullarc.reading.context.told_as_fact import is_told, went_on_to_call
from fullarc.reading.finding import Section, Status
from fullarc.reading.phrases.matching import NoteWords
from fullarc.reading.text.client_gender import the_client_is
from fullarc.reading.text.passages import NO_HEADING, HeadingKind, Sentence
from fullarc.reading.text.plain_text import PlainText

__all__ = ["Mention", "SeenCue", "StatusReading", "Surroundings"]

_WAS_DONE = re.compile(
    r"(?: [\w/.-]+){0,4}? (?:was |were )?(?:taught|reviewed|introduced|practi[cs]ed|rehearsed|modell?ed|tried"
    r"|demonstrated|explained|completed|arranged"
    r"|telephoned|phoned|called|contacted|notified|informed|sent|signed|faxed|given|booked|placed)\b"
    r"|[^.;,]{0,24}, (?:(?:he|she|they|ct|cl|pt|client) )?(?:tried|liked|loved|did|found|enjoyed|practi[cs]ed|rehearsed)\b"
)
_WAS_TOLD = re.compile(r" (?:was |were |has been )?(?:notified|called|informed|contacted|updated|consulted|alerted|rung|phoned)\b")
_TOLD_BEHIND = {"interventions": _WAS_DONE, "crisis_contact": _WAS_TOLD}
ORDER = (Status.DENIED, Status.OTHER_PERSON, Status.HYPOTHETICAL, Status.HISTORICAL, Status.UNCERTAIN)
_ABOUT = {"past": Status.HISTORICAL, "family": Status.OTHER_PERSON, "instruction": Status.HYPOTHETICAL}
WORDS_BEFORE_AN_ANSWER = 2
_WISHED_FOR = frozenset({"instruction", "goal"})
_DENIES_ITSELF = ("denies", "denied", "no ", "none", "never", "without")
_BACK_AGAIN = "present.back_again"
_NONE_SINCE = "denied.none_since"
_OVER_SINCE = re.compile(r"\b(?:since|stopped|quit|ceased)\b")
_DATED_END = frozenset({_NONE_SINCE, "denied.none_of_it", "denied.over_now", "denied.trailing", "denied.trailing_no"})
_MAY_BE_TO_DO = frozenset({"interventions", "symptoms", "functioning"})
_SET_IN_THE_PLAN = frozenset({"homework_assigned", "goal_setting", "safety_planning", "supportive_listening"})
_TOLD_TO = re.compile(
    r"\W*(?:\d{1,2}\W+)?(?:call|skip|practi[cs]e|teach|drop|rehearse|try|use|visit|attend|join|go|begin|introduce|repeat|build|draw up"
    r"|refer|consider|explore|discuss|review|process|continue|cont|add|complete|finish|write|ask|talk|meet|bring|keep|reread|identify"
    r"|develop|role[ -]?play|prepare|revisit|return|increase|reduce|ring|tell|stop|avoid|limit|eat|walk|take|give|get|make|monitor"
    r"|assess|encourage|notice)(?! ?[:—])\b"
)
_SAID_THERE = frozenset({"present.said_to_be_there", "present.there_daily"})
_SAYS_NO = frozenset({DENIAL_IN_WORDS, "denied.none_since", "denied.none_of_it", "denied.clean"})
_LABEL_OF_USE = re.compile(
    r"\W*(?:(?:other )?drugs?|alcohol|etoh|substances?|substance use|tobacco|nicotine|cannabis|drinking|use|caffeine/alcohol)\s?[:—]"
)
_LABEL = re.compile(r"[a-z]{1,12}\s?:")
_DONE_WITHIN = re.compile(
    r"(?<!\bbe) (?:was |were |been )?(?:arranged|telephoned|phoned|called|contacted|notified|informed|sent|signed|faxed|booked|ordered"
    r"|placed|practi[cs]ed|taught|reviewed|introduced|rehearsed|explained|demonstrated|modell?ed)\b"
)
_GOT_IN_TOUCH = re.compile(r"(?:called|rang|phoned|spoke|messaged|emailed|faxed|sent|wrote|contacted|consulted)\b")
_WENT_OUT = re.compile(r"(?:warm hand ?off|hand ?off|message|msg|note|records|roi|release|copy|fax|report|labs ordered)\b")
_IS_TO_DO = re.compile(r"(?:ask|coord|coordinate|call|contact|email|message|send|write|refer|discuss|consult|request)\b")
_QUESTION_MARK = "uncertain.query"
_PUT_OUTRIGHT = re.compile(r"\W*(?:any|have you|are you|do you|did you|ever|feeling|thoughts of)\b")
_AFTER_AN_ANSWER = re.compile(r"\s?(?:[,.;!:—−]|\Z)")
_OF_SOMETHING_ELSE = re.compile(r" (?!(?:it|this|that|any|both|all|these|those|either|having|current|such|same|ever)\b)\w")  # "Denies HI"
_VERBS_OF_ANSWER = ("denie", "endorse", "admit", "acknowledge", "she ", "he ", "they ", "client ", "pt ")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What the context says of a mention, by which rule, and the words that made it so, each as (kind, words); where those stand in the
    note as given, and whether they answer a question and may stand in another sentence."""

    status: Status
    rule: str
    cues: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    answer: bool = False


_BY_ITSELF = {says: StatusReading(says, "phrase") for says in Status} | {
    Status.PRESENT: StatusReading(Status.PRESENT, "context.nothing_against")
}


class Surroundings:
    """The cues of a whole note, sorted by sentence. Made once a note, asked for every mention."""

    def __init__(
        self, text: PlainText, sentences: Sequence[Sentence], words: NoteWords | None = None, lines: Sequence[Line] | None = None
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._words = words or NoteWords(text, sentences)
        self._lines = lines
        self._reaching: dict[int, list[SeenCue]] = {}
        self._bearing: dict[int, Bearing] = {}
        self._asked_last: Mention | None = None
        self._governing_last: list[SeenCue] = []

    def cues_of(self, number: int) -> list[SeenCue]:
        """The cues of a sentence, with their reach."""
        seen = self._reaching.get(number)
        if seen is None:
            seen = self._cues_in(number)[0] if self._lines is None else self._remembered(number, self._lines[number])
            self._reaching[number] = seen
        return seen

    def _remembered(self, number: int, line: Line) -> list[SeenCue]:
        """The same from the line, which may have stood elsewhere."""
        zero = self._sentences[number].plain_start
        known = line.cues.get(self.client if line.asks_for_client else "")
        if known is None:
            seen, line.asks_for_client = self._cues_in(number)
            line.cues[self.client if line.asks_for_client else ""] = zero, seen
            return seen
        moved = zero - known[0]
        return [each.moved(moved) for each in known[1]] if moved else known[1]

    def _cues_in(self, number: int) -> tuple[list[SeenCue], bool]:
        """The cues, and whether one that may stand there depends on who the client is."""
        places = self._places(number)
        asks = any(cue.when_client for _, _, cue in places)
        counting = [place for place in places if place[2].when_client in ("", self.client)] if asks else places
        return with_reach(self._text, self._sentences[number], counting), asks

    def _places(self, number: int) -> list[Place]:
        """The words of a sentence that look like cues, in their order. They are sought when the first mention of the sentence asks."""
        found = cue_finder().find_in(self._words.tokens, *self._words.stretch(number))
        known = cues()
        places = sorted({(start, end, each) for start, end, meant in found for each in meant})
        return [(start, end, known[each]) for start, end, each in places]

    @cached_property
    def client(self) -> str:
        """ "male" or "female", where the note makes it plain."""
        return the_client_is(self._text)

    def sentence(self, number: int) -> str:
        """A sentence in plain letters."""
        part = self._sentences[number]
        return self._text.plain[part.plain_start : part.plain_end]

    def words_of(self, mention: Mention) -> str:
        """The mention in plain letters."""
        return self._text.plain[mention.start : mention.end]

    def words_at(self, mention: Mention) -> str:
        """The beginning of the mention in plain letters, with what stands right before it."""
        return self._text.plain[max(0, mention.start - 7) : mention.start + 10]

    def governing(self, mention: Mention, number: int) -> list[SeenCue]:
        """The cues of the mention's sentence that reach it. Status and direction ask one after the other for the same mention."""
        if self._asked_last is not mention:
            if number not in self._bearing:
                self._bearing[number] = Bearing(self._text, self._sentences[number], self.cues_of(number))
            self._asked_last, self._governing_last = mention, self._bearing[number].on(mention)
        return self._governing_last

    def status(self, mention: Mention, number: int, *, headings: bool = True) -> StatusReading:
        """One status for a mention; where several hold, the first of the fixed order wins."""
        seen = [each for each in self.governing(mention, number) if each.cue.of_status]
        heading = self._sentences[number].heading if headings else NO_HEADING
        if heading.section is Section.PLAN and (self._is_done_already(number, mention) or self._is_labelled(number, mention)):
            heading = NO_HEADING
        elif mention.group == "risk" and is_told(self._text.plain, self._sentences[number], (mention.start, mention.end)):
            heading = replace(heading, hypothetical=frozenset())  # "Goal 1: safety. Overdosed on Friday."
        elif heading.section is Section.PLAN and self._is_to_be_done(number, mention):
            heading = replace(heading, hypothetical=heading.hypothetical | {mention.indicator})
        if mention.says is Status.HYPOTHETICAL and went_on_to_call(self._text.plain, self._sentences[number], mention.start):
            mention = replace(mention, says=Status.PRESENT)
        reading = _decide(self._text, mention, seen, heading)
        if reading.status is Status.HYPOTHETICAL and any(each.cue.asks for each in seen):
            if mention.says is Status.DENIED and mention.group == "risk":
                return _BY_ITSELF[Status.DENIED]  # "asked about suicide, never crossed my mind, he said": its own answer
            return self._answer(mention, number) or replace(reading, answer=True)
        if reading.rule == _QUESTION_MARK and self._is_put_outright(mention, number):
            return self._answer(mention, number) or replace(reading, answer=True)
        return reading

    def _is_put_outright(self, mention: Mention, number: int) -> bool:
        """Whether the sentence is a question that somebody put ("Any urges?") and no doubt of the writer ("MDD?")."""
        plain = self._text.plain
        return plain.startswith("?", mention.end) and _PUT_OUTRIGHT.match(plain, self._sentences[number].plain_start) is not None

    def _is_done_already(self, number: int, mention: Mention) -> bool:
        """Whether a line of the plan, or its clause with the mention, tells what was done ("Rang the GP") and not what is to be done
        ("Recommended a referral")."""
        sentence, plain = self._sentences[number], self._text.plain
        clause = max(plain.rfind(";", sentence.plain_start, mention.start), sentence.plain_start)
        told = _TOLD_BEHIND.get(mention.indicator) or _TOLD_BEHIND.get(mention.group)
        if DONE.match(plain, clause, sentence.plain_end):
            return True
        if told is None or _IS_TO_DO.match(plain, mention.start):
            return False
        return (
            told.match(plain, mention.end, sentence.plain_end) is not None
            or _DONE_WITHIN.search(plain, mention.start, mention.end) is not None
            or _GOT_IN_TOUCH.match(plain, mention.start) is not None
            or (mention.indicator == "medication_coordination" and _WENT_OUT.match(plain, mention.start) is not None)
        )

    def _is_to_be_done(self, number: int, mention: Mention) -> bool:
        """Whether a line of the plan, or its clause with the mention, begins with what somebody is told to do ("Call sponsor before the
        party", "Teach the signs at 30 weeks")."""
        if mention.indicator in _SET_IN_THE_PLAN or (mention.group not in _MAY_BE_TO_DO and mention.indicator != "social_support"):
            return False
        sentence, plain = self._sentences[number], self._text.plain
        begin = sentence.plain_start
        return _TOLD_TO.match(plain, max(plain.rfind(";", begin, mention.start), begin), sentence.plain_end) is not None

    def _is_labelled(self, number: int, mention: Mention) -> bool:
        """Whether what is used stands behind a label of its own ("Alcohol: one lapse"), so that no plan is made of it."""
        sentence = self._sentences[number]
        return mention.indicator in USED and _LABEL_OF_USE.match(self._text.plain, sentence.plain_start, sentence.plain_end) is not None

    def _answer(self, mention: Mention, number: int) -> StatusReading | None:
        """What was answered to a question about the mention: behind it in the sentence, else at the beginning of the next."""
        answers = [
            each
            for each in self.cues_of(number)
            if each.cue.says in ANSWERS and each.start >= mention.end and not self._names_something_else(each)
        ]
        behind = number + 1
        if behind + 1 < len(self._sentences) and self._is_a_label(behind):
            behind += 1  # 'Any thoughts of suicide? Client: "No."'
        if not answers and behind < len(self._sentences):
            begin = self._sentences[behind].plain_start
            answers = [each for each in self.cues_of(behind) if self._answers(each, begin)]
        if not answers:
            return None
        return StatusReading(ANSWERS[answers[0].cue.says], answers[0].cue.id, *_words(self._text, answers[:1]), answer=True)

    def _is_a_label(self, number: int) -> bool:
        """Whether a sentence only names who speaks."""
        sentence = self._sentences[number]
        return _LABEL.fullmatch(self._text.plain, sentence.plain_start, sentence.plain_end) is not None

    def _names_something_else(self, seen: SeenCue) -> bool:
        """Whether a denial says itself what it denies: "Asked about pills. Denies HI" is no answer about the pills."""
        plain = self._text.plain
        return plain.endswith(("denies", "denied"), seen.start, seen.end) and _OF_SOMETHING_ELSE.match(plain, seen.end) is not None

    def _answers(self, seen: SeenCue, begin: int) -> bool:
        """Whether what opens the sentence that begins there is an answer ("Never.", "Denied any plan") and not only its beginning ("Never
        put on a coat")."""
        if seen.cue.says not in ANSWERS or self._text.words_between(begin, seen.start) > WORDS_BEFORE_AN_ANSWER:
            return False
        plain = self._text.plain
        if self._names_something_else(seen):
            return False
        return plain.startswith(_VERBS_OF_ANSWER, seen.start) or _AFTER_AN_ANSWER.match(plain, seen.end) is not None


def _decide(text: PlainText, mention: Mention, seen: list[SeenCue], heading: HeadingKind) -> StatusReading:
    if not seen and heading.about is None and not heading.hypothetical:
        return _BY_ITSELF[mention.says]
    cancelled = {status for each in seen for status in each.cue.beats}
    headed, about = _by_heading(mention, heading, cancelled)
    if about in _WISHED_FOR and not any(each.cue.id == DENIAL_IN_WORDS for each in seen):  # "Goal: no binges"
        cancelled.add(str(Status.DENIED))
    if headed is Status.HYPOTHETICAL and mention.indicator in USED and not any(each.cue.id in _SAYS_NO for each in seen):
        cancelled.add(str(Status.DENIED))  # "Plan: no drinks before six"
    if headed is Status.HYPOTHETICAL and mention.group == "risk" and any(each.cue.id in _SAID_THERE for each in seen):
        headed = None  # "Goal 1: safety. SI daily."
    claims = {status: cue for status, cue in _nearest(seen, mention).items() if status not in cancelled}
    if Status.HISTORICAL in claims:
        if (over := claims.get(Status.DENIED)) is not None and _is_an_end(text, claims[Status.HISTORICAL], over):
            del claims[Status.DENIED]  # "cut in high school, none since" tells of then
        if headed is Status.HYPOTHETICAL:
            headed = None  # "Plan: … Prior ED visits x2": the heading alone made it a plan
    says, turned = mention.says, None
    if says is Status.DENIED and any(each.cue.id == _BACK_AGAIN for each in seen):
        says = Status.PRESENT  # "voices stopped on clozapine, back since August"
    if says is Status.DENIED:
        claims.pop(Status.HISTORICAL, None)  # "gun sold in 2023" is denied, the first of the order
        headed = None if headed is Status.HISTORICAL else headed
        if mention.group == "risk" and Status.HYPOTHETICAL not in claims:
            claims.pop(Status.OTHER_PERSON, None)  # "no aggression toward peers": a denial comes first
        if (cue := claims.pop(Status.DENIED, None)) is not None and _turns(text, cue, mention):
            says, turned = Status.PRESENT, cue
    cues, places = _words(text, claims.values())
    for status in ORDER:
        if status in claims or status is headed:
            return StatusReading(status, claims[status].cue.id if status in claims else f"heading.{about}", cues, places)
        if status is says and status is not Status.DENIED:
            break
    if turned is not None:
        return StatusReading(says, f"{turned.cue.id} (turned)", *_words(text, [turned]))
    return replace(_BY_ITSELF[says], cues=cues, places=places)


def _is_an_end(text: PlainText, then: SeenCue, over: SeenCue) -> bool:
    """Whether a denial behind a date tells that it came to an end ("in 8th grade, stopped on her own", "hx of heroin, none since 2019")."""
    if over.cue.id not in _DATED_END or then.start > over.start:
        return over.cue.id == _NONE_SINCE
    return _OVER_SINCE.search(text.plain, over.start, over.end) is not None


def _by_heading(mention: Mention, heading: HeadingKind, cancelled: set[str]) -> tuple[Status | None, str | None]:
    """What the heading makes of a mention below it, and what it is about."""
    said = _ABOUT.get(heading.about or "")
    if said is not None and said not in cancelled:
        return said, heading.about
    if not heading.hypothetical.isdisjoint((mention.indicator, mention.group)) and not _kept_out(mention, heading):
        return Status.HYPOTHETICAL, str(heading.section)
    return None, heading.about


def _nearest(seen: Sequence[SeenCue], mention: Mention) -> dict[Status, SeenCue]:
    """Of the cues that say that something is not simply there the nearest of each status."""
    by_status: dict[Status, list[SeenCue]] = {}
    for each in seen:
        if each.cue.status in ORDER:
            by_status.setdefault(each.cue.status, []).append(each)
    return {status: min(same, key=lambda each: _distance(each, mention)) for status, same in by_status.items()}


def _kept_out(mention: Mention, heading: HeadingKind) -> bool:
    """Whether a line of the plan says that something was not there ("No hospital use this quarter") and plans nothing."""
    return mention.says is Status.DENIED and heading.section is Section.PLAN and mention.indicator not in USED


def _turns(text: PlainText, cue: SeenCue, mention: Mention) -> bool:
    """Whether a denial makes its opposite of words that deny by themselves ("not sleeping well"). "Denies SI, no plan" denies both, and
    words about risk are never turned into a danger that nobody named."""
    if cue.cue.id == DENIAL_IN_WORDS and text.plain.startswith(_DENIES_ITSELF, mention.start):
        return False  # "denies suicidal thoughts and denies drinking"
    if mention.group == "risk" or cue.cue.reach is not Reach.RIGHT:
        return False
    return "," not in text.plain[cue.end : mention.start]


def _distance(seen: SeenCue, mention: Mention) -> int:
    return max(mention.start - seen.end, seen.start - mention.end)


def _words(text: PlainText, seen: Iterable[SeenCue]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[int, int], ...]]:
    """The kind and words of cues, and their places in the note as given."""
    said = [(each.cue.says, text.span(each.start, each.end)) for each in seen]
    return tuple((kind, text.original[start:end]) for kind, (start, end) in said), tuple(place for _, place in said)
