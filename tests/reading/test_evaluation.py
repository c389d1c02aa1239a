"""The scoreboard: what matches, what counts, and what stays hidden."""

import json
from pathlib import Path
from typing import Any

import pytest

from fullarc.commands import main
from fullarc.reading.evaluation import NotAnnotated, evaluate, gold_notes, matched
from fullarc.reading.reader import read


def write(folder: Path, text: str, findings: list[dict[str, Any]], part: str = "development", name: str = "01") -> Path:
    for finding in findings:
        finding.setdefault("start", text.index(finding["quote"]))
        finding.setdefault("end", finding["start"] + len(finding["quote"]))
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps({"style": "soap", "part": part, "findings": findings}), encoding="utf-8")
    return folder


def test_a_perfect_reading_has_full_marks(tmp_path: Path) -> None:
    write(tmp_path, "Denies SI.", [{"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"}])
    overall = evaluate(gold_notes(tmp_path)).as_json()
    assert overall["groups"]["risk"]["f1"] == 1
    assert overall["groups"]["risk"]["status"] == 1
    assert overall["risk_recall"] == 1


def test_a_missed_and_a_needless_finding_both_count(tmp_path: Path) -> None:
    write(tmp_path, "Panic attacks. She smiled.", [{"indicator": "hopelessness", "quote": "smiled", "status": "present"}])
    overall = evaluate(gold_notes(tmp_path)).as_json()["groups"]["overall"]
    assert (overall["n"], overall["recall"], overall["precision"]) == (1, 0, 0)


def test_one_finding_matches_one_annotation_only(tmp_path: Path) -> None:
    twice = [
        {"indicator": "panic", "quote": "Panic attacks", "status": "present"},
        {"indicator": "panic", "quote": "attacks", "status": "present"},
    ]
    [note] = gold_notes(write(tmp_path, "Panic attacks.", twice))
    assert len(matched(note, read(note.text))) == 1


def test_an_annotation_whose_quote_does_not_stand_there_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "Denies SI.", [{"indicator": "suicidal_ideation", "quote": "SI", "start": 0, "end": 2, "status": "denied"}])
    with pytest.raises(NotAnnotated, match="not what stands there"):
        gold_notes(tmp_path)


def test_differences_of_the_test_part_are_shown_only_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "Panic attacks.", [], part="test", name="01")
    write(tmp_path, "Nightmares.", [], part="development", name="02")
    assert main(["evaluate", "--gold", str(tmp_path), "--errors"]) == 0
    out = capsys.readouterr().out
    assert "Nightmares" in out
    assert "Panic" not in out
    assert main(["evaluate", "--gold", str(tmp_path), "--errors", "--part", "test"]) == 0
    assert "Panic" in capsys.readouterr().out


def test_a_folder_without_notes_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(tmp_path)]) == 2
    assert "no annotated notes" in capsys.readouterr().err
