"""The goals that a note speaks to: suggested with the sentence, accepted by writing on, set aside by one click."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.beside import views
from fullarc.web.beside.queries import goals_spoken_to
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.notes import actions, queries
from fullarc.web.notes.models import Note

TEXT = "Slept well. She took the train to work alone on Tuesday. Denies suicidal ideation."


@pytest.fixture
def goal(cast: Cast) -> Goal:
    agree_goal(cast.course, Goal(text="Swim again on Sundays.", agreed_on=cast.course.began), by=cast.mira)
    return agree_goal(cast.course, Goal(text="Take the train to work on my own.", agreed_on=cast.course.began), by=cast.mira)


@pytest.fixture
def draft(cast: Cast) -> Note:
    return actions.begin_note(cast.session, by=cast.mira, format_key="soap")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "reads"), [("goals", "goals_spoken_to"), ("so_far", "read_so_far")])
def test_nobody_waits_for_a_write_while_a_note_is_read(
    name: str, reads: str, cast: Cast, draft: Note, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = list[bool]()
    monkeypatch.setattr(views, reads, lambda *_: held.append(connection.in_atomic_block) or [])
    assert signed_in(cast.mira).post(reverse(f"beside:{name}", args=[cast.client.pk, draft.pk]), {"client_report": TEXT}).status_code == 200
    assert held == [False]
    assert Event.objects.filter(action="record.opened", client=cast.client.pk, actor=cast.mira.pk).exists()


def test_the_goal_is_suggested_with_the_sentence_while_writing(cast: Cast, goal: Goal, draft: Note, signed_in: SignIn) -> None:
    address = reverse("beside:goals", args=[cast.client.pk, draft.pk])
    piece = signed_in(cast.mira).post(address, {"client_report": TEXT}).content.decode()
    assert "Take the train to work on my own." in piece
    assert "She took the train to work alone on Tuesday." in piece
    assert "Swim again" not in piece
    draft.refresh_from_db()
    assert draft.parts == {}


def test_writing_on_accepts_it_and_the_signed_note_says_so(cast: Cast, goal: Goal, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(reverse("notes:write", args=[cast.client.pk, draft.pk]), {"client_report": TEXT, "from_version": 1, "sign": "1"})
    piece = browser.get(reverse("beside:goals", args=[cast.client.pk, draft.pk])).content.decode()
    assert "Take the train to work on my own." in piece


def test_a_goal_that_was_set_aside_is_remembered_and_can_come_back(cast: Cast, goal: Goal, draft: Note, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.mira), reverse("notes:set_aside", args=[cast.client.pk, draft.pk, goal.pk])
    assert browser.post(address).status_code == 302
    assert queries.goals_set_aside(cast.course) == {(str(draft.pk), str(goal.pk))}
    draft.refresh_from_db()
    [suggestion] = goals_spoken_to(draft, TEXT)
    assert suggestion.aside
    browser.post(address, {"after_all": "1"})
    assert queries.goals_set_aside(cast.course) == set()


def test_a_goal_that_was_closed_before_the_session_is_not_suggested(cast: Cast, goal: Goal, draft: Note) -> None:
    Goal.objects.update(closed_on=cast.course.began, agreed_on=cast.course.began)
    cast.session.date = cast.course.began.replace(year=cast.course.began.year + 1)
    cast.session.save()
    draft.session.refresh_from_db()
    assert goals_spoken_to(draft, TEXT) == []


def test_an_empty_note_speaks_to_nothing(goal: Goal, draft: Note) -> None:
    assert goals_spoken_to(draft, "  ") == []


def test_the_suggestions_take_the_same_queries_for_one_and_for_many_notes(cast: Cast, goal: Goal, draft: Note, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.mira), reverse("beside:goals", args=[cast.client.pk, draft.pk])
    browser.get(address)
    counts = []
    for count in (1, 25):
        for _ in range(count):
            actions.import_note(cast.session, text=TEXT, source_name="", by=cast.mira)
        with CaptureQueriesContext(connection) as asked:
            browser.post(address, {"client_report": TEXT})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_set_aside_teaches_the_next_note_of_this_client(cast: Cast, goal: Goal, draft: Note) -> None:
    said = "She watched a film about a train."
    assert [each.goal for each in goals_spoken_to(draft, said)] == [goal]
    earlier = actions.import_note(cast.session, text="She heard a train at night.", source_name="", by=cast.mira)
    actions.set_goal_aside(earlier, str(goal.pk), by=cast.mira, aside=True)
    assert goals_spoken_to(draft, said) == []


def test_a_goal_that_is_agreed_later_is_not_suggested(cast: Cast, goal: Goal, draft: Note) -> None:
    Goal.objects.filter(pk=goal.pk).update(agreed_on=draft.session.date + timedelta(days=1))
    assert goals_spoken_to(draft, TEXT) == []
    Goal.objects.filter(pk=goal.pk).update(agreed_on=draft.session.date)
    assert [each.goal for each in goals_spoken_to(draft, TEXT)] == [goal]
