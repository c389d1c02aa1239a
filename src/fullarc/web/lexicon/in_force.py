"""The practice's own phrases as the reader takes them: made ready once, and anew when one was taken into force or withdrawn."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fullarc.reading.own_lexicon import OwnLexicon, lexicon_of, version_with
from fullarc.reading.phrases.lexicon import rules_in, shared_words
from fullarc.reading.phrases.phrase import BrokenRules
from fullarc.web.lexicon.models import OwnPhrase

NAME = "phrases of this practice"


@dataclass(frozen=True, slots=True)
class _Made:
    keys: frozenset[str]  # of the phrases in force: a phrase never changes, so they say all
    lexicon: OwnLexicon | None


_made: dict[str, _Made] = {}


def lexicon_in_force() -> OwnLexicon | None:
    """The phrases in force; None when there are none. One query, and a second one when they have changed."""
    rows = OwnPhrase.objects.filter(state=OwnPhrase.State.IN_FORCE)
    keys = frozenset(rows.values_list("key", flat=True))
    last = _made.get("last")
    if last is None or last.keys != keys:
        last = _made["last"] = _Made(keys, lexicon_with(rows) if keys else None)
    return last.lexicon


def rules_in_force() -> str:
    """The version of the rules that notes are read by today: the shipped ones, and the practice's own."""
    return version_with(lexicon_in_force())


def lexicon_with(phrases: Iterable[OwnPhrase]) -> OwnLexicon | None:
    """A lexicon of these phrases. A phrase never changes, so its keys make the version: nothing in it can be traced back to words."""
    rows = sorted((row for row in phrases if is_readable(row)), key=lambda row: row.key)
    if not rows:
        return None
    version = hashlib.sha256(" ".join(row.rule for row in rows).encode()).hexdigest()[:12]
    return lexicon_of(tables_of(rows), NAME, version)


def is_readable(phrase: OwnPhrase) -> bool:
    """Whether the reader of this version can use a phrase: a release may have renamed an indicator or a list of words. One that it cannot
    use is left out and shown as such; the others are read."""
    try:
        rules_in(tables_of([phrase]), NAME, shared_words())
    except BrokenRules:
        return False
    return True


def tables_of(phrases: Iterable[OwnPhrase]) -> dict[str, Any]:
    """The phrases in the form of the shipped files: a table for each indicator, in it a rule for each phrase."""
    tables: dict[str, Any] = {}
    for row in phrases:
        tables.setdefault(row.indicator, {})[row.key] = row.usable.as_table()
    return tables
