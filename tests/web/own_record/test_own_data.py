"""Everything of one's own: what goes out is named column by column, to read and for a machine; and the help page with the plan."""

import json

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from tests.cast import CLINICAL, FOREIGN_NAME, NAME, Cast
from tests.web.conftest import SignIn
from tests.web.instruments.forms_of_ours import leaving, published
from tests.web.journal.writing import kept
from tests.web.portal.objects import who_to_call
from tests.web.safety.writing import PLAN, a_signed_plan

from fullarc.web.audit.models import Event
from fullarc.web.journal.actions import change
from fullarc.web.journal.models import Sharing
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.own_record import everything


@pytest.fixture
def just_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fullarc.web.own_record.views.asked_to_confirm", lambda request: None)


def answered(cast: Cast) -> None:
    enter_answers(cast.course, measure="gad-7", answers=dict.fromkeys(range(1, 8), 1), on=timezone.localdate(), by=cast.nora, mode="portal")


@pytest.mark.usefixtures("just_signed_in")
def test_the_machine_form_holds_the_answers_and_nothing_of_the_therapist(cast: Cast, signed_in: SignIn) -> None:
    answered(cast)
    answer = signed_in(cast.nora).post("/me/data/my-data.json")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="my-data-')
    data = json.loads(answer.content)
    assert data["tables"]["measurements.administration"][0]["answers"] == {str(number): 1 for number in range(1, 8)}
    assert data["tables"]["clients.client"][0]["name"] == NAME
    text = answer.content.decode()
    for word in (*CLINICAL, FOREIGN_NAME, str(cast.mira.pk), "digest"):
        assert word not in text
    assert Event.objects.filter(action="own_data.taken", actor=cast.nora.pk).exists()


@pytest.mark.usefixtures("just_signed_in")
def test_the_readable_form_has_questions_and_answers_in_words(cast: Cast, signed_in: SignIn) -> None:
    answered(cast)
    text = signed_in(cast.nora).post("/me/data/my-data.html").content.decode()
    assert "Feeling nervous" in text
    assert "Several days" in text
    assert "<script" not in text


@pytest.mark.usefixtures("just_signed_in")
def test_what_was_asked_goes_out_with_the_answers_also_of_a_measure_that_the_practice_made(cast: Cast, signed_in: SignIn) -> None:
    measure = str(published(leaving(), by=cast.mira).measure.key)
    enter_answers(cast.course, measure=measure, answers={1: 0, 2: 2, 3: 1, 4: 2}, on=timezone.localdate(), by=cast.nora, mode="portal")
    data = json.loads(signed_in(cast.nora).post("/me/data/my-data.json").content)
    [form] = data["tables"]["measurements.administration"]
    [asked] = data["measures"]
    assert (asked["measure"], asked["version"]) == (form["measure"], form["definition_version"])
    said = {each["text"]: each["answers"][str(form["answers"][str(each["number"])])] for each in asked["questions"]}
    assert said["I avoided people"] == "very much"
    text = signed_in(cast.nora).post("/me/data/my-data.html").content.decode()
    assert "Leaving</h3>" in text
    assert "I avoided people" in text


