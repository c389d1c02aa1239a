"""What a look at the supervisor's agenda may write: the caseload's rows, which are derived and made anew when something changed."""

from tests.web.objects import CHANGED_BY_LOOKING

CHANGED_BY_LOOKING["supervision:agenda"] = {"progress_courserow", "findings_storedfinding", "findings_reading", "signals_signal"}
