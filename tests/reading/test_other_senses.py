"""Words that mean something else by the words beside them, and the same words where they mean it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fullarc.reading.finding import Evidence
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.phrases.phrase import BrokenRules
from fullarc.reading.reader import read
from fullarc.reading.senses.other_senses import HERE, IN_REPORTS, load, sense_of, senses

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
        ("Social/family history: cannabis daily.", ("substance_use", "present")),
        ("Social/family history: mother drinks daily.", ("alcohol_use", "other_person")),
        ("Usually, the client will drink a bottle of wine a day.", ("alcohol_use", "present")),
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


@pytest.mark.parametrize(
    ("text", "indicator", "statuses"),
    [
        ("Last night he hanged himself in the garage; his wife found him in time.", "suicide_attempt", "present"),
        ("At 16 she hanged herself and her brother cut her down.", "suicide_attempt", "historical"),
        ("He committed suicide.", "suicide_attempt", "present"),
        ("Fresh burns on her forearm; she held it to the stove after the fight.", "self_harm", "present uncertain"),
        ("New burns on his arm from the stove, third time this month.", "self_harm", "present uncertain"),
        ("Fresh wounds on both forearms; she says she fell.", "self_harm", "present uncertain"),
        ("Burns on her thighs, second degree, done with a lighter.", "self_harm", "present uncertain"),
        ("Healed scars on her forearms.", "self_harm", "historical present"),
        ("Nothing keeps him from cutting himself every evening.", "self_harm", "present"),
        ("Nobody could stop her from cutting herself last night; needed sutures.", "self_harm", "present"),
        ("Mother tried to stop him from overdosing on Tuesday but he had taken 40 tablets.", "suicide_attempt", "present historical"),
        ("Hospitalized for an overdose with a long ICU stay secondary to liver failure.", "hospitalization", "present"),
        ("Hospitalized, took 60 acetaminophen to die, liver failure as a result.", "hospitalization", "present"),
        ("Hospitalized with DKA in May after skipping insulin on purpose to die.", "hospitalization", "present historical"),
        ("Cut herself and was hospitalized secondary to sepsis.", "hospitalization", "present"),
        (
            "She was hospitalized in May for pneumonia. In June she was in the hospital again and wrote a goodbye letter.",
            "hospitalization",
            "present",
        ),
        ("He put his hands in her hair and dragged her.", "violence", "present"),
        ("He is very violent, shaking her by the throat.", "violence", "present"),
        ("He was very violent shaking her by the throat.", "violence", "present"),
        ("He struck her face and she fell.", "violence", "present"),
        ("He slapped her; he was beaten as a child.", "violence", "present"),
        ("Client was aggressive physical with staff.", "violence", "present"),
        ("Charged with assault last week, served papers on Monday.", "violence", "present"),
        ("Took half her tablets to sleep and did not care whether she woke up.", "suicide_attempt", "present"),
        ("Took two packs of diphenhydramine to sleep forever.", "suicide_attempt", "present"),
        ("She bought the rope so she kill herself.", "suicide_attempt", "present"),
        ("I will keep the pills for when it gets too bad.", "access_to_means", "hypothetical present"),
        ("Hospitalized two times for suicidality this year, now on the unit.", "hospitalization", "present"),
        ("Only point in life was his son, who died.", "suicidal_ideation", "present"),
        ("Wondered who takes care of the kids if she is gone.", "suicidal_ideation", "present"),
        ("She hopes the tumor kills her.", "suicidal_ideation", "present"),
        ("He wants to stop breathing when he falls asleep.", "suicidal_ideation", "present"),
        ("Feels her life insurance would help the kids more, brought copay.", "suicidal_ideation", "present"),
        ("Asks for specifics about what she would take to die.", "suicide_plan", "present"),
        ("Suicidal ideation: the client denies plan.", "suicidal_ideation", "present"),
        ("Admitted with altered mental status after an overdose.", "hospitalization", "present"),
        ("Sick and hospitalized for cutting.", "hospitalization", "present"),
        ("Hospitalized with a broken leg after jumping from the balcony.", "hospitalization", "present historical"),
        ("Tells me of no future plans, only the date she has chosen.", "suicidal_ideation", "present uncertain"),
    ],
)
def test_no_danger_vanishes_for_a_word_beside_it(text: str, indicator: str, statuses: str) -> None:
    assert {status for each, status in said(text) if each == indicator} & set(statuses.split())


def test_an_ambulance_for_another_is_no_crisis_contact_of_the_client() -> None:
    assert ("crisis_contact", "present") not in said("Neighbor called an ambulance for his wife, who had a stroke.")


def test_a_sense_of_danger_that_holds_in_all_texts_says_a_status_or_what_keeps_it() -> None:
    risk = {indicator for indicator, group in groups().items() if group.name == "risk"}
    _, entries = load(HERE)
    about_danger = {name: entry for name, entry in entries.items() if risk & set(entry["of"]) and not name.startswith(IN_REPORTS)}
    assert len(about_danger) > 50
    assert not [name for name, entry in about_danger.items() if not {"says", "unless"} & set(entry)]


def test_every_sense_can_be_used() -> None:
    _, entries = load(HERE)
    made = {sense.name for indicator in groups() for in_reports in (False, True) for sense in senses(indicator, in_reports)}
    assert made == set(entries)


def test_the_entry_that_speaks_can_be_named() -> None:
    text = "He threatened to divorce her."
    (threat,) = [finding for finding in read("He threatened to kill her.") if finding.indicator == "violence"]
    assert sense_of("He threatened to kill her.", threat) is None
    meant = sense_of(text, replace(threat, evidence=Evidence(3, 16, "threatened to"), sentence=(0, len(text))))
    assert meant is not None
    assert meant.name == "risk.threats_to_leave_or_to_sue"


@pytest.mark.parametrize(
    ("file", "entry", "problem"),
    [
        ("risk", "[old_spice]\nof = ['violence']\nwords = 'x'", "[old_spice], which risk.toml has too"),
        ("functioning", "[a]\nof = ['work_functioning']", "expected 'of' and some of"),
        ("functioning", "[a]\nof = ['work_functioning']\nbeside = 'x'", "found beside, of"),
        ("functioning", "[a]\nof = ['working']\nwords = 'x'", "found working"),
        ("functioning", "[a]\nof = ['affect']\nwords = 'x'", "expected it in the file of presentation"),
        ("functioning", "[a]\nof = [", "not readable as TOML"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused(tmp_path: Path, file: str, entry: str, problem: str) -> None:
    (tmp_path / "_words.toml").write_text("danger = 'x'", encoding="utf-8")
    (tmp_path / f"{file}.toml").write_text(entry, encoding="utf-8")
    (tmp_path / "symptoms_substances.toml").write_text("[old_spice]\nof = ['substance_use']\nwords = 'spice'", encoding="utf-8")
    with pytest.raises(BrokenRules, match=re.escape(problem)):
        load(tmp_path)
