"""A payer and a referrer are told what the purpose needs; words of notes, risk, life, other people and the log stay out until turned on."""

from dataclasses import replace

import pytest
from tests.charts.nora_judged import day, nora, said
from tests.reports.made_of_nora import given, report_for

from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Change, Durability, Kind, Proof, Statement
from fullarc.reports.comparison import compared
from fullarc.reports.compose import composed
from fullarc.reports.disclosed import disclosed, part_of_indicator
from fullarc.reports.disclosure import disclosure
from fullarc.reports.frozen import freeze
from fullarc.reports.given import Words, usually_told
from fullarc.reports.page import report_html
from fullarc.reports.readers import Level, parts, readers

OUTSIDE = ("insurer", "referrer")
OFF = (
    "presenting",
    "relations",
    "presentation",
    "risk",
    "others",
    "log",
    "life",
    "disagreements",
    "why",
    "attribution",
    "remains",
    "unknown",
)
ON = ("diagnoses", "attendance", "symptoms", "function", "risk_assessed", "measures", "goals", "done", "plan")


def page_for(reader: str, seen: CourseAssessment, **chosen: int) -> str:
    one = readers()[reader]
    frozen = freeze(seen, lambda source: None, rules="r", app="a")
    return report_html(composed(frozen, one, one.levels(chosen), given()))


def with_a_parents_form() -> CourseAssessment:
    """Nora's course, her GAD-7 answered by a parent."""
    seen = nora()
    scores = tuple(replace(s, informant="parent") if s.measure == "gad-7" else s for s in seen.scores)
    records = tuple(replace(r, informant="parent") if r.measure == "gad-7" else r for r in seen.timeline.scores)
    return replace(seen, scores=scores, timeline=replace(seen.timeline, scores=records))


@pytest.mark.parametrize("reader", OUTSIDE)
def test_by_default_they_are_told_what_the_purpose_needs_and_nothing_in_full_but_name_and_recommendation(reader: str) -> None:
    usual = readers()[reader].usual
    assert {part for part in parts() if usual[part] is Level.QUOTED} == {"identity", "recommendation"}
    assert [part for part in OFF if usual[part]] == []
    assert [part for part in ON if not usual[part]] == []


@pytest.mark.parametrize("reader", OUTSIDE)
def test_by_default_they_read_attendance_measures_goals_treatment_and_that_risk_was_assessed(reader: str) -> None:
    page = page_for(reader, nora())
    for words in ("24 attended", "PHQ-9", "Take the train to work", "Cognitive restructuring", "Eight sessions", "Risk assessed"):
        assert words in page
    for words in ("uicidal", "<b>", "bereavement", "unresolved", "Mood from", "Spoken of in"):
        assert words not in page


def test_the_referrer_is_told_the_words_behind_a_goal_only_when_that_is_turned_on() -> None:
    assert [note for note in report_for("referrer", {"goals": 2}).footnotes if any(style == "found" for style, _ in note.pieces)]
    assert not [note for note in report_for("referrer").footnotes if any(style == "found" for style, _ in note.pieces)]


@pytest.mark.parametrize("reader", OUTSIDE)
def test_risk_in_detail_is_told_when_it_is_turned_on(reader: str) -> None:
    page = page_for(reader, nora(), risk=1)
    assert "Suicidal thoughts were noted on 28 January" in page
    assert "Risk assessed" not in page


@pytest.mark.parametrize("reader", OUTSIDE)
def test_what_a_parent_filled_in_is_told_when_it_is_turned_on(reader: str) -> None:
    without, turned_on = page_for(reader, with_a_parents_form()), page_for(reader, with_a_parents_form(), others=1)
    assert "GAD-7" not in without
    assert "anxiety is still reliably lower" not in without
    assert "PHQ-9" in without
    assert "GAD-7" in turned_on
    assert "anxiety is still reliably lower" in turned_on


def test_the_record_behind_the_pictures_has_no_form_of_a_parent_either() -> None:
    seen = disclosed(with_a_parents_form(), readers()["referrer"].levels())
    assert {record.measure for record in seen.timeline.scores} == {"phq-9"}


def test_a_crisis_is_told_in_no_sentence_on_stability_where_risk_is_not_told() -> None:
    crisis = Statement("steady", "A crisis on 28 January.", "stability.derived", said("suicidal_ideation", 3), "stability")
    seen = replace(nora(), statements=(*nora().statements, crisis))
    told = {reader: {s.id for s in disclosed(seen, readers()[reader].levels()).statements} for reader in (*OUTSIDE, "discharge")}
    assert [reader for reader in told if "steady" in told[reader]] == ["discharge"]


