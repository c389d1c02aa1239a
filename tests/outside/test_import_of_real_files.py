"""The import meets files that nobody here wrote: real psychiatry reports, an invented course of fifteen notes, published tables."""

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from fullarc.exchange.incoming.csv_reading import read_table
from fullarc.exchange.incoming.import_plan import plan_import
from fullarc.exchange.incoming.score_columns import suggest
from fullarc.exchange.incoming.uploads import unpack
from fullarc.instruments.catalogue import catalogue

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")


def packed(texts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts:
            archive.writestr(name, text)
    return [("notes.zip", out.getvalue())]


def psychiatry_notes():
    lines = (DATA / "mtsamples" / "psychiatry.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return [(f"{n:02}_{date(2025, 1, 6) + timedelta(weeks=n):%Y-%m-%d}.txt", text) for n, text in enumerate(texts, 1)]


def test_every_psychiatry_report_becomes_a_note_with_its_text_unchanged():
    given = psychiatry_notes()
    plan = plan_import(unpack(packed(given)), today=TODAY)
    assert not plan.refused
    assert [note.text for note in plan.notes.ready] == [text for _, text in given]
    assert len(plan.notes.new_sessions) == 27


def test_psychiatry_reports_without_a_day_in_their_names_wait_or_say_where_the_day_stands():
    given = [(f"report {n}.txt", text) for n, (_, text) in enumerate(psychiatry_notes())]
    plan = plan_import(unpack(packed(given)), today=TODAY)
    assert len(plan.notes.ready) + len(plan.notes.waiting) == 27
    assert all(note.dated_by == "the first lines" for note in plan.notes.ready)


def test_the_invented_course_comes_in_whole():
    course = json.loads((DATA / "synthetic_courses" / "INS-W_963.json").read_text())
    given = [(f"{n:02}_{visit['date']}.md", visit["notes"]) for n, visit in enumerate(course["persona"]["encounters"], 1)]
    plan = plan_import(unpack(packed(given)), today=TODAY)
    assert plan.settled
    assert len(plan.notes.ready) == 15


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.name)
def test_a_published_table_is_read_and_never_taken_without_a_date(path):
    plan = plan_import(unpack([(path.name, path.read_bytes())]), today=TODAY)
    assert plan.mapping.date is not None or any("date" in problem for problem in plan.scores.problems)


def test_the_items_of_a_published_table_are_recognised():
    path = DATA / "phq9_gad7_retest" / "phq9_gad7_t1_t2.csv"
    mapping = suggest(read_table(path.name, path.read_bytes()), catalogue())
    assert [(group.measure, len(group.columns)) for group in mapping.items] == [("phq-9", 9), ("gad-7", 7)]
