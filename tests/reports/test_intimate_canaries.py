"""Intimate details planted in the notes never reach the insurer; planted names, dates, places and numbers never reach a consultation."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from itertools import cycle

import pytest
from pypdf import PdfReader
from tests.reports.made_of_nora import frozen_nora

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.timeline import LifeEvent, Note, NotedFinding, ScoreRecord, timeline_of
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse
from fullarc.exchange.deidentification.days_in_text import weeks_of_care
from fullarc.exchange.deidentification.deidentified import deidentifier
from fullarc.exchange.deidentification.known_names import Known
from fullarc.reading.reader import read
from fullarc.reports.compose import composed
from fullarc.reports.consultation import consultation
from fullarc.reports.frozen import freeze
from fullarc.reports.given import Given, Person
from fullarc.reports.page import report_html
from fullarc.reports.paper import report_pdf
from fullarc.reports.plain_values import as_plain
from fullarc.reports.readers import parts, readers
from fullarc.reports.report import Report

INTIMATE = 200
BEGINNINGS = ("affair", "abortion", "fetish", "incest", "impotence", "rape", "debt", "cousin", "priest", "lover")
CANARIES = tuple(f"{BEGINNINGS[i % 10]}zq{i:03}x" for i in range(INTIMATE))
NAMES = [f"{first}{last}" for first in ("Zor", "Vek", "Mal", "Tiq", "Bru") for last in ("wynne", "gaxley", "pulver", "hovast")]
PLACES = [f"{name}bury" for name in NAMES[:10]]
PHONES = [f"+44 20 7946 0{i:03}" for i in range(10)]


@cache
def course() -> SimulatedCourse:
    return next(one for one in simulate(11, 6) if len(one.notes) > 14 and one.goals)


@cache
def planted(pieces: tuple[str, ...], shape: str) -> CourseAssessment:
    """A simulated course whose every sentence has one of the pieces in it, read and judged as any other."""
    simulated, canary = course(), cycle(pieces)
    texts = [re.sub(r"(?<=\w)([.;]|\n|$)", lambda end: shape.format(next(canary)) + end[1], note.text) for note in simulated.notes]
    notes = [Note(n.date, None, f"n{i}", len(t.split()), t) for i, (n, t) in enumerate(zip(simulated.notes, texts, strict=True))]
    found = [NotedFinding(f, n.date, None, n.source) for n in notes for f in read(n.text)]
    return assess_timeline(
        timeline_of(
            sessions=simulated.sessions,
            notes=notes,
            findings=found,
            scores=[ScoreRecord(form.date, form.measure, form.total) for form in simulated.administrations],
            goals=simulated.goals,
            ratings=simulated.ratings,
            entries=simulated.entries,
            events=[LifeEvent(simulated.notes[2].date, f"The story of {next(canary)}")],
            presenting_problem=f"It began with {next(canary)}.",
            diagnoses=simulated.diagnoses,
            began=simulated.began,
        )
    )


def all_words(report: Report) -> str:
    """Everything that leaves: the value itself, the page, the PDF's text."""
    pdf = PdfReader(BytesIO(report_pdf(report)))
    return "\n".join([json.dumps(as_plain(report), ensure_ascii=False), report_html(report), *(page.extract_text() for page in pdf.pages)])


@pytest.mark.parametrize("level", [1, 2])
def test_200_intimate_details_in_the_notes_never_reach_the_insurer(level: int) -> None:
    seen = planted(CANARIES, " ({})")
    texts = " ".join(note.text for note in seen.timeline.notes)
    assert sum(canary in texts for canary in CANARIES) == INTIMATE
    frozen = freeze(seen, lambda source: None, rules="r", app="a")
    kept = json.dumps(as_plain(frozen))
    assert sum(canary in kept for canary in CANARIES) > INTIMATE / 2  # the assessment itself quotes them
    reader = readers()["insurer"]
    told = all_words(composed(frozen, reader, reader.levels(dict.fromkeys(parts(), level)), Given(Person("N. V.", "C-1", 34)))).lower()
    assert "phq-9" in told or "gad-7" in told or "pcl-5" in told
    assert [canary for canary in CANARIES if canary in told] == []


def test_no_planted_name_place_day_or_number_reaches_a_consultation() -> None:
    simulated = course()
    days = [simulated.began + timedelta(days=9 * i) for i in range(20)]
    said = [f"{day.day} {day:%B %Y}" if i % 2 else f"{day:%Y-%m-%d}" for i, day in enumerate(days)]
    seen = planted((*NAMES, *PLACES, *PHONES, *said), " with {}")
    frozen = freeze(seen, lambda source: None, rules="r", app="a")
    reader = readers()["consultation"]
    scrubber = deidentifier({Known.FAMILY: NAMES, Known.PLACE: PLACES}, weeks_of_care(simulated.began))
    levels = reader.levels(dict.fromkeys(parts(), 2))
    quoted = all_words(composed(frozen, replace(reader, scrubbed=False), levels, Given()))
    assert sum(name in quoted for name in [*NAMES, *PLACES]) > 10  # without scrubbing they would have been told
    told = consultation(frozen, reader, levels, Given(Person("Zora Vek", "C-1")), scrubber)
    text = all_words(told.report).lower()
    assert [one for one in [*NAMES, *PLACES, *PHONES] if one.lower() in text] == []
    assert [day for day in said if day.lower() in text] == []
    assert not re.search(r"\b(19|20)\d\d-\d\d-\d\d\b", text)
    assert told.removed.counts["name"] > 5
    assert told.removed.counts["contact"] > 0


def test_a_consultation_is_drawn_in_months_of_care() -> None:
    frozen = frozen_nora()
    reader = readers()["consultation"]
    told = consultation(frozen, reader, reader.levels(), Given(), deidentifier({}, weeks_of_care(date(2026, 1, 1)))).report
    [picture] = [block for section in told.sections for block in section.blocks if block.svg]
    labels = re.findall(r'class="t-month">([^<]*)<', picture.svg)
    assert labels[0].startswith("month ")
    assert [int(label.removeprefix("month ")) for label in labels] == sorted(int(label.removeprefix("month ")) for label in labels)
