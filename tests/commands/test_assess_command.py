"""`fullarc assess --json`: the keys that outside evaluations call by name."""

import json
from pathlib import Path

import pytest

from fullarc.commands import main
from fullarc.demo.course_files import write_course
from fullarc.demo.simulate import simulate


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "course"
    write_course(simulate(5, 7)[6], folder)
    return folder


@pytest.fixture
def said(place: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["assess", "--json", str(place)]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_the_keys_of_the_contract_are_there(said: dict[str, object]) -> None:
    expected = {"domains", "indicators", "scores", "goals", "life_context", "disagreements", "signals", "statements"}
    assert expected <= said.keys()


def test_each_domain_has_change_durability_and_statements_that_exist(said: dict) -> None:  # type: ignore[type-arg]
    ids = {statement["id"] for statement in said["statements"]}
    assert set(said["domains"]) == {"symptom_burden", "functional_capacity", "stability", "risk_profile", "overall_presentation"}
    assert all({"change", "durability", "statements"} <= domain.keys() for domain in said["domains"].values())
    assert all(set(domain["statements"]) <= ids for domain in said["domains"].values())


def test_each_score_has_class_and_reliable_change(said: dict) -> None:  # type: ignore[type-arg]
    assert said["scores"]
    assert all({"change", "durability", "class", "reliable", "baseline", "current"} <= score.keys() for score in said["scores"].values())


def test_quotes_are_the_words_at_their_offsets(said: dict, place: Path) -> None:  # type: ignore[type-arg]
    words = [proof for statement in said["statements"] for proof in statement["evidence"] if proof["kind"] == "note"]
    assert words
    for proof in words:
        assert (place / proof["file"]).read_text(encoding="utf-8")[proof["start"] : proof["end"]] == proof["quote"]


def test_goals_name_the_files_that_speak_to_them(said: dict, place: Path) -> None:  # type: ignore[type-arg]
    files = [file for goal in said["goals"] for file in goal["addressed_in"]]
    assert files
    assert all((place / file).is_file() for file in files)


def test_the_course_can_be_judged_as_it_stood_on_a_day(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = sorted((place / "notes").iterdir())[0].stem.split("_")[1]
    assert main(["assess", "--json", "--as-of", first, str(place)]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == first


def test_text_is_the_default(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(place)]) == 0
    assert "Five domains" in capsys.readouterr().out


def test_a_folder_that_is_no_course_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(tmp_path)]) == 2
    assert "neither notes nor scores" in capsys.readouterr().err


def test_demo_writes_courses_with_their_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--courses", str(tmp_path / "new"), "--number", "2"]) == 0
    assert sorted(path.name for path in (tmp_path / "new" / "C-1000").iterdir() if path.suffix == ".json") == ["course.json", "truth.json"]
    assert main(["demo", "--courses", str(tmp_path / "new")]) == 2
    assert "not an empty folder" in capsys.readouterr().err


def test_demo_without_anything_to_do_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 2
    assert "--scoreboard" in capsys.readouterr().err
