"""`fullarc for-client` prints the client's story and how easy it reads."""

from pathlib import Path

import pytest

from fullarc.commands import main
from fullarc.demo.course_files import write_course
from fullarc.demo.simulate import simulate


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("course")
    write_course(simulate(417, 1)[0], place)
    return place


def test_it_prints_the_story_and_a_readability_index(folder, capsys):
    assert main(["for-client", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("What got better\n")
    assert "Readability: Flesch-Kincaid grade " in printed


def test_it_speaks_spanish(folder, capsys):
    assert main(["for-client", str(folder), "--language", "es"]) == 0
    printed = capsys.readouterr().out
    assert "Tus metas" in printed
    assert "Fernández Huerta" in printed


def test_a_folder_that_is_no_course_is_a_wrong_call(tmp_path, capsys):
    assert main(["for-client", str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err
