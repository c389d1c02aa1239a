"""Diagnoses, formulation, plan and the goal builder in a real browser: one whole journey, and every page in both widths and grounds."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import Looks, fits, looked_at, violations
from tests.web.imports.chromium import chromium

from fullarc.instruments.catalogue import catalogue
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.actions import agree_goal, enter_count, set_target
from fullarc.web.goals.models import Goal, GoalTarget
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.notes.actions import import_note
from fullarc.web.plans import planning
from fullarc.web.plans.formulating import write_formulation
from fullarc.web.plans.models import Consent, Diagnosis, TreatmentPlan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [((390, False), (1280, True)), pytest.param(((390, True), (1280, False)), marks=pytest.mark.long)]
WORDS = "Take the train to work on my own twice a week."
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages


@pytest.fixture
def people() -> Cast:
    """A record with something in every place, one signed plan and the draft of the next."""
    cast, today = assemble(), timezone.localdate()
    Diagnosis.objects.create(
        course=cast.course, code="F32.1", wording="Major depressive disorder, single episode, moderate", since=cast.course.began
    )
    ended = today - timedelta(days=7)
    Diagnosis.objects.create(course=cast.course, code="F51.01", wording="Primary insomnia", since=cast.course.began, until=ended)
    answers = {item.number: 2 for item in catalogue().get("phq-9").items if item.number < 9}
    enter_answers(cast.course, measure="phq-9", answers={**answers, 9: 0}, on=today, by=cast.mira, mode="staff")
    levels = ["no train", "one stop with somebody", "better", "alone twice a week", "5 days a week"]
    goal = agree_goal(cast.course, Goal(text=WORDS, agreed_on=cast.course.began, levels=levels, serves="F40.01"), by=cast.mira)
    agree_goal(cast.course, Goal(text="Feel better.", agreed_on=cast.course.began), by=cast.mira)
    row = GoalTarget(of="count", what="rides alone", part="a week", direction="at_least", value=3, since=cast.course.began)
    enter_count(set_target(goal, row, by=cast.mira), value=1, on=today, by=cast.mira)
    set_target(
        goal, GoalTarget(of="measure", what="phq-9", part="total", direction="at_most", value=9, since=cast.course.began), by=cast.mira
    )
    import_note(cast.session, text="She took the train to work by herself, one stop.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    parts = {
        "presenting_problem": "Cannot take the train since the accident.",
        "hypotheses": "The accident set it off.\nAvoidance keeps it going.",
        "interventions": "Exposure, because avoidance keeps it going.",
        "strengths": "Her sister",
        "barriers": "Shift work",
    }
    write_formulation(cast.course, parts, by=cast.mira, started_from=0)
    write_formulation(cast.course, {**parts, "strengths": "Her sister\nHas moved house alone"}, by=cast.mira, started_from=1)
    first = planning.begin_plan(cast.course, by=cast.mira, today=today - timedelta(days=80))
    planning.sign_plan(first, by=cast.mira, started_from=1, gone_through=True)
    planning.record_consent(first, Consent(given_on=today, by="client", how="written"), by=cast.mira)
    planning.begin_plan(cast.course, by=cast.mira, today=today)
    return cast


def addresses(people: Cast) -> Iterator[tuple[str, str]]:
    course, client = [people.client.id, people.course.id], people.client.id
    signed, draft = TreatmentPlan.objects.get(number=1), TreatmentPlan.objects.get(number=2)
    goal = Goal.objects.get(targets__of="count")
    for name in ("plan", "formulation", "write_formulation", "diagnoses"):
        yield name, reverse(f"plans:{name}", args=course)
    yield "add_diagnosis", reverse("plans:add_diagnosis", args=course)
    yield "diagnosis", reverse("plans:diagnosis", args=[client, Diagnosis.objects.filter(code__isnull=False).first().id])  # type: ignore[union-attr]
    yield "withdraw", reverse("plans:withdraw_diagnosis", args=[client, Diagnosis.objects.first().id])  # type: ignore[union-attr]
    yield "version", reverse("plans:version", args=[client, signed.id])
    yield "consent", reverse("plans:consent", args=[client, signed.id])
    yield "write_plan", reverse("plans:write", args=[client, draft.id])
    yield "discard", reverse("plans:discard", args=[client, draft.id])
    yield "goals", reverse("goals:goals", args=course)
    yield "goal_edit", reverse("goals:edit", args=[client, goal.id])
    yield "target", reverse("goals:new_target", args=[client, goal.id])
    yield "story", reverse("goals:story", args=[client, goal.id])
    yield "client", reverse("clients:client", args=[client])


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("looks", LOOKS)
def test_every_page_of_plans_fits_and_is_accessible(looks: Looks, people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, said, troubles = context.new_page(), [], []
        page.on("console", lambda message: said.append(message.text))
        for name, address in addresses(people):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            for look in looked_at(page, looks):
                picture(page, f"{name}-{look}")
                if not fits(page):
                    troubles.append(f"{name} is wider than the window at {look}")
                troubles += [f"{name}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
        assert not troubles, "\n".join(troubles)
        assert not said


def test_from_an_empty_record_to_a_signed_plan(live_server: object) -> None:
    """A therapist types a diagnosis, a formulation and a goal, has the plan drafted, changes a line and signs."""
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("clients:client", args=[cast.client.id]))
        page.get_by_role("link", name="Plan", exact=True).click()
        page.get_by_role("link", name="Diagnoses").click()
        page.get_by_role("link", name="Add a diagnosis").click()
        page.get_by_label("Search by words or code").press_sequentially("panic")
        page.get_by_role("button", name="F41.0").click()
        expect(page.get_by_label("Wording")).to_have_value("Panic disorder [episodic paroxysmal anxiety]")
        page.get_by_role("button", name="Enter the diagnosis").click()
        page.get_by_role("link", name="Case formulation").click()
        page.get_by_role("link", name="Write the formulation").click()
        page.get_by_label("Chosen interventions and why").fill("Exposure, because avoidance keeps it going.")
        page.get_by_role("button", name="Save this version").click()
        page.get_by_role("link", name="Goals", exact=True).click()
        page.get_by_role("link", name="New goal").click()
        page.get_by_label("goal, in the client's words").fill("Feel better")
        page.get_by_role("button", name="Look it over first").click()
        expect(page.get_by_label("Looked over")).to_contain_text("“feel better” cannot be observed")
        page.get_by_label("goal, in the client's words").fill(WORDS)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Add a target").click()
        page.get_by_label("What is looked at").select_option(label="A count in words of your own")
        page.get_by_label("What is counted").fill("rides alone")
        page.get_by_label("To reach").fill("3")
        page.get_by_label("or more").check()
        page.get_by_role("button", name="Set the target").click()
        page.get_by_role("link", name="Plan", exact=True).click()
        page.get_by_role("button", name="Draft the plan").click()
        expect(page.locator("form.plan-form")).to_contain_text("Drafted from the goal agreed on")
        page.get_by_label("Problem").first.fill("Panic on trains since the accident")
        page.get_by_role("button", name="Add a criterion").click()
        page.get_by_label("Criterion").fill("Three rides a week for a month")
        page.get_by_role("button", name="Sign the plan").click()
        expect(page.get_by_role("alert")).to_contain_text("Go through them")
        page.get_by_label("I went through every drafted line").check()
        page.get_by_role("button", name="Sign the plan").click()
        expect(page.locator(".plan-page")).to_contain_text("Signed by Mira Lind")
        expect(page.locator(".plan-page")).to_contain_text("Panic on trains since the accident")
        expect(page.locator(".plan-page")).to_contain_text("rides alone: 3 or more")
    plan = TreatmentPlan.objects.get()
    assert plan.content_hash == plan.hash_now()


def test_without_a_script_the_search_is_a_form(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("plans:add_diagnosis", args=[people.client.id, people.course.id]))
        page.get_by_label("Search by words or code").fill("adjustment disorder with anxiety")
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("button", name="F43.22").click()
        expect(page.get_by_label("ICD-10-CM code")).to_have_value("F43.22")
