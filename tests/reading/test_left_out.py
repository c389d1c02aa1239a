"""What was read in a note and left out by a later step, when somebody asks why a sentence gave nothing."""

import pytest

from fullarc.reading.finding import Finding
from fullarc.reading.last_steps import LAST_STEPS
from fullarc.reading.left_out import LeftOut, left_out
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.reader import first_look, read

REPORT = "Lungs clear to auscultation. Abdomen nontender. No edema, no cyanosis. Pupils equal. Incision dry, suture in place. "


def the_one(note: str, indicator: str) -> LeftOut:
    (gone,) = [each for each in left_out(note) if each.finding.indicator == indicator]
    return gone


@pytest.mark.parametrize(
    ("note", "indicator", "why"),
    [
        ("Denies SI. Her intent for the week: call two friends.", "suicide_intent", "the danger named near it is denied"),
        ("Ct told his boss he would kill him but he would not act on it.", "suicide_intent", "the danger named near it is to others"),
        ("Admitted for appendectomy in June.", "hospitalization", "a stay or visit for the body"),
        (
            "CRP 4.3, sodium 139, glucose 84.",
            "safety_plan",
            "something else here (other_senses/risk_help_and_stays.toml [c_reactive_protein])",
        ),
        (
            "Urges to burn herself on Tuesday.",
            "self_harm",
            "the same danger is already told by other words: self harm urge, “Urges to burn herself”",
        ),
        ("Friend's OD last year was of fentanyl.", "suicide_attempt", "nothing says that it was intended"),
        ("Assertive role play; froze, then got through it on the second try.", "response_negative", "it was hard only at first"),
        ("Plan: Bring insurance card next week.", "homework_assigned", "an errand"),
        ("P: I explained flashbacks. Her aunt explained grief to him.", "psychoeducation", "whose_work.py"),
        (
            "R: Client was fidgety and needed several prompts.",
            "response_positive",
            "engagement, “needed several prompts” (counted/one_observation.py)",
        ),
        ("Intervention: Calm and well groomed, taught breathing.", "appearance", "the words tell of something else"),
        ("Heart racing, chest tight.", "somatic_complaints", "several times in a row and counts once: somatic complaints, “Heart racing”"),
        ("I: STOP skill for temper, twice.", "anger", "names what the session was about"),
        ("Homework: one DEAR MAN, written.", "interpersonal_effectiveness_skill", "told_elsewhere.py"),
        (f"{REPORT}She was admitted to the ward.", "hospitalization", "a report about the body"),
        (f"{REPORT}The diaphragm was tense and depressed.", "depressed_mood", "[depressed_bones_and_tracings]"),
    ],
)
def test_what_a_step_left_out_is_told_with_the_step(note: str, indicator: str, why: str) -> None:
    assert why in the_one(note, indicator).why


def test_on_a_page_the_reason_names_no_file() -> None:
    gone = left_out("Heart racing, chest tight. Urges to burn herself on Tuesday. CRP 4.3, sodium 139.")
    assert [each.in_plain_words for each in gone] == [
        "one thing is named several times in a row and counts once",
        "the same danger is already told by other words",
        "the words mean something else here (c reactive protein)",
    ]
    assert not [step for step in LAST_STEPS if ".py" in step.leaves_out or ".toml" in step.leaves_out]


def test_a_finding_left_out_is_not_among_those_that_were_read() -> None:
    note = "Heart racing, chest tight. Urges to burn herself on Tuesday. CRP 4.3, sodium 139. Her friend's OD last year was of fentanyl."
    places = {(each.rule, each.evidence.start, each.evidence.end) for each in read(note)}
    gone = left_out(note)
    assert len(gone) >= 4
    assert not {(each.finding.rule, each.finding.evidence.start, each.finding.evidence.end) for each in gone} & places
    assert [each.finding.evidence.start for each in gone] == sorted(each.finding.evidence.start for each in gone)


def test_a_finding_that_a_step_only_turns_is_not_left_out() -> None:
    assert [(each.indicator, each.status) for each in read("His appetite is fair.")] == [("appetite_weight_change", "denied")]
    assert left_out("His appetite is fair.") == []


def test_a_text_without_known_words_has_nothing_left_out() -> None:
    assert left_out("") == left_out("The tram was late.") == []


def test_a_phrase_of_ones_own_that_is_left_out_is_told_as_well() -> None:
    own = lexicon_of({"safety_plan": {"ours": {"phrases": ["the lab CRP"]}}}, "ours.toml", "1")
    note = "CRP 4.3, sodium 139, glucose 84."
    assert [each.finding.quote for each in left_out(note, own)] == ["CRP"]


def test_every_step_that_leaves_something_out_says_why_in_words() -> None:
    note, found = first_look("Heart racing, chest tight.")
    for step in LAST_STEPS:
        after = step.take(note, found)
        kept: list[Finding] = [each for each in found if each in after]
        assert step.leaves_out or kept == found
        found = after
    assert found == read("Heart racing, chest tight.")
