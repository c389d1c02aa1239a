"""A note in a format: its sections with their parts, and what the format would lose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.notes.formats import NoteFormat
from fullarc.notes.parts import BY_KEY, PROSE, written
from fullarc.notes.sections import FREE, HOLDS_TOO, MOSTLY, SECTION_NAMES, TYPED, WRITTEN_AS, as_parts


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part as it stands in a section. `label` is empty where the heading says enough."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    heading: str
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in one format. `losses` are sentences; none of them is about words that are missing unless it says "left out"."""

    format: NoteFormat
    sections: tuple[ShownSection, ...]
    losses: tuple[str, ...]

    @property
    def plain(self) -> str:
        """As plain text, to be copied."""
        return "\n\n".join(
            f"{section.heading}:\n" + "\n".join(f"{part.label}: {part.text}" if part.label else part.text for part in section.parts)
            for section in self.sections
            if section.parts
        )


def in_format(stored_as: str, parts: Mapping[str, str], shape: NoteFormat) -> Shown:
    """A stored note in a format. Every word of it is in the result, or is counted in a sentence that says it is left out."""
    typed = as_parts(parts)
    sections, losses = [], []
    for heading in shape.headings:
        here = [key for key in heading.holds if key in typed]
        guests = [key for key in here if key != heading.holds[0]]
        labelled = {*guests, *(here if len(here) > 1 else ())}
        labelled = {key for key in labelled if not says_the_same(key, heading.words)}
        sections.append(ShownSection(heading.words, tuple(ShownPart(k, BY_KEY[k].name if k in labelled else "", typed[k]) for k in here)))
        if guests and shape.key != TYPED:
            losses.append(no_place_of_its_own(guests, heading.words, shape.name))
    losses += [left_out(key, typed[key], shape.name) for key in shape.leaves_out if key in typed]
    return Shown(shape, tuple(sections), (*not_told_apart(stored_as, parts, shape), *losses))


def says_the_same(key: str, heading: str) -> bool:
    """Whether the name of a part stands above it already."""
    return heading.casefold() in (BY_KEY[key].name.casefold(), BY_KEY[key].heading.casefold())


def no_place_of_its_own(guests: Sequence[str], heading: str, name: str) -> str:
    have, stand = ("has", "it stands") if len(guests) == 1 else ("have", "they stand")
    return f"{names(guests)} {have} no place of {'its' if have == 'has' else 'their'} own in {name}; {stand} under {heading}, by name."


def left_out(key: str, text: str, name: str) -> str:
    count = len(text.split())
    return f"{BY_KEY[key].name} has no place in {name} and is left out: {count} word{'' if count == 1 else 's'}."


def not_told_apart(stored_as: str, parts: Mapping[str, str], shape: NoteFormat) -> list[str]:
    """What a note cannot tell because it was written in sections of another format, or as prose."""
    if stored_as == TYPED:
        return []
    if stored_as == FREE or PROSE in parts:
        return (
            [] if len(as_parts(parts)) > 1 else ["This note is prose without headings that can be told apart; it stands under one heading."]
        )
    out = []
    for key in written(parts):
        if key in MOSTLY and shape.key != stored_as and (mixed := [k for k in HOLDS_TOO.get(key, ()) if stands_apart(k, key, shape)]):
            out.append(
                f"This note was written as {WRITTEN_AS[stored_as]}: whatever it says of {names(mixed).lower()} "
                f"stands within {SECTION_NAMES[key]} and is not told apart."
            )
    return out


def stands_apart(guest: str, section: str, shape: NoteFormat) -> bool:
    """Whether a format has the guest under another heading than what the section mostly holds."""
    return not any({guest, MOSTLY[section]} <= set(heading.holds) for heading in shape.headings)


def names(keys: Sequence[str]) -> str:
    told = [BY_KEY[key].name for key in keys]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
