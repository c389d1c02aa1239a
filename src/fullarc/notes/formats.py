"""The formats in which a note is shown, printed and copied: which typed part stands under which heading.

Sources: reference of the common formats (SOAP, DAP, BIRP, GIRP, PIE). A format without a place for a part still has to show it: the part
stands in another section, under its own name, and that is said. Only a practice's own format may leave a part out, and that is said too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.notes.parts import BY_KEY, PARTS, PROSE

LONGEST_HEADING = 40


class FormatRefused(ValueError):
    """A practice's own format is not usable. The message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One section of a format. The first part that it holds is its own; the others are its guests."""

    words: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """`key` names it in addresses; `own` is True for a format that the practice has defined."""

    key: str
    name: str
    headings: tuple[Heading, ...]
    own: bool = False

    @property
    def leaves_out(self) -> tuple[str, ...]:
        held = {key for heading in self.headings for key in heading.holds}
        return tuple(part.key for part in PARTS if part.key not in held)


def made(key: str, name: str, **sections: str) -> NoteFormat:
    return NoteFormat(key, name, tuple(Heading(words.replace("_", " "), tuple(holds.split())) for words, holds in sections.items()))


BY_PARTS = NoteFormat("parts", "Parts", tuple(Heading(part.name, (part.key,)) for part in PARTS))
SOAP = made(
    "soap",
    "SOAP",
    Subjective="client_report",
    Objective="observation measures intervention response",
    Assessment="assessment risk progress",
    Plan="plan",
)
DAP = made(
    "dap", "DAP", Data="client_report observation measures intervention response", Assessment="assessment risk progress", Plan="plan"
)
BIRP = made(
    "birp",
    "BIRP",
    Behavior="observation client_report measures risk",
    Intervention="intervention",
    Response="response progress assessment",
    Plan="plan",
)
GIRP = made(
    "girp",
    "GIRP",
    Goal="progress",
    Intervention="intervention",
    Response="response client_report observation measures risk assessment",
    Plan="plan",
)
PIE = made(
    "pie",
    "PIE",
    Problem="client_report observation measures risk",
    Intervention="intervention",
    Evaluation="response progress assessment plan",
)
BUILT_IN: Mapping[str, NoteFormat] = {each.key: each for each in (SOAP, DAP, BIRP, GIRP, PIE, BY_PARTS)}
PLAIN = NoteFormat("free", "Plain prose", (Heading("", (PROSE,)),))


def own_format(key: str, name: str, rows: Sequence[tuple[str, Sequence[str]]]) -> NoteFormat:
    """A practice's own format from (heading, parts) rows. Refused (FormatRefused): no name, no section, a heading or a part twice, a part
    that does not exist, a section without a part."""
    headings = [Heading(" ".join(words.split()), tuple(holds)) for words, holds in rows]
    if not name.strip():
        raise FormatRefused("The format has no name. Give it one, as it shall stand on the page.")
    if not headings:
        raise FormatRefused("Found no section. Write at least one heading and choose its parts.")
    for heading in headings:
        check(heading)
    refuse_twice([heading.words.casefold() for heading in headings], "heading")
    refuse_twice([BY_KEY[part].name for heading in headings for part in heading.holds], "part")
    return NoteFormat(key, name.strip(), tuple(headings), own=True)


def check(heading: Heading) -> None:
    if not heading.words or len(heading.words) > LONGEST_HEADING or re.search(r"[\n:]", heading.words):
        raise FormatRefused(f"A heading has 1 to {LONGEST_HEADING} signs and no colon. Shorten it or fill it in.")
    if not heading.holds:
        raise FormatRefused(f"Found no part under “{heading.words}”. Choose one at least, or leave the heading out.")
    if unknown := [part for part in heading.holds if part not in BY_KEY]:
        raise FormatRefused(f"Found a part that does not exist ({unknown[0][:40]}). Choose from the parts that the page offers.")


def refuse_twice(words: Sequence[str], what: str) -> None:
    if twice := next((each for each in words if words.count(each) > 1), ""):
        raise FormatRefused(f"Found the {what} “{twice}” twice. Let it stand in one section.")
