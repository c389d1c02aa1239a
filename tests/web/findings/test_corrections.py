"""A clinician says what a finding is about, how severe it is and which way it goes; that counts, stays, and says whose word it is."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.levels import levels_of
from fullarc.course.timeline import Review
from fullarc.exchange.pages.evidence_view import _reviews
from fullarc.reading.finding import Direction, Quantity, Severity
from fullarc.reading.reader import read
from fullarc.web.audit.models import Event
from fullarc.web.findings import actions
from fullarc.web.findings.finding_words import amount, name_of, words_of
from fullarc.web.findings.margin import mark_of
from fullarc.web.findings.models import Reading, StoredFinding
from fullarc.web.findings.queries import noted_findings
from fullarc.web.findings.rereading import read_again
from fullarc.web.notes.actions import import_note
from fullarc.web.signals.models import Signal

TEXT = "Had 5 panic attacks this week. Sleep is poor. PHQ-9: 14."


@pytest.fixture
def read_note(cast: Cast) -> Cast:
    import_note(cast.session, text=TEXT, source_name="01.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return cast


@pytest.fixture
def browser(read_note: Cast, signed_in: SignIn) -> Browser:
    return signed_in(read_note.mira)


def row(indicator: str) -> StoredFinding:
    return next(each for each in StoredFinding.objects.all() if each.as_read.indicator == indicator)


def send(browser: Browser, cast: Cast, indicator: str, **sent: str) -> Any:
    return browser.post(reverse("findings:review", args=[cast.client.pk, row(indicator).pk]), sent)


def counted(cast: Cast) -> dict[str, Any]:
    return {noted.finding.indicator: noted for noted in noted_findings(cast.course)}


def level(cast: Cast, indicator: str) -> float:
    return levels_of(noted_findings(cast.course))[indicator][-1].level


def test_a_finding_is_said_to_be_about_something_else_by_its_plain_name(read_note: Cast, browser: Browser) -> None:
    assert send(browser, read_note, "panic", form="whole", about="Anxiety", severity="", direction="").status_code == 302
    now = counted(read_note)
    assert "panic" not in now
    assert now["anxiety"].review is Review.CORRECTED
    assert now["anxiety"].finding.quote == row("panic").as_read.quote


def test_a_level_that_a_clinician_says_counts_over_the_number_in_the_words(read_note: Cast, browser: Browser) -> None:
    before = level(read_note, "panic")
    send(browser, read_note, "panic", severity="mild")
    assert before > 1.0
    assert level(read_note, "panic") == 1.0
    assert counted(read_note)["panic"].finding.severity is Severity.MILD
    assert counted(read_note)["panic"].finding.value is not None  # the number itself is not taken out of the record


def test_a_danger_that_a_clinician_corrects_to_present_counts_beside_its_denials(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="Denies suicidal ideation. Sleep is poor. Suicidal ideation: 0/10.", source_name="1.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    assert level(cast, "suicidal_ideation") == 0
    rated = next(each for each in StoredFinding.objects.all() if each.as_read.value == 0)
    sent = {"status": "present"}
    assert signed_in(cast.mira).post(reverse("findings:review", args=[cast.client.pk, rated.pk]), sent).status_code == 302
    assert level(cast, "suicidal_ideation") == 2


def test_a_direction_is_set_and_taken_away_again(read_note: Cast, browser: Browser) -> None:
    send(browser, read_note, "sleep_disturbance", direction="better")
    assert counted(read_note)["sleep_disturbance"].finding.direction is Direction.BETTER
    send(browser, read_note, "sleep_disturbance", direction="")
    assert counted(read_note)["sleep_disturbance"].finding.direction is None


def test_one_form_changes_only_what_was_changed_in_it(read_note: Cast, browser: Browser) -> None:
    stands = row("panic").finding
    send(browser, read_note, "panic", form="whole", about="panic attacks", severity="severe", direction=str(stands.direction or ""))
    assert row("panic").corrected == {"severity": "severe"}
    assert Event.objects.filter(action="finding.corrected").latest("sequence").fields == "severity"


def test_a_form_in_which_nothing_was_changed_corrects_nothing(read_note: Cast, browser: Browser) -> None:
    assert send(browser, read_note, "panic", form="whole", about="Panic attacks", severity="", direction="").status_code == 422
    assert row("panic").review == Review.UNREVIEWED.value


def test_a_name_that_is_not_in_the_list_is_said_in_its_place_and_nothing_typed_is_lost(read_note: Cast, browser: Browser) -> None:
    answer = send(browser, read_note, "panic", form="whole", about="panicky mood", severity="mild", direction="better")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Number of this request" not in page
    assert 'value="panicky mood"' in page
    mine = page[page.index(f'data-finding="{row("panic").pk}"') :].split("</details>")[0]
    assert "<details open>" in mine
    assert "Choose one of those that the field offers" in mine
    assert '<option value="mild" selected>' in mine
    assert '<option value="better" selected>' in mine
    assert page.count("<details open>") == 1
    note = reverse("findings:note", args=[read_note.client.pk, row("panic").note_id])
    assert f'name="next" value="{note}#finding-' in mine
    assert not row("panic").corrected


def test_a_distress_rating_is_called_suds_and_what_protects_is_not_marked_as_a_danger() -> None:
    text = "SUDS 60 during exposure. Her children are a protective factor. Has thoughts of suicide."
    found = read(text)
    assert "SUDS" in {name_of(each) for each in found}
    marks = {each.indicator: mark_of(each) for each in found}
    assert marks["protective_factor"] == "present"
    assert marks["suicidal_ideation"] == "risky"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1.0, "times", "1 time"),
        (1.0, "times_per_week", "1 time per week"),
        (3.0, "times", "3 times"),
        (1.0, "drinks", "1 drink"),
        (1.0, "hours", "1 hour"),
        (1.0, "classes", "1 class"),
        (1.5, "hours", "1.5 hours"),
        ((1.0, 2.0), "drinks", "1 to 2 drinks"),
        (1.0, "of_10", "1 of 10"),
        (1.0, "mg", "1 mg"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular(value: Quantity, unit: str, words: str) -> None:
    panic = next(each for each in read(TEXT) if each.indicator == "panic")
    assert amount(replace(panic, value=value, unit=unit, previous_value=None)) == words


def test_affect_that_is_as_usual_is_within_normal_limits() -> None:
    found = next(each for each in read("Affect full range, appropriate.") if each.indicator == "affect")
    assert words_of(found).startswith("within normal limits")


@pytest.mark.parametrize("sent", [{"about": "something nobody knows"}, {"severity": "terrible"}, {"direction": "sideways"}])
def test_what_is_no_indicator_level_or_direction_is_refused(sent: dict[str, str], read_note: Cast, browser: Browser) -> None:
    assert send(browser, read_note, "panic", **sent).status_code == 422
    assert not row("panic").corrected


def test_the_score_of_a_measure_is_about_nothing_else(read_note: Cast, browser: Browser) -> None:
    assert send(browser, read_note, "measure_score", about="anxiety").status_code == 422


def test_a_correction_survives_that_the_note_is_read_again(read_note: Cast, browser: Browser) -> None:
    send(browser, read_note, "panic", about="anxiety", severity="mild", direction="worse")
    Reading.objects.update(rules_version="older rules")
    assert read_again() == 1
    now = counted(read_note)
    assert "panic" not in now
    assert (now["anxiety"].finding.severity, now["anxiety"].finding.direction) == (Severity.MILD, Direction.WORSE)


def test_the_course_and_the_margin_say_who_corrected_it(read_note: Cast, browser: Browser) -> None:
    send(browser, read_note, "panic", about="anxiety")
    assert _reviews([counted(read_note)["anxiety"]]) == "corrected by Mira Lind"
    margin = browser.get(reverse("findings:note", args=[read_note.client.pk, row("panic").note_id])).content.decode()
    assert "corrected by Mira Lind" in margin
    assert "It was read as Panic attacks, present" in margin


def test_the_evidence_of_the_course_says_who_corrected_it(read_note: Cast, browser: Browser) -> None:
    send(browser, read_note, "sleep_disturbance", about="suicidal thoughts")
    course = browser.get(reverse("progress:course", args=[read_note.client.pk, read_note.course.pk])).content.decode()
    evidence = course.split('class="evidences"')[1].split("Open the note")[0]
    assert "Read as</dt><dd>suicidal thoughts, present" in evidence
    assert "corrected by Mira Lind" in evidence


def test_a_finding_said_to_be_of_suicidal_thoughts_raises_its_signal(read_note: Cast, browser: Browser) -> None:
    assert not Signal.objects.exists()
    send(browser, read_note, "sleep_disturbance", about="suicidal thoughts")
    assert [signal.kind for signal in Signal.objects.all()] == ["suicidal_ideation"]


def test_a_correction_is_taken_back_and_the_finding_counts_as_it_was_read(read_note: Cast, browser: Browser) -> None:
    as_read = row("panic").finding
    send(browser, read_note, "panic", about="anxiety", severity="mild")
    send(browser, read_note, "panic", act="restore")
    assert (row("panic").finding, row("panic").review, row("panic").reviewed_by) == (as_read, Review.UNREVIEWED.value, None)
    assert Event.objects.filter(action="finding.restored").count() == 1


def test_the_note_page_takes_as_many_queries_for_one_correction_as_for_several(
    read_note: Cast, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    address = reverse("findings:note", args=[read_note.client.pk, row("panic").note_id])
    browser.get(address)
    send(browser, read_note, "panic", severity="mild")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    StoredFinding.objects.update(review="corrected", reviewed_by=read_note.mira, reviewed_at=timezone.now())
    with django_assert_max_num_queries(len(one)):
        browser.get(address)


def test_every_field_of_the_correction_has_a_label_that_is_seen(browser: Browser, read_note: Cast) -> None:
    page = browser.get(reverse("findings:note", args=[read_note.client.pk, row("panic").note_id])).content.decode()
    panic = row("panic").pk
    for field, label in (("about", "What it tells of"), ("severity", "Level"), ("direction", "Direction")):
        assert f'<label for="{field}-{panic}">{label}</label>' in page
