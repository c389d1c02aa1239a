"""Words that mean something else by the words beside them, and the same words where they mean it."""

import tomllib
from importlib.resources import files

import pytest

from fullarc.reading.lexicon import groups
from fullarc.reading.other_senses import senses
from fullarc.reading.reader import read

EXAMINATION = "Lungs clear to auscultation. Abdomen nontender. No edema, no cyanosis. Pupils equal. Incision dry, suture in place. "


def said(text: str) -> set[tuple[str, str]]:
    return {(finding.indicator, finding.status.value) for finding in read(text)}


def indicators(text: str) -> set[str]:
    return {indicator for indicator, _ in said(text)}


@pytest.mark.parametrize(
    ("else_", "meant", "indicator"),
    [
        ("CRP 4.3, sodium 139, glucose 84.", "CRP reviewed with client, copy on phone.", "safety_plan"),
        ("We recommend aggressive treatment of the infection.", "He was aggressive toward his brother.", "violence"),
        ("She fell and struck her forehead on the counter.", "Last week she struck her husband.", "violence"),
        ("He threatened to divorce her.", "He threatened to kill her.", "violence"),
        ("Using cement gun, the canal was filled.", "He keeps a gun in the nightstand.", "access_to_means"),
        ("At some point in life his mother had surgery.", "She sees no point in life.", "suicidal_ideation"),
        ("Her mother, who takes care of her, came along.", "Nobody would care if she was gone, she says.", "suicidal_ideation"),
        ("She would use a belt to spank the children.", "He would use a belt to hang himself.", "suicide_plan"),
        ("Weight: 134 pounds.", "Lost 12 pounds in a month without trying.", "appetite_weight_change"),
        ("Lantus insulin, 20 units in the morning.", "Drank 20 units of alcohol this week.", "alcohol_use"),
        ("SUBSTANCE ABUSE HISTORY:\nNo entries.", "Substance abuse is a problem again.", "substance_use"),
        ("She sleeps on two pillows.", "She sleeps only three hours a night.", "sleep_disturbance"),
        ("I really stressed the importance of the tablets.", "He is really stressed about the move.", "anxiety"),
        ("She will need to repeat the ninth grade.", "He has to repeat the checking until it feels right.", "compulsions"),
        ("Recent binge of cocaine, amount used unknown.", "A binge last night, then purging.", "disordered_eating"),
        ("She is not interested in any surgery.", "She has lost interest in painting and music.", "anhedonia"),
    ],
)
def test_words_count_by_what_stands_beside_them(else_: str, meant: str, indicator: str) -> None:
    assert indicator not in indicators(else_)
    assert indicator in indicators(meant)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Suicidal/Homicidal Ideation: The patient denies on admission.", ("suicidal_ideation", "denied")),
        ("Suicidal/Homicidal: Unable to elicit this information.", ("suicidal_ideation", "uncertain")),
        ("He said that his stepfather drank and that he committed suicide.", ("suicide_attempt", "other_person")),
        ("There was domestic violence from father to mother.", ("violence", "other_person")),
        ("She will be admitted to the adolescent unit.", ("hospitalization", "hypothetical")),
        ("He has been hospitalized four times over the past year.", ("hospitalization", "historical")),
        ("A friend took the razor to keep her from cutting herself.", ("self_harm", "hypothetical")),
        ("His appetite is fair.", ("appetite_weight_change", "denied")),
        ("Reports no energy, initial and middle insomnia.", ("sleep_disturbance", "present")),
        ("He has stayed in alcohol sobriety for three years.", ("alcohol_use", "denied")),
        ("She feels that the teachers become angry with her.", ("anger", "other_person")),
        ("They tried tablets, which did not really help with the diarrhea.", ("somatic_complaints", "present")),
    ],
)
def test_a_sense_may_change_the_status(text: str, claim: tuple[str, str]) -> None:
    assert claim in said(text)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("The diaphragm was tense and depressed.", "depressed_mood"),
        ("Technetium was injected at five minutes.", "substance_use"),
        ("The patient vomited twice.", "disordered_eating"),
    ],
)
def test_some_senses_hold_in_reports_about_the_body_only(text: str, indicator: str) -> None:
    assert indicator not in indicators(EXAMINATION + text)
    assert indicator in indicators("She reports a hard week. Heroin, injected daily. Vomited twice after the binge. Feels depressed.")


def test_every_sense_is_about_indicators_that_exist() -> None:
    table = tomllib.loads((files("fullarc.reading") / "other_senses.toml").read_text(encoding="utf-8"))
    assert {indicator for entry in table["sense"] for indicator in entry["of"]} <= set(groups())
    assert any(senses(indicator, in_reports) for indicator in groups() for in_reports in (False, True))
