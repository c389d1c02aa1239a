"""Danger in a clause of its own: what the clause before it says of another time, of kin or of teaching does not reach it."""

import pytest

from fullarc.reading.reader import read


def told(text: str) -> set[str]:
    return {f"{each.indicator} {each.status}" for each in read(text, learned=False)}


@pytest.mark.parametrize(
    ("line", "danger"),
    [
        ("History of eating disorder, SI present with plan.", "suicidal_ideation"),
        ("History of eating disorder, SI present with plan.", "suicide_plan"),
        ("One previous attempt, and SI present with plan.", "suicidal_ideation"),
        ("Tried to kill himself last year, and SI present today.", "suicidal_ideation"),
        ("Violence hx, active SI.", "suicidal_ideation"),
        ("Family history of suicide, and thinks about ending her life.", "suicidal_ideation"),
        ("Family hx of suicide, has been having suicidal thoughts.", "suicidal_ideation"),
        ("Lost her father in childhood, and has been having suicidal thoughts.", "suicidal_ideation"),
        ("Told her sponsor, has been having suicidal thoughts.", "suicidal_ideation"),
        ("Since the baby was born has been having suicidal thoughts.", "suicidal_ideation"),
        ("Overdose prevention kit at home, and thinks about ending her life.", "suicidal_ideation"),
        ("Would not say why, and cut her arms last night.", "self_harm"),
        ("Afraid she might hurt the baby, and cut her arms last night.", "self_harm"),
        ("Used to take Zoloft, and thinks about ending her life.", "suicidal_ideation"),
        ("Could not stop crying, and tried to strangle herself.", "suicide_attempt"),
        ("Not safe, and active suicidal ideation.", "suicidal_ideation"),
        ("Quiet and would not say, and active suicidal ideation.", "suicidal_ideation"),
        ("No way he would tell, and active suicidal ideation.", "suicidal_ideation"),
        ("No appetite, active suicidal ideation.", "suicidal_ideation"),
        ("Not eating or sleeping and active SI.", "suicidal_ideation"),
        ("Has a loaded gun in the nightstand, not safe.", "access_to_means"),
        ("Safety plan: call sister; SI daily.", "suicidal_ideation"),
        ("Denies HI, still has SI.", "suicidal_ideation"),
    ],
)
def test_danger_of_now_is_told_in_spite_of_the_clause_before(line: str, danger: str) -> None:
    assert f"{danger} present" in told(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("History of SI, self-harm and overdose, none current.", "suicidal_ideation historical"),
        ("History of depression, SI in 2015, stable now.", "suicidal_ideation historical"),
        ("History of trauma, suicidal ideation in 2015.", "suicidal_ideation historical"),
        ("Family history of depression, bipolar disorder and suicide.", "suicidal_ideation other_person"),
        ("Family history of depression, suicide attempts.", "suicide_attempt other_person"),
        ("Psychoeducation on warning signs, suicidal thoughts and plans.", "suicidal_ideation hypothetical"),
        ("No appetite changes, suicidal ideation.", "suicidal_ideation denied"),
        ("Safety plan: call sister; SI daily or worse: call 988.", "suicidal_ideation hypothetical"),
        ("Safety plan: if SI daily, call sister.", "suicidal_ideation hypothetical"),
        ("Denies still cutting.", "self_harm denied"),
        ("Denies still having urges to cut.", "self_harm_urge denied"),
        ("No HI, active SI, plan or intent.", "suicidal_ideation denied"),
        ("Her sister, who has had suicidal thoughts, moved in.", "suicidal_ideation other_person"),
        ("If left alone she would overdose, or cut her arms.", "self_harm hypothetical"),
    ],
)
def test_a_list_keeps_what_its_beginning_says(line: str, expected: str) -> None:
    assert expected in told(line)
