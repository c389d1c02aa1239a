"""Which rules speak where in a note: what is spoken in each sentence (spoken.py), without what lacks its company, each mention once."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import itemgetter

from fullarc.reading.context.line import Line
from fullarc.reading.finding import Section
from fullarc.reading.phrases.lexicon import Rule
from fullarc.reading.phrases.spoken import Place
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

LISTED_GROUPS = frozenset({"presentation", "functioning"})
ONE_WORK_GROUPS = frozenset({"interventions", "responses", "life_context"})
ONE_LIST = frozenset({"protective_factor"})
WORDS_WITHIN_ONE_WORK = 10
SEVERAL_IN_A_SENTENCE = frozenset({"homework_assigned", "goal_setting"})
SENTENCES_BEFORE, SENTENCES_AFTER = 4, 2  # where the company of a rule may stand
_LISTING = re.compile(r"[\s,/&+:()\"—-]*(?:(?!but\b|then\b|though\b|later\b|now\b)[a-z']+[\s,/&+:()\"—-]*){0,3}")
_BY_PLACE = itemgetter(0, 1)
_BETWEEN_SEMICOLONS = re.compile("[^;]+")
_OPENS_WITH_NO = re.compile(r"(?:no|not|nil|never|without|denie[sd]|denying)\b|\w+n't\b|(?:do|does|did|has|have|had) not\b")


@dataclass(slots=True, eq=False)
class Seen:
    """A rule that speaks at a place of the plain text, in the sentence of that number. `denied_within`: a "no" stands in the gap of its
    phrase ("has no gun")."""

    rule: Rule
    start: int
    end: int
    number: int
    denied_within: bool = False


def mentions_in(lines: Sequence[Line], plain: PlainText, parts: Sequence[Sentence], starts: Sequence[int]) -> list[Seen]:
    """The mentions of a note: of overlapping places of one indicator the longest. `starts` are the beginnings of the sentences `parts`,
    `lines` what is spoken in them."""
    return _Mentions(lines, plain, parts, starts).all()


class _Mentions:
    def __init__(self, lines: Sequence[Line], plain: PlainText, parts: Sequence[Sentence], starts: Sequence[int]) -> None:
        self._lines, self._plain, self._parts, self._starts = lines, plain, parts, starts
        self._introduced = self._behind_labels()

    def all(self) -> list[Seen]:
        """The mentions, sentence by sentence; where those of two sentences are one, its indicator is gone through in the whole note."""
        by_sentence = [self._settled(number, line) for number, line in enumerate(self._lines)]
        across = self._across(by_sentence)
        if not across:
            return [*chain(*by_sentence)]
        seen = [each for here in by_sentence for each in here if each.rule.indicator not in across]
        places = [place for number in range(len(self._lines)) for place in self._places(number) if place[2].indicator in across]
        return seen + self._once(places)

    def _settled(self, number: int, line: Line) -> Sequence[Seen]:
        """The mentions of one sentence."""
        introduced = self._introduced.get(number)
        if not line.spoken.places and not introduced:
            return ()
        if introduced:
            return self._once(self._places(number))
        zero = self._starts[number]
        counting = self._counting(number)
        settled = line.settled.get(counting)
        if settled is None:
            seen = self._once(self._places(number))
            line.settled[counting] = tuple((each.start - zero, each.end - zero, each.rule, each.denied_within) for each in seen)
            return seen
        return [Seen(rule, zero + start, zero + end, number, denied) for start, end, rule, denied in settled]

    def _counting(self, number: int) -> tuple[bool, ...]:
        """Of each place whose rule needs company whether it has it."""
        spoken = self._lines[number].spoken
        return tuple([_accompanied(rule, number, self._lines) for _, _, rule in spoken.places if rule.needy]) if spoken.needy else ()

    def _places(self, number: int) -> list[Place]:
        """The places in one sentence that count, in the plain text of the note."""
        zero, counting = self._starts[number], iter(self._counting(number))
        places = [
            (zero + start, zero + end, rule) for start, end, rule in self._lines[number].spoken.places if not rule.needy or next(counting)
        ]
        return places + self._introduced.get(number, [])

    def _behind_labels(self) -> dict[int, list[Place]]:
        """By number of the sentence what labels introduce ("HW: log sleep")."""
        introduced: dict[int, list[Place]] = {}
        for number, line in enumerate(self._lines):
            for left, right, rule in line.spoken.labels:
                if rule.needy and not _accompanied(rule, number, self._lines):
                    continue
                if rule.indicator == "goal_setting" and _heads_the_note(self._parts, number):
                    continue
                zero = self._starts[number]
                start, end = _what_follows(self._plain, self._parts, number, zero + left, zero + right)
                there = bisect_right(self._starts, start) - 1
                if rule in self._lines[there].spoken.hindered:
                    continue
                tasks = _tasks(self._plain, start, end) if rule.indicator == "homework_assigned" else ((start, end),)
                introduced.setdefault(there, []).extend((*task, rule) for task in tasks)
        return introduced

    def _once(self, places: Sequence[Place]) -> list[Seen]:
        """Each mention once: of each indicator the longest places, those that touch or tell of one work as one."""
        by_indicator: dict[str, list[Place]] = {}
        for place in places:
            by_indicator.setdefault(place[2].indicator, []).append(place)
        return [
            self._seen(start, end, rule)
            for same in by_indicator.values()
            for start, end, rule in (same if len(same) == 1 else _one_work(self._plain, self._starts, _longest(same, self._plain)))
        ]

    def _seen(self, start: int, end: int, rule: Rule) -> Seen:
        number = bisect_right(self._starts, start) - 1
        return Seen(rule, start, end, number, self._denied_within(rule.indicator, number, start, end))

    def _denied_within(self, indicator: str, number: int, start: int, end: int) -> bool:
        """Whether a gap with a "no" in it lies within a mention."""
        denied, zero = self._lines[number].spoken.denied, self._starts[number]
        return denied is not None and any(start - zero <= left and right <= end - zero for left, right in denied.get(indicator, ()))

    def _across(self, by_sentence: Sequence[Sequence[Seen]]) -> set[str]:
        """The indicators of which the last mention of a sentence may be one with the first of the next."""
        found: set[str] = set()
        for before, here in pairwise(filter(None, by_sentence)):
            both = {each.rule.indicator for each in before} & {each.rule.indicator for each in here}
            if both:
                end, start = max(each.end for each in before), min(each.start for each in here)
                if end > start or _LISTING.fullmatch(self._plain.plain, end, start) is not None:
                    found |= both
        return found


def _accompanied(rule: Rule, number: int, lines: Sequence[Line]) -> bool:
    """Whether what the rule needs stands in its sentence or the one before, or its company within four sentences before or two after."""
    if rule in lines[number].spoken.helped or (number and rule in lines[number - 1].spoken.helped):
        return True
    near = lines[max(number - SENTENCES_BEFORE, 0) : number + SENTENCES_AFTER + 1]
    return not all(rule.company.isdisjoint(line.spoken.free) for line in near)


def _heads_the_note(parts: Sequence[Sentence], number: int) -> bool:
    """Whether a goal is the first part of a note that tells of the intervention and the response below it: the form of the note asks for
    it each time, so nothing says that a goal was set today."""
    return any(part.section is Section.INTERVENTION for part in parts[number + 1 :])


def _tasks(plain: PlainText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a label introduces, by semicolons: "HW: log sleep; walk daily" are two."""
    for task in _BETWEEN_SEMICOLONS.finditer(plain.plain, start, end):
        words = plain.scan[task.start() : task.end()]
        if words.strip():
            yield task.end() - len(words.lstrip()), task.start() + len(words.rstrip())


