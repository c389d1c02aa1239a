"""`fullarc assess --html --pdf`: the course of care as files, from a folder of notes and scores."""

from pathlib import Path

import pytest
from tests.charts.nora import NOTES, TIMELINE

from fullarc.commands import main


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "nora"
    (folder / "notes").mkdir(parents=True)
    for source, note in list(NOTES.items())[:4]:
        (folder / "notes" / source).write_text(note.text, encoding="utf-8")
    rows = [f"{s.date},{s.measure},{s.value:g}" for s in TIMELINE.scores[:8]]
    (folder / "scores.csv").write_text("\n".join(["date,measure,score", *rows]), encoding="utf-8")
    return folder


def test_a_folder_becomes_a_page_and_a_paper(course: Path, tmp_path: Path) -> None:
    assert main(["assess", str(course), "--html", str(tmp_path / "out.html"), "--pdf", str(tmp_path / "out.pdf")]) == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "mostly on trains and in the supermarket queue" in page
    assert "notes/01_2026-01-14.txt" in page
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_folder_for_the_file_that_is_not_there_is_refused_and_named(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(course), "--html", str(tmp_path / "nowhere" / "out.html")]) == 2
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert "panic" not in said


def test_json_can_be_asked_for_beside_the_files(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(course), "--json", "--html", str(tmp_path / "out.html")]) == 0
    assert capsys.readouterr().out.startswith("{")
    assert (tmp_path / "out.html").exists()
