"""Sentences of the families of risk: verb, object and qualifier in words that no list holds as a whole."""

import pytest

from fullarc.reading.reader import read

SAYS = {
    "She would rather vanish than face the hearing.": "suicidal_ideation present",
    "Wouldn't mind if a truck hit him.": "suicidal_ideation present",
    "She would not mind if she did not wake up.": "suicidal_ideation present",
    "Call 988 if thoughts become stronger.": "suicidal_ideation hypothetical, crisis_contact hypothetical",
    "SI daily, has thought about the bridge.": "suicidal_ideation present, suicide_plan present",
    "SI passive; no method or date in mind.": "suicidal_ideation present, suicide_plan denied",
    'SI daily. Says there is a "50% chance" he will act on it.': "suicide_intent present",
    "Took pills in 8th grade and told no one.": "suicide_attempt historical",
    "Held a loaded gun to his head last night.": "suicide_attempt present",
    "SI passive. Has put the deed in his son's name.": "suicide_warning_sign present",
    "Denies preparatory behavior.": "suicide_warning_sign denied",
    "Hasn't cut in over a year.": "self_harm denied",
    "Self-harm urges 2, no action.": "self_harm denied, self_harm_urge present",
    "Thoughts of smashing his boss's face.": "homicidal_ideation present",
    "No wish to harm the infant.": "homicidal_ideation denied",
    "If arguments turn physical he will leave.": "violence hypothetical",
    "Argued with his wife, yelled but did not hit.": "violence denied",
    "SI passive. Threw the pills out on camera.": "access_to_means denied",
    "Gun in ex's house, no access.": "access_to_means denied",
    "SI passive. BF will hold the bottle.": "access_to_means hypothetical",
    "Called VCL last night.": "crisis_contact present",
    "Agreed to labs, refused the ER.": "emergency_visit denied",
    "Two hospitalizations, last 2023.": "hospitalization historical",
    "Out of hospital for nine months.": "hospitalization denied",
    "Safety plan to be built before discharge.": "safety_plan hypothetical",
    "Passive SI is mitigated by her commitment to her children.": "protective_factor present",
}
IS_NO = {
    "Nephew OD'd last month.": "suicide_attempt",
    "Took all his meds this week per pill box.": "suicide_attempt",
    "Denies SI. Plan – Father to lock up the razors.": "suicide_plan",
    "Urge to drink 5 on Friday.": "self_harm_urge",
    "Homework: urge log daily.": "self_harm_urge",
    "Slammed a door.": "violence",
    "He admitted to throwing a chair.": "hospitalization",
    "Explained that thoughts are not intent.": "suicide_intent",
    "Had trouble falling asleep and staying asleep.": "suicidal_ideation",
    "Denies commands to hurt self or others.": "homicidal_ideation",
}


@pytest.mark.parametrize(("sentence", "expected"), SAYS.items())
def test_a_sentence_of_a_family_is_read(sentence: str, expected: str) -> None:
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    for each in expected.split(", "):
        indicator, _, status = each.partition(" ")
        assert (indicator, status) in found


@pytest.mark.parametrize(("sentence", "indicator"), IS_NO.items())
def test_words_that_only_look_like_risk_are_none(sentence: str, indicator: str) -> None:
    assert indicator not in {finding.indicator for finding in read(sentence)}


def test_a_statement_of_its_own_behind_a_denial_is_not_denied() -> None:
    found = {finding.indicator: str(finding.status) for finding in read("She has no SI and her sleep remains poor.")}
    assert found == {"suicidal_ideation": "denied", "sleep_disturbance": "present"}
