"""Which rule speaks where in a note: the places of phrases, without those that something speaks against, each mention once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fullarc.reading.finding import Section
from fullarc.reading.lexicon import Rule
from fullarc.reading.matching import TokenText
from fullarc.reading.passages import Sentence
from fullarc.reading.plain_text import PlainText
from fullarc.reading.rule_book import RuleBook, rule_book

LISTED_GROUPS = frozenset({"presentation", "functioning"})
ONE_WORK_GROUPS = frozenset({"interventions", "responses", "life_context"})
WORDS_WITHIN_ONE_WORK = 10
SEVERAL_IN_A_SENTENCE = frozenset({"homework_assigned", "goal_setting"})
_NAMED_LIKE_A_HEADING = "suicide_plan"
SIGNS_OF_REACH = 60  # how far from a mention words may stand that speak against it: a dictated note is one sentence for half a page
SENTENCES_BEFORE, SENTENCES_AFTER = 4, 2  # where the company of a rule may stand
_NO_WITHIN = re.compile(
    r"(?:\b(?:no|not|never|none|without|neither|nor)\b|n't\b)(?! (?:yet )?(?:lock|secur|remov|hand|give|gave|return|dispos|surrender))"
)
_DENIED_IN_A_GAP = frozenset(
    [
        "access_to_means",
        "suicide_warning_sign",
        "suicide_plan",
        "suicide_attempt",
        "violence",
        "hospitalization",
        "emergency_visit",
        "self_harm_urge",
    ]
)
_LISTING = re.compile(r"[\s,/&+:()\"—-]*(?:(?!but\b|then\b|though\b|later\b|now\b)[a-z']+[\s,/&+:()\"—-]*){0,3}")

_Heard = tuple[int, int, Rule, int]  # start, end (in the plain text), rule, number of the sentence
_Mention = tuple[int, int, Rule]
_Against = dict[tuple[Rule, int], list[tuple[int, int]]]  # rule and sentence -> places of words that speak against the rule


@dataclass(frozen=True, slots=True)
class Seen:
    """A rule that speaks at a place of the plain text, in the sentence of that number. `denied_within`: a "no" stands in the gap of its
    phrase ("has no gun")."""

    rule: Rule
    start: int
    end: int
    number: int
    denied_within: bool = False


def mentions_in(text: TokenText, parts: Sequence[Sentence], starts: Sequence[int], own: RuleBook | None = None) -> list[Seen]:
    """The mentions of a note: of overlapping places of one indicator the longest. `starts` are the beginnings of the sentences `parts`,
    `own` are rules beside the shipped ones."""
    plain = text.plain
    heard: list[_Heard] = []
    against: _Against = {}
    helped: set[tuple[Rule, int]] = set()
    denied: dict[str, set[tuple[int, int]]] = {}  # by indicator
    found = rule_book().finder.find(text, starts)
    if own is not None:
        found = [*found, *own.finder.find(text, starts)]
    for start, end, number, said in found:
        for rule in said.rules:
            heard.append((start, end, rule, number))
            if rule in said.affirming and rule.indicator in _DENIED_IN_A_GAP and _NO_WITHIN.search(plain.plain, start, end):
                denied.setdefault(rule.indicator, set()).add((start, end))
        for rule in said.unless:
            against.setdefault((rule, number), []).append((start, end))
        for rule in said.needs:
            helped.add((rule, number))
    heard = [each for each in heard if not each[2].opens or _opens(plain, parts, each)]
    heard = [each for each in heard if each[2].indicator != _NAMED_LIKE_A_HEADING or not _stands_alone(plain, parts, each)]
    spoken = _not_hindered(plain, heard, parts, against)
    free = {(rule.indicator, number) for _, _, rule, number in spoken if not rule.needy}
    by_indicator: dict[str, list[_Mention]] = {}
    for start, end, rule, number in spoken:
        if rule.needy and not _accompanied(rule, number, helped, free):
            continue
        if rule.indicator == "goal_setting" and rule.evidence == "what follows" and _heads_the_note(parts, number):
            continue
        if rule.evidence == "what follows":
            start, end = _what_follows(plain, parts, number, start, end)
            if (rule, bisect_right(starts, start) - 1) in against:
                continue
            if rule.indicator == "homework_assigned":
                by_indicator.setdefault(rule.indicator, []).extend((*task, rule) for task in _tasks(plain, start, end))
                continue
        elif rule.evidence == "sentence":
            if ";" in plain.plain[start:end]:
                continue  # words of two tasks
            start, end = _task(plain, parts[number], start, end)
        by_indicator.setdefault(rule.indicator, []).append((start, end, rule))
    denied_in_a_gap = {indicator: sorted(places) for indicator, places in denied.items()}
    return [
        Seen(rule, start, end, bisect_right(starts, start) - 1, _holds(denied_in_a_gap.get(rule.indicator, ()), start, end))
        for places in by_indicator.values()
        for start, end, rule in (places if len(places) == 1 else _one_work(plain, starts, _longest(places, plain)))
    ]


def _holds(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these places, which come in order, lies between `start` and `end`."""
    for number in range(bisect_left(places, (start, start)), len(places)):
        left, right = places[number]
        if left > end:
            return False
        if right <= end:
            return True
    return False


