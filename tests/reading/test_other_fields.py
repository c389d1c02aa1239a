"""Reports about the body are not read as notes about the mind; notes about the mind lose nothing."""

from pathlib import Path

from fullarc.reading.reader import read
from fullarc.reading.senses.other_fields import is_of_another_field

HERE = Path(__file__).parent
EXAMINATION = "Lungs clear to auscultation. Abdomen nontender. No edema, no cyanosis. Pupils equal. Incision dry, suture in place. "


def indicators(text: str) -> set[str]:
    return {finding.indicator for finding in read(text)}


def test_an_admission_to_a_ward_for_the_body_is_no_hospitalization() -> None:
    assert not {"hospitalization", "emergency_visit"} & indicators(
        EXAMINATION + "She was seen in the emergency room and was admitted to the hospital."
    )


def test_wounds_of_an_examination_are_no_self_harm() -> None:
    assert "self_harm" not in indicators(EXAMINATION + "There are several superficial cuts on the left forearm.")


def test_what_is_said_of_the_mind_is_read_in_such_a_report_too() -> None:
    found = indicators(EXAMINATION + "She reports depression and suicidal ideation. She was admitted after an overdose.")
    assert {"depressed_mood", "suicidal_ideation", "hospitalization"} <= found


def test_a_wish_to_die_is_never_left_out() -> None:
    assert "suicidal_ideation" in indicators(EXAMINATION + "She would be fine not waking up.")


def test_the_same_words_in_a_note_of_therapy_stay() -> None:
    assert {"hospitalization", "self_harm"} <= indicators(
        "Was admitted to the hospital in May. Several superficial cuts on the left forearm."
    )


def test_no_annotated_therapy_note_is_taken_for_such_a_report() -> None:
    notes = [*(HERE / "notes").glob("*/*.txt"), *(HERE / "further_notes").glob("*/*.txt")]
    assert len(notes) > 300
    assert not [path.name for path in notes if is_of_another_field(path.read_text(encoding="utf-8"))]
