"""Notes and scores of one import are planned together, and the plan is carried out as it was shown."""

import io
import zipfile
from datetime import date

from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.import_plan import ImportChoices, Recorded, plan_import
from fullarc.exchange.incoming.notes_import import NoteChoices, digest_of
from fullarc.exchange.incoming.score_columns import ScoreMapping
from fullarc.exchange.incoming.scores_import import ScoreChoices
from fullarc.exchange.incoming.uploads import unpack

TODAY = date(2026, 11, 21)
NOTE = ("01_2024-03-14.txt", b"Client slept better.")
TABLE = ("scores.csv", b"date,measure,score\n2024-03-12,phq-9,18\n2024-03-21,phq-9,14\n")


def plan(*files, **kwargs):
    return plan_import(unpack(files), today=TODAY, **kwargs)


def test_a_folder_of_a_course_brings_its_notes_and_its_scores():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("course/notes/01_2024-03-14.txt", NOTE[1])
        archive.writestr("course/scores.csv", TABLE[1])
    result = plan(("course.zip", out.getvalue()))
    assert result.settled
    assert (len(result.notes.ready), len(result.scores.accepted)) == (1, 2)
    assert result.days == (date(2024, 3, 12), date(2024, 3, 14), date(2024, 3, 21))


def test_a_second_table_is_refused():
    assert "one" in plan(TABLE, ("more.csv", TABLE[1])).refused[0].reason.casefold()


def test_a_table_that_cannot_be_read_is_refused_and_the_notes_are_planned():
    result = plan(NOTE, ("scores.csv", b"\x00\x00"))
    assert result.scores is None
    assert result.refused[0].file == "scores.csv"
    assert result.brings_something


def test_a_plan_with_a_question_is_not_settled():
    assert not plan(NOTE, ("visit.txt", b"Words.")).settled
    assert not plan(("scores.csv", b"when,phq-9\n03/04/2024,12\n")).settled


def test_a_choice_of_columns_that_does_not_fit_the_table_falls_back_to_the_suggestion():
    choices = ImportChoices(scores=ScoreChoices(ScoreMapping(date=7, score=9)))
    assert len(plan(TABLE, choices=choices).scores.accepted) == 2


def test_what_is_in_the_record_is_not_brought_in_again():
    recorded = Recorded(notes={(date(2024, 3, 14), digest_of(NOTE[1].decode()))}, sessions={date(2024, 3, 14)})
    result = plan(NOTE, recorded=recorded)
    assert not result.brings_something
    assert result.known == 1


def test_a_plan_is_recognised_until_what_it_would_store_changes():
    first, again = plan(NOTE, TABLE), plan(NOTE, TABLE)
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != plan(NOTE).fingerprint
    later = ImportChoices(notes=NoteChoices(order=DayOrder.DAY_FIRST, days={"1": date(2024, 3, 15)}))
    assert first.fingerprint != plan(NOTE, TABLE, choices=later).fingerprint
