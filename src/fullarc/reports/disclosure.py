"""What a report tells its reader and what it leaves out, in words for the page of whoever writes it."""

from dataclasses import dataclass

from fullarc.reports.given import OWN_WORDS
from fullarc.reports.readers import Level, Levels, Reader, parts

NAMED = frozenset({"identity", *OWN_WORDS})  # in full they are a name or the clinician's own words, not those of a note


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Names of parts. `turned_on` are those told of more than this reader usually is, `quoting` those that may quote notes or the client;
    `off` may be turned on, `never` may not.
    """

    told: tuple[str, ...]
    turned_on: tuple[str, ...]
    quoting: tuple[str, ...]
    off: tuple[str, ...]
    never: tuple[str, ...]


def disclosure(reader: Reader, levels: Levels) -> Disclosure:
    """What a reader is told at these levels, part by part."""
    words = parts()
    return Disclosure(
        told=tuple(words[part] for part in words if levels[part]),
        turned_on=tuple(words[part] for part in words if levels[part] > reader.usual[part]),
        quoting=tuple(words[part] for part in words if levels[part] is Level.QUOTED and part not in NAMED),
        off=tuple(words[part] for part in words if not levels[part] and reader.most[part]),
        never=tuple(words[part] for part in words if not reader.most[part]),
    )
