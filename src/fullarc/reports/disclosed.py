"""An assessment reduced to what a reader may be told. Pages, PDFs and pictures are made from the reduced value only: what is not in it
cannot get out.

At level PLAIN nothing that stems from the wording of a note or a client stays: no quotation, no text of an event, no sentence that quotes.
"""

from collections.abc import Mapping
from dataclasses import replace

from fullarc.charts.words import gas_level, name_of, number
from fullarc.course.assessment import CourseAssessment, GoalCourse, IndicatorCourse, ScoreCourse, Signal
from fullarc.course.durability_words import durability_in_words
from fullarc.course.groups import group_of
from fullarc.course.indicator_words import capitalised
from fullarc.course.lead import RISK_RULES
from fullarc.course.proofs import series_proved
from fullarc.course.protective_words import without_persons
from fullarc.course.risk_disagreement import without_the_other
from fullarc.course.statement import Change, Domain, Kind, Proof, Statement
from fullarc.course.timeline import ScoreRecord, Timeline
from fullarc.exchange.pages.course_words import CHANGES
from fullarc.instruments.informants import CLIENT, CLINICIAN
from fullarc.reading.finding import Evidence
from fullarc.reports.readers import Level, Levels

RELATIONS = frozenset({"relationship_functioning", "family_functioning", "parenting"})
ABOUT_RISK = frozenset({"safety_planning"})  # it is done where there is a risk, and tells of one
OF_DOMAIN = {
    Domain.SYMPTOM_BURDEN: "symptoms",
    Domain.FUNCTIONAL_CAPACITY: "function",
    Domain.STABILITY: "symptoms",
    Domain.RISK_PROFILE: "risk",
    Domain.OVERALL_PRESENTATION: "presentation",
}
OF_GROUP = {
    "symptoms": "symptoms",
    "functioning": "function",
    "risk": "risk",
    "presentation": "presentation",
    "strengths": "function",
    "interventions": "done",
    "responses": "done",
    "life_context": "life",
    "scores": "measures",
}
# Rules whose sentences are made of names of indicators, levels, counts and days only.
MADE_OF_LEVELS = (
    "change.levels",
    "change.reliable",
    "change.count",
    "durability.",
    "disagreement.",
    "risk.",
    "stability.",
    "log.medians",
    "score.",
)
HIDDEN = "·"  # stands where words of a note stood; never printed


def part_of_indicator(indicator: str) -> str:
    """The part of a report that an indicator belongs to; "" for one nobody knows."""
    if indicator in ABOUT_RISK:
        return "risk"
    return "relations" if indicator in RELATIONS else OF_GROUP.get(group_of(indicator), "")


def part_of_scores(series: ScoreCourse) -> str:
    """The part of a report that a series of scores belongs to: by who answered it, and whether it asks about risk."""
    if series.informant not in (CLIENT, CLINICIAN):
        return "others"
    return "risk" if series.domain is Domain.RISK_PROFILE else "measures"


def part_of(statement: Statement, seen: CourseAssessment) -> str:
    """The part of a report that a statement belongs to. What belongs nowhere is told to nobody but those who are told of life events."""
    topic = statement.topic
    if statement.rule in RISK_RULES:
        return "risk"
    if statement.rule.startswith("disagreement"):
        return "disagreements"
    if "dip" in statement.rule.split(".")[0] or topic == "life_context":
        return "life"
    if topic in {goal.goal for goal in seen.goals}:
        return "goals"
    if (series := _series_of(statement, seen)) is not None:
        return part_of_scores(series)
    if topic in {str(domain) for domain in Domain}:
        return OF_DOMAIN[Domain(topic)]
    if statement.rule.startswith("log") or any(proof.kind is Kind.LOG for proof in statement.evidence):
        return "log"
    return part_of_indicator(topic) or "life"


def _series_of(statement: Statement, seen: CourseAssessment) -> ScoreCourse | None:
    """The series that a statement is about: of several of one measure, the one whose scores prove it."""
    of_measure = [series for series in seen.scores if series.measure == statement.topic]
    proved = next((found for proof in statement.evidence if (found := series_proved(proof, of_measure)) is not None), None)
    return proved or next(iter(of_measure), None)


def _is_of_a_crisis(statement: Statement) -> bool:
    """Whether a sentence on stability rests on what the notes say of risk."""
    return statement.topic == Domain.STABILITY and any(part_of_indicator(proof.indicator) == "risk" for proof in statement.evidence)


