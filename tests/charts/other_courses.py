"""Courses at the edges: hardly anything, a great deal, one kind of evidence only. All invented."""

from dataclasses import replace
from datetime import date, timedelta

from tests.charts.nora_judged import nora

from fullarc.course.assessment import CourseAssessment, DomainCourse, GoalCourse, IndicatorCourse, Level, ScoreCourse, ScorePoint
from fullarc.course.proofs import finding_proof, score_proof, session_proof
from fullarc.course.statement import Change, Domain, Durability, Proof, Statement
from fullarc.course.timeline import Attendance, Note, NotedFinding, ScoreRecord, Session, Timeline, timeline_of
from fullarc.goals.goal import Goal
from fullarc.reading.finding import Evidence, Finding, Section, Severity, Status

NOT_ENOUGH, NONE = Change.NOT_ENOUGH, Durability.NONE


def found(indicator: str, on: date, words: str, severity: Severity = Severity.MODERATE) -> NotedFinding:
    finding = Finding(
        indicator, Evidence(0, len(words), words), (0, len(words)), Section.NONE, Status.PRESENT, f"{indicator}.words", severity=severity
    )
    return NotedFinding(finding, on, None, f"{on.isoformat()}.txt", key=f"{indicator}-{on}")


def course_of(indicator: str, domain: Domain, rows: list[NotedFinding]) -> IndicatorCourse:
    of = {Severity.MILD: 1.0, Severity.MODERATE: 2.0, Severity.SEVERE: 3.0}
    levels = tuple(
        Level(f.session, f.date, of[f.finding.severity or Severity.MODERATE], (finding_proof(f),))
        for f in rows
        if f.finding.indicator == indicator
    )
    return IndicatorCourse(indicator, domain, NOT_ENOUGH, NONE, levels, None, None)


def judged(timeline: Timeline, statements: tuple[Statement, ...], **more: object) -> CourseAssessment:
    """An assessment with nothing in it but what is given."""
    ends = [s.date for s in timeline.sessions] + [s.date for s in timeline.scores]
    domains = tuple(DomainCourse(d, NOT_ENOUGH, NONE, (), "", "too few observations", "The larger side decides.", ()) for d in Domain)
    fields = {
        "lead": "There is not enough yet to say what changed.",
        "lead_statements": (),
        "domains": domains,
        "indicators": (),
        "scores": (),
        "goals": (),
        "life_context": (),
        "interventions": (),
        "responses": (),
        "dips": (),
        "disagreements": (),
        "signals": (),
        "not_known": ("Change as a score: no measure was given.",),
        "goal_attainment": None,
    }
    return CourseAssessment(timeline=timeline, as_of=max(ends), statements=statements, **{**fields, **more})  # type: ignore[arg-type]


def three_sessions() -> CourseAssessment:
    """Three sessions with notes, no scores, no goals."""
    days = [date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 16)]
    rows = [found("depressed_mood", days[0], "Low most days"), found("depressed_mood", days[2], "A little lighter", Severity.MILD)]
    timeline = timeline_of(
        sessions=[Session(d, Attendance.ATTENDED) for d in days], notes=[Note(d, None, f"{d}.txt", 90) for d in days], findings=rows
    )
    rows = list(timeline.findings)
    first = Statement(
        "mood",
        "Low mood was noted on 2 and 16 September.",
        "indicator.mentioned",
        tuple(finding_proof(f) for f in rows),
        "depressed_mood",
        NOT_ENOUGH,
    )
    return judged(timeline, (first,), indicators=(course_of("depressed_mood", Domain.SYMPTOM_BURDEN, rows),))


