"""Homework is taken over from the plan of the note that is being written, and the way leads back to the note."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.findings.margin import lines_of
from fullarc.web.findings.views import headings_of
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.homework.actions import discuss, set_task
from fullarc.web.homework.models import Task
from fullarc.web.notes import actions
from fullarc.web.notes.models import Note
from fullarc.web.today.queries import slot_of
from fullarc.web.today.sheets import sheet_for

PLAN = "Next session on Tuesday.\nHomework:\nRide two stops with a friend."
RIDE = "Ride two stops with a friend"
HIDDEN = re.compile(r'<input type="hidden" name="(text|key|note)" value="([^"]*)">')


@pytest.fixture
def draft(cast: Cast) -> Note:
    return actions.begin_note(cast.session, by=cast.mira, format_key="parts")


def beside(cast: Cast, draft: Note, signed_in: SignIn, plan: str = PLAN) -> str:
    address = reverse("beside:goals", args=[cast.client.pk, draft.pk])
    return signed_in(cast.mira).post(address, {"plan": plan}).content.decode()


def test_a_line_of_the_plan_is_added_as_homework_and_one_is_back_at_the_note(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    sent = dict(HIDDEN.findall(beside(cast, draft, signed_in)))
    assert sent["text"] == RIDE
    answer = signed_in(cast.mira).post(reverse("homework:set_task", args=[cast.client.pk, cast.course.pk]), sent)
    assert answer.headers["Location"] == reverse("notes:write", args=[cast.client.pk, draft.pk])
    assert [task.text for task in Task.objects.all()] == [RIDE]
    assert "Add as homework" not in beside(cast, draft, signed_in)


def test_what_was_homework_before_is_not_offered_again(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    discuss(set_task(cast.course, RIDE, by=cast.mira), by=cast.mira)
    assert "Add as homework" not in beside(cast, draft, signed_in)


def test_what_the_open_editor_sends_is_kept_without_opening_the_editor_again(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser, sent = signed_in(cast.mira), dict(HIDDEN.findall(beside(cast, draft, signed_in)))
    goal = agree_goal(cast.course, Goal(text="Ride alone.", agreed_on=cast.course.began), by=cast.mira)
    set_task_url, set_aside = reverse("homework:set_task", args=[cast.client.pk, cast.course.pk]), [cast.client.pk, draft.pk, goal.pk]
    for address, form in ((set_task_url, sent), (set_task_url, sent), (reverse("notes:set_aside", args=set_aside), {})):
        answer = browser.post(address, form, headers={"X-Fullarc-Stays": "1"})
        assert (answer.status_code, answer.content) == (204, b"")
    assert [task.text for task in Task.objects.all()] == [RIDE]
    draft.refresh_from_db()
    assert draft.set_aside == [str(goal.pk)]


def test_a_plan_too_long_for_one_task_is_not_offered_and_says_so(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    for words, offered in (("ride " * 200, True), ("ride " * 201, False)):
        piece = beside(cast, draft, signed_in, plan=f"Homework: {words.strip()}")
        assert ("Add as homework" in piece, "Too long for one task" in piece) == (offered, not offered)
        assert "Agree on other homework" in piece


def test_the_editor_is_told_when_a_task_was_not_kept(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    sent = dict(HIDDEN.findall(beside(cast, draft, signed_in)))
    address, stays = reverse("homework:set_task", args=[cast.client.pk, cast.course.pk]), {"X-Fullarc-Stays": "1"}
    assert signed_in(cast.mira).post(address, {**sent, "text": "x" * 1_001}, headers=stays).status_code == 422
    assert Browser().post(address, sent, headers=stays).status_code not in (204, 422)
    assert not Task.objects.exists()


def test_other_homework_is_agreed_on_its_page_which_leads_back(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    page, browser = reverse("homework:of_course", args=[cast.client.pk, cast.course.pk]), signed_in(cast.mira)
    assert f'href="{page}?note={draft.pk}#id_text"' in beside(cast, draft, signed_in)
    shown = browser.get(f"{page}?note={draft.pk}").content.decode()
    assert f'href="{reverse("notes:write", args=[cast.client.pk, draft.pk])}">Back to the note' in shown
    assert f'name="note" value="{draft.pk}"' in shown


def test_a_note_of_another_client_or_of_none_leads_nowhere(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    page, browser = reverse("homework:of_course", args=[cast.ward_client.pk, cast.ward_client.courses.get().pk]), signed_in(cast.mira)
    for key in (str(draft.pk), "nonsense", ""):
        answer = browser.get(page, {"note": key})
        assert "Back to the note" not in answer.content.decode()


def test_homework_within_the_plan_is_no_heading_of_its_own(cast: Cast, draft: Note) -> None:
    draft.parts = {"client_report": "Slept well.", "plan": PLAN}
    lines = lines_of(draft.text, [], headings=headings_of(draft))
    told = {"".join(piece.text for piece in line.pieces).strip(): line.is_heading for line in lines}
    assert told["Plan:"]
    assert told["Client report:"]
    assert not told["Homework:"]


def test_prose_keeps_the_headings_that_its_writer_gave_it(cast: Cast) -> None:
    note = actions.import_note(cast.session, text=PLAN, source_name="1.txt", by=cast.mira)
    lines = lines_of(note.text, [], headings=headings_of(note))
    assert any(line.is_heading for line in lines)


def test_agreed_homework_stands_once_on_the_sheet_and_is_not_called_not_agreed(cast: Cast, signed_in: SignIn) -> None:
    plan = "Plan: Homework: walk to school with Sam on Monday; write down one worry each evening. Mum to ring the school nurse."
    actions.import_note(cast.session, text=f"Slept better.\n{plan}", source_name="1.txt", by=cast.mira)
    walk, write = "walk to school with Sam on Monday", "write down one worry each evening"
    set_task(cast.course, f"Homework: {walk}", by=cast.mira)
    sheet = slot_of(cast.session, cast.client, sheet_for(cast.course, timezone.localdate(), by=cast.mira))
    assert sheet.planned_homework == [write]
    discuss(Task.objects.get(), by=cast.mira)
    talked = slot_of(cast.session, cast.client, sheet_for(cast.course, timezone.localdate(), by=cast.mira))
    assert (talked.tasks, talked.planned_homework) == ([], [write])
    assert sheet.last_plan == ["Mum to ring the school nurse."]
    page = signed_in(cast.mira).get(reverse("homework:of_course", args=[cast.client.pk, cast.course.pk])).content.decode()
    assert page.count(f'Add as homework<span class="sr">: {write}') == 1
    assert page.count("Add as homework") == 1
