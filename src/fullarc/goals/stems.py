"""Words reduced to stems, so that "walks", "walked" and "walking" meet; and the words too common to link anything."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ness", "ed", "es", "ly", "s", "e", "y")
_COMMON = frozenset((files("fullarc.goals") / "common_words.txt").read_text(encoding="utf-8").split())


_NO_FORM = ("housing", "carer", "planner", "shower", "letter", "number", "matter", "corner", "dinner", "weather", "jumpy")
_WHOLE = {f"{word}{ending}": word for word in _NO_FORM for ending in ("", "s", "ed", "ing")}  # "shower" is no form of "show"
_WHOLE |= {"party": "party", "parties": "party"}  # nor "party" of "part"
_OTHER_MEANINGS = frozenset(
    {"left", "felt", "saw", "found", "ground", "lay", "bound", "wound", "rose", "bit", "fell", "led", "lit", "shot", "spoke"}
)


@cache
def _base_forms() -> dict[str, str]:
    """Forms that no ending shows, with their verb: "drove" and "drive". Forms that are another word as well stay as they are."""
    table = tomllib.loads((files("fullarc.reading.phrases") / "irregular_verbs.toml").read_text(encoding="utf-8"))["forms"]
    return {form: verb for verb, forms in table.items() for form in forms if form not in _OTHER_MEANINGS and form not in table}


@cache
def stem(word: str) -> str:
    """The word without its ending, at least three letters long: "walking" and "walks" give "walk", "drove" is "drive"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if whole := _WHOLE.get(word):
        return whole
    word = _base_forms().get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            return _undoubled(word[: -len(ending)])
    return word


def _undoubled(word: str) -> str:
    """Says "swim" for "swimm" of "swimming"; "call" stays."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words that can link a note to a goal, in their order, each once."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return tuple(dict.fromkeys(stem(word) for word in words if word not in _COMMON and len(word) > 2))


def as_written(stems: str, text: str) -> str:
    """The words of a text that have these stems side by side, in small letters: "on tim" is "on time" there. As given when it has none."""
    wanted, words = stems.split(), _WORD.findall(text)
    found = [stem(word) for word in words]
    at = next((i for i in range(len(words)) if found[i : i + len(wanted)] == wanted), None)
    return stems if at is None else " ".join(words[at : at + len(wanted)]).lower()


def line_of_stems(text: str) -> str:
    """The stems of all words in their order, with a blank before, between and after them, so that words side by side can be found."""
    return f" {' '.join(map(stem, _WORD.findall(text)))} "
