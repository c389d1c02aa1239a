"""A word on a page when the background work stands still and something waits for it."""

from datetime import UTC, datetime

from django import template

from fullarc.web.work.queries import work_state

register = template.Library()


@register.inclusion_tag("work/_notice.html")
def work_notice() -> dict[str, object]:
    now = datetime.now(UTC)
    state = work_state(now)
    return {"state": state, "sentence": state.sentence(now)}
