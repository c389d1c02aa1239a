"""Snippets: a short word that becomes a sentence with fields to fill in.

";mse" becomes "Oriented, affect {affect|congruent}, speech {speech|normal}." A field is {name} or {name|usual words}. The editor puts the
words in and walks through the fields; what is still a field at signing is pointed out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SHORT = re.compile(r"[a-z][a-z0-9_-]{0,19}")
FIELD = re.compile(r"\{([^{}|\n]{1,40})(?:\|([^{}|\n]{0,80}))?\}")
CALLED = re.compile(r"(?<!\S);([a-z][a-z0-9_-]{0,19})$")
LONGEST = 4000


class SnippetRefused(ValueError):
    """A snippet cannot be kept as it is. The message says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field in a text: its place, its name, and the words that usually stand there ("" for none)."""

    start: int
    end: int
    name: str
    usual: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text after a snippet was put in: `fields` are those of the snippet, placed in the new text; `caret` is behind it."""

    text: str
    caret: int
    fields: tuple[Field, ...]


def check_snippet(short: str, text: str) -> None:
    """Refused (SnippetRefused): a short word that cannot be typed after the semicolon, an empty or overlong text."""
    if not SHORT.fullmatch(short):
        raise SnippetRefused("The short word has 1 to 20 small letters, digits, - or _, and begins with a letter; without the semicolon.")
    if not text.strip() or len(text) > LONGEST:
        raise SnippetRefused(f"Found {len(text)} signs of text; a snippet has 1 to {LONGEST}.")


def fields_of(text: str) -> tuple[Field, ...]:
    """The fields of a text in order."""
    return tuple(Field(m.start(), m.end(), m.group(1).strip(), (m.group(2) or "").strip()) for m in FIELD.finditer(text))


def expand(text: str, caret: int, snippets: Mapping[str, str]) -> Expanded | None:
    """Put in the snippet whose short word stands before the caret; None when there is none of that name."""
    called = CALLED.search(text[:caret])
    if called is None or called.group(1) not in snippets:
        return None
    put, start = snippets[called.group(1)], called.start()
    placed = tuple(Field(start + f.start, start + f.end, f.name, f.usual) for f in fields_of(put))
    return Expanded(text[:start] + put + text[caret:], start + len(put), placed)


def unfilled(text: str) -> tuple[str, ...]:
    """The names of fields that are still there, each once."""
    return tuple(dict.fromkeys(field.name for field in fields_of(text)))
