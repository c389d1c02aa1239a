"""Drafting a plan from what the record knows. Nothing is invented: every line says where it comes from, and the clinician edits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.goals.smart import STEPS_OF_RELIABLE_CHANGE
from fullarc.goals.target import in_words
from fullarc.plans.formulation import lines_of
from fullarc.plans.plan import Kind, Line, Plan, Source
from fullarc.plans.review import REVIEW_AFTER

RHYTHMS = ((9, "weekly"), (17, "every two weeks"), (35, "monthly"))  # days between sessions, at most
RECENT_SESSIONS = 8


@dataclass(frozen=True, slots=True)
class KnownGoal:
    """An open goal with its targets in words."""

    id: str
    text: str
    agreed_on: date | None = None
    serves: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """The latest score of a measure on the clinical side of its cut-off. `functional` is the first value on the healthy side."""

    name: str
    value: float
    on: date
    better: str
    functional: float
    reliable_change: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the record knows on the day of the draft."""

    presenting_problem: str = ""
    diagnoses: tuple[Diagnosis, ...] = ()
    formulation: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[KnownGoal, ...] = ()
    measures: tuple[KnownMeasure, ...] = ()
    modality: str = ""
    sessions: tuple[date, ...] = ()


class _Draft:
    """Collects lines and gives them their ids."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, kind: Kind, text: str, source: str, under: str = "", **more: str) -> str:
        line = Line(f"l{len(self.lines) + 1}", kind, text, under, source=Source(source, text), **more)
        self.lines.append(line)
        return line.id


def draft(known: Known, today: date) -> Plan:
    """The plan that the record suggests; an empty record gives an empty plan. It is reviewed after the usual interval."""
    out = _Draft()
    problems = _problems(out, known)
    for goal in known.goals if problems else ():
        _goal(out, goal, _problem_for(goal, problems))
    first_goal = next((line for line in out.lines if line.kind is Kind.GOAL), None)
    if first_goal is not None:
        for measure in known.measures:
            out.add(Kind.OBJECTIVE, objective_for(measure), source_of(measure), first_goal.id)
    _interventions(out, known)
    for key, kind in (("strengths", Kind.STRENGTH), ("barriers", Kind.BARRIER)):
        for text in lines_of(known.formulation, key):
            out.add(kind, text, "the formulation")
    for measure in known.measures:
        out.add(Kind.DISCHARGE, criterion_for(measure), f"{measure.name} and its cut-off")
    return Plan(_in_order(out.lines), today + REVIEW_AFTER)


def _problems(out: _Draft, known: Known) -> dict[str, Diagnosis | None]:
    """One problem a diagnosis: the first one in the words of the presenting problem, the others in those of the classification."""
    words, source = known.formulation.get("presenting_problem", "").strip(), "the formulation"
    if not words:
        words, source = known.presenting_problem.strip(), "the presenting problem of the course"
    found: dict[str, Diagnosis | None] = {}
    for place, diagnosis in enumerate(known.diagnoses):
        if place == 0 and words:
            found[out.add(Kind.PROBLEM, words, f"{source} and the diagnosis {diagnosis.code}", diagnosis=diagnosis.code)] = diagnosis
        else:
            found[out.add(Kind.PROBLEM, diagnosis.wording, f"the diagnosis {diagnosis.code}", diagnosis=diagnosis.code)] = diagnosis
    if not known.diagnoses and words:
        found[out.add(Kind.PROBLEM, words, source)] = None
    return found


def _problem_for(goal: KnownGoal, problems: Mapping[str, Diagnosis | None]) -> str:
    """The problem whose diagnosis the goal names; else the first one."""
    named = (each for each, diagnosis in problems.items() if diagnosis and _names(goal.serves, diagnosis))
    return next(named, next(iter(problems)))


def _names(words: str, diagnosis: Diagnosis) -> bool:
    wording = diagnosis.wording.split(",")[0].split("[")[0].strip().casefold()
    return diagnosis.code in words.upper().split() or bool(wording and wording in words.casefold())


def _goal(out: _Draft, goal: KnownGoal, problem: str) -> None:
    agreed = f"the goal agreed on {in_words(goal.agreed_on)}" if goal.agreed_on else "the goal"
    line = out.add(Kind.GOAL, goal.text, agreed, problem, goal=goal.id)
    for target in goal.targets:
        out.add(Kind.OBJECTIVE, target, "a target of this goal", line)


def objective_for(measure: KnownMeasure) -> str:
    """A first target: the healthy side of the cut-off, or three reliable changes where that is nearer."""
    aim, lower = measure.functional, measure.better == "lower"
    if measure.reliable_change:
        step = STEPS_OF_RELIABLE_CHANGE * measure.reliable_change
        aim = max(aim, measure.value - step) if lower else min(aim, measure.value + step)
    return f"{measure.name} from {measure.value:g} to {aim:g} or {'less' if lower else 'more'}"


def criterion_for(measure: KnownMeasure) -> str:
    side = "less" if measure.better == "lower" else "more"
    return f"{measure.name} at {measure.functional:g} or {side} three times in a row, over four weeks or longer"


def source_of(measure: KnownMeasure) -> str:
    return f"{measure.name} of {in_words(measure.on)}: {measure.value:g}"


def _interventions(out: _Draft, known: Known) -> None:
    """Those the formulation gives reasons for; else the modality of the course. They stand below the first objective."""
    objective = next((line for line in out.lines if line.kind is Kind.OBJECTIVE), None)
    if objective is None:
        return
    rhythm = rhythm_of(known.sessions)
    texts = [(text, "the formulation") for text in lines_of(known.formulation, "interventions")]
    if not texts and known.modality:
        texts = [(known.modality, "the modality of the course")]
    for text, source in texts:
        told = f"{source}; how often, from the sessions so far" if rhythm else source
        out.add(Kind.INTERVENTION, text, told, objective.id, modality=known.modality, frequency=rhythm)


def rhythm_of(sessions: Sequence[date]) -> str:
    """How often the client came: by the median distance of the latest sessions; empty for fewer than three or a rarer rhythm."""
    latest = sorted(set(sessions))[-RECENT_SESSIONS:]
    if len(latest) < 3:
        return ""
    between = median((b - a) / timedelta(days=1) for a, b in pairwise(latest))
    return next((words for days, words in RHYTHMS if between <= days), "")


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Each line after the one it serves."""
    kinds = list(Kind)
    return tuple(sorted(lines, key=lambda line: kinds.index(line.kind)))
