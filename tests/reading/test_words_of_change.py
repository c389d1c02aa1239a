"""Whether something has become better or worse, or stayed as it was: the words that say so, and those that only look like it."""

import pytest

from fullarc.reading.finding import Finding
from fullarc.reading.reader import read


def first(indicator: str, note: str) -> Finding:
    return next(finding for finding in read(note) if finding.indicator == indicator)


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("anxiety", "Anxiety persists but is less intrusive."),
        ("anxiety", "Client reports a decrease in anxiety since starting sertraline."),
        ("anxiety", 'Says anxiety has "calmed down a lot".'),
        ("depressed_mood", "MDD, recurrent, moderate, improving."),
        ("depressed_mood", "Mood 4/10, up from 2/10."),
        ("panic", "Panic attacks used to come every day; now it is twice a week."),
        ("sleep_disturbance", "Sleeping well again."),
        ("sleep_disturbance", "Slept through the night for the first time in months."),
        ("nightmares", "Nightmares 2 a week where it used to be every night."),
        ("hallucinations", "Voices daily, were constant."),
        ("suicidal_ideation", "The wish to be dead is still there but fainter."),
        ("self_harm", "SH x1 this wk, was x4."),
        ("alcohol_use", "He is drinking less than in the spring."),
        ("irritability", "Residents report he has been less irritable."),
        ("crying", "Cries most mornings, less than two weeks ago."),
        ("appetite_weight_change", "Appetite has returned."),
        ("leisure_activity", "Started painting again."),
        ("work_functioning", "Called in sick twice this week, was four times."),
        ("relationship_functioning", "Communication with her husband has improved."),
        ("affect", "Affect brighter than last session."),
        ("affect", "Affect anxious at first, brighter by the end."),
        ("speech", "Speech less pressured."),
        ("engagement", "More engaged than last time."),
        ("insight", "Insight improving."),
        ("motivation", "Motivation has increased."),
        ("work_functioning", "Called out sick once this pay period vs 3x last one."),
        ("school_functioning", "He attended three days versus one the week before."),
        ("nightmares", "Nightmares twice a week; at intake it was nightly."),
        ("craving", "Cravings 7/10 that day, 3/10 today."),
        ("sleep_disturbance", "Sleep 3 h broken, slightly up from 2."),
        ("panic", "Panic attacks are becoming rarer."),
        ("anxiety", "Anxiety is declining steadily."),
        ("anxiety", "The Sunday dread is there but weaker."),
        ("social_anxiety", "Social anxiety disorder, some gains."),
        ("depressed_mood", "MDD, moderate, approaching remission."),
        ("depressed_mood", "Depression moved from severe to moderate."),
        ("social_functioning", "Ate lunch with coworkers, a first."),
        ("parenting", "Got through bedtime without yelling, for once."),
        ("insight", "Insight is emerging."),
        ("appetite_weight_change", "Appetite returning."),
        ("relationship_functioning", "Arguing less with her husband."),
        ("crying", "Cried only once this week."),
        ("intrusive_memories", "Hardly any flashback images of the fire this week."),
        ("motivation", "Motivation is picking up."),
    ],
)
def test_better(indicator: str, note: str) -> None:
    assert first(indicator, note).direction == "better"


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("depressed_mood", "Mood 3/10 (was 6)."),
        ("depressed_mood", "MDD, worsening."),
        ("depressed_mood", "Reports she has been feeling more depressed over the past week."),
        ("anxiety", "Anxiety has crept up since the dose was cut."),
        ("panic", "Had four panic attacks this week, up from two."),
        ("sleep_disturbance", "Sleeping 3 hrs/night, down from 6."),
        ("sleep_disturbance", "Insomnia has returned."),
        ("irritability", "Snapping at the kids more than before."),
        ("hallucinations", "Voices louder since Friday."),
        ("hopelessness", "Hopelessness has deepened."),
        ("appetite_weight_change", "Appetite ↓."),
        ("alcohol_use", "He relapsed on Saturday, 8 beers."),
        ("school_functioning", "Grades dropped from Bs to Ds."),
        ("social_functioning", "More isolated than last month."),
        ("self_care", "Hygiene has declined."),
        ("engagement", "Less engaged than usual."),
        ("motivation", "Motivation is waning."),
        ("motivation", "Motivation has dropped off."),
        ("anger", "Temper shorter this week."),
        ("depressed_mood", "Worst week in months."),
        ("tobacco_use", "Smoking again."),
        ("disordered_eating", "Restricting again since exams."),
        ("self_harm_urge", "The urge to cut came back on Saturday."),
        ("hallucinations", "Voices have picked up since he ran out of meds."),
        ("family_illness", "Father's dementia is progressing."),
        ("work_stress", "Workload doubled since the merger."),
        ("substance_use", "Used twice over the weekend after 40 days clean."),
    ],
)
def test_worse(indicator: str, note: str) -> None:
    assert first(indicator, note).direction == "worse"


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("anxiety", "Anxiety no better, no worse."),
        ("anxiety", "Anxiety is at its usual level."),
        ("depressed_mood", "Depression remains moderate."),
        ("depressed_mood", "Low mood persists."),
        ("nightmares", "Nightmares most nights, same as before."),
        ("suicidal_ideation", "Passive SI, low, unchanged."),
        ("rumination", "Rumination as bad as ever."),
        ("tobacco_use", "Smokes 1 ppd, unchanged."),
        ("delusions_paranoia", "Still convinced the neighbours are listening."),
        ("insight", "Insight remains limited."),
        ("craving", "Cravings neither better nor worse."),
        ("somatic_complaints", "Back pain much as it was."),
        ("alcohol_use", "Drinking is where it was."),
    ],
)
def test_the_same(indicator: str, note: str) -> None:
    assert first(indicator, note).direction == "same"


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("anxiety", "If the anxiety gets worse she will call."),
        ("anxiety", "Goal: reduce anxiety from 8 to 4."),
        ("anxiety", "Client hopes anxiety will improve."),
        ("anxiety", "Anxiety increases at night."),
        ("depressed_mood", "Depressed mood, worse in the morning."),
        ("depressed_mood", "Sad, down, and tearful."),
        ("suicide_warning_sign", "They would be better off without me."),
        ("suicidal_ideation", "If suicidal thoughts increase, call 988."),
        ("hopelessness", "I don't see things ever getting better."),
        ("sleep_disturbance", "Trouble falling back asleep."),
        ("sleep_disturbance", "Sleeping 10 hrs and still waking up tired."),
        ("somatic_complaints", "Constipated, up 7 kg."),
        ("grief", "Grief comes back in waves."),
        ("dissociation", "Eyes glazed, came back into the room with the water."),
        ("affect", "Affect full range, brighter when talking about her dog."),
        ("loneliness", "Feels lonely now that the kids have left."),
        ("coping_skill_use", "Called sponsor instead of picking up."),
        ("anhedonia", "She no longer enjoys her pottery."),
    ],
)
def test_words_that_tell_of_no_change(indicator: str, note: str) -> None:
    assert first(indicator, note).direction is None


@pytest.mark.parametrize(
    ("indicator", "note"),
    [
        ("panic", "No longer has panic attacks."),
        ("motivation", "She wants to cut down."),
        ("alcohol_use", "May be drinking more than she admits."),
        ("alcohol_use", "Drinks two beers to come down."),
    ],
)
def test_what_is_over_or_only_sounds_like_a_change_has_no_direction(indicator: str, note: str) -> None:
    assert first(indicator, note).direction is None


@pytest.mark.parametrize(
    ("indicator", "note", "direction"),
    [
        ("depressed_mood", "MDD, good response to treatment.", "better"),
        ("leisure_activity", "Back in the garden twice a week.", "better"),
        ("anxiety", "Anxiety, symptoms up since October.", "worse"),
        ("rumination", "Ruminating at night, not much different.", "same"),
        ("school_functioning", "Grades holding steady.", "same"),
    ],
)
def test_a_summary_in_a_word_says_how_it_goes(indicator: str, note: str, direction: str) -> None:
    assert first(indicator, note).direction == direction
