"""720 mentions of risk and symptoms in the mtsamples reports, drawn at random in six samples and judged right or wrong by one reader.

The judge saw the sentence, the marked words, the indicator and the status, and not the rule. The first two samples were drawn before the
reader's findings in these reports were mended, the others in between and the last behind it. Kept are places and judgements, no word
of the reports."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from fullarc.reading.finding import Finding
from fullarc.reading.phrases.lexicon import group_of

JUDGED = Path(__file__).with_name("mtsamples_judged.json")
FILES = ("psychiatry", "progress", "mention")


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention as it was found when the sample was drawn, and whether indicator and status were right."""

    sample: int
    file: str
    id: str
    start: int
    end: int
    indicator: str
    status: str
    right: bool

    @property
    def group(self) -> str:
        return group_of(self.indicator)


def judged() -> list[Judged]:
    return [Judged(**row) for row in json.loads(JUDGED.read_text(encoding="utf-8"))]


def reports(shared: Path) -> dict[tuple[str, str], str]:
    """The 314 texts by file and id."""
    found = {}
    for name in FILES:
        for line in (shared / f"data/mtsamples/{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[name, row["id"]] = row["text"]
    return found


def still_made(mentions: Iterable[Judged], findings: Mapping[tuple[str, str], list[Finding]]) -> list[Judged]:
    """The mentions that the reader of today makes as well, with the same status, at a place that overlaps."""
    return [
        each
        for each in mentions
        if any(
            found.indicator == each.indicator
            and found.status.value == each.status
            and found.evidence.start < each.end
            and each.start < found.evidence.end
            for found in findings[each.file, each.id]
        )
    ]


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    z = 1.959964
    middle = (right + z * z / 2) / (number + z * z)
    half = z / (number + z * z) * sqrt(right * (number - right) / number + z * z / 4)
    return middle - half, middle + half
