"""What a look at the golden thread may write: notes that nobody has read yet are read first."""

from tests.web.objects import CHANGED_BY_LOOKING

CHANGED_BY_LOOKING["golden_thread:course"] = {"findings_storedfinding", "findings_reading", "signals_signal"}
