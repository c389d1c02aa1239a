"""The audit pack: it names what was amended, and finds and names what was changed in the database behind the application's back."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from tests.cast import FOREIGN_NAME, Cast
from tests.web.conftest import SignIn
from tests.web.reviews.reviewed import OWN, a_signed_review

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission
from fullarc.web.audit.triggers import protected_tables
from fullarc.web.audit_pack.actions import check, make_pack
from fullarc.web.audit_pack.queries import BROKEN, pack_of
from fullarc.web.clients.models import Session
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Score
from fullarc.web.notes.actions import begin_note, sign_note
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.plans.models import Diagnosis
from fullarc.web.process_notes.actions import keep


@pytest.fixture
def pen(cast: Cast) -> Cast:
    """A course with a signed note, two amendments to it, a score and a process note."""
    note = begin_note(cast.session, by=cast.mira, format_key="free", parts={"text": "She slept better. No thoughts of suicide."})
    sign_note(note, by=cast.mira, started_from=note.version)
    add_addendum(note, kind="addendum", reason="forgotten", text="Her sister came along.", by=cast.mira)
    add_addendum(note, kind="correction", reason="misheard", passage="slept better", text="slept worse", by=cast.mira)
    enter_totals(cast.course, measure="phq-9", values={"total": 14.0}, on=cast.session.date, by=cast.mira, mode="staff")
    keep(cast.course, day=cast.session.date, text="canaryprocess", by=cast.mira)
    return cast


def files_of(cast: Cast) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(make_pack(cast.course, cast.course.began, timezone.localdate(), by=cast.mira))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def printed(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def tags_of(pdf: bytes) -> set[str]:
    """The kinds of the elements of the document's structure ("/H1"), which a screen reader goes by."""
    elements: list[Any] = [PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]]
    tags: set[str] = set()
    while elements:
        element = elements.pop().get_object()
        if isinstance(element, ArrayObject):
            elements += element
        elif isinstance(element, DictionaryObject):
            tags |= {str(element["/S"])} if "/S" in element else set()
            elements += [element["/K"]] if "/K" in element else []
    return tags


def behind_the_back(statement: str, *values: object) -> None:
    """As somebody would who has the database file: no trigger stands in the way."""
    connection.check_constraints()
    for protected in protected_tables():
        protected.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1
    for protected in protected_tables():
        protected.install(connection)


def key_of(row: Any) -> object:
    return row.pk if connection.vendor == "postgresql" else row.pk.hex


