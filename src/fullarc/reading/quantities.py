"""Amounts near a mention: how often, how long, how much, out of how many; and what it was before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.reading.context import Mention
from fullarc.reading.finding import Quantity
from fullarc.reading.passages import Sentence
from fullarc.reading.plain_text import PlainText


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    value: Quantity
    unit: str
    previous: Quantity | None = None


def amounts_in(plain: PlainText, parts: Sequence[Sentence]) -> Mapping[int, Sequence[Amount]]:
    return {}


def amount_for(mention: Mention, amounts: Sequence[Amount]) -> Amount | None:
    return None