def _opens(plain: PlainText, parts: Sequence[Sentence], place: _Heard) -> bool:
    """Whether a place is the beginning of its sentence or item, or of a clause after a colon or semicolon."""
    start, _, _, number = place
    before = plain.plain[parts[number].plain_start : start].rstrip(" (—>→") if number >= 0 else ""
    return not any(sign.isalnum() for sign in before) or before.endswith((":", ";", "]"))


def _not_hindered(plain: PlainText, heard: list[_Heard], parts: Sequence[Sentence], against: _Against) -> list[_Heard]:
    """The places where no `unless` phrase speaks against the rule. One that shares words with a match ("suicide prevention" with "suicide")
    drops that match only; one that stands apart speaks about what is near it in the sentence or, for a rule that takes whole tasks, about
    its task."""
    touched = {
        (rule, left, right)
        for start, end, rule, number in heard
        if (rule, number) in against
        for left, right in against[rule, number]
        if left < end and start < right
    }
    return [
        (start, end, rule, number)
        for start, end, rule, number in heard
        if number >= 0
        and rule.speaks_in(parts[number].section)
        and not (
            (rule, number) in against
            and any(
                (left < end and start < right) or (rule, left, right) not in touched
                for left, right in _within_reach(plain, parts[number], (start, end, rule), against[rule, number])
            )
        )
    ]


def _within_reach(plain: PlainText, part: Sentence, place: _Mention, against: list[tuple[int, int]]) -> list[tuple[int, int]]:
    start, end, rule = place
    if rule.evidence != "sentence":
        begin, stop = start - SIGNS_OF_REACH, end + SIGNS_OF_REACH
        return [(left, right) for left, right in against if left < stop and begin < right]
    begin, stop = _task(plain, part, start, end)
    return [(left, right) for left, right in against if left < stop and begin < right]


def _task(plain: PlainText, part: Sentence, start: int, end: int) -> tuple[int, int]:
    """What stands between semicolons around a place: in "log sleep; refill lithium; walk daily" three tasks make a sentence."""
    begin = plain.plain.rfind(";", part.plain_start, start) + 1 or part.plain_start
    stop = plain.plain.find(";", end, part.plain_end)
    stop = stop if stop >= 0 else part.plain_end
    words = plain.scan[begin:stop]
    return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())


def _stands_alone(plain: PlainText, parts: Sequence[Sentence], place: _Heard) -> bool:
    """Whether nothing else stands in the sentence: "Plan —" above what is to be done is a heading."""
    start, end, _, number = place
    part = parts[number]
    around = plain.plain[part.plain_start : start] + plain.plain[end : part.plain_end]
    return plain.plain[start:end] in ("plan", "plans") and not any(sign.isalnum() for sign in around)


def _accompanied(rule: Rule, number: int, helped: set[tuple[Rule, int]], free: set[tuple[str, int]]) -> bool:
    """Whether what the rule needs stands in its sentence or the one before, or its company within four sentences before or two after."""
    if (rule, number) in helped or (rule, number - 1) in helped:
        return True
    return any(
        (indicator, near) in free for indicator in rule.company for near in range(number - SENTENCES_BEFORE, number + SENTENCES_AFTER + 1)
    )


