"""Forms of other houses: what is ticked, crossed, printed or left empty decides, and a danger that a form tells of is never hidden."""

import pytest

from fullarc.reading.reader import read

NAMES = {
    "SI": "suicidal_ideation", "HI": "homicidal_ideation", "SH": "self_harm", "AVH": "hallucinations", "plan": "suicide_plan",
    "intent": "suicide_intent", "attempt": "suicide_attempt", "urge": "self_harm_urge", "means": "access_to_means", "panic": "panic",
    "sleep": "sleep_disturbance",
}  # fmt: skip


def told(text: str) -> dict[str, set[str]]:
    findings = read(text, learned=False)
    return {short: {str(each.status) for each in findings if each.indicator == name} for short, name in NAMES.items()}


def holds(text: str, expected: str) -> bool:
    """Whether each of "SI present, HI denied" is so and nothing else is said of it; "nothing" is neither present nor denied."""
    said = told(text)
    for short, status in (each.split() for each in expected.split(", ")):
        if status == "nothing":
            if said[short] & {"present", "denied"}:
                return False
        elif said[short] != {status}:
            return False
    return True


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("| Medication lock box in use | No |", "means present"),
        ("| Medication lock box in use | Yes |", "means denied"),
        ("| Lockbox used | N |", "means present"),
        ("Trigger locks installed: no", "means present"),
        ("Med safe in use? N", "means present"),
        ("Med safe in use? Y", "means denied"),
        ("Means restriction completed: no", "means present"),
        ("Ammunition stored separately: no", "means present"),
        ("Access to gun safe: [ ] No [x] Yes", "means present"),
        ("Access to gun safe: [x] No [ ] Yes", "means denied"),
        ("| Access to gun safe | Yes |", "means present"),
        ("Gun safe: [ ] No [x] Yes", "means present"),
        ("Gun safe: [x] No [ ] Yes", "means uncertain"),
        ("Gun safe in use: [x] Yes [ ] No", "means denied"),
        ("Firearms locked: ☒ Yes ☐ No; client holds the key", "means present"),
        ("Guns removed? N/A, none owned.", "means denied"),
        ("Firearms locked? n/a, no guns in the home", "means denied"),
        ("Access to firearms: refused to say", "means uncertain"),
    ],
)
def test_means_in_a_form_are_at_hand_or_put_away_as_it_says(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("SI: [ ] none [x] no plan [ ] plan", "SI present, plan denied"),
        ("SI: [ ] none [ ] no plan [x] plan", "SI present"),
        ("SI: [x] none [ ] no plan [ ] plan", "SI denied, plan denied"),
        ("SI: ☐ denied ☒ no plan or intent ☐ plan ☐ intent", "SI present, plan denied"),
        ("HI: [ ] none [x] no target [ ] target", "HI present"),
        ("Passive SI. Suicide plan: [x] yes [ ] no", "SI present, plan present"),
        ("Passive SI. Suicide plan: [ ] yes [x] no", "SI present, plan denied"),
        ("SI: ☐ No ☒ Yes If yes: plan ☐ Y ☒ N intent ☐ Y ☒ N", "SI present, plan denied, intent denied"),
        ("SI: ☒ ideation ☒ plan ☐ intent", "SI present, plan present, intent denied"),
        ("Plan [ ]  Intent [ ]  Means [x]", "plan denied, intent denied, means present"),
        ("Plan [x]  Intent [ ]  Means [ ]", "plan present, intent denied, means denied"),
        ("Safety: [x] SI with thoughts of method  [ ] plan", "SI present"),
        ("Safety: [x] no SI  [x] no SH  [ ] HI", "SI denied, SH denied, HI denied"),
        ("Risk: [x] SI no, [x] alcohol nil.", "SI denied"),
        ("[x] Firearm in home - locked in brother's safe", "means denied"),
        ("☒ SI\n☒ plan\n☒ intent", "SI present, plan present, intent present"),
        ("SI: [x] ideation [x] plan [ ] intent [ ] means", "SI present, plan present, intent denied, means denied"),
        ("NSSI: [ ] denied [x] urges only, no action", "urge present"),
        ("[X] Suicidal thoughts [ ] Homicidal thoughts [X] Self-harm", "SI present, HI denied, urge present"),
        ("[x] No SI [ ] SI present", "SI denied"),
        ("[x] Pt denies SI [ ] Pt endorses SI", "SI denied"),
        ("☐ No suicidal thoughts\n☐ Passive\n☐ Active", "SI uncertain"),
        ("☒ Denies current SI\n☐ Reports passive SI\n☐ Reports active SI", "SI denied"),
        ("SI: [ ] resolved [x] ongoing", "SI present"),
        ("SI ☒ No change ☐ Worse", "SI present"),
        ("Free of SI: [ ] Yes [x] No", "SI present"),
        ("Free of SI: [x] Yes [ ] No", "SI denied"),
        ("Denies SI: [ ] Yes [x] No", "SI uncertain"),
        ("Improvement in SI: [ ] Yes [x] No", "SI present"),
        ("Any change in SI? ☐ Yes ☒ No", "SI uncertain"),
        ("Able to resist SI: [ ] Yes [x] No", "SI uncertain"),
        ("Parent informed of SI: [x] No [ ] Yes", "SI uncertain"),
        ("SI: [   ] Yes [ X ] No", "SI denied"),
        ("Hallucinations: (  ) no (X) yes", "AVH present"),
        ("SI: ⬜ No ✅ Yes", "SI present"),
        ("SI: ___ Yes _X_ No", "SI denied"),
        ("SI: _X_ Yes ___ No", "SI present"),
        ("Suicidal Ideation\n☒ Active ☐ Passive ☐ None", "SI present"),
        ("Suicidal Ideation\n☐ Active ☐ Passive ☒ None", "SI denied"),
        ("Suicidal Ideation:\n- [ ] Denies\n- [x] Passive\n- [ ] Active", "SI present"),
        ("Suicidal Ideation:\n- [x] Denies\n- [ ] Passive\n- [ ] Active", "SI denied"),
        ("Suicidal Ideation:\n[ ] No\n[x] Yes\nHomicidal Ideation:\n[x] No\n[ ] Yes", "SI present, HI denied"),
        ("Suicidal Ideation\n[x] No homework done\n[ ] Yes", "SI present"),
    ],
)
def test_boxes_of_a_choice_in_many_forms(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    "form",
    [
        "[ ] No SI [x] SI present",
        "[ ] Denies SI/HI [x] Endorses SI",
        "☐ No SI/HI ☒ SI without plan",
        "SI (past): N  SI (current): Y",
        "HI: none. SI: [ ] none [x] daily",
    ],
)
def test_what_is_empty_or_of_another_time_hides_nothing_of_what_is_there(form: str) -> None:
    assert "present" in told(form)["SI"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("SI: Y / N", "SI uncertain"),
        ("SI: [Y/N]", "SI uncertain"),
        ("SI: Yes or No", "SI uncertain"),
        ("Suicidal ideation: Y N", "SI uncertain"),
        ("Suicidal ideation (Y/N):", "SI uncertain"),
        ("SI: none / passive / active", "SI uncertain"),
        ("SI: Denied / Endorsed", "SI uncertain"),
        ("SI/HI/AVH: Y/N", "SI uncertain, HI uncertain, AVH uncertain"),
        ("SI: ____ HI: ____ AVH: ____", "SI uncertain, HI uncertain, AVH uncertain"),
        ("Suicidal ideation: *** HI: ***", "SI uncertain, HI uncertain"),
        ("Suicidal Ideation: {Yes/No:20200}", "SI uncertain"),
        ("SI: N/A", "SI uncertain"),
        ("SI: deferred", "SI uncertain"),
        ("HI - not applicable", "HI uncertain"),
        ("SI: refused to answer", "SI uncertain"),
        ("| SI | Not assessed |", "SI uncertain"),
        ("Firearms in home: N/A", "means uncertain"),
        ("Panic attacks: Y / N", "panic uncertain"),
        ("Insomnia: N/A", "sleep uncertain"),
        ("Yes / No  Suicidal ideation", "SI uncertain"),
        ("SI: Y. Plan: N/A", "SI present, plan nothing"),
        ("SI: N. Plan: N/A. Intent: N/A", "SI denied, plan nothing"),
        # What was answered or told all the same.
        ("Suicidal ideation (Y/N): N", "SI denied"),
        ("SI: Y/N: N", "SI denied"),
        ("SI: Y/N - Y", "SI present"),
        ("SI/HI: Y/N", "SI present, HI denied"),
        ("SI: Y/N Client reports passive thoughts daily", "SI present"),
        ("SI: yes / no plan", "SI present, plan denied"),
        ("SI: passive / active", "SI present"),
        ("SI: N/A today, had thoughts Tuesday", "SI uncertain"),
        ("SI: ___ daily ___", "SI present"),
        ("SI ____ x3/wk", "SI present"),
        ("SI: WNL", "SI denied"),
    ],
)
def test_a_form_left_open_says_nothing_either_way(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("| | Present | Absent |\n|---|---|---|\n| SI | [ ] | [x] |\n| HI | [x] | [ ] |", "SI denied, HI present"),
        ("| Risk | Present | Absent |\n| SI | ☐ | ☑ |\n| HI | ☑ | ☐ |", "SI denied, HI present"),
        ("| | None | Passive | Active |\n|---|---|---|---|\n| SI | [ ] | [x] | [ ] |", "SI present"),
        ("| | None | Passive | Active |\n|---|---|---|---|\n| SI | [x] | [ ] | [ ] |", "SI denied"),
        ("| | Present | Absent |\n|---|---|---|\n| SI | [ ] | [ ] |", "SI uncertain"),
        ("| Improved | Yes | No |\n|---|---|---|\n| SI | | x |", "SI present"),
        ("| Symptom | Yes | No |\n|---|---|---|\n| SI | | x |", "SI denied"),
        ("| Resolved | Yes | No |\n|---|---|---|\n| Voices | | X |", "AVH present"),
        ("| Suicidal / Homicidal ideation | N |", "SI denied, HI denied"),
        ("| x | Suicidal ideation |\n| | Homicidal ideation |", "SI present, HI nothing"),
        ("| Yes | No | Question |\n|---|---|---|\n| x | | Suicidal ideation |\n| | x | Homicidal ideation |", "SI present, HI denied"),
        ("Y | SI\nN | HI", "SI present, HI denied"),
        ("| Daily | SI |", "SI present"),
        ("SI\tN\tHI\tN\tSH\tY", "SI denied, HI denied, SH present"),
        ("\tYes\tNo\nSI\tx\t\nHI\t\tx", "SI present, HI denied"),
        ("SI\tdaily", "SI present"),
    ],
)
def test_marks_and_boxes_in_the_columns_of_a_table(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("(No) SI (No) HI (Yes) SH", "SI denied, HI denied, SH present"),
        ("N - SI; N - HI; Y - SH", "SI denied, HI denied, SH present"),
        ("Y SI\nN HI", "SI present, HI denied"),
        ("+SI -HI -AVH", "SI present, HI denied, AVH denied"),
        ("+SI +plan -HI", "SI present, plan present, HI denied"),
        ("✓ Suicidal ideation\n✗ Homicidal ideation", "SI present, HI denied"),
        ("Risk factors: ✓ SI  ✓ access to firearms  ✗ HI", "SI present, means present, HI denied"),
        ("_X_ SI ___ HI", "SI present, HI denied"),
        ("✓ denied SI/HI", "SI denied, HI denied"),
        ("- SI\n- HI", "SI present, HI present"),
        ("x SI x2 this week", "SI present"),
        ("SI=N HI=N SIB=N", "SI denied, HI denied, SH denied"),
        ("SI-N HI-N SIB-N", "SI denied, HI denied, SH denied"),
        ("SI N HI N SIB N", "SI denied, HI denied, SH denied"),
        ("SI → yes, HI → no", "SI present, HI denied"),
        ("Suicidal thoughts ...... N", "SI denied"),
        ("Suicidal Ideation\nNone reported\nHomicidal Ideation\nNone reported", "SI denied, HI denied"),
        ("Suicidality: passive  Homicidality: none", "SI present, HI denied"),
        ("SI 0-10: 6", "SI present"),
        ("SI 0-10: 0", "SI denied"),
        ("Client denies SI? No", "SI uncertain"),
        ("Actual attempt (past 3 months): Yes", "attempt present"),
    ],
)
def test_answers_before_and_behind_their_labels(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("1) Have you wished you were dead or wished you could go to sleep and not wake up? No", "SI denied"),
        ("1) Have you wished you were dead or wished you could go to sleep and not wake up? Yes", "SI present"),
        ("Do you still have suicidal thoughts? No", "SI denied"),
        ("Can you resist the thoughts of suicide? No.", "SI uncertain"),
        ("Would you tell me if you were suicidal? No.", "SI uncertain"),
        ("Did you stop having suicidal thoughts? No", "SI uncertain"),
    ],
)
def test_the_questions_of_a_screener_are_answered_as_a_whole(form: str, expected: str) -> None:
    assert holds(form, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There has not been a day without thoughts of killing himself.", "SI present"),
        ("There hasn't been a single day without cutting.", "SH present"),
        ("She has not gone a day without cutting.", "SH present"),
        ("She hasn't had a day free of suicidal thoughts.", "SI present"),
        ("Not a day passes without suicidal thoughts.", "SI present"),
        ("There has been a full week without suicidal thoughts.", "SI denied"),
        ("There has not been a day with suicidal thoughts.", "SI denied"),
        ("No day without exercise, no SI.", "SI denied"),
    ],
)
def test_days_of_which_none_was_free(sentence: str, expected: str) -> None:
    assert holds(sentence, expected)


def test_the_words_of_another_danger_are_not_quoted() -> None:
    for form in (
        "Suicidal/homicidal ideation: no/yes",
        "Suicidal/homicidal ideation: [ ] No [x] Yes",
        "Suicidal or homicidal ideation: [ ] No [x] Yes",
        "| Suicidal/Homicidal ideation | Y |",
    ):
        (quote,) = (each.quote for each in read(form, learned=False) if each.indicator == "homicidal_ideation" and each.status == "present")
        assert "homicidal ideation" in quote.lower()
