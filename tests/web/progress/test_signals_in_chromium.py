"""Signals, suggestions, thresholds and figures in a real browser: two journeys, and every page in both widths and grounds."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, expect
from tests.cast import Cast, add_record, assemble
from tests.web.browser.window import Looks, fits, looked_at, violations
from tests.web.imports.chromium import chromium
from tests.web.progress.courses import BETTER, FLAT, WORSE, finished, with_scores

from fullarc.course.signal_settings import DEFAULTS, SignalSettings
from fullarc.web.accounts.models import User
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.replaying import begin_replay, go_on
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.closing import close_signal, fingerprint
from fullarc.web.signals.models import ClosedSignal, SuggestionDecision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [((320, False), (1280, True)), pytest.param(((390, False), (390, True), (1280, False)), marks=pytest.mark.long)]


@pytest.fixture
def practice() -> Cast:
    """Nora gets worse; Bertil stands still; both answered a risk item; eight courses have ended."""
    cast = assemble()
    with_scores(cast.course, WORSE, cast.mira)
    other = add_record("C-0700", "Bertil Somebody-Withalongname", cast.mira, cast.session.date)
    with_scores(other.courses.get(), FLAT, cast.mira)
    for client in (cast.client, other):
        raise_signal(client, kind="phq-9:9", reason="PHQ-9 item 9", source=client.sessions.first(), on=timezone.localdate())
    for number, values in enumerate((FLAT, FLAT, WORSE, BETTER, BETTER, BETTER, BETTER, BETTER)):
        finished(cast, values, number)
    return cast


def addresses(cast: Cast) -> Iterator[tuple[User, str]]:
    ids = [cast.client.pk, cast.course.pk]
    [signal] = [one for one in judged(cast.course, timezone.localdate(), in_force()).seen.signals if one.kind == "deterioration"]
    yield cast.mira, reverse("progress:close_signal", args=[*ids, fingerprint(cast.course, signal)])
    yield cast.mira, "/caseload/"
    yield cast.mira, reverse("progress:course", args=ids)
    yield cast.mira, reverse("progress:suggestion", args=[*ids, "ask_for_a_rating"])
    run = begin_replay(DEFAULTS, SignalSettings(improvement_by=7, gap_days=30, expected_z=2), by=cast.owner)
    while run.waiting:
        run = go_on(run, seconds=5)
    yield cast.owner, reverse("progress:replay", args=[run.pk])
    for name in ("progress:thresholds", "progress:renewing", "statistics:figures"):
        yield cast.owner, reverse(name)


@pytest.mark.parametrize("looks", LOOKS)
def test_every_page_of_signals_fits_and_is_accessible(looks: Looks, practice: Cast, live_server: object) -> None:
    troubles: list[str] = []

    def said(message: ConsoleMessage) -> None:
        troubles.append(message.text)

    pages = list(addresses(practice))
    for person in (practice.mira, practice.owner):
        with chromium(live_server.url, person, width=320) as context:  # type: ignore[attr-defined]
            page = context.new_page()
            page.on("console", said)
            for address in [address for who, address in pages if who == person]:
                page.goto(address)
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                for look in looked_at(page, looks):
                    if not fits(page):
                        troubles.append(f"{address} is wider than the window at {look}")
                    troubles += [f"{address}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
    assert not troubles, "\n".join(troubles)


def test_in_a_phones_caseload_a_reason_takes_two_lines_at_most(practice: Cast, live_server: object) -> None:
    lines = """[...document.querySelectorAll('.why > div')].map(
        each => Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight)))"""
    with chromium(live_server.url, practice.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto("/caseload/")
        found = page.evaluate(lines)
    assert len(found) >= 2
    assert max(found) <= 2


def test_a_signal_is_looked_into_a_suggestion_adopted_and_the_signal_closed(practice: Cast, live_server: object) -> None:
    with chromium(live_server.url, practice.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto("/caseload/?show=track")
        page.get_by_role("link", name=practice.client.name).click()
        page.get_by_role("link", name="Why, and what next").first.click()
        page.get_by_role("link", name="Adopt").first.click()
        page.get_by_label("in your own words").fill("Ask for a rating at the end of each session.")
        page.get_by_role("button", name="Adopt").click()
        expect(page.locator("#why")).to_contain_text("Ask for a rating at the end of each session.")
        page.get_by_role("link", name="Close otherwise").first.click()
        page.get_by_label("Dismissed because").check()
        page.get_by_role("button", name="Close the signal").click()
        expect(page.get_by_role("alert")).to_contain_text("with a reason")
        page.get_by_label("In a few words").fill("She filled it in for the week of the funeral.")
        page.get_by_role("button", name="Close the signal").click()
        expect(page.locator("#closed")).to_contain_text("She filled it in for the week of the funeral.")
    assert ClosedSignal.objects.get().how == "dismissed"
    assert SuggestionDecision.objects.get().decision == "adopted"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_owner_replays_and_saves_thresholds_with_and_without_a_script(practice: Cast, live_server: object, scripts: bool) -> None:
    with chromium(live_server.url, practice.owner, width=1280, scripts=scripts) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto("/practice/signals/")
        page.get_by_label("No reliable improvement by session").fill("7")
        page.get_by_role("button", name="Replay over the finished courses").click()
        while not scripts and page.get_by_role("button", name="Go on").count():
            page.get_by_role("button", name="Go on").click()
        save = page.get_by_role("button", name="Save these thresholds")
        expect(save).to_be_visible(timeout=60_000)
        expect(page.locator("main")).to_contain_text("of 8 finished courses")
        save.click()
        page.wait_for_url("**/practice/signals/rows/")
    assert in_force().settings.improvement_by == 7


def test_a_closed_signal_is_told_to_the_person_who_comes_second(practice: Cast, live_server: object) -> None:
    [signal] = [one for one in judged(practice.course, timezone.localdate(), in_force()).seen.signals if one.kind == "deterioration"]
    with chromium(live_server.url, practice.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("progress:course", args=[practice.client.pk, practice.course.pk]))
        close_signal(practice.course, signal, how="discussed", because="At the team meeting.", by=practice.supervisor)
        page.get_by_role("button", name="Reviewed").first.click()
        expect(page.locator("main")).to_contain_text("Sven Holt closed this signal")
