"""Forms: boxes to choose from behind a label, answers in the cells of a table, kinds and days answered one by one."""

import pytest

from fullarc.reading.reader import read

SHORT = {
    "suicidal_ideation": "SI", "homicidal_ideation": "HI", "self_harm": "SH", "hallucinations": "AVH", "suicide_plan": "plan",
    "suicide_intent": "intent", "suicide_attempt": "attempt", "self_harm_urge": "urge", "access_to_means": "means",
    "delusions_paranoia": "paranoia", "sleep_disturbance": "sleep", "panic": "panic", "alcohol_use": "alcohol", "nightmares": "nightmares",
}  # fmt: skip


def told(text: str) -> str:
    return ", ".join(f"{SHORT[each.indicator]} {each.status}" for each in read(text, learned=False) if each.indicator in SHORT)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI: [ ] No [x] Yes", "SI present"),
        ("SI: [x] No [ ] Yes", "SI denied"),
        ("SI: ☐ No ☒ Yes", "SI present"),
        ("SI: ☒ No ☐ Yes", "SI denied"),
        ("Suicidal ideation ☐ No ☒ Yes", "SI present"),
        ("SI: No [ ] Yes [x]", "SI present"),
        ("SI: Yes [ ] No [x]", "SI denied"),
        ("Suicidal ideation: (x) denies ( ) endorses", "SI denied"),
        ("Suicidal ideation: ( ) denies (x) endorses", "SI present"),
        ("SI: ( ) denies (x) passive ( ) active", "SI present"),
        ("SI: [ ] denies [x] past [ ] current", "SI historical"),
        ("SI: [ ] denies; [x] endorses passive; [ ] endorses active", "SI present"),
        ("SI: [x] denies; no plan", "SI denied, plan denied"),
        ("SI: ( ) Yes (x) No; HI: ( ) Yes (x) No; SH: (x) Yes ( ) No", "SI denied, HI denied, SH present"),
        ("Suicidal thoughts: ☒ Not at all ☐ Several days", "SI denied"),
        ("Suicidal thoughts (past 2 weeks): ☐ Not at all ☒ Several days", "SI present"),
        ("Hx of SI: [ ] No [x] Yes", "SI historical"),
        ("SI in past week: [ ] No [x] Yes", "SI present"),
        ("Family history of suicide: [ ] No [x] Yes", "attempt other_person"),
        ("Does client have thoughts of suicide? [ ] No [x] Yes", "SI present"),
        ("Does client have thoughts of suicide? [x] No [ ] Yes", "SI denied"),
        ("SI/HI: [ ] No [x] Yes", "SI present, HI present"),
        ("SI: [ ] No [x] Yes HI: [x] No [ ] Yes", "SI present, HI denied"),
        ("SI [x] No [ ] Yes HI [ ] No [x] Yes", "SI denied, HI present"),
        ("SI: [x] No [ ] Yes\nPlan: [x] No [ ] Yes", "SI denied, plan denied"),
        ("SI: [x] No [ ] Yes  Plan: [ ] No [x] Yes", "SI denied, plan present"),
        ("Access to firearms: [ ] No [x] Yes", "means present"),
        ("Firearms secured: [x] Yes [ ] No", "means denied"),
        ("Firearms secured: [ ] Yes [x] No", "means present"),
        ("Hallucinations: ☐ None ☒ Auditory ☐ Visual", "AVH present"),
        ("Hallucinations: ☒ None ☐ Auditory ☐ Visual", "AVH denied"),
        ("Paranoia: ☐ No ☒ Yes", "paranoia present"),
        ("Insomnia: [ ] No [x] Yes", "sleep present"),
        ("Insomnia: [x] No [ ] Yes", "sleep denied"),
    ],
)
def test_the_ticked_box_of_a_choice_answers_its_label(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI: [ ] No [ ] Yes", "SI uncertain"),
        ("SI: [ ] No [ ] Yes [x] Not assessed", "SI uncertain"),
        ("Denies SI: [x] Yes [ ] No", "SI denied"),  # a denial that is answered is left as it is
        ("SI [x] HI [ ]", "SI present, HI denied"),
        ("[ ] SI [x] HI", "SI denied, HI present"),
        ("Risk: [ ] None [x] SI [ ] HI", "SI present, HI denied"),
        ("Asked about SI [✓] HI [✓]: none.", "SI denied, HI denied"),
        ("SI: no. Plan: [x] No show fee waived", "SI denied"),
    ],
)
def test_boxes_that_are_no_choice_are_read_as_before(line: str, expected: str) -> None:
    answers = told(line).replace(", attempt denied", "")
    assert answers == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| SI | N | HI | N | SH | Y |", "SI denied, HI denied, SH present"),
        ("| SI | Y | HI | N | SH | N |", "SI present, HI denied, SH denied"),
        ("| Suicidal ideation | Yes |", "SI present"),
        ("| Suicidal ideation | No |", "SI denied"),
        ("| **Suicidal ideation** | Denied, no plan |", "SI denied, plan denied"),
        ("| Item | Present |\n| --- | --- |\n| Suicidal ideation | Yes |\n| Homicidal ideation | No |", "SI present, HI denied"),
        ("SI | none\nHI | yes", "SI denied, HI present"),
        ("| SI | None reported |", "SI denied"),
        ("| SI | HI | SH |\n|---|---|---|\n| N | N | Y |", "SI denied, HI denied, SH present"),
        ("| SI | HI | SH |\n| - | - | + |", "SI denied, HI denied, SH present"),
        ("| Date | SI | HI |\n|---|---|---|\n| 3/1 | Y | N |\n| 3/8 | N | N |", "SI present, HI denied"),
        ("| | Yes | No |\n|---|---|---|\n| SI | x | |\n| HI | | x |", "SI present, HI denied"),
        ("| Risk | Yes | No |\n| SI | x | |\n| HI | | x |", "SI present, HI denied"),
        ("| Risk | Past | Current |\n| SI | Y | N |", "SI historical"),
        ("| Symptom | Mon | Tue |\n| SI | 0 | 2 |\n| SH | 0 | 0 |", "SI present, SH denied"),
        ("| SI | N | Plan | Y |", "SI denied, plan present"),
        ("| Firearms secured | No |", "means present"),
        ("| Insomnia | No |", "sleep denied"),
        ("| Panic attacks | 2/wk | Nightmares | none |", "panic present, nightmares denied"),
    ],
)
def test_a_cell_answers_the_label_before_or_above_it(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| SI | No |\n|---|---|\n| HI | Yes |", "SI denied, HI present"),  # the first row is no head
        ("| Item | Denied |\n|---|---|\n| SI | Yes |", "SI present"),  # open to two readings: nothing is denied
        ("| Suicidal ideation | No change since last week |", "SI present"),
        ("| Suicidal ideation | passive, daily |", "SI present"),
        ("| SI | No plan |", "SI present, plan denied"),
        ("| Denies SI | yes |", "SI denied"),
        ("Topics: SI | no show fee", "SI present"),
        ("SI: N | HI: N | SH: Y", "SI denied, HI denied, SH present"),
    ],
)
def test_a_cell_that_says_something_else_denies_nothing(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI active: N, passive: Y", "SI present"),
        ("SI active: N, passive: N", "SI denied"),
        ("SI passive no, active no", "SI denied"),
        ("Active SI: N, passive: Y", "SI present"),
        ("SI current: N, past: Y", "SI historical"),
        ("SI current: N, ever: Y", "SI historical"),
        ("SI 0 Mon, 6 Tue", "SI present"),
        ("SI: Mon 0, Tue 6, Wed 3", "SI present"),
        ("SI: Mon 0, Tue 0, Wed 0", "SI denied"),
        ("SI 0/10 Mon, 6/10 Tue", "SI present"),
        ("SI 0 Mon, 0 Tue", "SI denied"),
        ("SI: 0 Mon, mood 6 Tue", "SI denied"),
        ("urges 0/7 days", "urge denied"),
        ("urges on 3 of 7 days", "urge present"),
        ("panic attacks 0 Mon, 2 Tue", "panic present"),
        ("Plan/intent/means: no/no/yes", "plan denied, intent denied, means present"),
        ("Plan/intent/means: yes/no/no", "plan present, intent denied, means denied"),
        ("Suicidal/homicidal ideation: no/yes", "SI denied, HI present"),
        ("SI Y / HI N / SH N", "SI present, HI denied, SH denied"),
        ("SI? N  HI? N", "SI denied, HI denied"),
        ("SI? N HI? Y", "SI denied, HI present"),
        ("SI - N, HI - N, AVH - Y", "SI denied, HI denied, AVH present"),
        ("SI=N HI=N SH=Y", "SI denied, HI denied, SH present"),
        ("SI? N/A", "SI uncertain"),
        ("SI: Y, Plan: Y, Intent: N", "SI present, plan present, intent denied"),
    ],
)
def test_kinds_and_days_that_are_answered_one_by_one(line: str, expected: str) -> None:
    assert told(line) == expected