def disclosed(
    seen: CourseAssessment, levels: Levels, *, worded: Mapping[str, str] | None = None, chosen: frozenset[str] | None = None
) -> CourseAssessment:
    """The assessment as one reader may be told it.

    `chosen` are the ids of the statements to tell (all when left out), `worded` the clinician's wording of some, used at level QUOTED.
    """
    allowed = {part: level for part, level in levels.items() if level > Level.NOT}
    seen = _without_changes_told_elsewhere(seen, frozenset(allowed))
    statements = [s for s in seen.statements if part_of(s, seen) in allowed and (chosen is None or s.id in chosen)]
    if "disagreements" not in allowed:
        statements = [s for s in statements if s.rule not in RISK_RULES]
    if "risk" not in allowed:
        statements = [s for s in statements if not _is_of_a_crisis(s)]
    told = tuple(one for s in statements if (one := _statement(s, seen, levels, worded or {})) is not None)
    indicators = tuple(i for i in seen.indicators if part_of_indicator(i.indicator) in allowed)
    return replace(
        seen,
        timeline=_timeline(seen, levels),
        statements=told,
        indicators=tuple(_indicator(i, levels) for i in indicators),
        scores=tuple(series for series in seen.scores if part_of_scores(series) in allowed),
        goals=tuple(_goal(g, levels) for g in seen.goals) if "goals" in allowed else (),
        life_context=seen.life_context if levels["life"] is Level.QUOTED else (),
        interventions=tuple(
            (i, tuple(map(bare, proofs))) for i, proofs in seen.interventions if {"done", part_of_indicator(i)} <= set(allowed)
        ),
        responses=tuple(map(bare, seen.responses)) if "done" in allowed else (),
        dips=seen.dips if levels["life"] is Level.QUOTED else (),
        disagreements=tuple(
            d for d in seen.disagreements if "disagreements" in allowed and (not d.about_risk or d.statement in {s.id for s in told})
        ),
        signals=tuple(
            _signal(s if {"disagreements", "risk"} <= set(allowed) else without_the_other(s), levels)
            for s in seen.signals
            if "attention" in allowed or s.kind == "risk"
        ),  # an open risk is never "none open"
        not_known=seen.not_known if "unknown" in allowed else (),
        goal_attainment=seen.goal_attainment if "goals" in allowed else None,
        domains=tuple(d for d in seen.domains if OF_DOMAIN[d.domain] in allowed) if "domains" in allowed else (),
        lead=seen.lead if seen.lead_statements and set(seen.lead_statements) <= {s.id for s in told} else "",
    )


def _without_changes_told_elsewhere(seen: CourseAssessment, allowed: frozenset[str]) -> CourseAssessment:
    """A goal that is better or worse only by words of a part that is not told ("cutting" without risk) is not judged for this reader."""
    unsaid = {goal.goal for goal in seen.goals if any(part_of_indicator(proof.indicator) not in allowed for proof in goal.told)}
    if not unsaid:
        return seen
    goals = tuple(replace(goal, change=Change.NOT_ENOUGH, told=()) if goal.goal in unsaid else goal for goal in seen.goals)
    rest = replace(seen, goals=goals)
    statements = tuple(
        replace(s, text=_plain_goal(s, rest), change=Change.NOT_ENOUGH, evidence=tuple(map(bare, s.evidence))) if s.topic in unsaid else s
        for s in seen.statements
    )
    return replace(rest, statements=statements)


def bare(proof: Proof) -> Proof:
    """A proof without the words it rests on: of a note only what was read, of an event only that there was one."""
    if proof.kind is Kind.EVENT:
        return replace(proof, label="life event", indicator="")
    if proof.kind is Kind.GOAL:
        return replace(proof, label=f"goal ({proof.label.rsplit(' (', 1)[-1]}")
    if proof.quote:
        return replace(proof, quote="", start=None, end=None, label=", ".join(proof.label.split(", ")[:2]), happened=None)
    return proof


def _statement(statement: Statement, seen: CourseAssessment, levels: Levels, worded: Mapping[str, str]) -> Statement | None:
    part = part_of(statement, seen)
    if levels[part] is Level.QUOTED:
        return replace(statement, text=worded.get(statement.id, "").strip() or statement.text)
    proofs = tuple(bare(proof) for proof in statement.evidence)
    text = statement.text
    if part == "goals":
        text = _plain_goal(statement, seen)
    elif not statement.rule.startswith(MADE_OF_LEVELS) or "“" in text:
        text = _plain(statement, seen)
    text = without_persons(text) if part == "risk" else text
    return replace(statement, text=text, evidence=proofs) if text else None


