"""Whoever only wants the library and the command line installs no web application, and is told so where one is needed."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fullarc
from fullarc.commands import main

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from fullarc.commands import main; sys.exit(main(sys.argv[1:]))"


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    place = {"PYTHONPATH": str(ROOT / "src"), "FULLARC_HOME": str(home), "FULLARC_RULES_ONLY": "yes"}
    return subprocess.run([sys.executable, "-c", WITHOUT_DJANGO, *words], capture_output=True, text=True, env=place, check=False)


@pytest.mark.parametrize("words", [["serve"], ["export", "research", "out.zip"], ["demo", "--practice"]])
def test_a_command_of_the_application_says_what_is_missing(words: list[str], tmp_path: Path) -> None:
    outcome = run(*words, home=tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr == (f"fullarc: {words[0]} needs the application, which is not installed here; run: pip install 'fullarc[web]'\n")


def test_notes_scores_and_change_need_no_application(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Denies SI.", encoding="utf-8")
    (tmp_path / "answers.csv").write_text(",".join(f"item{n}" for n in range(1, 10)) + "\n" + ",".join("1" * 9) + "\n", encoding="utf-8")
    (tmp_path / "scores.csv").write_text("client,time,score\na,1,20\na,2,5\nb,1,18\nb,2,17\n", encoding="utf-8")
    assert "suicidal_ideation" in run("read", str(tmp_path / "note.txt"), home=tmp_path).stdout
    assert "PHQ-9 9" in run("score", "phq-9", str(tmp_path / "answers.csv"), home=tmp_path).stdout
    assert "2 clients" in run("change", str(tmp_path / "scores.csv"), "--measure", "phq-9", home=tmp_path).stdout


def test_the_version_stands_in_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/fullarc/__init__.py"
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"fullarc {fullarc.__version__}\n"


def test_type_checkers_and_editors_see_the_names_of_the_front_door() -> None:
    tree = ast.parse(Path(fullarc.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    assert {(alias.name, each.module) for each in checked.body for alias in each.names} == set(fullarc._HOMES.items())
    assert sorted(fullarc._HOMES) == sorted(fullarc.__all__)
    assert set(fullarc.__all__) < set(dir(fullarc))
    assert all(getattr(fullarc, name) for name in fullarc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        _ = fullarc.scores
