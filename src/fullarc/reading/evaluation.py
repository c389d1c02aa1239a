"""How well the reader does on notes that people have annotated."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullarc.reading.finding import Finding
from fullarc.reading.lexicon import group_of, groups
from fullarc.reading.passages import sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.reader import read

PARTS = ("development", "test")
OVERALL = "overall"


class NotAnnotated(ValueError):
    """A folder or file of annotations that cannot be used; the message names the file and what was expected."""


@dataclass(frozen=True)
class GoldNote:
    """A note with what its annotators saw in it."""

    name: str
    style: str
    part: str
    text: str
    findings: tuple[dict[str, Any], ...]


@dataclass
class Tally:
    """Counts of one group of indicators. Accuracies are over matched findings; direction and value only where either side states one."""

    annotated: int = 0
    found: int = 0
    matched: int = 0
    status_right: int = 0
    directions: int = 0
    directions_right: int = 0
    values: int = 0
    values_right: int = 0

    def as_json(self) -> dict[str, float | int | None]:
        precision, recall = _share(self.matched, self.found), _share(self.matched, self.annotated)
        both = (precision or 0) + (recall or 0)
        return {
            "n": self.annotated,
            "found": self.found,
            "precision": precision,
            "recall": recall,
            "f1": None if precision is None or recall is None else (2 * precision * recall / both if both else 0.0),
            "status": _share(self.status_right, self.matched),
            "direction": _share(self.directions_right, self.directions),
            "value": _share(self.values_right, self.values),
        }


@dataclass
class Result:
    """Tallies by group and overall, the differences in words for the developer of rules, and the speed."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    notes: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "notes": self.notes,
            "notes_per_second": self.notes / self.seconds if self.seconds else None,
            "risk_recall": self.tallies["risk"].as_json()["recall"] if "risk" in self.tallies else None,
            "groups": {name: tally.as_json() for name, tally in self.tallies.items()},
        }


def gold_notes(folder: Path, part: str | None = None) -> list[GoldNote]:
    """Annotated notes: NN.json beside NN.txt anywhere below a folder. Refused: no notes, a broken annotation, an unknown indicator."""
    found = [note for path in sorted(folder.rglob("*.json")) if (note := _gold_note(path, folder)) and part in (None, note.part)]
    if not found:
        raise NotAnnotated(f"{folder}: found no annotated notes, expected NN.json beside NN.txt{f' with part {part}' if part else ''}")
    return found


def _gold_note(path: Path, folder: Path) -> GoldNote:
    name = path.relative_to(folder).with_suffix("").as_posix()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as note:
            text = note.read()
        gold = GoldNote(name, data["style"], data["part"], text, tuple(data["findings"]))
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as problem:
        raise NotAnnotated(
            f"{name}: not a usable annotation ({type(problem).__name__}: {problem}); expected style, part and findings"
        ) from None
    for finding in gold.findings:
        if finding["indicator"] not in groups():
            raise NotAnnotated(f"{name}: {finding['indicator']!r} is not an indicator id")
        if text[finding["start"] : finding["end"]] != finding["quote"]:
            raise NotAnnotated(f"{name}: the quote of {finding['indicator']} at {finding['start']} is not what stands there")
    return gold


def evaluate(notes: Iterable[GoldNote]) -> Result:
    """Reads the notes and compares. A finding matches an annotation when the indicator agrees and the places overlap or, failing that, both
    stand in the same sentence; each counts once."""
    result = Result(tallies={OVERALL: Tally()})
    read("")  # loads the rules, so that the speed is that of reading
    for note in notes:
        begin = time.perf_counter()
        found = read(note.text)
        result.seconds += time.perf_counter() - begin
        result.notes += 1
        _compare(note, found, result)
    return result


