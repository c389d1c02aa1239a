"""Which notes speak to which goal, and why: shared indicators and shared words, the rarer the heavier."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from fullarc.goals.goal import Goal
from fullarc.goals.stems import forms_in, stem, stems_of
from fullarc.reading.finding import Finding, Status

_SENTENCE = re.compile(r"[^\n.!?;]+(?:[.!?;](?!\s)[^\n.!?;]*)*[.!?;]?")
INDICATOR_WEIGHT = 0.35  # of a goal's words that one shared indicator is worth
ENOUGH = 0.34  # below this a note is not linked
INDICATOR_ALONE = frozenset(
    {
        "panic",
        "avoidance",
        "sleep_disturbance",
        "nightmares",
        "flashbacks",
        "intrusive_memories",
        "compulsions",
        "obsessions",
        "alcohol_use",
        "substance_use",
        "craving",
        "grief",
        "self_harm",
        "disordered_eating",
        "work_functioning",
        "school_functioning",
        "parenting",
        "social_functioning",
        "relationship_functioning",
        "family_functioning",
    }
)  # specific enough to link a note without a shared word


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as linking sees it: its text ("" when unknown) and what was read in it."""

    source: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A note that speaks to a goal: the sentence, why, and how strongly (0 to about 1.5; only the order means anything)."""

    goal: str
    source: str
    start: int
    end: int
    quote: str
    reason: str
    strength: float
    indicators: tuple[str, ...]


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("fullarc.goals") / "goal_words.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    for indicator, forms in table.items():
        for form in forms:
            words.setdefault(stem(form), []).append(indicator)
    return {word: tuple(indicators) for word, indicators in words.items()}


def indicators_of_goal(goal: Goal, read_in_text: Iterable[Finding] = ()) -> tuple[str, ...]:
    """The indicators a goal is about: what the reader finds in its words, and the small vocabulary of goals."""
    found = [finding.indicator for finding in read_in_text]
    vocabulary = _vocabulary()
    found += [indicator for word in stems_of(goal.text) for indicator in vocabulary.get(word, ())]
    return tuple(dict.fromkeys(found))


def link_notes(goal: Goal, indicators: Sequence[str], notes: Sequence[NoteText]) -> tuple[Link, ...]:
    """The notes that speak to the goal, strongest first; none when nothing is shared that is rare enough to mean it."""
    weights = _rarity(notes)
    links = [link for note in notes if (link := _link(goal, indicators, note, weights)) is not None]
    return tuple(sorted(links, key=lambda link: -link.strength))


def _rarity(notes: Sequence[NoteText]) -> Mapping[str, float]:
    """Weight of a word by how few notes of the course have it; a word in every note weighs little."""
    count: dict[str, int] = {}
    for note in notes:
        for word in set(stems_of(note.text)):
            count[word] = count.get(word, 0) + 1
    return {word: log(1 + len(notes) / number) for word, number in count.items()}


def _link(goal: Goal, indicators: Sequence[str], note: NoteText, weights: Mapping[str, float]) -> Link | None:
    start, end, shared, words = _best_sentence(goal, note, weights)
    spoken = _spoken(indicators, note)
    strength = words + INDICATOR_WEIGHT * min(2, len(spoken))
    specific = any(finding.indicator in INDICATOR_ALONE for finding in spoken)
    if strength < ENOUGH or (not shared and not specific):
        return None
    if (not shared or words < ENOUGH) and spoken:
        evidence = spoken[0].evidence
        start, end = evidence.start, evidence.end
    named = tuple(dict.fromkeys(finding.indicator for finding in spoken))
    quote = note.text[start:end] if note.text else spoken[0].quote
    return Link(goal.id, note.source, start, end, quote, _reason(shared, named), strength, named)


def _spoken(indicators: Sequence[str], note: NoteText) -> list[Finding]:
    """Findings about the client on the goal's indicators, one an indicator, in the order of the goal's indicators."""
    about: dict[str, Finding] = {}
    for finding in note.findings:
        if finding.status is not Status.OTHER_PERSON and not finding.carried_forward:
            about.setdefault(finding.indicator, finding)
    return [about[indicator] for indicator in indicators if indicator in about]


def _best_sentence(goal: Goal, note: NoteText, weights: Mapping[str, float]) -> tuple[int, int, tuple[str, ...], float]:
    wanted = stems_of(goal.text)
    rarest = log(1 + len(weights)) if weights else 1.0
    whole = sum(weights.get(word, rarest) for word in wanted) or 1.0
    best: tuple[int, int, tuple[str, ...], float] = (0, 0, (), 0.0)
    for match in _SENTENCE.finditer(note.text):
        forms = forms_in(match.group())
        shared = [word for word in wanted if word in forms]
        strength = sum(weights[word] for word in shared) / whole if len(shared) > 1 or len(wanted) == 1 else 0.0
        if strength > best[3]:
            quote = match.group().strip()
            start = match.start() + match.group().index(quote)
            best = (start, start + len(quote), tuple(forms[word] for word in shared), strength)
    return best


def _reason(shared: Sequence[str], indicators: Sequence[str]) -> str:
    parts = []
    if shared:
        parts.append("shares the words " + ", ".join(f"“{word}”" for word in shared))
    if indicators:
        parts.append("speaks of " + ", ".join(indicator.replace("_", " ") for indicator in indicators))
    return "; ".join(parts)
