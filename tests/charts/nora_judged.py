"""What is made of Nora's course: an assessment written by hand, so that pictures and pages can be tested without the rules."""

from dataclasses import replace

from tests.charts.nora import ATTENDED, DONE, GOALS, LEVELS, TIMELINE, day, noted

from fullarc.course.assessment import (
    CourseAssessment,
    Dip,
    Disagreement,
    DomainCourse,
    GoalCourse,
    IndicatorCourse,
    Level,
    ScoreCourse,
    ScorePoint,
    Signal,
)
from fullarc.course.proofs import event_proof, finding_proof, rating_proof, score_proof, silent_note_proof
from fullarc.course.statement import Change, Domain, Durability, Proof, Statement

UP, ENOUGH_NOT = Change.IMPROVED, Change.NOT_ENOUGH
HELD, LOST, NONE = Durability.SUSTAINED, Durability.LOST, Durability.NONE
DOMAIN = {
    **dict.fromkeys(["panic", "avoidance", "worry", "depressed_mood", "sleep_disturbance"], Domain.SYMPTOM_BURDEN),
    "work_functioning": Domain.FUNCTIONAL_CAPACITY,
    "social_functioning": Domain.FUNCTIONAL_CAPACITY,
    "affect": Domain.OVERALL_PRESENTATION,
    "suicidal_ideation": Domain.RISK_PROFILE,
}


def said(indicator: str, *sessions: int) -> tuple[Proof, ...]:
    return tuple(finding_proof(noted(indicator, s)) for s in sessions)


def scored(measure: str, *sessions: int) -> tuple[Proof, ...]:
    days = {ATTENDED[s - 1] for s in sessions}
    return tuple(score_proof(r, measure.upper()) for r in TIMELINE.scores if r.measure == measure and r.date in days)


def rated(goal: str) -> tuple[Proof, ...]:
    text = next(g.text for g in GOALS if g.id == goal)
    return tuple(rating_proof(r, text) for r in TIMELINE.ratings if r.goal == goal)


def silent(topic: str, *sessions: int) -> tuple[Proof, ...]:
    return tuple(silent_note_proof(n, topic) for n in TIMELINE.notes if n.session in sessions)


STATEMENTS = (
    Statement(
        "panic",
        "Panic attacks went from about five a week to none. The last was noted on 6 May; six later notes say there were none.",
        "indicator.change",
        said("panic", 1, 15, 16, 18, 19, 21, 23, 24),
        "panic",
        UP,
        HELD,
    ),
    Statement(
        "phq-9",
        "Depressive symptoms fell reliably, PHQ-9 from 18 to 5, and have stayed below the clinical cut-off since 22 April.",
        "score.reliable_change",
        scored("phq-9", 1, 14, 15, 17, 18, 19, 21, 22, 23, 24),
        "phq-9",
        UP,
        HELD,
    ),
    Statement(
        "work",
        "Difficulty at work eased and is absent since 8 July; she takes the train alone, one step better than agreed.",
        "indicator.change",
        said("work_functioning", 2, 19) + rated("g1"),
        "functional_capacity",
        UP,
        HELD,
    ),
    Statement(
        "disagree",
        "GAD-7 has risen from 7 to 11 since 10 June, a reliable change; the six notes since then do not mention worry.",
        "disagreement.scores_worse",
        scored("gad-7", 18, 19, 21, 22, 23, 24) + silent("worry", 19, 20, 21, 22, 23, 24),
        "gad-7",
    ),
    Statement(
        "gad-7",
        "Against its baseline of 16 anxiety is still reliably lower, but the return below the cut-off is gone.",
        "score.reliable_change",
        scored("gad-7", 1, 24),
        "gad-7",
        UP,
        LOST,
    ),
    Statement(
        "dip",
        "A dip on 1 and 8 April coincides with a bereavement noted on 1 April. It does not count against the gain.",
        "dip.situational",
        scored("phq-9", 10, 11, 12, 13) + said("bereavement", 11),
        "phq-9",
    ),
    Statement(
        "risk",
        "No risk is open. Suicidal thoughts were noted on 28 January and, less certainly, on 1 April; denied nine times since.",
        "risk.unresolved",
        said("suicidal_ideation", 3, 11, 12, 13, 14, 16, 18, 19, 21, 23, 24),
        "risk_profile",
        UP,
        HELD,
    ),
)


def indicator(name: str) -> IndicatorCourse:
    levels = tuple(
        Level(n, ATTENDED[n - 1], float(level), said(name, n), noted(name, n).review.value == "unreviewed")
        for n, level in enumerate(LEVELS[name], 1)
        if level is not None
    )
    few = name == "affect"
    return IndicatorCourse(
        name, DOMAIN[name], ENOUGH_NOT if few else UP, NONE if few else HELD, levels, levels[0].level, None if few else levels[-1].level
    )


