"""The practice's own phrases as the reader takes them: made ready once, and anew when one was taken into force or withdrawn."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from fullarc.reading.own_lexicon import OwnLexicon, lexicon_of, version_with
from fullarc.reading.phrases import BrokenRules
from fullarc.web.lexicon.models import OwnPhrase

NAME = "phrases of this practice"
Stamp = tuple[int, datetime | None]


@dataclass(frozen=True, slots=True)
class _Made:
    stamp: Stamp
    lexicon: OwnLexicon | None


_made: dict[str, _Made] = {}


def lexicon_in_force() -> OwnLexicon | None:
    """The phrases in force; None when there are none. One query, and a second one when they have changed."""
    seen = OwnPhrase.objects.aggregate(count=Count("id"), latest=Max("changed_at"))
    stamp: Stamp = (seen["count"], seen["latest"])
    last = _made.get("last")
    if last is None or last.stamp != stamp:
        last = _made["last"] = _Made(stamp, lexicon_with(OwnPhrase.objects.filter(state=OwnPhrase.State.IN_FORCE)) if stamp[0] else None)
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
        lexicon_of(tables_of([phrase]), NAME)
    except BrokenRules:
        return False
    return True


def tables_of(phrases: Iterable[OwnPhrase]) -> dict[str, Any]:
    """The phrases in the form of the shipped files: a table for each indicator, in it a rule for each phrase."""
    tables: dict[str, Any] = {}
    for row in phrases:
        tables.setdefault(row.indicator, {})[row.key] = row.usable.as_table()
    return tables
