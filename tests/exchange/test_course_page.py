"""The course of care as a page: every mark resolves, nothing foreign gets in, every width and theme reads."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from markupsafe import Markup
from playwright.sync_api import Browser
from tests.charts import other_courses
from tests.charts.nora import note_text
from tests.charts.nora_judged import nora, with_risk_open
from tests.web.browser import program

from fullarc.course.assessment import CourseAssessment
from fullarc.exchange.pages.course_links import Action, ClientHead, CourseLinks
from fullarc.exchange.pages.course_page import course_body, course_document
from fullarc.exchange.pages.evidence_numbers import numbered_evidence

VOID = {"meta", "link", "br", "input", "hr", "img"}
COURSES: list[Callable[[], CourseAssessment]] = [
    nora,
    other_courses.three_sessions,
    other_courses.four_years,
    other_courses.without_notes,
    other_courses.long_goals,
    other_courses.single_day,
    other_courses.nothing_dated,
]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'


class Page(HTMLParser):
    """Elements of a page in order, with the text inside each; refuses markup that is not nested rightly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.feed(html)
        assert not self.open, f"left open: {[e['tag'] for e in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"tag": tag, "text": "", **{k: v or "" for k, v in attrs}}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append({"tag": tag, "text": "", **{k: v or "" for k, v in attrs}})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def of_class(self, name: str) -> list[dict[str, Any]]:
        return [e for e in self.elements if name in e.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        return [e["id"] for e in self.elements if "id" in e]


def page_of(seen: CourseAssessment, **links: Any) -> Page:
    return Page(course_body(seen, links=CourseLinks(note_text=note_text, **links)))


def article(page: Page, number: int) -> dict[str, Any]:
    return next(e for e in page.of_class("evidence") if e["id"] == f"e{number}")


@pytest.mark.parametrize("course", COURSES)
def test_every_mark_resolves_to_an_article_and_every_link_on_the_page_to_its_place(course: Callable[[], CourseAssessment]) -> None:
    page = page_of(course())
    inside = [e["href"][1:] for e in page.elements if e["tag"] == "a" and e.get("href", "").startswith("#")]
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    articles = {e["id"] for e in page.of_class("evidence")}
    marks = [e for e in page.elements if e.get("aria-label", "").startswith("Evidence ")]
    assert {m["href"][1:] for m in marks} == articles


@pytest.mark.parametrize("course", COURSES)
def test_every_proof_of_every_statement_is_in_the_margin(course: Callable[[], CourseAssessment]) -> None:
    seen = course()
    shown = {proof for piece in numbered_evidence(seen).pieces for proof in piece.proofs}
    assert {proof for statement in seen.statements for proof in statement.evidence} <= shown
    assert {proof for signal in seen.signals for proof in signal.proofs} <= shown


def test_the_statements_stand_word_for_word() -> None:
    said = [e["text"] for e in page_of(nora()).of_class("say")]
    without_marks = ["".join(c for c in text if not c.isdigit() and not c.isspace()) for text in said]
    assert without_marks == ["".join(c for c in s.text if not c.isdigit() and not c.isspace()) for s in nora().statements]


def test_the_mark_stands_behind_the_day_it_proves() -> None:
    assert "The last was noted on 6 May;1 six later notes" in page_of(nora()).of_class("say")[0]["text"]


def test_the_quote_stands_in_its_sentence() -> None:
    first = article(page_of(nora()), 1)
    assert "Reports one panic attack since last session, on the platform; stayed until it passed" in first["text"]
    assert "Note of 6 May, session 15, Subjective" in first["text"]
    assert "panic.words" in first["text"]


def test_without_the_text_of_the_note_only_the_words_themselves_are_shown() -> None:
    page = Page(course_body(nora(), links=CourseLinks()))
    assert "on the platform" not in article(page, 1)["text"]
    assert "one panic attack since last session" in article(page, 1)["text"]


def test_many_notes_that_say_the_same_are_one_piece_that_lists_them_all() -> None:
    third = article(page_of(nora()), 3)
    assert "Six notes: 13 May to 16 September" in third["text"]
    assert third["text"].count("No panic attacks") == 6


def test_denials_of_many_things_behind_one_sentence_are_one_piece() -> None:
    names = ("suicidal_ideation", "self_harm", "violence", "homicidal_ideation", "suicide_plan")
    denial = nora().statements[6].evidence[-1]
    asked = tuple(replace(denial, indicator=name, date=day) for name in names for day in (date(2026, 8, 5), date(2026, 9, 2)))
    said = replace(nora().statements[6], text="Asked and denied.", evidence=asked)
    pieces = numbered_evidence(replace(nora(), statements=(said,), signals=(), goals=())).pieces
    assert [len(piece.proofs) for piece in pieces] == [10]


def test_scores_show_their_thresholds_with_source_and_whether_it_was_verified() -> None:
    fourth = article(page_of(nora()), 4)
    assert "6 points; NHS Talking Therapies manual; source verified" in fourth["text"]
    assert "10; Kroenke, Spitzer and Williams 2001; source verified" in fourth["text"]
    unverified = replace(nora(), scores=tuple(replace(s, verified=False) for s in nora().scores))
    assert "source not verified" in article(page_of(unverified), 4)["text"]


def test_a_measure_without_thresholds_says_so() -> None:
    assert "no value is published for this measure" in article(page_of(other_courses.without_notes()), 1)["text"]


def test_silent_notes_say_that_not_mentioned_is_not_absent() -> None:
    said = [e["text"] for e in page_of(nora()).of_class("evidence")]
    assert any("Worry: not mentioned. Not mentioned is not absent." in text for text in said)


def test_the_status_of_the_words_has_its_own_mark() -> None:
    marks = {e["text"]: e.get("class", "") for e in page_of(nora()).elements if e["tag"] == "mark"}
    assert marks["No panic attacks"] == "denied"
    assert marks["thinks it would be easier not to wake up"] == "risky"
    assert marks["one panic attack since last session"] == ""


def test_an_open_risk_comes_first_and_the_domain_says_open() -> None:
    page = page_of(with_risk_open())
    assert page.of_class("signal")[0]["text"].strip().startswith("Risk")
    assert "open" in [e["text"] for e in page.of_class("risk-word")]
    assert "nothing unresolved" not in [e["text"] for e in page.of_class("state")]


def test_a_file_shows_no_actions_and_asks_nobody_for_anything() -> None:
    html = course_document(nora(), links=CourseLinks(note_text=note_text))
    page = Page(html)
    assert not [e for e in page.elements if e["tag"] in ("form", "button", "script", "link", "img", "iframe")]
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in html
    assert "url(http" not in html
    assert "@import" not in html


def test_in_the_application_a_finding_is_dismissed_by_a_plain_form_with_its_token() -> None:
    def actions(source: str, key: str) -> tuple[Action, ...]:
        return (Action("Dismiss", f"/findings/{key}/", post=True, fields=(("act", "dismiss"),), key="X"),)

    page = page_of(nora(), finding_actions=actions, csrf_token="t0ken", note_url=lambda source, key: f"/notes/{source}#{key}")
    forms = [e for e in page.elements if e["tag"] == "form"]
    assert forms[0]["action"] == "/findings/f15-panic/"
    assert all(e["method"] == "post" for e in forms)
    assert len([e for e in page.elements if e.get("name") == "csrfmiddlewaretoken" and e["value"] == "t0ken"]) == len(forms)
    assert [e for e in page.elements if e.get("href") == "/notes/15_2026-05-06.txt#f15-panic"]


def test_the_bar_below_the_client_is_that_of_the_application_and_plain_words_in_it_are_escaped() -> None:
    bar = Markup('<nav class="lens"><a href="/o">Outcome of the course</a></nav>')
    assert page_of(nora(), lens=bar).of_class("lens")[0]["text"].split()[0] == "Outcome"
    assert not [e for e in page_of(nora(), lens="<nav>").elements if e["tag"] == "nav"]


def test_words_of_strangers_are_text_everywhere() -> None:
    seen = nora()
    statements = tuple(
        replace(s, text=HOSTILE, evidence=tuple(replace(p, quote=p.quote and HOSTILE, label=HOSTILE, source=HOSTILE) for p in s.evidence))
        for s in seen.statements
    )
    hostile = replace(
        seen,
        lead=HOSTILE,
        statements=statements,
        signals=tuple(replace(s, reason=HOSTILE) for s in seen.signals),
        not_known=(HOSTILE,),
        goals=tuple(replace(g, text=HOSTILE, goal=HOSTILE) for g in seen.goals),
        domains=tuple(replace(d, rests_on=HOSTILE, missing=HOSTILE, rule=HOSTILE) for d in seen.domains),
        timeline=replace(seen.timeline, presenting_problem=HOSTILE, diagnoses=(HOSTILE,)),
    )
    page = Page(course_document(hostile, client=ClientHead(HOSTILE, HOSTILE, HOSTILE), links=CourseLinks(note_text=lambda source: HOSTILE)))
    assert not [e for e in page.elements if e["tag"] in ("script", "img") or any(name.startswith("on") for name in e)]
    assert any(HOSTILE in e["text"] for e in page.elements if e["tag"] == "h1")


def test_the_same_assessment_gives_the_same_page() -> None:
    assert course_document(nora()) == course_document(nora())


@pytest.fixture
def browser() -> Iterator[Browser]:
    running = program.browser()
    yield running
    for opened in running.contexts:
        opened.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    out = {}
    for course in COURSES:
        out[course.__name__] = folder / f"{course.__name__}.html"
        out[course.__name__].write_text(course_document(course(), links=CourseLinks(note_text=note_text)), encoding="utf-8")
    return out


@pytest.mark.browser
@pytest.mark.parametrize("name", ["nora", "three_sessions", "four_years", "long_goals", "nothing_dated"])
def test_no_page_scrolls_sideways_and_one_arc_is_shown_at_each_width(browser: Browser, written: dict[str, Path], name: str) -> None:
    for width, arc in ((390, "narrow"), (1000, "medium"), (1440, "wide")):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(written[name].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown = page.evaluate(
            "[...document.querySelectorAll('.arc-region > svg')].filter(s => s.getClientRects().length).map(s => s.classList[1])"
        )
        assert shown == [f"arc-{arc}"]
        assert page.evaluate("(r => r.scrollWidth <= r.clientWidth)(document.querySelector('.arc-region'))")
        page.close()


@pytest.mark.browser
def test_one_piece_of_evidence_is_open_and_the_mark_opens_another_beside_its_statement(browser: Browser, written: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    page.goto(written["nora"].as_uri())
    visible = "[...document.querySelectorAll('.evidence')].filter(e => e.getClientRects().length).map(e => e.id)"
    assert page.evaluate(visible) == ["e1"]
    page.evaluate("window.scrollTo(0, 700)")
    page.locator(".statements a[href='#e14']").click()
    assert page.evaluate(visible) == ["e14"]
    assert abs(page.evaluate("scrollY") - 700) < 40
    page.close()


@pytest.mark.browser
def test_a_mark_of_the_arc_opens_the_table_at_its_day(browser: Browser, written: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    page.goto(written["nora"].as_uri())
    assert not page.locator("#day-2026-05-06").is_visible()
    page.goto(f"{written['nora'].as_uri()}#day-2026-05-06")
    assert page.locator("#day-2026-05-06").is_visible()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(browser: Browser, written: dict[str, Path], width: int, theme: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    page.goto(written["nora"].as_uri())
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
    page.close()
