"""What the database refuses: to change or delete a signed safety plan or a signed risk assessment."""

from fullarc.web.audit.triggers import Protected

FIXED = (
    *("id", "client_id", "number", "content", "begun_by_id", "begun_at"),
    *("signed_by_id", "signed_at", "signed_as", "content_hash"),
)
PLANS = Protected(
    "safety_safetyplan",
    "A signed safety plan cannot be changed or deleted.",
    fixed=FIXED,
    kept=("superseded_at",),
    unless="OLD.signed_at IS NULL",
)
ASSESSMENTS = Protected(
    "safety_riskassessment",
    "A signed risk assessment cannot be changed or deleted.",
    fixed=(*FIXED, "signal_id"),
    kept=("superseded_at",),
    unless="OLD.signed_at IS NULL",
)
