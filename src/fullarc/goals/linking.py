"""Which notes speak to which goal, and why: shared words, shared subjects, what was read. It abstains when too little is met."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.goals.added_model import Nearness
from fullarc.goals.goal import Goal
from fullarc.goals.goal_elements import Element, about_sessions, elements_of, says_little, vocabulary
from fullarc.goals.other_senses import without_other_senses
from fullarc.goals.stems import as_written, line_of_stems, stems_of
from fullarc.reading.finding import Finding, Status

_SENTENCE = re.compile(r"[^\n.!?;]+(?:[.!?;](?!\s)[^\n.!?;]*)*[.!?;]?")
ENOUGH = 0.34  # share of what a goal is about that a note must meet
ENOUGH_WEAK = 0.6  # the same when only words are shared that say little by themselves
LEAST = 0.3  # weight that must be met whatever the share
AS_ANOTHER_WORD = 0.85  # of the same word: another word of the subject, or a finding that tells of it
UNREAD = 0.6  # a word of something that the reader knows, in a sentence in which it read nothing of it ("three nights in a row")
AS_A_HINT = 0.3  # a finding that the word is often about ("bus": avoidance)
ELSEWHERE = 0.5  # of what the best sentence has: what only other sentences of the note have
REFUSED = 0.4  # of its weight: an element that spoke where a clinician set the link aside, and never where one was kept
LEARNED = 0.3  # weight of a word that stood in sentences whose link was kept
KEPT_OFTEN_ENOUGH = 2  # such sentences
NEAR = 0.5  # nearness of meaning at which the added model links; below it abstains
WISHES_TO_DIE = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent"})
ATTENDANCE = "engagement"  # what is read of coming to sessions


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as linking sees it: its text ("" when unknown), what was read in it, and the day it tells of, where that is known."""

    source: str
    text: str
    findings: tuple[Finding, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A note that speaks to a goal: the sentence, why, and how strongly (0 to 1; only the order means anything)."""

    goal: str
    source: str
    start: int
    end: int
    quote: str
    reason: str
    strength: float
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What clinicians have said about links of this goal: sentences whose link was kept, and sentences whose link was set
    aside."""

    kept: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """What of a goal a stretch of a note meets: by element how strongly, and in which words; `own` are those in the goal's own words."""

    strength: Mapping[Element, float]
    words: Mapping[Element, str]
    own: frozenset[Element]
    findings: tuple[Finding, ...]


def indicators_of_goal(goal: Goal, read_in_text: Iterable[Finding] = ()) -> tuple[str, ...]:
    """The indicators a goal is about: what the reader finds in its words, and the small vocabulary of goals."""
    found = [finding.indicator for finding in read_in_text]
    found += [indicator for word in stems_of(goal.text) for indicator in vocabulary().get(word, ())]
    return tuple(dict.fromkeys(found))


def link_notes(
    goal: Goal,
    indicators: Sequence[str],
    notes: Sequence[NoteText],
    history: History | None = None,
    nearness: Nearness | None = None,
) -> tuple[Link, ...]:
    """The notes that speak to the goal, strongest first; none when too little of what the goal is about is met.

    `indicators` are those of the goal; `history` is what clinicians have kept and set aside for it: words that come again in kept sentences
    count as well, what only spoke in set aside ones counts for less. With `nearness` (an added model) a note
    that meets too little is linked all the same when the meaning of one of its sentences is near. A note of a day before the goal was
    agreed speaks to nothing that there was; it is never linked."""
    untaught = elements_of(goal.text, indicators)
    whole = sum(untaught.values()) or 1.0  # of the goal as it stands: what was set aside makes the rest no larger a share
    elements = _taught(untaught, history or History())
    refused = set(history.set_aside) if history else set()
    links = []
    for note in notes:
        if goal.agreed_on is not None and note.day is not None and note.day < goal.agreed_on:
            continue
        link = _link(goal, elements, whole, indicators, note) or (
            _by_meaning(goal, indicators, note, nearness, refused) if nearness else None
        )
        links += [link] if link is not None else []
    return tuple(sorted(links, key=lambda link: -link.strength))


def _taught(elements: Mapping[Element, float], history: History) -> Mapping[Element, float]:
    count = Counter(stem for sentence in history.kept for stem in stems_of(sentence))
    kept = {stem for stem, sentences in count.items() if sentences >= KEPT_OFTEN_ENOUGH and not says_little(stem)}
    refused = [_met(elements, sentence, 0, ()).strength.keys() for sentence in history.set_aside]
    spoke = [_met(elements, sentence, 0, ()).strength.keys() for sentence in history.kept]
    weighed = {
        each: weight * REFUSED if any(each in met for met in refused) and not any(each in met for met in spoke) else weight
        for each, weight in elements.items()
    }
    known = {word for each in elements for word in each.words}
    return weighed | {Element(word, (word,), learned=True): LEARNED for word in sorted(kept - known)}


def _link(goal: Goal, elements: Mapping[Element, float], whole: float, indicators: Sequence[str], note: NoteText) -> Link | None:
    about = _about_the_client(note.findings)
    if not note.text:
        return _by_findings(goal, elements, indicators, note, about)
    pieces = [(start, _met(elements, words, start, note.findings)) for start, words in _sentences(note.text)]
    pieces = [(start, met) for start, met in pieces if met.strength]
    if not pieces:
        return None
    start, best = max(pieces, key=lambda piece: (_weight(elements, piece[1].strength), -piece[0]))
    others: dict[Element, float] = {}
    for _, met in pieces:
        for each, strength in met.strength.items():
            others[each] = max(others.get(each, 0.0), strength)
    elsewhere = sum(elements[each] * strength for each, strength in others.items() if each not in best.strength)
    weight = _weight(elements, best.strength)
    share = (weight + ELSEWHERE * elsewhere) / whole
    is_weak = all(each.is_weak for each in best.strength)
    if weight < LEAST or max(best.strength.values()) <= AS_A_HINT or share < (ENOUGH_WEAK if is_weak else ENOUGH):
        return None
    quote = next(words for at, words in _sentences(note.text) if at == start)
    named = tuple(dict.fromkeys([*_named(indicators, about), *(finding.indicator for finding in best.findings)]))
    return Link(goal.id, note.source, start, start + len(quote), quote, _reason(best, _of_sentence(best, named)), min(share, 1.0), named)


def _by_meaning(goal: Goal, indicators: Sequence[str], note: NoteText, nearness: Nearness, refused: Collection[str]) -> Link | None:
    """The link of a note whose nearest sentence means nearly the same. Sentences with copied text or about another person,
    and those that were set aside before, are left out."""
    left_out = [each.evidence.start for each in note.findings if each.carried_forward or each.status is Status.OTHER_PERSON]
    sentences = [
        (at, words)
        for at, words in _sentences(note.text)
        if words not in refused and not any(at <= start < at + len(words) for start in left_out)
    ]
    if not sentences:
        return None
    near = nearness(goal.text, [words for _, words in sentences])
    best = max(range(len(near)), key=lambda place: (near[place], -place))
    if near[best] < NEAR:
        return None
    start, quote = sentences[best]
    named = _named(indicators, _about_the_client(note.findings))
    return Link(goal.id, note.source, start, start + len(quote), quote, f"the meaning is near ({near[best]:.2f} of 1)", near[best], named)


def _by_findings(
    goal: Goal, elements: Mapping[Element, float], indicators: Sequence[str], note: NoteText, about: Mapping[str, Finding]
) -> Link | None:
    """The link of a note whose text is not at hand."""
    wanted = {indicator for each in elements for indicator in each.told_by}
    found = [about[indicator] for indicator in about if indicator in wanted]
    if not found:
        return None
    first, named = found[0], _named(indicators, about) or (found[0].indicator,)
    reason = _spoken_of(named)
    return Link(goal.id, note.source, first.evidence.start, first.evidence.end, first.quote, reason, ENOUGH, named)


def _sentences(text: str) -> list[tuple[int, str]]:
    found = []
    for match in _SENTENCE.finditer(text):
        words = match.group().strip()
        if words:
            found.append((match.start() + match.group().index(words), words))
    return found


def _about_the_client(findings: Sequence[Finding]) -> dict[str, Finding]:
    """The first finding on each indicator that is about the client and no copy of earlier text."""
    about: dict[str, Finding] = {}
    for finding in findings:
        if finding.status is not Status.OTHER_PERSON and not finding.carried_forward:
            about.setdefault(finding.indicator, finding)
    return about


def _met(elements: Mapping[Element, float], sentence: str, start: int, findings: Sequence[Finding]) -> _Met:
    """What of the goal a sentence meets. Words in a finding about another person meet nothing, nor do those of a wish to die ("die" is no
    grief there): such findings speak for themselves. Nor do words of coming
    to the session, unless the goal is about that."""
    here = [each for each in findings if start <= each.evidence.start < start + len(sentence) and not each.carried_forward]
    taken = [each.evidence for each in here if each.status is Status.OTHER_PERSON or each.indicator in WISHES_TO_DIE]
    comes = about_sessions(elements)
    taken += [each.evidence for each in here if not comes and each.indicator == ATTENDANCE and _stands_alone(each, here)]
    mine = _about_the_client(here)
    words = sentence
    for evidence in taken:
        words = words[: evidence.start - start] + " " * (evidence.end - evidence.start) + words[evidence.end - start :]
    words = without_other_senses(words, but_attendance=comes)
    line = line_of_stems(words)
    strength: dict[Element, float] = {}
    said: dict[Element, str] = {}
    own = set[Element]()
    used: list[Finding] = []
    for each in elements:
        same = next((word for word in each.own if f" {word} " in line), None)
        other = same or next((word for word in each.words if f" {word} " in line), None)
        told = next((mine[indicator] for indicator in each.told_by if indicator in mine), None)
        hint = next((mine[indicator] for indicator in each.hints if indicator in mine), None)
        if other:
            strength[each] = (1.0 if same else AS_ANOTHER_WORD) * (UNREAD if each.told_by and not told else 1.0)
            own |= {each} if same else set()
            said[each] = as_written(other, words)
        elif told or hint:
            strength[each] = AS_ANOTHER_WORD if told else AS_A_HINT
        used += [finding for finding in (told or hint,) if finding is not None]
    return _Met(strength, said, frozenset(own), tuple(dict.fromkeys(used)))


def _stands_alone(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether no finding on something else tells of the same words: "arrived on time at work" is read as both."""
    place = finding.evidence
    return not any(
        each.indicator != finding.indicator and each.evidence.start < place.end and place.start < each.evidence.end for each in others
    )


def _weight(elements: Mapping[Element, float], strength: Mapping[Element, float]) -> float:
    return sum(elements[each] * met for each, met in strength.items())


def _named(indicators: Sequence[str], about: Mapping[str, Finding]) -> tuple[str, ...]:
    return tuple(indicator for indicator in indicators if indicator in about)


def _of_sentence(met: _Met, named: Sequence[str]) -> tuple[str, ...]:
    """Those indicators that the shown sentence itself tells of; others of the note are no reason to show it."""
    here = {finding.indicator for finding in met.findings}
    return tuple(indicator for indicator in named if indicator in here)


def _reason(met: _Met, indicators: Sequence[str]) -> str:
    shared = [word for each, word in met.words.items() if each.subject is None or each in met.own]
    subjects = [f"“{word}” for {each.subject}" for each, word in met.words.items() if each.subject and each not in met.own]
    parts = []
    if shared:
        parts.append("shares the words " + ", ".join(f"“{word}”" for word in dict.fromkeys(shared)))
    if subjects:
        parts.append("says " + ", ".join(subjects))
    if indicators:
        parts.append(_spoken_of(indicators))
    return "; ".join(parts)


def _spoken_of(indicators: Sequence[str]) -> str:
    return "speaks of " + ", ".join(indicator.replace("_", " ") for indicator in indicators)