def _plain(statement: Statement, seen: CourseAssessment) -> str:
    """A sentence made of nothing but levels and counts, for a statement whose own might quote; "" where there is none to make."""
    course = next((i for i in seen.indicators if i.indicator == statement.topic), None)
    if course is None or statement.change is None:
        return ""
    held = durability_in_words(statement.change, statement.durability, statement.held_until)
    said = ", ".join(filter(None, (CHANGES[statement.change][1], held)))
    return f"{capitalised(name_of(course.indicator))}: {said}; noted in {len(course.levels)} sessions."


def _plain_goal(statement: Statement, seen: CourseAssessment) -> str:
    place = next(i for i, goal in enumerate(seen.goals, 1) if goal.goal == statement.topic)
    goal = seen.goals[place - 1]
    if not goal.ratings:
        return f"Goal {place}: not rated."
    say = gas_level if goal.scale == "gas" else lambda value: f"{number(value)} of 10"
    return f"Goal {place}: rated {say(goal.ratings[0][1])} at first and {say(goal.ratings[-1][1])} at last."


def _indicator(course: IndicatorCourse, levels: Levels) -> IndicatorCourse:
    if levels[part_of_indicator(course.indicator)] is Level.QUOTED:
        return course
    return replace(course, levels=tuple(replace(level, proofs=tuple(map(bare, level.proofs))) for level in course.levels))


def _goal(goal: GoalCourse, levels: Levels) -> GoalCourse:
    """At level PLAIN the wording of the goal stays, for it was agreed on; the sentences of notes that speak to it go."""
    return goal if levels["goals"] is Level.QUOTED else replace(goal, addressed_in=(), reasons=(), told=tuple(map(bare, goal.told)))


def _signal(signal: Signal, levels: Levels) -> Signal:
    if levels["attention"] is Level.QUOTED:
        return signal
    reason = signal.reason if "“" not in signal.reason else capitalised(signal.short or signal.kind.replace("_", " ")) + "."
    return replace(signal, reason=reason, proofs=tuple(map(bare, signal.proofs)))


def _timeline(seen: CourseAssessment, levels: Levels) -> Timeline:
    """The record behind it, likewise: the pictures are drawn from it."""
    line = seen.timeline
    allowed = {part for part, level in levels.items() if level > Level.NOT}
    findings = []
    for noted in line.findings:
        part = part_of_indicator(noted.finding.indicator)
        if part not in allowed:
            continue
        if levels[part] is not Level.QUOTED:
            finding = noted.finding
            hidden = Evidence(finding.evidence.start, finding.evidence.end, HIDDEN * len(finding.evidence.quote))
            noted = replace(noted, finding=replace(finding, evidence=hidden, cues=()))
        findings.append(noted)
    return replace(
        line,
        notes=tuple(replace(note, text="") for note in line.notes),
        findings=tuple(findings),
        scores=tuple(_score(score, "risk" in allowed) for score in line.scores if _part_of_score(score, seen) in allowed),
        goals=line.goals if "goals" in allowed else (),
        ratings=line.ratings if "goals" in allowed else (),
        entries=line.entries if "log" in allowed else (),
        tracked=line.tracked if "log" in allowed else (),
        logged_risk=line.logged_risk if "risk" in allowed else (),
        events=line.events if levels["life"] is Level.QUOTED else (),
        due=line.due if "measures" in allowed else (),
        presenting_problem=line.presenting_problem if "presenting" in allowed else "",
        diagnoses=line.diagnoses if "diagnoses" in allowed else (),
    )


def _part_of_score(score: ScoreRecord, seen: CourseAssessment) -> str:
    """The part that one administration belongs to, by its series; one of no series by who answered it."""
    same = (series for series in seen.scores if (series.measure, series.informant) == (score.measure, score.informant))
    found = next(same, None)
    if found is not None:
        return part_of_scores(found)
    return "measures" if score.informant in (CLIENT, CLINICIAN) else "others"


def _score(score: ScoreRecord, with_risk: bool) -> ScoreRecord:
    """A score without the words of a note; what its risk items were answered only for those who are told of risk."""
    return replace(score, words=None, risk=score.risk if with_risk else (), risk_asked=score.risk_asked if with_risk else ())
