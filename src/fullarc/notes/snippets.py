"""Snippets: a short word that becomes a sentence with fields to fill in.

";mse" becomes "Oriented, affect {affect|congruent}, speech {speech|normal}." A field is {name} or {name|usual words}. The editor puts the
words in (static/js/writing.js) and walks through the fields; what is still a field at signing is pointed out.
"""

import re
from dataclasses import dataclass

SHORT = re.compile(r"[a-z][a-z0-9_-]{0,19}")
FIELD = re.compile(r"\{([^{}|\n]{1,40})(?:\|([^{}|\n]{0,80}))?\}")
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


def check_snippet(short: str, text: str) -> None:
    """Refused (SnippetRefused): a short word that cannot be typed after the semicolon, an empty or overlong text."""
    if not SHORT.fullmatch(short):
        raise SnippetRefused("The short word has 1 to 20 small letters, digits, - or _, and begins with a letter; without the semicolon.")
    if not text.strip() or len(text) > LONGEST:
        raise SnippetRefused(f"Found {len(text)} signs of text; a snippet has 1 to {LONGEST}.")


def fields_of(text: str) -> tuple[Field, ...]:
    """The fields of a text in order."""
    return tuple(Field(m.start(), m.end(), m.group(1).strip(), (m.group(2) or "").strip()) for m in FIELD.finditer(text))


def unfilled(text: str) -> tuple[str, ...]:
    """The names of fields that are still there, each once."""
    return tuple(dict.fromkeys(field.name for field in fields_of(text)))