def _what_follows(plain: PlainText, parts: Sequence[Sentence], number: int, start: int, end: int) -> tuple[int, int]:
    """What a label introduces: the rest of its sentence, or the next one when it stands alone; the label itself when nothing follows."""
    for begin, stop in ((end, parts[number].plain_end), *((part.plain_start, part.plain_end) for part in parts[number + 1 : number + 2])):
        words = plain.scan[begin:stop]
        if len(words.strip()) > 1:
            return stop - len(words.lstrip()), begin + len(words.rstrip())
    return start, end


def _longest(places: list[Place], plain: PlainText) -> list[Place]:
    """The mentions of one indicator: of overlapping places the longest counts, and mentions that touch are one."""
    return _touching([mention for cluster in _clusters(places) for mention in _longest_of(cluster, plain)], plain)


def _clusters(places: list[Place]) -> Iterator[list[Place]]:
    """The places in groups that overlap among themselves and with no place of another group: they stay small however long the note is."""
    cluster: list[Place] = []
    reach = -1
    for place in sorted(places, key=_BY_PLACE):
        if cluster and place[0] >= reach:
            yield cluster
            cluster = []
        cluster.append(place)
        reach = max(reach, place[1])
    if cluster:
        yield cluster


def _longest_of(places: list[Place], plain: PlainText) -> list[Place]:
    """Of overlapping places the longest counts; a shorter one that claims the same lends it the words that stick out."""
    if len(places) == 1:
        return places
    places.sort(key=lambda place: (place[0] - place[1], place[0], not place[2].own, place[2].id))
    kept: list[Place] = []
    for start, end, rule in places:
        for number, (left, right, longer) in enumerate(kept):
            if start < right and left < end:
                if longer.claim == rule.claim and not (rule.group == "risk" and _adds_a_no(plain, start, left)):
                    kept[number] = (min(left, start), max(right, end), longer)
                break
        else:
            kept.append((start, end, rule))
    return sorted(set(kept), key=_BY_PLACE) if len(kept) > 1 else kept


