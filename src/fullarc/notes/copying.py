"""How much of a note stood, word by word, in the note before it."""

import re

from fullarc.course.copied_text import copied_blocks

POINTED_OUT = 0.8  # copy-forward above this share is pointed out (the share that auditors flag)
SHORTEST = 12  # words; a shorter note is too short to be called a copy
_WORD = re.compile(r"\w+")


def copied_share(text: str, before: str) -> float:
    """The share of a note's words, 0 to 1, that stand in stretches copied from the note before; 1 for the same text again.

    A stretch is three sentences or more in a row, or the whole note: sentences that an author writes every time are no copy.
    """
    words = _words(text)
    if len(words) < SHORTEST or not before.strip():
        return 0.0
    if words == _words(before):
        return 1.0
    copied = sum(len(_words(block)) for block in copied_blocks(text, [before]))
    return min(1.0, copied / len(words))


def is_mostly_copied(share: float) -> bool:
    return share > POINTED_OUT


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
