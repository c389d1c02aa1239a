"""The words of the phrases of the rules: what stands in them is an ordinary word of notes, and hardly anybody's name. The patterns beside
them (other_senses/ and others) are not asked: they hold stems, and Chang and Shov are names."""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[1]
WORD = re.compile(r"[a-z]{2,}")
PHRASES = ("indicators", "context/cues")  # folders
ENDINGS = ("'s", "’s", "s", "es", "d", "ed", "ing", "ly", "er", "n't", "n’t", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d")


def is_ordinary(word: str) -> bool:
    """Whether a word, or what it is an inflection of, stands in the rules. Any case; a word with hyphens when each of its parts does."""
    return all(_is_known(part) for part in word.casefold().split("-") if part)


def _is_known(word: str) -> bool:
    stems = [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)]
    return not _vocabulary().isdisjoint([word, *stems, *(f"{stem}e" for stem in stems), *(f"{stem[:-1]}y" for stem in stems)])


@cache
def _vocabulary() -> frozenset[str]:
    files = (file for folder in PHRASES for file in (HERE / folder).rglob("*.toml"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(word for line in lines if not line.startswith("#") for word in WORD.findall(line))
