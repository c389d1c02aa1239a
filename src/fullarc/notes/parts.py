"""The typed parts of a note, and the one text that is read, signed and hashed.

A note is stored as parts (or as prose) and only shown in a format. Whatever format it is shown in, its text is the same: the parts in the
order below, each below its heading. Findings point into that text.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PROSE = "text"  # the key of a note that is one text without parts


@dataclass(frozen=True, slots=True)
class Part:
    """One typed part. `heading` stands above it in the note's text, in a form that the reader knows; `asks` says what belongs here."""

    key: str
    name: str
    heading: str
    asks: str


PARTS = (
    Part("client_report", "Client report", "Client report", "What the client told, in their words where it matters"),
    Part("observation", "Observation", "Observation", "What you saw: mental status, behaviour in the session"),
    Part("measures", "Measures", "Measures", "Scores of today and what they say"),
    Part("risk", "Risk", "Risk", "What was asked and answered, also when there is no indication"),
    Part("intervention", "Intervention and why", "Intervention", "The technique, and why this one"),
    Part("response", "Response", "Response", "How the client took it"),
    Part("progress", "Progress per goal", "Progress", "Where each goal stands, with a number where it has one"),
    Part("assessment", "Assessment", "Assessment", "What it adds up to"),
    Part("plan", "Plan", "Plan", "The next step, homework, the next date"),
)
BY_KEY = {part.key: part for part in PARTS}
ORDER = {part.key: number for number, part in enumerate(PARTS)}


def clean(text: str) -> str:
    """A part as it is stored: line ends of one kind, no blank lines around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def written(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts in which something stands, cleaned, in the order of the note."""
    stands = {key: clean(text) for key, text in parts.items() if text and text.strip()}
    return {key: stands[key] for key in sorted(stands, key=lambda key: ORDER.get(key, len(ORDER)))}


def text_of_parts(parts: Mapping[str, str]) -> str:
    """Typed parts as one text, each below its heading; empty ones are left out. A key that is no typed part is refused (KeyError)."""
    return "\n\n".join(f"{BY_KEY[key].heading}:\n{text}" for key, text in written(parts).items())


def places_of(parts: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Where each written part stands in the note's text: from its first sign to behind its last, without the heading."""
    places, at = {}, 0
    for key, text in written(parts).items():
        begin = at + len(BY_KEY[key].heading) + 2
        places[key] = (begin, begin + len(text))
        at = begin + len(text) + 2
    return places


def plan_of(parts: Mapping[str, str]) -> str:
    """What was planned, where the note has a part for it."""
    return (parts.get("plan") or "").strip()