def one_letter_else(row: Any, column: str) -> None:
    """Another letter in the middle of a cell."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE id = %s', [key_of(row)])
        cell = str(cursor.fetchone()[0])
    place = len(cell) // 2
    other = cell[:place] + ("A" if cell[place] != "A" else "B") + cell[place + 1 :]
    behind_the_back(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', other, key_of(row))


def faults_of(cast: Cast) -> list[str]:
    return [fault for one in check(cast.client, by=cast.mira) for fault in one.faults]


def test_the_pack_of_a_course_with_two_amendments_names_them(pen: Cast) -> None:
    files = files_of(pen)
    words = printed(files["audit-pack.pdf"])
    for told in (
        "Addendum",
        "forgotten",
        "Her sister came along.",
        "Correction",
        "misheard",
        "slept worse",
        "1 closed notes with 2 amendments",
    ):
        assert told in words
    manifest = json.loads(files["manifest.json"])
    [note] = manifest["notes"]
    assert [added["kind"] for added in note["amendments"]] == ["Addendum", "Correction"]
    assert note["signature"]["text_hash"] == Note.objects.get().content_hash
    assert manifest["whole"] is True


def test_the_pdf_is_tagged_and_says_who_signed_measured_and_came(pen: Cast) -> None:
    pdf = files_of(pen)["audit-pack.pdf"]
    words = printed(pdf)
    for told in (
        "Signed by Mira Lind",
        "clinician",
        "PHQ-9",
        "Attended",
        "Who opened the record",
        "Everything that was checked is as it was",
    ):
        assert told in words, told
    assert {"/H1", "/Table"} <= tags_of(pdf)


def test_no_process_note_and_nothing_of_another_client_is_in_the_pack(pen: Cast) -> None:
    files = files_of(pen)
    told = printed(files["audit-pack.pdf"]) + files["manifest.json"].decode() + files["access.csv"].decode()
    assert "canaryprocess" not in told
    assert FOREIGN_NAME not in told


def test_the_manifest_holds_no_word_of_a_note_and_the_hash_of_every_file(pen: Cast) -> None:
    files = files_of(pen)
    manifest = json.loads(files["manifest.json"])
    assert set(manifest["files"]) == {"audit-pack.pdf", "access.csv"}
    assert b"slept" not in files["manifest.json"]


def test_who_opened_the_record_stands_in_the_pack(pen: Cast) -> None:
    open_client(pen.supervisor, pen.client.id, to=Permission.READ_NOTES)
    files = files_of(pen)
    assert b"Sven Holt" in files["access.csv"]
    pack = pack_of(pen.course, pen.course.began, timezone.localdate(), by=pen.mira)
    assert {"Sven Holt", "Mira Lind"} <= {row.who for row in pack.access}


def test_only_the_period_is_in_the_pack(pen: Cast) -> None:
    day = pen.session.date + timedelta(days=1)
    pack = pack_of(pen.course, day, day, by=pen.mira)
    assert (pack.notes, pack.measures, pack.attendance) == ((), (), ())


def test_signed_reviews_stand_in_the_pack_and_a_changed_one_is_found(pen: Cast) -> None:
    review = a_signed_review(pen)
    pack = pack_of(pen.course, pen.course.began, timezone.localdate(), by=pen.mira)
    assert [(each.title, each.signature.by) for each in pack.reviews] == [("Discharge review, number 1", "Mira Lind")]
    assert any(words in told for words in OWN.values() for told in pack.reviews[0].words)
    behind_the_back("UPDATE reviews_review SET kind = 'audit' WHERE id = %s", key_of(review))
    assert faults_of(pen) == [f"Review for an audit, number 1 (row {review.pk}): it is not what was signed"]


def test_an_untouched_record_is_in_order(pen: Cast) -> None:
    assert faults_of(pen) == []


def test_a_changed_byte_of_a_sealed_cell_is_found_and_named(pen: Cast) -> None:
    note = Note.objects.get()
    one_letter_else(note, "parts")
    faults = faults_of(pen)
    assert any(f"notes.note, row {note.pk}, column parts" in fault for fault in faults)
    assert any(fault.startswith(f"Note of {note.session.date}") for fault in faults)
    files = files_of(pen)
    words = printed(files["audit-pack.pdf"])
    assert str(note.pk) in words.replace(" ", "").replace("\u200b", "") or str(note.pk)[:13] in words
    assert BROKEN[1:30] in words
    assert json.loads(files["manifest.json"])["whole"] is False


@pytest.mark.parametrize("model", [Addendum, Score, Diagnosis], ids=lambda model: model.__name__)
def test_a_changed_byte_is_found_wherever_it_is_sealed(pen: Cast, model: Any) -> None:
    row = model.objects.first() if model is not Diagnosis else Diagnosis.objects.get(course=pen.course)
    column = {"Addendum": "text", "Score": "result", "Diagnosis": "code"}[model.__name__]
    one_letter_else(row, column)
    assert any(f"row {row.pk}, column {column}" in fault for fault in faults_of(pen))
    assert files_of(pen)


def test_a_text_that_was_put_in_the_place_of_a_signed_one_is_found(pen: Cast) -> None:
    """Somebody who has the keys seals another text: its hash gives it away."""
    note = Note.objects.get()
    note.parts = {"text": "She said nothing of the kind."}
    field = Note._meta.get_field("parts")
    behind_the_back("UPDATE notes_note SET parts = %s WHERE id = %s", field.pre_save(note, True).token, key_of(note))
    assert faults_of(pen) == [f"Note of {note.session.date} (row {note.pk}): its text is not what was signed"]


def test_a_signature_that_was_moved_to_another_day_or_person_is_found(pen: Cast) -> None:
    note = Note.objects.get()
    earlier = note.signed_at - timedelta(days=30) if note.signed_at else None
    behind_the_back("UPDATE notes_note SET signed_at = %s WHERE id = %s", earlier, key_of(note))
    [fault] = faults_of(pen)
    assert f"Note (row {note.pk}): signer or time" in fault


def test_a_changed_line_of_the_trail_is_found_and_named(pen: Cast) -> None:
    behind_the_back("UPDATE audit_event SET category = 'else' WHERE sequence = 2")
    assert faults_of(pen) == ["Audit trail: event 2 is not as it was written"]


def test_the_number_of_queries_does_not_grow_with_the_notes(pen: Cast) -> None:
    until = timezone.localdate()
    with CaptureQueriesContext(connection) as few:
        pack_of(pen.course, pen.course.began, until, by=pen.mira)
    for session in Session.objects.bulk_create(Session(course=pen.course, date=pen.session.date) for _ in range(4)):
        note = begin_note(session, by=pen.mira, format_key="free", parts={"text": "Another day."})
        sign_note(note, by=pen.mira, started_from=note.version)
        add_addendum(note, kind="addendum", reason="x", text="y", by=pen.mira)
    with CaptureQueriesContext(connection) as more:
        pack_of(pen.course, pen.course.began, until, by=pen.mira)
    assert len(more) <= len(few)


def test_the_page_checks_and_makes_the_file(pen: Cast, signed_in: SignIn) -> None:
    browser = signed_in(pen.mira)
    url = reverse("audit_pack:pack", args=[pen.client.id, pen.course.id])
    page = browser.get(url).content.decode()
    kept = page.split('name="kept" value="')[1].split('"')[0]
    checked = browser.post(url, {"check": "yes"}).content.decode()
    assert "Everything that was checked is as it was signed" in checked
    given = {"since": pen.course.began, "until": timezone.localdate(), "plain": "on", "kept": kept}
    answer = browser.post(url, given)
    assert answer.content.startswith(b"PK")
    assert "audit-pack" in answer.headers["Content-Disposition"]
    assert browser.post(url, {**given, "until": pen.course.began - timedelta(days=1)}).status_code == 422


def test_what_was_changed_is_named_on_the_page(pen: Cast, signed_in: SignIn) -> None:
    one_letter_else(Note.objects.get(), "parts")
    page = signed_in(pen.mira).post(reverse("audit_pack:pack", args=[pen.client.id, pen.course.id]), {"check": "yes"})
    assert f"row {Note.objects.get().pk}, column parts" in page.content.decode()
