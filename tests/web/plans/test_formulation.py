"""The case formulation: every version kept, encrypted, and nobody's words overwritten."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import PROBLEM, Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.plans.formulating import write_formulation
from fullarc.web.plans.models import Formulation

PARTS = {
    "presenting_problem": "Cannot take the train.",
    "hypotheses": "Avoidance keeps the fear going.\nThe accident set it off.",
    "interventions": "Exposure, because avoidance keeps it going.",
    "strengths": "Her sister",
    "barriers": "",
}


def page_of(cast: Cast) -> str:
    return reverse("plans:formulation", args=[cast.client.id, cast.course.id])


def writing(cast: Cast) -> str:
    return reverse("plans:write_formulation", args=[cast.client.id, cast.course.id])


def test_the_first_version_begins_with_the_presenting_problem_of_the_course(cast: Cast, signed_in: SignIn) -> None:
    assert PROBLEM in signed_in(cast.mira).get(writing(cast)).content.decode()


def test_a_version_is_written_and_read(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert browser.post(writing(cast), {**PARTS, "from_number": "0"}).headers["Location"] == page_of(cast)
    page = browser.get(page_of(cast)).content.decode()
    assert "Avoidance keeps the fear going." in page
    assert "Not written." in page  # the barriers
    assert Event.objects.get(action="formulation.written").actor == cast.mira.pk


def test_earlier_versions_stay_as_they_were(cast: Cast, signed_in: SignIn) -> None:
    first = write_formulation(cast.course, PARTS, by=cast.mira, started_from=0)
    second = write_formulation(cast.course, {**PARTS, "strengths": "Her brother"}, by=cast.mira, started_from=1)
    assert (first.number, second.number) == (1, 2)
    browser = signed_in(cast.mira)
    assert "Her brother" in browser.get(page_of(cast)).content.decode()
    earlier = browser.get(reverse("plans:formulation_version", args=[cast.client.id, first.id])).content.decode()
    assert "Her sister" in earlier
    assert "Her brother" not in earlier


def test_words_that_did_not_change_make_no_version(cast: Cast) -> None:
    first = write_formulation(cast.course, PARTS, by=cast.mira, started_from=0)
    assert write_formulation(cast.course, PARTS, by=cast.mira, started_from=1) == first


def test_an_empty_formulation_is_refused(cast: Cast, signed_in: SignIn) -> None:
    refused = signed_in(cast.mira).post(writing(cast), {"strengths": "  ", "from_number": "0"})
    assert refused.status_code == 422
    assert "Fill in one part at least" in refused.content.decode()


def test_two_tabs_do_not_overwrite_each_other_and_both_texts_are_shown(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(writing(cast), {**PARTS, "from_number": "0"})
    beaten = browser.post(writing(cast), {**PARTS, "strengths": "From the old tab", "from_number": "0"})
    assert beaten.status_code == 409
    assert "From the old tab" in beaten.content.decode()
    assert "Her sister" in beaten.content.decode()
    assert Formulation.objects.count() == 1


def test_the_database_refuses_to_change_or_delete_a_version(cast: Cast) -> None:
    write_formulation(cast.course, PARTS, by=cast.mira, started_from=0)
    for statement in (
        "UPDATE plans_formulation SET parts = 'x'",
        "UPDATE plans_formulation SET number = 7",
        "DELETE FROM plans_formulation",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_words_are_stored_encrypted(cast: Cast) -> None:
    write_formulation(cast.course, PARTS, by=cast.mira, started_from=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT parts FROM plans_formulation")
        assert "train" not in repr(cursor.fetchall())


def test_a_supervisor_reads_and_does_not_write(cast: Cast, signed_in: SignIn) -> None:
    write_formulation(cast.course, PARTS, by=cast.mira, started_from=0)
    browser = signed_in(cast.supervisor)
    assert "Her sister" in browser.get(page_of(cast)).content.decode()
    assert browser.post(writing(cast), {**PARTS, "from_number": "1"}).status_code == 403


def test_many_versions_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    for batch in range(2):
        for number in range(1 + 30 * batch):
            started = Formulation.objects.filter(course=cast.course).count()
            write_formulation(cast.course, {"strengths": f"{batch} {number}"}, by=cast.mira, started_from=started)
        browser.get(page_of(cast))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(cast))
        counts.append(len(queries))
    assert counts[0] == counts[1]
