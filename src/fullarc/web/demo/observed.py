"""What others say of the demo's adolescent: his mother by her own access, a teacher on paper. Never one line with his own answers."""

from datetime import UTC, date, datetime, time, timedelta

from fullarc.instruments.informants import PARENT, TEACHER
from fullarc.instruments.own_scoring import ScoringRule, with_rule
from fullarc.web.accounts.models import User
from fullarc.web.answering import observing
from fullarc.web.answering.models import ObserverForm
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.actions import begin, publish
from fullarc.web.instruments.models import MeasureDraft
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration

# The practice's own questions: measures that are made for parents come without their wording.
QUESTIONS = ("Getting up for school was hard", "Left the house late or not at all", "Asked to stay at home", "Worried about school aloud")
MORNINGS = {
    "name": "School mornings, seen from home",
    "short_name": "School mornings",
    "about": "How school mornings go",
    "recall": "the last week",
    "better": "lower",
    "tracker": True,
    "source": "written by this practice",
    "rights": {"verdict": "wording", "licence": "our own wording", "source": "this practice"},
    "use": {
        "problems": ["own_problems"],
        "answered_by": ["client", "parent"],
        "from_age": 6,
        "ages_from": {"source": "decided by this practice", "verified": False},
    },
    "options": [{"value": value, "label": label} for value, label in enumerate(("no day", "one or two days", "most days", "every day"))],
    "items": [{"number": number, "text": text} for number, text in enumerate(QUESTIONS, start=1)],
    "test_vectors": [{"answers": "3 2 1 0", "expected": {"total": 6.0}}, {"answers": "3 0 - 0", "expected": {"total": 4.0}}],
}
AT_HOME = ((63, (3, 3, 3, 2)), (42, (3, 2, 2, 2)), (21, (2, 1, 0, 1)))  # days ago, answers
BY_HIS_MOTHER = ((70, "2122112220102212200210121"), (14, "2112002120200211200210112"))  # of the SDQ, in the order of its items
BY_HIS_TEACHER = ((66, "2012112220101202200210111"), (12, "2002102120200201200210011"))


def add_observers(course: CourseOfCare, guardian: User, *, by: User, day: date) -> None:
    """Forms that came in from both, and one that his mother is asked just now."""
    draft = begin(with_rule(MORNINGS, ScoringRule(allowed=1)), came_from=MeasureDraft.From.BUILT, by=by, is_log=False)
    measure = str(publish(draft, by=by).measure.key)
    for ago, answers in AT_HOME:
        on = day - timedelta(days=ago)
        row = enter_answers(
            course,
            measure=measure,
            answers=dict(enumerate(answers, start=1)),
            on=on,
            by=guardian,
            mode=Administration.Mode.PORTAL,
            informant=PARENT,
        )
        came_in(row, guardian, by=by)
    for informant, forms in ((PARENT, BY_HIS_MOTHER), (TEACHER, BY_HIS_TEACHER)):
        for ago, written in forms:
            filled = {**dict(enumerate(map(int, written), start=1)), 26: 0}
            enter_answers(
                course,
                measure="sdq",
                answers=filled,
                on=day - timedelta(days=ago),
                by=by,
                mode=Administration.Mode.STAFF,
                informant=informant,
            )
    observing.ask(course, measure, of=guardian, by=by)


def came_in(row: Administration, guardian: User, *, by: User) -> None:
    """The question that a form was the answer to, asked two days before."""
    sent = datetime.combine(row.date, time(18), UTC)
    asked = ObserverForm.objects.create(
        course=row.course,
        measure=row.measure,
        asked_of=guardian,
        record=row.pk,
        asked_by=by,
        expires_at=sent + observing.LASTS,
        sent_at=sent,
    )
    ObserverForm.objects.filter(pk=asked.pk).update(asked_at=sent - timedelta(days=2))
