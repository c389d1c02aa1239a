"""How much of a document is read before it is refused: a small file may hold, packed or repeated, more than a machine can work through.

What is counted is work and size, never time, so that the same file is read or refused on every machine.
"""

from dataclasses import dataclass

FILE_LIMIT = 100 * 1024 * 1024  # bytes of a file, pictures and all
NOTE_LIMIT = 2_000_000  # characters; a year of therapy notes is about a tenth of it
MARKUP_LIMIT = 20 * 1024 * 1024  # bytes of markup, unpacked; a note has a hundredth of it
STEPS_LIMIT = 600_000  # elements, attributes and stretches of text of that markup
CALLS_LIMIT = 40_000_000  # of functions while a PDF is read, begun and ended; a full page takes some 400,000
ONE_FILE_A_NOTE = "give one file a note, or save it as text"
IN_PARTS = "bring in the documents in several parts"


class TooMuch(ValueError):
    """More than is read here: `found` in words without a word of the document, and what to do."""

    def __init__(self, found: str, what_to_do: str = ONE_FILE_A_NOTE) -> None:
        super().__init__(f"found {found}; {what_to_do}")
        self.found = found
        self.what_to_do = what_to_do


@dataclass(slots=True)
class Budget:
    """What may still be read of one document. Each `take_…` is called before the work is done and raises TooMuch when nothing is left."""

    markup: int = MARKUP_LIMIT
    steps: int = STEPS_LIMIT
    calls: int = CALLS_LIMIT
    characters: int = NOTE_LIMIT

    def take_markup(self, size: int) -> None:
        self.markup -= size
        if self.markup < 0:
            raise TooMuch("more markup than a long note has")

    def take_steps(self, number: int) -> None:
        self.steps -= number
        if self.steps < 0:
            raise TooMuch("more elements of markup than a long note has")

    def take_text(self, words: str) -> str:
        """The words themselves, counted."""
        self.characters -= len(words)
        if self.characters < 0:
            raise TooMuch(f"more than {NOTE_LIMIT:,} characters")
        return words


@dataclass(slots=True)
class Together:
    """What may still be read of all documents that come in one piece (an upload), so that many of them do not add up to hours."""

    markup: int = 20 * MARKUP_LIMIT
    steps: int = 10 * STEPS_LIMIT
    calls: int = 5 * CALLS_LIMIT

    def share(self) -> Budget:
        """The budget of the next document."""
        return Budget(min(self.markup, MARKUP_LIMIT), min(self.steps, STEPS_LIMIT), min(self.calls, CALLS_LIMIT))

    def spend(self, budget: Budget) -> None:
        """What a document took of its share, given by `share` just before."""
        given = self.share()
        self.markup -= given.markup - max(0, budget.markup)
        self.steps -= given.steps - max(0, budget.steps)
        self.calls -= given.calls - max(0, budget.calls)

    @property
    def is_short(self) -> bool:
        """Whether the next document gets less than one alone would."""
        return self.share() != Budget()
