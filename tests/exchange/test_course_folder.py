"""A COURSE_DIR becomes a timeline, or is refused with what to do."""

import json
from datetime import date
from pathlib import Path

import pytest

from fullarc.course.timeline import Attendance
from fullarc.exchange.incoming.course_folder import RefusedCourse, read_course

NOTE = "Panic attacks twice a week. Denies SI."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "01_2026-01-14.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path


def facts(folder: Path, **values: object) -> Path:
    (folder / "course.json").write_text(json.dumps(values), encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(RefusedCourse) as caught:
        read_course(folder)
    return str(caught.value)


def test_notes_alone_are_a_course(folder: Path) -> None:
    timeline = read_course(folder)
    assert [(note.date, note.source) for note in timeline.notes] == [(date(2026, 1, 14), "notes/01_2026-01-14.txt")]
    assert {noted.finding.indicator for noted in timeline.findings} >= {"panic", "suicidal_ideation"}


def test_scores_alone_are_a_course(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("date,measure,score\n2026-01-14,PHQ-9,18\n2026-02-14,phq9,9\n", encoding="utf-8")
    assert [(one.measure, one.value) for one in read_course(tmp_path).scores] == [("phq-9", 18), ("phq-9", 9)]


def test_facts_may_stand_in_toml(folder: Path) -> None:
    toml = 'presenting_problem = "panic"\ndiagnoses = ["F40.01"]\n[[goals]]\nid = "1"\ntext = "Take the train."\n'
    (folder / "course.toml").write_text(toml, encoding="utf-8")
    timeline = read_course(folder)
    assert (timeline.presenting_problem, timeline.diagnoses, timeline.goals[0].text) == ("panic", ("F40.01",), "Take the train.")


def test_goals_scores_sessions_and_events_come_from_course_json(folder: Path) -> None:
    facts(
        folder,
        goals=[{"id": "1", "text": "Take the train."}],
        scores=[{"date": "2026-01-14", "measure": "phq-9", "value": 18}],
        sessions=[{"date": "2026-01-14"}, {"date": "2026-01-21", "attendance": "missed"}],
        ratings=[{"date": "2026-01-14", "goal": "1", "value": -2, "scale": "gas"}],
        events=[{"date": "2026-01-10", "text": "Moved house", "indicator": "relocation"}],
    )
    timeline = read_course(folder)
    assert [session.attendance for session in timeline.sessions] == [Attendance.ATTENDED, Attendance.MISSED]
    assert (timeline.ratings[0].value, timeline.events[0].text, timeline.scores[0].session) == (-2, "Moved house", 1)


def test_answers_are_scored_and_their_risk_item_is_judged(folder: Path) -> None:
    facts(folder, scores=[{"date": "2026-01-14", "measure": "phq-9", "answers": [1, 1, 1, 1, 1, 1, 1, 1, 2]}])
    [score] = read_course(folder).scores
    assert (score.value, score.risk[0].item, score.risk[0].about) == (10, 9, "suicidal_ideation")


def test_an_answer_of_zero_to_the_risk_item_is_asked_and_denied(folder: Path) -> None:
    facts(folder, scores=[{"date": "2026-01-14", "measure": "phq-9", "answers": [1, 1, 1, 1, 1, 1, 1, 1, 0]}])
    [score] = read_course(folder).scores
    assert (score.risk, score.risk_asked) == ((), ("suicidal_ideation",))


def test_a_log_may_be_long_or_wide(folder: Path) -> None:
    (folder / "log.csv").write_text("date,mood,urges\n2026-01-14,6,2\n2026-01-15,,1\n", encoding="utf-8")
    wide = [(one.item, one.value, one.better) for one in read_course(folder).entries]
    assert wide == [("mood", 6, "higher"), ("urges", 2, "lower"), ("urges", 1, "lower")]
    (folder / "log.csv").write_text("date,log,item,value\n2026-01-14,diary,mood,6\n", encoding="utf-8")
    assert [(one.log, one.item) for one in read_course(folder).entries] == [("diary", "mood")]


def test_a_missing_folder_says_what_is_expected(tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(tmp_path / "nobody")


def test_an_empty_folder_says_what_is_expected(tmp_path: Path) -> None:
    assert "neither notes nor scores" in refusal(tmp_path)


def test_a_note_without_a_date_in_its_name_is_refused(folder: Path) -> None:
    (folder / "notes" / "first.txt").write_text(NOTE, encoding="utf-8")
    assert "the name holds no date" in refusal(folder)


def test_an_impossible_date_is_refused(folder: Path) -> None:
    (folder / "notes" / "02_2026-02-31.txt").write_text(NOTE, encoding="utf-8")
    assert "2026-02-31" in refusal(folder)


def test_a_score_out_of_range_is_refused_with_the_range(folder: Path) -> None:
    (folder / "scores.csv").write_text("date,measure,score\n2026-01-14,PHQ-9,43\n", encoding="utf-8")
    assert refusal(folder) == "scores.csv, line 2: PHQ-9: found 43; totals run from 0 to 27"


def test_a_second_score_of_one_measure_at_one_time_is_refused_with_what_to_do(folder: Path) -> None:
    (folder / "scores.csv").write_text(
        "date,measure,score\n2026-01-14,phq-9,17\n2026-01-14,gad-7,9\n2026-01-14,PHQ-9,12\n", encoding="utf-8"
    )
    assert refusal(folder) == (
        "scores.csv, line 4: found a second score of phq-9 at 2026-01-14; expected one at a time; take out the wrong one, or give the time "
        "of day of both, for example 2026-01-14T09:30"
    )
    facts(folder, scores=[{"date": "2026-01-14", "measure": "phq-9", "answers": [1] * 9}])
    assert "line 2: found a second score of phq-9" in refusal(folder)


def test_two_scores_of_one_day_with_their_times_are_taken_in_order(folder: Path) -> None:
    lines = "date,measure,score\n2026-01-14T16:00,phq-9,12\n2026-01-14T09:00,phq-9,17\n2026-01-14,gad-7,\n2026-01-14,gad-7,8\n"
    (folder / "scores.csv").write_text(lines, encoding="utf-8")
    found = [(one.measure, one.value) for one in read_course(folder).scores]
    assert [value for measure, value in found if measure == "phq-9"] == [17, 12]
    assert sorted(value is None for measure, value in found if measure == "gad-7") == [False, True]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("scores.csv", "date,measure,score\n2026-01-14,phq-9,12\n2026-03-03,phq-9,9\n", "scores.csv, line 3"),
        ("log.csv", "date,mood\n2026-03-03,4\n", "log.csv"),
        ("notes/02_2026-03-03.txt", NOTE, "notes/02_2026-03-03.txt"),
        ("course.json", '{"goals": [{"text": "Drive"}], "ratings": [{"date": "2026-03-03", "goal": "1", "value": 4}]}', "course.json"),
    ],
)
def test_a_record_of_a_day_to_come_is_refused(name: str, text: str, place: str, folder: Path) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert read_course(folder, today=date(2026, 3, 3)).scores is not None
    with pytest.raises(RefusedCourse, match="lies in the future; give the day") as caught:
        read_course(folder, today=date(2026, 3, 2))
    assert str(caught.value).startswith(place)


def test_wrong_columns_are_refused_by_name(folder: Path) -> None:
    (folder / "scores.csv").write_text("day,test,points\n2026-01-14,PHQ-9,3\n", encoding="utf-8")
    assert "found the columns day, test, points; expected date, measure, score" in refusal(folder)


def test_a_broken_course_file_names_the_file_and_line(folder: Path) -> None:
    (folder / "course.json").write_text('{"goals": [}', encoding="utf-8")
    assert refusal(folder).startswith("course.json: cannot be understood (line 1)")


def test_an_empty_note_is_refused_and_no_word_of_any_note_is_said(folder: Path) -> None:
    (folder / "notes" / "02_2026-01-21.txt").write_text("  \n", encoding="utf-8")
    message = refusal(folder)
    assert "02_2026-01-21.txt" in message
    assert "Panic" not in message


def test_an_unknown_measure_is_taken_as_it_is(folder: Path) -> None:
    (folder / "scores.csv").write_text("date,measure,score\n2026-01-14,PANAS positive,12\n", encoding="utf-8")
    assert read_course(folder).scores[0].measure == "PANAS positive"
