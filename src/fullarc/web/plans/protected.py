"""What the database refuses: to change or delete a signed plan, a version of the formulation, a consent."""

from fullarc.web.audit.triggers import Protected

FORMULATIONS = Protected("plans_formulation", "A version of the case formulation cannot be changed or deleted.")
CONSENTS = Protected("plans_consent", "A recorded consent cannot be changed or deleted.")
PLANS = Protected(
    "plans_treatmentplan",
    "A signed treatment plan cannot be changed or deleted.",
    fixed=(
        *("id", "course_id", "number", "content", "review_on", "begun_by_id", "begun_at"),
        *("signed_by_id", "signed_at", "signed_as", "content_hash"),
    ),
    kept=("superseded_at",),
    unless="OLD.signed_at IS NULL",
)
