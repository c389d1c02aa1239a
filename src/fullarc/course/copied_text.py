"""Which part of a note was copied from an earlier one, as against a sentence that its author writes every time."""

import re
from collections.abc import Iterator, Sequence

NOTES_LOOKED_BACK = 5  # text is carried over from the last few notes, not from years ago
BLOCK = 3  # this many sentences in a row that stood in a row before are a copy; fewer are habit
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def copied_blocks(text: str, earlier: Sequence[str]) -> list[str]:
    """The stretches of `text` in which three or more sentences in a row stand word by word, in the same order, in one earlier note.

    Give them to the reader as `earlier`: what stands in them is then marked as carried forward. "Denies SI." at the end of
    every note is not.
    """
    matches = list(_SENTENCE.finditer(text))
    words = [_plain(match.group()) for match in matches]
    known = {run for note in earlier for run in _runs([_plain(match.group()) for match in _SENTENCE.finditer(note)])}
    copied = [False] * len(words)
    for i, run in enumerate(_runs(words)):
        if run in known:
            copied[i : i + BLOCK] = [True] * BLOCK
    return [text[matches[first].start() : matches[last].end()] for first, last in _stretches(copied)]


def _plain(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


def _runs(sentences: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(sentences[i : i + BLOCK]) for i in range(len(sentences) - BLOCK + 1)]


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for i, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = i
        elif not flag and first is not None:
            yield first, i - 1
            first = None
