"""Voices, alien thoughts, meals undone and bodies checked, in the words of other clinicians; and the same words about something else."""

import pytest

from fullarc.reading.reader import read

SHORT = {"hallucinations": "voices", "delusions_paranoia": "delusion", "disordered_eating": "eating", "suicide_attempt": "attempt"}


def told(text: str) -> str:
    return ", ".join(f"{SHORT[each.indicator]} {each.status}" for each in read(text, learned=False) if each.indicator in SHORT)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A running commentary follows her around the house.", "voices present"),
        ("Reports the voice ordered him to hit his roommate.", "voices present"),
        ("The second voice ordered her to stay awake.", "voices present"),
        ("Responding to something unseen in the corner during the interview.", "voices present"),
        ("Laughed at points where nothing was said and tilted his head as if listening.", "voices present"),
        ("Dark shapes in the corners of his eyes most evenings.", "voices present"),
        ("The whispering has gone since the paliperidone.", "voices denied"),
        ("He believes thoughts that are not his are being put into his head by the mast.", "delusion present"),
        ("Says her thoughts are taken out of her mind mid-sentence.", "delusion present"),
        ("Feels that people on the bus can hear what she is thinking.", "delusion present"),
        ("Feels her legs are moved by satellites.", "delusion present"),
        ("Checks the food for powder since the new cook started.", "delusion present"),
        ("Says the tea is laced.", "delusion present"),
        ("Denies that anyone is out to get him.", "delusion denied"),
        ("Denies hearing voices, or that anyone is out to get him.", "delusion denied, voices denied"),
        ("Does not feel anyone is watching him anymore.", "delusion denied"),
        ("Everyone is after me.", "delusion present"),
        ("Whispers at night are back, silent since midnight only.", "voices present"),
        ("The whispers have been silent since the clozapine.", "voices denied"),
        ("As if hearing someone in the room, stopped mid-sentence.", "voices present"),
    ],
)
def test_psychosis_is_heard_in_new_words(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She hears her inner critic's running commentary at work.",
        "He enjoys the football commentary on the radio.",
        "Shadows at the edge of her vision during migraine aura.",
        "Checks the food for gluten, coeliac.",
        "Looked after the kids, everyone after him had the flu.",
        "Worries that others can tell what she is thinking, social anxiety.",
        "He keeps up a running commentary of complaints about his boss.",
        "Wife gives constant commentary on his cooking.",
        "The male voice threatened him on the phone - scam call.",
        "Tilted her head as if listening to the music.",
        "She turned her head like someone who has slept badly.",
        "Acted as if replying to someone else's question.",
        "Feels his actions are driven by others' expectations.",
        "His actions are controlled by someone else at work, the micromanaging boss.",
        "Mind taken away by worries about rent.",
        "Feels her mind was wiped out by fatigue.",
        "She wants her colleagues to hear what she thinks in meetings; they can hear what she thinks if she speaks up.",
        "Checked the milk for signs of mold.",
        "Searched his coffee for something to stir with.",
        "He only eats packaged foods because of texture (autism).",
        "Only eats canned food since money is tight.",
        "Food was spiked with chili for the eating contest.",
        "Milk has been dosed into the bottle by the nurse.",
        "Everyone is after me to quit smoking.",
        "Everybody was after her for the recipe.",
        "Does not have anyone watching her while mother works.",
        "Not anyone after him in the line.",
    ],
)
def test_the_same_words_about_something_else_are_no_psychosis(sentence: str) -> None:
    assert told(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Goes to the bathroom straight after dinner and runs the tap.", "eating present"),
        ("Took eleven senna tablets after the party.", "eating present"),
        ("Denies using laxatives or diet pills.", "eating denied"),
        ("Runs ten kilometres on any day on which she has had dessert.", "eating present"),
        ("BMI 15.8, insists she is huge.", "eating present"),
        ("Kept all three meals down this week for the first time since autumn.", "eating denied"),
        ("Goes to the bathroom after meals because of IBS.", ""),
        ("Client walks every day after she has had a meal with family.", ""),
        ("Walks after dinner with her husband.", ""),
        ("Could not keep all meals down with the stomach bug.", ""),
        ("Struggles to keep all of her meals down.", ""),
        ("Hardly kept any meals down; kept all her lunches down only Monday.", ""),
        ("Goes to the bathroom after breakfast then catches the bus.", ""),
        ("Uses senna nightly per GP.", ""),
        ("Used Epsom salts in the bath to relax.", ""),
        ("BMI 18.4, insists she is huge.", "eating present"),
        ("BMI 19.5, insists she is huge.", ""),
        ("BMI 24 says she feels bigger than her sister.", ""),
        ("Describes herself as enormous fan of eating out.", ""),
        ("Walks each time he has eaten too much pasta to settle his stomach.", ""),
    ],
)
def test_eating_is_heard_in_new_words(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Took thirty paracetamol tablets on Friday.", "attempt present"),
        ("Took twenty senna tablets, then took thirty paracetamol tablets.", "eating present, attempt present"),
        ("Took forty vitamin tablets wanting to die.", "attempt present"),
    ],
)
def test_laxatives_against_a_meal_hide_no_attempt(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


def test_poison_that_is_believed_in_is_no_wish_to_kill() -> None:
    assert "homicidal_ideation" not in {each.indicator for each in read("He says the pills are poison sent by his ex.", learned=False)}
    assert [each.indicator for each in read("He wants to poison his ex.", learned=False)] == ["homicidal_ideation"]


def test_a_plant_pot_is_no_cannabis() -> None:
    assert "substance_use" not in {each.indicator for each in read("Hides sandwiches in the plant pot.", learned=False)}
