"""Safety plan and risk assessment in a real browser: from a signal to a signed plan, every page in both widths and grounds, one sheet."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import Looks, fits, looked_at, violations
from tests.web.imports.chromium import chromium
from tests.web.safety.writing import PLAN, RISK, a_signed_assessment, a_signed_plan

from fullarc.web.safety import keeping
from fullarc.web.safety.models import RiskAssessment, SafetyPlan
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [((390, False), (1280, True)), pytest.param(((390, True), (1280, False)), marks=pytest.mark.long)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages


@pytest.fixture
def people() -> Cast:
    """A signal, two signed ones of each, a draft of the next."""
    cast = assemble()
    raise_signal(cast.client, kind="phq-9:9", reason="PHQ-9 item 9 is above 0", source=cast.session, on=cast.session.date)
    for change in ({}, {"company": "The library."}):
        a_signed_plan(cast, **change)
        a_signed_assessment(cast, ideation="4", attempt="none", level="raised", follow_up="Call on Friday.", protective="Her niece.")
    keeping.begin_plan(cast.client, by=cast.mira)
    keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate(), signal=Signal.objects.get())
    return cast


def addresses(people: Cast) -> Iterator[tuple[str, str]]:
    client = people.client.id
    yield "plan", reverse("safety:plan", args=[client])
    yield "assessments", reverse("safety:assessments", args=[client])
    for number in (1, 3):
        plan, risk = SafetyPlan.objects.get(number=number), RiskAssessment.objects.get(number=number)
        yield f"plan_version_{number}", reverse("safety:plan_version", args=[client, plan.id])
        yield f"assessment_{number}", reverse("safety:assessment", args=[client, risk.id])
    yield "write_plan", reverse("safety:write_plan", args=[client, plan.id])
    yield "discard_plan", reverse("safety:discard_plan", args=[client, plan.id])
    yield "write_assessment", reverse("safety:write_assessment", args=[client, risk.id])
    yield "taken_over", reverse("safety:write_assessment", args=[client, risk.id]) + "?take=last"
    yield "signal", reverse("signals:signal", args=[client, Signal.objects.get().id])
    yield "client", reverse("clients:client", args=[client])


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("looks", LOOKS)
def test_every_page_of_safety_fits_and_is_accessible(looks: Looks, people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, said, troubles = context.new_page(), [], []
        page.on("console", lambda message: said.append(message.text))
        for name, address in addresses(people):
            page.goto(address)
            for look in looked_at(page, looks):
                picture(page, f"{name}-{look}")
                if not fits(page):
                    troubles.append(f"{name} is wider than the window at {look}")
                troubles += [f"{name}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
        assert not troubles, "\n".join(troubles)
        assert not said


def test_a_full_plan_prints_on_one_page(people: Cast, live_server: object) -> None:
    """Four lines in every part, signed and as a draft."""
    a_signed_plan(people, **dict.fromkeys(PLAN, "A line of what was written down together.\n" * 3 + "The fourth."))
    keeping.begin_plan(people.client, by=people.mira)
    with chromium(live_server.url, people.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        draft = reverse("safety:plan_version", args=[people.client.id, SafetyPlan.objects.get(signed_at=None).id])
        for name, address in (("plan", reverse("safety:plan", args=[people.client.id])), ("draft", draft)):
            page.goto(address)
            printed = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
            page.emulate_media(media="print")
            picture(page, f"printed-{name}")
            expect(page.get_by_role("heading", name="Professionals and services to call")).to_be_visible()
            expect(page.get_by_role("link", name="Go on writing").first).to_be_hidden()
            page.emulate_media(media="null")


def test_from_a_signal_to_an_assessment_and_a_plan_signed_by_both(live_server: object) -> None:
    cast = assemble()
    signal = raise_signal(cast.client, kind="phq-9:9", reason="PHQ-9 item 9 is above 0", source=cast.session, on=cast.session.date)
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("signals:signal", args=[cast.client.id, signal.id]))
        page.get_by_role("button", name="Assess the risk").click()
        page.get_by_label("What raised the concern").fill(RISK["source"])
        page.get_by_label("suicidal ideation in the past month").select_option(label="4, some intent, no plan")
        page.get_by_role("button", name="Sign the assessment").click()
        expect(page.get_by_role("alert")).to_contain_text("Not written yet")
        page.get_by_label("Formulation: reasons, in words").fill(RISK["formulation"])
        page.get_by_label("What was done, and why").fill(RISK["action"])
        page.get_by_role("button", name="Sign the assessment").click()
        expect(page.get_by_role("main")).to_contain_text("The screen alone points to high concern: ideation 4")
        page.get_by_role("link", name="Safety plan").click()
        page.get_by_role("button", name="Begin a safety plan").click()
        page.get_by_label("Signs that a crisis is building").fill(PLAN["warning_signs"])
        page.get_by_label("Professionals and services to call").fill(PLAN["professionals"])
        page.get_by_role("button", name="Sign for both").click()
        expect(page.get_by_role("alert")).to_contain_text("Not filled in: What I can do on my own")
        page.get_by_label("The client agreed on").fill(timezone.localdate().isoformat())
        page.get_by_label("in words, in the session").check()
        page.get_by_role("button", name="Sign for both").click()
        expect(page.locator(".safety-sheet")).to_contain_text("in words, in the session")
    assert SafetyPlan.objects.get().is_unchanged
    signal.refresh_from_db()
    assert signal.acknowledged_at is None
