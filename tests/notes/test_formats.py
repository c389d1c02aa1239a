"""One note, shown in every format: no word is lost, and what a format cannot keep apart is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.notes.formats import BIRP, BUILT_IN, BY_PARTS, DAP, GIRP, PIE, SOAP, FormatRefused, own_format
from fullarc.notes.parts import BY_KEY, PARTS, places_of, text_of_parts
from fullarc.notes.sections import SECTIONS, as_parts, as_prose, text_of
from fullarc.notes.shown import in_format
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText

NOTE = {
    "client_report": "“I rode the train alone.”",
    "observation": "Calm, good eye contact.",
    "measures": "GAD-7 11.",
    "risk": "Denies suicidal ideation.",
    "intervention": "Interoceptive exposure, because avoidance keeps the fear.",
    "response": "Stayed with it; SUDS 70 to 30.",
    "progress": "Train: +1.",
    "assessment": "Gains hold.",
    "plan": "Ride at rush hour twice.",
}
words = st.text(alphabet="abc XYZ.,:\n“”é-", max_size=60)
notes = st.dictionaries(st.sampled_from(sorted(BY_KEY)), words)


def headings_of(shape: object) -> dict[str, list[str]]:
    return {section.heading: [part.key for part in section.parts] for section in in_format("parts", NOTE, shape).sections}  # type: ignore[arg-type]


def test_the_same_note_as_soap_dap_birp_girp_and_pie() -> None:
    assert headings_of(SOAP)["Objective"] == ["observation", "measures", "intervention", "response"]
    assert headings_of(DAP)["Data"] == ["client_report", "observation", "measures", "intervention", "response"]
    assert headings_of(BIRP)["Intervention"] == ["intervention"]
    assert headings_of(GIRP)["Goal"] == ["progress"]
    assert headings_of(PIE)["Evaluation"] == ["response", "progress", "assessment", "plan"]


@pytest.mark.parametrize("shape", BUILT_IN.values(), ids=lambda shape: shape.name)
def test_every_part_stands_in_every_format_exactly_once(shape: object) -> None:
    shown = [key for keys in headings_of(shape).values() for key in keys]
    assert sorted(shown) == sorted(NOTE)


def test_what_has_no_place_of_its_own_is_named() -> None:
    losses = in_format("parts", NOTE, DAP).losses
    assert any(
        loss.startswith("Observation, Measures, Intervention and why and Response have no place of their own in DAP") for loss in losses
    )
    assert in_format("parts", NOTE, BY_PARTS).losses == ()
    assert in_format("parts", {"plan": "x"}, SOAP).losses == ()


def test_a_guest_stands_under_its_own_name() -> None:
    assert "Intervention and why: Interoceptive exposure" in in_format("parts", NOTE, SOAP).plain


def test_a_practices_own_format_may_leave_a_part_out_and_that_is_counted() -> None:
    payer = own_format("own-1", "Payer", [("Service", ["intervention", "response"]), ("Next", ["plan"])])
    assert "Risk has no place in Payer and is left out: 3 words." in in_format("parts", NOTE, payer).losses


@pytest.mark.parametrize(
    ("name", "rows", "says"),
    [
        ("", [("A", ["plan"])], "no name"),
        ("X", [], "no section"),
        ("X", [("A", [])], "no part"),
        ("X", [("A", ["plan"]), ("B", ["plan"])], "twice"),
        ("X", [("A", ["plan"]), ("a", ["risk"])], "twice"),
        ("X", [("A", ["mood"])], "does not exist"),
        ("X", [("A:", ["plan"])], "no colon"),
    ],
)
def test_a_format_that_cannot_be_used_is_refused(name: str, rows: list[tuple[str, list[str]]], says: str) -> None:
    with pytest.raises(FormatRefused, match=says):
        own_format("own-1", name, rows)


def test_the_text_has_headings_that_the_reader_knows() -> None:
    read = {sentence.section for sentence in sentences(PlainText.of(text_of_parts(NOTE)))}
    assert {"subjective", "objective", "assessment", "intervention", "response", "plan"} <= {str(section) for section in read}


def test_the_text_is_the_same_in_whatever_order_the_parts_were_written() -> None:
    assert text_of_parts(dict(reversed(NOTE.items()))) == text_of_parts(NOTE)


@given(notes)
def test_each_part_is_where_its_place_says(parts: dict[str, str]) -> None:
    text = text_of_parts(parts)
    for key, (start, end) in places_of(parts).items():
        assert text[start:end] == parts[key].strip("\n")


@given(notes)
def test_no_word_is_lost_in_any_format(parts: dict[str, str]) -> None:
    for shape in BUILT_IN.values():
        plain = in_format("parts", parts, shape).plain
        for text in parts.values():
            assert all(word in plain for word in text.split())


@given(st.sampled_from(sorted(SECTIONS)), st.data())
def test_an_older_note_keeps_every_word_as_typed_parts(stored_as: str, data: st.DataObject) -> None:
    old = {key: data.draw(words) for key, _ in SECTIONS[stored_as]}
    typed = as_parts(old)
    told = text_of_parts(typed).casefold()
    for text in old.values():
        assert all(word.casefold() in told for word in re.findall(r"\w+", text))


@given(notes)
def test_parts_come_back_from_prose_with_every_word(parts: dict[str, str]) -> None:
    back = text_of_parts(as_parts(as_prose(parts))).casefold()
    for text in parts.values():
        assert all(word.casefold() in back for word in re.findall(r"\w+", text))


def test_parts_come_back_from_prose_as_they_were() -> None:
    assert as_parts(as_prose(NOTE)) == NOTE


def test_prose_with_headings_is_cut_at_them() -> None:
    prose = {"text": "S: Slept well.\nO: Calm.\nA: Better.\nP: Ride twice.\n\nSee GP."}
    assert as_parts(prose) == {
        "client_report": "Slept well.",
        "observation": "Calm.",
        "assessment": "Better.",
        "plan": "Ride twice.\n\nSee GP.",
    }


def test_a_heading_that_says_more_than_its_part_stays() -> None:
    assert as_parts({"text": "Homework: Ride twice."}) == {"plan": "Homework:\nRide twice."}


def test_prose_without_headings_says_that_it_stands_under_one() -> None:
    assert "prose without headings" in in_format("free", {"text": "Slept well."}, SOAP).losses[0]


def test_a_note_signed_as_dap_says_what_it_cannot_tell_apart() -> None:
    old = {"data": "Slept well. Exposure.", "assessment": "Better.", "plan": "Ride."}
    assert "stands within Data and is not told apart" in in_format("dap", old, BIRP).losses[0]
    assert in_format("dap", old, DAP).losses == ()


def test_the_text_of_an_older_note_is_what_it_was() -> None:
    assert text_of("soap", {"subjective": "Slept better.\r\n", "plan": "Ride."}) == "Subjective:\nSlept better.\n\nPlan:\nRide."
    assert text_of("free", {"text": "\nSlept."}) == "Slept."


def test_the_parts_are_those_of_the_record() -> None:
    assert [part.key for part in PARTS] == list(NOTE)


def test_a_part_with_the_name_of_its_heading_is_not_named_twice() -> None:
    both = {"assessment": "Panic is less frequent.", "risk": "Denies suicidal ideation.", "progress": "Goal 1: three of five rides."}
    shown = in_format("parts", both, SOAP)
    [section] = [each for each in shown.sections if each.heading == "Assessment"]
    assert [part.label for part in section.parts] == ["", "Risk", "Progress per goal"]
    assert "Assessment:\nPanic is less frequent.\nRisk: Denies suicidal ideation." in shown.plain
