"""A report as a value: page and PDF are set from it, and it is kept when it is issued. Plain words and numbers, nothing left to decide."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

Segment = tuple[str, tuple[int, ...]]  # words, then the footnotes that stand behind them


class Kind(StrEnum):
    SAY = "say"  # a sentence of the assessment
    OWN = "own"  # words of the clinician or the client
    SMALL = "small"
    TABLE = "table"
    GOAL = "goal"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page. `segments` are its words; `state` is (class of the shape, word). A table has `head` and `rows` of cells,
    a cell being (class of a shape or "", words); a goal has `steps` of (written level, class); a picture its SVG, what it shows in words,
    and its width in mm.
    """

    kind: Kind
    segments: tuple[Segment, ...] = ()
    state: tuple[str, str] | None = None
    durability: str = ""
    facts: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    svg: str = ""
    alt: str = ""
    caption: str = ""
    width: float = 0.0
    own_page: bool = False

    @property
    def words(self) -> str:
        return "".join(words for words, _ in self.segments)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """`pieces` are (style, words): "" plain, "quote" words of a note, "found" the words that were found in it."""

    number: int
    pieces: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        return "".join(words for _, words in self.pieces)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The practice's own lines: its name, address lines, and the wording above and below the report."""

    practice: str = ""
    lines: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`title` is the first line; `lead` the sentence below it where the title is none; `head` rows of (term, words); `signed` the lines of
    those who sign; `day` the day it was judged on, as (year, month, day).
    """

    reader: str
    name: str
    title: str
    running: tuple[str, str]
    lead: str = ""
    addressed: tuple[str, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    signed: tuple[tuple[str, ...], ...] = ()
    foot: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
    day: tuple[int, int, int] = (2000, 1, 1)
    language: str = "en"

    def marks(self) -> Iterator[int]:
        """Every footnote mark, in the order in which it is read."""
        for section in self.sections:
            for block in section.blocks:
                for _, numbers in block.segments:
                    yield from numbers


def in_reading_order(report: Report) -> Report:
    """The footnotes numbered from 1 as they are met; those that nobody refers to are left out.

    Refused (ValueError): a mark without its footnote.
    """
    notes = {note.number: note for note in report.footnotes}
    order = list(dict.fromkeys(report.marks()))
    if missing := [number for number in order if number not in notes]:
        raise ValueError(f"the report refers to {len(missing)} footnotes that it does not have")
    place = {number: i for i, number in enumerate(order, 1)}

    def renumbered(block: Block) -> Block:
        return replace(block, segments=tuple((words, tuple(place[n] for n in numbers)) for words, numbers in block.segments))

    sections = tuple(replace(section, blocks=tuple(map(renumbered, section.blocks))) for section in report.sections)
    return replace(report, sections=sections, footnotes=tuple(replace(notes[number], number=place[number]) for number in order))
