"""Whether a text names somebody who was there. What one client's record says must not tell of another."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

SHORTEST = 2  # letters of a part of a name that is looked for; one so short counts only as it is written as a name: Bo, not bo or BO
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\b[A-Z]+-\d+\b")


def named(text: str, people: Iterable[tuple[str, str]]) -> str:
    """The first word of `text` that is a part of somebody's name, or their code; empty when nobody is named.

    `people` are (name, code). Case makes no difference, except for names that are everyday words too (Will, Hope, Grace): those count
    where they are written with a capital inside a sentence.
    """
    text, people = composed(text), [(composed(name), composed(code)) for name, code in people]
    tokens = {part.casefold() for name, _ in people for part in _WORD.findall(name) if len(part) >= SHORTEST}
    codes = {code.casefold() for _, code in people}
    for found in _WORD.finditer(text):
        word = found.group()
        bare = word.casefold().removesuffix("'s").removesuffix("’s")
        if bare in codes or (bare in tokens and _is_name(text, found, bare)):
            return word
    return next((code for _, code in people if re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text, re.IGNORECASE)), "")


def composed(words: str) -> str:
    """Letters with their accents in one sign: “é” may come as one sign or as two, and looks the same (NFC)."""
    return unicodedata.normalize("NFC", words)


def _is_name(text: str, found: re.Match[str], bare: str) -> bool:
    """Whether a word that is a part of a name stands for the name here."""
    word = found.group()
    if len(bare) == SHORTEST and not word[: len(bare)].istitle():
        return False
    return bare not in everyday() or (word[0].isupper() and _inside(text, found.start()))


def _inside(text: str, start: int) -> bool:
    """Whether the word stands inside a sentence, not at its beginning."""
    before = text[:start].rstrip(" \t")
    return bool(before) and before[-1] not in ".!?:\n"


@cache
def everyday() -> frozenset[str]:
    """English words that are first or last names too."""
    listed = (files("fullarc.web.groups") / "everyday_names.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines() if line.strip() and not line.startswith("#"))
