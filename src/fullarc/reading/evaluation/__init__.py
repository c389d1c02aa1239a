"""How well the reader does on notes that people have annotated, and how well those people agree with each other."""

from fullarc.reading.evaluation.agreement import Agreement, agreement
from fullarc.reading.evaluation.gold import PARTS, GoldNote, NotAnnotated, gold_notes, second_annotations
from fullarc.reading.evaluation.intervals import interval
from fullarc.reading.evaluation.pairing import pairs
from fullarc.reading.evaluation.reader_on_notes import Result, evaluate
from fullarc.reading.evaluation.tally import OVERALL, Tally

__all__ = [
    "OVERALL",
    "PARTS",
    "Agreement",
    "GoldNote",
    "NotAnnotated",
    "Result",
    "Tally",
    "agreement",
    "evaluate",
    "gold_notes",
    "interval",
    "pairs",
    "second_annotations",
]
