"""Sections and sentences of notes in the usual formats."""

import pytest

from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText


def lines(note: str) -> list[tuple[str, str]]:
    return [(str(part.section), note[part.start : part.end]) for part in sentences(PlainText.of(note))]


@pytest.mark.parametrize(
    ("note", "sections"),
    [
        ("S: Low mood.\nO: Tearful.\nA: MDD.\nP: Walk daily.", ["subjective", "objective", "assessment", "plan"]),
        ("SUBJECTIVE\nLow mood.\n\nOBJECTIVE\nTearful.", ["subjective", "objective"]),
        ("## Data\nLow mood.\n## Assessment\nMDD.\n## Plan\nWalk.", ["data", "assessment", "plan"]),
        ("B - Low mood.\nI - Thought record.\nR - Engaged.\nP - Walk.", ["behavior", "intervention", "response", "plan"]),
        ("Goal: sleep.\nIntervention: CBT-I.\nResponse: willing.\nPlan: diary.", ["goal", "intervention", "response", "plan"]),
        ("SUBJECTIVE:, Low mood.,PLAN:, Walk.", ["subjective", "plan"]),
        ("Past psychiatric history: one admission.", ["history"]),
        ("She came in late.", ["none"]),
    ],
)
def test_headings_of_the_usual_formats_are_known(note: str, sections: list[str]) -> None:
    seen = [
        section
        for section, words in lines(note)
        if not words.rstrip(",").endswith((":", "-", "SUBJECTIVE", "OBJECTIVE", "Data", "Assessment", "Plan"))
    ]
    assert seen == sections


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Saw Dr. Lee. Sleeping ok.", ["Saw Dr. Lee.", "Sleeping ok."]),
        ("Pt. reports 2.5 h of sleep x3/wk. Tired.", ["Pt. reports 2.5 h of sleep x3/wk.", "Tired."]),
        ("mood low. sleeping ok.", ["mood low.", "sleeping ok."]),
        ("- mood low\n- no SI\n- anxious", ["- mood low", "- no SI", "- anxious"]),
        ("1. Depression\n2. Panic", ["1. Depression", "2. Panic"]),
        ("Mood: low\nSleep: 4h", ["Mood: low", "Sleep: 4h"]),
        ("SI? No. HI? No.", ["SI? No.", "HI? No."]),
        ("Is she sleeping? She is not.", ["Is she sleeping?", "She is not."]),
    ],
)
def test_sentences_lines_and_items_are_parted(note: str, expected: list[str]) -> None:
    assert [words for _, words in lines(note)] == expected


def test_a_wrapped_line_goes_on() -> None:
    note = (
        "She reports that the panic attacks have been coming on the way to work and\n"
        "that she gets off the bus two stops early on most of the mornings when they\n"
        "come."
    )
    assert len(lines(note)) == 1


def test_history_under_a_label_ends_with_the_next_label() -> None:
    note = "Hx: overdose 2012.\nMood: low"
    assert lines(note)[-1] == ("none", "Mood: low")


def test_every_word_belongs_to_one_sentence() -> None:
    note = "S: one two. three\n\nfour - five\r\n\tsix\nP: seven"
    assert "".join("".join(words.split()) for _, words in lines(note)) == "".join(note.split())


def test_an_initial_before_a_comma_or_a_small_word_ends_no_sentence() -> None:
    text = "Mrs. D., 81, greeted me at the door. Ms. T. said she slept."
    assert [text[part.start : part.end].strip() for part in sentences(PlainText.of(text))] == [
        "Mrs. D., 81, greeted me at the door.",
        "Ms. T. said she slept.",
    ]
