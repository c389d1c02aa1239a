"""A CourseAssessment as the JSON of `fullarc assess --json` (keys: design, contracts)."""

from typing import Any

from fullarc.course.assessment import CourseAssessment, GoalCourse, IndicatorCourse, ScoreCourse
from fullarc.course.statement import Kind, Proof


def assessment_json(assessment: CourseAssessment) -> dict[str, Any]:
    """Plain values for json.dumps. Keys are stable; the file of a piece of evidence is its source."""
    return {
        "as_of": assessment.as_of.isoformat(),
        "lead": assessment.lead,
        "lead_statements": list(assessment.lead_statements),
        "domains": {
            one.domain.value: {
                "change": one.change.value,
                "durability": one.durability.value,
                "statements": list(one.statements),
                "rests_on": one.rests_on,
                "missing": one.missing,
                "rule": one.rule,
                "parts": list(one.parts),
            }
            for one in assessment.domains
        },
        "indicators": {course.indicator: _indicator(course) for course in assessment.indicators},
        "scores": {score_key(course): _score(course) for course in assessment.scores},
        "goals": [_goal(course) for course in assessment.goals],
        "life_context": [
            {"session": proof.session, "date": proof.date.isoformat(), "indicator": proof.indicator, "evidence": proof_json(proof)}
            for proof in assessment.life_context
        ],
        "interventions": {name: [proof_json(proof) for proof in proofs] for name, proofs in assessment.interventions},
        "dips": [
            {"begin": dip.begin.isoformat(), "end": dip.end.isoformat(), "topics": list(dip.topics), "event": proof_json(dip.event)}
            for dip in assessment.dips
        ],
        "disagreements": [
            {
                "measure": one.measure,
                "indicators": list(one.indicators),
                "begin": one.begin.isoformat(),
                "end": one.end.isoformat(),
                "statement": one.statement,
                **({"about": "risk"} if one.about_risk else {}),
            }
            for one in assessment.disagreements
        ],
        "signals": [
            {
                "kind": signal.kind,
                "reason": signal.reason,
                "short": signal.short,
                "rule": signal.rule,
                "false_alarms": signal.false_alarms,
                "since": signal.since.isoformat(),
                "urgent": signal.urgent,
                "evidence": [proof_json(proof) for proof in signal.proofs],
            }
            for signal in assessment.signals
        ],
        "not_known": list(assessment.not_known),
        "statements": [
            {
                "id": statement.id,
                "text": statement.text,
                "rule": statement.rule,
                "topic": statement.topic,
                "change": statement.change and statement.change.value,
                "durability": statement.durability and statement.durability.value,
                "evidence": [proof_json(proof) for proof in statement.evidence],
            }
            for statement in assessment.statements
        ],
    }


def score_key(course: ScoreCourse) -> str:
    """The measure's id; a subscale carries its own id after a colon."""
    return course.measure if course.scale == "total" else f"{course.measure}:{course.scale}"


def _indicator(course: IndicatorCourse) -> dict[str, Any]:
    return {
        "change": course.change.value,
        "durability": course.durability.value,
        "baseline": course.baseline,
        "current": course.current,
        "levels": [{"session": one.session, "date": one.date.isoformat(), "level": one.level, "named": one.named} for one in course.levels],
    }


def _score(course: ScoreCourse) -> dict[str, Any]:
    return {
        "change": course.change.value,
        "durability": course.durability.value,
        "class": course.classification,
        "reliable": course.reliable,
        "baseline": course.baseline,
        "current": course.current,
        "reliable_change": course.reliable_change,
        "reliable_change_source": course.reliable_change_source,
        "cutoff": course.cutoff,
        "verified": course.verified,
    }


def _goal(course: GoalCourse) -> dict[str, Any]:
    return {
        "id": course.goal,
        "addressed_in": [proof.source for proof in course.addressed_in],
        "reasons": list(course.reasons),
        "change": course.change.value,
        "durability": course.durability.value,
    }


def proof_json(proof: Proof) -> dict[str, Any]:
    """One piece of evidence. A note that is cited for its silence has no offsets and no quote."""
    always: dict[str, Any] = {"kind": proof.kind.value, "file": proof.source, "date": proof.date.isoformat(), "label": proof.label}
    if proof.kind is Kind.NOTE:
        always |= {"start": proof.start, "end": proof.end, "quote": proof.quote}
    when_there = {
        "session": proof.session,
        "indicator": proof.indicator or None,
        "status": proof.status or None,
        "value": proof.value,
        "rule": proof.rule or None,
        "key": proof.key or None,
        "happened": [day.isoformat() for day in proof.happened] if proof.happened else None,
    }
    return always | {key: value for key, value in when_there.items() if value is not None}
