"""Words of risk that mean something by what stands before them."""

import pytest

from fullarc.reading.reader import read


def risk_in(text: str) -> list[str]:
    ids = ("suicid", "self_harm", "homicidal", "violence", "obsessions", "access")
    return sorted(f"{each.indicator} {each.status}" for each in read(text) if each.indicator.startswith(ids))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI - / HI -", ["homicidal_ideation denied", "suicidal_ideation denied"]),
        ("SI -   HI +", ["homicidal_ideation present", "suicidal_ideation denied"]),
        ("SI + HI -", ["homicidal_ideation denied", "suicidal_ideation present"]),
        ("SI: -  HI: -", ["homicidal_ideation denied", "suicidal_ideation denied"]),
        ("- SI, - HI", ["homicidal_ideation denied", "suicidal_ideation denied"]),
        ("SI -\nHI -", ["homicidal_ideation denied", "suicidal_ideation denied"]),
        ("SI - denies today", ["suicidal_ideation denied"]),
    ],
)
def test_a_sign_behind_a_blank_belongs_to_the_name_before_it(line: str, expected: list[str]) -> None:
    assert risk_in(line) == expected


@pytest.mark.parametrize("line", ["SI - most nights, passive", "SI -\npassive, daily", "- SI daily\n- slept badly"])
def test_a_dash_that_leads_on_or_makes_a_list_denies_nothing(line: str) -> None:
    assert "suicidal_ideation present" in risk_in(line)
    assert "suicidal_ideation denied" not in risk_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "Intrusive image of dropping the baby down the steps; horrified by it.",
        "Scary thoughts of dropping him, which disgust her; ego-dystonic.",
        "Unwanted thoughts of stabbing her boyfriend, part of the OCD, avoids the kitchen.",
    ],
)
def test_harm_that_somebody_fears_to_think_of_is_an_obsession(line: str) -> None:
    found = risk_in(line)
    assert "obsessions present" in found
    assert not [each for each in found if each.startswith(("homicidal", "suicidal", "violence"))]


@pytest.mark.parametrize(
    "line",
    [
        "Frightened by how much he wants to kill his stepfather.",
        "Dark thoughts of hurting her ex, wants to do it.",
        "Voices tell him to stab his brother, horrified by them.",
        "Disgusted by his boss, plans to stab him on Monday.",
    ],
)
def test_harm_that_is_wanted_planned_or_commanded_stays_a_danger_to_others(line: str) -> None:
    assert "homicidal_ideation present" in risk_in(line)


def test_an_intent_denied_behind_a_harm_obsession_is_about_the_other_person() -> None:
    assert "homicidal_ideation denied" in risk_in("Intrusive thoughts of smothering the baby, ego-dystonic, no intent. No SI.")
    assert "suicide_intent denied" in risk_in("Thoughts of smothering the baby and of suicide, no intent.")


def test_none_since_answers_what_was_told_last() -> None:
    assert "suicidal_ideation denied" in risk_in("SI twice in October, none since.")
    assert risk_in("Denied SI at intake. Smoked until 2019, none since.") == ["suicidal_ideation denied"]


def test_an_urge_that_was_not_acted_on_is_no_intent() -> None:
    assert "self_harm denied" in risk_in("SI fleeting. Urges to burn 5/10 since Monday, has not acted on them.")
    assert "suicide_intent denied" in risk_in("Suicidal thoughts on Sunday, has not acted on them.")


def test_wanting_to_hurt_oneself_is_asked_as_self_harm() -> None:
    assert risk_in("He denied wanting to hurt himself.") == ["self_harm denied"]
    assert risk_in("No urges to hurt herself.") == ["self_harm_urge denied"]


@pytest.mark.parametrize(
    "line", ["Denies SI. We practised the request; he was stiff but tried it twice.", "SI denied. She couldn't do it alone in the shop."]
)
def test_what_points_to_nothing_said_of_suicide_is_about_something_else(line: str) -> None:
    assert {each.split()[0] for each in risk_in(line)} <= {"suicidal_ideation", "suicide_intent"}
    assert "suicide_attempt present" not in risk_in(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("He wants to kill his wife and then kill himself.", "homicidal_ideation present"),
        ("Tried to hang himself on Monday, then threatened to die in front of her, cut down by his brother.", "suicide_attempt present"),
        ("Says he could shoot the foreman, then asked whether he would be put to death.", "homicidal_ideation present"),
    ],
)
def test_another_danger_beside_it_hides_no_danger(line: str, expected: str) -> None:
    assert expected in risk_in(line)


def test_a_pill_that_somebody_told_of_is_not_kept_by_who_heard_it() -> None:
    assert "access_to_means denied" not in risk_in("She told her roommate she took the pills.")
    assert "access_to_means denied" in risk_in("SI daily. Roommate has taken the pills.")


def test_signs_in_brackets_that_open_a_line_stand_before_their_names() -> None:
    assert risk_in("(+) SI (-) HI") == ["homicidal_ideation denied", "suicidal_ideation present"]
    assert risk_in("SI (-) HI (+)") == ["homicidal_ideation present", "suicidal_ideation denied"]


def test_where_it_would_be_done_is_a_plan_and_no_second_intent() -> None:
    assert "suicide_intent present" not in risk_in("SI. Wrote down where he would do it.")
    assert {"suicide_intent denied", "suicide_plan denied"} <= set(risk_in("SI. No intent or plan."))


@pytest.mark.parametrize(
    "line",
    [
        "Passive SI, plan and intent denied.",
        "SI present, plan denied, intent denied.",
        "Thoughts of suicide most days, intent denied.",
        "Active SI with a plan, intent denied.",
        "Reports SI, means denied.",
    ],
)
def test_what_is_denied_behind_a_danger_that_is_there_leaves_it_there(line: str) -> None:
    assert "suicidal_ideation present" in risk_in(line)


@pytest.mark.parametrize("line", ["SI, HI, intent denied.", "SI, plan or intent denied.", "Denied: SI; SH; HI"])
def test_bare_names_in_a_list_are_denied_together(line: str) -> None:
    assert {each.split()[1] for each in risk_in(line)} == {"denied"}


def test_a_denial_of_risk_comes_before_another_person() -> None:
    assert risk_in("No aggression toward peers.") == ["violence denied"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Positive for SI, negative for HI.", ["homicidal_ideation denied", "suicidal_ideation present"]),
        ("Not free of suicidal thoughts.", ["suicidal_ideation present"]),
        ('Asked if she thinks about suicide: "every day."', ["suicidal_ideation present"]),
        ('Asked if she thinks about suicide: "not once."', ["suicidal_ideation denied"]),
        ("Asked about suicide, never crossed my mind he said.", ["suicidal_ideation denied"]),
        ("Had urges, did not self-harm.", ["self_harm denied", "self_harm_urge present"]),
    ],
)
def test_what_is_said_to_be_there_beside_a_denial(line: str, expected: list[str]) -> None:
    assert risk_in(line) == expected
