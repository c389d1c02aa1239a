"""The page on the folder of a course is carried out as it is printed."""

import re
from pathlib import Path

import pytest

from fullarc.commands import main
from fullarc.course.timeline import Attendance

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "course-folder.md").read_text(encoding="utf-8")


def printed(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    course = tmp_path / "COURSE_DIR"
    (course / "notes").mkdir(parents=True)
    (course / "notes" / "01_2026-01-14.txt").write_text("Low mood most days. Denies SI.", encoding="utf-8")
    for name, content in zip(("scores.csv", "log.csv"), printed("csv"), strict=True):
        (course / name).write_text(content, encoding="utf-8")
    [facts] = printed("json")
    (course / "course.json").write_text(facts, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return course


def test_the_printed_folder_is_assessed_by_the_printed_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(folder), "--as-of", "2026-04-08"]) == 0
    out = capsys.readouterr().out
    assert "Rests on 1 note, 5 scores, 2 goal ratings, 2 log entries." in out
    [lines] = printed("python")
    names: dict[str, object] = {}
    exec(lines, names)
    said = re.search(r"# '(.*)'$", lines, re.MULTILINE)
    assert said
    assert names["assessment"].lead == said[1]  # type: ignore[attr-defined]


def test_the_page_names_every_kind_of_attendance() -> None:
    [named] = re.findall(r"`attendance` one of ([a-z_, ]+);", PAGE)
    assert named.split(", ") == [one.value for one in Attendance]
