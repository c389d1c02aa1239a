"""The one way in: the text of a note in, findings with their evidence out."""

import gc
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullarc.reading.change_words import how_it_changed
from fullarc.reading.company import in_claimed_company
from fullarc.reading.context import Mention, StatusReading, Surroundings
from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.lexicon import Rule, groups, rules
from fullarc.reading.matching import Matcher
from fullarc.reading.measures_in_text import scores_in
from fullarc.reading.passages import Sentence, sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.quantities import Amount, amounts_in, shared_out
from fullarc.reading.quoted_answers import quoted_answers
from fullarc.reading.responses import with_interventions

HERE = Path(__file__).parent
_NONE_COUNTED = re.compile(r"\s?[:=]?\s?x?\s?0(?:\s?/\s?\d+)?(?![\d.—])(?!\s?\d)")
SHORTEST_REPEATED_SENTENCE = 25
_LISTING = re.compile(r"[\s,/&+:()\"—-]*(?:(?!but\b|then\b|though\b|later\b|now\b)[a-z']+[\s,/&+:()\"—-]*){0,3}")
LISTED_GROUPS = frozenset({"presentation", "functioning"})
ONE_WORK_GROUPS = frozenset({"interventions", "responses"})
WORDS_WITHIN_ONE_WORK = 10
SEVERAL_IN_A_SENTENCE = frozenset({"homework_assigned", "goal_setting"})
COUNTED_GROUPS = frozenset({"symptoms", "risk", "functioning", "strengths"})

__all__ = ["RULES_VERSION", "StatusReading", "read", "status_of"]


def read(text: str, *, earlier: Sequence[str] = ()) -> list[Finding]:
    """The findings of a note in the order in which they stand. `earlier`: former notes of the same client, so that a sentence that was
    carried forward word by word is marked as such. Any text is accepted; a text without known words has no findings."""
    plain = PlainText.of(text)
    parts = sentences(plain)
    starts = [part.plain_start for part in parts]
    surroundings = Surroundings(plain, parts)
    repeated = _repeated(text, parts, earlier)
    scores = scores_in(plain, parts, surroundings, repeated)
    seen = _seen(plain, parts, starts)
    amounts = _amounts(plain, parts, seen, scores)
    found = [_finding(plain, parts, surroundings, amounts, each, repeated) for each in seen]
    found += scores
    found = in_claimed_company(found, [part.start for part in parts], _needy(), _risk())
    found += quoted_answers(text, found, parts, repeated)
    found.sort(key=lambda finding: (finding.evidence.start, finding.evidence.end, finding.indicator))
    return with_interventions(found, parts)


def status_of(text: str, start: int, end: int) -> StatusReading:
    """What the context says about the words at text[start:end], taken as a symptom. Refused: a place that is not in the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"found the place {start} to {end}, expected a stretch within the {len(text)} signs of the text")
    plain = PlainText.of(text)
    parts = sentences(plain)
    if not parts:
        raise ValueError("found a text of blanks only, expected words at the place asked for")
    place = plain.plain_place(start)
    number = max(bisect_right([part.plain_start for part in parts], place) - 1, 0)
    return Surroundings(plain, parts).status(Mention(place, plain.plain_place(end), group="symptoms"), number)


@cache
def _lexicon() -> tuple[Matcher, tuple[Rule, ...], Matcher, tuple[tuple[str, str], ...]]:
    with uninterrupted():
        return _built_lexicon()


def _built_lexicon() -> tuple[Matcher, tuple[Rule, ...], Matcher, tuple[tuple[str, str], ...]]:
    phrases = [(phrase, rule) for rule in rules() for phrase in rule.phrases]
    companions = [(phrase, ("unless", rule.id)) for rule in rules() for phrase in rule.unless]
    companions += [(phrase, ("needs", rule.id)) for rule in rules() for phrase in rule.needs]
    return (
        Matcher([phrase for phrase, _ in phrases]),
        tuple(rule for _, rule in phrases),
        Matcher([phrase for phrase, _ in companions]),
        tuple(kind_and_rule for _, kind_and_rule in companions),
    )


@cache
def _needy() -> frozenset[str]:
    return frozenset(rule.id for rule in rules() if rule.needs or rule.company)


@cache
def _risk() -> frozenset[str]:
    return frozenset(indicator for indicator, group in groups().items() if group.name == "risk")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A rule that speaks at a place of the plain text, in the sentence of that number."""

    rule: Rule
    start: int
    end: int
    number: int


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds the garbage collector while rules are loaded: they stay for good, and looking through them over and over doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _seen(plain: PlainText, parts: list[Sentence], starts: list[int]) -> list[_Seen]:
    """Which rule speaks where: of overlapping places of one indicator the longest."""
    matcher, owners, companions, kinds = _lexicon()
    beside: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for start, end, phrase in companions.find(plain, starts):
        beside.setdefault((*kinds[phrase], bisect_right(starts, start) - 1), []).append((start, end))
    places = [(start, end, owners[phrase], bisect_right(starts, start) - 1) for start, end, phrase in matcher.find(plain, starts)]
    spoken = _not_hindered([place for place in places if not place[2].opens or _opens(plain, parts, place)], parts, beside)
    free = {(rule.indicator, number) for _, _, rule, number in spoken if not rule.needs and not rule.company}
    by_indicator: dict[str, list[tuple[int, int, int, Rule]]] = {}
    for start, end, rule, number in spoken:
        if (rule.needs or rule.company) and not _accompanied(rule, number, beside, free):
            continue
        if rule.evidence == "what follows":
            start, end = _what_follows(plain, parts, number, start, end)
            if ("unless", rule.id, bisect_right(starts, start) - 1) in beside:
                continue
        elif rule.evidence == "sentence":
            start, end = parts[number].plain_start, parts[number].plain_end
        by_indicator.setdefault(rule.indicator, []).append((start - end, start, end, rule))
    return [
        _Seen(rule, start, end, bisect_right(starts, start) - 1)
        for places in by_indicator.values()
        for start, end, rule in _one_work(plain, starts, _longest(places, plain))
    ]