def test_an_entry_that_was_never_changed_has_no_earlier_version_in_the_data(cast: Cast) -> None:
    def earlier() -> list[object]:
        return [row["values"] for part in everything.parts_of(cast.client) if part.model == "journal.entryversion" for row in part.rows]

    entry = kept(cast, {"mood": 2.0})
    assert earlier() == []
    change(entry, values={"mood": 4.0}, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    assert earlier() == [{"mood": 2.0}]


@pytest.mark.usefixtures("just_signed_in")
def test_what_a_parent_or_teacher_said_is_in_no_form_of_the_file(cast: Cast, signed_in: SignIn) -> None:
    filled = {**dict.fromkeys(range(1, 26), 1), 26: 0}
    for informant in ("parent", "teacher"):
        enter_answers(cast.course, measure="sdq", answers=filled, on=timezone.localdate(), by=cast.mira, mode="staff", informant=informant)
    browser = signed_in(cast.nora)
    data = json.loads(browser.post("/me/data/my-data.json").content)
    assert "measurements.administration" not in data["tables"]
    assert data["measures"] == []
    assert "My answers" not in browser.get("/me/data/").content.decode()
    assert "sdq" not in browser.post("/me/data/my-data.html").content.decode().lower()
    assert "What a parent or a teacher answered about you" in " ".join(data["not_included"])


def test_it_is_handed_out_only_to_somebody_who_has_just_signed_in(cast: Cast, signed_in: SignIn) -> None:
    cast.nora.set_password("seven green lamps hum")
    cast.nora.save()
    answer = signed_in(cast.nora).post("/me/data/my-data.json")
    assert answer.status_code == 302
    assert "/account/confirm/" in answer.headers["Location"]


def test_every_column_that_goes_out_is_there(db: None) -> None:
    from django.apps import apps

    for table in everything.TABLES:
        if apps.is_installed(f"fullarc.web.{table.model.partition('.')[0]}"):
            columns = {field.attname for field in apps.get_model(table.model)._meta.concrete_fields}
            assert set(table.columns) <= columns, table.model


def test_the_help_page_says_whom_to_call_and_shows_the_plan_only_when_it_was_put_there(cast: Cast, signed_in: SignIn) -> None:
    who_to_call()
    a_signed_plan(cast)
    browser, staff = signed_in(cast.nora), signed_in(cast.mira)
    words = PLAN["warning_signs"].splitlines()[0]
    assert "Crisis line 555 0100" in browser.get("/me/help/").content.decode()
    assert words not in browser.get("/me/help/").content.decode()
    url = reverse("own_record:show_plan", args=[cast.client.pk])
    staff.post(url, {"show": "yes"})
    assert words in browser.get("/me/help/").content.decode()
    staff.post(url, {"show": "no"})
    assert words not in browser.get("/me/help/").content.decode()


def test_without_a_signed_plan_there_is_nothing_to_put_there(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.mira).post(reverse("own_record:show_plan", args=[cast.client.pk]), {"show": "yes"})
    assert "plan for hard times" not in signed_in(cast.nora).get("/me/help/").content.decode()


def test_the_page_for_no_connection_holds_nothing_of_the_record(cast: Cast, signed_in: SignIn) -> None:
    who_to_call()
    text = signed_in(cast.nora).get("/me/offline/").content.decode()
    assert "Crisis line 555 0100" in text
    assert NAME not in text


def test_the_worker_keeps_files_that_are_there_and_only_these(cast: Cast, signed_in: SignIn) -> None:
    import re

    from django.contrib.staticfiles import finders

    script = signed_in(cast.nora).get("/me/service-worker.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    listed = re.search(r"const FILES = \[(.*?)\];", script.content.decode(), re.DOTALL)
    assert listed
    for path in re.findall(r'"/static/([^"]+)"', listed.group(1)):
        assert finders.find(path), path
    assert "/me/journal" not in script.content.decode()


def test_a_page_that_fails_still_says_whom_to_call(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    who_to_call()
    browser = signed_in(cast.nora)
    browser.raise_request_exception = False

    def fails(*_: object) -> None:
        raise DatabaseError("planted")

    monkeypatch.setattr("fullarc.web.portal.views.cards_of", fails)
    answer = browser.get("/me/")
    assert answer.status_code == 500
    assert "Crisis line 555 0100" in answer.content.decode()
    monkeypatch.setattr("fullarc.web.portal.queries.who_to_call", fails)
    answer = browser.get("/me/")
    assert answer.status_code == 500
    assert "emergency number" in answer.content.decode()
    assert "Crisis line" not in signed_in(cast.mira).get("/nothing/here/").content.decode()
