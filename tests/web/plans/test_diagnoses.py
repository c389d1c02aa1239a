"""Diagnoses of a course: found by searching, entered with their days, changed, withdrawn with a reason, brought over from the old list."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.plans.models import Diagnosis
from fullarc.web.plans.queries import diagnoses_of
from fullarc.web.progress.queries import timeline_of_course

GIVEN = {"code": "F41.0", "wording": "", "since": "2026-03-01", "until": "", "certainty": "confirmed"}


def page_of(cast: Cast) -> str:
    return reverse("plans:diagnoses", args=[cast.client.id, cast.course.id])


def add(cast: Cast, signed_in: SignIn, **change: str) -> HttpResponse:
    return signed_in(cast.mira).post(reverse("plans:add_diagnosis", args=[cast.client.id, cast.course.id]), {**GIVEN, **change})


def the_first(cast: Cast) -> Diagnosis:
    return Diagnosis.objects.get(course=cast.course, principal=True)


@pytest.mark.parametrize(("typed", "code"), [("panic", "F41.0"), ("F41.0", "F41.0"), ("adjustment disorder with anxiety", "F43.22")])
def test_the_search_shows_the_code_among_the_first_three(typed: str, code: str, cast: Cast, signed_in: SignIn) -> None:
    """As a piece for the script and, without one, on the page itself."""
    browser = signed_in(cast.mira)
    for address in (reverse("plans:codes"), reverse("plans:add_diagnosis", args=[cast.client.id, cast.course.id])):
        answer = browser.post(address, {"find": typed})
        assert code in [each.code for each in answer.context["found"][:3]]
        assert f'name="code" value="{code}"' in answer.content.decode()


def test_a_heading_that_was_entered_says_that_a_claim_needs_a_finer_code(cast: Cast, signed_in: SignIn) -> None:
    add(cast, signed_in, code="F40.1")
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "F40.1 is a heading: a claim needs one of its finer codes, F40.10, F40.11." in page
    assert page.count("is a heading") == 1  # the codes that are fine enough say nothing


def test_searching_codes_opens_no_record(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(reverse("plans:codes"), {"find": "panic"})
    assert not Event.objects.filter(client=cast.client.id).exists()


def test_a_code_that_was_picked_fills_the_form(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).post(
        reverse("plans:add_diagnosis", args=[cast.client.id, cast.course.id]), {"code": "f410", "find": "panic"}
    )
    assert page.status_code == 200
    assert not cast.course.diagnosed.filter(entered_by=cast.mira).exists()
    assert 'value="Panic disorder [episodic paroxysmal anxiety]"' in page.content.decode()


def test_a_diagnosis_is_entered_with_the_wording_of_the_classification(cast: Cast, signed_in: SignIn) -> None:
    assert add(cast, signed_in, code="f410").headers["Location"] == page_of(cast)
    entered = Diagnosis.objects.get(course=cast.course, principal=False)
    assert str(entered.value) == "F41.0 Panic disorder [episodic paroxysmal anxiety]"
    assert (entered.since, entered.entered_by) == (date(2026, 3, 1), cast.mira)
    assert Event.objects.get(action="diagnosis.entered").actor == cast.mira.pk


def test_an_unknown_code_is_refused_and_the_nearest_are_offered(cast: Cast, signed_in: SignIn) -> None:
    refused = add(cast, signed_in, code="F41.7")
    assert refused.status_code == 422
    assert "is not in ICD-10-CM of April 2026" in refused.content.decode()
    assert 'name="take" value="F41.1"' in refused.content.decode()
    taken = signed_in(cast.mira).post(
        reverse("plans:add_diagnosis", args=[cast.client.id, cast.course.id]), {"take": "F41.1", "code": "F41.7"}
    )
    assert taken.context["form"].initial["code"] == "F41.1"
    assert Diagnosis.objects.filter(course=cast.course).count() == 1


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"principal": "on"}, "F40.01 is the principal diagnosis for these days"),
        ({"code": "F40.01"}, "F40.01 stands for these days already"),
        ({"until": "2026-02-01"}, "The end does not lie after the beginning"),
        ({"code": "panic"}, "Search by words instead"),
    ],
)
def test_what_contradicts_is_refused_in_words(change: dict[str, str], because: str, cast: Cast, signed_in: SignIn) -> None:
    refused = add(cast, signed_in, **{"since": "2026-10-31", "code": "F41.0", **change})
    assert refused.status_code == 422
    assert because in refused.content.decode()


def test_a_diagnosis_ends_and_moves_to_the_earlier_ones(cast: Cast, signed_in: SignIn) -> None:
    browser, row, today = signed_in(cast.mira), the_first(cast), timezone.localdate()
    sent = {"code": row.code, "wording": row.wording, "since": row.since, "until": today, "certainty": "confirmed", "from_version": "1"}
    assert browser.post(reverse("plans:diagnosis", args=[cast.client.id, row.id]), sent).status_code == 302
    page = browser.get(page_of(cast))
    assert [each.code for each in page.context["diagnosed"].past] == ["F40.01"]
    assert diagnoses_of(cast.course, today) == ()
    assert len(diagnoses_of(cast.course, today - timedelta(days=1))) == 1


def test_two_tabs_do_not_overwrite_a_diagnosis(cast: Cast, signed_in: SignIn) -> None:
    browser, row = signed_in(cast.mira), the_first(cast)
    address = reverse("plans:diagnosis", args=[cast.client.id, row.id])
    old = {"code": row.code, "since": row.since, "certainty": "confirmed", "from_version": "1"}
    assert browser.post(address, {**old, "wording": "from the first tab"}).status_code == 302
    beaten = browser.post(address, {**old, "wording": "from the old tab"})
    assert beaten.status_code == 409
    assert the_first_wording(cast) == "from the first tab"


def the_first_wording(cast: Cast) -> str:
    return Diagnosis.objects.get(course=cast.course).wording


def test_one_entered_in_error_counts_nowhere_and_stays_in_the_record(cast: Cast, signed_in: SignIn) -> None:
    browser, row = signed_in(cast.mira), the_first(cast)
    address = reverse("plans:withdraw_diagnosis", args=[cast.client.id, row.id])
    assert browser.post(address, {"because": "another client's"}).status_code == 302
    assert timeline_of_course(cast.course).diagnoses == ()
    page = browser.get(page_of(cast)).content.decode()
    assert "another client&#x27;s" in page
    assert "F40.01" not in browser.get(reverse("clients:client", args=[cast.client.id])).content.decode()
    assert browser.post(address, {"because": "again"}).status_code == 404


def test_the_timeline_and_the_client_page_name_the_current_diagnoses(cast: Cast, signed_in: SignIn) -> None:
    add(cast, signed_in)
    assert timeline_of_course(cast.course).diagnoses == (
        "F40.01 Agoraphobia, canarydiagnosis",
        "F41.0 Panic disorder [episodic paroxysmal anxiety]",
    )
    assert "Panic disorder" in signed_in(cast.mira).get(reverse("clients:client", args=[cast.client.id])).content.decode()


def test_code_and_wording_are_stored_encrypted(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, wording, withdrawn_because FROM plans_diagnosis")
        stored = repr(cursor.fetchall())
    assert "F40" not in stored
    assert "canary" not in stored


def test_a_supervisor_reads_diagnoses_and_enters_none(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.supervisor)
    page = browser.get(page_of(cast)).content.decode()
    assert "F40.01" in page
    assert "Add a diagnosis" not in page
    assert browser.post(reverse("plans:add_diagnosis", args=[cast.client.id, cast.course.id]), GIVEN).status_code == 403


def test_the_caseload_finds_clients_by_diagnosis(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert cast.client.code in browser.post(reverse("progress:caseload"), {"find": "f40.01 agoraphobia"}).content.decode()
    assert cast.client.code not in browser.post(reverse("progress:caseload"), {"find": "f50"}).content.decode()


def test_many_diagnoses_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    browser.get(page_of(cast))
    for batch in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(cast))
        counts.append(len(queries))
        for number in range(20):
            Diagnosis.objects.create(course=cast.course, code="F41.0", since=date(2020, 1, 1), until=date(2020, 2, 1 + number + batch))
    assert counts[0] == counts[1]


BEFORE = """
from datetime import date
from fullarc.web import start
start.prepare()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
then = [("clients", "0002_life_event"), ("plans", "0001_initial")]
executor.migrate(then)
apps = executor.loader.project_state(then).apps
client = apps.get_model("clients", "Client").objects.create(code="C-1", name="Nora")
apps.get_model("clients", "CourseOfCare").objects.create(client=client, began=date(2026, 1, 5), diagnoses=["F41.0", "F99.9X"])
start.migrate()
from fullarc.web.plans.models import Diagnosis
for each in Diagnosis.objects.order_by("-principal"):
    print(each.value, each.since, each.principal)
"""


def test_the_codes_that_stood_on_a_course_become_diagnoses(tmp_path: Path) -> None:
    environment = {**os.environ, "FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys")}
    environment.pop("DATABASE_URL", None)
    (tmp_path / "home").mkdir(mode=0o700)
    done = subprocess.run([sys.executable, "-c", BEFORE], env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-2:] == [
        "F41.0 Panic disorder [episodic paroxysmal anxiety] 2026-01-05 True",
        "F99.9X 2026-01-05 False",
    ], done.stderr[-2000:]
