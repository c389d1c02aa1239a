"""What help and own data put into the audit trail."""

from fullarc.web.audit.deeds import deed

RELEASED_PLAN = deed("safety_plan.shown", "put the safety plan on the client's side", about="safety plan")
TOOK_PLAN_BACK = deed("safety_plan.not_shown", "took the safety plan off the client's side", about="safety plan")
TOOK_OWN_DATA = deed("own_data.taken", "downloaded everything of their own", about="record", changes=False)
