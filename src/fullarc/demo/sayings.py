"""Sentences as clinicians write them, chosen by what is true."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from fullarc.course.indicator_words import capitalised

_STEPS = ((0.14, "none"), (0.38, "mild"), (0.64, "moderate"), (2.0, "severe"))
_COUNTS = {"moderate": ("one", "two", "2"), "severe": ("four", "five", "six", "5", "7")}
_HOURS = {"none": ("seven", "7.5", "eight"), "mild": ("six", "6.5"), "moderate": ("five", "5.5"), "severe": ("three", "four", "4")}
_NOUNS = {
    "depressed_mood": "mood",
    "sleep_disturbance": "sleep",
    "fatigue": "energy",
    "concentration_problems": "concentration",
    "panic": "panic",
    "anxiety": "anxiety",
    "worry": "worry",
    "avoidance": "avoidance",
    "irritability": "irritability",
    "rumination": "rumination",
    "grief": "grief",
    "compulsions": "the checking",
    "nightmares": "nightmares",
    "work_functioning": "functioning at work",
    "social_functioning": "social withdrawal",
}
_PLURAL = frozenset({"nightmares"})


@dataclass(frozen=True, slots=True)
class Person:
    """How a note speaks of the client."""

    called: str  # "Client", "Ct", a first name
    pronoun: str  # she, he


@cache
def _sayings() -> Mapping[str, Mapping[str, list[str]]]:
    tables: dict[str, Mapping[str, list[str]]] = {}
    for name in ("sayings_symptoms.toml", "sayings_life.toml", "sayings_events.toml"):
        tables |= tomllib.loads((files("fullarc.demo") / name).read_text(encoding="utf-8"))
    return tables


def severity_of(latent: float) -> str:
    """The word for a true severity between 0 and 1: none below 0.14, mild below 0.38, moderate below 0.64, severe."""
    return next(word for line, word in _STEPS if latent < line)


def say(topic: str, kind: str, person: Person, rng: Random) -> str:
    """One sentence on a topic, for example ("panic", "severe")."""
    sentence = rng.choice(_sayings()[topic][kind])
    return _filled(sentence, kind, person, rng)


def knows(topic: str) -> bool:
    """Whether there are sentences on a topic."""
    return topic in _sayings()


def kinds_of(topic: str) -> tuple[str, ...]:
    """What can be said on a topic."""
    return tuple(_sayings()[topic])


def say_change(topic: str, before: float, now: float, rng: Random) -> str | None:
    """A sentence that speaks of change only ("sleep has improved"), or None when nothing moved or the topic has no plain noun."""
    if topic not in _NOUNS or severity_of(before) == severity_of(now) or severity_of(now) == "none":
        return None
    noun = _NOUNS[topic]
    plural = topic in _PLURAL
    if now < before:
        forms = (
            f"{noun} {'have' if plural else 'has'} improved since last session",
            f"{noun} {'are' if plural else 'is'} better than last time",
        )
    else:
        forms = (f"{noun} {'have' if plural else 'has'} become worse since last session", f"{noun} {'are' if plural else 'is'} worse again")
    return capitalised(rng.choice(forms)) + "."


def _filled(sentence: str, kind: str, person: Person, rng: Random) -> str:
    she = person.pronoun == "she"
    words = {
        "S": person.called,
        "s": person.pronoun,
        "p": "her" if she else "his",
        "p2": "Her" if she else "His",
        "o": "her" if she else "him",
        "n": rng.choice(_COUNTS.get(kind, ("one",))),
        "h": rng.choice(_HOURS.get(kind, ("seven",))),
    }
    return capitalised(sentence.format(**words))
