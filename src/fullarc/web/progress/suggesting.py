"""Why and what next: what is known with links to its evidence, suggestions, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.days import full_date
from fullarc.course.statement import Kind, Proof
from fullarc.course.why_and_what_next import TITLES, Known, Suggestion, why_and_what_next
from fullarc.exchange.pages.course_links import CourseLinks
from fullarc.plans.plan import Kind as LineKind
from fullarc.plans.plan import Line, PlanRefused, Source, with_line
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans.planning import begin_plan, save_plan
from fullarc.web.signals import deeds
from fullarc.web.signals.models import SuggestionDecision

Decision = SuggestionDecision.Decision
MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class KnownView:
    """One topic: its sentence, and (words, address) of each piece of evidence; `rest` pieces are not listed."""

    known: Known
    links: tuple[tuple[str, str], ...]
    rest: int


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What the page shows. Without signals only what was adopted stands there."""

    signals: tuple[Signal, ...]
    known: tuple[KnownView, ...]
    suggestions: tuple[tuple[str, Suggestion], ...]  # what it is about, and the suggestion
    set_aside: tuple[SuggestionDecision, ...]
    adopted: tuple[SuggestionDecision, ...]

    @property
    def anything(self) -> bool:
        return bool(self.signals or self.adopted)


def next_steps(seen: CourseAssessment, course: CourseOfCare, links: CourseLinks) -> NextSteps:
    """One query: the decisions."""
    newest = newest_decisions(course)
    adopted = tuple(row for row in newest.values() if row.decision == Decision.ADOPTED)
    found = why_and_what_next(seen)
    if found is None:
        return NextSteps((), (), (), (), adopted)
    open_ones = [one for one in found.suggestions if one.id not in newest or newest[one.id].decision == Decision.OFFERED]
    offered = tuple((TITLES.get(one.topic, "In any case"), one) for one in open_ones)
    aside = tuple(row for row in newest.values() if row.decision == Decision.SET_ASIDE)
    known = tuple(known_view(one, links) for one in found.known)
    return NextSteps(found.signals, known, offered, aside, adopted)


def newest_decisions(course: CourseOfCare) -> dict[str, SuggestionDecision]:
    """The decision that counts for each suggestion, the newest first."""
    newest: dict[str, SuggestionDecision] = {}
    for row in course.suggestion_decisions.select_related("decided_by"):
        newest.setdefault(row.suggestion, row)
    return newest


def known_view(known: Known, links: CourseLinks) -> KnownView:
    shown = known.proofs[-MOST_LINKS:]
    return KnownView(known, tuple(evidence_link(proof, links) for proof in shown), len(known.proofs) - len(shown))


def evidence_link(proof: Proof, links: CourseLinks) -> tuple[str, str]:
    """The words of a note lead to the note; all else to its day in the table of the arc."""
    to_note = links.note_url(proof.source, proof.key) if proof.kind is Kind.NOTE else None
    return full_date(proof.date), to_note or f"#day-{proof.date.isoformat()}"


def objectives_of(course: CourseOfCare) -> tuple[Line, ...]:
    """The objectives of the draft, or of the plan in force, under which a suggestion can stand."""
    rows = list(course.plans.filter(superseded_at=None))
    row = next((each for each in rows if each.is_draft), next(iter(rows), None))
    return row.value.of(LineKind.OBJECTIVE) if row else ()


@transaction.atomic
def adopt(course: CourseOfCare, suggestion: Suggestion, *, text: str, under: str, by: User) -> SuggestionDecision:
    """Adopt a suggestion in the clinician's words: kept with the course, and with `under` a line of the draft below that objective.

    The draft is the one that is there, or the next version of the plan in force. Refused (PlanRefused): an objective that is gone.
    """
    number = None
    if under:
        plan = begin_plan(course, by=by, today=timezone.localdate())
        if plan.value.line(under).kind is not LineKind.OBJECTIVE:
            raise PlanRefused("A suggestion stands below an objective. Choose one of the list.")
        source = Source(f"a suggestion ({suggestion.source})", text)
        save_plan(plan, with_line(plan.value, LineKind.INTERVENTION, under, text=text, source=source), by=by, started_from=plan.version)
        number = plan.number
    return decide(course, suggestion, Decision.ADOPTED, text=text, plan_number=number, by=by)


def decide(
    course: CourseOfCare, suggestion: Suggestion, decision: str, *, by: User, text: str = "", plan_number: int | None = None
) -> SuggestionDecision:
    """Write a decision down."""
    row = SuggestionDecision(
        course=course,
        suggestion=suggestion.id,
        decision=decision,
        text=text or suggestion.text,
        source=suggestion.source,
        plan_number=plan_number,
        decided_by=by,
    )
    row.save(force_insert=True)
    told = {Decision.ADOPTED: deeds.ADOPTED, Decision.SET_ASIDE: deeds.SET_ASIDE, Decision.OFFERED: deeds.OFFERED}
    record(told[Decision(decision)], by=by, client=course.client_id, on=row, fields=[suggestion.id])
    return row


def named(suggestions: Iterable[Suggestion], wanted: str) -> Suggestion | None:
    return next((one for one in suggestions if one.id == wanted), None)
