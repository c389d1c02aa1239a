"""The course of care on paper."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.charts import other_courses
from tests.charts.nora import note_text
from tests.charts.nora_judged import nora

from fullarc.course.assessment import CourseAssessment
from fullarc.exchange.pages.course_links import ClientHead, CourseLinks
from fullarc.exchange.pages.course_pdf import PaperFailed, course_pdf, paper_data, set_paper

COURSES: list[Callable[[], CourseAssessment]] = [
    nora,
    other_courses.three_sessions,
    other_courses.without_notes,
    other_courses.long_goals,
    other_courses.single_day,
    other_courses.nothing_dated,
]


@pytest.mark.parametrize("course", COURSES)
def test_every_course_becomes_a_tagged_archive_pdf(course: Callable[[], CourseAssessment]) -> None:
    pdf = course_pdf(course(), client=ClientHead("Nora V.", "C-0417"), links=CourseLinks(note_text=note_text))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"Nora V., course of care" in pdf


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert course_pdf(nora()) == course_pdf(nora())


def test_a_mark_without_its_evidence_cannot_be_printed() -> None:
    data = paper_data(nora(), None, CourseLinks())
    data["evidence"] = data["evidence"][1:]
    with pytest.raises(PaperFailed, match="label"):
        set_paper(data, 0)


def test_what_is_printed_is_what_is_on_the_page() -> None:
    data = paper_data(nora(), ClientHead("Nora V.", "C-0417", "34 years"), CourseLinks(note_text=note_text))
    assert ["".join(words for words, _ in s["segments"]) for s in data["statements"]] == [s.text for s in nora().statements]
    assert data["head"][0] == ["Client", "Nora V., 34 years, C-0417"]
    assert [d["name"] for d in data["domains"]][3] == "Risk profile"
    assert data["domains"][3]["state"] == ("clear", "nothing unresolved")
    assert data["attainment"] == "GAS T 25.2 at the start, 56.2 now; 50 is what was expected."
    assert data["arc"]["alt"].startswith(nora().lead)
    first = data["evidence"][0]
    assert first["quotes"][0]["words"] == "one panic attack since last session"
    assert first["quotes"][0]["after"].startswith(", on the platform")


def test_words_are_never_read_as_markup() -> None:
    hostile = '#panic("read as code") ] #[ $x$ <e1> @e1 \\ *bold* `raw` // gone /* gone */'
    seen = replace(nora(), lead=hostile, not_known=(hostile,), timeline=replace(nora().timeline, presenting_problem=hostile))
    assert course_pdf(seen).startswith(b"%PDF")


@pytest.mark.parametrize("words", ["她说睡不着", "😀 better", "قال إنه أفضل", "\ue000 private", "tab\tand\x07bell", "x" * 400])
def test_letters_that_no_font_has_do_not_stop_the_paper(words: str) -> None:
    assert course_pdf(replace(nora(), lead=f"Said: {words}.")).startswith(b"%PDF")
