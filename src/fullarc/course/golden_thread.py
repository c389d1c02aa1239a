"""The golden thread of a course: diagnosis, problem, goal, intervention, response, measure, plan.

What hangs together is a list of strands, one a goal; what does not is a list of missing links in words, each with where it is put in. The
rules stand in docs/methods/golden-thread.md. They warn and never block.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fullarc.course.days import counted, day_in_words
from fullarc.course.thread_of_note import Link, Mend, Missing, NoteThread, OnTheDay, ThreadNote, objectives_of, techniques, thread_of_note
from fullarc.diagnoses.diagnosis import Diagnosis, current
from fullarc.goals.goal import Goal, Rating
from fullarc.goals.stems import stems_of
from fullarc.plans.completeness import is_measurable
from fullarc.plans.plan import Kind, Line, Plan
from fullarc.plans.review import REVIEW_AFTER
from fullarc.reading.reader import read

__all__ = [
    "Known",
    "Link",
    "Mend",
    "Missing",
    "NoteThread",
    "Strand",
    "Thread",
    "ThreadNote",
    "beginnings",
    "day_of",
    "golden_thread",
    "thread_of_note",
]

UNSPOKEN_AFTER = 5  # notes in a row that do not speak to an open goal
UNUSED_AFTER = 3  # notes since the plan was signed in which a planned intervention is not told of


@dataclass(frozen=True, slots=True)
class Known:
    """What a thread is made of. `plans` are the signed ones with the day from which each held, the earliest first.

    `observed` are the days on which a number came in for a goal besides its ratings: its targets' values. `draft` says that a plan is being
    written and not yet signed.
    """

    today: date
    diagnoses: tuple[Diagnosis, ...] = ()
    plans: tuple[tuple[date, Plan], ...] = ()
    goals: tuple[Goal, ...] = ()
    ratings: tuple[Rating, ...] = ()
    observed: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    notes: tuple[ThreadNote, ...] = ()
    draft: bool = False
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """One goal with all that hangs on it, in words of the page; what is empty is missing."""

    goal: str
    goal_text: str
    diagnosis: str = ""
    problem: str = ""
    objectives: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    spoken: int = 0  # notes that speak to the goal
    answered: int = 0  # of these, notes that tell the client's response
    latest_number: date | None = None
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Strands, then what is missing: `of_the_course` first, then note by note, the newest note first."""

    strands: tuple[Strand, ...]
    of_the_course: tuple[Missing, ...]
    notes: tuple[NoteThread, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        return (*self.of_the_course, *(one for note in self.notes for one in note.missing))

    @property
    def in_words(self) -> str:
        """The sentence above the list: "Five links are missing: two of the course, three in two notes."."""
        course, notes = len(self.of_the_course), [len(note.missing) for note in self.notes if note.missing]
        if not course and not notes:
            return "No link of the thread is missing."
        whole = course + sum(notes)
        where = [f"{counted(course, 'link')} of the course"] if course else []
        where += [f"{counted(sum(notes), 'link')} in {counted(len(notes), 'note')}"] if notes else []
        told = f"{counted(whole, 'link')} {'is' if whole == 1 else 'are'} missing: {', '.join(where)}."
        return told[0].upper() + told[1:]


def golden_thread(known: Known) -> Thread:
    """The whole course. `known.notes` are the closed notes; a note is judged by the plan, diagnoses and goals of its own day."""
    plan = known.plans[-1][1] if known.plans else None
    notes = tuple(thread_of_note(note, day_of(known, note.date)) for note in sorted(known.notes, key=lambda note: note.date, reverse=True))
    strands = tuple(_strand(known, plan, goal, notes) for goal in _open(known.goals, known.ended or known.today))
    return Thread(strands, tuple(_of_the_course(known, plan)), notes)


def day_of(known: Known, day: date) -> OnTheDay:
    """What held on a day. Before the first plan the first one is asked, so that the notes it was made from are judged by it."""
    plan = next((plan for since, plan in reversed(known.plans) if since <= day), known.plans[0][1] if known.plans else None)
    return OnTheDay(plan, current(known.diagnoses, day), _open(known.goals, day))


def _open(goals: Sequence[Goal], day: date) -> tuple[Goal, ...]:
    return tuple(g for g in goals if (g.agreed_on is None or g.agreed_on <= day) and (g.closed_on is None or g.closed_on >= day))


def beginnings(known: Known) -> tuple[Missing, ...]:
    """What a thread hangs on and the course has not: a diagnosis that holds, an open goal, a signed plan. Told beside every note."""
    day = known.ended or known.today
    lacking = []
    if not current(known.diagnoses, day):
        lacking.append(Missing(Link.DIAGNOSIS, "course.diagnosis", "No current diagnosis is recorded.", Mend.DIAGNOSES))
    if not _open(known.goals, day):
        lacking.append(Missing(Link.GOAL, "course.goal", "No goal is open.", Mend.GOALS))
    if not known.plans:
        told = "The treatment plan is a draft that nobody has signed." if known.draft else "There is no treatment plan."
        lacking.append(Missing(Link.PLAN, "course.plan", told, Mend.TREATMENT_PLAN))
    return tuple(lacking)


def _of_the_course(known: Known, plan: Plan | None) -> Iterator[Missing]:
    day = known.ended or known.today
    held, goals = current(known.diagnoses, day), _open(known.goals, day)
    yield from beginnings(known)
    if plan is not None:
        yield from _problems(plan, held)
        yield from _lines(plan, goals)
        yield from _unused(known, plan)
        if plan.review_on is not None and plan.review_on < day:
            told = f"The plan was to be reviewed on {day_in_words(plan.review_on, day)}."
            yield Missing(Link.PLAN, "course.review", told, Mend.TREATMENT_PLAN)
    for goal in goals:
        yield from _followed(known, goal, day)


def _problems(plan: Plan, held: Sequence[Diagnosis]) -> Iterator[Missing]:
    codes, named = {each.code for each in held}, {line.diagnosis for line in plan.of(Kind.PROBLEM)}
    for line in plan.of(Kind.PROBLEM):
        if not line.diagnosis:
            yield _in_plan(Link.DIAGNOSIS, "plan.problem_without_diagnosis", "This problem is tied to no diagnosis.", line)
        elif line.diagnosis not in codes and codes:
            told = f"This problem is tied to {line.diagnosis}, a diagnosis that does not hold any more."
            yield _in_plan(Link.DIAGNOSIS, "plan.diagnosis_ended", told, line)
    for diagnosis in held:
        if diagnosis.code not in named:
            told = f"No problem of the plan is tied to {diagnosis.code}."
            yield Missing(Link.PROBLEM, "plan.diagnosis_without_problem", told, Mend.TREATMENT_PLAN, about=diagnosis.wording)
    if not plan.of(Kind.PROBLEM):
        yield Missing(Link.PROBLEM, "plan.no_problem", "The plan names no problem.", Mend.TREATMENT_PLAN)


def _lines(plan: Plan, goals: Sequence[Goal]) -> Iterator[Missing]:
    """From problem down to intervention, and the goals that stand beside the plan."""
    open_ids = {goal.id for goal in goals}
    for line in plan.lines:
        below = plan.below(line.id)
        if line.kind is Kind.PROBLEM and not below:
            yield _in_plan(Link.GOAL, "plan.problem_without_goal", "This problem has no goal.", line)
        elif line.kind is Kind.GOAL:
            if not below:
                yield _in_plan(Link.MEASURE, "plan.goal_without_objective", "This goal has no objective.", line)
            if line.goal and line.goal not in open_ids:
                yield _in_plan(Link.GOAL, "plan.goal_closed", "This goal of the plan is closed.", line)
            elif not line.goal:
                yield _in_plan(Link.GOAL, "plan.goal_not_followed", "This goal stands in the plan only: it is not among the goals.", line)
        elif line.kind is Kind.OBJECTIVE:
            if not is_measurable(line):
                yield _in_plan(Link.MEASURE, "plan.objective_not_measured", "This objective holds nothing that can be counted.", line)
            if not below:
                yield _in_plan(Link.INTERVENTION, "plan.objective_without_intervention", "No intervention serves this objective.", line)
    planned = {line.goal for line in plan.of(Kind.GOAL)}
    for goal in goals:
        if goal.id not in planned:
            yield Missing(Link.GOAL, "plan.goal_missing", "This goal stands in no plan.", Mend.TREATMENT_PLAN, about=goal.text)


def _unused(known: Known, plan: Plan) -> Iterator[Missing]:
    """Interventions of the plan that no note since tells of: by what the reader finds in their words, else by words in common."""
    since = known.plans[-1][0]
    notes = [note for note in known.notes if note.date >= since]
    if len(notes) < UNUSED_AFTER:
        return
    used = {each.indicator for note in notes for each in techniques(note)}
    said = {stem for note in notes for stem in stems_of(note.parts.get("intervention", "") or note.text)}
    for line in plan.of(Kind.INTERVENTION):
        about = {each.indicator for each in read(line.text, learned=False)}
        if not about & used and not set(stems_of(line.text)) & said:
            told = f"None of the {counted(len(notes), 'note')} since {day_in_words(since, known.today)} tells of this intervention."
            yield _in_plan(Link.INTERVENTION, "plan.intervention_unused", told, line)


def _followed(known: Known, goal: Goal, day: date) -> Iterator[Missing]:
    number = _latest_number(known, goal)
    if number is None:
        yield Missing(Link.MEASURE, "goal.no_number", "This goal was never rated or measured.", Mend.GOALS, about=goal.text)
    elif day - number > REVIEW_AFTER:
        told = f"The last number for this goal is of {day_in_words(number, day)}, more than {REVIEW_AFTER // timedelta(days=1)} days ago."
        yield Missing(Link.MEASURE, "goal.old_number", told, Mend.GOALS, about=goal.text)
    agreed = [note for note in known.notes if goal.agreed_on is None or note.date >= goal.agreed_on]
    last = sorted(agreed, key=lambda note: note.date)[-UNSPOKEN_AFTER:]
    if len(last) == UNSPOKEN_AFTER and not any(goal.id in (*note.goals, *note.rated) for note in last):
        told = f"The last {counted(UNSPOKEN_AFTER, 'note')} do not speak to this goal."
        yield Missing(Link.GOAL, "goal.unspoken", told, Mend.NOTE, about=goal.text)


def _latest_number(known: Known, goal: Goal) -> date | None:
    days = [rating.date for rating in known.ratings if rating.goal == goal.id]
    return max((*days, *known.observed.get(goal.id, ())), default=None)


def _strand(known: Known, plan: Plan | None, goal: Goal, notes: Sequence[NoteThread]) -> Strand:
    speaking = {note.source for note in known.notes if goal.id in (*note.goals, *note.rated)}
    own = [note for note in notes if note.source in speaking]
    step = next((note for note in own if Link.PLAN in note.says), None)
    line = next((each for each in plan.of(Kind.GOAL) if each.goal == goal.id), None) if plan else None
    found = Strand(
        goal=goal.id,
        goal_text=goal.text,
        spoken=len(own),
        answered=sum(Link.RESPONSE in note.says for note in own),
        latest_number=_latest_number(known, goal),
        next_step=step.says[Link.PLAN] if step else "",
        next_step_on=step.date if step else None,
    )
    if plan is None or line is None:
        return found
    problem, objectives = plan.line(line.under), objectives_of(plan, goal.id)
    diagnosis = next((str(each) for each in known.diagnoses if each.code == problem.diagnosis), problem.diagnosis)
    return replace(
        found,
        diagnosis=diagnosis,
        problem=problem.text,
        objectives=tuple(each.text for each in objectives),
        interventions=tuple(below.text for each in objectives for below in plan.below(each.id)),
    )


def _in_plan(link: Link, rule: str, told: str, line: Line) -> Missing:
    return Missing(link, rule, told, Mend.TREATMENT_PLAN, about=line.text)