_Places = list[tuple[int, int, Rule, int]]
_Beside = dict[tuple[str, str, int], list[tuple[int, int]]]


def _opens(plain: PlainText, parts: list[Sentence], place: tuple[int, int, Rule, int]) -> bool:
    """Whether a place is the beginning of its sentence or item, or of a clause after a colon or semicolon."""
    start, _, _, number = place
    before = plain.plain[parts[number].plain_start : start].rstrip(" (—>→") if number >= 0 else ""
    return not any(sign.isalnum() for sign in before) or before.endswith((":", ";", "]"))


def _not_hindered(places: _Places, parts: list[Sentence], beside: _Beside) -> _Places:
    """The places where no `unless` phrase speaks against the rule. One that shares words with a match ("suicide prevention" with "suicide")
    drops that match only; one that stands apart speaks about the whole sentence."""
    touched = {
        (rule.id, left, right)
        for start, end, rule, number in places
        for left, right in beside.get(("unless", rule.id, number), ())
        if left < end and start < right
    }
    return [
        (start, end, rule, number)
        for start, end, rule, number in places
        if number >= 0
        and rule.speaks_in(parts[number].section)
        and not any(
            (left < end and start < right) or (rule.id, left, right) not in touched
            for left, right in beside.get(("unless", rule.id, number), ())
        )
    ]


def _accompanied(rule: Rule, number: int, beside: _Beside, free: set[tuple[str, int]]) -> bool:
    """Whether what the rule needs stands in its sentence or the one before, or its company within four sentences before or two after."""
    return any(("needs", rule.id, near) in beside for near in (number, number - 1)) or any(
        (indicator, near) in free for indicator in rule.company for near in range(number - 4, number + 3)
    )


def _what_follows(plain: PlainText, parts: list[Sentence], number: int, start: int, end: int) -> tuple[int, int]:
    """What a label introduces: the rest of its sentence, or the next one when it stands alone; the label itself when nothing follows."""
    for begin, stop in ((end, parts[number].plain_end), *((part.plain_start, part.plain_end) for part in parts[number + 1 : number + 2])):
        words = plain.scan[begin:stop]
        if words.strip():
            return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
    return start, end


_Mention = tuple[int, int, Rule]


def _longest(places: list[tuple[int, int, int, Rule]], plain: PlainText) -> list[_Mention]:
    """The mentions of one indicator: of overlapping places the longest counts, and mentions that touch are one."""
    return _touching([mention for cluster in _clusters(places) for mention in _longest_of(cluster)], plain)


def _clusters(places: list[tuple[int, int, int, Rule]]) -> Iterator[list[tuple[int, int, int, Rule]]]:
    """The places in groups that overlap among themselves and with no place of another group: they stay small however long the note is."""
    cluster: list[tuple[int, int, int, Rule]] = []
    reach = -1
    for place in sorted(places, key=lambda each: each[1:3]):
        if cluster and place[1] >= reach:
            yield cluster
            cluster = []
        cluster.append(place)
        reach = max(reach, place[2])
    if cluster:
        yield cluster


def _longest_of(places: list[tuple[int, int, int, Rule]]) -> list[_Mention]:
    """Of overlapping places the longest counts; a shorter one that claims the same lends it the words that stick out."""
    if len(places) == 1:
        return [places[0][1:]]
    places.sort(key=lambda place: (place[0], place[1], place[3].id))
    kept: list[_Mention] = []
    for _, start, end, rule in places:
        for number, (left, right, longer) in enumerate(kept):
            if start < right and left < end:
                if _claim(longer) == _claim(rule):
                    kept[number] = (min(left, start), max(right, end), longer)
                break
        else:
            kept.append((start, end, rule))
    return sorted(set(kept), key=lambda place: place[:2])