def test_days_of_which_one_has_more_than_none_are_no_zero() -> None:
    (finding,) = read("SI 0 Mon, 6 Tue", learned=False)
    assert (finding.quote, finding.value) == ("SI", None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI: [ ] None [x] Never acted on it, thoughts daily", "SI present"),
        ("SI: ☐ Denied ☒ Never stops", "SI present"),
        ("SI: [ ] No [x] No plan but thoughts daily", "SI present"),
        ("Voices: ☐ None ☒ Nil commands, murmurs daily", "AVH present"),
        ("Suicidal ideation: [ ] None [x] Deferred acting on it for the kids", "SI present"),
        ("SI: [ ] Yes [x] No   HI: [ ] Yes [x] No   SH: [x] Yes [ ] No", "SH present"),
        ("Suicide attempt: ☐ No ☒ Yes  when: 2014", "attempt present"),
        ("SI: [ ] none [x] past 24 hours", "SI present"),
        ("SI: [ ] none [x] past week", "SI present"),
        ("SI: [ ] none [x] history and current", "SI present"),
        ("SI ever since the breakup: [ ] No [x] Yes", "SI present"),
        ("Any prior thoughts of suicide this week: [ ] No [x] Yes", "SI present"),
        ("| Question | Past 24 hours |\n|---|---|\n| SI | Yes |", "SI present"),
        ("| Question | Past 30d |\n|---|---|\n| Self-harm | Yes |", "SH present"),
        ("| Question | Since previous visit |\n|---|---|\n| SI | Yes |", "SI present"),
        ("| Question | History & current |\n|---|---|\n| SI | Yes |", "SI present"),
        ("| SI | N | N | Y |", "SI present"),
        ("| SI | 0 | 0 | 5 |", "SI present"),
        ("| SI | 0.5 |", "SI present"),
        ("| Suicidal ideation | 0-1 x/wk |", "SI present"),
        ("| SI | 0, then 4 after the call |", "SI present"),
        ("| SI | None - Mon; daily since Tue |", "SI present"),
        ("| SI | No (per mother), yes (per client) |", "SI present"),
        ("| SI | Y | Plan | Y | Intent | N | Means | Y |", "means present"),
        ("| Item | Parents notified |\n|---|---|\n| Self-harm | Yes |", "SH present"),
        ("| Item | Child | Mother |\n|---|---|---|\n| Suicidal thoughts | N | Y |", "SI present"),
        ("| Item | Mother's report | Client's report |\n|---|---|---|\n| Self-harm | Yes | No |", "SH present"),
        ("| Symptom | Resolved |\n|---|---|\n| Voices | No |", "AVH present"),
        ("| Symptom | Change since last visit |\n|---|---|\n| Voices | - |", "AVH present"),
    ],
)
def test_a_danger_told_in_a_form_is_not_denied_nor_moved_by_a_word_that_looks_like_it(line: str, expected: str) -> None:
    assert expected in told(line)
    assert f"{expected.split()[0]} denied" not in told(line).replace("AVH present, AVH denied", "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| SI | ☐ Yes ☒ No |\n| HI | ☐ Yes ☒ No |\n| Plan | ☐ Yes ☒ No |", "SI denied, HI denied, plan denied"),
        ("| SI | [x] Y [ ] N | HI | [ ] Y [x] N |", "SI present, HI denied"),
        ("| Item | Intake | Today |\n|---|---|---|\n| SI | Y | N |", "SI denied"),
        ("| | Self | Brother |\n|---|---|---|\n| Suicide attempt | no | yes |", "attempt other_person"),
    ],
)
def test_a_choice_in_a_cell_today_beside_intake_and_a_relative_are_told_apart(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize("kin", ["Brother", "Sister", "Grandmother", "Uncle", "Cousin", "Husband", "Daughter", "Mother", "Family"])
def test_a_column_of_somebody_of_the_family_says_nothing_of_the_client(kin: str) -> None:
    assert told(f"| | Self | {kin} |\n|---|---|---|\n| Suicide attempt | no | yes |") == "attempt other_person"
    assert told(f"| | Self | {kin} |\n| Suicide attempt | no | yes |") == "attempt other_person"
    assert told(f"| | Self | {kin} |\n|---|---|---|\n| Suicide attempt | yes | yes |") == "attempt present"
    assert told(f"| | Self | {kin} |\n|---|---|---|\n| Suicide attempt | yes | no |") == "attempt present"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("| | SI | Suicide attempt |\n|---|---|---|\n| Self | no | no |\n| Brother | no | yes |", "SI denied, attempt other_person"),
        ("| | SI | Suicide attempt |\n|---|---|---|\n| Self | no | yes |\n| Brother | no | no |", "SI denied, attempt present"),
        ("Sister SI: [ ] No [x] Yes", "SI other_person"),
        ("Thoughts of harming husband: [ ] No [x] Yes", "HI present"),
    ],
)
def test_rows_and_choices_of_somebody_of_the_family(note: str, expected: str) -> None:
    assert told(note) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| Firearms put away | Yes |", "means denied"),
        ("| Firearms secured | No |", "means present"),
        ("| Guns removed | Yes |", "means denied"),
        ("Firearms put away: [x] Yes [ ] No", "means denied"),
        ("Firearms put away: [ ] Yes [x] No", "means present"),
        ("Medications in lock box: [ ] No [x] Yes", "means denied"),
        ("Medications in lock box: [x] No [ ] Yes", "means present"),
        ("Firearms in home: [ ] No [x] Yes", "means present"),
        ("Handguns in home: [ ] No [x] Yes", "means present"),
        ("| Handguns at home | Yes |", "means present"),
        ("| Firearms | Yes |", "means present"),
        ("Given access to firearms: [ ] No [x] Yes", "means present"),
    ],
)
def test_means_that_a_form_asks_for_as_put_away(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Suicide attempt: [ ] No [x] Yes", "attempt present"),
        ("Suicide attempt: [x] No [ ] Yes", "attempt denied"),
        ("Brother: suicide attempt: [ ] No [x] Yes", "attempt other_person"),
    ],
)
def test_a_label_of_several_words_is_answered_as_a_whole(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize("tick", ["[x]", "[X]", "[*]", "[✓]", "(x)", "(*)", "☒", "☑"])
def test_every_tick_is_a_tick(tick: str) -> None:
    assert told(f"SI: [ ] No {tick} Yes") == "SI present"
    assert told(f"SI {tick}  HI [_]") == "SI present, HI denied"
    assert told(f"| | Yes | No |\n|---|---|---|\n| SI | {tick} | |") == "SI present"
    assert told(f"[ ] Insomnia\n{tick} Panic attacks") == "sleep denied, panic present"
    assert [(each.indicator, str(each.status)) for each in read(f"Mood: [ ] euthymic {tick} depressed", learned=False)] == [
        ("depressed_mood", "present")
    ]
