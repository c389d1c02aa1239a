"""Reading reviews, and gathering what one is frozen from."""

from datetime import date

from fullarc.reports.comparison import Row, compared
from fullarc.reports.differences import Difference, differences
from fullarc.reports.frozen import Frozen, freeze
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.queries import texts_by_source
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.reviews.models import Review, ReviewAutosave
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first
from fullarc.web.version import VERSION


def reviews_of(course: CourseOfCare) -> list[Review]:
    """All reviews of a course, the newest first, without their contents."""
    return list(course.reviews.defer("frozen", "words").select_related("signed_by", "begun_by"))


def frozen_now(course: CourseOfCare, today: date, *, by: User) -> Frozen:
    """The assessment of today with its data. Reads what nobody has read yet."""
    ensure_read(course, by=by)
    rules = in_force()
    seen = judged(course, today, rules).seen
    texts = texts_by_source(course)
    return freeze(
        seen, lambda source: texts[source][1] if source in texts else None, rules=rules.key, app=VERSION, course=told_of_course(course)
    )


def told_of_course(course: CourseOfCare) -> dict[str, str]:
    """What the head of a review says of the course beside the assessment."""
    told = {"modality": course.modality, "ending": course.get_ending_display().lower() if course.ended else ""}
    return {key: words for key, words in told.items() if words}


def review_before(review: Review) -> Review | None:
    """The signed review that came before."""
    return review.course.reviews.filter(number__lt=review.number).exclude(signed_at=None).first()


def compared_with(before: Review | None, frozen: Frozen) -> tuple[Row, ...]:
    """Both reviews side by side; nothing where there was none before."""
    return compared(before.value.seen, frozen.seen) if before else ()


def changed_since(review: Review) -> tuple[Difference, ...]:
    """What the record says otherwise today than when the review was frozen."""
    return differences(review.value, timeline_of_course(review.course), catalogue())


def raised_since(review: Review) -> list[Signal]:
    """The risk signals that were raised after the review was frozen, acknowledged or not."""
    return as_they_stand(most_pressing_first(review.course.client.signals.filter(raised_at__gt=review.frozen_at)))


def unsaved(review: Review, user: User) -> ReviewAutosave | None:
    """What this person typed into the draft last and never saved."""
    return next((row for row in review.autosaves.filter(user=user) if row.holds_more(review)), None)
