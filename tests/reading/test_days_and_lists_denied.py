"""A denied day without it, dangers at the end of a list of changes, and words that were read the other way round."""

import pytest

from fullarc.reading.reader import read

SHORT = {
    "suicidal_ideation": "SI", "homicidal_ideation": "HI", "self_harm": "SH", "hallucinations": "AVH", "suicide_plan": "plan",
    "suicide_intent": "intent", "suicide_attempt": "attempt", "self_harm_urge": "urge", "access_to_means": "means",
    "delusions_paranoia": "paranoia", "sleep_disturbance": "sleep", "panic": "panic", "alcohol_use": "alcohol", "nightmares": "nightmares",
}  # fmt: skip


def told(text: str) -> str:
    return ", ".join(f"{SHORT[each.indicator]} {each.status}" for each in read(text, learned=False) if each.indicator in SHORT)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No nights without voices", "AVH present"),
        ("Not a day goes by that he doesn't think of suicide.", "SI present"),
        ("No day goes by that she does not think of dying.", "SI present"),
        ("Hardly a day without thoughts of suicide.", "SI present"),
        ("No day without cutting.", "SH present"),
        ("Not one day when she did not cut.", "SH present"),
        ("No days this week without a drink.", "alcohol present"),
        ("A whole day without voices.", "AVH denied"),
        ("14 days without cutting.", "SH denied"),
        ("No cutting, 14 days without a drink.", "SH denied, alcohol denied"),
        ("No self-harm this week, every day without cutting.", "SH denied, SH denied"),
    ],
)
def test_a_day_without_it_that_there_was_not_tells_of_it(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Denies changes in sleep, appetite, SI, HI", "sleep denied, SI denied, HI denied"),
        ("Denies any changes in sleep, appetite, energy, SI/HI.", "sleep denied, SI denied, HI denied"),
        ("Denies changes in SI, sleep, appetite.", "SI present"),
        ("Denies changes in mood or SI.", "SI present"),
        ("Denies changes in sleep, appetite, frequency of SI.", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, passive SI.", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, energy; passive SI continues.", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, but SI daily.", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, SI, HI, or AVH today.", "sleep denied, SI denied, HI denied, AVH denied"),
        ("Denies changes in sleep, appetite, suicidal ideation persists.", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, SI at baseline (daily).", "sleep denied, SI present"),
        ("Denies changes in sleep, appetite, SI, HI persists.", "sleep denied, SI present, HI present"),
        ("Denies change in mood, sleep, voices louder.", "AVH present"),
        ("Denied any frequency of SI this week.", "SI denied"),
    ],
)
def test_dangers_at_the_end_of_a_list_of_changes_are_denied(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Drove into the tree and stopped", "SI present"),
        ("Cutting stopped.", "SH denied"),
        ("Dr. Smith won't be here for the summer", ""),
        ("Her sister won't be here for the summer.", ""),
        ("She says she won't be here by summer.", "SI present"),
        ("He told his wife he won't be here by summer.", "SI present"),
        ("I want to kill myself tonight.", "SI present"),
        ("I want to kill him tonight.", "HI present"),
        ("Firearms secured: N/A", ""),
        ("Firearms secured: no", "means present"),
        ("Firearms secured: yes", "means denied"),
        ("Pills locked by wife? No, by daughter", "means denied"),
        ("Pills locked by wife? No, by himself.", "means present"),
        ("Firearms secured? No, with him in the truck.", "means present"),
        ("Pills locked up? No.", "means present"),
    ],
)
def test_sentences_that_were_read_the_other_way_round(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Treatment plan: [x] Yes [ ] No. Passive SI noted.",
        "Discharge plan: Y. SI: Y passive.",
        "Passive SI. Crisis plan: [x] yes [ ] no",
        "Passive SI. Care plan: y",
        "SI denied. Wellness plan: ☒ Yes ☐ No",
        "Passive SI. Relapse prevention plan: y",
    ],
)
def test_another_plan_answered_is_no_plan_to_die(sentence: str) -> None:
    assert "plan" not in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Passive SI. Plan: y", "SI present, plan present"),
        ("SI: yes. Safety plan: y. Plan: y", "SI present, plan present"),
        ("Ideation: Y Plan: Y Intent: N", "SI present, plan present, intent denied"),
    ],
)
def test_a_plan_answered_with_yes_is_told(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("His mother is poison and he thinks about stabbing her.", "HI present"),
        ("Says he will shoot himself or his ex.", "HI present"),
        ("Threatens to hurt himself or his wife with the knife.", "HI present"),
        ("He wants to stab himself and then his father.", "HI present"),
        ("Plans to poison his ex.", "HI present"),
        ("Denies thoughts of killing himself or his wife.", "HI denied"),
    ],
)
def test_harm_to_others_is_heard_beside_other_words(sentence: str, status: str) -> None:
    assert status in told(sentence).split(", ")


@pytest.mark.parametrize(
    "sentence", ["He hurt himself and his mother drove him to the ER.", "Wanted to hurt himself and his wife called 911."]
)
def test_who_is_near_when_somebody_hurts_himself_is_not_threatened(sentence: str) -> None:
    assert "HI" not in told(sentence)
