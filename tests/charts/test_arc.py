"""The picture of a course: what it shows, what it never does, and what it says to those who do not see it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.charts import other_courses
from tests.charts.nora import ATTENDED, PHQ9, TIMELINE
from tests.charts.nora_judged import nora

from fullarc.charts.arc import arc, arc_for_print, arcs_for_screen, has_anything_dated
from fullarc.charts.drawing import MEDIUM, NARROW, PRINT, WIDE, Drawing, Page, wrapped
from fullarc.charts.lanes_of_care import first_mentions
from fullarc.charts.numbers import numbers_table
from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Kind as ProofKind
from fullarc.course.statement import Proof
from fullarc.course.timeline import timeline_of

SVG = "{http://www.w3.org/2000/svg}"
COURSES: list[Callable[[], CourseAssessment]] = [
    nora, other_courses.three_sessions, other_courses.four_years, other_courses.without_notes, other_courses.long_goals,
    other_courses.single_day,
    other_courses.nothing_dated,
]  # fmt: skip
PAGES = [WIDE, MEDIUM, NARROW, PRINT]


def drawn(page: Page, seen: CourseAssessment | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(arc(seen or nora(), page))


def with_class(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [e for e in svg.iter() if name in e.get("class", "").split()]


def xs_of(path: ElementTree.Element) -> list[float]:
    return [float(point.split()[0]) for point in re.split("[ML]", path.get("d", ""))[1:]]


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_course_is_drawn_on_every_page_with_a_title_and_a_description(course: Callable[[], CourseAssessment], page: Page) -> None:
    svg = drawn(page, course())
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text or "").startswith("The arc of this course of care")
    assert course().lead in (desc.text or "")


def test_no_line_of_scores_crosses_a_session_at_which_none_was_given() -> None:
    axis = Drawing(WIDE, ATTENDED[0], ATTENDED[-1])
    gaps = [axis.x(day) for day, value in zip(ATTENDED, PHQ9, strict=True) if value is None]
    lines = with_class(drawn(WIDE), "line")
    assert len(gaps) == 2
    assert len(lines) >= 6
    for line in lines:
        xs = xs_of(line)
        assert not [gap for gap in gaps if min(xs) < gap < max(xs)]


def test_no_line_of_the_log_crosses_days_without_an_entry() -> None:
    axis = Drawing(WIDE, ATTENDED[0], ATTENDED[-1])
    gaps = [(axis.x(date(2026, 4, 18)), axis.x(date(2026, 4, 27))), (axis.x(date(2026, 7, 24)), axis.x(date(2026, 8, 18)))]
    lines = with_class(drawn(WIDE), "thin")
    assert len(lines) == 3
    for line in lines:
        xs = xs_of(line)
        assert not [1 for begin, end in gaps if min(xs) < begin and max(xs) > end]


@pytest.mark.parametrize("course", COURSES)
def test_every_link_of_the_picture_leads_to_a_row_of_the_table(course: Callable[[], CourseAssessment]) -> None:
    rows = {f"#day-{row.day.isoformat()}" for row in numbers_table(course()).rows}
    links = re.findall(r'href="([^"]+)"', arcs_for_screen(course()))
    assert set(links) <= rows


def test_the_picture_of_nora_links_each_score_and_each_session() -> None:
    links = [a for a in drawn(WIDE).iter(f"{SVG}a") if a.get("class") != "session"]
    assert len([a for a in links if "PHQ-9" in a.get("aria-label", "")]) == 22
    assert len(with_class(drawn(WIDE), "session")) == 24


def test_a_score_that_was_not_given_leaves_a_stroke_and_no_dot() -> None:
    words = [a.get("aria-label", "") for a in drawn(WIDE).iter(f"{SVG}a")]
    assert not [w for w in words if w.startswith("13 May") and "PHQ-9" in w]


def test_an_indicator_that_is_not_mentioned_has_no_block() -> None:
    blocks = [t.text or "" for t in drawn(WIDE).iter(f"{SVG}title")]
    assert "4 Feb: panic attacks severe" not in blocks
    assert "28 Jan: panic attacks severe" in blocks
    assert "13 May: panic attacks absent" in blocks


def test_the_paper_has_no_links_and_its_own_colours() -> None:
    paper = arc_for_print(nora())
    assert "<a " not in paper
    assert "<style>" in paper


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
@pytest.mark.parametrize("course", COURSES)
def test_no_mark_or_word_leaves_the_page(course: Callable[[], CourseAssessment], page: Page) -> None:
    for element in drawn(page, course()).iter():
        for name in ("x", "x1", "x2", "cx"):
            if name in element.attrib and element.tag != f"{SVG}pattern":
                assert -8 <= float(element.attrib[name]) <= page.width + 8


def test_rows_that_are_named_above_do_not_run_into_their_verdicts() -> None:
    svg = drawn(NARROW, other_courses.long_goals())
    names = [t for t in svg.iter(f"{SVG}text") if t.get("class") == "t-name" and "…" in (t.text or "")]
    assert names
    for name in names:
        verdicts = [t for t in svg.iter(f"{SVG}text") if t.get("y") == name.get("y") and t.get("text-anchor") == "end"]
        assert len(verdicts) == 2
        assert len(name.text or "") * 12 * 0.55 < min(float(t.get("x", "0")) - len(t.text or "") * 7 for t in verdicts)


def test_the_ring_of_a_finding_knows_its_evidence() -> None:
    proof = nora().indicators[0].levels[0].proofs[0]
    svg = ElementTree.fromstring(arc(nora(), WIDE, {(proof.source, proof.start, proof.indicator): (7,)}))
    ringed = with_class(svg, "of-e7")
    assert len(ringed) == 1
    assert len(with_class(ringed[0], "open-mark")) == 1


def test_words_of_strangers_are_escaped() -> None:
    seen = nora()
    hostile = replace(seen, goals=tuple(replace(g, text="</svg><script>alert(1)</script>") for g in seen.goals), lead="<b>&")
    picture = arcs_for_screen(hostile)
    assert "<script" not in picture
    assert "<b>" not in picture


def test_a_course_without_any_date_is_refused() -> None:
    empty = replace(nora(), timeline=timeline_of())
    assert not has_anything_dated(empty.timeline)
    with pytest.raises(ValueError, match="record a session"):
        arc(empty, WIDE)


def test_the_table_says_in_words_what_is_not_there() -> None:
    table = numbers_table(nora())
    row = next(r for r in table.rows if r.day == date(2026, 5, 13))
    said = dict(zip(table.columns, row.cells, strict=True))
    assert said["PHQ-9"] == "not given"
    assert said["Worry"] == "not mentioned"
    assert said["Panic attacks"] == "absent"
    assert len(table.rows) == len({s.date for s in TIMELINE.sessions} | {e.date for e in TIMELINE.events})


def test_a_long_name_is_cut_at_a_word_and_a_long_word_anywhere() -> None:
    assert wrapped("Take the train to work on my own.", 160, 2) == ["Take the train to work", "on my own."]
    assert wrapped("Take the train to work on my own.", 100, 1)[0].endswith(" …")
    assert all(len(line) <= 16 for line in wrapped("x" * 200, 100, 2))


def test_a_move_that_was_entered_and_noted_stands_once_in_the_lane_of_life() -> None:
    entered = Proof(ProofKind.EVENT, date(2026, 7, 4), "Moved house")
    noted = Proof(ProofKind.NOTE, date(2026, 7, 8), "a move, present", quote="moved", indicator="relocation", status="present")
    assert first_mentions((entered, noted)) == [(date(2026, 7, 4), "Moved house")]
