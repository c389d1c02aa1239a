"""`fullarc read` and `fullarc status`: what they print, and how they refuse."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fullarc.commands import main
from fullarc.reading.learned import is_asked


def note(folder: Path, name: str, words: str) -> str:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return str(path)


def test_one_file_gives_a_list_of_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", note(tmp_path, "a.txt", "Denies SI.")]) == 0
    [finding] = json.loads(capsys.readouterr().out)
    assert (finding["indicator"], finding["status"], finding["quote"], finding["start"]) == ("suicidal_ideation", "denied", "SI", 7)


def test_several_files_give_a_list_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = note(tmp_path, "a.txt", "Denies SI."), note(tmp_path, "b.md", "Panic attacks.")
    assert main(["read", "--json", "--jobs", "2", first, second]) == 0
    assert {name: [each["indicator"] for each in found] for name, found in json.loads(capsys.readouterr().out).items()} == {
        first: ["suicidal_ideation"],
        second: ["panic"],
    }


def test_the_plain_output_can_be_read_by_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", note(tmp_path, "a.txt", "Panic attacks 2 a week, was 5.")]) == 0
    line = capsys.readouterr().out
    assert "panic" in line
    assert "better" in line
    assert "before 5" in line


def test_a_missing_file_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "nowhere.txt")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_setting_that_means_nothing_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FULLARC_RULES_ONLY", "perhaps")
    is_asked.cache_clear()
    try:
        assert main(["read", note(tmp_path, "one.txt", "Feels low.")]) == 2
    finally:
        is_asked.cache_clear()
    assert "allowed are yes and no" in capsys.readouterr().err


def test_a_file_that_is_no_note_fails_and_the_others_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_bytes(b"\x00\x01secret words")
    assert main(["read", "--json", note(tmp_path, "a.txt", "Denies SI."), str(tmp_path / "b.txt")]) == 1
    said = capsys.readouterr()
    assert list(json.loads(said.out)) == [str(tmp_path / "a.txt")]
    assert "b.txt" in said.err
    assert "secret" not in said.err


def test_status_answers_each_line_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = [{"text": "No SI.", "start": 3, "end": 5}, {"text": "Has SI.", "start": 4, "end": 6}]
    assert main(["status", note(tmp_path, "q.jsonl", "\n".join(map(json.dumps, questions)))]) == 0
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == ["denied", "present"]


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": "No SI."}', '{"text": "No SI.", "start": 3, "end": 99}'])
def test_a_line_that_is_no_question_is_named_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert main(["status", note(tmp_path, "q.jsonl", line)]) == 1
    said = capsys.readouterr().err
    assert "line 1" in said
    assert "No SI" not in said


def test_an_unknown_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["raed"]) == 2


def test_reading_a_note_loads_neither_tables_nor_the_web_application(tmp_path: Path) -> None:
    loaded = "sys.exit(bool({'django', 'polars'} & set(sys.modules)))"
    code = f"import sys; from fullarc.commands import main; main(['read', sys.argv[1]]); {loaded}"
    path = note(tmp_path, "a.txt", "Denies SI.")
    assert subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False).returncode == 0


def test_explain_shows_the_rule_and_what_changed_the_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", note(tmp_path, "a.txt", "Denies SI, HI.")]) == 0
    shown = capsys.readouterr().out
    assert "indicators/" in shown
    assert "“Denies” before these words, said of 2 things together" in shown


def test_explain_asks_for_a_file_in_place_of_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "note.txt")
    assert main(["read", "--explain", str(tmp_path / "note.txt")]) == 2
    assert "save the note to a file" in capsys.readouterr().err


def test_explain_goes_into_the_json_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", "--json", note(tmp_path, "a.txt", "Denies SI.")]) == 0
    [finding] = json.loads(capsys.readouterr().out)
    assert finding["explained"]["status"].startswith("denied: “Denies” before these words")


def test_explain_tells_what_was_read_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(tmp_path, "a.txt", "CRP 4.3, sodium 139, glucose 84.")
    assert main(["read", "--explain", path]) == 0
    shown = capsys.readouterr().out
    assert "Read and left out:\nsafety_plan" in shown
    assert "other_senses/risk_help_and_stays.toml [c_reactive_protein]" in shown
    assert main(["read", "--explain", "--json", path]) == 0
    assert json.loads(capsys.readouterr().out) == []  # what was left out is no finding


def test_explain_does_not_go_with_a_file_of_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", "--out", str(tmp_path / "o.jsonl"), note(tmp_path, "a.txt", "Denies SI.")]) == 2
    assert "--explain" in capsys.readouterr().err
