"""What is told of drinking, drugs and tobacco counts as worse only where more is used now."""

from datetime import date, timedelta

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.from_notes import read_notes
from fullarc.course.present_use import of_present_use
from fullarc.course.statement import Change
from fullarc.course.timeline import NotedFinding, timeline_of
from fullarc.reading.finding import Severity

START = date(2026, 1, 14)
USE = ("alcohol_use", "substance_use")


def kept(told: str) -> list[NotedFinding]:
    notes, found = read_notes([(START, "notes/01.txt", told)])
    assert any(one.finding.indicator in USE for one in found), "the reader is to find a mention"
    return [one for one in of_present_use(found, notes) if one.finding.indicator in USE]


def change_of(indicator: str, *told: str) -> Change:
    notes, found = read_notes([(START + timedelta(weeks=n), f"notes/{n:02}.txt", text) for n, text in enumerate(told)])
    seen = assess_timeline(timeline_of(notes=notes, findings=found))
    return next(one.change for one in seen.indicators if one.indicator == indicator)


@pytest.mark.parametrize(
    "told",
    [
        "Cannabis use disorder, severe.",
        "Dx F10.20 alcohol dependence, severe.",
        "At worst a bottle of vodka a day.",
        "Told of the years of heavy drinking after the army.",
        "Remembered how bad the drinking had been, severe, every night.",
        "Cannabis use was worse when he lived with his brother.",
        "Fears the risks of cannabis use.",
        "Reviewed alcohol use with client.",
    ],
)
def test_a_diagnosis_times_before_and_talk_tell_nothing_of_present_use(told: str) -> None:
    assert kept(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "Drinks heavily every night.",
        "History of OUD, used heroin on Friday.",
        "Discussed the slip: drank six beers on Friday.",
        "Started again two years ago, drinks a bottle of wine a day.",
        "Drinking had increased since the holidays.",
        "Severe cannabis use.",
        "Worries that he is drinking every day.",
        "After three years of sobriety she drank a bottle of wine on Friday.",
        "Drank six pints when she was with her sister at the weekend.",
    ],
)
def test_use_that_is_told_of_now_is_kept_whatever_is_said_around_it(told: str) -> None:
    assert kept(told)


@pytest.mark.parametrize(
    "told",
    [
        "Talked about his drinking: a bottle of vodka each weekday.",
        "Risks: heavy alcohol use, lives alone.",
        "Effects of drinking: blackouts this week.",
        "Years of drinking, now vodka before work.",
        "Timeline of drinking: 6 beers a night currently.",
        "Remembers that she drank a bottle last night.",
        "Is afraid his drinking is out of control.",
        "Drank a bottle of wine last night, today no alcohol.",
        "At worst a bottle of vodka a day this week.",
        "His wife left two years ago and he drinks heavily.",
    ],
)
def test_an_amount_and_a_time_of_these_days_win_over_talk_and_looking_back(told: str) -> None:
    assert kept(told)


def test_a_time_that_belongs_to_the_talk_is_none_of_use() -> None:
    assert kept("Today we reviewed alcohol use.") == []


def test_of_then_and_now_in_one_sentence_the_present_counts() -> None:
    [now] = kept("Drinking had increased after the divorce, now two beers at weekends.")
    assert now.finding.value == 2


def test_a_level_word_that_stands_on_the_harm_is_no_level_of_drinking() -> None:
    assert all(one.finding.severity is not Severity.SEVERE for one in kept("He worries about serious harm from drinking."))


def test_the_level_of_a_diagnosis_makes_no_use_worse() -> None:
    before = ("Cannabis once a month.", "Mild cannabis use.", "Smoked weed once at a party.")
    after = ("Cannabis use.", "Cannabis use disorder, severe.", "Dx: cannabis use disorder, moderate. Smoked once this month.")
    assert change_of("substance_use", *before, *after) is not Change.WORSENED


def test_heavier_drinking_of_earlier_years_makes_present_drinking_no_worse() -> None:
    before = ("Two beers on Saturday.", "Drinks two beers at weekends.", "A glass of wine on Saturday.")
    after = ("At worst a bottle of vodka a day.", "Drinking had increased after the divorce, now two beers at weekends.")
    assert change_of("alcohol_use", *before, *after, "Two beers on Saturday.") is not Change.WORSENED


def test_drinking_that_has_grown_is_worse() -> None:
    before = ("No alcohol this week.", "Sober.", "Abstinent from alcohol.")
    after = ("Drank six beers on Friday.", "Drinking more, every night.", "Severe drinking, a bottle of vodka a day.")
    assert change_of("alcohol_use", *before, *after) is Change.WORSENED
