"""The wordings of a phrase, held as alternatives in a row and never multiplied out: "(a|b|c) (d|e|f)" is six words here, not nine pairs."""

import re
from collections.abc import Iterator
from functools import cache

from fullarc.reading.phrases.inflection import forms_of
from fullarc.reading.text.plain_text import is_plain, plain_form

Wording = tuple["Words", ...]
"""Words in their order. An empty wording is one that is left out."""
Words = str | tuple[Wording, ...]
"""Plain words separated by blanks, or several wordings of which one stands in the text."""

_TOKENS = re.compile(r" ?(?:[\w'\u0300-\u036f]+|[^\w' ])")
_LEANS_ON_ITS_NEIGHBOURS = re.compile(r"(?<![^\W_])[-–—]|[-–—](?![^\W_])")

plain_word = cache(plain_form)


def tokens_of(plain: str) -> list[str]:
    """The words and signs of a plain text. Each begins with the blank before it, if there is one, so that they join to the text again."""
    return _TOKENS.findall(plain)


@cache
def stands_alone(word: str) -> bool:
    """Whether the plain form of a word is the same whatever stands beside it. A loose hyphen may be a minus or a dash."""
    return is_plain(word) or (_LEANS_ON_ITS_NEIGHBOURS.search(word) is None and plain_form(word) != "")


@cache
def inflected(verb: str) -> tuple[str, ...]:
    """The forms of the first of these words, which is a verb as it stands in a rule, with the words after it."""
    first, blank, rest = verb.partition(" ")
    return tuple(form + blank + rest for form in forms_of(first))


def may_be_left_out(wording: Wording) -> bool:
    return all(not isinstance(words, str) and any(map(may_be_left_out, words)) for words in wording)


def spelt(wording: Wording) -> Iterator[str]:
    """Every wording in full, with single blanks. Long phrases have many thousands."""
    if not wording:
        yield ""
        return
    first, rest = wording[0], wording[1:]
    for start in [first] if isinstance(first, str) else (form for way in first for form in spelt(way)):
        for end in spelt(rest):
            yield f"{start} {end}".strip()


def count(wording: Wording) -> int:
    """How many wordings there are, without spelling them."""
    product = 1
    for words in wording:
        product *= 1 if isinstance(words, str) else sum(map(count, words))
    return product
