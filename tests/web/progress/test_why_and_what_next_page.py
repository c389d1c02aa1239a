"""Why and what next: for a client not on track, in the fixed order, with its evidence; suggestions adopted or set aside."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.progress.courses import FLAT, WORSE, with_scores

from fullarc.course.why_and_what_next import TITLES, suggestions
from fullarc.plans.plan import Kind, Plan, with_line
from fullarc.web.audit.models import Event
from fullarc.web.notes.actions import import_note
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.plans.planning import begin_plan, save_plan
from fullarc.web.signals.models import SuggestionDecision

ALWAYS = "ask_for_a_rating"


def course_page(cast: Cast) -> str:
    return reverse("progress:course", args=[cast.client.pk, cast.course.pk])


def page_of(cast: Cast, suggestion: str = ALWAYS) -> str:
    return reverse("progress:suggestion", args=[cast.client.pk, cast.course.pk, suggestion])


def words(suggestion: str = ALWAYS) -> str:
    return next(one.text for one in suggestions() if one.id == suggestion)


def part(page: str) -> str:
    return page[page.index('id="why"') : page.index("</section>", page.index('id="why"'))]


def draft_with_objective(cast: Cast) -> tuple[TreatmentPlan, str]:
    plan = begin_plan(cast.course, by=cast.mira, today=timezone.localdate())
    value = with_line(Plan(), Kind.PROBLEM, text="Trains")
    value = with_line(value, Kind.GOAL, value.lines[-1].id, text="Ride a train")
    value = with_line(value, Kind.OBJECTIVE, value.lines[-1].id, text="One stop alone")
    save_plan(plan, value, by=cast.mira, started_from=plan.version)
    return plan, value.lines[-1].id


def test_the_record_is_gone_through_in_the_fixed_order_with_links_to_its_evidence(cast: Cast, signed_in: SignIn) -> None:
    course = with_scores(cast.course, WORSE, cast.mira)
    note = import_note(course.sessions.last(), text="Her mother died last week. Did not do the homework.", source_name="", by=cast.mira)
    told = part(signed_in(cast.mira).get(course_page(cast)).content.decode())
    places = [told.index(f">{title}<") for title in TITLES.values()]
    assert places == sorted(places)
    assert "Not mentioned" in told
    assert reverse("findings:note", args=[cast.client.pk, note.pk]) in told


def test_a_client_on_track_has_no_such_part(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, (20, 14, 8), cast.mira)
    assert 'id="why"' not in signed_in(cast.mira).get(course_page(cast)).content.decode()


def test_a_suggestion_is_set_aside_and_taken_up_again(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, WORSE, cast.mira)
    browser = signed_in(cast.mira)
    for act, shown in (("set_aside", "Take up again"), ("offered", "Set aside<")):
        assert browser.post(page_of(cast), {"act": act}).status_code == 302
        told = part(browser.get(course_page(cast)).content.decode())
        assert shown in told
        assert words() in told
    assert [row.decision for row in SuggestionDecision.objects.all()] == ["offered", "set_aside"]


def test_a_suggestion_becomes_a_line_of_the_draft_below_its_objective(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, WORSE, cast.mira)
    plan, objective = draft_with_objective(cast)
    answer = signed_in(cast.mira).post(page_of(cast), {"act": "adopted", "text": "Ask for a rating each time.", "under": objective})
    assert answer.status_code == 302
    plan.refresh_from_db()
    line = plan.value.lines[-1]
    assert (line.kind, line.under, line.text) == (Kind.INTERVENTION, objective, "Ask for a rating each time.")
    assert line.origin.startswith("Drafted from a suggestion")
    row = SuggestionDecision.objects.get()
    assert (row.decision, row.plan_number, row.decided_by) == ("adopted", plan.number, cast.mira)
    assert Event.objects.filter(action="suggestion.adopted", client=cast.client.pk).count() == 1


def test_without_an_objective_it_is_kept_with_the_course_and_stays_there_when_the_signal_is_gone(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, WORSE, cast.mira)
    browser = signed_in(cast.mira)
    assert browser.post(page_of(cast), {"act": "adopted", "text": "Ask for a rating.", "under": ""}).status_code == 302
    cast.course.administrations.all().update(withdrawn_at=timezone.now(), withdrawn_by=cast.mira)
    told = part(browser.get(course_page(cast)).content.decode())
    assert "Adopted for this course" in told
    assert "Ask for a rating." in told


@pytest.mark.parametrize("under", ["l99", "<script>"])
def test_an_objective_that_is_not_there_is_refused(cast: Cast, signed_in: SignIn, under: str) -> None:
    with_scores(cast.course, FLAT, cast.mira)
    assert signed_in(cast.mira).post(page_of(cast), {"act": "adopted", "text": "x y z", "under": under}).status_code == 422
    assert not SuggestionDecision.objects.exists()


def test_a_supervisor_reads_it_and_is_not_offered_to_adopt(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, WORSE, cast.mira)
    assert ">Adopt<" not in part(signed_in(cast.supervisor).get(course_page(cast)).content.decode())
    assert signed_in(cast.supervisor).post(page_of(cast), {"act": "set_aside"}).status_code in (403, 404)
