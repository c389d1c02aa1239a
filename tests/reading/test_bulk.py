"""Many notes: what is written down, how broken-off work is taken up again, and what several processes find."""

import gc
import json
from pathlib import Path

import polars as pl
import pytest

from fullarc.commands import main
from fullarc.reading import bulk
from fullarc.reading.bulk import CannotGoOn, notes_in, read_many, read_partition, read_to_lines, read_to_parquet
from fullarc.reading.reader import read


def silent(done: int, steps: int) -> None:
    assert done <= steps


@pytest.fixture
def notes(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "notes"
    (folder / "deeper").mkdir(parents=True)
    for number in range(70):
        (folder / f"{number:02}.txt").write_text(f"Denies SI. Panic attacks {number} a week, was 80.", encoding="utf-8")
    (folder / "deeper" / "one.md").write_text("# Plan\nSleep poor.", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return notes_in([folder])


def names(out: Path) -> list[str]:
    return [json.loads(line)["note"] for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_folder_gives_the_notes_below_it_and_nothing_else(notes: list[Path]) -> None:
    assert len(notes) == 71
    assert {path.suffix for path in notes} == {".txt", ".md"}


def test_each_note_is_one_line(notes: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert read_to_lines(notes, out, 1, silent) == []
    assert names(out) == [str(path) for path in notes]


def test_several_processes_find_the_same_in_the_same_order(notes: list[Path]) -> None:
    assert [line for chunk in read_many(notes, 2) for line in chunk.lines] == [
        line for chunk in read_many(notes, 1) for line in chunk.lines
    ]


def test_the_memory_of_whoever_asked_is_cleaned_as_before_also_when_they_stop_halfway(notes: list[Path]) -> None:
    before = gc.get_freeze_count()
    several = read_many(notes, 2)
    next(several), next(several)
    assert gc.get_freeze_count() > before
    several.close()  # type: ignore[attr-defined]
    assert gc.get_freeze_count() == 0


def test_work_that_was_broken_off_goes_on_behind_the_last_whole_line(
    notes: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    read_to_lines(notes, out, 1, silent)
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:40]) + lines[40][:25])
    read_again: list[str] = []
    reader = bulk._read
    monkeypatch.setattr(bulk, "_read", lambda name, content, own: read_again.append(name) or reader(name, content, own))
    read_to_lines(notes, out, 1, silent)
    assert read_again == [str(path) for path in notes[40:]]
    assert out.read_bytes() == whole


def test_a_full_disk_leaves_whole_lines_only(tmp_path: Path) -> None:
    class Full:
        def __init__(self, path: Path) -> None:
            self.file = path.open("a+b", buffering=0)
            self.fileno, self.truncate = self.file.fileno, self.file.truncate

        def write(self, data: bytes) -> int:
            self.file.write(data[:3])
            raise OSError(28, "No space left on device")

    out = tmp_path / "out.jsonl"
    out.write_bytes(b"one\n")
    with pytest.raises(OSError, match="No space"):
        bulk._append(Full(out), b"another\n")  # type: ignore[arg-type]
    assert out.read_bytes() == b"one\n"


def test_results_of_other_rules_are_not_mixed_with_these(notes: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text('{"note":"a","rules":"older","findings":[]}\n', encoding="utf-8")
    with pytest.raises(CannotGoOn, match="other rules"):
        read_to_lines(notes, out, 1, silent)
    out.write_text("no result\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="line 1"):
        read_to_lines(notes, out, 1, silent)


def test_a_table_has_a_row_for_each_finding(notes: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert read_to_parquet(notes, out, 1, silent) == []
    table = pl.read_parquet(out)
    assert table.filter(pl.col("indicator") == "panic")["previous_value"].to_list() == [80.0] * 70
    assert sorted(tmp_path.iterdir()) == [tmp_path / "notes", out]


def test_a_table_of_notes_without_findings_has_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weather.", encoding="utf-8")
    read_to_parquet([tmp_path / "a.txt"], tmp_path / "out.parquet", 1, silent)
    assert "indicator" in pl.read_parquet(tmp_path / "out.parquet").columns


def test_a_partition_gives_rows_for_texts_and_files_and_says_what_it_refused() -> None:
    rows = list(read_partition([("a", "Denies SI."), ("b.txt", b"Panic attacks."), ("c.txt", b"")]))
    assert [(row["note"], row["indicator"]) for row in rows] == [("a", "suicidal_ideation"), ("b.txt", "panic"), ("c.txt", None)]
    assert "empty" in rows[2]["refused"]


def test_a_table_keeps_the_notes_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Denies SI.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    read_to_parquet([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out.parquet", 1, silent)
    table = pl.read_parquet(tmp_path / "out.parquet")
    assert table["indicator"].to_list() == ["suicidal_ideation", None]
    assert "empty" in table["refused"][1]


@pytest.mark.parametrize("missing", [None, float("nan"), 5])
def test_a_missing_text_in_a_column_of_notes_stops_nothing(missing: object) -> None:
    rows = list(read_partition([("a", missing), ("b", "Denies SI.")]))  # type: ignore[list-item]
    assert [(row["note"], row["indicator"]) for row in rows] == [("a", None), ("b", "suicidal_ideation")]
    assert rows[0]["refused"].endswith(f"(a value of the kind {type(missing).__name__}), expected the text of a note")
    with pytest.raises(TypeError, match="expected its text"):
        read(missing)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_the_content_of_a_file_may_come_as_an_engine_holds_it(kind: type) -> None:
    assert [row["indicator"] for row in read_partition([("a.txt", kind(b"Denies SI."))])] == ["suicidal_ideation"]


def test_of_files_with_the_same_name_the_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = [tmp_path / client / "note.txt" for client in ("p1", "p2")]
    for place in places:
        place.parent.mkdir()
        place.write_bytes(b"")
    refused = [f"fullarc: {place}: the file is empty; expected the text of a note" for place in places]
    for options in ([], ["--out", str(tmp_path / "out.jsonl")], ["--out", str(tmp_path / "out.jsonl")]):
        assert main(["read", str(tmp_path / "p1"), str(tmp_path / "p2"), *options]) == 1
        assert capsys.readouterr().err.splitlines() == refused


def test_the_command_reads_folders_with_a_bar_and_goes_on(notes: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["read", str(tmp_path / "notes"), "--jobs", "2", "--progress", "--out", str(tmp_path / "out.jsonl")]
    assert main(call) == 0
    assert "71 of 71" in capsys.readouterr().err
    assert main(call) == 0
    assert len(names(tmp_path / "out.jsonl")) == 71
    assert main([*call[:-1], str(tmp_path / "out.xlsx")]) == 2
