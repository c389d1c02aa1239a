"""When a plan is due for review. No one interval is prescribed; 90 days is the commonest, and a reminder comes 14 days before."""

from dataclasses import dataclass
from datetime import date, timedelta

from fullarc.goals.target import in_words

REVIEW_AFTER = timedelta(days=90)
NOTICE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The review of a signed plan is near or has passed."""

    on: date
    overdue: bool
    sentence: str


def review_due(review_on: date | None, today: date) -> ReviewDue | None:
    """The reminder that belongs on a page today; None while the day is more than two weeks ahead, or where none is set."""
    if review_on is None or review_on - today > NOTICE:
        return None
    day = in_words(review_on)
    if review_on < today:
        return ReviewDue(review_on, True, f"The treatment plan was to be reviewed on {day}.")
    when = "today" if review_on == today else f"on {day}"
    return ReviewDue(review_on, False, f"The treatment plan is to be reviewed {when}.")
