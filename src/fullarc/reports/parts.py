"""The rows and lines of a report's parts: scores, domains, plan, diagnoses, the plain lead."""

from collections.abc import Collection, Iterable
from datetime import date

from fullarc.charts.words import gas_level, name_of, number
from fullarc.course.assessment import CourseAssessment, GoalCourse, ScoreCourse
from fullarc.course.days import counted, listed
from fullarc.course.durability_words import durability_in_words
from fullarc.course.groups import group_of
from fullarc.course.indicator_words import capitalised
from fullarc.course.statement import Change, Domain
from fullarc.course.timeline import Timeline
from fullarc.exchange.pages.course_view import domain_views
from fullarc.exchange.pages.course_words import CHANGES, DOMAINS
from fullarc.plans.plan import Kind as Line
from fullarc.plans.plan import Node, Plan
from fullarc.reports.disclosed import OF_DOMAIN
from fullarc.reports.footnotes import MOST_VALUES, Day
from fullarc.reports.readers import Levels
from fullarc.reports.report import Block, Kind

DIFFICULTIES = ("symptoms", "functioning")
STILL_THERE = "Still there"
LATEST_NOTES, MOST_NOTED = 3, 6
OF_A_DOMAIN = {
    Change.IMPROVED: "has improved",
    Change.WORSENED: "has worsened",
    Change.MIXED: "has changed in opposite directions",
    Change.NO_CLEAR_CHANGE: "shows no clear change",
}
Cells = tuple[tuple[str, str], ...]


def table(head: tuple[str, ...], rows: Iterable[Cells]) -> tuple[Block, ...]:
    """A table as a block, or nothing where it has no rows."""
    cells = tuple(rows)
    return (Block(Kind.TABLE, head=head, rows=cells),) if cells else ()


def score_rows(seen: CourseAssessment, say: Day) -> tuple[Cells, ...]:
    """A row a measure: the first and the latest total with their days, and what the change amounts to."""
    rows = []
    for series in seen.scores:
        given = [point for point in series.points if point.value is not None]
        if series.scale != "total" or not given:
            continue
        first, last = given[0], given[-1]
        state, word = CHANGES[series.change]
        held = durability_in_words(series.change, series.durability, series.held_until)
        cut = f"cut-off {number(series.cutoff)}" if series.cutoff is not None else ""
        rows.append(
            (
                (
                    "",
                    f"{series.name} ({number(series.low)} to {number(series.high)}, {series.better} is better{f', {cut}' if cut else ''})",
                ),
                ("", f"{number(first.value or 0.0)} on {say(first.date)}"),
                ("", f"{number(last.value or 0.0)} on {say(last.date)}" if last is not first else "given once"),
                (state, ", ".join(filter(None, (word, held)))),
            )
        )
    return tuple(rows)


def domain_rows(seen: CourseAssessment) -> tuple[Cells, ...]:
    rows = []
    for view in domain_views(seen):
        basis = "; ".join(filter(None, (view.rests_on or "nothing", view.missing)))
        rows.append((("", view.name), view.state or ("", ""), ("", view.durability or "none"), ("", f"{capitalised(basis)}.")))
    return tuple(rows)


def treatment_rows(seen: CourseAssessment, say: Day) -> tuple[Cells, ...]:
    """A row an intervention: in how many sessions the notes name it, and between which days."""
    rows = []
    for name, proofs in seen.interventions:
        first, last = min(proof.date for proof in proofs), max(proof.date for proof in proofs)
        days = say(first) if first == last else f"{say(first)} to {say(last)}"
        rows.append((("", name_of(name)), ("", f"{capitalised(counted(len(proofs), 'session'))}, {days}")))
    return tuple(rows)


def risk_assessed(seen: CourseAssessment) -> str:
    """In how much of the record risk is spoken of, and nothing of what was found."""
    risk = next((domain for domain in seen.domains if domain.domain is Domain.RISK_PROFILE), None)
    return "; ".join(filter(None, (risk.rests_on, risk.missing))) if risk else "not recorded"