def _touching(mentions: list[_Mention], plain: PlainText) -> list[_Mention]:
    """Mentions with nothing but blanks between them that claim the same are one ("panic" and "attacks twice a week")."""
    joined: list[_Mention] = []
    for start, end, rule in mentions:
        if joined and _claim(joined[-1][2]) == _claim(rule) and _nothing_between(plain.plain[joined[-1][1] : start], rule):
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


def _claim(rule: Rule) -> tuple[object, ...]:
    return (rule.says, rule.direction, rule.evidence)


def _one_work(plain: PlainText, starts: list[int], places: list[tuple[int, int, Rule]]) -> list[tuple[int, int, Rule]]:
    """Work and the answer to it are often told in two breaths ("safety plan rewritten line by line, copied for her phone";
    "grinned and asked for a copy"): words for the same that stand close together in one sentence are one finding."""
    if len(places) < 2 or places[0][2].group not in ONE_WORK_GROUPS or places[0][2].indicator in SEVERAL_IN_A_SENTENCE:
        return places
    kept: list[tuple[int, int, Rule]] = []
    for start, end, rule in places:
        if kept:
            left, right, before = kept[-1]
            near = bisect_right(starts, left) == bisect_right(starts, start) and plain.words_between(right, start) <= WORDS_WITHIN_ONE_WORK
            if near and before.says == rule.says:
                kept[-1] = (left, end, before)
                continue
        kept.append((start, end, rule))
    return kept


def _amounts(plain: PlainText, parts: list[Sentence], seen: list[_Seen], scores: list[Finding]) -> dict[tuple[int, int], Amount]:
    """The amount of each mention, by the mention's place in the note. Numbers that belong to a score are no amounts."""
    mentions: dict[int, list[tuple[int, int]]] = {}
    for each in seen:
        if each.rule.group in COUNTED_GROUPS:
            mentions.setdefault(each.number, []).append(plain.span(each.start, each.end))
    taken: dict[int, list[Finding]] = {}
    for score in scores:
        taken.setdefault(score.sentence[0], []).append(score)
    amounts = {}
    for number in mentions:
        part = parts[number]
        of_scores = [score.evidence for score in taken.get(part.start, ())]
        amounts[number] = [
            amount
            for amount in amounts_in(plain.original, part)
            if all(amount.end <= score.start or amount.start >= score.end for score in of_scores)
        ]
    return shared_out(mentions, amounts, plain.original)


def _finding(
    plain: PlainText,
    parts: list[Sentence],
    surroundings: Surroundings,
    amounts: dict[tuple[int, int], Amount],
    seen: _Seen,
    repeated: frozenset[int],
) -> Finding:
    rule = seen.rule
    mention = Mention(seen.start, seen.end, rule.indicator, rule.group, rule.says)
    reading = surroundings.status(mention, seen.number)
    begin, stop = plain.span(seen.start, seen.end)
    amount = amounts.get((begin, stop)) if rule.group in COUNTED_GROUPS else None
    status = reading.status
    none_counted = _NONE_COUNTED.match(plain.plain, seen.end) or (amount is not None and amount.value == 0)
    if none_counted and status is Status.PRESENT and rule.group in COUNTED_GROUPS:
        status = Status.DENIED
    change = how_it_changed(surroundings, mention, seen.number, rule, status, amount)
    return Finding(
        indicator=rule.indicator,
        evidence=Evidence(begin, stop, plain.original[begin:stop]),
        sentence=(parts[seen.number].start, parts[seen.number].end),
        section=parts[seen.number].section,
        status=status,
        rule=rule.id,
        direction=change.direction,
        severity=change.severity,
        value=amount.value if amount else None,
        unit=(amount.unit or None) if amount else None,
        previous_value=amount.previous if amount else None,
        carried_forward=seen.number in repeated,
        cues=reading.cues,
    )


def _repeated(text: str, parts: list[Sentence], earlier: Sequence[str]) -> frozenset[int]:
    """Sentences that stand word by word in an earlier note; short ones ("Denies SI.") are said anew each time."""
    if not earlier:
        return frozenset()
    former = {" ".join(note[part.start : part.end].split()) for note in earlier for part in sentences(PlainText.of(note))}
    return frozenset(
        number
        for number, part in enumerate(parts)
        if part.end - part.start >= SHORTEST_REPEATED_SENTENCE and " ".join(text[part.start : part.end].split()) in former
    )


def _rules_version() -> str:
    digest = hashlib.sha256()
    for path in sorted(HERE.rglob("*.toml")):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


RULES_VERSION = _rules_version()
