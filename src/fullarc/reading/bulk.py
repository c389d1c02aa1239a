"""Many notes at once: read by several processes, written down as they are done, taken up again where the work was broken off.

A note is one line of JSON: {"note": name, "rules": version, "findings": [...]}, or {"note": name, "rules": version, "refused": why}.
"""

import gc
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from fullarc.reading.documents.note_files import KINDS, NotReadable, text_of, text_of_bytes
from fullarc.reading.own_lexicon import OwnLexicon, unpacked, version_with
from fullarc.reading.reader import read

NOTES_AT_A_TIME = 32
CHUNKS_UNDER_WAY = 8  # for each process; more would only fill the memory

FINDING_COLUMNS = (
    "note", "rules", "indicator", "start", "end", "quote", "sentence_start", "sentence_end", "section", "status", "rule", "direction",
    "severity", "value", "value_to", "unit", "previous_value", "previous_value_to", "measure", "intervention", "carried_forward",
)  # fmt: skip

Content = str | bytes | bytearray | memoryview
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """A chunk of notes that were read: the line of each, and why some of them were refused. Lines travel between processes as they are
    written down; nothing is taken apart on the way."""

    lines: list[bytes]
    refusals: list[str]


class CannotGoOn(ValueError):
    """Results that cannot be continued; the message says found, expected, what to do."""


def notes_in(paths: Iterable[Path]) -> list[Path]:
    """The note files among the paths: files as they are, folders with all files of a readable kind below them, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        below = sorted(each for each in path.rglob("*") if each.suffix.lower() in KINDS and each.is_file()) if path.is_dir() else [path]
        found |= dict.fromkeys(below)
    return list(found)


def read_partition(notes: Iterable[tuple[str, Content]], lexicon: OwnLexicon | None = None) -> Iterator[dict[str, Any]]:
    """Names and texts (or the bytes of files) in, one row a finding out, with the columns of `rows_of`. For engines that share the work
    themselves: `rdd.mapPartitions(read_partition)`. What cannot be read, also a text that is missing (None, NaN), gives one row with
    `refused` and no finding."""
    for name, content in notes:
        yield from rows_of(_read(name, content, lexicon))


def read_many(paths: Sequence[Path], jobs: int, lexicon: OwnLexicon | None = None) -> Iterator[ReadNotes]:
    """The notes of these files in their order, in chunks. `jobs` processes share them."""
    own = lexicon.packed() if lexicon else ""
    chunks = (list(paths[begin : begin + NOTES_AT_A_TIME]) for begin in range(0, len(paths), NOTES_AT_A_TIME))
    if jobs == 1:
        yield from (_read_chunk(chunk, own) for chunk in chunks)
        return
    yield from (_read_chunk(chunk, own) for chunk in islice(chunks, 1))  # what it works out is shared with every process that is forked
    gc.freeze()  # ... and stays shared: nothing of it is looked through, and so copied, by their garbage collectors
    try:
        with ProcessPoolExecutor(jobs) as pool:
            under_way: deque[Future[ReadNotes]] = deque()
            for chunk in chunks:
                under_way.append(pool.submit(_read_chunk, chunk, own))
                if len(under_way) >= jobs * CHUNKS_UNDER_WAY:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
    finally:
        gc.unfreeze()  # whoever asked goes on with a memory that is cleaned as before


def read_to_lines(paths: Sequence[Path], out: Path, jobs: int, progress: Progress, lexicon: OwnLexicon | None = None) -> list[str]:
    """Reads the notes that are not yet in `out` and adds a line for each; gives the refusals of all. Lines are added whole and brought to
    the disk before they are counted as done. Refused: results of other rules."""
    with out.open("a+b", buffering=0) as file:
        done = _done(file, out.name, version_with(lexicon))
        left = [path for path in paths if str(path) not in done]
        refusals = [_with_folder(name, why) for name, why in done.items() if why]
        finished = len(paths) - len(left)
        progress(finished, max(len(paths), 1))
        for chunk in read_many(left, jobs, lexicon):
            _append(file, b"".join(chunk.lines))
            finished += len(chunk.lines)
            refusals += chunk.refusals
            progress(finished, len(paths))
    return refusals


def read_to_parquet(paths: Sequence[Path], out: Path, jobs: int, progress: Progress, lexicon: OwnLexicon | None = None) -> list[str]:
    """The same as a Parquet table, one row a finding, and one with `refused` alone for a note that could not be read. Until all is done the
    lines stand beside it, in `out`.lines."""
    import polars as pl

    lines = out.with_name(f"{out.name}.lines")
    refusals = read_to_lines(paths, lines, jobs, progress, lexicon)
    parts: list[Path] = []
    with lines.open("rb") as file:
        while some := list(islice(file, 20_000)):
            rows = [row for line in some for row in rows_of(json.loads(line))]
            parts.append(out.with_name(f"{out.name}.part{len(parts)}"))
            pl.DataFrame(rows, schema=_schema(), orient="row").write_parquet(parts[-1])
    whole = out.with_name(f"{out.name}.whole")
    if parts:
        pl.concat([pl.scan_parquet(part) for part in parts]).sink_parquet(whole)
    else:
        pl.DataFrame(schema=_schema()).write_parquet(whole)
    os.replace(whole, out)
    for path in (*parts, lines):
        path.unlink()
    return refusals


def rows_of(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a finding, every column there; a refused file is a row with `refused` alone."""
    head = {"note": result["note"], "rules": result["rules"]}
    if "refused" in result:
        yield dict.fromkeys(FINDING_COLUMNS) | head | {"refused": result["refused"]}
    for said in result.get("findings", ()):
        row = head | {name: said.get(name) for name in FINDING_COLUMNS[2:]}
        row["sentence_start"], row["sentence_end"] = said["sentence"]
        row["value"], row["value_to"] = _ends(said.get("value"))
        row["previous_value"], row["previous_value_to"] = _ends(said.get("previous_value"))
        row["carried_forward"] = said.get("carried_forward", False)
        yield row | {"refused": None}


