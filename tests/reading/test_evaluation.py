"""The scoreboard: what matches, what counts, and what stays hidden."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fullarc.commands import main
from fullarc.reading.evaluation import GoldNote, NotAnnotated, agreement, evaluate, gold_notes, interval, pairs, second_annotations
from fullarc.reading.evaluation.agreement import cohens_kappa
from fullarc.reading.evaluation.tally import OVERALL, Tallies, Tally
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
    assert len(pairs(note.text, note.findings, [finding.as_json() for finding in read(note.text)])) == 1


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


def test_a_missed_finding_that_was_read_and_left_out_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "Urges to burn herself.", [{"indicator": "self_harm", "quote": "burn herself", "status": "present"}])
    assert main(["evaluate", "--gold", str(tmp_path), "--errors"]) == 0
    assert "self_harm: not found, though read: the same danger is already told by other words: self harm urge" in capsys.readouterr().out


def test_notes_of_ones_own_need_their_findings_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "intakes").mkdir()
    write(
        tmp_path / "intakes", "Denies SI. Panic attacks.", said := [{"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"}]
    )
    (tmp_path / "intakes" / "01.json").write_text(json.dumps(said), encoding="utf-8")
    [note] = gold_notes(tmp_path)
    assert (note.style, note.part, len(note.findings)) == ("intakes", "", 1)
    assert main(["evaluate", "--gold", str(tmp_path), "--errors"]) == 0
    told = capsys.readouterr().out
    assert "Panic" in told
    assert "all notes: 1 notes, 1 annotated findings" in told


def test_styles_are_chosen_by_name_or_by_what_they_begin_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for style, text in (("t_intake", "Panic attacks."), ("u_soap", "Nightmares."), ("v_soap", "Insomnia.")):
        (tmp_path / style).mkdir()
        (tmp_path / style / "01.txt").write_text(text, encoding="utf-8")
        (tmp_path / style / "01.json").write_text("[]", encoding="utf-8")
    assert main(["evaluate", "--gold", str(tmp_path), "--errors", "--style", "t_*", "v_soap"]) == 0
    told = capsys.readouterr().out
    assert "all notes: 2 notes" in told
    assert "Nightmares" not in told
    assert main(["evaluate", "--gold", str(tmp_path), "--style", "w_*"]) == 2
    assert "no notes of the style w_*" in capsys.readouterr().err


@pytest.mark.parametrize("said", ['{"style": "soap"}', '"SI"', "[", '[{"indicator": "panicking"}]', '[{"start": 1}]', "[1]"])
def test_an_annotation_that_cannot_be_used_is_refused_by_name(tmp_path: Path, said: str) -> None:
    (tmp_path / "07.txt").write_text("Denies SI.", encoding="utf-8")
    (tmp_path / "07.json").write_text(said, encoding="utf-8")
    with pytest.raises(NotAnnotated, match=r"^07: "):
        gold_notes(tmp_path)


def test_a_folder_without_notes_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(tmp_path)]) == 2
    assert "no annotated notes" in capsys.readouterr().err


def test_a_direction_that_nobody_states_agrees_but_does_not_count_where_one_is_said() -> None:
    tally = Tally()
    tally.add({"status": "present"}, {"status": "present"})
    tally.add({"status": "present", "direction": "better"}, {"status": "present"})
    assert tally.as_json()["direction"] == 0.5
    assert tally.as_json()["direction_said"] == 0


def test_an_interval_is_narrow_where_all_notes_are_read_alike_and_wide_where_they_differ() -> None:
    alike = interval([_note(annotated=10, found=10, matched=9) for _ in range(20)])
    unlike = interval([_note(annotated=10, found=10, matched=matched) for matched in (10, 8) * 10])
    assert alike[OVERALL]["recall"] == (0.9, 0.9)
    low, high = unlike[OVERALL]["recall"]
    assert 0.82 < low < 0.9 < high < 0.98


def test_intervals_are_the_same_each_time() -> None:
    notes = [_note(annotated=10, found=12, matched=matched) for matched in range(1, 10)]
    assert interval(notes, draws=100) == interval(notes, draws=100)


def _note(annotated: int, found: int, matched: int) -> Tallies:
    return Tallies({OVERALL: Tally(annotated=annotated, found=found, matched=matched, status_right=matched)})


def test_kappa_of_a_published_table() -> None:
    # Cohen 1960-style two by two: 20 and 15 agreed, 5 and 10 not: observed .70, by chance .50
    table = Counter({("present", "present"): 20, ("present", "denied"): 5, ("denied", "present"): 10, ("denied", "denied"): 15})
    kappa = cohens_kappa(table)
    assert kappa is not None
    assert round(kappa, 3) == 0.4


def test_there_is_no_kappa_where_only_one_status_occurs() -> None:
    assert cohens_kappa(Counter({("present", "present"): 9})) is None


def test_two_annotators_are_compared_mention_by_mention() -> None:
    text = "Panic attacks. Denies SI."
    panic = {"indicator": "panic", "start": 0, "end": 13, "quote": "Panic attacks", "status": "present"}
    ideation = {"indicator": "suicidal_ideation", "start": 22, "end": 24, "quote": "SI", "status": "denied"}
    first = GoldNote("01", "soap", "test", text, (panic, ideation))
    second = GoldNote("01", "soap", "test", text, ({**ideation, "status": "present"},))
    overall = agreement([(first, second)]).as_json()["groups"][OVERALL]
    assert (overall["precision"], overall["recall"], overall["status"]) == (1, 0.5, 0)


def test_what_each_annotator_saw_alone_is_no_note_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "Denies SI.", [{"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"}])
    for who in ("first", "second"):
        (tmp_path / "annotators" / who).mkdir(parents=True)
        (tmp_path / "annotators" / who / "01.json").write_text((tmp_path / "01.json").read_text())
    assert len(gold_notes(tmp_path)) == 1
    [(first, second)] = second_annotations(tmp_path)
    assert first.findings == second.findings


def test_the_report_shows_intervals_and_the_agreement_of_the_annotators(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "Denies SI.", [{"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"}])
    for who in ("first", "second"):
        (tmp_path / "annotators" / who).mkdir(parents=True)
        (tmp_path / "annotators" / who / "01.json").write_text((tmp_path / "01.json").read_text())
    assert main(["evaluate", "--gold", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "1.000  (1.00–1.00)" in out
    assert "two annotators apart from each other, 1 notes: F1 1.000" in out


def test_the_totals_of_other_writers_stand_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("notes", "many_writers"):
        (tmp_path / "tests" / "reading" / folder).mkdir(parents=True)
    said = [{"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"}]
    write(tmp_path / "tests" / "reading" / "notes", "Denies SI.", said, part="test")
    others = [
        {"indicator": "suicidal_ideation", "quote": "SI", "status": "denied"},
        {"indicator": "grief", "quote": "zorb", "status": "present"},
    ]
    write(tmp_path / "tests" / "reading" / "many_writers", "Denies SI. A zorb.", others, part="test")
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate"]) == 0
    *_, totals, last = capsys.readouterr().out.splitlines()
    assert "only the parts test say how" in last
    assert totals.endswith("many_writers, part test: 1 notes, F1 0.667 (precision 1.000, recall 0.500), status 1.000, risk recall 1.000")
    assert main(["evaluate", "--gold", "tests/reading/notes"]) == 0
    assert "many_writers" not in capsys.readouterr().out
