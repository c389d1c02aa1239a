"""Danger that a word of safety beside it must not hide: means not put away or back again, harm that is no mere picture."""

import pytest

from fullarc.reading.reader import read


def told(text: str) -> set[str]:
    return {f"{each.indicator} {each.status}" for each in read(text)}


@pytest.mark.parametrize(
    "line",
    [
        "Husband has his rifle under the bed.",
        "Brother has the guns out every weekend and takes client shooting.",
        "Gun went to his brother last month but he got it back on Tuesday.",
        "Police took the shotgun; he has bought another since.",
        "Guns not removed.",
        "Pills are no longer locked up.",
        "Has not given the pills to her mother.",
        "No lock on the gun cabinet.",
        "Did not remove the rifle.",
        "Sold one rifle, kept two, loaded, under the bed.",
        "Medications locked up except Tylenol.",
        "Wife keeps the gun in her purse and client has fetched it twice.",
        "Mother holds the meds but client found the key and took 40 tablets.",
        "Refuses to give up the knife he sleeps with.",
    ],
)
def test_means_not_put_away_or_back_again_are_at_hand(line: str) -> None:
    assert "access_to_means present" in told(line)
    assert "access_to_means denied" not in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "Brother has the guns.",
        "Gun went to his brother last month.",
        "Police took the shotgun; he kept two appointments since.",
        "Guns removed; has another appointment on Tuesday.",
        "Wife locked up the pills and has not given him the code.",
        "Guns locked in a safe under the bed.",
    ],
)
def test_means_that_stay_away_are_not_at_hand(line: str) -> None:
    assert "access_to_means present" not in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "Pointed the gun at his wife.",
        "Held a knife at his wife's throat.",
        "Violently shaking the baby when she cries.",
        "Threatened to call in a bomb at school.",
        'Threatened to report her and "finish" her.',
        "Swung a hammer at his father.",
        "No one was injured, but he swung a bat at his roommate.",
    ],
)
def test_a_weapon_raised_and_a_child_shaken_are_violence(line: str) -> None:
    assert "violence present" in told(line)


@pytest.mark.parametrize("line", ["Threatened to report her landlord.", "Shaking, baby on her lap.", "Violently shaking with fever."])
def test_ordinary_threats_and_shaking_are_no_violence(line: str) -> None:
    assert "violence present" not in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "Perinatal: thinks of smothering the baby and does not find it upsetting.",
        "Thinks of strangling the baby, not distressed by it, has tried once.",
        "Intrusive images of stabbing husband; has taken the knife to bed twice and plans it.",
    ],
)
def test_harm_that_does_not_frighten_or_is_planned_is_no_obsession(line: str) -> None:
    assert "homicidal_ideation present" in told(line)


def test_harm_that_frightens_stays_an_obsession() -> None:
    assert "obsessions present" in told("Thinks of smothering the baby, terrified by it, hides the knives.")


@pytest.mark.parametrize(
    "line",
    [
        "Intrusive thoughts of stabbing her husband; has tried breathing exercises.",
        "Intrusive images of harming the baby, tried to use ERP this week.",
    ],
)
def test_a_skill_that_was_tried_is_no_harm_that_was_tried(line: str) -> None:
    assert "homicidal_ideation present" not in told(line)


def test_whom_somebody_was_found_by_is_not_who_was_found() -> None:
    assert "suicide_attempt present" in told("Found by husband unconscious after overdose on Tuesday.")
    assert "suicide_attempt present" not in told("Found brother collapsed after an overdose on Tuesday.")


def test_danger_from_others_is_not_the_client_s() -> None:
    assert "suicide_intent present" not in told("Afraid her son will kill himself.")
    assert "homicidal_ideation present" not in told("Husband put his hands around her neck on Saturday.")
    assert "access_to_means present" not in told("Put down the water bottle & the diazepam at home.")


@pytest.mark.parametrize(
    ("line", "danger"),
    [
        ("In therapy, and does not want to live anymore.", "suicidal_ideation"),
        ("Does not want to live anymore, in therapy since May.", "suicidal_ideation"),
        ("They go on vacation and he does not want to live anymore.", "suicidal_ideation"),
        ("Physical therapy ended, and he hit his wife on Friday.", "violence"),
        ("Got a haircut and burned himself with a lighter on Monday.", "self_harm"),
    ],
)
def test_what_another_clause_tells_speaks_against_no_danger(line: str, danger: str) -> None:
    assert f"{danger} present" in {f"{each.indicator} {each.status}" for each in read(line, learned=False)}