def goal_footnote(goal: GoalCourse, place: int, say: Day) -> str:
    """The ratings of a goal, or that there are none, with the days of the notes that tell its change."""
    if not goal.ratings and goal.told:
        days = listed([say(day) for day in sorted({proof.date for proof in goal.told})])
        return f"Goal {place}, not rated; its change is told in the notes of {days}."
    if not goal.ratings:
        return f"Goal {place}, not rated."
    values = [(gas_level(value) if goal.scale == "gas" else f"{number(value)} of 10") + f" on {say(day)}" for day, value in goal.ratings]
    if len(values) <= MOST_VALUES:
        return f"Goal {place}, rated {', '.join(values)}."
    return f"Goal {place}, rated {len(values)} times, {values[0]}, {values[-1]}."


def plan_rows(plan: Plan) -> tuple[Cells, ...]:
    """A row an objective, with the goal it serves and what is done for it. Problems, strengths and barriers are not told."""
    rows: list[Cells] = []
    for problem in plan.tree():
        for goal in problem.below:
            rows += _goal_rows(goal)
    return tuple(rows)


def _goal_rows(goal: Node) -> list[Cells]:
    rows: list[Cells] = []
    for objective in goal.below or (goal,):
        done = [below.line for below in objective.below if below.line.kind is Line.INTERVENTION]
        often = dict.fromkeys(", ".join(filter(None, (line.frequency, line.duration))) for line in done)
        aim = objective.line.text if objective is not goal else ""
        by = f", by {objective.line.by}" if objective is not goal and objective.line.by else ""
        rows.append(
            (
                ("", goal.line.text if not rows else ""),
                ("", aim + by),
                ("", "; ".join(", ".join(filter(None, (line.text, line.modality))) for line in done)),
                ("", "; ".join(filter(None, often))),
            )
        )
    return rows


def diagnosis_lines(line: Timeline) -> tuple[str, ...]:
    return tuple(line.diagnoses)


def plain_lead(seen: CourseAssessment, levels: Levels) -> str:
    """One sentence made of the domains that may be told, and whether a risk is open."""
    told = [d for d in seen.domains if levels[OF_DOMAIN[d.domain]] and d.change is not Change.NOT_ENOUGH and OF_DOMAIN[d.domain] != "risk"]
    parts = [f"{DOMAINS[d.domain].lower()} {OF_A_DOMAIN[d.change]}" for d in told if str(d.domain) != "stability"]
    said = [f"{capitalised(listed(parts))}."] if parts else ["Not enough is recorded yet to tell change."]
    if levels["risk"]:
        said.append("A risk is open." if seen.risk_is_open else "No risk stands unresolved.")
    return " ".join(said)


def still_there(seen: CourseAssessment, say: Day, out: Collection[str] = ()) -> str:
    """What has not gone: measures whose latest score is in the clinical range, and what the latest notes still tell of. `seen` is what the
    reader may be told, `out` the indicators that the clinician took out; "" where nothing is left."""
    clinical = [_latest(series, say) for series in seen.scores if series.scale == "total" and series.points and series.points[-1].clinical]
    noted = [one for one in seen.indicators if group_of(one.indicator) in DIFFICULTIES and one.levels and one.levels[-1].level > 0]
    noted = [one for one in noted if one.indicator not in out]
    since = _third_last_note(seen)
    lately = [f"{name_of(one.indicator).lower()} (noted on {say(one.levels[-1].date)})" for one in noted if one.levels[-1].date >= since]
    told = [*clinical, *lately[:MOST_NOTED]]
    return f"{STILL_THERE}: {listed(told)}." if told else ""


def _latest(series: ScoreCourse, say: Day) -> str:
    last = series.points[-1]
    return f"{series.name} in the clinical range ({number(last.value or 0.0)} on {say(last.date)}, cut-off {number(series.cutoff or 0.0)})"


def _third_last_note(seen: CourseAssessment) -> date:
    days = sorted(note.date for note in seen.timeline.notes)[-LATEST_NOTES:]
    return days[0] if days else date.min