def _schema() -> dict[str, Any]:
    import polars as pl

    whole = {"start", "end", "sentence_start", "sentence_end"}
    numbers = {"value", "value_to", "previous_value", "previous_value_to"}
    kinds = {name: pl.Int64 if name in whole else pl.Float64 if name in numbers else pl.String for name in FINDING_COLUMNS}
    return kinds | {"carried_forward": pl.Boolean, "refused": pl.String}


def _ends(value: Any) -> tuple[float | None, float | None]:
    """A range as its two ends; a single number has the first only."""
    if isinstance(value, list):
        return float(value[0]), float(value[1])
    return (None if value is None else float(value)), None


def _read_chunk(paths: list[Path], own: str = "") -> ReadNotes:
    lexicon = unpacked(own) if own else None
    results = [_read(str(path), path, lexicon) for path in paths]
    lines = [json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for result in results]
    return ReadNotes(lines, [_with_folder(result["note"], result["refused"]) for result in results if "refused" in result])


def _with_folder(note: str, refusal: str) -> str:
    """A refusal begins with the name of the file; among many notes its folder has to stand there too."""
    path = Path(note)
    return note + refusal.removeprefix(path.name) if refusal.startswith(path.name) else refusal


def _read(name: str, content: Content | Path, lexicon: OwnLexicon | None = None) -> dict[str, Any]:
    head = {"note": name, "rules": version_with(lexicon)}
    try:
        if isinstance(content, Path):
            content = text_of(content)
        elif isinstance(content, bytes | bytearray | memoryview):
            content = text_of_bytes(bytes(content), Path(name).name)
        elif not isinstance(content, str):
            raise NotReadable(f"{name}: found no text (a value of the kind {type(content).__name__}), expected the text of a note")
    except NotReadable as refusal:
        return head | {"refused": str(refusal)}
    return head | {"findings": [finding.as_json() for finding in read(content, lexicon=lexicon)]}


def _done(file: BinaryIO, name: str, version: str) -> dict[str, str]:
    """The notes that are written down already, each with why it was refused, if it was. Half a line at the end is cut off."""
    file.seek(0)
    done: dict[str, str] = {}
    whole = 0
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            break
        try:
            result = json.loads(line)
            rules, note = result["rules"], result["note"]
        except (ValueError, KeyError, TypeError):
            raise CannotGoOn(f"{name}, line {number}: found something that is no result of this command; give another file") from None
        if rules != version:
            raise CannotGoOn(f"{name}: found results of other rules ({rules}), expected {version}; give another file, or remove it")
        done[note] = result.get("refused", "")
        whole += len(line)
    file.truncate(whole)
    return done


def _append(file: BinaryIO, lines: bytes) -> None:
    """All of the lines or none: what was written of them is taken back when the disk is full."""
    end = os.fstat(file.fileno()).st_size
    try:
        written = file.write(lines)
        while written < len(lines):
            written += file.write(lines[written:])
        os.fsync(file.fileno())
    except OSError:
        file.truncate(end)
        raise
