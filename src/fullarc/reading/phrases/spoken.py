"""Which rules speak in one sentence: the places of phrases, without those that something in the sentence speaks against.

Nothing outside the sentence is asked for but the section that it stands in, so that what comes out holds for the same sentence wherever it
stands (sentence_memory.py). All places count from the beginning of the sentence, in the plain text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.reading.phrases.lexicon import NAMED_LIKE_A_HEADING, Rule
from fullarc.reading.phrases.matching import NoteWords
from fullarc.reading.phrases.rule_book import RuleBook, Said
from fullarc.reading.text.boxes import TICKED
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

SIGNS_OF_REACH_IN_RISK = 30  # what hides a danger stands close to it, and names no danger itself unless it shares words with it
_TICKED = re.compile(TICKED)
_DANGER = re.compile(
    r"\b(?:kill|hurt|harm|stab|shoot|shot|beat|chok|strangl|suicid|attempt|overdos|die\b|died|dying|dead|death|gun|knife|hang|cut|burn|attack)"
)
SIGNS_OF_REACH = 60  # how far from a mention words may stand that speak against it: a dictated note is one sentence for half a page
_NO_WITHIN = re.compile(
    r"(?:\b(?:no|not|never|none|without|neither|nor)\b|n't\b)"
    r"(?! (?:yet )?(?:safe|stor|put|kept|lock|secur|remov|hand|give|gave|return|dispos|surrender))"
)

_STATEMENT_ENDS = re.compile(r";|\b(?:and|but|yet)\b")
_CLAUSE_ENDS = re.compile(r"[,;]|\b(?:and|but|yet)\b")
_ENDS_BESIDE = {  # beside a comma a deed may be explained ("cut her arm, shaving"), a thought is none of a mishap
    **dict.fromkeys(("suicidal_ideation", "suicide_plan", "suicide_intent", "self_harm_urge"), _CLAUSE_ENDS),
    **dict.fromkeys(("homicidal_ideation", "suicide_attempt", "self_harm", "violence"), _STATEMENT_ENDS),
}
_SIGNS_BETWEEN_ITEMS = 16  # "and", a sign, a bracket: what stands between two items of a list
_ITEM_BEGINS = re.compile(r"(?:[,;:/(&+.\]–—→>]|\b(?:and|but|then|yet|though|or))[^a-z\d]*$")
_ITEM_ENDS = re.compile(r"[^\S\n]*(?:$|[,;:/)(&+.!?–—→>]|(?:and|but|then|yet|though|or|with|w)\b)")

Place = tuple[int, int, Rule]  # start, end
_Against = dict[Rule, list[tuple[int, int]]]  # where words stand that speak against the rule


@dataclass(slots=True, eq=False)
class Spoken:
    """`places` are those of the rules that speak, `labels` those that introduce what follows them. `helped` are the rules that have one of
    their `needs` here, `free` the indicators that are spoken of without need of company, `hindered` the labels that something here speaks
    against. `denied`: by indicator, the places with a "no" in a gap."""

    places: tuple[Place, ...] = ()
    labels: tuple[Place, ...] = ()
    needy: bool = False
    helped: frozenset[Rule] = frozenset()
    free: frozenset[str] = frozenset()
    hindered: frozenset[Rule] = frozenset()
    denied: dict[str, list[tuple[int, int]]] | None = None


SILENT = Spoken()


def spoken_in(words: NoteWords, part: Sentence, number: int, books: Sequence[RuleBook]) -> Spoken:
    """What these books find in the sentence `part` of that number."""
    found: list[tuple[int, int, Said]] = []
    speaking_against: list[tuple[int, int, Said]] = []
    helped: set[Rule] = set()
    begin, stop = words.stretch(number)
    for book in books:
        for place in book.finder.find_in(words.tokens, begin, stop):
            said = place[2]
            if said.rules:
                found.append(place)
            if said.unless:
                speaking_against.append(place)
            if said.needs:
                helped.update(said.needs)
    if not found and not helped and not speaking_against:
        return SILENT
    plain, zero = words.plain, part.plain_start
    heard = [
        (start, end, rule)
        for start, end, said in found
        for rule in said.rules
        if not rule.placed or _may_speak(plain, part, start, end, rule)
    ]
    hindered = frozenset([rule for _, _, said in speaking_against for rule in said.hinders])
    if heard and speaking_against and (against := _against(heard, speaking_against)):
        heard = _not_hindered(plain, heard, part, against)
    needy, free = False, set[str]()
    places, labels = list[Place](), list[Place]()
    for start, end, rule in heard:
        if rule.needy:
            needy = True
        else:
            free.add(rule.indicator)
        if rule.evidence == "phrase":
            places.append((start - zero, end - zero, rule))
        elif rule.evidence == "what follows":
            labels.append((start - zero, end - zero, rule))
        elif plain.plain.find(";", start, end) < 0:  # else words of two tasks
            left, right = task_around(plain, part, start, end)
            places.append((left - zero, right - zero, rule))
    return Spoken(
        tuple(places),
        tuple(labels),
        needy,
        frozenset(helped),
        frozenset(free),
        hindered,
        _denied(plain, found, zero),
    )


def _may_speak(plain: PlainText, part: Sentence, start: int, end: int, rule: Rule) -> bool:
    """Whether a rule speaks in this section, and at this place of the sentence."""
    return (
        rule.speaks_in(part.heading.section)
        and not (rule.opens and not _opens(plain, part, start))
        and not (rule.alone and not _is_an_item(plain, part, start, end))
        and not (rule.indicator == NAMED_LIKE_A_HEADING and _is_a_heading(plain, part, start, end))
    )


def _against(heard: Sequence[Place], speaking_against: Sequence[tuple[int, int, Said]]) -> _Against:
    """Of the rules heard, where words stand that speak against them."""
    rules = {rule for _, _, rule in heard}
    against: _Against = {}
    for start, end, said in speaking_against:
        if not said.unless.isdisjoint(rules):
            for rule in said.unless & rules:
                against.setdefault(rule, []).append((start, end))
    return against


def _denied(plain: PlainText, found: Sequence[tuple[int, int, Said]], zero: int) -> dict[str, list[tuple[int, int]]] | None:
    denied: dict[str, set[tuple[int, int]]] = {}
    for start, end, said in found:
        if said.deniable and _NO_WITHIN.search(plain.plain, start, end):
            for indicator in said.deniable:
                denied.setdefault(indicator, set()).add((start - zero, end - zero))
    return {indicator: sorted(places) for indicator, places in denied.items()} or None


def _opens(plain: PlainText, part: Sentence, start: int) -> bool:
    """Whether a place is the beginning of its sentence or item, or of a clause after a colon or semicolon."""
    before = plain.plain[part.plain_start : start].rstrip(" (—>→")
    return not any(sign.isalnum() for sign in before) or before.endswith((":", ";", "]"))


def _is_an_item(plain: PlainText, part: Sentence, start: int, end: int) -> bool:
    """Whether a place is a whole item of a list: the sentence, a sign or a joining word bounds it on either side."""
    before = plain.plain[max(part.plain_start, start - _SIGNS_BETWEEN_ITEMS) : start]
    after = plain.plain[end : min(part.plain_end, end + _SIGNS_BETWEEN_ITEMS)]
    begins = not any(map(str.isalnum, before)) or _ITEM_BEGINS.search(before) is not None
    return begins and _ITEM_ENDS.match(after) is not None


def _not_hindered(plain: PlainText, heard: list[Place], part: Sentence, against: _Against) -> list[Place]:
    """The places where no `unless` phrase speaks against the rule. One that shares words with a match ("suicide prevention" with "suicide")
    drops that match only; one that stands apart speaks about what is near it in the sentence or, for a rule that takes whole tasks, about
    its task. About an item of a list only what stands before it speaks."""
    touched = {
        (rule, left, right)
        for start, end, rule in heard
        if rule in against
        for left, right in against[rule]
        if left < end and start < right
    }
    return [
        (start, end, rule)
        for start, end, rule in heard
        if rule not in against
        or not any(
            (left < end and start < right) or (rule, left, right) not in touched
            for left, right in _within_reach(plain, part, (start, end, rule), against[rule])
        )
    ]


def _within_reach(plain: PlainText, part: Sentence, place: Place, against: list[tuple[int, int]]) -> list[tuple[int, int]]:
    start, end, rule = place
    if rule.evidence != "sentence":
        of_risk = rule.group == "risk"
        reach = SIGNS_OF_REACH_IN_RISK if of_risk else SIGNS_OF_REACH
        begin, stop = start - reach, end + (0 if rule.alone else reach)
        return [
            (left, right)
            for left, right in against
            if left < stop
            and begin < right
            and not (of_risk and (right <= start or end <= left) and _is_of_another_clause(plain, place, (left, right)))
        ]
    begin, stop = task_around(plain, part, start, end)
    return [(left, right) for left, right in against if left < stop and begin < right]


def _is_of_another_clause(plain: PlainText, danger: Place, against: tuple[int, int]) -> bool:
    """Whether words that stand apart from a danger say nothing of it: they name a danger themselves, or a clause ends between them ("in
    therapy, and does not want to live anymore")."""
    if _DANGER.search(plain.plain, *against):
        return True
    start, end, rule = danger
    ends = _ENDS_BESIDE.get(rule.indicator)
    left, right = (against[1], start) if against[1] <= start else (end, against[0])
    return ends is not None and ends.search(plain.plain, left, right) is not None


def task_around(plain: PlainText, part: Sentence, start: int, end: int) -> tuple[int, int]:
    """What stands between semicolons around a place: in "log sleep; refill lithium; walk daily" three tasks make a sentence."""
    begin = plain.plain.rfind(";", part.plain_start, start) + 1 or part.plain_start
    stop = plain.plain.find(";", end, part.plain_end)
    stop = stop if stop >= 0 else part.plain_end
    words = plain.scan[begin:stop]
    return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())


def _is_a_heading(plain: PlainText, part: Sentence, start: int, end: int) -> bool:
    """Whether nothing else stands in the sentence: "Plan —" above what is to be done is a heading, a plan that is ticked is none."""
    if plain.plain[start:end] not in ("plan", "plans"):
        return False
    around = plain.plain[part.plain_start : start] + plain.plain[end : part.plain_end]
    return not any(sign.isalnum() for sign in around) and _TICKED.search(around) is None
