"""Sentences and their proof."""

from dataclasses import replace
from datetime import date

import pytest
from courses import course, notes, said, scores, story, week

from fullarc.course.assess import assess_timeline, until
from fullarc.course.days import counted, day_in_words, days_in_words, listed
from fullarc.course.statement import Change, Domain, Kind, NoEvidence, Statement
from fullarc.course.timeline import LifeEvent, Session, timeline_of
from fullarc.reading.finding import Status

PANIC = story("panic", [3, 3, 3, 2, 2, 1, None, 1, 0, 0, None, 0, 0, 0])
PHQ = scores("phq-9", [18, 17, 16, 12, 10, 8, 7, None, 6, 7, 6, 5, 6, 5])


def test_a_statement_without_evidence_is_refused() -> None:
    with pytest.raises(NoEvidence):
        Statement("s1", "Everything is fine.", "made.up", ())


def test_every_statement_of_a_course_carries_proof_and_a_rule() -> None:
    assessment = assess_timeline(course(14, findings=PANIC, scores=PHQ))
    assert len(assessment.statements) >= 2
    assert all(one.evidence and one.rule for one in assessment.statements)


def test_statements_are_numbered_in_the_order_of_the_page() -> None:
    assessment = assess_timeline(course(14, findings=PANIC, scores=PHQ))
    assert [one.id for one in assessment.statements] == [f"s{n}" for n in range(1, len(assessment.statements) + 1)]


def test_the_score_sentence_names_start_end_and_how_long_it_has_held() -> None:
    [one] = [s for s in assess_timeline(course(14, scores=PHQ)).statements if s.topic == "phq-9"]
    assert one.text == "PHQ-9 fell reliably from 18 to 5, and has stayed below the clinical cut-off in all eight scores since 18 February."


def test_the_indicator_sentence_says_when_it_was_last_noted() -> None:
    [one] = [s for s in assess_timeline(course(14, findings=PANIC)).statements if s.topic == "panic"]
    assert (
        one.text == "Panic attacks went from severe to none in the notes; last noted on 4 March, and five later notes say there were none."
    )


def test_the_lead_is_said_from_statements_that_exist() -> None:
    assessment = assess_timeline(course(14, findings=PANIC, scores=PHQ))
    assert assessment.lead.startswith("Depression and panic attacks improved, and the gain has held")
    assert set(assessment.lead_statements) <= {one.id for one in assessment.statements}


def test_a_last_score_that_is_reliably_worse_is_told_beside_a_gain_that_has_held() -> None:
    slipped = assess_timeline(course(14, scores=scores("phq-9", [20, 18, 14, 9, 8, 7, 6, 5, 5, 4, 5, 4, 4, 11])))
    [one] = [s for s in slipped.statements if s.topic == "phq-9"]
    assert one.text == (
        "PHQ-9 fell reliably from 20 to 11, and the gain held in eleven scores since 28 January; the last score, 11 on 15 April, is "
        "reliably worse than the 4 of 8 April before it, and back on the clinical side of the cut-off of 10."
    )
    assert slipped.lead == ("Depression improved, and the gain held until the last score, which is reliably worse than the one before.")
    assert one.evidence[-1].value == 11


@pytest.mark.parametrize("last", [8, 5, 3])
def test_a_last_score_within_measurement_error_is_no_step_back(last: int) -> None:
    held = assess_timeline(course(14, scores=scores("phq-9", [20, 18, 14, 9, 8, 7, 6, 5, 5, 4, 5, 4, 4, last])))
    assert "reliably worse" not in held.lead
    assert "reliably worse" not in next(s.text for s in held.statements if s.topic == "phq-9")


def test_the_lead_does_not_forget_a_measure_that_stayed_where_it_was() -> None:
    both = [*PHQ, *scores("gad-7", [12, 13, 12, 11, 12, 13, 12, 12, 11, 12, 13, 12, 12, 12])]
    lead = assess_timeline(course(14, scores=both)).lead
    assert lead == "Depression improved, and the gain has held. No clear change in anxiety."


def test_nobody_says_because_of_or_no_progress() -> None:
    event = LifeEvent(week(5), "Her grandmother died", "bereavement")
    assessment = assess_timeline(
        course(14, findings=PANIC, scores=scores("phq-9", [18, 17, 12, 10, 9, 17, 16, 9, 8, 8, 7, 7]), events=[event])
    )
    sentences = " ".join([assessment.lead, *(one.text for one in assessment.statements), *assessment.not_known]).lower()
    assert "because" not in sentences
    assert "no progress" not in sentences
    assert "patient" not in sentences
    assert "coincides with" in sentences


def test_an_empty_course_says_that_too_little_is_recorded() -> None:
    assessment = assess_timeline(course(1))
    assert assessment.lead == "Too little is recorded to say what changed."
    assert all(domain.change is Change.NOT_ENOUGH for domain in assessment.domains)


def test_a_course_without_any_date_is_refused() -> None:
    with pytest.raises(ValueError, match="without a single dated record"):
        assess_timeline(timeline_of())


def test_what_lies_after_the_day_of_judgement_does_not_count() -> None:
    whole = course(14, findings=PANIC, scores=PHQ)
    early = assess_timeline(whole, week(3))
    assert len(early.timeline.notes) == 3
    assert until(whole, week(3)) == early.timeline