def _heads_the_note(parts: Sequence[Sentence], number: int) -> bool:
    """Whether a goal is the first part of a note that tells of the intervention and the response below it: the form of the note asks for
    it each time, so nothing says that a goal was set today."""
    return any(part.section is Section.INTERVENTION for part in parts[number + 1 :])


def _tasks(plain: PlainText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a label introduces, by semicolons: "HW: log sleep; walk daily" are two."""
    begin = start
    while begin < end:
        stop = plain.plain.find(";", begin, end)
        stop = stop if stop >= 0 else end
        words = plain.scan[begin:stop]
        if words.strip():
            yield begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
        begin = stop + 1


def _what_follows(plain: PlainText, parts: Sequence[Sentence], number: int, start: int, end: int) -> tuple[int, int]:
    """What a label introduces: the rest of its sentence, or the next one when it stands alone; the label itself when nothing follows."""
    for begin, stop in ((end, parts[number].plain_end), *((part.plain_start, part.plain_end) for part in parts[number + 1 : number + 2])):
        words = plain.scan[begin:stop]
        if words.strip():
            return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
    return start, end


def _longest(places: list[_Mention], plain: PlainText) -> list[_Mention]:
    """The mentions of one indicator: of overlapping places the longest counts, and mentions that touch are one."""
    return _touching([mention for cluster in _clusters(places) for mention in _longest_of(cluster)], plain)


def _clusters(places: list[_Mention]) -> Iterator[list[_Mention]]:
    """The places in groups that overlap among themselves and with no place of another group: they stay small however long the note is."""
    cluster: list[_Mention] = []
    reach = -1
    for place in sorted(places, key=lambda each: each[:2]):
        if cluster and place[0] >= reach:
            yield cluster
            cluster = []
        cluster.append(place)
        reach = max(reach, place[1])
    if cluster:
        yield cluster


def _longest_of(places: list[_Mention]) -> list[_Mention]:
    """Of overlapping places the longest counts; a shorter one that claims the same lends it the words that stick out."""
    if len(places) == 1:
        return places
    places.sort(key=lambda place: (place[0] - place[1], place[0], not place[2].own, place[2].id))
    kept: list[_Mention] = []
    for start, end, rule in places:
        for number, (left, right, longer) in enumerate(kept):
            if start < right and left < end:
                if longer.claim == rule.claim:
                    kept[number] = (min(left, start), max(right, end), longer)
                break
        else:
            kept.append((start, end, rule))
    return sorted(set(kept), key=lambda place: place[:2])


def _touching(mentions: list[_Mention], plain: PlainText) -> list[_Mention]:
    """Mentions with nothing but blanks between them that claim the same are one ("panic" and "attacks twice a week").
    Whole sentences are not: two tasks in a row are two."""
    joined: list[_Mention] = []
    for start, end, rule in mentions:
        part = rule.evidence != "sentence"
        if part and joined and joined[-1][2].claim == rule.claim and _nothing_between(plain.plain[joined[-1][1] : start], rule):
            left, right, first = joined.pop()
            longer = rule if end - start > right - left else first
            joined.append((left, end, longer))
        else:
            joined.append((start, end, rule))
    return joined


def _nothing_between(words: str, rule: Rule) -> bool:
    """Whether two mentions are one: only blanks stand between them or, in a listing ("hair unwashed, stained hoodie"), a few words."""
    if rule.group in LISTED_GROUPS:
        return _LISTING.fullmatch(words) is not None
    return not words.strip()


def _one_work(plain: PlainText, starts: Sequence[int], places: list[_Mention]) -> list[_Mention]:
    """Work and the answer to it are often told in two breaths ("safety plan rewritten line by line, copied for her phone";
    "grinned and asked for a copy"): words for the same that stand close together in one sentence are one finding."""
    if len(places) < 2 or places[0][2].group not in ONE_WORK_GROUPS or places[0][2].indicator in SEVERAL_IN_A_SENTENCE:
        return places
    kept: list[_Mention] = []
    for start, end, rule in places:
        if kept:
            left, right, before = kept[-1]
            near = bisect_right(starts, left) == bisect_right(starts, start) and plain.words_between(right, start) <= WORDS_WITHIN_ONE_WORK
            if near and before.says == rule.says:
                kept[-1] = (left, end, before)
                continue
        kept.append((start, end, rule))
    return kept
