"""Forms of one measure by the client and by others are lines of their own, each named by who answered."""

from datetime import date, timedelta

from fullarc.course.assess import assess_timeline
from fullarc.course.due import due_now
from fullarc.course.proofs import series_proved
from fullarc.course.since_last import since_last
from fullarc.course.timeline import Attendance, LifeEvent, Note, RiskAnswer, ScoreRecord, Session, timeline_of
from fullarc.exchange.pages.course_words import statement_topic

FIRST = date(2026, 3, 2)
OWN, PARENTS = (20, 18, 12, 9), (24, 25, 24, 26)


def forms() -> list[ScoreRecord]:
    own = [ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value) for n, value in enumerate(OWN)]
    return own + [ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value, informant="parent") for n, value in enumerate(PARENTS)]


def test_two_informants_are_two_lines_with_names_that_tell_them_apart() -> None:
    seen = assess_timeline(timeline_of(scores=forms()))
    assert {series.name: [point.value for point in series.points] for series in seen.scores} == {
        "SDQ": list(OWN),
        "SDQ, answered by a parent or guardian": list(PARENTS),
    }
    assert len({statement.id for statement in seen.statements}) == len(seen.statements)


def test_each_statement_stands_under_the_scale_and_the_informant_it_is_about() -> None:
    impact = [
        ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value, scale="impact", informant="teacher") for n, value in enumerate((4, 3, 3))
    ]
    seen = assess_timeline(timeline_of(scores=[*forms(), *impact]))
    sides = {statement_topic(told, seen): told.text for told in seen.statements}
    assert set(sides) == {"SDQ", "SDQ, answered by a parent or guardian", "SDQ Impact, answered by a teacher"}
    assert all(text.startswith(side) for side, text in sides.items())


def test_who_is_asked_regularly_is_the_client() -> None:
    sessions = [Session(record.date, Attendance.ATTENDED, number) for number, record in enumerate(forms()[:4], 1)]
    assert [measure for measure, _ in due_now(sessions, forms()[:4], date(2026, 6, 1))] == ["sdq"]
    assert due_now(sessions, forms()[4:], date(2026, 6, 1)) == ()


def fortnight(number: int) -> date:
    return FIRST + timedelta(days=14 * number)


def given(values: tuple[float, ...], informant: str, scale: str = "total", measure: str = "sdq") -> list[ScoreRecord]:
    return [ScoreRecord(fortnight(n), measure, value, scale=scale, informant=informant) for n, value in enumerate(values)]


def test_a_dip_that_one_informant_saw_is_told_of_that_informant_alone() -> None:
    own, observed = (14.0,) * 7, (14.0, 14.0, 14.0, 26.0, 14.0, 14.0, 14.0)
    moved = LifeEvent(fortnight(3), "Moved house", "")
    seen = assess_timeline(
        timeline_of(scores=[*given(observed, "clinician", measure="pdss"), *given(own, "client", measure="pdss")], events=[moved])
    )
    [dip] = seen.dips
    assert dip.topics == ("pdss/total/clinician",)
    [told] = [one for one in seen.statements if one.rule == "dip.situational"]
    assert "(PDSS, answered by a clinician)" in told.text
    assert [proof.label for proof in told.evidence if proof.key == "pdss"] == ["PDSS, answered by a clinician"]


def test_each_of_two_informants_who_disagree_with_the_notes_has_a_statement_of_its_own() -> None:
    worse = (10.0, 11.0, 10.0, 10.0, 22.0, 23.0, 24.0, 24.0)
    notes = [Note(fortnight(n), n + 1, f"notes/{n:02}.txt", 120) for n in range(len(worse))]
    both = [*given(worse, "client", measure="pdss"), *given(worse, "clinician", measure="pdss")]
    seen = assess_timeline(timeline_of(scores=both, notes=notes))
    told = {one.id: one.text for one in seen.statements}
    names = {one.name: told[one.statement] for one in seen.disagreements}
    assert set(names) == {"PDSS", "PDSS, answered by a clinician"}
    assert all(text.startswith(f"{name} has risen") for name, text in names.items())


def test_nobody_elses_answers_are_called_the_clients_own() -> None:
    sessions = [Session(fortnight(n), Attendance.ATTENDED, n + 1) for n in range(4)]
    seen = assess_timeline(timeline_of(sessions=sessions, scores=given((14.0, 14.0, 13.0, 25.0), "teacher")))
    question = since_last(seen).question
    assert question.rule == "worse_by_an_unknown_error"
    assert question.text.startswith("The answers on the SDQ, answered by a teacher moved from 13 to 25.")


def test_a_risk_item_is_told_of_the_form_and_the_informant_who_answered_it() -> None:
    risk = (RiskAnswer(9, 2, "suicidal_ideation"),)
    parent = ScoreRecord(FIRST, "sdq", 20, informant="parent", risk=risk)
    impact = ScoreRecord(FIRST, "sdq", 4, scale="impact", informant="parent")
    seen = assess_timeline(timeline_of(scores=[ScoreRecord(FIRST, "sdq", 20), parent, impact]))
    [told] = [one for one in seen.statements if one.topic == "risk_profile"]
    assert "(SDQ, answered by a parent or guardian of 2 March)" in told.text
    assert [proof.label for proof in told.evidence] == ["SDQ, answered by a parent or guardian, answer to item 9"]


def test_a_score_is_held_against_the_thresholds_of_its_own_scale_and_informant() -> None:
    seen = assess_timeline(timeline_of(scores=[*forms(), *given((4, 3, 3), "teacher", "impact")]))
    proofs = [proof for told in seen.statements for proof in told.evidence]
    assert {(series.scale, series.informant) for proof in proofs if (series := series_proved(proof, seen.scores))} == {
        ("total", "client"),
        ("total", "parent"),
        ("impact", "teacher"),
    }
