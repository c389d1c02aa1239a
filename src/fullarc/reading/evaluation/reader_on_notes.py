"""The reader held against annotated notes: figures by group, the differences in words, and the speed."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fullarc.reading.evaluation.gold import GoldNote
from fullarc.reading.evaluation.intervals import interval
from fullarc.reading.evaluation.pairing import pairs
from fullarc.reading.evaluation.tally import Tallies, number
from fullarc.reading.left_out import LeftOut, left_out
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read


@dataclass
class Result:
    """Counts by note, the differences in words for the developer of rules, and the speed."""

    per_note: list[Tallies] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def tallies(self) -> Tallies:
        together = Tallies()
        for note in self.per_note:
            together += note
        return together

    def as_json(self) -> dict[str, Any]:
        groups = {name: tally.as_json() for name, tally in self.tallies.groups.items()}
        return {
            "notes": len(self.per_note),
            "notes_per_second": len(self.per_note) / self.seconds if self.seconds else None,
            "risk_recall": groups["risk"]["recall"] if "risk" in groups else None,
            "groups": groups,
            "intervals": interval(self.per_note),
        }


def evaluate(notes: Iterable[GoldNote], *, with_left_out: bool = False, learned: bool | None = None) -> Result:
    """Reads the notes and compares what is found with what is annotated. `with_left_out`: each note is read once more, so that a difference
    tells of an annotated finding that was read and left out by a later step, and why. `learned`: with the tagger beside the rules; None: as
    the machine is set up."""
    result = Result()
    read(".", learned=learned)  # loads the rules, so that the speed is that of reading
    for note in notes:
        begin = time.perf_counter()
        found = read(note.text, learned=learned)
        result.seconds += time.perf_counter() - begin
        tallies = Tallies()
        gone = left_out(note.text, learned=learned) if with_left_out else []
        result.errors.extend(_compare(note, [finding.as_json() for finding in found], gone, tallies))
        result.per_note.append(tallies)
    return result


def _compare(note: GoldNote, found: list[dict[str, Any]], gone: list[LeftOut], tallies: Tallies) -> Iterator[str]:
    made = pairs(note.text, note.findings, found)
    for other, finding in enumerate(found):
        for tally in tallies.of(group_of(finding["indicator"])):
            tally.found += 1
        if other not in made.values():
            yield _error(note, "not annotated", finding)
    for one, annotation in enumerate(note.findings):
        for tally in tallies.of(group_of(annotation["indicator"])):
            tally.annotated += 1
        if one not in made:
            yield _error(note, f"not found{_though_read(annotation, gone)}", annotation)
            continue
        finding = found[made[one]]
        for tally in tallies.of(group_of(annotation["indicator"])):
            tally.add(annotation, finding)
        yield from _disagreements(note, annotation, finding)


def _though_read(annotation: dict[str, Any], gone: list[LeftOut]) -> str:
    """Why an annotated finding was left out, if it was read in words of the annotation."""
    for each in gone:
        evidence = each.finding.evidence
        if each.finding.indicator == annotation["indicator"] and evidence.start < annotation["end"] and annotation["start"] < evidence.end:
            return f", though read: {each.why}"
    return ""


def _disagreements(note: GoldNote, annotation: dict[str, Any], finding: dict[str, Any]) -> Iterator[str]:
    for key in ("status", "direction", "value", "previous_value", "measure", "intervention"):
        if key == "intervention" and key not in annotation:
            continue
        expected, got = annotation.get(key), finding.get(key)
        if _comparable(expected) != _comparable(got):
            yield _error(note, f"{key}: annotated {expected}, read {got}", finding)


def _comparable(value: Any) -> Any:
    return value if isinstance(value, str) else number(value)


def _error(note: GoldNote, what: str, finding: dict[str, Any]) -> str:
    line_start = max(note.text.rfind("\n", 0, finding["start"]) + 1, finding["start"] - 90)
    before = " ".join(note.text[line_start : finding["start"]].split())
    after = " ".join(note.text[finding["end"] : finding["end"] + 60].split())
    rule = f" [{finding['rule']} {finding.get('cues') or ''}]" if "rule" in finding else f" ({finding['status']})"
    return f"{note.name} {finding['indicator']}: {what}{rule}: {before} «{' '.join(finding['quote'].split())}» {after}"