def four_years() -> CourseAssessment:
    """200 sessions in four years, a score at each."""
    days = [date(2022, 9, 7) + timedelta(7 * n + (n // 40) * 21) for n in range(200)]
    names = ("depressed_mood", "anxiety", "sleep_disturbance", "work_functioning", "relationship_functioning", "inattention_hyperactivity")
    kinds = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)
    rows = [
        found(n, d, "Words of the note", kinds[min(2, i // 70)])
        for i, d in enumerate(days)
        for j, n in enumerate(names)
        if (i * 7 + j * 5) % 3
    ]
    scores = [ScoreRecord(d, "phq-9", float(20 - i // 14 + i * 31 % 5 - 2)) for i, d in enumerate(days) if i % 17]
    timeline = timeline_of(
        sessions=[Session(d, Attendance.ATTENDED) for d in days],
        notes=[Note(d, None, f"{d}.txt", 90) for d in days],
        findings=rows,
        scores=scores,
    )
    points = tuple(
        ScorePoint(s.date, s.session, s.value, "better" if (s.value or 0) <= 14 else "", (s.value or 0) >= 10) for s in timeline.scores
    )
    phq = ScoreCourse(
        "phq-9",
        "PHQ-9",
        "total",
        "lower",
        0,
        27,
        points,
        tuple(d for i, d in enumerate(days) if not i % 17),
        10,
        "published",
        6,
        "published",
        False,
        Change.IMPROVED,
        Durability.SUSTAINED,
        "recovered",
        True,
        20,
        6,
        Domain.SYMPTOM_BURDEN,
    )
    mood = tuple(finding_proof(f) for f in timeline.findings if f.finding.indicator == "depressed_mood")
    statements = (
        Statement(
            "phq",
            "PHQ-9 fell from 20 to 6.",
            "score.reliable_change",
            tuple(score_proof(s, "PHQ-9") for s in timeline.scores),
            "phq-9",
            Change.IMPROVED,
            Durability.SUSTAINED,
        ),
        Statement("mood", "Low mood became milder.", "indicator.change", mood, "depressed_mood", Change.IMPROVED, Durability.SUSTAINED),
    )
    courses = tuple(
        course_of(n, Domain.FUNCTIONAL_CAPACITY if n.endswith("functioning") else Domain.SYMPTOM_BURDEN, list(timeline.findings))
        for n in names
    )
    done = tuple((n, tuple(finding_proof(f) for f in timeline.findings[k::40])) for k, n in enumerate(("exposure", "mindfulness")))
    return judged(
        timeline,
        statements,
        lead="Low mood improved and the gain has held for two years.",
        indicators=courses,
        scores=(phq,),
        interventions=done,
    )


def without_notes() -> CourseAssessment:
    """Scores and nothing else; the measure has neither a cut-off nor a reliable change."""
    days = [date(2025, 11, 20) + timedelta(21 * n) for n in range(6)]
    timeline = timeline_of(scores=[ScoreRecord(d, "mine", float(40 + 4 * n)) for n, d in enumerate(days)])
    points = tuple(ScorePoint(s.date, None, s.value, "", None) for s in timeline.scores)
    mine = ScoreCourse(
        "mine",
        "Wellbeing",
        "total",
        "higher",
        0,
        100,
        points,
        (),
        None,
        "",
        None,
        "",
        False,
        NOT_ENOUGH,
        NONE,
        None,
        None,
        40,
        60,
        Domain.SYMPTOM_BURDEN,
    )
    said = Statement(
        "mine",
        "Wellbeing went from 40 to 60; what counts as reliable is not known.",
        "score.no_threshold",
        tuple(score_proof(s, "Wellbeing") for s in timeline.scores),
        "mine",
        NOT_ENOUGH,
    )
    return judged(timeline, (said,), scores=(mine,))


def long_goals() -> CourseAssessment:
    """Nora's course with goals of many words, one of them a single long one, and a long presenting problem."""
    seen = nora()
    words = "I want to be able to sit with my family at the table for a whole meal without leaving the room, even when my brother talks. "
    texts = (words * 2, "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundanhänger" * 2, "Short.")
    goals = tuple(replace(g, text=t) for g, t in zip(seen.goals, texts, strict=True))
    agreed = tuple(Goal(g.id, t, g.agreed_on, levels=g.levels) for g, t in zip(seen.timeline.goals, texts, strict=True))
    return replace(seen, goals=goals, timeline=replace(seen.timeline, goals=agreed, presenting_problem=words * 2))


def single_day() -> CourseAssessment:
    """One session, one note, one score, one goal that was rated once."""
    on = date(2026, 9, 16)
    timeline = timeline_of(
        sessions=[Session(on, Attendance.ATTENDED)],
        notes=[Note(on, None, "first.txt", 40)],
        scores=[ScoreRecord(on, "phq-9", 18.0)],
        goals=[Goal("g1", "Sleep through.")],
    )
    phq = ScoreCourse(
        "phq-9",
        "PHQ-9",
        "total",
        "lower",
        0,
        27,
        (ScorePoint(on, 1, 18.0, "", True),),
        (),
        10,
        "published",
        6,
        "published",
        True,
        NOT_ENOUGH,
        NONE,
        None,
        None,
        18,
        None,
        Domain.SYMPTOM_BURDEN,
    )
    proofs: tuple[Proof, ...] = (score_proof(timeline.scores[0], "PHQ-9"), session_proof(timeline.sessions[0]))
    said = Statement("phq", "One score so far, PHQ-9 18; change cannot be judged.", "score.single", proofs, "phq-9", NOT_ENOUGH)
    return judged(
        timeline, (said,), scores=(phq,), goals=(GoalCourse("g1", "Sleep through.", (), (), ((on, 3.0),), "0-10", NOT_ENOUGH, NONE),)
    )


def nothing_dated() -> CourseAssessment:
    """A course that was opened and has nothing in it yet: only a cancelled session."""
    timeline = timeline_of(sessions=[Session(date(2026, 9, 16), Attendance.CANCELLED)])
    return judged(timeline, (Statement("none", "No session has taken place yet.", "course.empty", (session_proof(timeline.sessions[0]),)),))
