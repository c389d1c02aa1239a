"""The treatment plan: drafted from the record, edited, signed, superseded; what is signed never changes."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import PROBLEM, Cast
from tests.web.conftest import SignIn

from fullarc.instruments.catalogue import catalogue
from fullarc.plans.plan import Kind
from fullarc.web.audit.models import Event
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.plans import planning, queries
from fullarc.web.plans.formulating import write_formulation
from fullarc.web.plans.models import TreatmentPlan

WORDS = "Take the train to work on my own."


def agree(cast: Cast, text: str = WORDS) -> Goal:
    return agree_goal(cast.course, Goal(text=text, agreed_on=cast.course.began), by=cast.mira)


def page_of(cast: Cast) -> str:
    return reverse("plans:plan", args=[cast.client.id, cast.course.id])


def begun(cast: Cast) -> TreatmentPlan:
    return planning.begin_plan(cast.course, by=cast.mira, today=timezone.localdate())


def send(cast: Cast, signed_in: SignIn, plan: TreatmentPlan, **given: str) -> HttpResponse:
    """Send the editor as a browser does: every field of every line, with what was changed."""
    plan.refresh_from_db()
    fields = {f"text-{line.id}": line.text for line in plan.value.lines if line.kind is not Kind.GOAL}
    sent = {"from_version": str(plan.version), "review_on": (plan.review_on or "") and plan.review_on.isoformat(), **fields, **given}
    return signed_in(cast.mira).post(reverse("plans:write", args=[cast.client.id, plan.id]), sent)


def signed(cast: Cast) -> TreatmentPlan:
    plan = begun(cast)
    planning.sign_plan(plan, by=cast.mira, started_from=plan.version, gone_through=True)
    return plan


def test_the_draft_is_made_of_what_the_record_knows(cast: Cast, signed_in: SignIn) -> None:
    agree(cast)
    write_formulation(cast.course, {"strengths": "Her sister"}, by=cast.mira, started_from=0)
    browser = signed_in(cast.mira)
    editor = browser.post(reverse("plans:begin", args=[cast.client.id, cast.course.id]))
    page = browser.get(editor.headers["Location"]).content.decode()
    for words in (
        PROBLEM,
        WORDS,
        "Her sister",
        "Drafted from the presenting problem of the course and the diagnosis F40.01",
        "Drafted from the goal agreed on",
    ):
        assert words in page


def test_a_low_score_becomes_an_objective_and_a_discharge_criterion(cast: Cast) -> None:
    agree(cast)
    answers = {item.number: 2 for item in catalogue().get("phq-9").items if item.scored}
    enter_answers(cast.course, measure="phq-9", answers=answers, on=timezone.localdate(), by=cast.mira, mode="staff")
    known = queries.known_of(cast.course, timezone.localdate())
    assert [(each.name, each.value, each.functional) for each in known.measures] == [("PHQ-9", 18, 9)]
    texts = [line.text for line in begun(cast).value.lines]
    assert "PHQ-9 from 18 to 9 or less" in texts
    assert "PHQ-9 at 9 or less three times in a row, over four weeks or longer" in texts


def test_beginning_twice_gives_the_draft_that_is_there(cast: Cast) -> None:
    assert begun(cast) == begun(cast)


def test_a_line_is_changed_and_still_says_where_it_came_from(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    assert send(cast, signed_in, plan, **{"text-l1": "Panic on buses"}).status_code == 302
    plan.refresh_from_db()
    assert plan.value.lines[0].text == "Panic on buses"
    assert plan.value.lines[0].origin.endswith("F40.01, changed")


def test_lines_are_added_below_what_they_serve_and_taken_out(cast: Cast, signed_in: SignIn) -> None:
    goal, plan = agree(cast), begun(cast)
    send(cast, signed_in, plan, remove="l2")
    plan.refresh_from_db()
    assert [line.kind for line in plan.value.lines] == [Kind.PROBLEM]
    send(cast, signed_in, plan, **{"add": "goal:l1", "choose-l1": str(goal.pk)})
    answer = send(cast, signed_in, plan, add="objective:l2")
    assert answer.headers["Location"].endswith("#line-l3")
    send(cast, signed_in, plan, **{"add": "intervention:l3", "text-l3": "Three rides a week"})
    plan.refresh_from_db()
    assert [(line.kind, line.text) for line in plan.value.lines] == [
        (Kind.PROBLEM, PROBLEM),
        (Kind.GOAL, WORDS),
        (Kind.OBJECTIVE, "Three rides a week"),
        (Kind.INTERVENTION, ""),
    ]


@pytest.mark.parametrize("wrong", [{"add": "miracle:l1"}, {"add": "objective:l1"}, {"add": "goal:l1"}, {"remove": "l99"}])
def test_a_line_that_cannot_be_is_refused_in_words_and_nothing_is_saved(wrong: dict[str, str], cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    assert send(cast, signed_in, plan, **wrong).status_code == 422
    plan.refresh_from_db()
    assert plan.version == 1


def test_drafted_lines_are_signed_only_when_somebody_went_through_them(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    refused = send(cast, signed_in, plan, sign="1")
    assert refused.status_code == 422
    assert "Go through them, say so with the tick, then sign." in refused.content.decode()
    assert send(cast, signed_in, plan, sign="1", gone_through="on").headers["Location"] == page_of(cast)
    plan.refresh_from_db()
    assert (plan.state, plan.signed_by, plan.signed_as) == (TreatmentPlan.State.SIGNED, cast.mira, "clinician")
    assert plan.content_hash == plan.hash_now()
    assert Event.objects.get(action="plan.signed").actor == cast.mira.pk


def test_an_empty_line_and_an_empty_plan_are_not_signed(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    empty = send(cast, signed_in, plan, **{"sign": "1", "gone_through": "on", "text-l1": " "})
    assert "A line is still empty" in empty.content.decode()
    send(cast, signed_in, plan, remove="l1")
    nothing = send(cast, signed_in, plan, sign="1")
    assert "names no problem yet" in nothing.content.decode()


def test_the_signer_is_whoever_is_signed_in_whatever_is_sent(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    send(cast, signed_in, plan, sign="1", gone_through="on", signed_by=str(cast.colleague.pk), signed_at="2020-01-01")
    plan.refresh_from_db()
    assert plan.signed_by == cast.mira
    assert plan.signed_at is not None
    assert plan.signed_at.date() >= timezone.now().date() - timedelta(days=1)


def test_a_new_version_begins_from_the_signed_one_and_supersedes_it(cast: Cast, signed_in: SignIn) -> None:
    first = signed(cast)
    text, digest = first.value, first.content_hash
    second = begun(cast)
    assert second.review_on == timezone.localdate() + timedelta(days=90)
    assert (second.number, [line.text for line in second.value.lines]) == (2, [line.text for line in first.value.lines])
    assert "Drafted from version 1 of the plan" in {line.origin for line in second.value.lines}
    assert send(cast, signed_in, second, **{"text-l1": "What is left", "sign": "1", "gone_through": "on"}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.value, first.content_hash, first.hash_now()) == (TreatmentPlan.State.SUPERSEDED, text, digest, digest)
    page = signed_in(cast.mira).get(reverse("plans:version", args=[cast.client.id, first.id])).content.decode()
    assert PROBLEM in page
    assert "superseded" in page


def test_the_database_refuses_to_change_or_delete_a_signed_plan(cast: Cast) -> None:
    signed(cast)
    for change in (
        "content = 'x'",
        "content_hash = 'x'",
        "signed_at = NULL",
        "review_on = NULL",
        "number = 9",
        f"signed_by_id = '{cast.colleague.pk.hex}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE plans_treatmentplan SET {change}")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_treatmentplan")


def test_a_signed_plan_is_neither_edited_nor_discarded(cast: Cast, signed_in: SignIn) -> None:
    plan = signed(cast)
    browser = signed_in(cast.mira)
    assert send(cast, signed_in, plan, **{"text-l1": "Other"}).headers["Location"] == reverse(
        "plans:version", args=[cast.client.id, plan.id]
    )
    assert browser.post(reverse("plans:discard", args=[cast.client.id, plan.id])).status_code == 422
    with pytest.raises(planning.PlanClosed):
        planning.save_plan(plan, plan.value, by=cast.mira, started_from=plan.version)
    assert TreatmentPlan.objects.get().content_hash == plan.content_hash


def test_a_draft_is_discarded_after_a_page_that_asks(cast: Cast, signed_in: SignIn) -> None:
    plan, browser = begun(cast), signed_in(cast.mira)
    address = reverse("plans:discard", args=[cast.client.id, plan.id])
    assert browser.get(address).status_code == 200
    assert browser.post(address).headers["Location"] == page_of(cast)
    assert not TreatmentPlan.objects.exists()


def test_two_tabs_do_not_overwrite_a_plan_and_what_was_typed_is_shown(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    send(cast, signed_in, plan, **{"text-l1": "First tab"})
    beaten = send(cast, signed_in, plan, **{"from_version": "1", "text-l1": "Old tab", "diagnosis-l1": "F41.0"})
    assert beaten.status_code == 409
    for words in ("First tab", "Old tab", "F41.0"):
        assert words in beaten.content.decode()
    plan.refresh_from_db()
    assert plan.value.lines[0].text == "First tab"


def test_consent_is_recorded_on_a_signed_plan_with_day_and_person(cast: Cast, signed_in: SignIn) -> None:
    plan, browser = begun(cast), signed_in(cast.mira)
    address = reverse("plans:consent", args=[cast.client.id, plan.id])
    given = {"given_on": timezone.localdate().isoformat(), "by": "guardian", "name": "Canary Parent", "how": "written"}
    assert browser.post(address, given).status_code == 422
    planning.sign_plan(plan, by=cast.mira, started_from=plan.version, gone_through=True)
    assert "not recorded yet" in browser.get(page_of(cast)).content.decode()
    assert browser.post(address, given).status_code == 302
    assert "parent or guardian Canary Parent, in writing" in browser.get(page_of(cast)).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM plans_consent")
        assert "Canary" not in repr(cursor.fetchall())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_consent SET given_on = '2020-01-01'")


def test_consent_lies_not_in_the_future(cast: Cast, signed_in: SignIn) -> None:
    plan = signed(cast)
    ahead = {"given_on": (timezone.localdate() + timedelta(days=1)).isoformat(), "by": "client", "how": "spoken"}
    assert signed_in(cast.mira).post(reverse("plans:consent", args=[cast.client.id, plan.id]), ahead).status_code == 422


def test_the_plan_is_stored_encrypted(cast: Cast) -> None:
    begun(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM plans_treatmentplan")
        assert "canary" not in repr(cursor.fetchall())


@pytest.mark.parametrize(("days", "told"), [(90, False), (14, True), (-1, True)])
def test_the_review_is_told_of_two_weeks_before(days: int, told: bool, cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    send(cast, signed_in, plan, review_on=(timezone.localdate() + timedelta(days=days)).isoformat(), sign="1", gone_through="on")
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert ("be reviewed" in page) == told
    assert (queries.review_of(cast.course, timezone.localdate()) is not None) == told


def test_a_review_that_is_due_stands_on_the_caseload_and_before_the_session(cast: Cast, signed_in: SignIn) -> None:
    plan, browser = begun(cast), signed_in(cast.mira)
    pages = [reverse("progress:caseload"), reverse("progress:since", args=[cast.client.id, cast.course.id])]
    assert not any("to be reviewed" in browser.get(page).content.decode() for page in pages)
    send(cast, signed_in, plan, review_on=(timezone.localdate() + timedelta(days=3)).isoformat(), sign="1", gone_through="on")
    assert all("The treatment plan is to be reviewed on" in browser.get(page).content.decode() for page in pages)


def test_no_review_is_due_once_the_course_has_ended(cast: Cast) -> None:
    plan = begun(cast)
    plan.content = {**plan.content, "review_on": "2020-01-01"}
    plan.review_on = date(2020, 1, 1)
    plan.save()
    planning.sign_plan(plan, by=cast.mira, started_from=plan.version, gone_through=True)
    assert queries.review_of(cast.course, timezone.localdate()) is not None
    cast.course.ended = timezone.localdate()
    cast.course.save()
    assert queries.review_of(cast.course, timezone.localdate()) is None


def test_what_is_missing_warns_and_does_not_block(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    page = signed_in(cast.mira).get(reverse("plans:write", args=[cast.client.id, plan.id])).content.decode()
    assert "” has no goal." in page
    assert send(cast, signed_in, plan, sign="1", gone_through="on").status_code == 302


def test_a_supervisor_reads_the_plan_and_changes_nothing(cast: Cast, signed_in: SignIn) -> None:
    plan = signed(cast)
    browser = signed_in(cast.supervisor)
    assert PROBLEM in browser.get(page_of(cast)).content.decode()
    assert "Begin the next version" not in browser.get(page_of(cast)).content.decode()
    for name in ("write", "discard", "consent"):
        assert browser.post(reverse(f"plans:{name}", args=[cast.client.id, plan.id])).status_code == 403


def test_many_versions_take_no_more_queries(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    for batch in range(2):
        for _ in range(1 + 8 * batch):
            signed(cast)
        browser.get(page_of(cast))
        with CaptureQueriesContext(connection) as asked:
            browser.get(page_of(cast))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_words_of_a_person_are_shown_as_words(cast: Cast, signed_in: SignIn) -> None:
    plan = begun(cast)
    send(cast, signed_in, plan, **{"text-l1": "<script>alert(1)</script>"})
    page = signed_in(cast.mira).get(reverse("plans:write", args=[cast.client.id, plan.id])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
