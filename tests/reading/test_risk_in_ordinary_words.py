"""Ordinary sentences about risk say exactly what their table says (cases/risk_in_ordinary_words.toml, risk_in_many_words.toml): no finding
less and none more."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read

CASES = Path(__file__).parent / "cases"
TABLES = {
    name: table
    for theme in ("risk_in_ordinary_words", "risk_in_many_words")
    for name, table in tomllib.loads((CASES / f"{theme}.toml").read_text(encoding="utf-8")).items()
}


def risk_in(sentence: str) -> list[str]:
    return sorted(f"{finding.indicator} {finding.status}" for finding in read(sentence) if group_of(finding.indicator) == "risk")


@pytest.mark.parametrize(("sentence", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_an_ordinary_sentence_says_this_of_risk_and_nothing_else(sentence: str, expected: str) -> None:
    assert risk_in(sentence) == sorted(expected.split(", ") if expected else [])


@pytest.mark.parametrize(
    "sentence", ["He has no gun in the house.", "She keeps no pills at home.", "Has never owned a gun.", "Owns no firearms, hunts no more."]
)
def test_a_no_within_the_words_for_means_denies_them(sentence: str) -> None:
    assert "access_to_means denied" in risk_in(sentence)
    assert "access_to_means present" not in risk_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Safety plan: 1) notice pacing 2) walk the dog 3) call the crisis line 4) go to the ER",
        "Crisis plan reviewed: (1) warning signs: not sleeping; (2) music; (3) text brother; (4) call 988; (5) go to ER.",
        "Steps: (1) ice, (2) phone mum, (3) go to A&E.",
        "Safety plan - step 1 cold water, step 2 walk, step 3 call the crisis line, step 4 hospital ER",
    ],
)
def test_the_numbered_steps_of_a_safety_plan_are_no_events(sentence: str) -> None:
    assert not {"emergency_visit present", "crisis_contact present"} & set(risk_in(sentence))


def test_two_words_for_one_plan_in_a_sentence_are_one_finding() -> None:
    assert risk_in("Reviewed the crisis plan line by line, crisis plan on the fridge.") == ["safety_plan present"]


def test_an_act_beside_an_urge_is_a_finding_of_its_own() -> None:
    assert risk_in("No urges or acts of self-harm.") == ["self_harm denied", "self_harm_urge denied"]
    assert risk_in("Tempted to cut her arm again.") == ["self_harm_urge present"]
