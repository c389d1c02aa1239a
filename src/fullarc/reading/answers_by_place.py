"""What a client does or says right behind the clinician's work, told by its place: `Values card sort; ct picked two and teared up`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.lexicon import group_of
from fullarc.reading.passages import Sentence

RULE = "by_place"
FEWEST_LETTERS = 8
_NOT_HERE = frozenset({Section.SUBJECTIVE, Section.BEHAVIOR, Section.HISTORY, Section.GOAL, Section.OBJECTIVE})
_NO_ANSWER_EXPECTED = frozenset({"homework_assigned", "goal_setting", "medication_coordination", "safety_planning"})


def _any(words: str) -> str:
    """Alternatives that are written with commas between them, as one group of a pattern."""
    return "(?:" + "|".join(word.strip() for word in words.replace("\n", " ").split(",")) + ")"


_WHO = r"(?:the )?" + _any("client, ct, cl, pt, patient, she, he, they, vet, veteran, student, teen, couple, resident, member")
_REACTION = _any(
    """felt, found, said, says, stated, reported feeling, liked, loved, enjoyed, disliked, hated, laughed, smiled, grinned, nodded,
    shrugged, sighed, cried, wept, teared, left, able to, could, couldn't, could not, managed, returned, re-oriented, came back,
    came up, calmed, settled, grounded, tolerated, completed, identified, recogni[sz]ed, named, picked, chose, wrote, noticed,
    reali[sz]ed, accepted, welcomed, declined, refused, agreed, listened, engaged, asked to, became, got, went quiet, stayed,
    seemed, appeared, looked, was, a bit, a little, somewhat, initially, surprised, relieved, pleased, proud, nervous,
    s[kc]eptical, receptive, hesitant, reluctant, satisfied, moved, no (?:real|clear), few, little response"""
)
_NO_REACTION = _any(
    r"""noticed, worries, worried, reminded, explained, described, had, has, have, is, are, will, would, asked (?!for a copy|to
    keep), reports?, denie[sd], needs?, does, do, doesn't, wants, was (?:late|asked|told|given|referred), also, still, agreed
    (?:to|that) (?:call|go|hand|lock|bring|keep|do|track|log), to\b, may, might, should, can\b, used to, gets, sleeps, takes,
    lives, works, feels"""
)
_TOOK_IT = _any("was, felt, found, said, saw, made, came, took, began, left, told, understood, got, chose, wrote, drew, [a-z]+ed")
_TOOK_IT_ELIDED = _any(
    """accepted, found, agreed to, came up, picked, chose, managed, worked out, left with, left w/, said, laughed, liked, rejected,
    refused, declined, tried, took to, made, spotted, wrote"""
)
_BEHIND_WORK = re.compile(
    rf"[;,:—–]\s*(?:and |but |then |after which )*(?P<said>(?:{_WHO} (?!{_NO_REACTION})[a-z][^;.\n]*|{_REACTION}\b[^;.\n]*))", re.IGNORECASE
)
_WHOLE = re.compile(rf"(?:{_WHO} (?!{_NO_REACTION})(?:then |also )?{_TOOK_IT}\b|{_TOOK_IT_ELIDED}(?!\w))", re.IGNORECASE)
_DISLIKE = re.compile(
    r"\b"
    + _any(
        """refus, declin, reject, couldn't, could not, unable, not (?:willing|keen|interested|ready|helpful|open|convinced|yet),
        didn't, did not, won't, wouldn't, doesn't, s[kc]eptic, resist, object, argu, defensive, shut down, froze, walked out,
        stupid, silly, weird, pointless, too (?:much|hard), worse, more (?:anxious|jumpy|upset|tense), annoy, irritat, angry,
        bored, struggl, difficult, uncomfortable, overwhelm, disliked, hated, dumb, fake, giving up, leash, dismissed,
        unconvinced, can't, don't (?:see|think|feel|believe|want|expect), not sure (?:it'll|it will|this|that), be over, no
        time, waste, no point"""
    ),
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b"
    + _any(
        """few (?:questions|words|comments), listened, shrug, little (?:response|reaction|comment|effect), neutral, unsure, not
        sure, mixed, meh, dunno, idk, no (?:comment|response|reaction|real|clear|shift|change|effect|questions),
        part(?:ly|ially), tolerated, noncommittal, grudging, reluctantly, went along, took part anyway, quiet, said little,
        nodded off"""
    ),
    re.IGNORECASE,
)
_LESS = re.compile(r"\bless [a-z]+", re.IGNORECASE)
_GOOD_IN_THE_END = re.compile(
    r"\b(?:but|then|until|eventually|by the end|finally)\b(?!.{0,40}\b(?:refus|declin|shut|got defensive|left|stopped|no\b))", re.IGNORECASE
)
_HARD = _any("painful, hard, difficult, awkward, strange, uncomfortable")
_PASSING = re.compile(
    rf"(?:.*\b)?(?:hesitant|nervous|reluctant|froze|pushed back|found (?:it|this|that|the [\w ]{{3,30}}) {_HARD}"
    r"|felt (?:awkward|strange|silly|weird))\b.{0,3}",
    re.IGNORECASE,
)


def answers_by_place(found: Sequence[Finding], text: str, parts: Sequence[Sentence], repeated: frozenset[int]) -> list[Finding]:
    """Answers that no word of liking or dislike shows: the clause with the client as its subject right behind the work of a sentence, and
    in the part of a note about the response a sentence in which nothing else is found. `repeated`: numbers of sentences carried forward."""
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(finding.sentence[0], []).append(finding)
    answers = []
    for number, part in enumerate(parts):
        here = by_sentence.get(part.start, [])
        if part.section in _NOT_HERE or any(group_of(finding.indicator) == "responses" for finding in here):
            continue
        place = _behind_work(text, part, here) if here else _whole(text, part)
        if place is not None:
            answers.append(_answer(text, *place, part, number in repeated))
    return answers


def as_taken(words: str) -> str:
    """The indicator of an answer by its words: a good one where they say nothing else."""
    dislike = None if _LESS.search(words) else _DISLIKE.search(words)
    if dislike and not _GOOD_IN_THE_END.search(words, dislike.end()):
        return "response_negative"
    return "response_neutral" if _NEITHER.search(words) else "response_positive"


def as_it_ended(text: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings with what was hard only at first ("froze, then got through it") as the good answer that it became; where the sentence
    tells the good answer anyway, the passing one is left out. A gesture of refusal that gave way later stays: that is two answers."""
    good = {finding.sentence for finding in found if finding.indicator == "response_positive"}
    return list(_ended(text, found, good))


def _ended(text: str, found: Sequence[Finding], good: set[tuple[int, int]]) -> Iterator[Finding]:
    for finding in found:
        passing = finding.indicator == "response_negative" and _PASSING.fullmatch(finding.evidence.quote) is not None
        if passing and _GOOD_IN_THE_END.search(text, finding.evidence.end, finding.sentence[1]):
            if finding.sentence not in good:
                yield replace(finding, indicator="response_positive")
        else:
            yield finding


def _behind_work(text: str, part: Sentence, here: list[Finding]) -> tuple[int, int] | None:
    work = [finding.evidence.end for finding in here if _is_work(finding)]
    if not work:
        return None
    clause = _BEHIND_WORK.search(text, min(work), part.end)
    if clause is None:
        return None
    start, end = clause.span("said")
    if any(start <= finding.evidence.start < end and not _is_seen(finding) for finding in here):
        return None
    return (start, end) if end - start >= FEWEST_LETTERS else None


def _whole(text: str, part: Sentence) -> tuple[int, int] | None:
    if part.section is not Section.RESPONSE or _WHOLE.match(text, part.start, part.end) is None:
        return None
    return part.start, part.end


def _is_work(finding: Finding) -> bool:
    return (
        group_of(finding.indicator) == "interventions" and finding.indicator not in _NO_ANSWER_EXPECTED and finding.status is Status.PRESENT
    )


def _is_seen(finding: Finding) -> bool:
    """Whether a finding is only how the client looked or what the work was called, which an answer may hold as well."""
    seen = ("affect", "appearance", "psychomotor", "speech")
    return finding.indicator in seen or group_of(finding.indicator) in ("interventions", "symptoms")


def _answer(text: str, start: int, end: int, part: Sentence, carried_forward: bool) -> Finding:
    while end > start and text[end - 1] in " \t\r\n.,":
        end -= 1
    words = text[start:end]
    indicator = as_taken(words)
    return Finding(
        indicator=indicator,
        evidence=Evidence(start, end, words),
        sentence=(part.start, part.end),
        section=part.section,
        status=Status.PRESENT,
        rule=f"{indicator}.{RULE}",
        carried_forward=carried_forward,
    )