def test_the_lead_for_a_payer_names_no_difficulty_that_the_clinician_unticked() -> None:
    withdrawal = next(one for one in nora().indicators if one.indicator == "social_functioning")
    proofs, worse = withdrawal.levels[-1].proofs, Change.WORSENED
    alone = Statement("alone", "Social withdrawal got worse.", "change.levels.worsened", proofs, "social_functioning", worse)
    text, rule = "No clear change in the notes: social withdrawal.", "change.levels.no_clear_change"
    steady = Statement("steady", text, rule, proofs, "functional_capacity", Change.NO_CLEAR_CHANGE)
    seen = replace(nora(), statements=(*nora().statements, alone, steady))
    usual = usually_told(seen)

    def lead(chosen: frozenset[str] | None) -> str:
        reader = readers()["insurer"]
        frozen = freeze(seen, lambda source: None, rules="r", app="a")
        return composed(frozen, reader, reader.levels(), given(words=Words(chosen=chosen))).lead

    assert "social withdrawal (noted on 16 Sep)" in lead(None)
    assert lead(usual) == lead(None)
    assert "social withdrawal" not in lead(usual - {"alone"})
    assert "GAD-7 in the clinical range" in lead(usual - {"alone"})
    assert "social withdrawal" in lead(usual - {"alone"} | {"steady"})


def test_safety_planning_is_told_of_with_risk() -> None:
    assert part_of_indicator("safety_planning") == "risk"
    seen = replace(nora(), interventions=(*nora().interventions, ("safety_planning", said("suicidal_ideation", 3))))
    assert "Safety planning" not in page_for("insurer", seen)
    assert "Safety planning" in page_for("insurer", seen, risk=1)


def test_a_danger_in_the_clients_log_is_told_with_risk_and_not_without() -> None:
    entry = Proof(Kind.LOG, day("16 Sep"), "diary card: urge to die, 4 of 5", indicator="suicidal_ideation")
    statements = tuple(replace(s, evidence=(*s.evidence, entry)) if s.id == "risk" else s for s in nora().statements)
    seen = replace(nora(), statements=statements)
    assert "urge to die" not in page_for("referrer", seen)
    assert "Diary card: urge to die, 4 of 5, one entry, 16 Sep.<" in page_for("referrer", seen, risk=1)


@pytest.mark.parametrize("reader", OUTSIDE)
def test_a_goal_that_is_better_only_by_words_of_risk_is_judged_with_risk_and_not_without(reader: str) -> None:
    proofs = said("suicidal_ideation", 3)
    about, *rest = nora().goals
    goal = replace(about, ratings=(), change=Change.IMPROVED, durability=Durability.NONE, told=proofs)
    stands = Statement("of-goal", "Goal: told as better in the notes of two days.", "goal.rated", proofs, about.goal, Change.IMPROVED)
    statements = (*(s for s in nora().statements if s.topic != about.goal), stands)
    seen = replace(nora(), goals=(goal, *rest), statements=statements)
    without, turned_on = (disclosed(seen, readers()[reader].levels(chosen)) for chosen in ({}, {"risk": 1}))
    assert (without.goals[0].change, without.goals[0].told) == (Change.NOT_ENOUGH, ())
    assert {s.change for s in without.statements if s.topic == about.goal} == {Change.NOT_ENOUGH}
    assert turned_on.goals[0].change is Change.IMPROVED
    assert not any(proof.quote for proof in turned_on.goals[0].told)


def test_what_became_of_risk_since_the_review_before_is_told_with_risk() -> None:
    rows = compared(nora(), nora())
    kept = {chosen: report_html(report_for("referrer", {"risk": chosen}, earlier=rows, earlier_on="30 June 2026")) for chosen in (0, 1)}
    assert "Risk profile" not in kept[0]
    assert "Risk profile" in kept[1]
    assert "Symptom burden" in kept[0]


def test_the_page_of_the_writer_can_say_what_is_on_off_and_never_told() -> None:
    insurer = readers()["insurer"]
    usual = disclosure(insurer, insurer.levels())
    assert "Measures and scores" in usual.told
    assert "Risk in detail" in usual.off
    assert "Life events and dips" in usual.never
    assert usual.turned_on == usual.quoting == ()
    assert set(usual.told) | set(usual.off) | set(usual.never) == set(parts().values())
    assert disclosure(insurer, insurer.levels({"risk": 1})).turned_on == ("Risk in detail",)
    assert disclosure(readers()["referrer"], readers()["referrer"].levels({"goals": 2})).quoting == ("Goals",)
