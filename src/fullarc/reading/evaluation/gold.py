"""Annotated notes: NN.txt, its annotations NN.json beside it, and what each annotator saw alone.

NN.json holds the findings in a list, or an object with `findings` and, where the notes are more than one pile, `style` and `part`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fullarc.reading.phrases.lexicon import groups

PARTS = ("development", "test")
ANNOTATORS = "annotators"  # the folder below the notes with first/ and second/, each as STYLE/NN.json


class NotAnnotated(ValueError):
    """A folder or file of annotations that cannot be used; the message names the file and what was expected."""


@dataclass(frozen=True)
class GoldNote:
    """A note with what its annotators saw in it. `style` is its folder's name unless another is said, `part` empty where none is."""

    name: str
    style: str
    part: str
    text: str
    findings: tuple[dict[str, Any], ...]


def gold_notes(folder: Path, part: str | None = None) -> list[GoldNote]:
    """The annotated notes anywhere below a folder. Refused: no notes, a broken annotation, an unknown indicator."""
    paths = [path for path in sorted(folder.rglob("*.json")) if ANNOTATORS not in path.relative_to(folder).parts]
    found = [note for path in paths if (note := _note(path, folder, path.with_suffix(".txt"))) and part in (None, note.part)]
    if not found:
        raise NotAnnotated(f"{folder}: found no annotated notes, expected NN.json beside NN.txt{f' with part {part}' if part else ''}")
    return found


def second_annotations(folder: Path, part: str | None = None) -> list[tuple[GoldNote, GoldNote]]:
    """The notes that two people annotated apart from each other, as (first, second); empty where the folder holds none."""
    return list(_annotated_twice(folder, part))


def _annotated_twice(folder: Path, part: str | None) -> Iterator[tuple[GoldNote, GoldNote]]:
    first, second = (folder / ANNOTATORS / each for each in ("first", "second"))
    for path in sorted(first.rglob("*.json")):
        name = path.relative_to(first)
        text = (folder / name).with_suffix(".txt")
        one, other = _note(path, first, text), _note(second / name, second, text)
        if part in (None, one.part):
            yield one, other


def _note(path: Path, folder: Path, text_file: Path) -> GoldNote:
    name = path.relative_to(folder).with_suffix("").as_posix()
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        with text_file.open(encoding="utf-8", newline="") as note:
            text = note.read()
        said: dict[str, Any] = {"findings": data} if isinstance(data, list) else data
        gold = GoldNote(name, said.get("style", path.parent.name), said.get("part", ""), text, tuple(said["findings"]))
        for finding in gold.findings:
            _refuse_what_is_not_there(finding, text, name)
    except (OSError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
        found = f"{type(problem).__name__}: {problem}"
        raise NotAnnotated(f"{name}: not a usable annotation ({found}); expected findings with indicator, start, end and quote") from None
    return gold


def _refuse_what_is_not_there(finding: dict[str, Any], text: str, name: str) -> None:
    if finding["indicator"] not in groups():
        raise NotAnnotated(f"{name}: {finding['indicator']!r} is not an indicator id")
    if text[finding["start"] : finding["end"]] != finding["quote"]:
        raise NotAnnotated(f"{name}: the quote of {finding['indicator']} at {finding['start']} is not what stands there")
