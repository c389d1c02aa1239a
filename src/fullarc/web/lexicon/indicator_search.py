"""Finding an indicator by its plain name, or by words that the reader knows for it."""

import re

from fullarc.course.indicator_words import indicator_in_words
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.reader import read

MOST = 8
GROUP_WORDS = {"life_context": "life", "responses": "responses to the work", "presentation": "what is observed"}


def label_of(indicator: str) -> str:
    return indicator_in_words(indicator)


def offered() -> dict[str, str]:
    """Every indicator that a phrase may stand for, with its plain name; in order of name."""
    names = {indicator: label_of(indicator) for indicator, group in groups().items() if group.name != "scores"}
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))


def with_group(indicator: str) -> str:
    """The name with what it belongs to: “low mood (symptoms)”."""
    group = groups()[indicator].name
    return f"{label_of(indicator)} ({GROUP_WORDS.get(group, group)})"


def exactly(typed: str) -> str | None:
    """The indicator of exactly this name, or of this id."""
    wanted = plain(typed)
    return next((indicator for indicator, name in offered().items() if wanted in (plain(name), plain(indicator))), None)


def candidates(typed: str) -> list[str]:
    """Indicators that may be meant: those whose names hold all the words typed, then those that the reader finds in them; where there is
    neither, those whose names hold any of the words."""
    words = plain(typed).split()
    names = {indicator: f" {plain(name)} {plain(indicator)}" for indicator, name in offered().items()}
    all_words = [indicator for indicator, name in names.items() if words and all(f" {word}" in name for word in words)]
    as_read = [finding.indicator for finding in read(typed, learned=False) if finding.indicator in names]
    some = [indicator for indicator, name in names.items() if any(f" {word[:5]}" in name for word in words if len(word) > 3)]
    return list(dict.fromkeys([*all_words, *as_read] or some))[:MOST]


def plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold().replace("_", " ")))
