"""Notes and scores from files reach the record as the dry run said, or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.imports.walks import answer, carry_out, newest, packed, page_of, upload

from fullarc.exchange.incoming import document_texts
from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.exchange.incoming.notes_import import digest_of
from fullarc.web.audit.models import Event
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.imports import actions, queries
from fullarc.web.imports.models import KEPT, HeldFile, Import
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.queries import scores_of
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal

NOTE = ("01_2024-03-14.txt", b"Client slept better. Walked daily.")
LATER = ("02_2024-03-21.txt", b"Mood brighter this week.")
TABLE = ("scores.csv", b"date,measure,score\n2024-03-14,phq-9,18\n2024-03-21,PHQ-9,14\n2024-03-21,gad-7,99\n")
ITEMS = ("items.csv", ("date," + ",".join(f"PHQ{n}" for n in range(1, 10)) + "\n2024-03-14,1,2,1,1,1,1,1,1,2\n").encode())


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def test_notes_and_scores_are_shown_first_and_stored_only_when_carried_out(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, NOTE, LATER, TABLE).content.decode()
    assert "2 notes and 2 scores would be brought in; 2 sessions would be made" in shown
    assert not Note.objects.exists()
    assert not Administration.objects.exists()
    report = carry_out(browser, newest(cast.course)).content.decode()
    assert "2 notes and 2 scores were brought in" in report
    assert Note.objects.filter(state=Note.State.IMPORTED).count() == 2
    assert [value for *_, value in scores_of(cast.course) if value is not None] == [18, 14]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_write_while_files_are_read(cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    held, plan_of, unpack = list[bool](), queries.plan_of, actions.unpack

    def planned(*given: Any, **more: Any) -> ImportPlan:
        held.append(connection.in_atomic_block)
        return plan_of(*given, **more)

    def unpacked(*given: Any) -> Any:
        held.append(connection.in_atomic_block)
        return unpack(*given)

    for module in (queries, actions):
        monkeypatch.setattr(module, "plan_of", planned)
    monkeypatch.setattr(actions, "unpack", unpacked)
    upload(browser, cast.course, NOTE, LATER, TABLE)
    assert "2 notes and 2 scores were brought in" in carry_out(browser, newest(cast.course)).content.decode()
    assert len(held) >= 5
    assert not any(held)


def test_what_changed_while_the_plan_was_made_is_looked_at_again_and_nothing_is_stored(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(browser, cast.course, NOTE)
    plan_of = actions.plan_of

    def meanwhile(*given: Any, **more: Any) -> ImportPlan:
        made = plan_of(*given, **more)
        add_session(cast.course, Session(date=cast.session.date, minutes=50), by=cast.mira)
        return made

    monkeypatch.setattr(actions, "plan_of", meanwhile)
    assert "the record changed since this page was shown" in carry_out(browser, newest(cast.course)).content.decode()
    assert not Note.objects.exists()


def test_an_imported_note_keeps_its_words_its_day_and_the_name_of_its_file(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    carry_out(browser, newest(cast.course))
    note = Note.objects.select_related("session").get()
    assert (note.session.date, note.text, note.source_name) == (date(2024, 3, 14), NOTE[1].decode(), NOTE[0])
    assert note.author == cast.mira


def test_a_note_of_a_day_with_a_session_goes_to_that_session(cast: Cast, browser: Browser) -> None:
    day = cast.session.date
    upload(browser, cast.course, (f"{day}.txt", b"Slept better."), (f"{day} call.txt", b"Phone call."))
    carry_out(browser, newest(cast.course))
    assert cast.session.notes.count() == 1
    assert Session.objects.filter(course=cast.course, date=day).count() == 2


def test_a_note_of_a_day_with_a_planned_session_goes_to_that_session(cast: Cast, browser: Browser) -> None:
    day = cast.session.date + timedelta(days=3)
    planned = Session.objects.create(course=cast.course, date=day, attendance="planned", minutes=50)
    shown = upload(browser, cast.course, (f"{day}.txt", b"Slept better.")).content.decode()
    assert "1 note and 0 scores would be brought in; 0 sessions would be made" in shown
    carry_out(browser, newest(cast.course))
    planned.refresh_from_db()
    assert (planned.attendance, planned.notes.count()) == ("attended", 1)
    assert Session.objects.filter(course=cast.course, date=day).count() == 1


def test_an_attended_session_is_taken_before_a_planned_one_of_the_day(cast: Cast, browser: Browser) -> None:
    day = cast.session.date
    planned = Session.objects.create(course=cast.course, date=day, attendance="planned")
    upload(browser, cast.course, (f"{day}.txt", b"Slept better."))
    carry_out(browser, newest(cast.course))
    planned.refresh_from_db()
    assert planned.attendance == "planned"
    assert cast.session.notes.count() == 1


def test_a_long_file_is_cut_by_its_dates_after_somebody_said_so(cast: Cast, browser: Browser) -> None:
    day = cast.session.date
    text = f"Date: 14 March 2024\nSlept better.\n\nDate: {day:%d %B %Y}\nMood brighter.\n".encode()
    asked = upload(browser, cast.course, ("all.txt", text)).content.decode()
    assert "It seems to hold 2 notes" in asked
    shown = answer(browser, newest(cast.course), {"cut-1": "cut"}).content.decode()
    assert "2 notes and 0 scores would be brought in; 1 session would be made" in shown
    assert "all.txt, from line 4" in shown
    assert "there already" in shown
    carry_out(browser, newest(cast.course))
    assert cast.session.notes.get().text.startswith("Date: ")
    assert Note.objects.count() == 2


def test_sessions_are_numbered_in_order_of_date_after_an_import(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE, LATER)
    carry_out(browser, newest(cast.course))
    numbers = list(cast.course.sessions.order_by("date").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4]


def test_the_course_may_begin_with_its_first_note(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, NOTE).content.decode()
    assert "Let the course of care begin on 14 March 2024" in shown
    carry_out(browser, newest(cast.course), begin_earlier="yes")
    cast.course.refresh_from_db()
    assert cast.course.began == date(2024, 3, 14)


def test_the_beginning_of_the_course_stays_when_nobody_ticks_it(cast: Cast, browser: Browser) -> None:
    began = cast.course.began
    upload(browser, cast.course, NOTE)
    carry_out(browser, newest(cast.course))
    cast.course.refresh_from_db()
    assert cast.course.began == began


def test_the_same_files_again_bring_nothing_twice(cast: Cast, browser: Browser) -> None:
    for _ in range(2):
        shown = upload(browser, cast.course, NOTE, TABLE).content.decode()
        carry_out(browser, newest(cast.course))
    assert "There is nothing new" in shown
    assert Note.objects.count() == 1
    assert Administration.objects.count() == 2


def test_answers_to_items_are_scored_and_a_risky_one_raises_its_signal(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ITEMS)
    carry_out(browser, newest(cast.course))
    assert Administration.objects.get().answers["9"] == 2
    assert ("total", 11) in [(scale, value) for _, _, scale, value in scores_of(cast.course)]
    signal = Signal.objects.get()
    assert (signal.client, signal.kind) == (cast.client, "phq-9:9")


def test_risk_in_an_imported_note_raises_its_signal(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("2024-03-14.txt", b"Client reports suicidal ideation with a plan to overdose."))
    carry_out(browser, newest(cast.course))
    assert Signal.objects.filter(client=cast.client).count() == 1


def test_a_failure_on_the_way_stores_nothing_at_all(cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(browser, cast.course, NOTE, LATER, TABLE)
    held = newest(cast.course)
    monkeypatch.setattr("fullarc.web.imports.bring_in.enter_totals", broken)
    with pytest.raises(RuntimeError):
        carry_out(browser, held)
    assert not Note.objects.exists()
    assert cast.course.sessions.count() == 2
    held.refresh_from_db()
    assert held.state == Import.State.HELD
    assert held.files.count() == 3


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("the disk is full")


def test_sending_the_same_import_twice_stores_it_once(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    held = newest(cast.course)
    carry_out(browser, held)
    again = browser.post(page_of(held, "carry_out"), {"shown": "x"}, follow=True)
    assert "Import report" in again.content.decode()
    assert Note.objects.count() == 1


def test_a_plan_that_nobody_saw_is_not_carried_out(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    answer_page = browser.post(page_of(newest(cast.course), "carry_out"), {"shown": "another plan"}, follow=True)
    assert "Nothing was stored" in answer_page.content.decode()
    assert not Note.objects.exists()


def test_a_record_that_changed_meanwhile_is_shown_again_before_anything_is_stored(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE, LATER)
    first = newest(cast.course)
    shown = browser.get(page_of(first, "dry_run")).context["plan"].fingerprint
    upload(browser, cast.course, NOTE)
    carry_out(browser, newest(cast.course))
    again = browser.post(page_of(first, "carry_out"), {"shown": shown}, follow=True)
    assert "Nothing was stored" in again.content.decode()
    assert Note.objects.count() == 1


def test_the_files_are_gone_once_the_import_is_carried_out(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    assert HeldFile.objects.count() == 1
    carry_out(browser, newest(cast.course))
    assert not HeldFile.objects.exists()


def test_discarded_files_leave_nothing_behind(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    browser.post(page_of(newest(cast.course), "discard"))
    assert not HeldFile.objects.exists()
    assert not Note.objects.exists()


def test_files_held_for_a_day_are_out_of_reach_and_go_with_the_next_upload(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    old = newest(cast.course)
    Import.objects.update(begun_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert "discarded before" in browser.get(page_of(old, "dry_run"), follow=True).content.decode()
    assert "discarded before" in carry_out(browser, old).content.decode()
    upload(browser, cast.course, LATER)
    assert not old.files.exists()
    assert not Note.objects.exists()


def test_a_document_is_read_once_and_its_text_is_sealed_and_goes_with_the_file(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich = ("2024-03-14.rtf", rb"{\rtf1\ansi Client slept better.}")
    upload(browser, cast.course, ("notes.zip", packed([rich, ("2024-03-21.rtf", rb"{\rtf1 cut short")])))
    monkeypatch.setattr(document_texts, "_read", None)
    plan = browser.get(page_of(newest(cast.course), "dry_run")).context["plan"]
    assert [note.text for note in plan.notes.ready] == ["Client slept better."]
    assert ["broken" in refusal.reason for refusal in plan.refused] == [True]
    [texts] = HeldFile.objects.values_list("texts", flat=True)
    assert texts.token.startswith("f1:")
    carry_out(browser, newest(cast.course))
    assert Note.objects.get().text == "Client slept better."
    assert not HeldFile.objects.exists()


def test_held_files_are_encrypted(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE)
    [(name, content)] = HeldFile.objects.values_list("name", "content")
    assert NOTE[0] not in name.token
    assert name.token.startswith("f1:")
    assert content.token.startswith("f1:")


def test_an_import_leaves_its_lines_in_the_trail(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE, TABLE)
    carry_out(browser, newest(cast.course))
    event = Event.objects.get(action="import.carried_out")
    assert (event.actor, event.client, event.count) == (cast.mira.pk, cast.client.pk, 3)
    assert Event.objects.filter(action="import.uploaded").exists()


def test_the_report_holds_no_word_of_a_note_and_no_score(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, NOTE, TABLE)
    carry_out(browser, newest(cast.course))
    report = repr(newest(cast.course).report)
    assert "slept" not in report
    assert "18" not in report.replace("2018", "")


def test_a_zip_of_a_course_comes_in_whole(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("course.zip", packed([(f"notes/{name}", data) for name, data in (NOTE, LATER)] + [TABLE])))
    carry_out(browser, newest(cast.course))
    assert {digest_of(note.text) for note in Note.objects.all()} == {digest_of(data.decode()) for _, data in (NOTE, LATER)}


def test_days_and_columns_are_asked_for_and_then_taken(cast: Cast, browser: Browser) -> None:
    shown = upload(browser, cast.course, ("visit.txt", b"Slept."), ("wide.csv", b"when,mood,answers\n03/04/2024,7,12\n05/04/2024,6,11\n"))
    page = shown.content.decode()
    assert "no certain day" in page
    assert "No column is chosen for the scores" in page
    held = newest(cast.course)
    answer(browser, held, {"day-1": "2024-04-03", "column-2": "total|phq-9|total", "score_order": "day_first"})
    answer(browser, held, {"score_order": "day_first"})
    report = carry_out(browser, held).content.decode()
    assert "1 note and 2 scores were brought in" in report
    assert {day for day, *_ in scores_of(cast.course)} == {date(2024, 4, 3), date(2024, 4, 5)}


def test_a_day_that_was_given_is_shown_again_and_can_be_changed(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("visit.txt", b"Slept."))
    held = newest(cast.course)
    answer(browser, held, {"day-1": "2024-04-03"})
    assert 'value="2024-04-03"' in browser.get(page_of(held, "questions")).content.decode()
    answer(browser, held, {"day-1": "2024-04-04"})
    carry_out(browser, held)
    assert Note.objects.get().session.date == date(2024, 4, 4)


def test_a_note_without_a_day_may_be_left_out(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("visit.txt", b"Slept."), NOTE)
    answer(browser, newest(cast.course), {"leave-1": "on"})
    carry_out(browser, newest(cast.course))
    assert Note.objects.get().source_name == NOTE[0]


def test_choices_made_in_another_tab_meanwhile_are_not_overwritten(cast: Cast, browser: Browser) -> None:
    upload(browser, cast.course, ("visit.txt", b"Slept."))
    held = newest(cast.course)
    answer(browser, held, {"day-1": "2024-04-03"})
    late = browser.post(page_of(held, "questions"), {"from_version": "1", "day-1": "2024-05-05"}, follow=True)
    assert "another tab" in late.content.decode()
    held.refresh_from_db()
    assert held.choices["days"] == {"1": "2024-04-03"}


def test_a_colleague_in_the_care_team_does_not_see_files_that_are_only_held(cast: Cast, signed_in: SignIn) -> None:
    upload(signed_in(cast.mira), cast.course, NOTE)
    assert signed_in(cast.supervisor).get(page_of(newest(cast.course), "dry_run")).status_code in (403, 404)


def test_discarding_old_files_says_how_many(cast: Cast) -> None:
    actions.hold(cast.course, [NOTE], by=cast.mira)
    assert actions.discard_old(timezone.now() + KEPT + timedelta(minutes=1)) == 1
    assert not HeldFile.objects.exists()
