"""What clinicians kept and set aside for a goal teaches its links; and what a goal is about."""

from fullarc.goals.goal import Goal
from fullarc.goals.goal_elements import elements_of
from fullarc.goals.linking import History, Link, NoteText, indicators_of_goal, link_notes
from fullarc.goals.stems import stem
from fullarc.reading.reader import read


def linked(goal: Goal, text: str, history: History | None = None) -> Link | None:
    links = link_notes(goal, indicators_of_goal(goal, read(goal.text)), [NoteText("01", text, tuple(read(text)))], history)
    return links[0] if links else None


def test_another_word_for_the_same_subject_links() -> None:
    link = linked(Goal("1", "Lock up the gun."), "Agreed that his brother keeps the rifle.")
    assert link is not None
    assert link.reason.startswith("says “rifle” for means")


def test_a_finding_that_tells_of_the_subject_links_without_any_shared_word() -> None:
    link = linked(Goal("1", "Have fewer panic attacks."), "Heart pounding in the library and sure she would die, up to ten minutes.")
    assert link is not None


def test_words_that_say_little_do_not_link_by_themselves() -> None:
    assert linked(Goal("1", "Talk with my daughter about her leaving home."), "Her daughter cooked last week.") is None


def test_a_hint_alone_does_not_link() -> None:
    assert linked(Goal("1", "Swim again."), "She has taken up her choir again and enjoyed the concert.") is None


def test_work_of_the_session_read_into_a_goal_does_not_link() -> None:
    assert linked(Goal("1", "Go fishing once a week."), "Homework: thought record twice a week.") is None


def test_words_that_come_again_in_kept_sentences_link_the_next_note() -> None:
    goal, text = Goal("1", "Be someone my family can count on."), "He drove the minibus for the club again."
    kept = ("Drove the minibus for the club on Saturday.", "The club has asked him to drive the minibus each week.")
    assert linked(goal, text) is None
    assert linked(goal, text, History(kept=kept[:1])) is None
    assert linked(goal, text, History(kept=kept)) is not None


def test_what_only_spoke_where_the_link_was_set_aside_speaks_no_more() -> None:
    goal, text = Goal("1", "Run the shop well."), "Panic in a shop, left the basket."
    assert linked(goal, text) is not None
    assert linked(goal, text, History(set_aside=("Avoided the shop.",))) is None


def test_what_spoke_in_a_kept_sentence_as_well_still_speaks() -> None:
    goal, text = Goal("1", "Run the shop well."), "Panic in a shop, left the basket."
    assert linked(goal, text, History(kept=("Ordered stock for the shop.",), set_aside=("Avoided the shop.",))) is not None


def test_forms_that_no_ending_shows_meet_their_verb() -> None:
    assert stem("drove") == stem("driving")
    assert stem("slept") == stem("sleeps")
    assert stem("loss") != stem("lose")


def test_a_goal_falls_into_subjects_words_and_words_that_say_little() -> None:
    weights = {element.name: weight for element, weight in elements_of("Find a pottery class and sleep better").items()}
    assert weights["sleep"] == weights["pottery"] == 1.0
    assert 0 < weights["find"] < 1.0