def test_risk_that_was_denied_since_is_not_open() -> None:
    findings = [said("suicidal_ideation", 3, None), *[said("suicidal_ideation", n, 0) for n in range(4, 10)]]
    assessment = assess_timeline(course(10, findings=findings))
    [risk] = [one for one in assessment.statements if one.topic == "risk_profile"]
    assert risk.text.startswith("All that was noted of risk is resolved.")
    assert "asked and denied since in six notes" in risk.text
    assert not [signal for signal in assessment.signals if signal.kind == "risk"]


def test_risk_that_nobody_asked_about_again_stays_open() -> None:
    assessment = assess_timeline(course(10, findings=[said("suicidal_ideation", 3, None)]))
    [signal] = [one for one in assessment.signals if one.kind == "risk"]
    assert signal.urgent
    assert "not denied since" in signal.reason


def test_one_denial_in_the_next_week_does_not_close_a_risk_signal() -> None:
    findings = [said("suicidal_ideation", 9, None), said("suicidal_ideation", 10, 0)]
    assert [one.kind for one in assess_timeline(course(10, findings=findings)).signals] == ["risk"]


def test_risk_is_never_averaged_away() -> None:
    findings = [*[said("suicidal_ideation", n, 0) for n in range(1, 20)], said("suicide_plan", 20, None)]
    risk = next(one for one in assess_timeline(course(20, findings=findings)).domains if one.domain is Domain.RISK_PROFILE)
    assert risk.change is Change.WORSENED


def test_a_family_history_of_suicide_opens_nothing() -> None:
    findings = [said("suicide_attempt", 1, None, status=Status.OTHER_PERSON), said("suicide_attempt", 2, None, status=Status.HISTORICAL)]
    assert not assess_timeline(course(3, findings=findings)).signals


def test_not_mentioned_is_listed_as_not_known() -> None:
    assessment = assess_timeline(course(6, findings=story("panic", [3, 3, 3])))
    assert any("not mentioned in" in one and "which is not the same as absent" in one for one in assessment.not_known)


def test_a_score_written_in_a_note_counts_and_is_proved_by_its_words() -> None:
    written = said("measure_score", 1, None)
    written = replace(written, finding=replace(written.finding, measure="phq-9", value=18.0, unit="points"))
    assessment = assess_timeline(course(4, findings=[written], scores=scores("phq-9", [None, None, None, 9])))
    [one] = [s for s in assessment.statements if s.topic == "phq-9"]
    assert [proof.kind for proof in one.evidence] == [Kind.NOTE, Kind.SCORE]
    assert assessment.scores[0].baseline == 18


def test_sessions_are_numbered_by_attendance() -> None:
    timeline = course(3)
    assert [session.number for session in timeline.sessions] == [1, 2, 3]
    assert isinstance(timeline.sessions[0], Session)


def test_dates_name_the_year_only_when_it_is_another_one() -> None:
    as_of = date(2026, 9, 16)
    assert day_in_words(date(2026, 4, 22), as_of) == "22 April"
    assert day_in_words(date(2025, 11, 3), as_of) == "3 November 2025"
    assert days_in_words([date(2026, 4, 8), date(2026, 4, 1), date(2026, 5, 6)], as_of) == "1 and 8 April and 6 May"


def test_counts_and_lists_read_as_english() -> None:
    assert (counted(1, "score"), counted(9, "score"), counted(14, "entry", "entries")) == ("one score", "nine scores", "14 entries")
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert len(notes(2)) == 2


def test_what_did_not_change_shares_one_sentence_with_proof_of_each() -> None:
    steady = [*story("worry", [2] * 8), *story("fatigue", [2] * 8), *story("irritability", [1] * 8)]
    assessment = assess_timeline(course(8, findings=steady))
    [together] = [one for one in assessment.statements if one.rule == "change.levels.no_clear_change"]
    assert together.text.startswith("No clear change in the notes: ")
    assert {proof.indicator for proof in together.evidence} == {"worry", "fatigue", "irritability"}


def test_what_was_entered_and_noted_soon_after_is_told_once() -> None:
    event = LifeEvent(week(5), "Moved house")
    assessment = assess_timeline(course(8, findings=[said("relocation", 6, None), said("financial_strain", 7, None)], events=[event]))
    [life] = [one for one in assessment.statements if one.rule == "life_context"]
    assert "“Moved house”" in life.text
    assert "a move" not in life.text
    assert "financial strain" in life.text


def test_a_worsening_that_came_back_is_not_called_a_gain() -> None:
    findings = story("worry", [0, 0, 0, 2, 2, 2, 0, 0, 2, 2, 3])
    [one] = [s for s in assess_timeline(course(11, findings=findings)).statements if s.topic == "worry"]
    assert one.change is Change.WORSENED
    assert "gain" not in one.text


def test_silence_of_the_notes_is_said_as_silence() -> None:
    worse = scores("gad-7", [14, 10, 6, 4, 4, 9, 12, 13, 14, 14])
    assessment = assess_timeline(course(10, findings=story("anxiety", [2, 2, 1, 0]), scores=worse))
    assert "the notes do not mention it" in assessment.lead


def test_a_measure_that_worsened_comes_before_a_gain_that_only_notes_tell() -> None:
    worse = scores("gad-7", [4, 5, 6, 10, 12, 13, 14, 14])
    assessment = assess_timeline(course(8, findings=story("anhedonia", [3, 3, 3, 2, 1, 0, 0, 0]), scores=worse))
    assert assessment.lead.startswith("Anxiety got worse. Loss of interest improved")
