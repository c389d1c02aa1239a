"""Where the course page leads inside the application."""

from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from fullarc.course.assessment import Signal
from fullarc.course.why_and_what_next import NOT_ON_TRACK
from fullarc.exchange.pages.course_links import Action, ClientHead, CourseLinks
from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.queries import texts_by_source
from fullarc.web.progress.risk_seen import RiskSeen, when
from fullarc.web.signals.closing import RISK, fingerprint


def links_for(request: Request, client: Client, course: CourseOfCare, csrf_token: str) -> CourseLinks:
    """The links and deeds that this person may use on this course. Its notes and addenda are loaded in two queries."""
    texts = texts_by_source(course)
    may_review = may_for(request.user, client, Permission.REVIEW_FINDINGS)

    def note_url(source: str, key: str) -> str | None:
        page, _ = texts.get(source, ("", ""))
        return reverse("findings:note", args=[client.pk, page]) + (f"#finding-{key}" if key else "") if page else None

    def finding_actions(source: str, key: str) -> tuple[Action, ...]:
        if not may_review or not is_row(key):
            return ()
        url, back = reverse("findings:review", args=[client.pk, key]), ("next", request.path)
        return (
            Action("Confirm", url, post=True, fields=(("act", "confirm"), back)),
            Action("Dismiss", url, post=True, fields=(("act", "dismiss"), back), key="X"),
            *([Action("Correct", at, key="C")] if (at := note_url(source, key)) else []),
        )

    seen = RiskSeen(client, request.user)
    may_close = may_for(request.user, client, Permission.CLOSE_SIGNALS)
    may_acknowledge = may_for(request.user, client, Permission.ACKNOWLEDGE_SIGNALS)

    def signal_actions(signal: Signal) -> tuple[Action, ...]:
        if signal.kind == RISK:
            return risk_actions(client) if may_acknowledge else ()
        why = (Action("Why, and what next", "#why"),) if signal.kind in NOT_ON_TRACK else ()
        if not may_close:
            return why
        url = reverse("progress:close_signal", args=[client.pk, course.pk, fingerprint(course, signal)])
        return (*why, Action("Reviewed", url, post=True, fields=(("how", "reviewed"),)), Action("Close otherwise", url))

    return CourseLinks(
        note_text=lambda source: texts[source][1] if source in texts else None,
        note_url=note_url,
        goal_url=lambda goal: reverse("goals:goals", args=[client.pk, course.pk]),
        finding_actions=finding_actions,
        signal_actions=signal_actions,
        beside_statement=seen.beside,
        after_open_risk=seen.in_the_lead,
        waiting=seen.waiting,
        lens=render_to_string("clients/_course_lens.html", {"client": client, "course": course, "here": "course"}, request),
        csrf_token=csrf_token,
    )


def risk_actions(client: Client) -> tuple[Action, ...]:
    """To what is not acknowledged yet; when all of it is, to the latest acknowledgement.

    The record keeps a risk open until it is denied.
    """
    if client.signals.filter(acknowledged_at=None).exists():
        return (Action("See what is to acknowledge", reverse("signals:list")),)
    latest = client.signals.filter(closed_at=None).exclude(acknowledged_at=None).order_by("-acknowledged_at").first()
    latest = latest or client.signals.order_by("-acknowledged_at").first()
    if latest is None:
        return ()
    words = f"Acknowledged {when(latest)}, still open in the record. See what was done"
    return (Action(words, reverse("signals:signal", args=[client.pk, latest.pk])),)


def is_row(key: str) -> bool:
    """Whether a proof's key is a stored finding. A score told in a note has its measure as key."""
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def head_of(client: Client, course: CourseOfCare) -> ClientHead:
    more = [("Modality", course.modality)] if course.modality else []
    return ClientHead(name=client.name, code=client.code, more=tuple(more))