def series(measure: str, high: float, cutoff: float, step: float, durability: Durability) -> ScoreCourse:
    records = [r for r in TIMELINE.scores if r.measure == measure]
    first = records[0].value or 0.0
    points = tuple(
        ScorePoint(
            r.date, r.session, r.value, "better" if first - (r.value or 0) >= step else "", (r.value or 0) >= cutoff, source=r.source
        )
        for r in records
    )
    return ScoreCourse(
        measure,
        measure.upper(),
        "total",
        "lower",
        0,
        high,
        points,
        tuple(d.date for d in TIMELINE.due if d.measure == measure),
        cutoff,
        "Kroenke, Spitzer and Williams 2001",
        step,
        "NHS Talking Therapies manual",
        True,
        UP,
        durability,
        "improved",
        True,
        first,
        records[-1].value,
        Domain.SYMPTOM_BURDEN,
    )


def goal(name: str, change: Change, durability: Durability, linked: tuple[Proof, ...]) -> GoalCourse:
    one = next(g for g in GOALS if g.id == name)
    ratings = tuple((r.date, r.value) for r in TIMELINE.ratings if r.goal == name)
    scale = next((r.scale for r in TIMELINE.ratings if r.goal == name), "")
    return GoalCourse(name, one.text, linked, ("speaks of the train",) * len(linked), ratings, scale, change, durability)


RULE = "Each indicator and score votes with the number of its observations; the larger side decides, and no side under two thirds is mixed."


def domains() -> tuple[DomainCourse, ...]:
    return (
        DomainCourse(
            Domain.SYMPTOM_BURDEN, UP, HELD, ("panic", "phq-9"), "24 notes, 44 scores", "", RULE, ("panic", "worry", "phq-9", "gad-7")
        ),
        DomainCourse(
            Domain.FUNCTIONAL_CAPACITY,
            UP,
            HELD,
            ("work",),
            "21 notes, 2 goals",
            "no measure of functioning was given",
            RULE,
            ("work_functioning", "social_functioning"),
        ),
        DomainCourse(Domain.STABILITY, UP, Durability.REGAINED, ("dip",), "24 sessions", "", "Dips, crisis contacts and attendance.", ()),
        DomainCourse(
            Domain.RISK_PROFILE,
            UP,
            HELD,
            ("risk",),
            "15 notes",
            "not asked in 9 sessions",
            "Risk is never averaged: the most serious unresolved signal decides.",
            ("suicidal_ideation",),
        ),
        DomainCourse(Domain.OVERALL_PRESENTATION, ENOUGH_NOT, NONE, (), "4 notes", "6 are needed", RULE, ("affect",)),
    )


SIGNALS = (
    Signal(
        "disagreement",
        "GAD-7 is four points up and above the cut-off for five scores; worry was last mentioned on 10 June.",
        day("2 Sep"),
        scored("gad-7", 18, 24),
    ),
    Signal(
        "untouched_goal",
        "“Swim again on Sundays.” was last rated on 22 April and is in none of the ten notes since.",
        day("22 Apr"),
        rated("g3"),
    ),
)


def nora() -> CourseAssessment:
    """The assessment of her course on 16 September 2026."""
    events = tuple(event_proof(e) for e in TIMELINE.events)
    goals = (
        goal("g1", UP, HELD, said("avoidance", 13, 14, 15)),
        goal("g2", UP, HELD, ()),
        goal("g3", ENOUGH_NOT, NONE, ()),
    )
    return CourseAssessment(
        TIMELINE,
        ATTENDED[-1],
        "Panic and depression improved, and the gain has held since spring. Anxiety is rising again, and the notes do not say so.",
        ("panic", "phq-9", "disagree"),
        STATEMENTS,
        domains(),
        tuple(indicator(name) for name in LEVELS),
        (series("phq-9", 27, 10, 6, HELD), series("gad-7", 21, 8, 4, LOST)),
        goals,
        (*events, *said("bereavement", 11)),
        tuple((name, said(name, *DONE[name][0])) for name in DONE),
        tuple(finding_proof(f) for f in TIMELINE.findings if f.finding.indicator.startswith("response_")),
        (Dip(day("1 Apr"), day("15 Apr"), ("phq-9",), said("bereavement", 11)[0]),),
        (Disagreement("gad-7", ("worry",), day("8 Jul"), day("16 Sep"), "disagree"),),
        SIGNALS,
        (
            "Whether the gain lasts after the end: no follow-up score yet.",
            "Functioning as a score: no such measure was given.",
            "PHQ-9 and GAD-7 in sessions 16 and 20: not given.",
            "Mood from 24 July to 18 August: no entries.",
        ),
        (25.2, 56.2),
    )


def with_risk_open() -> CourseAssessment:
    """The same course with a risk signal that waits to be acknowledged."""
    risk = Signal("risk", "Suicidal thoughts noted on 16 September.", day("16 Sep"), said("suicidal_ideation", 3), urgent=True)
    return replace(nora(), signals=(risk, *SIGNALS))
