"""A danger that was asked about and answered with a no is denied, and not there at once."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

ANSWERED_NO = (
    "SI: asked - none since 2 wks.",
    "Pass. SI: asked - none since 2 wks.",
    "Passive SI: asked, none for 3 weeks.",
    "SI asked - none.",
    "SI: asked about, none since the last session.",
    "SI explored: none since Monday.",
    "SI: assessed, none.",
    "SI: checked - no.",
    "SI: screened, nil since intake.",
    "SI: enquired, denies since April.",
    "Suicidal thoughts: asked, none in the last fortnight.",
    "Passive death wish: asked - none this week.",
    "SI - asked: none since 2 wks.",
    "SI: inquired. None since the move.",
    "SI: none since 3 months.",
)
STILL_THERE = (
    "SI: asked - yes, daily.",
    "SI: asked - passive, none active.",
    "SI: asked - none until Sunday, then again.",
    "SI: asked - present since 2 wks.",
    "SI: asked - not answered.",
    "Passive SI since 2 wks, asked.",
    "SI: asked - did not answer, looked away.",
    "SI: asked - less since 2 wks.",
    "SI: asked - none today, daily last week.",
    "SI: asked - weekly.",
    "SI: assessed. No improvement.",
    "Passive SI: asked - most evenings.",
    "SI: explored - no change since the overdose.",
    "SI: asked - none by day, at night yes.",
    "SI: asked, nods.",
)


def suicidal(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator == "suicidal_ideation"}


@pytest.mark.parametrize("text", ANSWERED_NO)
def test_asked_and_answered_with_a_no_is_denied(text: str) -> None:
    assert suicidal(text) == {Status.DENIED}


@pytest.mark.parametrize("text", STILL_THERE)
def test_asked_and_answered_otherwise_stays(text: str) -> None:
    assert Status.PRESENT in suicidal(text)
