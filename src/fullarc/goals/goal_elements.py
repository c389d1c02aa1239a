"""What a goal is about, as elements that a note can meet: subjects, words of its own, and indicators read in it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fullarc.goals.stems import line_of_stems, stem, stems_of
from fullarc.reading.phrases.lexicon import group_of

WEAK = 0.35  # weight of a word that says little by itself ("find", "week", "sister"); other words and subjects weigh 1
GOAL_GROUPS = frozenset(
    {"symptoms", "functioning", "risk", "strengths", "life_context"}
)  # what goals are about; work of the sessions is not
SESSIONS = frozenset({"session", "appointment", "appt", "therap", "counsel", "treatment", "group"})  # stems
TOLD_BY_READING = 0.5  # weight of an indicator that the reader found in the goal and that no word of it stands for


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a goal is about. `own` are its words in the goal, `words` all that mean it (as stems, joined by blanks); findings on
    `told_by` tell of it, findings on `hints` may. `learned` ones come from notes that clinicians have linked."""

    name: str
    words: tuple[str, ...]
    own: tuple[str, ...] = ()
    subject: str | None = None
    told_by: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    is_weak: bool = False
    learned: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    phrases: tuple[str, ...]
    told_by: tuple[str, ...]
    weight: float


def elements_of(text: str, indicators: Sequence[str] = ()) -> dict[Element, float]:
    """The elements of a goal's text with their weights. `indicators` are what the reader found in it."""
    line, elements, covered = line_of_stems(text), dict[Element, float](), set[str]()
    for subject in _subjects():
        own = tuple(phrase for phrase in subject.phrases if f" {phrase} " in line)
        if own:
            words = {word for phrase in own for word in phrase.split()}
            covered |= words
            hints = tuple(each for word in sorted(words) for each in vocabulary().get(word, ()) if each not in subject.told_by)
            named = subject.name.replace("_", " ")
            elements[Element(named, subject.phrases, own, named, subject.told_by, hints)] = subject.weight
    for word in stems_of(text):
        if word not in covered:
            is_weak = word in _weak()
            hints = () if is_weak else vocabulary().get(word, ())
            elements[Element(word, (word,), (word,), hints=hints, is_weak=is_weak)] = WEAK if is_weak else 1.0
    known = {each for element in elements for each in (*element.told_by, *element.hints)}
    known |= {each for word in stems_of(text) for each in vocabulary().get(word, ())}
    for indicator in indicators:
        if indicator not in known and group_of(indicator) in GOAL_GROUPS:
            elements[Element(indicator, (), told_by=(indicator,))] = TOLD_BY_READING
    return elements


def about_sessions(elements: Iterable[Element]) -> bool:
    """Whether a goal is about coming to the sessions: it names them, or being on time and nothing else."""
    strong = [each for each in elements if not each.is_weak and not each.learned]
    named = {word for each in elements for word in each.own}
    return bool(named & SESSIONS) or (bool(strong) and all(each.name in ("punctual", "arriv") for each in strong))


def says_little(word: str) -> bool:
    """Whether a stem is one of the words that mean little by themselves."""
    return word in _weak()


@cache
def vocabulary() -> Mapping[str, tuple[str, ...]]:
    """By stem the indicators that a word of a goal is often about (goal_words.toml)."""
    table = tomllib.loads((files("fullarc.goals") / "goal_words.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    for indicator, forms in table.items():
        for form in forms:
            words.setdefault(stem(form), []).append(indicator)
    return {word: tuple(indicators) for word, indicators in words.items()}


@cache
def _subjects() -> tuple[_Subject, ...]:
    table = tomllib.loads((files("fullarc.goals") / "subjects.toml").read_text(encoding="utf-8"))
    return tuple(
        _Subject(
            name,
            tuple(dict.fromkeys(line_of_stems(word).strip() for word in said["words"])),
            tuple(said.get("told_by", ())),
            said.get("weight", 1.0),
        )
        for name, said in table.items()
    )


@cache
def _weak() -> frozenset[str]:
    return frozenset(map(stem, (files("fullarc.goals") / "weak_words.txt").read_text(encoding="utf-8").split()))
