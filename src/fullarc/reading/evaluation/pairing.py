"""Which of two lists of findings in one text speak of the same mention."""

from collections.abc import Sequence
from typing import Any

from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText


def pairs(text: str, annotated: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Number of the annotation -> number of the finding that matches it. They match when the indicator agrees and the places overlap or,
    failing that, both stand in the same sentence; each counts once. The pairs that share most letters are made first."""
    spans = [(part.start, part.end) for part in sentences(PlainText.of(text))]
    candidates = []
    for one, annotation in enumerate(annotated):
        for other, finding in enumerate(found):
            if finding["indicator"] != annotation["indicator"]:
                continue
            shared = min(annotation["end"], finding["end"]) - max(annotation["start"], finding["start"])
            same_measure = finding["indicator"] != "measure_score" or annotation.get("measure") == finding.get("measure")
            if shared > 0:
                candidates.append((0 if same_measure else 1, -shared, one, other))
            elif same_measure and _in_one_sentence(spans, annotation["start"], finding["start"]):
                candidates.append((2, -shared, one, other))
    made: dict[int, int] = {}
    for _, _, one, other in sorted(candidates):
        if one not in made and other not in made.values():
            made[one] = other
    return made


def _in_one_sentence(spans: list[tuple[int, int]], one: int, other: int) -> bool:
    return any(start <= one < end and start <= other < end for start, end in spans)
