"""The PIN of a form behind a link: five tries, however many are sent at once."""

from tests.cast import Cast

from fullarc.web.answering.deeds import LOCKED_LINK
from fullarc.web.answering.links import make_link, pin_is_right
from fullarc.web.answering.models import FormLink
from fullarc.web.audit.models import Event


def test_of_pins_sent_at_once_none_counts_after_the_fifth_miss_and_the_lock_is_told_of_once(cast: Cast) -> None:
    link, _ = make_link(cast.course, "phq-9", by=cast.mira, pin="4711")
    at_once = [FormLink.objects.get(pk=link.pk) for _ in range(FormLink.PIN_TRIES + 2)]  # each was looked up before any was wrong
    assert not any(pin_is_right(each, "1234") for each in at_once[:-1])
    assert not pin_is_right(at_once[-1], "4711")
    link.refresh_from_db()
    assert link.pin_missed == FormLink.PIN_TRIES
    assert Event.objects.filter(action=LOCKED_LINK.name).count() == 1
