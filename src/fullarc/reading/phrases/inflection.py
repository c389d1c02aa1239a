"""The forms of an English verb, so that a rule names it once."""

import tomllib
from functools import cache
from pathlib import Path

_VOWELS = "aeiou"


@cache
def _irregular() -> tuple[dict[str, list[str]], frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "irregular_verbs.toml").read_text(encoding="utf-8"))
    return data["forms"], frozenset(data["doubling"]["verbs"])


@cache
def forms_of(word: str) -> tuple[str, ...]:
    """The base form first, then third person, past and -ing forms. In a hyphenated or apostrophised word the last part changes."""
    head, hyphen, last = word.rpartition("-")
    irregular, doubling = _irregular()
    forms = [last, *irregular[last]] if last in irregular else [last, *_regular(last, last in doubling)]
    return tuple(dict.fromkeys(head + hyphen + form for form in forms))


def _regular(verb: str, doubles: bool) -> list[str]:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb.endswith("ie"):
        return [third, verb + "d", verb[:-2] + "ying"]
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return [third, verb + "d", verb[:-1] + "ing"]
    if verb.endswith("e"):
        return [third, verb + "d", verb + "ing"]
    stem = verb + verb[-1] if doubles or _short_and_closed(verb) else verb
    return [third, stem + "ed", stem + "ing"]


def _short_and_closed(verb: str) -> bool:
    """One syllable ending in consonant, vowel, consonant: stop, nap, plan."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy":
        return False
    return verb[-2] in _VOWELS and verb[-3] not in _VOWELS and sum(letter in _VOWELS for letter in verb) == 1
