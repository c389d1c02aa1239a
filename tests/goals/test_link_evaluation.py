"""How the linker is measured on annotated goals."""

import json
from pathlib import Path

import pytest

from fullarc.goals.link_evaluation import LinksNotUsable, evaluate_links, linked_notes

HERE = Path(__file__).parent
NOTES = HERE.parent / "reading" / "notes"


def annotated(folder: Path, text: str, goals: dict[str, str], links: dict[str, list[str]]) -> Path:
    (folder / "some").mkdir(parents=True)
    (folder / "some" / "01.txt").write_text(text, encoding="utf-8")
    said = {
        "note": "some/01.txt",
        "part": "development",
        "goals": [{"id": key, "text": words} for key, words in goals.items()],
        "links": links,
    }
    (folder / "some__01.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_found_missed_and_wrong_links_are_counted(tmp_path: Path) -> None:
    goals = {"a": "Sleep through the night.", "b": "Repair the boat.", "c": "Stop drinking wine."}
    folder = annotated(tmp_path / "x", "Insomnia again. Wine on Friday.", goals, {"a": ["Insomnia again"], "b": ["Wine on Friday"]})
    report = evaluate_links(linked_notes(folder, folder))
    assert (report.precision, report.recall, report.f1, report.same_words) == (0.5, 0.5, 0.5, 1.0)
    assert [line.split("  ")[1] for line in report.errors] == ["linked, does not hold", "missed"]


def test_a_note_that_addresses_none_is_right_when_none_is_linked(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "x", "Insomnia again.", {"a": "Repair the boat."}, {})
    report = evaluate_links(linked_notes(folder, folder))
    assert (report.abstention, report.address_none, report.f1) == (1.0, 1, None)


def test_a_quote_that_is_not_in_the_note_is_refused_without_its_words(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "x", "Insomnia again.", {"a": "Sleep."}, {"a": ["secret words"]})
    with pytest.raises(LinksNotUsable, match="not exactly in the note") as refusal:
        linked_notes(folder, folder)
    assert "secret" not in str(refusal.value)


def test_a_link_of_an_unknown_goal_is_refused(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "x", "Insomnia again.", {"a": "Sleep."}, {"z": ["Insomnia"]})
    with pytest.raises(LinksNotUsable, match="not among its goals"):
        linked_notes(folder, folder)


def test_every_shipped_annotation_fits_its_note_and_styles_are_not_divided() -> None:
    notes = linked_notes(HERE / "links", NOTES)
    assert len(notes) == 60
    assert sum(not note.holds for note in notes) == 15
    parts = {part: {note.style for note in notes if note.part == part} for part in ("development", "test")}
    assert not parts["development"] & parts["test"]


@pytest.mark.parametrize("part", ["development", "test"])
def test_links_are_as_good_as_the_documentation_says(part: str) -> None:
    report = evaluate_links(linked_notes(HERE / "links", NOTES, part))
    assert report.f1 is not None
    assert report.f1 >= 0.80
    assert report.abstention is not None
    assert report.abstention >= 0.90


def test_thirty_notes_that_address_none_of_their_clients_goals_are_left_alone() -> None:
    folder = HERE / "links" / "address_none"
    report = evaluate_links(linked_notes(folder, folder))
    assert report.address_none == 30
    assert report.abstention is not None
    assert report.abstention >= 0.90


def test_goals_of_other_clients_drawn_at_random_are_mostly_left_alone() -> None:
    reports = [evaluate_links(linked_notes(HERE / "links" / folder, NOTES)) for folder in ("drawn", "drawn_again")]
    right = sum(round((report.abstention or 0) * report.address_none) for report in reports)
    none = sum(report.address_none for report in reports)
    assert none == 101
    assert right / none >= 0.85
