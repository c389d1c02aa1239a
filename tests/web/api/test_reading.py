"""What a program reads is what the pages show, and no more."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import FOREIGN_NAME, NAME, PROBLEM, Cast
from tests.web.api.callers import ROOT, program, read, switched_on
from tests.web.measurements.objects import a_filled_form
from tests.web.notes.objects import a_closed_note

from fullarc.exchange.fhir.checks import faults
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import Session
from fullarc.web.measurements.actions import enter_answers, withdraw
from fullarc.web.notes.actions import begin_note, save_draft
from fullarc.web.notes.amending import add_addendum
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged


@pytest.fixture
def caller(cast: Cast) -> Browser:
    switched_on(cast)
    return program(cast.mira)


def course(cast: Cast) -> str:
    return f"/clients/{cast.client.pk}/courses/{cast.course.pk}"


def test_the_directory_holds_ones_own_clients_and_nobody_elses(cast: Cast, caller: Browser) -> None:
    told = read(caller, "/clients")
    assert {row["name"] for row in told["items"]} == {NAME, cast.ward_client.name}
    assert FOREIGN_NAME not in str(told)
    assert read(program(cast.front_desk), "/clients")["total"] == 3


def test_the_caseload_speaks_of_clients_by_code(cast: Cast, caller: Browser) -> None:
    told = read(caller, "/caseload")
    assert {row["code"] for row in told["items"]} == {"C-0417", "C-0600"}
    assert NAME not in str(told)
    assert read(caller, "/caseload?show=ended")["items"] == []


def test_a_course_has_its_problem_and_diagnoses(cast: Cast, caller: Browser) -> None:
    told = read(caller, course(cast))
    assert told["presenting_problem"] == PROBLEM
    assert told["diagnoses"][0]["code"] == "F40.01"
    assert read(caller, f"/clients/{cast.client.pk}/courses")["items"] == [told]


def test_lists_come_in_pages_that_hold_every_row_once(cast: Cast, caller: Browser) -> None:
    pages = [read(caller, f"/clients/{cast.client.pk}/sessions?size=1&page={page}") for page in (1, 2, 3)]
    assert [page["total"] for page in pages] == [2, 2, 2]
    assert [len(page["items"]) for page in pages] == [1, 1, 0]
    assert [page["items"][0]["number"] for page in pages[:2]] == [1, 2]


def test_filters_leave_out_what_lies_outside(cast: Cast, caller: Browser) -> None:
    first = cast.course.began
    later = (first + timedelta(days=1)).isoformat()
    assert read(caller, f"/clients/{cast.client.pk}/sessions?since={later}")["total"] == 1
    assert read(caller, f"/clients/{cast.client.pk}/sessions?until={first.isoformat()}")["total"] == 1
    a_filled_form(cast, cast.client)
    assert read(caller, f"{course(cast)}/administrations?measure=gad-7")["total"] == 1
    assert read(caller, f"{course(cast)}/administrations?measure=phq-9")["total"] == 0


def test_a_form_entered_in_error_is_marked_so(cast: Cast, caller: Browser) -> None:
    given = a_filled_form(cast, cast.client)
    withdraw(given, because="another client's", by=cast.mira)
    [row] = read(caller, f"{course(cast)}/administrations")["items"]
    assert row["withdrawn"] is True
    assert read(caller, f"/clients/{cast.client.pk}/administrations/{given.pk}")["answers"] == {str(number): 1 for number in range(1, 8)}


def test_a_form_that_is_still_being_filled_in_is_not_read(cast: Cast, caller: Browser) -> None:
    given = a_filled_form(cast, cast.client)
    given.open = True
    given.save(update_fields=["open"])
    assert caller.get(f"{ROOT}/clients/{cast.client.pk}/administrations/{given.pk}").status_code == 404
    assert read(caller, f"{course(cast)}/administrations")["items"] == []


def test_a_signed_note_is_read_with_what_was_added_and_the_list_has_no_words(cast: Cast, caller: Browser) -> None:
    note = a_closed_note(cast, cast.client)
    add_addendum(note, kind="addendum", reason="left out", text="canaryaddendum", by=cast.mira)
    listed = read(caller, f"{course(cast)}/notes")
    assert listed["items"][0]["sha256"] == note.content_hash
    assert "canarynote" not in str(listed)
    told = read(caller, f"/clients/{cast.client.pk}/notes/{note.pk}")
    assert told["text"].startswith("canarynote")
    assert told["addenda"][0]["text"] == "canaryaddendum"


def test_drafts_and_process_notes_are_in_no_answer(cast: Cast, caller: Browser) -> None:
    note = begin_note(cast.session, by=cast.mira, format_key="free")
    save_draft(note, parts={"text": "canarydraft panic"}, format_key="free", started_from=note.version, by=cast.mira)
    apart = ProcessNote(course=cast.course, author=cast.mira, date=cast.course.began)
    apart.text = "canaryprocess panic"
    apart.save()
    addresses = ["notes", "findings", "assessment", "fhir?notes=true&named=true", "administrations", "log-rows", "goals"]
    told = [caller.get(f"{ROOT}{course(cast)}/{address}") for address in addresses]
    assert {answer.status_code for answer in told} == {200}
    for answer in told:
        assert b"canarydraft" not in answer.content
        assert b"canaryprocess" not in answer.content
    assert caller.get(f"{ROOT}/clients/{cast.client.pk}/notes/{note.pk}").status_code == 404


def test_findings_carry_the_words_that_prove_them(cast: Cast, caller: Browser) -> None:
    note = a_closed_note(cast, cast.client)
    found = read(caller, f"{course(cast)}/findings")["items"]
    assert {each["indicator"] for each in found} >= {"suicidal_ideation"}
    for each in found:
        assert note.text[each["start"] : each["end"]] == each["quote"]
    assert read(caller, f"{course(cast)}/findings?indicator=suicidal_ideation")["total"] == 1


def test_the_assessment_is_that_of_the_page_with_the_keys_of_the_command(cast: Cast, caller: Browser) -> None:
    a_closed_note(cast, cast.client)
    a_filled_form(cast, cast.client)
    told = read(caller, f"{course(cast)}/assessment")
    seen = judged(cast.course, timezone.localdate(), in_force()).seen
    assert [each["text"] for each in told["statements"]] == [each.text for each in seen.statements]
    assert {"domains", "indicators", "scores", "goals", "life_context", "disagreements", "signals", "statements"} <= set(told)


def test_a_course_as_fhir_is_valid_and_has_a_name_only_when_it_is_asked_for(cast: Cast, caller: Browser) -> None:
    a_closed_note(cast, cast.client)
    answer = caller.get(f"{ROOT}{course(cast)}/fhir")
    assert answer.headers["Content-Type"] == "application/fhir+json"
    assert faults(answer.json()) == []
    assert NAME.split()[1].encode() not in answer.content
    assert b"canarynote" not in answer.content
    named = caller.get(f"{ROOT}{course(cast)}/fhir?named=true&notes=true")
    assert faults(named.json()) == []
    assert NAME.split()[1].encode() in named.content


def test_definitions_show_no_wording_that_their_owners_keep(cast: Cast, caller: Browser) -> None:
    assert read(caller, "/measures/phq-9")["items"][8]["text"].startswith("Thoughts that you would be better off")
    lines = read(caller, "/measures?size=200")["items"]
    assert len(lines) > 50
    told = read(caller, "/measures/oq-45.2")
    assert told["entered_as"] == ["totals"]
    assert told["items"] == []
    assert read(caller, "/logs")["items"][0]["fields"]


def test_the_number_of_queries_does_not_grow_with_the_record(
    cast: Cast, caller: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lists = ["administrations", "log-rows", "goals", "notes"]

    def grow(sessions: int) -> None:
        day = cast.course.began + timedelta(days=2)
        Session.objects.bulk_create(Session(course=cast.course, date=day + timedelta(days=each)) for each in range(sessions))
        number_sessions(cast.course)
        for each in range(sessions):
            answers = dict.fromkeys(range(1, 8), 1)
            enter_answers(cast.course, measure="gad-7", answers=answers, on=day + timedelta(days=each), by=cast.mira, mode="staff")

    grow(8)
    for each in lists:
        with django_assert_max_num_queries(26):
            read(caller, f"{course(cast)}/{each}")
    with django_assert_max_num_queries(26):
        assert read(caller, f"/clients/{cast.client.pk}/sessions")["total"] == 10
