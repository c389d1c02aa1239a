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
        words = "Chain analysis: found {found} solutions for {links} links; give one a link, or an empty line"
        raise EntryRefused(words, found=len(found), links=len(lines))
    out = []
    for number, line in enumerate(lines, 1):
        told = _BEGINS.fullmatch(line)
        if told is None:
            words = "Chain analysis: link {number} does not say what it is; begin it with one of {kinds} and a colon"
            raise EntryRefused(words, number=number, kinds=", ".join(KINDS))
        kind = told[1].lower()
        out.append(Link(SPANISH.get(kind, kind), told[2], found[number - 1] if number <= len(found) else ""))
    return tuple(out)
