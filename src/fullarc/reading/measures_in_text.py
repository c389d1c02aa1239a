"""Scores written in the text."""

from collections.abc import Sequence

from fullarc.reading.context import Surroundings
from fullarc.reading.finding import Finding
from fullarc.reading.passages import Sentence
from fullarc.reading.plain_text import PlainText


def scores_in(plain: PlainText, parts: Sequence[Sentence], surroundings: Surroundings, repeated: frozenset[int]) -> list[Finding]:
    return []
