"""Sentences with a denial that does not deny the danger told in them."""

import pytest

from fullarc.reading.reader import read


def told(text: str) -> set[str]:
    return {f"{each.indicator} {each.status}" for each in read(text)}


@pytest.mark.parametrize(
    "line",
    [
        "No longer hides that he wants to die.",
        "No day without thoughts of suicide.",
        "He hasn't ruled out killing himself.",
        "No respite from suicidal images.",
        "No end to the suicidal thoughts.",
        "She does not deny that she wants to die.",
        "Will not talk about his suicidal thoughts.",
        "Has never been free of suicidal thoughts.",
        "No insight into his wish to die.",
        "Cannot get the thought of killing himself out of his head.",
        "No control over the suicidal thoughts.",
    ],
)
def test_what_is_denied_is_not_the_danger(line: str) -> None:
    assert "suicidal_ideation present" in told(line)
    assert "suicidal_ideation denied" not in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "She stopped the lithium and hears voices again.",
        "He is not working and thinks about killing himself all day.",
        "Did not sleep and wants to die.",
        "No money and suicidal thoughts.",
        "Not sleeping and suicidal.",
        "No job and plans to hang himself.",
        "Stopped her antidepressant and thinks of suicide daily.",
    ],
)
def test_a_denial_ends_where_a_danger_goes_on(line: str) -> None:
    dangers = {each for each in told(line) if each.startswith(("suicid", "hallucinations"))}
    assert any(each.endswith("present") for each in dangers)


@pytest.mark.parametrize(
    "line",
    [
        "Denies active and passive SI.",
        "Denies depression, anxiety, and suicidal ideation.",
        "Denies hallucinations, paranoia, and suicidal or homicidal ideation.",
        "Patient denied feeling depressed and suicidal.",
        "No homicidal and suicidal ideation.",
        "Denies SI and thinks suicide would devastate her kids.",
        "Does not think that she is suicidal.",
        "Not bothered by suicidal thoughts this week.",
        "He has never mentioned suicide.",
        "Denies SI, next appointment not until Thursday.",
        "Denies SI, sleeping well apart from one night.",
        "Denies SI but says she has had it with her job.",
        "Denies SI and plans to harm others.",
        "No thoughts of suicide and no urge to cut.",
        "Is not ashamed of it and does not want to die.",
        "Never free of worry, and denies suicidal thoughts.",
    ],
)
def test_a_denial_over_a_list_still_denies(line: str) -> None:
    assert "suicidal_ideation present" not in told(line)
    assert {each for each in told(line) if each.endswith("denied")}


@pytest.mark.parametrize(
    "line",
    [
        "SI between 7 and 10, out of 10, all week.",
        "She does not want to go on with it any more.",
        "SI - no plan: has not thought of how.",
        "SI 10 -> 0 -> 7/10 last night.",
        "SI: says no, then cries and says she wishes she were dead.",
    ],
)
def test_a_number_or_an_answer_that_is_of_something_else_hides_no_danger(line: str) -> None:
    assert "suicidal_ideation present" in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "No formal thought disorder.",
        "No thoughts of leaving the marriage.",
        "No plan for next session.",
        "No plans for the weekend.",
        "No intention of marrying again.",
        "No physical complaints.",
        "None of the cuts needed stitches.",
        "Denies regret about the attempt.",
        "No remorse about stabbing the dog.",
    ],
)
def test_no_danger_is_denied_that_nobody_asked_about(line: str) -> None:
    dangers = ("suicid", "self_harm", "violence", "homicidal", "access_to_means")
    assert not {each for each in told(line) if each.startswith(dangers) and each.endswith("denied")}
