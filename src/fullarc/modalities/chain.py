"""Chain analysis: the links in order, each of a kind, each with a solution where one was found."""

import re
from dataclasses import dataclass

from fullarc.instruments.log import EntryRefused

KINDS = ("thought", "feeling", "sensation", "urge", "action", "event")
SPANISH = dict(zip(("pensamiento", "sentimiento", "sensación", "impulso", "acción", "suceso"), KINDS, strict=True))
_BEGINS = re.compile(rf"({'|'.join((*KINDS, *SPANISH))})\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    kind: str
    text: str
    solution: str = ""


def chain_of(links: str, solutions: str = "") -> tuple[Link, ...]:
    """One link a line; the nth line of the solutions belongs to the nth link, an empty one to none.

    Refused (EntryRefused): a line that does not begin with its kind and a colon; more solutions than links.
    """
    lines = [line.strip() for line in links.splitlines() if line.strip()]
    found = [line.strip() for line in solutions.splitlines()]
    if len(found) > len(lines):
        raise EntryRefused(f"Chain analysis: found {len(found)} solutions for {len(lines)} links; give one a link, or an empty line")
    out = []
    for number, line in enumerate(lines, 1):
        told = _BEGINS.fullmatch(line)
        if told is None:
            raise EntryRefused(
                f"Chain analysis: link {number} does not say what it is; begin it with one of {', '.join(KINDS)} and a colon"
            )
        kind = told[1].lower()
        out.append(Link(SPANISH.get(kind, kind), told[2], found[number - 1] if number <= len(found) else ""))
    return tuple(out)
