"""What a visitor of the demo practice finds under formulation, treatment plan, trackers and safety plan. Invented like everything there."""

from datetime import date, timedelta

from fullarc.modalities.tracker import trackers
from fullarc.plans.plan import Kind, Plan, with_line
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans.formulating import write_formulation
from fullarc.web.plans.models import Consent
from fullarc.web.plans.planning import begin_plan, record_consent, save_plan, sign_plan
from fullarc.web.safety import keeping
from fullarc.web.signals.models import Signal
from fullarc.web.trackers.actions import enter_row, keep_thing

FORMULATED = 6  # of the visitor's open courses; every other one has its plan signed
FORMULATION = {
    "hypotheses": "Keeping out of the way brings relief at once and keeps the trouble going.\nPoor sleep makes everything heavier.",
    "interventions": "Small steps, because avoidance keeps it going\nPlanning the week, because empty days go with low mood",
    "strengths": "Keeps appointments\nTells openly what does not help",
    "barriers": "Shift work",
}
SAFETY = {
    "warning_signs": "Lying awake after four.\nNot answering messages.",
    "on_my_own": "Walk around the block.\nThe playlist from the coast.",
    "company": "The café at the bridge.\nChoir on Tuesdays.",
    "people_to_ask": "My sister: 555-0117.\nA friend from the choir: 555-0164.",
    "professionals": "The practice, on weekdays: 555-0142.\n988 Suicide and Crisis Lifeline, day and night: call or text 988.",
    "safe_place": "The sister keeps the tablets.",
    "reasons": "The niece.",
}
THOUGHTS = (  # belief before and after, of four weeks
    ("On the platform", "I will faint and nobody will help", 90, 75),
    ("Before the meeting", "They will see that I shake", 85, 60),
    ("In the queue", "I cannot stand this", 80, 40),
    ("On the bus", "It will never stop", 75, 25),
)


def plan_care(clinician: User, day: date) -> None:
    """For the first of the clinician's open courses; what they do not have is drafted by whoever looks."""
    courses = CourseOfCare.objects.filter(client__care_team__user=clinician, ended=None, diagnosed__isnull=False)
    chosen = list(courses.order_by("client__code").distinct()[:FORMULATED])
    for place, course in enumerate(chosen):
        words = {"presenting_problem": course.presenting_problem, **FORMULATION}
        write_formulation(course, words, by=clinician, started_from=0)
        if place % 2 == 0:
            agree_plan(course, clinician, day)
    if chosen:
        keep_thoughts(chosen[0], clinician, day)
    worried = Signal.objects.filter(client__in=[course.client_id for course in chosen]).order_by("client__code").first()
    if worried is not None:
        keep_safe(worried, clinician, day)


def agree_plan(course: CourseOfCare, clinician: User, day: date) -> None:
    """The plan as it is drafted from the record, with what the draft leaves open, signed and agreed to."""
    row = begin_plan(course, by=clinician, today=day)
    save_plan(row, rounded(row.value), by=clinician, started_from=row.version)
    if row.value.of(Kind.PROBLEM):
        sign_plan(row, by=clinician, started_from=row.version, gone_through=True)
        record_consent(row, Consent(given_on=day, how=Consent.How.SPOKEN), by=clinician)


def rounded(plan: Plan) -> Plan:
    """An objective and an intervention for each goal that the draft left without."""
    for goal in plan.of(Kind.GOAL):
        if not plan.below(goal.id):
            plan = with_line(plan, Kind.OBJECTIVE, goal.id, text="Two steps towards it a week, written down")
    for objective in plan.of(Kind.OBJECTIVE):
        if not plan.below(objective.id):
            plan = with_line(plan, Kind.INTERVENTION, objective.id, text="Graded steps, planned together", frequency="weekly")
    return plan


def keep_thoughts(course: CourseOfCare, clinician: User, day: date) -> None:
    """Thought records of four weeks, a small hierarchy with its attempts, and homework."""
    kinds = trackers()
    first = max(course.began, day - timedelta(days=28))
    days = [min(day, first + timedelta(days=7 * week)) for week in range(len(THOUGHTS))]
    for week, (on, (situation, thought, before, after)) in enumerate(zip(days, THOUGHTS, strict=True)):
        record: dict[str, float | bool | str | None] = {"situation": situation, "thought": thought, "distortions": "catastrophising"}
        record |= {"belief_before": float(before), "belief_after": float(after)}
        record |= {"emotion_1": "fear", "emotion_1_before": 80.0, "emotion_1_after": 70.0 - 10 * week}
        enter_row(course, kinds["thought-record"], record, on=on, by=clinician)
        task: dict[str, float | bool | str | None] = {"task": "A thought record a day", "completion": float(week + 1)}
        enter_row(course, kinds["homework"], task, on=on, by=clinician)
    step = keep_thing(
        course, kinds["exposure"], {"label": "One stop by train", "expected": 70.0, "category": 0.0, "order": 1.0}, by=clinician
    )
    for on, suds in zip(days, ("60 90 80 60", "50 70 40", "30 40 20", "10 30 10"), strict=True):
        enter_row(course, kinds["exposure"], {"item": step.short, "suds": suds}, on=on, by=clinician)


def keep_safe(signal: Signal, clinician: User, day: date) -> None:
    plan = keeping.begin_plan(signal.client, by=clinician)
    keeping.save(plan, SAFETY, by=clinician, started_from=plan.version)
    keeping.sign_plan(plan, agreed_on=day, agreed_how="spoken", by=clinician, started_from=plan.version)
