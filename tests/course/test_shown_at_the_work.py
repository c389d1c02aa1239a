"""Tears while grieving in the session are part of the work: they are no worse presentation. A flat affect of many weeks is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.from_notes import read_notes
from fullarc.course.shown_at_the_work import without_the_work
from fullarc.course.statement import Change
from fullarc.course.timeline import timeline_of
from fullarc.reading.finding import Status

AT_EASE = ("Affect euthymic, reactive.", "Affect bright, full range.", "Affect euthymic.")
START = date(2026, 1, 14)


def judged(*told: str) -> CourseAssessment:
    notes, found = read_notes([(START + timedelta(weeks=n), f"notes/{n:02}.txt", text) for n, text in enumerate(told)])
    return assess_timeline(timeline_of(notes=notes, findings=found))


def affect_of(seen: CourseAssessment) -> Change:
    return next(one.change for one in seen.indicators if one.indicator == "affect")


@pytest.mark.parametrize(
    "told",
    [
        (
            "Brought the photo album. Cried when talking about the funeral; stayed with the sadness.",
            "Read the letter to her father aloud. Wept as she read; afterwards calmer.",
            "Empty-chair work with her father. Tearful in the chair dialogue.",
        ),
        (
            "Misses her father. Tearful throughout.",
            "Grieving openly for her father. Wept for most of the session.",
            "Much longing for her father. Affect tearful.",
        ),
        (
            "Tearful while describing the assault.",
            "Tense and tearful during the imaginal exposure.",
            "Voice shaking when speaking of the assault, tearful at the mention of the car.",
        ),
        (
            "Empty chair with the bully, tearful.",
            "Read her unsent letter aloud. Wept.",
            "Photo album from the first years. Cried softly, then smiled.",
        ),
    ],
    ids=["letter and chair", "grief", "exposure", "named beside tears"],
)
def test_feeling_shown_because_of_the_work_of_the_hour_is_no_worse_presentation(told: tuple[str, ...]) -> None:
    seen = judged(*AT_EASE, *told)
    assert affect_of(seen) is not Change.WORSENED
    assert "got worse" not in seen.lead
    assert all(one.change is not Change.WORSENED for one in seen.domains)


@pytest.mark.parametrize(
    "told",
    [
        ("Affect flat.", "Affect tearful and depressed.", "Affect flat and blunted."),
        ("Misses her father. Affect flat.", "Grieving. Affect tearful and depressed.", "Longing for her father. Affect blunted."),
        ("Giggled inappropriately when talking about the funeral.", "Affect labile when describing debts.", "Affect elevated."),
        ("Tearful from the start.", "Affect tearful.", "Tearful and slumped, little said."),
    ],
    ids=["flat", "flat in grief", "signs wherever they show", "tears without a tie"],
)
def test_what_is_seen_whatever_is_spoken_of_is_a_worse_presentation(told: tuple[str, ...]) -> None:
    assert affect_of(judged(*AT_EASE, *told)) is Change.WORSENED


@pytest.mark.parametrize(
    "told",
    [
        "Affect flat when asked about suicide.",
        "Depressed affect, tearful as he described his suicide plan.",
        "Tearful when talking about wanting to die.",
        "Affect blunted as she told me about her plans for the weekend.",
        "Poor eye contact and psychomotor slowing as he spoke about his week.",
        "Slowed speech, talking about the weather.",
        "Monotone speech when discussing mood.",
        "Guarded when asked about voices.",
        "Tearful all session, discussing her week.",
        "Tearful all session, discussing the funeral.",
        "Tearful when discussing bills.",
        "Agitated, pacing after looking at his phone.",
        "Minimal engagement during the session, looking at his phone.",
        "Affect restricted after reading the news.",
        "Tearful after reading the news.",
        "Affect flat when describing the assault.",
        "Misses her father. Tearful as she spoke of suicide.",
    ],
)
def test_presentation_danger_and_ordinary_talk_tie_nothing_to_the_work(told: str) -> None:
    notes, found = read_notes([(START, "notes/01.txt", told)])
    assert any(one.finding.indicator in {"affect", "psychomotor", "speech", "engagement"} for one in found)
    assert without_the_work(found, notes) == list(found)


@pytest.mark.parametrize("told", ["Fidgeting in the chair.", "Poor eye contact when speaking.", "Talking fast, restless."])
def test_words_that_only_sound_like_work_tie_nothing(told: str) -> None:
    notes, found = read_notes([(START, "notes/01.txt", told)])
    assert without_the_work(found, notes) == list(found)
    assert found


def test_what_a_clinician_said_of_it_counts() -> None:
    notes, found = read_notes([(START, "notes/01.txt", "Tearful while describing the assault.")])
    tears = next(one for one in found if one.finding.indicator == "affect")
    assert tears not in without_the_work(found, notes)
    confirmed = replace(tears, finding=replace(tears.finding, status=Status.PRESENT), status_said=True)
    assert without_the_work([confirmed], notes) == [confirmed]


def test_the_name_of_the_work_explains_tears_and_no_flat_affect() -> None:
    told = ("Affect flat, EMDR next time.", "EMDR put off. Affect blunted.", "Affect flat. Empty chair declined.")
    assert affect_of(judged(*AT_EASE, *told)) is Change.WORSENED


def test_one_hour_is_no_worse_presentation() -> None:
    assert affect_of(judged(*AT_EASE, "Affect full range.", "Affect bright.", "Tearful from the start.")) is Change.NO_CLEAR_CHANGE
