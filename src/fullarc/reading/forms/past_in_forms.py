"""Whether the words of a form tell of the past: the head of a column, a label, a ticked option."""

import re

from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("forms/past_in_forms.toml")
PAST = _W["past"]
_PAST = re.compile(rf"\b{PAST}(?!\w)", re.IGNORECASE)
_RECENT = re.compile(rf"\b{_W['recent']}\b", re.IGNORECASE)


def is_of_the_past(words: str) -> bool:
    """True of "Lifetime", "prior", "history of"; not of a time that reaches to the present ("Past 24 hours", "Since previous visit")."""
    return _PAST.search(words) is not None and _RECENT.search(words) is None
