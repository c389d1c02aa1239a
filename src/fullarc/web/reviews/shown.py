"""A review as a report in full: what its own page shows, and what reports for readers are made from."""

from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from fullarc.plans.plan import Plan
from fullarc.reports.compose import composed
from fullarc.reports.given import Given, Person
from fullarc.reports.readers import Level, readers
from fullarc.reports.report import Letterhead, Report
from fullarc.web.accounts.models import Practice
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.plans.queries import plan_in_force
from fullarc.web.reviews.models import Review
from fullarc.web.reviews.queries import compared_with, review_before


def given_of(review: Review, client: Client) -> Given:
    """Everything a report of this review is made from beside its frozen assessment."""
    before = review_before(review)
    return replace(
        given_of_course(review.course, client, review.as_of),
        words=review.as_words,
        modality=review.value.course.get("modality", ""),
        ending=review.value.course.get("ending", ""),
        earlier=compared_with(before, review.value),
        earlier_on=in_words(before.as_of) if before else "",
        signer=signature(review),
        discussed=in_words(date.fromisoformat(review.words["discussed_on"])) if review.words.get("discussed_on") else "",
        from_review=told_of(review),
    )


def given_of_course(course: CourseOfCare, client: Client, on: date) -> Given:
    practice = Practice.objects.first()
    return Given(
        client=Person(client.name, client.code, age(client.born, on)),
        plan=plan_of(course),
        modality=course.modality,
        ending=course.get_ending_display().lower() if course.ended else "",
        letterhead=Letterhead(practice.name if practice else ""),
    )


def plan_of(course: CourseOfCare) -> Plan | None:
    signed = plan_in_force(course)
    return signed.value if signed else None


def report_of(review: Review, client: Client) -> Report:
    """The review's own page: everything at its fullest, named as what it is, without the treatment plan, which has its own page."""
    reader = replace(readers()["discharge"], name=review.get_kind_display())
    levels = {**reader.levels(dict.fromkeys(reader.most, 2)), "plan": Level.NOT}
    return composed(review.value, reader, levels, given_of(review, client))


def signature(review: Review) -> tuple[str, ...]:
    if review.signed_by is None or review.signed_at is None:
        return ()
    when = date_format(timezone.localtime(review.signed_at), "j F Y, H:i")
    return (", ".join(filter(None, (review.signed_by.name, as_signer(review.signed_as)))), f"Signed {when}")


def as_signer(roles: str) -> str:
    """The roles under a signature: who owns the practice signs as a clinician."""
    named = [role for role in roles.lower().split(", ") if role]
    return ", ".join([role for role in named if role != "owner"] or named)


def told_of(review: Review) -> str:
    """The sentence at the foot: when it was frozen and how it can be verified."""
    if review.is_draft:
        return f"Draft, not signed; the record as it stood on {in_words(review.as_of)}."
    return f"Frozen on {in_words(review.as_of)}, signed. Verification {review.verification}"


def age(born: date | None, on: date) -> int | None:
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def in_words(day: date) -> str:
    return date_format(day, "j F Y")
