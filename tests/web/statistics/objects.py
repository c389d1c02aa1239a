"""What a look at the figures may write: the expected courses are learned once a day."""

from tests.web.objects import CHANGED_BY_LOOKING

CHANGED_BY_LOOKING["statistics:figures"] = {"progress_expectedcourses"}
