"""What the database refuses: to change or delete a signed review."""

from fullarc.web.audit.triggers import Protected

REVIEWS = Protected(
    "reviews_review",
    "A signed review cannot be changed or deleted.",
    fixed=(
        *("id", "course_id", "number", "kind", "as_of", "frozen", "frozen_at", "words"),
        *("begun_by_id", "begun_at", "signed_by_id", "signed_at", "signed_as", "content_hash"),
    ),
    unless="OLD.signed_at IS NULL",
)
