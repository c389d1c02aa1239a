"""The assessment as plain text for a clinician: what the page says, without the picture."""

from collections.abc import Iterator
from textwrap import fill

from fullarc.course.assessment import CourseAssessment, GoalCourse
from fullarc.course.change_words import CHANGE_IN_WORDS
from fullarc.course.days import day_in_words
from fullarc.course.durability_words import durability_in_words, goal_durability_in_words
from fullarc.course.statement import Change, Durability, Proof, Statement

WIDTH = 100
MOST_PROOFS = 4


def verdict_in_words(change: Change | None, durability: Durability | None, held_until: str = "") -> str:
    """Says "improved, sustained"; a durability of none is left out."""
    parts = [CHANGE_IN_WORDS[change] if change else "", durability_in_words(change, durability, held_until)]
    return ", ".join(part for part in parts if part)


def goal_verdict_in_words(goal: GoalCourse, assessment: CourseAssessment) -> str:
    """Says "improved, not rated since 29 April"."""
    return ", ".join(filter(None, (CHANGE_IN_WORDS[goal.change], goal_durability_in_words(goal, assessment))))


def outcome_for_clinician(assessment: CourseAssessment) -> str:
    """The whole assessment as text: lead, statements with their proofs, domains, goals, signals, what is not known."""
    sections = (_statements, _domains, _goals, _signals, _not_known)
    parts = [fill(assessment.lead, WIDTH), _rests_on(assessment)]
    parts += ["\n".join(lines) for section in sections if (lines := list(section(assessment)))]
    return "\n\n".join(parts) + "\n"


def _rests_on(assessment: CourseAssessment) -> str:
    timeline = assessment.timeline
    counts = [
        (len(timeline.notes), "note", "notes"),
        (sum(record.value is not None for record in timeline.scores), "score", "scores"),
        (len(timeline.ratings), "goal rating", "goal ratings"),
        (timeline.logged, "log entry", "log entries"),
    ]
    said = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counts if number)
    day = f"{assessment.as_of.day} {day_in_words(assessment.as_of, assessment.as_of).split(' ', 1)[1]} {assessment.as_of.year}"
    return f"Judged on {day}. Rests on {said or 'no notes and no scores'}."


def _statements(assessment: CourseAssessment) -> Iterator[str]:
    for statement in assessment.statements:
        verdict = verdict_in_words(statement.change, statement.durability, statement.held_until)
        yield fill(f"{statement.id[1:]:>3}  {statement.text}", WIDTH, subsequent_indent="     ")
        if verdict:
            yield f"     ({verdict})"
        yield from _proof_lines(statement, assessment)


def _proof_lines(statement: Statement, assessment: CourseAssessment) -> Iterator[str]:
    for proof in statement.evidence[:MOST_PROOFS]:
        yield fill(proof_in_words(proof, assessment), WIDTH, initial_indent="       · ", subsequent_indent="         ")
    more = len(statement.evidence) - MOST_PROOFS
    if more > 0:
        yield f"       · and {more} more; rule {statement.rule}"
    else:
        yield f"       rule {statement.rule}"


def proof_in_words(proof: Proof, assessment: CourseAssessment) -> str:
    """One proof in a line: date, what it is, its value or its words."""
    day = day_in_words(proof.date, assessment.as_of)
    value = f" {proof.value:g}" if proof.value is not None and not proof.quote else ""
    quote = f": “{' '.join(proof.quote.split())}”" if proof.quote else ""
    place = f" ({proof.source})" if proof.source else ""
    return f"{day}, {proof.label}{value}{quote}{place}"


def _domains(assessment: CourseAssessment) -> Iterator[str]:
    yield "Five domains"
    for one in assessment.domains:
        name = one.domain.value.replace("_", " ").capitalize()
        missing = f"; {one.missing}" if one.missing else ""
        yield f"  {name:<22} {verdict_in_words(one.change, one.durability):<32} {one.rests_on}{missing}"


def _goals(assessment: CourseAssessment) -> Iterator[str]:
    if assessment.goals:
        yield "Goals"
    for goal in assessment.goals:
        yield fill(f"“{goal.text}”  {goal_verdict_in_words(goal, assessment)}", WIDTH, initial_indent="  ", subsequent_indent="    ")
        yield from _goal_lines(goal)


def _goal_lines(goal: GoalCourse) -> Iterator[str]:
    if goal.addressed_in:
        notes = len(goal.addressed_in)
        yield f"    {notes} {'note speaks' if notes == 1 else 'notes speak'} to it; the latest {goal.reasons[-1]}"


def _signals(assessment: CourseAssessment) -> Iterator[str]:
    yield "Asks for attention" if assessment.signals else "Nothing asks for attention."
    for signal in assessment.signals:
        yield fill(f"{signal.kind.replace('_', ' ')}: {signal.reason}", WIDTH, initial_indent="  ", subsequent_indent="    ")


def _not_known(assessment: CourseAssessment) -> Iterator[str]:
    if assessment.not_known:
        yield "Not known"
    for sentence in assessment.not_known:
        yield fill(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ")
