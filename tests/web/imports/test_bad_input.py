"""Bad files: a clear sentence, nothing lost, nothing half-written. One good note goes along each time and is still offered."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.imports.walks import carry_out, newest, packed, page_of, upload

from fullarc.web.imports.models import HeldFile, Import
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

GOOD = ("2024-03-14.txt", b"Client slept better.")


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("2024-03-21.txt", b"", "The file is empty."),
        ("2024-03-21.txt", b" \n ", "The note is empty"),
        ("2024-03-21.txt", b"\x00\x01binary" * 99, "This is no text"),
        ("2024-03-21.txt", b"%PDF-1.7 binary", "This is a PDF"),
        ("2024-03-21.docx", b"PK\x03\x04 broken", "broken"),
        ("2024-03-21.exe", b"MZ", "Files of this kind are not read"),
        ("notes.zip", b"not a zip", "The archive is broken"),
        ("bomb.zip", packed([(f"{n}.txt", b"a" * 6_000_000) for n in range(3)]), "100 times its size"),
        ("nested.zip", packed([("inner.zip", b"x")]), "archive in an archive"),
        ("scores.csv", b"date,measure,score\n2024-03-14,phq-9,28\n", "above the range"),
        ("scores.csv", b'date,measure,score\n2024-03-14,"phq-9,12\n', "quotation marks"),
        ("scores.csv", b"\xff\xfe\x00broken", "not a"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_the_good_one_beside_it_comes_in(
    name: str, data: bytes, sentence: str, cast: Cast, browser: Browser
) -> None:
    if sentence == "not a":
        sentence = "UTF-16"
    shown = upload(browser, cast.course, GOOD, (name, data)).content.decode()
    assert sentence in shown
    assert "1 note and 0 scores would be brought in" in shown
    carry_out(browser, newest(cast.course))
    assert Note.objects.get().source_name == GOOD[0]
    assert not Administration.objects.exists()


SPOKEN = "She slept well and walked. "  # one finding each time
PLAIN = "The chair stood by the window. "


@pytest.mark.parametrize("spoken", [2_000, pytest.param(40_000, marks=pytest.mark.long)])
def test_a_note_of_one_megabyte_comes_in_whole(spoken: int, cast: Cast, browser: Browser) -> None:
    text = (SPOKEN * spoken + PLAIN * 40_000)[: 1024 * 1024]
    upload(browser, cast.course, ("2024-03-14.txt", text.encode()))
    carry_out(browser, newest(cast.course))
    assert len(Note.objects.get().text) == len(text.strip("\n"))


def test_wrong_columns_are_named_and_nothing_is_taken_for_something_else(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, ("scores.csv", b"colour,shape\nred,round\n")).content.decode()
    assert "No column is chosen for the date. The columns are: colour, shape." in shown
    assert "Go on to the dry run" in shown


def test_dates_in_three_ways_are_read_alike(cast: Cast, browser: Browser) -> None:
    table = b"date,measure,score\n2024-03-14,phq-9,18\n21/03/2024,phq-9,16\n28 Mar 2024,phq-9,14\n"
    upload(browser, cast.course, ("scores.csv", table))
    carry_out(browser, newest(cast.course))
    assert [str(row.date) for row in Administration.objects.order_by("date")] == ["2024-03-14", "2024-03-21", "2024-03-28"]


def test_dates_that_could_be_two_days_are_asked_about(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, ("scores.csv", b"date,measure,score\n03/04/2024,phq-9,18\n")).content.decode()
    assert "day first: 3/4/2024 is 3 April" in shown
    carry_out(browser, newest(cast.course))
    assert not Administration.objects.exists()


def test_a_file_over_ten_megabytes_is_not_kept_at_all(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, GOOD, ("big.txt", b"a" * (10 * 1024 * 1024 + 1)))
    assert shown.status_code == 422
    assert "big.txt is too large" in shown.content.decode()
    assert not HeldFile.objects.exists()


def test_an_upload_without_files_is_asked_again(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course)
    assert shown.status_code == 422
    assert "No file was chosen" in shown.content.decode()


def test_the_list_of_refused_rows_runs_nothing_in_a_spreadsheet(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("=cmd().exe", b"x"), ("scores.csv", b"=date,measure,score\n2024-03-14,phq-9,99\nx,phq-9,1\n"))
    answer = browser.get(page_of(newest(cast.course), "refused"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode(), newline="")))
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any(cell == "'=cmd().exe" for row in rows for cell in row)


def test_a_name_with_markup_is_only_a_name(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, ("2024-03-14 <img src=x onerror=alert(1)>.txt", b"Words."), ("<b>.csv", b"<i>a</i>,b\n1,2\n"))
    assert "<img src=x" not in shown.content.decode()
    assert "<i>a</i>" not in shown.content.decode()


def test_what_is_sent_to_the_questions_is_checked(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("scores.csv", b"a,b\n2024-03-14,1\n"))
    held = newest(cast.course)
    sent = {"from_version": "1", "column-0": "date", "column-1": "total|nothing|x"}
    assert browser.post(page_of(held, "questions"), sent).status_code == 422
    twice = browser.post(page_of(held, "questions"), {"from_version": "1", "column-0": "date", "column-1": "date"})
    assert "Two columns are chosen as date" in twice.content.decode()
    held.refresh_from_db()
    assert held.choices == {}


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_strange_version_changes_nothing(version: str, cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("visit.txt", b"Words."))
    held = newest(cast.course)
    browser.post(page_of(held, "questions"), {"from_version": version, "day-1": "2024-04-03"})
    held.refresh_from_db()
    assert held.choices == {}


def test_no_file_is_written_outside_the_database(cast: Cast, browser: Browser, tmp_path: object, settings: object) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)  # type: ignore[attr-defined]
    upload(browser, cast.course, ("../../escape.txt", b"a" * 4_000_000), ("n.zip", packed([("../../etc/x.txt", b"Words.")])))
    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]
    assert Import.objects.count() == 1


def test_the_dry_run_asks_the_database_a_fixed_number_of_times(cast: Cast, browser: Browser) -> None:
    counts = []
    for many in (3, 60):
        upload(
            browser, cast.course, ("notes.zip", packed([(f"{n}_2024-03-{n % 28 + 1:02}.txt", f"Words {n}.".encode()) for n in range(many)]))
        )
        with CountQueries() as count:
            browser.get(page_of(newest(cast.course), "dry_run"))
        counts.append(count.number)
    assert counts[0] == counts[1]


class CountQueries:
    """How many queries ran inside."""

    def __enter__(self) -> "CountQueries":
        connection.force_debug_cursor = True
        self.before = len(connection.queries_log)
        return self

    def __exit__(self, *_: object) -> None:
        self.number = len(connection.queries_log) - self.before
        connection.force_debug_cursor = False
