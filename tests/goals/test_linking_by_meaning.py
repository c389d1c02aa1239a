"""What an added model adds to linking, with a model that the test made up."""

import subprocess
import sys
from collections.abc import Sequence

from fullarc.goals.added_model import near_by
from fullarc.goals.goal import Goal
from fullarc.goals.linking import History, Link, NoteText, link_notes
from fullarc.reading.reader import read

GOAL = Goal("1", "Learn to float.")
NEAR_BY = {"He lay on the water and let go.": 0.62, "The kettle is new.": 0.1, "Her sister lay on the water and let go.": 0.7}


def near(goal: str, sentences: Sequence[str]) -> Sequence[float]:
    return [NEAR_BY.get(sentence, 0.0) for sentence in sentences]


def linked(text: str, history: History | None = None, *, with_model: bool = True) -> tuple[Link, ...]:
    return link_notes(GOAL, (), [NoteText("01", text, tuple(read(text)))], history, near if with_model else None)


def test_a_sentence_of_near_meaning_links_and_says_so() -> None:
    [link] = linked("The kettle is new. He lay on the water and let go.")
    assert link.quote == "He lay on the water and let go."
    assert link.reason == "the meaning is near (0.62 of 1)"


def test_without_the_model_the_same_note_is_left_alone() -> None:
    assert linked("The kettle is new. He lay on the water and let go.", with_model=False) == ()


def test_the_model_abstains_when_nothing_is_near() -> None:
    assert linked("The kettle is new.") == ()


def test_a_sentence_that_was_set_aside_before_does_not_come_again() -> None:
    assert linked("He lay on the water and let go.", History(set_aside=("He lay on the water and let go.",))) == ()


def test_what_was_read_of_another_person_is_not_near() -> None:
    text = "Her brother is depressed and lay on the water."
    NEAR_BY[text] = 0.9
    assert linked(text) == ()


def test_what_words_link_the_model_leaves_as_it_is() -> None:
    [link] = link_notes(
        Goal("2", "Swim again."), (), [NoteText("01", "He swims on Sundays.", ())], None, lambda goal, texts: [0.9] * len(texts)
    )
    assert link.reason == "shares the words “swims”"


def test_texts_that_come_again_are_not_worked_out_again() -> None:
    import numpy as np

    asked: list[str] = []

    def meanings(texts: Sequence[str]) -> list[object]:
        asked.extend(texts)
        return [np.array([1.0, 0.0]) if text.startswith("a") else np.array([0.6, 0.8]) for text in texts]

    by = near_by(meanings)
    assert by("a goal", ["a sentence", "other"]) == [1.0, 0.6]
    assert by("a goal", ["other", "a sentence"]) == [0.6, 1.0]
    assert asked == ["a goal", "a sentence", "other"]


def test_reading_and_linking_load_neither_model_nor_numpy() -> None:
    code = "import sys, fullarc.goals.linking; sys.exit(bool({'numpy', 'fullarc.goals.sentence_model'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
