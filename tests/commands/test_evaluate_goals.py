"""`fullarc evaluate --goals`: what it prints and refuses."""

import json
from pathlib import Path

import pytest

from fullarc.commands import main

TESTS = Path(__file__).parents[1]
FOLDERS = ["--gold", str(TESTS / "reading" / "notes"), "--links", str(TESTS / "goals" / "links")]


def test_it_prints_f1_and_abstention(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--goals", "--part", "development", *FOLDERS]) == 0
    shown = capsys.readouterr().out
    assert "F1 0." in shown
    assert "notes address none of their goals" in shown


def test_as_json_it_gives_the_figures_and_no_words_of_notes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--goals", "--json", "--part", "development", *FOLDERS]) == 0
    figures = json.loads(capsys.readouterr().out)["development"]
    assert figures["notes"] == 30
    assert "errors" not in figures


def test_a_missing_folder_of_links_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--goals", "--gold", str(TESTS / "reading" / "notes"), "--links", str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err
