"""A clinician marks words of a note that the reader had missed, and says what they tell of: a finding like any other, and their own."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.cast import Cast
from tests.web.browser.window import fits, looked_at, violations
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium

from fullarc.course.levels import levels_of
from fullarc.course.timeline import Review
from fullarc.exchange.pages.evidence_view import _reviews
from fullarc.reading.finding import Direction, Severity, Status
from fullarc.web.audit.models import Event
from fullarc.web.findings import actions
from fullarc.web.findings.models import Reading, StoredFinding
from fullarc.web.findings.queries import noted_findings
from fullarc.web.findings.rereading import read_again
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal

TEXT = "Had 5 panic attacks this week.\nThe harbour nights are back, four a week 🌊 and worse.\nSleep is poor. Harbour, harbour."
WORDS = "harbour nights"
LOOKS = ((390, False), (390, True), (1280, False), (1280, True))


@pytest.fixture
def note(cast: Cast) -> Note:
    import_note(cast.session, text=TEXT, source_name="01.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return Note.objects.get()


@pytest.fixture
def browser(cast: Cast, note: Note, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def place_of(words: str, text: str = TEXT) -> str:
    return f"{text.index(words)}-{text.index(words) + len(words)}"


def address(cast: Cast, note: Note) -> str:
    return reverse("findings:missed", args=[cast.client.pk, note.pk])


def mark(browser: Browser, cast: Cast, note: Note, at: str = WORDS, about: str = "low mood", **sent: str) -> Any:
    form = {"place": place_of(at), "about": about, "status": "present", "key": str(uuid.uuid4())} | sent
    return browser.post(address(cast, note), form)


def added() -> StoredFinding:
    return StoredFinding.objects.get(review="added")


def counted(cast: Cast) -> list[Any]:
    return [each for each in noted_findings(cast.course) if each.review is Review.ADDED]


def test_marked_words_count_in_the_course_like_any_finding(cast: Cast, note: Note, browser: Browser) -> None:
    answer = mark(browser, cast, note, about="low mood", direction="worse", severity="severe")
    assert answer.url == reverse("findings:note", args=[cast.client.pk, note.pk]) + f"#finding-{added().pk}"
    (noted,) = counted(cast)
    assert (noted.finding.indicator, noted.finding.status, noted.finding.direction) == ("depressed_mood", Status.PRESENT, Direction.WORSE)
    assert noted.finding.severity is Severity.SEVERE
    assert levels_of(noted_findings(cast.course))["depressed_mood"][-1].level == 3.0


def test_the_quote_is_exactly_the_words_at_their_place(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, "🌊 and worse", about="low mood")
    evidence = added().finding.evidence
    assert note.text[evidence.start : evidence.end] == evidence.quote == "🌊 and worse"


def test_an_amount_is_what_the_level_is_worked_out_from(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="flashbacks", value="4", unit="per_week")
    assert (added().finding.value, added().finding.unit) == (4.0, "per_week")
    assert levels_of(noted_findings(cast.course))["flashbacks"][-1].level == 3.0


def test_a_sentence_is_chosen_and_only_some_words_of_it_are_left(cast: Cast, note: Note, browser: Browser) -> None:
    sentences = browser.get(address(cast, note)).content.decode()
    place = place_of("The harbour nights are back, four a week 🌊 and worse.")
    assert f'href="?place={place}"' in sentences
    form = browser.get(address(cast, note), {"place": place}).content.decode()
    assert "<mark" in form
    mark(browser, cast, note, "The harbour nights are back, four a week 🌊 and worse.", words="HARBOUR  nights")
    assert added().finding.quote == "harbour nights"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"about": "xyzzy"}, "Found no indicator of this name"),
        ({"about": "thoughts"}, "Close to it: "),
        ({"words": "lighthouse"}, "are not in the sentence that was chosen"),
        ({"words": "a"}, "stand there"),
        ({"value": "3"}, "Say what the number counts"),
        ({"unit": "per_week"}, "no number"),
        ({"status": "perhaps"}, "Select a valid choice"),
        ({"value": "-1", "unit": "hours"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_kept_is_said_in_its_place_and_nothing_typed_is_lost(
    sent: dict[str, str], said: str, cast: Cast, note: Note, browser: Browser
) -> None:
    form = {"about": "low mood", "words": "harbour nights", "direction": "worse", "severity": "mild"} | sent
    answer = mark(browser, cast, note, "The harbour nights are back", **form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{form["about"]}"' in page
    assert f'value="{form["words"]}"' in page
    assert '<option value="worse" selected>' in page
    assert '<option value="mild" selected>' in page
    assert not StoredFinding.objects.filter(review="added").exists()


@pytest.mark.parametrize("place", ["", "5", "9-3", "0-99999", "a-b", "30-31", f"0-10-{uuid.UUID(int=7)}", "²-³", "1" * 60 + "-2"])
def test_a_place_that_is_not_in_the_note_is_refused(place: str, cast: Cast, note: Note, browser: Browser) -> None:
    assert mark(browser, cast, note, place=place).status_code == 422
    assert browser.get(address(cast, note), {"place": place}).status_code == (422 if place else 200)
    assert not StoredFinding.objects.filter(review="added").exists()


def test_words_for_an_indicator_do_as_well_as_its_name(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="insomnia")
    assert added().finding.indicator == "sleep_disturbance"


def test_the_same_indicator_on_the_same_words_is_refused_and_another_one_is_not(cast: Cast, note: Note, browser: Browser) -> None:
    answer = mark(browser, cast, note, "5 panic attacks", about="panic attacks")
    assert answer.status_code == 422
    assert "carry a finding of this kind already" in answer.content.decode()
    assert mark(browser, cast, note, "5 panic attacks", about="anxiety").status_code == 302
    assert mark(browser, cast, note, "panic attacks this", about="anxiety").status_code == 422
    assert StoredFinding.objects.filter(review="added").count() == 1


def test_a_form_sent_twice_adds_one_finding(cast: Cast, note: Note, browser: Browser) -> None:
    key = str(uuid.uuid4())
    assert [mark(browser, cast, note, key=key).status_code for _ in range(2)] == [302, 302]
    assert StoredFinding.objects.filter(review="added").count() == 1


def test_it_survives_that_the_note_is_read_again(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note)
    before = {(row.as_read.indicator, row.start) for row in note.findings.all()}
    Reading.objects.update(rules_version="older rules")
    assert read_again() == 1
    assert {(row.as_read.indicator, row.start) for row in note.findings.all()} == before
    assert len(counted(cast)) == 1


def test_what_the_reader_says_of_the_same_sentence_stays_beside_it(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, "this week", about="panic attacks")
    Reading.objects.update(rules_version="older rules")
    read_again()
    assert [row.finding.indicator for row in note.findings.filter(review="unreviewed")].count("panic") == 1


def test_rules_that_come_to_see_the_words_say_it_no_second_time_and_again_when_it_is_taken_back(
    cast: Cast, note: Note, browser: Browser
) -> None:
    note.findings.filter(review="unreviewed").delete()
    Reading.objects.update(rules_version="older rules")
    mark(browser, cast, note, "panic attacks", about="panic attacks")
    read_again()
    assert sum(row.finding.indicator == "panic" for row in note.findings.all()) == 1
    browser.post(reverse("findings:review", args=[cast.client.pk, added().pk]), {"act": "dismiss"})
    assert read_again() == 1
    (again,) = [row for row in note.findings.all() if row.finding.indicator == "panic"]
    assert again.review == Review.UNREVIEWED.value


@pytest.mark.parametrize("act", ["dismiss", "restore"])
def test_it_can_be_taken_back(act: str, cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note)
    assert browser.post(reverse("findings:review", args=[cast.client.pk, added().pk]), {"act": act}).status_code == 302
    assert not counted(cast)
    assert Event.objects.filter(action="finding.taken_back").count() == 1


def test_it_can_be_corrected_and_stays_the_clinicians_own(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="low mood", severity="severe")
    review = reverse("findings:review", args=[cast.client.pk, added().pk])
    assert browser.post(review, {"status": "historical"}).status_code == 302
    assert counted(cast)[0].finding.status is Status.HISTORICAL
    assert browser.post(review, {"act": "confirm"}).status_code == 422


def test_it_is_shown_as_the_clinicians_and_not_the_readers(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="low mood")
    page = browser.get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    margin = page.split(f'data-finding="{added().pk}"')[1].split("</li>")[0]
    assert "added by Mira Lind" in margin
    assert "marked by Mira Lind on" in margin
    assert "Take it back" in margin
    assert "Confirm" not in margin
    assert _reviews(counted(cast)) == "marked by Mira Lind; the reader had missed it"


def test_the_evidence_of_the_course_says_who_marked_it(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="suicidal thoughts")
    course = browser.get(reverse("progress:course", args=[cast.client.pk, cast.course.pk])).content.decode()
    evidence = course.split('class="evidences"')[1].split("Open the note")[0]
    assert "marked by Mira Lind; the reader had missed it" in evidence


def test_the_trail_says_who_marked_what_and_holds_no_word(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="low mood", direction="worse")
    event = Event.objects.filter(action="finding.added").get()
    assert event.fields == "indicator,status,direction"
    assert "harbour" not in json.dumps([str(value) for each in Event.objects.values() for value in each.values()])


def test_words_of_an_addendum_can_be_marked(cast: Cast, note: Note, browser: Browser) -> None:
    extra = add_addendum(note, kind="addendum", reason="left out", text="More harbour nights.", by=cast.mira)
    page = browser.get(address(cast, note)).content.decode()
    assert f"-{extra.pk}" in page
    mark(browser, cast, note, place=f"5-19-{extra.pk}", about="low mood")
    assert (added().addendum, added().finding.quote) == (extra, "harbour nights")
    assert len(counted(cast)) == 1


def test_words_that_a_correction_took_back_are_not_marked(cast: Cast, note: Note, browser: Browser) -> None:
    add_addendum(note, kind="addendum", reason="wrong", text="There were none.", by=cast.mira, passage="harbour nights are back")
    answer = mark(browser, cast, note, about="low mood")
    assert answer.status_code == 422
    assert "taken these words back" in answer.content.decode()


def test_a_draft_has_nothing_that_could_have_been_missed(cast: Cast, note: Note, browser: Browser) -> None:
    draft = Note.objects.create(session=cast.session, author=cast.mira, format="free", parts={"text": TEXT})
    assert browser.get(address(cast, draft)).status_code == 422


def test_who_may_not_review_marks_nothing(cast: Cast, note: Note, signed_in: SignIn) -> None:
    for person in (cast.supervisor, cast.owner):
        assert signed_in(person).get(address(cast, note)).status_code in (403, 404)
        assert mark(signed_in(person), cast, note).status_code in (403, 404)
    page = signed_in(cast.supervisor).get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    assert address(cast, note) not in page


def test_marked_danger_raises_its_signal_which_whoever_marked_it_has_seen(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="suicidal thoughts")
    signal = Signal.objects.get()
    assert (signal.kind, signal.seen_by, signal.acknowledged_at) == ("suicidal_ideation", cast.mira, None)
    assert "as Mira Lind said of its words on" in signal.reason
    assert "harbour" not in signal.reason


def test_marked_words_are_offered_as_a_phrase_for_every_note(cast: Cast, note: Note, browser: Browser) -> None:
    mark(browser, cast, note, about="low mood")
    page = browser.get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    everywhere = reverse("findings:everywhere", args=[cast.client.pk, added().pk])
    assert everywhere in page
    form = browser.get(everywhere).content.decode()
    assert 'value="harbour nights"' in form
    assert 'value="low mood"' in form
    assert f'action="{reverse("lexicon:new")}"' in form


def marked_with_the_pointer(page: Page, words: str) -> None:
    page.evaluate(
        """words => {
          const line = [...document.querySelectorAll("[data-begins]")].find(each => each.textContent.includes(words));
          const at = line.textContent.indexOf(words), node = line.firstChild, range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + words.length);
          const selection = document.getSelection(); selection.removeAllRanges(); selection.addRange(range);
        }""",
        words,
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_are_marked_in_the_text_and_said_to_tell_of_something(cast: Cast, note: Note, live_server: object, tmp_path: Path) -> None:
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("findings:note", args=[cast.client.pk, note.pk]))
        offer = page.get_by_role("link", name="Say what these words tell of")
        expect(offer).to_be_hidden()
        marked_with_the_pointer(page, "🌊 and worse")
        expect(offer).to_be_visible()
        for look in looked_at(page, LOOKS):
            assert fits(page), look
            page.screenshot(path=tmp_path / f"marked-{look}.png")
        offer.click()
        expect(page.locator(".chosen-words mark")).to_have_text("🌊 and worse")
        assert "worse" not in page.url
        for look in looked_at(page, LOOKS):
            assert fits(page), look
            assert not violations(page), look
            page.screenshot(path=tmp_path / f"form-{look}.png", full_page=True)
        page.get_by_label("What it tells of").fill("low mood")
        page.get_by_role("button", name="Add it to this note").click()
        mine = page.locator(f'[data-finding="{added().pk}"]')
        expect(mine).to_contain_text("added by Mira Lind")
        expect(mine.get_by_role("button", name="Take it back")).to_be_visible()
        for look in looked_at(page, LOOKS):
            assert fits(page), look
            assert not violations(page), look
            page.screenshot(path=tmp_path / f"note-{look}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_with_the_keyboard_or_without_a_script_a_sentence_is_chosen(cast: Cast, note: Note, live_server: object, tmp_path: Path) -> None:
    with chromium(live_server.url, cast.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("findings:note", args=[cast.client.pk, note.pk]))
        page.keyboard.press("m")
        page.wait_for_url("**/missed/")
        for look in looked_at(page, LOOKS):
            assert fits(page), look
            assert not violations(page), look
            page.screenshot(path=tmp_path / f"choose-{look}.png", full_page=True)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator(".chosen-words mark")).to_contain_text("harbour nights are back")
    with chromium(live_server.url, cast.mira, width=390, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("findings:note", args=[cast.client.pk, note.pk]))
        page.get_by_role("link", name="Mark what was not read").click()
        page.get_by_role("link", name="harbour nights").click()
        page.get_by_label("What it tells of").fill("low mood")
        page.get_by_label("Only these words of it").fill("harbour nights")
        page.get_by_role("button", name="Add it to this note").click()
        expect(page.locator("mark", has_text="harbour nights")).to_be_visible()
