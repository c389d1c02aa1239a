"""What answering puts into the audit trail."""

from fullarc.web.audit.deeds import deed

SENT = deed("check_in.sent", "finished a check-in", about="scores")
MADE_LINK = deed("form_link.made", "made a link to a form", about="scores")
ENDED_LINK = deed("form_link.ended", "took a link to a form back", about="scores")
USED_LINK = deed("form_link.used", "received a form behind a link", about="scores")
LOCKED_LINK = deed("form_link.locked", "locked a link after wrong PINs", about="scores")
ASKED_GUARDIAN = deed("observer_form.asked", "asked a guardian to fill in a form", about="scores")
ENDED_OBSERVER_FORM = deed("observer_form.ended", "took a form that a guardian was asked to fill in back", about="scores")
OBSERVED = deed("observer_form.sent", "filled in a form as a guardian", about="scores")
