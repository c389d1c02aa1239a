"""Signed reviews in the demo practice, and a report that was issued: what a visitor expects of courses that are over."""

from fullarc.reports.readers import readers
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.reports.actions import fingerprint, issue
from fullarc.web.reports.queries import written
from fullarc.web.reviews.actions import begin, save, sign
from fullarc.web.reviews.models import Review
from fullarc.web.signals.waiting import ids_of, waiting

MOST = 2
OWN = {
    "why": "What counts for this client is the working day: going there, staying, and having something left of the evening.",
    "remains": "Bad weeks will come. What to do in one was gone through and stands in the client's own words in the plan.",
    "recommendation": "A check-in in three months with the same measures. Earlier if two weeks in a row are worse.",
}


def review_what_is_over(clinician: User) -> None:
    """A signed discharge review for the clinician's courses that ended last, and the first of them sent to a referrer."""
    ended = CourseOfCare.objects.filter(client__care_team__user=clinician, ended__isnull=False).order_by("-ended", "client__code")
    for number, course in enumerate(ended.distinct()[:MOST]):
        row = begin(course, Review.Kind.DISCHARGE, by=clinician)
        save(row, {**row.words, "own": OWN}, row.kind, by=clinician, started_from=row.version)
        sign(row, by=clinician, started_from=row.version, known=ids_of(waiting(course.client)))
        if not number:
            send(row, by=clinician)


def send(review: Review, *, by: User) -> None:
    course, reader, recipient = review.course, readers()["referrer"], "Dr. Invented Referrer\nHarbour Clinic"
    told = written(course, course.client, reader, review, {}, recipient=recipient, by=by)
    known = ids_of(waiting(course.client))
    issue(course, reader, told, review=review, recipient=recipient, purpose=reader.purpose, seen=fingerprint(told), known=known, by=by)
