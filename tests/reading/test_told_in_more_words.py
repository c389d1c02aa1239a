"""Of two findings, one within the words of the other, the one that is told in more of them stays."""

import pytest

from fullarc.reading.counted.told_in_more_words import TOLD_AT_LENGTH, told_in_more_words
from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.reader import read


def indicators(note: str) -> list[str]:
    return [finding.indicator for finding in read(note)]


def found(indicator: str, text: str, words: str, **more: object) -> Finding:
    start = text.index(words)
    place = Evidence(start, start + len(words), words)
    return Finding(indicator, place, (0, len(text)), Section.NONE, Status.PRESENT, f"{indicator}.rule", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("note", "stays", "gives_way"),
    [
        ("Able to link her anger to the loss.", "insight", "anger"),
        ("Talked about what alcohol does to sleep.", "psychoeducation", "alcohol_use"),
        ("She wakes screaming from bad dreams.", "nightmares", "sleep_disturbance"),
        ("Applied DEAR MAN with her supervisor.", "coping_skill_use", "interpersonal_effectiveness_skill"),
        ("Wife checks his phone.", "relationship_functioning", "engagement"),
    ],
)
def test_words_within_more_words_for_the_same_observation_are_no_finding_of_their_own(note: str, stays: str, gives_way: str) -> None:
    assert stays in indicators(note)
    assert gives_way not in indicators(note)


def test_a_goal_and_the_symptom_that_it_names_are_both_told() -> None:
    assert indicators("Goal: fewer panic attacks.") == ["goal_setting", "panic"]


def test_what_concerns_risk_is_never_left_out_for_other_words() -> None:
    text = "Safety plan for urges to cut"
    findings = [found("safety_planning", text, text), found("self_harm_urge", text, "urges to cut")]
    assert told_in_more_words(findings) == findings


def test_an_amount_and_a_change_are_never_left_out() -> None:
    text = "panic down to one attack"
    wide = found("response_positive", text, text)
    for kept in (found("panic", text, "panic", value=1.0), found("panic", text, "panic", direction="better")):
        assert told_in_more_words([wide, kept]) == [wide, kept]
    assert told_in_more_words([wide, found("panic", text, "panic")]) == [wide]


def test_words_that_only_stick_out_are_findings_of_both() -> None:
    text = "hardly drag herself upstairs"
    crossing = [found("depressed_mood", text, "hardly drag"), found("fatigue", text, "drag herself upstairs")]
    assert told_in_more_words(crossing) == crossing


def test_small_words_make_nothing_told_in_more_words() -> None:
    text = "nervous about the exam"
    findings = [found("worry", text, "nervous about the"), found("anxiety", text, "nervous")]
    assert told_in_more_words(findings) == findings


def test_several_things_told_in_one_breath_stay_several() -> None:
    text = "appetite and sleep normal"
    findings = [found("appetite_weight_change", text, text), found("sleep_disturbance", text, "sleep normal")]
    assert told_in_more_words(findings) == findings


def test_whoever_tells_more_than_a_breath_tells_of_several_things() -> None:
    for signs, kept in ((TOLD_AT_LENGTH, 1), (TOLD_AT_LENGTH + 1, 2)):
        text = "low " + "x " * ((signs - 4) // 2) + "y" * (signs % 2)
        findings = [found("engagement", text, text), found("depressed_mood", text, "low")]
        assert len(text) == signs
        assert len(told_in_more_words(findings)) == kept


def test_who_gave_way_takes_nothing_else_away() -> None:
    text = "worn out by racing thoughts all night long"
    findings = [
        found("sleep_disturbance", text, text),
        found("worry", text, "racing thoughts all night"),
        found("elevated_mood", text, "racing thoughts"),
    ]
    assert [finding.indicator for finding in told_in_more_words(findings)] == ["sleep_disturbance"]
