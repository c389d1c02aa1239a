"""What a look at learning across cases may write: the facts of courses, made anew where they changed."""

from tests.web.objects import CHANGED_BY_LOOKING

CHANGED_BY_LOOKING["learning:learning"] = {"learning_keptfacts"}
CHANGED_BY_LOOKING["learning:file"] = {"learning_keptfacts"}
