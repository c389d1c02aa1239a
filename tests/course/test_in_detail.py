"""A few statements say how the course went; the other indicators are told beneath them."""

from datetime import date

from fullarc.course.in_detail import details_marked
from fullarc.course.said import Said, numbered, said
from fullarc.course.statement import Change, Domain, Kind, Proof

NOTE = Proof(kind=Kind.NOTE, date=date(2026, 3, 2), label="Note", source="n1", rule="r", quote="words", start=0, end=5)


def about(topic: str, domain: Domain, weight: float, change: Change = Change.IMPROVED) -> Said:
    return said(f"{topic}.", "change.levels", [NOTE], topic=topic, domain=domain, order=30, weight=weight, change=change)


def measure(*covers: str) -> Said:
    return said("PHQ-9 fell.", "score", [NOTE], topic="phq-9", domain=Domain.SYMPTOM_BURDEN, order=20, covers=covers)


SYMPTOMS = [about(topic, Domain.SYMPTOM_BURDEN, 20 - n) for n, topic in enumerate(("worry", "panic", "avoidance", "shame", "crying"))]


def foremost(drafts: list[Said]) -> list[str]:
    return [one.statement.topic for one in drafts if not one.statement.detail]


def test_with_four_statements_or_fewer_nothing_is_a_detail() -> None:
    assert foremost(details_marked(SYMPTOMS[:4], [])) == ["worry", "panic", "avoidance", "shame"]


def test_the_heaviest_two_symptoms_and_the_heaviest_difficulty_stand_foremost() -> None:
    working = about("work_functioning", Domain.FUNCTIONAL_CAPACITY, 1)
    leisure = about("leisure_activity", Domain.FUNCTIONAL_CAPACITY, 0.5)
    assert foremost(details_marked([*SYMPTOMS, working, leisure], [])) == ["worry", "panic", "work_functioning"]


def test_what_a_measure_speaks_to_already_is_told_in_detail() -> None:
    assert foremost(details_marked(SYMPTOMS, [measure("worry", "shame")])) == ["panic", "avoidance"]


def test_what_got_worse_is_always_foremost() -> None:
    worse = about("self_care", Domain.FUNCTIONAL_CAPACITY, 0.1, Change.WORSENED)
    affect = about("affect", Domain.OVERALL_PRESENTATION, 0.1, Change.WORSENED)
    assert {"self_care", "affect"} <= set(foremost(details_marked([*SYMPTOMS, worse, affect], [])))


def test_details_are_numbered_after_the_others() -> None:
    told = numbered([*details_marked(SYMPTOMS, []), measure()])
    assert [one.statement.topic for one in told[:3]] == ["phq-9", "worry", "panic"]
    assert [one.statement.id for one in told] == [f"s{n}" for n in range(1, 7)]
