"""When a note is a late entry: signed more than some hours after the session. Both times are always shown."""

from datetime import datetime, timedelta

LATE_AFTER = timedelta(hours=72)  # common reading of "as soon as practicable"; Medicare Program Integrity Manual ch. 3, 3.3.2.5


def is_late(session_ended: datetime, signed_at: datetime, after: timedelta = LATE_AFTER) -> bool:
    """Whether a note counts as a late entry. Both instants need their zone."""
    return signed_at - session_ended > after
