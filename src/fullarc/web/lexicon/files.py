"""Phrases as a file of the form of the shipped rules, and back."""

import json
from collections.abc import Iterable
from datetime import date

from fullarc.reading.own_lexicon import tables_in
from fullarc.reading.phrases.own_phrases import OwnPhrase as Usable
from fullarc.reading.phrases.own_phrases import PhraseRefused, phrases_in
from fullarc.reading.phrases.phrase import BrokenRules
from fullarc.web.lexicon.models import OwnPhrase

MOST = 500  # phrases of one file: each is to be looked at by a person


def toml_of(phrases: Iterable[OwnPhrase], on: date) -> str:
    """The phrases as TOML: `fullarc read --lexicon FILE` reads it, and another practice can take it in."""
    lines = [f"# Phrases of one practice's own, taken out on {on.isoformat()}. Read by: fullarc read --lexicon FILE"]
    for row in sorted(phrases, key=lambda row: row.rule):
        lines += ["", f"[{row.indicator}.{row.key}]", f"says = {quoted(row.says)}", f"phrases = [{quoted(row.words)}]"]
        if row.unless:
            lines.append(f"unless = [{', '.join(map(quoted, row.unless))}]")
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """A string of TOML; its escapes are those of JSON, but for the one sign that JSON leaves as it is."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def taken(content: bytes) -> list[Usable]:
    """The phrases of a file. Refused (PhraseRefused): a file that is none, and with it all when one phrase cannot be used."""
    try:
        found = list(phrases_in(tables_in(content, "The file")))
    except BrokenRules as broken:
        raise PhraseRefused("file", str(broken)) from None
    if not found:
        raise PhraseRefused("file", "There is no phrase in the file. Each stands in a table [indicator.name] under phrases.")
    if len(found) > MOST:
        raise PhraseRefused(
            "file", f"Found {len(found)} phrases, expected at most {MOST}. Split the file: each phrase is looked at by a person."
        )
    return found