def _compare(note: GoldNote, found: list[Finding], result: Result) -> None:
    pairs = matched(note, found)
    for number, finding in enumerate(found):
        for tally in _tallies(result, finding.indicator):
            tally.found += 1
        if number not in pairs.values():
            result.errors.append(_error(note, "not annotated", finding.as_json()))
    for number, annotation in enumerate(note.findings):
        for tally in _tallies(result, annotation["indicator"]):
            tally.annotated += 1
        if number not in pairs:
            result.errors.append(_error(note, "not found", annotation))
            continue
        finding = found[pairs[number]]
        for tally in _tallies(result, annotation["indicator"]):
            _count_agreement(tally, annotation, finding)
        result.errors.extend(_disagreements(note, annotation, finding))


def matched(note: GoldNote, found: list[Finding]) -> dict[int, int]:
    """Number of the annotation -> number of the finding that matches it. The pairs that share most letters are made first."""
    spans = [(part.start, part.end) for part in sentences(PlainText.of(note.text))]
    candidates = []
    for one, annotation in enumerate(note.findings):
        for other, finding in enumerate(found):
            if finding.indicator != annotation["indicator"]:
                continue
            shared = min(annotation["end"], finding.evidence.end) - max(annotation["start"], finding.evidence.start)
            same_measure = finding.indicator != "measure_score" or annotation.get("measure") == finding.measure
            if shared > 0:
                candidates.append((0 if same_measure else 1, -shared, one, other))
            elif same_measure and _in_one_sentence(spans, annotation["start"], finding.evidence.start):
                candidates.append((2, -shared, one, other))
    pairs: dict[int, int] = {}
    for _, _, one, other in sorted(candidates):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _in_one_sentence(spans: list[tuple[int, int]], one: int, other: int) -> bool:
    return any(start <= one < end and start <= other < end for start, end in spans)


def _tallies(result: Result, indicator: str) -> Iterator[Tally]:
    yield result.tallies.setdefault(group_of(indicator), Tally())
    yield result.tallies[OVERALL]


def _count_agreement(tally: Tally, annotation: dict[str, Any], finding: Finding) -> None:
    tally.matched += 1
    tally.status_right += annotation["status"] == finding.status
    if annotation.get("direction") or finding.direction:
        tally.directions += 1
        tally.directions_right += annotation.get("direction") == finding.direction
    if annotation.get("value") is not None or finding.value is not None:
        tally.values += 1
        tally.values_right += _same_amounts(annotation, finding)


def _same_amounts(annotation: dict[str, Any], finding: Finding) -> bool:
    said = finding.as_json()
    return all(_number(annotation.get(key)) == _number(said.get(key)) for key in ("value", "previous_value"))


def _number(value: Any) -> Any:
    return [float(each) for each in value] if isinstance(value, list) else (float(value) if value is not None else None)


def _disagreements(note: GoldNote, annotation: dict[str, Any], finding: Finding) -> Iterator[str]:
    said = finding.as_json()
    for key in ("status", "direction", "value", "previous_value", "measure", "intervention"):
        if key == "intervention" and key not in annotation:
            continue
        if _number_or_word(annotation.get(key)) != _number_or_word(said.get(key)):
            expected, got = annotation.get(key), said.get(key)
            yield _error(note, f"{key}: annotated {expected}, read {got}", said)


def _number_or_word(value: Any) -> Any:
    return value if isinstance(value, str) else _number(value)


def _error(note: GoldNote, what: str, finding: dict[str, Any]) -> str:
    line_start = max(note.text.rfind("\n", 0, finding["start"]) + 1, finding["start"] - 90)
    before = " ".join(note.text[line_start : finding["start"]].split())
    after = " ".join(note.text[finding["end"] : finding["end"] + 60].split())
    rule = f" [{finding['rule']} {finding.get('cues') or ''}]" if "rule" in finding else f" ({finding['status']})"
    return f"{note.name} {finding['indicator']}: {what}{rule}: {before} «{' '.join(finding['quote'].split())}» {after}"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
