"""The caseload: one's own clients and nobody else's, judged once and again after a change, never more queries for more clients."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NAME, Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.clients.actions import add_event, add_session, change_course, change_session
from fullarc.web.clients.models import LifeEvent, Session
from fullarc.web.findings.actions import dismiss, ensure_read
from fullarc.web.goals.actions import agree_goal, rate_goal
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.actions import enter_answers, enter_totals, withdraw
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import begin_note, import_note, save_draft, sign_note
from fullarc.web.progress import rows
from fullarc.web.progress.models import CourseRow
from fullarc.web.progress.rows import summaries

URL = "/caseload/"
TEXT = "Reports three panic attacks this week. Denies suicidal ideation."


def form(cast: Cast, value: int = 2) -> Administration:
    answers: dict[int, int | None] = dict.fromkeys(range(1, 8), value)
    return enter_answers(cast.course, measure="gad-7", answers=answers, on=cast.session.date, by=cast.mira, mode=Administration.Mode.STAFF)


def test_it_shows_ones_own_clients_and_no_word_of_others(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(URL).content.decode()
    assert NAME in page
    assert "Foreign Canaryname" not in page


@pytest.mark.parametrize("who", ["front_desk", "auditor"])
def test_those_without_clinical_rights_have_no_caseload(cast: Cast, signed_in: SignIn, who: str) -> None:
    answer = signed_in(getattr(cast, who)).get(URL)
    assert answer.status_code == 403
    assert NAME.encode() not in answer.content


def test_a_blocked_clinician_does_not_see_the_client(cast: Cast, signed_in: SignIn) -> None:
    assert NAME not in signed_in(cast.blocked).get(URL).content.decode()


@pytest.mark.parametrize("words", ["nora", "CANARYNAME", "c-0417", "trains", "f40.0", "nora trains"])
def test_a_client_is_found_by_name_code_problem_or_diagnosis(cast: Cast, signed_in: SignIn, words: str) -> None:
    add_record("C-0700", "Somebody Else", cast.mira, cast.session.date)
    page = signed_in(cast.mira).post(URL, {"find": words}).content.decode()
    assert f">{NAME}<" in page
    if "canaryname" in words.casefold() or "0417" in words or "nora" in words:
        assert "Somebody Else" not in page


def test_a_search_finds_no_client_of_others(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).post(URL, {"find": "foreign"}).content.decode()
    assert "None of your 2 clients fits" in page


def test_a_name_that_is_looked_for_stands_in_no_address(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = browser.post(URL, {"find": "nora", "show": "all"}).content.decode()
    assert cast.client.code in page
    assert "find=" not in page
    assert 'method="get" role="search"' not in page
    assert browser.get(URL, {"find": "nobody of this name"}).context["find"] == ""


def test_a_filter_shows_whom_it_names_and_how_many(cast: Cast, signed_in: SignIn) -> None:
    add_record("C-0700", "Somebody Else", cast.mira, cast.session.date)
    import_note(cast.session, text="Has thoughts of suicide with a plan.", source_name="", by=cast.mira)
    page = signed_in(cast.mira).get(URL, {"show": "risk"}).content.decode()
    rows = page[page.index("<tbody>") :]
    assert NAME in rows
    assert "Somebody Else" not in rows


def test_the_number_of_queries_is_the_same_for_3_and_for_60_clients_when_nothing_changed(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)

    def queries() -> int:
        browser.get(URL)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(URL).status_code == 200
        return len(seen)

    add_record("C-0800", "Client 0", cast.mira, cast.session.date)
    with_3 = queries()
    for n in range(1, 58):
        add_record(f"C-08{n:02}", f"Client {n}", cast.mira, cast.session.date)
    assert queries() == with_3
    assert CourseRow.objects.count() == 60


def signed_a_note(cast: Cast) -> None:
    note = begin_note(cast.session, by=cast.mira, format_key="free")
    save_draft(note, parts={"text": TEXT}, format_key="free", started_from=note.version, by=cast.mira)
    sign_note(note, by=cast.mira, started_from=note.version)


def dismissed_a_finding(cast: Cast) -> None:
    import_note(cast.session, text=TEXT, source_name="", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    summaries([cast.course], by=cast.mira)
    dismiss(next(iter(cast.session.notes.get().findings.all())), by=cast.mira)


def rated_a_goal(cast: Cast) -> None:
    goal = agree_goal(cast.course, Goal(text="Take the train", agreed_on=cast.course.began), by=cast.mira)
    summaries([cast.course], by=cast.mira)
    rate_goal(goal, value=Decimal(1), on=cast.session.date, by=cast.mira)


def withdrew_a_form(cast: Cast) -> None:
    filled = form(cast)
    summaries([cast.course], by=cast.mira)
    withdraw(filled, because="wrong client", by=cast.mira)


def changed_a_session(cast: Cast) -> None:
    session = cast.session
    session.attendance = "missed"
    change_session(session, by=cast.mira, started_from=session.version, fields=["attendance"])


def ended_the_course(cast: Cast) -> None:
    course = cast.course
    course.ended = course.began + timedelta(days=20)
    change_course(course, by=cast.mira, started_from=course.version, fields=["ended"])


CHANGES: dict[str, Callable[[Cast], object]] = {
    "a note is signed": signed_a_note,
    "a form is entered": form,
    "a total is entered": lambda cast: enter_totals(
        cast.course, measure="phq-9", values={"total": 12}, on=cast.session.date, by=cast.mira, mode=Administration.Mode.STAFF
    ),
    "a form is withdrawn": withdrew_a_form,
    "a goal is agreed": lambda cast: agree_goal(cast.course, Goal(text="Swim", agreed_on=cast.course.began), by=cast.mira),
    "a goal is rated": rated_a_goal,
    "a finding is dismissed": dismissed_a_finding,
    "a session is added": lambda cast: add_session(cast.course, Session(date=cast.session.date + timedelta(days=3)), by=cast.mira),
    "a session is changed": changed_a_session,
    "an event is added": lambda cast: add_event(cast.course, LifeEvent(date=cast.session.date, text="Moved house"), by=cast.mira),
    "the course is ended": ended_the_course,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_row_is_made_anew_when(cast: Cast, change: Callable[[Cast], object]) -> None:
    summaries([cast.course], by=cast.mira)
    change(cast)
    before = CourseRow.objects.get(course=cast.course).last_change
    summaries([cast.course], by=cast.mira)
    assert CourseRow.objects.get(course=cast.course).last_change > before


def test_a_row_stays_when_nothing_changed(cast: Cast, signed_in: SignIn) -> None:
    form(cast)
    summaries([cast.course], by=cast.mira)
    kept = CourseRow.objects.get(course=cast.course).last_change
    browser = signed_in(cast.mira)
    browser.get(URL)
    browser.get(reverse("progress:course", args=[cast.client.pk, cast.course.pk]))
    summaries([cast.course], by=cast.mira)
    assert CourseRow.objects.get(course=cast.course).last_change == kept


def test_new_rules_make_the_row_anew(cast: Cast) -> None:
    summaries([cast.course], by=cast.mira)
    row = CourseRow.objects.get(course=cast.course)
    row.rules_version = "older"
    row.save()
    summaries([cast.course], by=cast.mira)
    row.refresh_from_db()
    assert row.rules_version != "older"


def test_after_new_rules_a_large_caseload_is_judged_anew_over_several_looks_and_says_so(
    cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(2):
        add_record(f"C-08{n:02}", f"Client {n}", cast.mira, cast.session.date)
    browser = signed_in(cast.mira)
    browser.get(URL)
    CourseRow.objects.update(rules_version="older")
    monkeypatch.setattr(rows, "SECONDS", 0.0)
    page = browser.get(URL).content.decode()
    assert "4 rows still say what was said before" in page
    assert page.count("data-row") == 4
    monkeypatch.setattr(rows, "SECONDS", 60.0)
    assert "still say" not in browser.get(URL).content.decode()
    assert not CourseRow.objects.filter(rules_version="older").exists()


def test_what_changed_itself_is_judged_at_once_whatever_the_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SECONDS", 0.0)
    summaries([cast.course], by=cast.mira)
    form(cast)
    assert summaries([cast.course], by=cast.mira)[cast.course.pk].measure == "GAD-7"


def test_what_the_row_says_is_encrypted_in_the_database(cast: Cast) -> None:
    summaries([cast.course], by=cast.mira)
    with connection.cursor() as cursor:
        cursor.execute("SELECT summary FROM progress_courserow")
        assert "canaryproblem" not in cursor.fetchone()[0]