def _adds_a_no(plain: PlainText, start: int, left: int) -> bool:
    """Whether the words that stick out on the left deny what follows ("not | wish to be dead"): in risk they are left to the context."""
    return start < left and _OPENS_WITH_NO.match(plain.plain, start, left) is not None


def _touching(mentions: list[Place], plain: PlainText) -> list[Place]:
    """Mentions with nothing but blanks between them that claim the same are one ("panic" and "attacks twice a week").
    Whole sentences are not: two tasks in a row are two."""
    joined: list[Place] = []
    for start, end, rule in mentions:
        part = rule.evidence != "sentence"
        if part and joined and joined[-1][2].claim == rule.claim and _nothing_between(plain.plain[joined[-1][1] : start], rule):
            left, _, first = joined.pop()
            joined.append((left, end, first))
        else:
            joined.append((start, end, rule))
    return joined


def _nothing_between(words: str, rule: Rule) -> bool:
    """Whether two mentions are one: only blanks stand between them or, in a listing ("hair unwashed, stained hoodie"), a few words."""
    if rule.group in LISTED_GROUPS:
        return _LISTING.fullmatch(words) is not None
    return not words.strip()


def _one_work(plain: PlainText, starts: Sequence[int], places: list[Place]) -> list[Place]:
    """Work and the answer to it are often told in two breaths ("safety plan rewritten line by line, copied for her phone";
    "grinned and asked for a copy"): words for the same that stand close together in one sentence are one finding."""
    of = places[0][2]
    if len(places) < 2 or not (of.group in ONE_WORK_GROUPS or of.indicator in ONE_LIST) or of.indicator in SEVERAL_IN_A_SENTENCE:
        return places
    kept: list[Place] = []
    for start, end, rule in places:
        if kept:
            left, right, before = kept[-1]
            near = bisect_right(starts, left) == bisect_right(starts, start) and plain.words_between(right, start) <= WORDS_WITHIN_ONE_WORK
            if near and before.says == rule.says:
                kept[-1] = (left, end, before)
                continue
        kept.append((start, end, rule))
    return kept
