"""A word on a page when the background work stands still and something waits for it."""

from django import template

from fullarc.web.work.queries import work_state

register = template.Library()


@register.inclusion_tag("work/_notice.html")
def work_notice() -> dict[str, object]:
    state = work_state()
    return {"state": state, "sentence": state.sentence}
