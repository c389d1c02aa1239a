"""Process notes are their author's: no role, page, file, reader or report has them."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.objects import load_all
from tests.web.test_every_url import ACTORS, PAGES, address

from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import StaffRole
from fullarc.web.encryption.cipher import Cell, unseal
from fullarc.web.findings.actions import ensure_read
from fullarc.web.process_notes import actions
from fullarc.web.process_notes.forms import belongs_elsewhere
from fullarc.web.process_notes.models import ProcessNote

load_all()
CANARY = "canaryprocess suicidal ideation in my countertransference"


@pytest.fixture
def note(cast: Cast) -> ProcessNote:
    return actions.keep(cast.course, day=cast.session.date, text=CANARY, by=cast.mira)


def test_their_author_writes_reads_changes_and_deletes_them(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(reverse("process_notes:new", args=[cast.client.pk, cast.course.pk]), {"date": "2026-01-05", "text": CANARY})
    note = ProcessNote.objects.get()
    url = reverse("process_notes:edit", args=[cast.client.pk, note.pk])
    assert CANARY in browser.get(url).content.decode()
    browser.post(url, {"date": "2026-01-05", "text": "Changed.", "from_version": 1})
    note.refresh_from_db()
    assert note.text == "Changed."
    conflict = browser.post(url, {"date": "2026-01-05", "text": "From an old tab.", "from_version": 1})
    assert conflict.status_code == 409
    browser.post(url, {"delete": "1"})
    assert not ProcessNote.objects.exists()


def test_nobody_else_finds_them_not_even_an_owner_in_the_care_team(cast: Cast, note: ProcessNote, signed_in: SignIn) -> None:
    StaffRole.objects.create(user=cast.colleague, role="owner")
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate())
    url = reverse("process_notes:edit", args=[cast.client.pk, note.pk])
    assert signed_in(cast.colleague).get(url).status_code == 404
    assert signed_in(cast.supervisor).get(url).status_code == 403
    assert signed_in(cast.owner).get(url).status_code == 403
    listed = signed_in(cast.colleague).get(reverse("process_notes:list", args=[cast.client.pk, cast.course.pk]))
    assert "You have written none" in listed.content.decode()


@pytest.mark.parametrize("page", [page for page in PAGES if not page.name.startswith("process_notes:")], ids=lambda page: page.name)
def test_no_other_page_shows_a_word_of_them(page: object, cast: Cast, note: ProcessNote, signed_in: SignIn) -> None:
    url = address(page, cast)  # type: ignore[arg-type]
    for name in ("mira",) if "client_id" in page.parameters else ACTORS:  # type: ignore[attr-defined]
        answer = signed_in(getattr(cast, name)).get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
        assert b"canaryprocess" not in body, name


@pytest.mark.parametrize("kind", ["html", "pdf", "json"])
def test_no_file_holds_a_word_of_them(cast: Cast, note: ProcessNote, signed_in: SignIn, kind: str) -> None:
    answer = signed_in(cast.mira).get(reverse("progress:file", args=[cast.client.pk, cast.course.pk, kind]))
    assert b"canaryprocess" not in (b"".join(answer.streaming_content) if answer.streaming else answer.content)  # type: ignore[arg-type]


def test_the_reader_does_not_read_them(cast: Cast, note: ProcessNote) -> None:
    assert ensure_read(cast.course, by=cast.mira) == 0
    assert not cast.client.signals.exists()  # type: ignore[attr-defined]


def test_the_key_of_the_record_alone_does_not_open_them(note: ProcessNote) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM process_notes_processnote")
        [(stored,)] = cursor.fetchall()
    assert "canaryprocess" not in stored
    assert "canaryprocess" not in unseal(stored, Cell("process_notes_processnote", "text", str(note.pk)))
    assert ProcessNote.objects.get().text == CANARY


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("PHQ-9 14 today", "a score"),
        ("F41.0 again", "a diagnosis code"),
        ("10:00 to 10:50", "a time of the session"),
        ("50 mg", "medication"),
    ],
)
def test_what_belongs_in_the_record_is_pointed_out(text: str, what: str) -> None:
    assert belongs_elsewhere(text) == [what]
    assert belongs_elsewhere("I felt protective of her.") == []


def test_a_saved_process_note_that_holds_a_score_says_where_it_belongs(cast: Cast, signed_in: SignIn) -> None:
    url = reverse("process_notes:new", args=[cast.client.pk, cast.course.pk])
    page = signed_in(cast.mira).post(url, {"date": "2026-01-05", "text": "PHQ-9 14."}, follow=True).content.decode()
    assert "belongs in the progress note" in page
