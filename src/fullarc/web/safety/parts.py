"""The parts of a safety plan, after Stanley & Brown (2012, Cognitive and Behavioral Practice 19:256-264), in headings of our own."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: what it is called, and what belongs into it."""

    key: str
    heading: str
    asks: str


PARTS = (
    Part("warning_signs", "Signs that a crisis is building", "Thoughts, feelings, situations or behaviour that come before it."),
    Part("on_my_own", "What I can do on my own", "What has taken the mind off it before, without another person."),
    Part("company", "People and places that take my mind off it", "Names and places; nothing has to be told there."),
    Part("people_to_ask", "People I can ask for help", "Names and telephone numbers."),
    Part("professionals", "Professionals and services to call", "Names, numbers, hours; who answers at night."),
    Part("safe_place", "Making the place I live in safe", "What is put out of reach, by whom, until when."),
)
REASONS = Part("reasons", "What I want to live for", "A common addition; the six parts stand without it.")
ALL = (*PARTS, REASONS)
HOW_AGREED = {
    "written": "signed on paper",
    "spoken": "in words, in the session",
    "remote": "in words, by video or telephone",
}
REVIEW_AFTER_DAYS = 91  # three months, a convention


def missing(content: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of the six parts that have no words yet."""
    return tuple(part.heading for part in PARTS if not content.get(part.key, "").strip())
