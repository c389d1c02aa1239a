"""Means that a form asks about, and safety at home: the answer decides, not the words of the question."""

import pytest

from fullarc.reading.reader import read


def told(text: str, indicator: str) -> set[str]:
    return {str(each.status) for each in read(text) if each.indicator == indicator}


@pytest.mark.parametrize(
    "line",
    [
        "Guns in home? Y. Locked? N.",
        "Firearms locked: no",
        "Weapons secured? No.",
        "Gun removed from home: no",
        "Meds locked? N",
        "None of the guns are locked.",
        "Not all of the guns have been removed.",
        "Nobody has taken the gun away.",
    ],
)
def test_means_of_which_nobody_took_care_are_at_hand(line: str) -> None:
    assert told(line, "access_to_means") == {"present"}


@pytest.mark.parametrize(
    "line",
    [
        "Guns in home? Y. Locked? Y.",
        "Guns in home? N. Locked? N.",
        "Guns locked: yes, no access.",
        "Guns removed? No, never owned any.",
        "Guns locked up: no ammunition in the house.",
        "Guns secured, no SI.",
        "None of the guns are in the home.",
    ],
)
def test_means_that_are_away_are_not(line: str) -> None:
    assert told(line, "access_to_means") == {"denied"}


@pytest.mark.parametrize("line", ["Feels safe at home? No.", "Feels safe in the relationship: no"])
def test_a_home_that_is_not_safe_denies_no_violence(line: str) -> None:
    assert told(line, "violence") == {"uncertain"}
    assert "denied" not in told(line, "trauma_exposure")


@pytest.mark.parametrize("line", ["Feels safe at home? Yes.", "Feels safe at home. No SI."])
def test_a_safe_home_does(line: str) -> None:
    assert told(line, "violence") == {"denied"}
